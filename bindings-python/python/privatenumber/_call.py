"""One call: a request is built, somebody's function sends it, and what comes back is read."""

from __future__ import annotations

from privatenumber._core import (
    Account,
    HttpRequest,
    _invalid_argument,
    _sender_failed,
    _transport_failed,
    _unusable_argument,
)
from privatenumber.errors import InvalidArgument, PrivateNumberError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeAlias

    from privatenumber._core import Advice

    _Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]] | None
    _Body: TypeAlias = bytes | bytearray | memoryview | str | None
    _Send: TypeAlias = Callable[[HttpRequest], tuple[int, _Headers, _Body]]
    _OnAdvice: TypeAlias = Callable[[Advice, HttpRequest], object]


class Call:
    """What a client does for each operation."""

    __slots__ = ("_account", "_on_advice", "_send")

    def __init__(self, account: Account, send: _Send, on_advice: _OnAdvice | None) -> None:
        self._account = account
        self._send = send
        self._on_advice = on_advice

    def __call__(self, operation: Any, parameters: dict[str, Any]) -> Any:
        request = operation._request(self._account, parameters)
        if self._on_advice is not None:
            for advice in request.advice:
                self._on_advice(advice, request)
        answer = sent(self._send, request)
        try:
            return operation.parse(*answer)
        except InvalidArgument as error:
            # It is no argument of the caller's, and something was sent.
            raise _sender_failed(
                f"what it gave back does not fit: {error.message}", f"其返回值不符合要求：{error.message_zh}"
            ) from None


def check_send(send: Any) -> None:
    """Refuses what cannot be a send function before anything is sent by it."""
    from privatenumber import transports

    if not callable(send):
        if maker := maker_for(send):
            library = maker.partition("_")[0]
            raise _invalid_argument(
                "parameter.type",
                "send",
                f"`send` is an object of {library}, and a client needs a function that sends a request",
                f"`send`是{library}的对象，而Client需要发送请求的函数",
                f"make one of it: privatenumber.transports.{maker}(...), with this object between the parentheses",
                f"请用privatenumber.transports.{maker}(...)生成，括号中传入该对象",
            )
        raise _unusable_argument("send", "a function that sends a request", "发送请求的函数", send)
    for name in ("urllib_send", "requests_send", "httpx_send"):
        if send is getattr(transports, name):
            raise _invalid_argument(
                "parameter.type",
                "send",
                f"`send` is {name} itself, which makes send functions",
                f"`send`是{name}本身，而它只用于生成发送函数",
                f"call it: {name}()",
                f"请调用它：{name}()",
            )
    if is_async(send):
        raise _invalid_argument(
            "parameter.type",
            "send",
            "`send` is an async function, and a client calls plain ones",
            "`send`是异步函数，而Client只调用普通函数",
            "send by yourself, between `request` and `parse` of an operation, or call the client in asyncio.to_thread",
            "请在接口的`request`与`parse`之间自行发送，或在asyncio.to_thread中调用Client",
        )


def maker_for(send: object) -> str | None:
    """The maker of send functions that takes such an object, told without importing its library."""
    for kind in type(send).__mro__:
        library = kind.__module__.partition(".")[0]
        # An AsyncClient too: `httpx_send` says what to do with one.
        if library == "httpx" and kind.__name__ in ("Client", "AsyncClient"):
            return "httpx_send"
        if library == "requests" and kind.__name__ == "Session":
            return "requests_send"
    return None


def check_on_advice(on_advice: Any) -> None:
    """Refuses what cannot be told advice."""
    if not callable(on_advice):
        wanted = ("a function that takes advice and the request it is about", "接收建议和对应请求的函数")
        raise _unusable_argument("on_advice", *wanted, on_advice)
    if is_async(on_advice):
        raise _invalid_argument(
            "parameter.type",
            "on_advice",
            "`on_advice` is an async function, and a client calls plain ones",
            "`on_advice`是异步函数，而Client只调用普通函数",
            "pass a plain function",
            "请传入普通函数",
        )


def is_async(function: Any) -> bool:
    # A partial has its function in `func`, an object its own in its class.
    for own in (function, getattr(function, "func", None), getattr(type(function), "__call__", None)):
        if getattr(getattr(own, "__code__", None), "co_flags", 0) & CO_COROUTINE:
            return True
    return False


CO_COROUTINE = 0x80
"""`inspect.CO_COROUTINE`; that module is slow to import."""


def sent(send: _Send, request: HttpRequest) -> tuple[int, _Headers, _Body]:
    """What `send` gives for a request; whatever goes wrong in it is one of this library's errors."""
    try:
        answer = send(request)
    except InvalidArgument as error:
        # Nobody knows what was sent before it.
        raise _sender_failed(*raised(error)) from error
    except PrivateNumberError:
        raise
    except OSError as error:
        raise _transport_failed(isinstance(error, TimeoutError), f"{type(error).__name__}: {error}") from error
    except Exception as error:
        raise _sender_failed(*raised(error)) from error
    try:
        status, headers, body = answer
    except Exception as error:
        # What cannot be taken apart says nothing of its own; what breaks while it is, does.
        cause = None if isinstance(error, (TypeError, ValueError)) else error
        what, what_zh = described(answer)
        raise _sender_failed(
            f"what send gave back is {what}, not status, headers and body",
            f"send的返回值是{what_zh}，而不是状态码、响应头和响应体",
        ) from cause
    return status, headers, body


def raised(error: Exception) -> tuple[str, str]:
    """What it raised, in English and Chinese."""
    name, text = type(error).__name__, str(error)
    # An error of this library's own says itself in both.
    text_zh = error.message_zh if isinstance(error, PrivateNumberError) else text
    return f"it raised {name}: {text}", f"其抛出了{name}：{text_zh}"


def described(answer: object) -> tuple[str, str]:
    """What came, without showing it, in English and Chinese."""
    if answer is None:
        return "None", "None"
    name = type(answer).__name__
    if isinstance(answer, (tuple, list)):
        return f"a {name} of {len(answer)}", f"含{len(answer)}个元素的{name}"
    if hasattr(answer, "__await__"):
        if close := getattr(answer, "close", None):
            # Otherwise the interpreter warns that nobody awaited it.
            close()
        return f"a {name}, which nobody awaits", f"无人await的{name}"
    return f"of type {name}", f"{name}类型的值"
