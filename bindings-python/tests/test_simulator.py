"""The embedded platform."""

import json
import socket
import threading
import urllib.request
from datetime import timedelta
from typing import Any

import pytest

from privatenumber import Client, InvalidArgument, ServiceRefused, explain
from privatenumber.errors import AlreadyBound, AuthenticationFailed, NotFound
from privatenumber.simulator import Platform, YAssignment, serve
from support import DESCRIPTION, account, refusal

PAIR: dict[str, Any] = {"caller_num": "+8613800000001", "callee_num": "+8613900000002"}
SETUP = {"applications": [{"appKey": "K1", "appSecret": "S1"}, {"appKey": "K2", "appSecret": "S2"}]}


def test_time_passes_when_it_is_told_to() -> None:
    platform = Platform()
    client = platform.client()
    bound = client.axb.create_binding(**PAIR, duration=timedelta(minutes=10))
    assert platform.advance(timedelta(minutes=9)) == 0
    assert len(client.axb.query_binding(subscription_id=bound.subscription_id).relation_num_list) == 1
    assert platform.advance(60.5) == 1
    with pytest.raises(NotFound):
        client.axb.query_binding(subscription_id=bound.subscription_id)


@pytest.mark.parametrize("time", [-1, timedelta(seconds=-1), "60", None, True, float("nan"), float("inf"), 10**40])
def test_time_does_not_run_back(time: Any) -> None:
    error = refusal(lambda: Platform().advance(time))
    wrong = "type" if isinstance(time, (str, bool, type(None))) else "range"
    assert (error.code, error.field) == (f"parameter.{wrong}", "time") and "timedelta" in error.hint


def test_a_fresh_start() -> None:
    platform = Platform()
    platform.client().axb.create_binding(**PAIR)
    assert len(platform.state()["bindings"]) == 1
    platform.reset()
    assert platform.state()["bindings"] == [] and platform.state()["log"] == []


def test_the_state_is_a_dict_without_secrets() -> None:
    platform = Platform()
    state = platform.state()
    assert state["applications"][0]["numbers"][0]["number"] == "+8617000000001"
    assert platform._platform.applications[0][1] not in json.dumps(state)


@pytest.mark.parametrize("setup", [SETUP, json.dumps(SETUP)])
def test_a_setup_is_a_dict_or_json(setup: Any) -> None:
    platform = Platform(setup)
    assert platform.account().app_key == "K1"
    assert platform.account("K2").app_key == "K2"
    error = refusal(lambda: platform.account("K3"))
    assert (error.code, error.field, error.hint) == ("parameter.choice", "app_key", "it has K1 (axb), K2 (axb)")


def test_an_application_is_chosen_by_its_mode() -> None:
    platform = Platform({"applications": [{"appKey": "K1", "appSecret": "S1", "mode": "axb"}]})
    assert platform.account(mode="axb").mode == platform.account("K1").mode == "axb"
    assert platform.client(mode="axb").axb.create_binding
    assert platform.client("K1", mode="axb")._account.app_key == "K1"
    for choose in (lambda: platform.client(mode="axe"), lambda: platform.account("K1", mode="ax")):
        error = refusal(choose)
        assert error.code == "parameter.choice" and error.hint == "it has K1 (axb)"
    assert refusal(lambda: platform.account(mode="axe")).field == "mode"
    with serve(platform) as served:
        assert (served.account(mode="axb").base_url, served.account().mode) == (served.url, "axb")
        assert refusal(lambda: served.account(mode="axe")).field == "mode"


def test_the_platform_has_an_application_of_every_mode() -> None:
    platform = Platform()
    assert platform.account().mode == "axb"
    for mode in DESCRIPTION["modes"]:
        account = platform.account(mode=mode)
        assert account.mode == mode and repr(account).endswith(f"mode {mode.upper()})")


