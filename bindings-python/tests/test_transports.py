"""The shipped send functions, over real sockets of this machine."""

import importlib
import logging
import ssl
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from privatenumber import Client, TransportFailed, UnreadableAnswer
from privatenumber.simulator import Platform, serve
from privatenumber.transports import httpx_send, mask_logs, requests_send, urllib_send
from support import APP_KEY, SELF_SIGNED, account, bind, closed, recording, refusal, silent

Make = Callable[..., Any]
X = "+8617000000001"


@pytest.fixture(params=["urllib", "requests", "httpx"])
def make(request: pytest.FixtureRequest) -> Make:
    name: str = request.param
    if name != "urllib":
        importlib.import_module(name)
    makers: dict[str, Make] = {"urllib": urllib_send, "requests": requests_send, "httpx": httpx_send}
    return makers[name]


def test_every_operation_over_http(make: Make) -> None:
    with serve(Platform()) as served:
        client = Client(served.account(), make())
        bound = client.axb.create_binding(
            caller_num="+8613800000001", callee_num="+8613900000002", relation_num="+8617000000001", duration=60
        )
        client.axb.modify_binding(subscription_id=bound.subscription_id, duration=120)
        (binding,) = client.axb.query_binding(relation_num="+8617000000001").relation_num_list
        assert (binding.subscription_id, binding.duration) == (bound.subscription_id, 120)
        client.axb.delete_all_bindings(relation_num="+8617000000001")
        error = refusal(lambda: client.axb.delete_binding(subscription_id=bound.subscription_id))
        assert error.reason == "not_found"


def test_what_is_sent_is_what_was_built(make: Make) -> None:
    with recording() as recorder:
        client = Client(account(recorder.url), make())
        recorder.body = b'{"resultcode":"0","resultdesc":""}'
        client.axb.delete_all_bindings(relation_num="+8617000000001")
        client.axb.modify_binding(subscription_id='a"b\\', user_data="a+b %41")
        (method, path, headers, body), modified = recorder.seen
        assert (method, body) == ("DELETE", b"")
        assert path == "/rest/caas/relationnumber/partners/v1.0?relationNum=%2B8617000000001"
        assert headers["content-type"] == "application/json;charset=UTF-8"
        assert headers["authorization"] == 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"'
        assert headers["x-aksk"].startswith('UsernameToken Username="')
        assert modified[3] == b'{"subscriptionId":"a\\"b\\\\","userData":"a+b %41"}'


def test_odd_ids_are_escaped_once(make: Make) -> None:
    with recording() as recorder:
        recorder.body = b'{"resultcode":"0","resultdesc":""}'
        Client(account(recorder.url), make()).axb.delete_binding(subscription_id="a/b?c=%2B&d#~.")
        assert recorder.seen[0][1].endswith("?subscriptionId=a%2Fb%3Fc%3D%252B%26d%23~.")


def test_redirects_are_not_followed(make: Make) -> None:
    with recording() as recorder:
        recorder.status, recorder.headers, recorder.body = 302, [("Location", "/elsewhere")], b""
        error = refusal(lambda: bind(make(), recorder.url))
        assert isinstance(error, UnreadableAnswer) and error.code == "answer.redirected"
        assert "/elsewhere" in error.message
        assert len(recorder.seen) == 1


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_statuses_are_no_errors_of_transport(make: Make, status: int) -> None:
    with recording() as recorder:
        recorder.status, recorder.body = status, b"<html>no</html>"
        error = refusal(lambda: bind(make(), recorder.url))
        assert isinstance(error, UnreadableAnswer) and error.http_status == status


def test_a_server_that_never_answers_is_a_time_out(make: Make) -> None:
    with silent() as url:
        error = refusal(lambda: bind(make(timeout=0.05), url))
    assert isinstance(error, TransportFailed) and error.code == "transport.timeout"
    assert error.__cause__ is not None


