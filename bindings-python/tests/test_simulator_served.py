"""The embedded platform over HTTP: its time is the clock's, and what is due is pushed by itself."""

import json
import logging
import re
import threading
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest

from privatenumber import Client
from privatenumber.push import Receiver, connect
from privatenumber.simulator import Platform, PushRequest, credentials, serve
from support import listening, silent

A, B, X = "+8613800000001", "+8613900000002", "+8617000000001"


def setup(pushes: dict[str, Any]) -> dict[str, Any]:
    numbers = [{"number": X, "areaCode": "0755"}]
    return {"applications": [{"appKey": "K1", "appSecret": "S1", "numbers": numbers, "pushes": pushes}]}


def ask(url: str, data: bytes | None = None) -> Any:
    with urllib.request.urlopen(url, data, timeout=5) as response:
        return json.load(response)


def test_a_leap_over_http_is_answered_on_the_way_and_its_pushes_are_real() -> None:
    x_mode = setup({})
    x_mode["applications"][0]["mode"] = "x"
    receiver = Receiver(credentials(x_mode))
    receiver.on("callin_block")(lambda call: connect(callee_num=B))
    receiver.ignore("call_event")
    records: list[Any] = []
    receiver.on("fee")(records.append)
    with listening(receiver.wsgi) as url:
        x_mode["applications"][0]["pushes"] = {"callStatusUrl": url, "feeUrl": url}
        with serve(Platform(x_mode)) as served:
            order = json.dumps({"from": A, "to": X, "script": {"talkSeconds": 61}}).encode()
            session = ask(f"{served.url}/_simulator/call", order)["sessionId"]
            said = ask(f"{served.url}/_simulator/advance", b'{"seconds":3600}')
            assert said["expired"] == 0 and re.fullmatch(r"\S+T\S+Z", said["now"])
            report = ask(f"{served.url}/_simulator/calls/{quote(session)}")
            assert (report["stateCode"], report["callee"]["number"]) == (0, B)
            assert [record.billed_minutes for record in records] == [2]
            assert ask(f"{served.url}/_simulator/pushes")["owed"] == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"seconds":-1}', b'{"seconds":true}', b'{"seconds":1,"x":2}', b"[" * 100_000])
def test_a_leap_that_cannot_be_is_refused_as_the_platform_does(body: bytes) -> None:
    with serve(Platform()) as served:
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(f"{served.url}/_simulator/advance", body)
        assert refused.value.code == 400
        refused.value.close()


def test_time_comes_to_its_end_and_bindings_expire_on_the_way() -> None:
    with serve(Platform()) as served:
        Client(served.account()).axb.create_binding(caller_num=A, callee_num=B, duration=60)
        assert ask(f"{served.url}/_simulator/advance", b'{"seconds":61}')["expired"] == 1
        assert ask(f"{served.url}/_simulator/advance", b'{"seconds":0}')["expired"] == 0
        assert ask(f"{served.url}/_simulator/advance", b'{"seconds":18446744073709551615}')["expired"] == 0


def test_a_served_platform_pushes_by_itself() -> None:
    arrived: list[PushRequest] = []
    enough = threading.Event()

    def take(push: PushRequest) -> int:
        arrived.append(push)
        if len(arrived) == 2:
            enough.set()
        return 200

    platform = Platform(on_push=take)
    with serve(platform):
        platform.sms(A, X, "hello")
        platform.set_number(X, "frozen")
        assert enough.wait(20)
    assert {push.kind for push in arrived} == {"sms_notify", "number_status"}


def test_what_on_push_raises_while_served_is_logged_masked(caplog: pytest.LogCaptureFixture) -> None:
    asked = threading.Event()

    def fails(push: PushRequest) -> int:
        asked.set()
        raise RuntimeError(f"no disk for {A}")

    platform = Platform(setup({"smsNotifyUrl": "https://example.com/sms"}), fails)
    with caplog.at_level(logging.ERROR), serve(platform) as served:
        platform.sms(A, X, "hello")
        assert asked.wait(20)
        # Whoever leaps waits for the push that is under way, and meets the next attempts.
        ask(f"{served.url}/_simulator/advance", b'{"seconds":3600}')
    assert len(caplog.records) == 4 and "RuntimeError" in caplog.text
    assert A.removeprefix("+86") not in caplog.text


def test_serving_ends_though_a_push_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privatenumber._server.RealTime.LONGEST_FAREWELL", 0)
    with silent() as url:
        platform = Platform(setup({"smsNotifyUrl": url}))
        with serve(platform):
            platform.sms(A, X, "hello")
        assert platform.state()["owedPushes"] == 1


def test_over_http_a_receiver_is_pushed_to_by_itself() -> None:
    receiver = Receiver(credentials(setup({})))
    heard: list[Any] = []
    enough = threading.Event()

    @receiver.on("sms_notify")
    def told(sms: Any) -> None:
        heard.append(sms)
        enough.set()

    with listening(receiver.wsgi) as url, serve(Platform(setup({"smsNotifyUrl": url}))) as served:
        sms = json.dumps({"from": A, "to": X, "text": "hello"}).encode()
        identifier = ask(f"{served.url}/_simulator/sms", sms)["smsIdentifier"]
        assert enough.wait(20)
    assert [(sms.sms_identifier, sms.send_result) for sms in heard] == [(identifier, 2)]


def test_a_fresh_start_over_http_owes_nothing() -> None:
    platform = Platform(setup({"feeUrl": "https://example.com/fee"}), lambda push: 200)
    with serve(platform) as served:
        platform.call(A, X)
        ask(f"{served.url}/_simulator/reset", b"")
        assert ask(f"{served.url}/_simulator/pushes")["owed"] == 0
