"""The headers alone, for this service and its sister products."""

from typing import Any

import pytest

from privatenumber import Account, InvalidArgument, axb, signing
from support import APP_KEY, APP_SECRET, account, refusal


def test_every_scheme_has_its_two_headers() -> None:
    assert signing.SCHEMES == ("aksk", "wsse", "wsse_hex")
    for scheme in signing.SCHEMES:
        choice: Any = scheme
        headers = signing.headers(APP_KEY, APP_SECRET, scheme=choice, created=0, nonce="n")
        name = "X-AKSK" if scheme == "aksk" else "X-WSSE"
        digest = signing.password_digest(signing.digest(APP_SECRET, "n", 0, scheme=choice), scheme=choice)
        assert headers == {
            "Authorization": f'{name[2:]} realm="SDP",profile="UsernameToken",type="Appkey"',
            name: signing.x_aksk(APP_KEY, digest, "n", 0),
        }
        assert len(digest) == (88 if scheme == "wsse_hex" else 44)


def test_the_default_is_todays_scheme() -> None:
    headers = signing.headers(APP_KEY, APP_SECRET, created=0, nonce="n")
    assert headers["Authorization"] == signing.AUTHORIZATION
    assert headers["X-AKSK"] == account().sign(created=0, nonce="n")


def test_headers_are_signed_anew_each_time() -> None:
    assert signing.headers(APP_KEY, APP_SECRET) != signing.headers(APP_KEY, APP_SECRET)


def test_an_account_signs_in_its_scheme() -> None:
    older = account(scheme="wsse")
    assert (older.scheme, account().scheme) == ("wsse", "aksk")
    wanted = signing.headers(APP_KEY, APP_SECRET, scheme="wsse", created=0, nonce="n")
    assert older.sign(created=0, nonce="n") == wanted["X-WSSE"]
    request = axb.delete_binding.request(older, subscription_id="s", created=0, nonce="n")
    assert request.headers == {"Content-Type": "application/json;charset=UTF-8", **wanted}
    request.headers.clear()
    assert list(request.headers) == ["Content-Type", "Authorization", "X-WSSE"]
    assert "PasswordDigest" not in repr(request)


@pytest.mark.parametrize("scheme", ["", "AKSK", "sha1"])
def test_an_unknown_scheme_is_refused(scheme: Any) -> None:
    digest = b"x" * 32
    for call in (
        lambda: signing.headers(APP_KEY, APP_SECRET, scheme=scheme),
        lambda: signing.digest(APP_SECRET, "n", 0, scheme=scheme),
        lambda: signing.password_digest(digest, scheme=scheme),
    ):
        error = refusal(call)
        assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.choice", "scheme")
        assert "aksk, wsse, wsse_hex" in error.message
    assert refusal(lambda: account(scheme=scheme)).field == "scheme"


def test_an_account_has_no_scheme_of_a_sister_product() -> None:
    make: Any = Account
    error = refusal(lambda: make(app_key=APP_KEY, app_secret=APP_SECRET, scheme="wsse_hex"))
    assert (error.code, error.field) == ("parameter.choice", "scheme")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"app_key": ""}, "account.app_key"),
        ({"app_key": 'a"b'}, "account.app_key"),
        ({"app_secret": "s\n"}, "account.app_secret"),
        ({"nonce": "a-b"}, "signing.nonce"),
        ({"created": -1}, "signing.created"),
        ({"created": "now"}, "parameter.type"),
        ({"app_key": None}, "parameter.type"),
        ({"app_secret": None}, "parameter.type"),
        ({"app_secret": b"secret"}, "parameter.type"),
        ({"app_key": "a\ud83d"}, "parameter.type"),
        ({"scheme": 5}, "parameter.type"),
    ],
)
def test_what_cannot_be_signed_is_refused(given: Any, code: str) -> None:
    assert refusal(lambda: signing.headers(**{"app_key": APP_KEY, "app_secret": APP_SECRET, **given})).code == code


@pytest.mark.parametrize(
    ("stage", "given", "field"),
    [
        (signing.digest, (None, "n", 0), "app_secret"),
        (signing.password_digest, ("text",), "digest"),
        (signing.password_digest, (None,), "digest"),
        (signing.x_aksk, (5, "digest", "n", 0), "app_key"),
        (signing.x_aksk, (APP_KEY, b"digest", "n", 0), "password_digest"),
    ],
)
def test_a_stage_refuses_what_is_of_another_type(stage: Any, given: Any, field: str) -> None:
    error = refusal(lambda: stage(*given))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", field)
    assert f"`{field}`" in error.message_zh


def test_bytes_of_every_kind_are_a_digest() -> None:
    assert signing.password_digest(bytearray(32)) == signing.password_digest(bytes(32))  # type: ignore[arg-type]