def test_the_platform_takes_both_schemes() -> None:
    platform = Platform()
    for scheme in ("aksk", "wsse"):
        client = platform.client(mode="axb", scheme=scheme)
        assert client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002").subscription_id
        platform.reset()
    client: Any = platform
    for wrong, code in (("wsse_hex", "parameter.choice"), (5, "parameter.type")):
        error = refusal(lambda: client.client(scheme=wrong))
        assert (error.code, error.field) == (code, "scheme")
    # A platform that takes only one of them sees which it was.
    numbers = [{"number": "+8617000000001", "areaCode": "0755"}]
    only = Platform({"applications": [{"appKey": "K1", "appSecret": "S1", "schemes": ["wsse"], "numbers": numbers}]})
    assert isinstance(refusal(lambda: only.client().axb.create_binding(**PAIR)), AuthenticationFailed)
    assert only.client(scheme="wsse").axb.create_binding(**PAIR).subscription_id


@pytest.mark.parametrize("setup", ["{", {"applicationz": []}, {"applications": [{"appKey": ""}]}, {"seed": "x"}])
def test_an_unusable_setup_is_refused(setup: Any) -> None:
    error = refusal(lambda: Platform(setup))
    assert isinstance(error, InvalidArgument) and error.code == "simulator.setup" and error.hint


@pytest.mark.parametrize("setup", [{"seed": object()}, {1, 2}, 5])
def test_a_setup_of_another_type_is_refused(setup: Any) -> None:
    error = refusal(lambda: Platform(setup))
    assert isinstance(error, InvalidArgument)


def test_a_wrong_secret_is_refused_by_the_platform() -> None:
    from privatenumber import Account

    platform = Platform()
    wrong = Account(app_key=platform.account().app_key, app_secret="wrong")
    error = refusal(lambda: Client(wrong, platform.send).axb.create_binding(**PAIR))
    assert isinstance(error, AuthenticationFailed) and error.http_status == 401
    assert refusal(lambda: Client(account(), platform.send).axb.create_binding(**PAIR)).http_status == 403


def test_in_process_and_served_at_the_same_time() -> None:
    platform = Platform()
    with serve(platform) as served:
        Client(served.account()).axb.create_binding(**PAIR, relation_num="+8617000000001")
        with pytest.raises(AlreadyBound):
            platform.client().axb.create_binding(**PAIR, relation_num="+8617000000001")


def ask(url: str, data: bytes | None = None) -> Any:
    with urllib.request.urlopen(url, data, timeout=5) as response:
        return json.load(response)


def test_the_served_platform_is_steered_over_http() -> None:
    with serve(Platform()) as served:
        Client(served.account()).axb.create_binding(**PAIR, duration=60)
        assert ask(f"{served.url}/_simulator/advance", b'{"seconds":61}')["expired"] == 1
        assert ask(f"{served.url}/_simulator/state")["bindings"] == []
        ask(f"{served.url}/_simulator/reset", b"")
        assert ask(f"{served.url}/_simulator/state")["skippedSeconds"] == 0


def bound_ax(platform: Platform, **more: Any) -> Any:
    return platform.client(mode="axyb").axyb.create_ax_binding(orig_num="+8613800000001", area_code="0755", **more)


def test_whoever_calls_an_x_of_axyb_is_given_a_y() -> None:
    platform = Platform()
    ax = bound_ax(platform, duration=600, yb_duration=60)
    assigned = platform.assign_y(x=ax.relation_number, caller="+8613800000002")
    assert (assigned.y, assigned.cause) == ("+8617000000032", None)
    query = platform.client(mode="axyb").axyb.query_binding
    (pair,) = query(subscription_id=ax.subscription_id).xy_relation_num_list
    assert (pair.num_x, pair.num_y, pair.num_b) == (ax.relation_number, assigned.y, "+8613800000002")
    # However it is written, it is the same number.
    again = platform.assign_y(x="170 0000 0031", caller="138 0000 0002")
    assert again == assigned and hash(again) == hash(assigned)
    assert platform.advance(60) == 1
    with serve(platform) as served:
        for caller, said in (("+8613800000002", {"y": "+8617000000032"}), ("+8613800000001", {"cause": 8032})):
            call = json.dumps({"x": ax.relation_number, "caller": caller}).encode()
            assert ask(f"{served.url}/_simulator/assign-y", call) == said


