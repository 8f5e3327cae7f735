"""Faults on demand, met by a client in process and over HTTP."""

import http.client
import json
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, get_args, get_type_hints

import pytest

from privatenumber import Account, Client, InvalidArgument, TransportFailed, UnreadableAnswer, axb
from privatenumber.errors import AuthenticationFailed
from privatenumber.simulator import Faults, Platform, PushFault, PushRequest, RequestFault, serve
from privatenumber.transports import httpx_send, requests_send, urllib_send
from support import refusal

PAIR: dict[str, Any] = {"caller_num": "+8613800000001", "callee_num": "+8613900000002"}
A, X = "+8613800000001", "+8617000000001"
PATH = "/rest/caas/relationnumber/partners/v1.0"
DAY_MS = 86_400_000

Reach = Callable[..., Client]


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture(params=["in process", "urllib", "requests", "httpx"])
def reach(request: pytest.FixtureRequest, platform: Platform) -> Iterator[Reach]:
    """Makes clients of the platform that wait so many seconds, in process and over HTTP."""
    with ExitStack() as stack:
        if request.param == "in process":
            yield lambda timeout=5.0: platform.client(timeout=timeout)
        else:
            makers: dict[str, Any] = {"urllib": urllib_send, "requests": requests_send, "httpx": httpx_send}
            served = stack.enter_context(serve(platform))
            yield lambda timeout=5.0: Client(served.account(), makers[request.param](timeout=timeout))


def is_served(client: Client) -> bool:
    return "127.0.0.1" in repr(client)


def strikes(fault: Any, **more: Any) -> Faults:
    struck: Any = {"fault": fault, **more}
    return {"requests": [struck]}


def bindings(platform: Platform) -> int:
    return len(platform.state()["bindings"])


def test_a_lost_answer_leaves_the_binding_there(platform: Platform, reach: Reach) -> None:
    client = reach()
    platform.set_faults(strikes("answerLost", next=1, operation="axb.CreateBinding"))
    error = refusal(lambda: client.axb.create_binding(**PAIR, relation_num=X))
    assert isinstance(error, TransportFailed)
    assert error.code == ("transport.connection" if is_served(client) else "transport.timeout")
    # As the hint of the error says, whoever asks before binding again finds it.
    assert "query" in error.hint and error.hint_zh
    (found,) = client.axb.query_binding(relation_num=X).relation_num_list
    assert found.caller_num == A and platform.faults["requests"][0]["next"] == 0


def test_a_lost_request_binds_nothing(platform: Platform, reach: Reach) -> None:
    client = reach()
    platform.set_faults(strikes("requestLost", next=1))
    error = refusal(lambda: client.axb.create_binding(**PAIR, relation_num=X))
    assert isinstance(error, TransportFailed) and bindings(platform) == 0
    assert platform.state()["log"][-1]["fault"] == "requestLost"
    assert client.axb.create_binding(**PAIR, relation_num=X).relation_num == X


def test_in_process_it_is_a_time_out_that_nobody_waits_for() -> None:
    platform = Platform()
    platform.set_faults(strikes("answerLost"))
    error = refusal(lambda: platform.client().axb.create_binding(**PAIR))
    assert error.code == "transport.timeout" and isinstance(error.__cause__, TimeoutError)
    assert str(error.__cause__) in error.message and error.message_zh != error.message


@pytest.mark.parametrize(
    ("fault", "code", "bound"),
    [
        ("flowControl", "service.1010010@403", 0),
        ("internalError", "service.1010001", 0),
        ("responseTimeout", "service.1023002", 1),
        ("bareError", "answer.empty", 0),
        ("proxyPage", "answer.html", 0),
    ],
)
def test_answers_that_are_errors(platform: Platform, reach: Reach, fault: str, code: str, bound: int) -> None:
    client = reach()
    platform.set_faults(strikes(fault, next=1))
    error = refusal(lambda: client.axb.create_binding(**PAIR, relation_num=X))
    assert (error.code, bindings(platform)) == (code, bound)
    assert isinstance(error, UnreadableAnswer) == code.startswith("answer.")
    # It struck once.
    if bound:
        assert client.axb.query_binding(relation_num=X).relation_num_list
    else:
        assert client.axb.create_binding(**PAIR, relation_num=X).subscription_id


