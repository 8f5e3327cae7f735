"""A client, and functions of the user's own that send."""

import copy
import functools
import gc
import inspect
import pickle
import re
import threading
import weakref
from typing import Any

import pytest

from privatenumber import Account, Client, HttpRequest, InvalidArgument, PrivateNumberError, TransportFailed, transports
from privatenumber.client import NotOffered
from privatenumber.errors import WrongMode
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
    for raised, code in (
        (ConnectionResetError("lost"), "transport.connection"),
        (TimeoutError(), "transport.timeout"),
        (TypeError("lost"), "transport.sender"),
        (AssertionError("lost"), "transport.sender"),
        (refusal(lambda: account("nowhere")), "transport.sender"),
    ):
        error = refusal(lambda: bind(raising(raised)))
        assert isinstance(error, TransportFailed) and error.code == code
        assert error.__cause__ is raised and type(raised).__name__ in error.message
        assert "query before repeating a bind" in error.hint and not error.retryable


def raising(error: Exception) -> Any:
    def send(request: HttpRequest) -> Any:
        raise error

    return send


def test_errors_of_the_library_pass_through_a_send_function() -> None:
    error = refusal(lambda: bind(raising(OSError())))
    assert refusal(lambda: bind(raising(error))) is error


def test_an_interruption_is_not_wrapped() -> None:
    def send(request: HttpRequest) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bind(send)


async def coroutine(request: HttpRequest) -> Any:
    raise AssertionError("never awaited")


class Breaking:
    def __iter__(self) -> Any:
        raise OSError("broke off")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "is None,"),
        (200, "is of type int,"),
        ((200, None), "is a tuple of 2, not status, headers and body"),
        ((200, None, b"", 1), "is a tuple of 4,"),
        ([], "is a list of 0,"),
        (BOUND, "is of type bytes,"),
        (b"abc", "status"),
        (Breaking(), "is of type Breaking,"),
        (("200", None, BOUND), "status"),
        ((200, 5, b""), "headers"),
        ((200, None, 5), "body"),
    ],
)
def test_a_send_function_that_gives_nonsense_is_told_so(answer: Any, said: str) -> None:
    error = refusal(lambda: bind(lambda request: answer))
    assert isinstance(error, TransportFailed) and error.code == "transport.sender"
    assert said in error.message and "query before repeating a bind" in error.hint
    assert error.message_zh.startswith("发送函数没有返回有效响应：")
    assert not re.search(r"\b(?:is|it|what|must|not|gave|raised)\b", error.message_zh), error.message_zh


def test_a_failure_of_a_send_function_is_told_in_chinese_too() -> None:
    for answer, told in (
        (None, "send的返回值是None，而不是状态码、响应头和响应体"),
        ((200, None), "send的返回值是含2个元素的tuple，而不是状态码、响应头和响应体"),
        (200, "send的返回值是int类型的值，而不是状态码、响应头和响应体"),
        ((200, None, 5), "其返回值不符合要求：`body`须为字节串或字符串，不能是int"),
    ):
        assert refusal(lambda: bind(lambda request: answer)).message_zh == f"发送函数没有返回有效响应：{told}"
    own = refusal(lambda: account("nowhere"))
    for raised, told in ((KeyError("lost"), "KeyError：'lost'"), (own, f"InvalidArgument：{own.message_zh}")):
        assert refusal(lambda: bind(raising(raised))).message_zh == f"发送函数没有返回有效响应：其抛出了{told}"


def test_a_coroutine_is_told_apart() -> None:
    error = refusal(lambda: bind(lambda request: coroutine(request)))
    assert error.code == "transport.sender" and "a coroutine, which nobody awaits" in error.message
    assert "无人await的coroutine" in error.message_zh


class Async:
    async def __call__(self, request: HttpRequest) -> Any:
        raise AssertionError("never awaited")


@pytest.mark.parametrize("send", [coroutine, Async(), Async().__call__, functools.partial(coroutine)])
def test_an_async_function_is_refused_when_the_client_is_made(send: Any) -> None:
    error = refusal(lambda: Client(account(), send))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "send")
    assert "asyncio.to_thread" in error.hint


@pytest.mark.parametrize("name", ["urllib_send", "requests_send", "httpx_send"])
def test_a_maker_of_send_functions_is_none(name: str) -> None:
    maker: Any = getattr(transports, name)
    error = refusal(lambda: Client(account(), maker))
    assert (error.code, error.field, error.hint) == ("parameter.type", "send", f"call it: {name}()")


def test_an_object_of_another_library_is_told_what_makes_a_send_function_of_it() -> None:
    import httpx
    import requests

    class Own(requests.Session):
        pass

    make: Any = Client
    for sender, maker in (
        (httpx.Client(), "httpx_send"),
        (httpx.AsyncClient(), "httpx_send"),
        (requests.Session(), "requests_send"),
        (Own(), "requests_send"),
    ):
        error = refusal(lambda: make(account(), sender))
        assert (error.code, error.field) == ("parameter.type", "send")
        assert f"privatenumber.transports.{maker}(" in error.hint and f"{maker}(" in error.hint_zh
    assert "_send" not in refusal(lambda: make(account(), "requests")).hint


def test_a_client_is_copied_and_not_pickled() -> None:
    client = Platform().client()
    assert copy.copy(client) is client and copy.deepcopy([client])[0] is client
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(client)


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


def test_a_client_of_a_mode_refuses_the_others() -> None:
    client: Any = Client(account(mode="axe"), lambda request: (200, None, BOUND))
    for mode in ("ax", "axb", "axyb"):
        error = refusal(lambda: getattr(client, mode))
        assert isinstance(error, InvalidArgument) and isinstance(error, (NotOffered, AttributeError))
        assert (error.code, error.field) == ("account.mode", "mode")
        assert f"mode {mode.upper()}" in error.message and "mode AXE" in error.message
        assert mode.upper() in error.message_zh and mode.upper() in error.hint and mode.upper() in error.hint_zh
        twin = pickle.loads(pickle.dumps(error))
        assert type(twin) is NotOffered and vars(twin) == vars(error)
    assert getattr(client, "axb", None) is None and not hasattr(client, "axb") and hasattr(client, "recording")
    # What looks around in objects finds what is there and stumbles over nothing.
    assert {name for name, _ in inspect.getmembers(client) if not name.startswith("_")} == {"axe", "recording", "call"}
    with pytest.raises(AttributeError):
        client.axe = client.axe


def test_a_client_without_a_mode_leaves_it_to_the_service() -> None:
    platform = Platform()
    who = platform.account(mode="axe")
    secret = dict((key, secret) for key, secret, _ in platform._platform.applications)[who.app_key]
    client = Client(Account(app_key=who.app_key, app_secret=secret), platform.send)
    error = refusal(
        lambda: client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002")
    )
    assert isinstance(error, WrongMode) and error.result_code == "1010040"


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
    assert repr(Client(Account(app_key="abcdefgh", app_secret="s"))).startswith("Client(Account(ab****")