def test_a_call_that_is_hung_up_says_why_and_binds_nothing() -> None:
    platform = Platform()
    x = bound_ax(platform).relation_number
    one_way = bound_ax(platform, area_match_mode="1", call_direction=1).relation_number
    for called, caller, cause in (
        ("+8617000000033", "+8613800000002", 8030),
        ("+8617000000001", "+8613800000002", 8030),
        (x, "+8613800000001", 8032),
        (x, "0755-28000001", 8023),
        (one_way, "+8613800000002", 8016),
    ):
        assigned = platform.assign_y(x=called, caller=caller)
        assert (assigned.y, assigned.cause) == (None, cause)
        assert assigned == YAssignment(cause=assigned.cause) != YAssignment() and assigned != cause
        assert assigned.cause and explain(assigned.cause)
    assert not any("numY" in binding for binding in platform.state()["bindings"])
    # Four numbers are left, and a 95 number of any length is a caller.
    for caller in ("95588", "4001234567", "95001234567", "+8613800000002"):
        assert platform.assign_y(x=x, caller=caller).y
    assert platform.assign_y(x=x, caller="+8613800000003").cause == 8031


@pytest.mark.parametrize(
    ("call", "code", "field"),
    [
        ({"x": None, "caller": "+8613800000002"}, "parameter.type", "x"),
        ({"x": "0755-28000001", "caller": "+8613800000002"}, "number.fixed_line", "x"),
        ({"x": "+8617000000031", "caller": 13800000002}, "parameter.type", "caller"),
        ({"x": "+8617000000031", "caller": "12"}, "number.format", "caller"),
    ],
)
def test_what_is_no_number_does_not_call(call: Any, code: str, field: str) -> None:
    error = refusal(lambda: Platform().assign_y(**call))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == (code, field)


def test_an_a_is_bound_as_often_as_the_setup_says() -> None:
    numbers = [{"number": "+8617000000001", "areaCode": "0755"}]
    platform = Platform({"applications": [{"appKey": "K1", "appSecret": "S1", "numbers": numbers, "dailyBinds": 1}]})
    axb = platform.client().axb
    axb.delete_binding(subscription_id=axb.create_binding(**PAIR, area_code="0755").subscription_id)
    error = refusal(lambda: axb.create_binding(**PAIR, area_code="0755"))
    assert isinstance(error, ServiceRefused) and error.result_code == "1020182"
    platform.advance(timedelta(days=1))
    assert axb.create_binding(**PAIR, area_code="0755").subscription_id


def raw(url: str, request: bytes) -> bytes:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
        return answer


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: 99999999", b"413"),
        (b"Content-Length: 1" + b"0" * 400, b"413"),
        (b"Content-Length: -1", b"400"),
        (b"Content-Length: many", b"400"),
        (b"Transfer-Encoding: chunked", b"411"),
    ],
)
def test_bodies_without_measure_are_refused(head: bytes, status: bytes) -> None:
    with serve(Platform()) as served:
        answer = raw(served.url, b"POST / HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 " + status)


def test_a_connection_is_used_again() -> None:
    import http.client

    with serve(Platform()) as served:
        connection = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=5)
        for _ in range(3):
            connection.request("GET", "/_simulator/state")
            response = connection.getresponse()
            assert response.status == 200 and response.version == 11
            response.read()
        connection.close()


def test_serving_ends_with_its_block(capfd: pytest.CaptureFixture[str]) -> None:
    before = threading.active_count()
    with serve(Platform()) as served:
        ask(f"{served.url}/_simulator/state")
    with pytest.raises(OSError):
        ask(f"{served.url}/_simulator/state")
    assert threading.active_count() <= before + 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ((5,), "parameter.type", "platform"),
        ((Platform(), 5), "parameter.type", "host"),
        ((Platform(), "127.0.0.1", "a"), "parameter.type", "port"),
        ((Platform(), "127.0.0.1", True), "parameter.type", "port"),
        ((Platform(), "127.0.0.1", 99999), "parameter.range", "port"),
    ],
)
def test_what_cannot_be_served_is_refused_before_anything_listens(
    arguments: tuple[Any, ...], code: str, field: str
) -> None:
    with pytest.raises(InvalidArgument) as raised:
        serve(*arguments)
    assert (raised.value.code, raised.value.field) == (code, field)