def test_an_answer_that_is_cut_off(platform: Platform, reach: Reach) -> None:
    client = reach()
    platform.set_faults(strikes("cutOff", next=1))
    error = refusal(lambda: client.axb.create_binding(**PAIR))
    assert error.code == ("transport.connection" if is_served(client) else "answer.not_json")
    assert bindings(platform) == 1


def test_an_answer_slower_than_the_client_waits(platform: Platform, reach: Reach) -> None:
    client = reach(timeout=0.5)
    platform.set_faults(strikes("slow", ms=DAY_MS, next=1))
    error = refusal(lambda: client.axb.create_binding(**PAIR))
    assert isinstance(error, TransportFailed) and (error.code, bindings(platform)) == ("transport.timeout", 1)
    # That the server ends here says that it does not wait for the answer either.


def test_a_slow_answer_arrives(platform: Platform, reach: Reach) -> None:
    client = reach()
    platform.set_faults(strikes("slow", ms=50))
    began = time.monotonic()
    assert client.axb.create_binding(**PAIR).subscription_id
    assert not is_served(client) or time.monotonic() - began >= 0.05


def test_in_process_a_slow_answer_is_measured_against_the_time_limit_alone() -> None:
    platform = Platform()
    platform.set_faults(strikes("slow", ms=10_000))
    assert platform.client().axb.create_binding(**PAIR).subscription_id
    for timeout in (9.999, timedelta(seconds=9)):
        client = platform.client(timeout=timeout)
        assert refusal(lambda: client.axb.create_binding(**PAIR)).code == "transport.timeout"
    # What is no operation of the service has no faults.
    platform.set_number(X, "frozen")
    assert platform.faults["requests"][0]["next"] is None and platform.state()["skippedSeconds"] == 0
    wrong: Any = platform.client
    for given, code in ((0, "range"), (-1, "range"), (float("nan"), "range"), ("5", "type"), (None, "type")):
        error = refusal(lambda: wrong(timeout=given))
        assert (error.code, error.field) == (f"parameter.{code}", "timeout")


def test_wrong_digests_lock_out(platform: Platform, reach: Reach) -> None:
    client = reach()
    wrong = Client(Account(app_key=platform.account().app_key, app_secret="wrong"), platform.send)
    platform.set_faults({"lockOutAfter": 2})
    for _ in range(2):
        assert refusal(lambda: wrong.axb.create_binding(**PAIR)).http_status == 401
    error = refusal(lambda: client.axb.create_binding(**PAIR))
    assert error.code == "service.1020176"
    platform.advance(timedelta(minutes=30))
    assert client.axb.create_binding(**PAIR).subscription_id


@pytest.mark.parametrize("skew", [-600, 600])
def test_a_clock_that_is_wrong(platform: Platform, reach: Reach, skew: int) -> None:
    client = reach()
    platform.set_faults({"clockSkewSeconds": skew})
    error = refusal(lambda: client.axb.create_binding(**PAIR))
    assert isinstance(error, AuthenticationFailed) and error.result_code == "1010013"
    platform.set_faults({})
    assert client.axb.create_binding(**PAIR).subscription_id


