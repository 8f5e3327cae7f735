import pytest


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither proxies nor credentials of whoever runs the tests."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("APP_KEY", "APP_SECRET", "BASE_URL", "MODE", "SCHEME", "DEMO_A", "DEMO_B", "DEMO_X"):
        monkeypatch.delenv(f"PRIVATENUMBER_{name}", raising=False)