def test_nobody_listening_is_a_broken_connection(make: Make) -> None:
    error = refusal(lambda: bind(make(), closed()))
    assert isinstance(error, TransportFailed) and error.code == "transport.connection"
    assert error.__cause__ is not None


def test_half_an_answer_is_a_broken_connection(make: Make) -> None:
    with recording() as recorder:
        recorder.headers = [("Content-Length", "1000"), ("Connection", "close")]
        error = refusal(lambda: bind(make(timeout=1), recorder.url))
    assert isinstance(error, TransportFailed)


def test_a_certificate_that_nobody_signed_is_refused(make: Make) -> None:
    with recording(tls=True) as recorder:
        error = refusal(lambda: bind(make(), recorder.url))
        assert isinstance(error, TransportFailed) and error.code == "transport.connection"
        assert "certificate" in error.message.lower()
        assert recorder.seen == []


def test_a_certificate_that_is_trusted_is_taken() -> None:
    with recording(tls=True) as recorder:
        context = ssl.create_default_context(cafile=str(SELF_SIGNED))
        assert bind(urllib_send(context=context), recorder.url).subscription_id == "s-1"


def test_a_password_for_the_host_does_not_replace_the_signature(
    make: Make, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with recording() as recorder:
        bind(make(), recorder.url)
        assert recorder.seen[0][2]["authorization"].startswith("AKSK ")


def test_a_session_of_ones_own_is_used() -> None:
    import httpx
    import requests

    with recording() as recorder, requests.Session() as session, httpx.Client() as client:
        session.headers["User-Agent"] = client.headers["User-Agent"] = "mine"
        for send in (requests_send(session), httpx_send(client)):
            assert bind(send, recorder.url).subscription_id == "s-1"
        assert [seen[2]["user-agent"] for seen in recorder.seen] == ["mine", "mine"]


@pytest.mark.parametrize("timeout", [0, -1, -0.5, timedelta(seconds=-1), float("nan"), float("inf"), 10**9])
def test_a_time_out_out_of_range_is_refused_when_it_is_given(make: Make, timeout: Any) -> None:
    error = refusal(lambda: make(timeout=timeout))
    assert (error.code, error.field) == ("parameter.range", "timeout")


@pytest.mark.parametrize("timeout", ["5", True, b"5", [5]])
def test_a_time_out_of_another_type_is_refused_when_it_is_given(make: Make, timeout: Any) -> None:
    error = refusal(lambda: make(timeout=timeout))
    assert (error.code, error.field) == ("parameter.type", "timeout")


def test_a_time_out_is_a_timedelta_too(make: Make) -> None:
    with silent() as url:
        assert refusal(lambda: bind(make(timeout=timedelta(milliseconds=50)), url)).code == "transport.timeout"


def test_time_outs_of_the_libraries_are_taken() -> None:
    import httpx

    for send in (requests_send(timeout=(1, timedelta(milliseconds=50))), httpx_send(timeout=httpx.Timeout(0.05))):
        with silent() as url:
            assert refusal(lambda: bind(send, url)).code == "transport.timeout"
    requests_send(timeout=None), requests_send(timeout=(1, None)), httpx_send(timeout=None)
    assert refusal(lambda: requests_send(timeout=(1, -1))).code == "parameter.range"


def test_a_client_of_another_kind_is_refused_when_it_is_given() -> None:
    import httpx
    import requests

    error = refusal(lambda: httpx_send(httpx.AsyncClient()))  # type: ignore[arg-type]
    assert (error.code, error.field) == ("parameter.type", "client") and "httpx.Client" in error.hint
    assert refusal(lambda: httpx_send(requests.Session())).field == "client"  # type: ignore[arg-type]
    assert refusal(lambda: requests_send(httpx.Client())).field == "session"  # type: ignore[arg-type]


@pytest.mark.parametrize("succeeds", [True, False])
@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
def test_logs_of_the_libraries_hold_no_number(
    make: Make, level: int, succeeds: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(level)
    with serve(Platform()) as served:
        client = Client(served.account() if succeeds else account(served.url), make())
        if succeeds:
            client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002", relation_num=X)
            client.axb.query_binding(relation_num=X, caller_num="+8613800000001")
        else:
            assert refusal(lambda: client.axb.query_binding(relation_num=X)).http_status == 403
    refusal(lambda: Client(account(closed()), make()).axb.query_binding(relation_num=X))
    logged = "\n".join(record.getMessage() for record in caplog.records) + caplog.text
    assert "7000000001" not in logged and "3800000001" not in logged
    told = make is httpx_send or (make is requests_send and level == logging.DEBUG)
    assert ("relationNum=%2B86170****0001" in logged) == told


def test_logs_of_the_libraries_hold_no_address_of_a_recording(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serve(Platform()) as served:
        answer = Client(served.account(), make()).recording.get_download_url(
            file_name="axb-call.wav", record_domain="recordings.example.com"
        )
    logged = "\n".join(record.getMessage() for record in caplog.records) + caplog.text
    # The host to which the request came serves the recording too.
    path = answer.location.removeprefix(served.url)
    assert path.startswith("/_simulator/recordings/axb-call.wav?") and path.partition("?")[0] not in logged
    assert (f"(b'Location', b'{served.url}/****')" in logged) == (make is httpx_send)


@pytest.mark.parametrize(
    ("headers", "shown"),
    [
        ([(b"Location", b"https://a.example/f?token=t")], "[(b'Location', b'https://a.example/****')]"),
        ([(b"location", b"https://user:word@a.example:8443")], "[(b'location', b'https://a.example:8443')]"),
        ([(b"LOCATION", b"https://a.example/it's?t")], "[(b'LOCATION', b\"https://a.example/****\")]"),
        ([(b"Location", b"https://a.example/'\"t")], "[(b'Location', b'https://a.example/****')]"),
        ([(b"Location", b"/elsewhere?t")], "[(b'Location', b'****')]"),
        ([(b"Content-Location", b"/f")], "[(b'Content-Location', b'/f')]"),
    ],
)
def test_of_a_redirect_the_machine_alone_is_logged(
    headers: list[tuple[bytes, bytes]], shown: str, caplog: pytest.LogCaptureFixture
) -> None:
    mask_logs()
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("httpcore.http11")
    logger.debug("receive_response_headers.complete return_value=%r", (b"HTTP/1.1", 301, b"Moved", headers))
    assert caplog.records[0].getMessage().endswith(f" b'Moved', {shown})")


@pytest.mark.parametrize("name", ["httpx", "urllib3.connectionpool"])
def test_other_records_stay_as_they_are(name: str, caplog: pytest.LogCaptureFixture) -> None:
    before = list(logging.getLogger(name).filters)
    for _ in range(2):
        requests_send(), httpx_send()
    assert len(logging.getLogger(name).filters) <= len(before) + 1
    caplog.set_level(logging.INFO)
    logging.getLogger(name).info("%s of %s", "13800000001", "/other")
    logging.getLogger(name).info("%s", "/rest/13800000001")
    logging.getLogger(name).info('"GET %s HTTP/1.1"', f"/rest/omp?app_key={APP_KEY}&subscriptionId=s")
    kept, masked, without_key = caplog.records
    assert (kept.msg, kept.args) == ("%s of %s", ("13800000001", "/other"))
    assert masked.getMessage() == "/rest/138****0001"
    assert without_key.getMessage() == '"GET /rest/omp?app_key=Te****&subscriptionId=s HTTP/1.1"'


def test_importing_the_package_imports_no_http_library() -> None:
    code = (
        "import sys, privatenumber; "
        "print(sorted({'requests', 'httpx', 'urllib.request', 'ssl', 'json', 'typing', 'datetime'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