@contextmanager
def asked(url: str, target: str) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request whose status does not matter."""
    with closing(http.client.HTTPConnection(url.removeprefix("http://"), timeout=5)) as connection:
        connection.request("GET", target)
        with connection.getresponse() as response:
            yield response


def test_the_date_is_by_the_platforms_clock() -> None:
    platform = Platform({"faults": {"clockSkewSeconds": 86_400}})
    request = axb.query_binding.request(platform.account(), relation_num=X)
    _, headers, _ = platform.send(request)
    (date,) = (value for name, value in headers if name == "Date")
    assert 86_300 < parsedate_to_datetime(date).timestamp() - time.time() <= 86_400
    with serve(platform) as served:
        for target, ahead in ((PATH, 86_400), ("/_simulator/state", 0)):
            with asked(served.url, target) as response:
                (date,) = response.headers.get_all("Date", [])
                assert ahead - 100 < parsedate_to_datetime(date).timestamp() - time.time() <= ahead


def test_served_what_is_cut_off_says_how_long_it_would_have_been() -> None:
    with serve(Platform({"faults": strikes("cutOff")})) as served, asked(served.url, PATH) as response:
        with pytest.raises(http.client.IncompleteRead) as broken:
            response.read()
        length = int(response.headers["Content-Length"])
        assert len(broken.value.partial) == length // 2 > 0


def test_the_faults_of_the_setup_and_those_set_later() -> None:
    platform = Platform({"faults": strikes("flowControl", next=2)})
    assert refusal(lambda: platform.client().axb.create_binding(**PAIR)).code == "service.1010010@403"
    whole = {"fault": "flowControl", "probability": 1.0, "next": 1, "operation": None, "ms": 5_000}
    assert platform.faults == {"requests": [whole], "pushes": [], "clockSkewSeconds": 0, "lockOutAfter": None}
    # What is read can be set again.
    platform.set_faults(platform.faults)
    assert platform.faults["requests"][0] == whole
    platform.set_faults({})
    assert platform.faults["requests"] == [] and platform.client().axb.create_binding(**PAIR)
    platform.reset()
    assert platform.faults["requests"] == [{**whole, "next": 2}]
    with serve(platform) as served:
        with urllib.request.urlopen(f"{served.url}/_simulator/faults", b'{"lockOutAfter":3}', timeout=5) as response:
            assert json.load(response) == platform.faults
    assert platform.faults["lockOutAfter"] == 3


@pytest.mark.parametrize(
    ("faults", "field"),
    [
        ({"requests": [{"fault": "tired"}]}, "requests[0]"),
        ({"requests": [{"fault": "slow", "ms": DAY_MS + 1}]}, "requests[0].ms"),
        ({"requests": [{"fault": "slow"}, {"fault": "slow", "operation": "axb.Nothing"}]}, "requests[1].operation"),
        ({"pushes": [{"fault": "duplicate", "probability": 2}]}, "pushes[0]"),
        ({"lockOutAfter": 0}, "lockOutAfter"),
        ({"lost": 1}, "lost"),
    ],
)
def test_unusable_faults_are_refused_and_change_nothing(faults: Any, field: str) -> None:
    platform = Platform({"faults": {"lockOutAfter": 7}})
    error = refusal(lambda: platform.set_faults(faults))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("simulator.setup", field)
    assert error.hint and platform.faults["lockOutAfter"] == 7
    assert refusal(lambda: Platform({"faults": faults})).field == f"faults.{field}"


@pytest.mark.parametrize("faults", [None, 5, "{}", [], {"requests": object()}, {(1, 2): 3}])
def test_faults_of_another_type_are_refused(faults: Any) -> None:
    error = refusal(lambda: Platform().set_faults(faults))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "faults")
    assert error.message_zh != error.message and "answerLost" in error.hint + error.message


def test_any_mapping_will_do() -> None:
    from types import MappingProxyType

    platform = Platform()
    faults: Any = MappingProxyType({"clockSkewSeconds": 1})
    platform.set_faults(faults)
    assert platform.faults["clockSkewSeconds"] == 1


def test_the_types_know_every_field_and_every_fault() -> None:
    every: dict[Any, tuple[str, Mapping[str, Any]]] = {
        RequestFault: ("requests", get_type_hints(RequestFault)),
        PushFault: ("pushes", get_type_hints(PushFault)),
    }
    assert Platform().faults.keys() == get_type_hints(Faults).keys()
    for name, hints in every.values():
        kinds = get_args(hints["fault"])
        faults: Any = {name: [{"fault": kind} for kind in kinds]}
        platform = Platform({"faults": faults})
        known: Any = platform.faults
        assert [fault["fault"] for fault in known[name]] == list(kinds) and known[name][0].keys() == hints.keys()
        # The refusal of one that there is not lists those that there are.
        wrong: Any = {name: [{"fault": "none"}]}
        hint = refusal(lambda: platform.set_faults(wrong)).hint
        assert hint.count("`") == 2 * len(kinds) and all(f"`{kind}`" in hint for kind in kinds)


def test_pushes_come_twice_and_out_of_order() -> None:
    arrived: list[PushRequest] = []

    def take(push: PushRequest) -> int:
        arrived.append(push)
        return 200

    platform = Platform(on_push=take)
    platform.set_faults({"pushes": [{"fault": "duplicate", "next": 1}]})
    platform.sms(A, X, "hello")
    assert platform.settle() == 2
    first, second = arrived
    assert first.content == second.content and first.id != second.id
    arrived.clear()
    platform.set_faults({"pushes": [{"fault": "reordered", "next": 1, "ms": 60_000}]})
    platform.sms(A, X, "one")
    assert platform.elapse(30) == 0
    platform.sms(A, X, "two")
    assert platform.settle() == 2
    assert arrived[0].due < arrived[1].due and arrived[0].id > arrived[1].id
