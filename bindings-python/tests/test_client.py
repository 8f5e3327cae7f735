"""A client, and functions of the user's own that send."""

import gc
import threading
import weakref
from typing import Any

import pytest

from privatenumber import Account, Client, HttpRequest, InvalidArgument, PrivateNumberError, TransportFailed
from privatenumber.simulator import Platform
from support import BOUND, account, bind, refusal


def test_a_client_sends_and_reads() -> None:
    seen: list[HttpRequest] = []

    def send(request: HttpRequest) -> tuple[int, dict[str, str], bytes]:
        seen.append(request)
        return 200, {"Content-Type": "application/json"}, BOUND

    assert bind(send).subscription_id == "s-1"
    (request,) = seen
    assert (request.method, request.url.split("/rest")[0]) == ("POST", "https://rtcpns.cn-north-1.myhuaweicloud.com")


def test_what_a_send_function_raises_is_a_failed_transport() -> None:
    def breaks(request: HttpRequest) -> Any:
        raise KeyError("lost")

    def times_out(request: HttpRequest) -> Any:
        raise TimeoutError

    broken, late = refusal(lambda: bind(breaks)), refusal(lambda: bind(times_out))
    assert isinstance(broken, TransportFailed) and isinstance(late, TransportFailed)
    assert (broken.code, late.code) == ("transport.connection", "transport.timeout")
    assert isinstance(broken.__cause__, KeyError) and isinstance(late.__cause__, TimeoutError)


def test_errors_of_the_library_pass_through_a_send_function() -> None:
    error = refusal(lambda: account("nowhere"))

    def send(request: HttpRequest) -> Any:
        raise error

    assert refusal(lambda: bind(send)) is error


def test_an_interruption_is_not_wrapped() -> None:
    def send(request: HttpRequest) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bind(send)


async def coroutine(request: HttpRequest) -> Any:
    raise AssertionError("never awaited")


@pytest.mark.parametrize("answer", [None, 200, (200, None), (200, None, b"", 1), [], BOUND])
def test_a_send_function_that_gives_nonsense_is_told_so(answer: Any) -> None:
    error = refusal(lambda: bind(lambda request: answer))
    assert isinstance(error, InvalidArgument)
    assert (error.code, error.field) == ("parameter.type", "send")


def test_a_coroutine_function_is_told_apart() -> None:
    error = refusal(lambda: bind(coroutine))
    assert (error.code, error.field) == ("parameter.type", "send") and "coroutine" in error.message


@pytest.mark.parametrize("answer", [("200", None, BOUND), (200, 5, b""), (200, None, 5)])
def test_parts_of_another_type_are_named(answer: Any) -> None:
    assert refusal(lambda: bind(lambda request: answer)).code == "parameter.type"


def test_arguments_of_a_client_are_checked() -> None:
    make: Any = Client
    assert refusal(lambda: make("account")).field == "account"
    assert refusal(lambda: make(account(), "send")).field == "send"


def test_nothing_is_sent_that_is_refused() -> None:
    platform = Platform()
    client: Any = platform.client()
    with pytest.raises(InvalidArgument):
        client.axb.create_binding(caller_num="+86075528000001", callee_num="+8613800000001")
    assert platform.state()["log"] == []


def test_a_client_is_collected() -> None:
    class Send:
        client: Any = None

        def __call__(self, request: HttpRequest) -> Any:
            raise AssertionError

    send = Send()
    send.client = Client(account(), send)
    gone = weakref.ref(send)
    del send
    gc.collect()
    assert gone() is None


def test_threads_share_a_client() -> None:
    platform = Platform({"applications": [setup_of_one()]})
    client = Client(platform.account(), platform.send)
    errors: list[BaseException] = []

    def work(block: int) -> None:
        try:
            for index in range(100):
                caller = f"+86138{block:04}{index:04}"
                bound = client.axb.create_binding(caller_num=caller, callee_num=f"+86139{block:04}{index:04}")
                client.axb.query_binding(subscription_id=bound.subscription_id)
        except PrivateNumberError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(block,)) for block in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(platform.state()["bindings"]) == 800


def setup_of_one() -> dict[str, Any]:
    return {
        "appKey": "OneKey",
        "appSecret": "OneSecret",
        "numbers": [{"number": "+8617000000001", "areaCode": "0755"}],
    }


def test_the_default_needs_no_other_library() -> None:
    assert repr(Client(Account(app_key="abc", app_secret="s"))).startswith("Client(Account(ab****")
