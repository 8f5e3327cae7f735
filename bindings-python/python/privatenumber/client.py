"""A client: operations, and a function of yours or of `privatenumber.transports` that sends their requests."""

from __future__ import annotations

from privatenumber._core import (
    Account,
    HttpRequest,
    _invalid_argument,
    _sender_failed,
    _transport_failed,
    _unusable_argument,
)
from privatenumber.axb import AxbOperations
from privatenumber.errors import InvalidArgument, PrivateNumberError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeAlias

    _Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]] | None
    _Body: TypeAlias = bytes | bytearray | memoryview | str | None
    _Send: TypeAlias = Callable[[HttpRequest], tuple[int, _Headers, _Body]]


class Client:
    """Calls the service's operations: `client.axb.create_binding(...)`.

    Parameters:
        account: Who calls, and where.
        send: A function that sends a request and gives status, headers and body of whatever came back, whatever its
            status is. It must send URL, headers and body as they are and must not follow redirects. Default:
            `privatenumber.transports.urllib_send()`, which needs no other library and opens a connection for each
            request.

    A client keeps nothing but these two, so threads may share one as far as they may share the function.
    """

    __slots__ = ("_account", "axb")

    axb: AxbOperations
    """The operations of mode AXB."""

    def __init__(self, account: Account, send: _Send | None = None) -> None:
        if not isinstance(account, Account):
            raise _unusable_argument("account", "an Account", "Account", account)
        if send is None:
            from privatenumber.transports import urllib_send

            send = urllib_send()
        check(send)
        self._account = account
        self.axb = AxbOperations(_Call(account, send))

    def __repr__(self) -> str:
        return f"Client({self._account!r})"

    # Nothing in it changes, so a copy may be the client itself.
    def __copy__(self) -> Client:
        return self

    def __deepcopy__(self, memo: object) -> Client:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a Client is not pickled, for its account's secret would be written out; make it where it is needed")


def check(send: Any) -> None:
    """Refuses what cannot be a send function before anything is sent by it."""
    from privatenumber import transports

    if not callable(send):
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
    # A partial has its function in `func`, an object its own in its class.
    for function in (send, getattr(send, "func", None), getattr(type(send), "__call__", None)):
        if getattr(getattr(function, "__code__", None), "co_flags", 0) & CO_COROUTINE:
            raise _invalid_argument(
                "parameter.type",
                "send",
                "`send` is an async function, and a client calls plain ones",
                "`send`是异步函数，而Client只调用普通函数",
                "send by yourself, between `request` and `parse` of an operation, or call the client in asyncio.to_thread",
                "请在操作的`request`与`parse`之间自行发送，或在asyncio.to_thread中调用Client",
            )


CO_COROUTINE = 0x80
"""`inspect.CO_COROUTINE`; that module is slow to import."""


class _Call:
    """One call: request, answer, typed value."""

    __slots__ = ("_account", "_send")

    def __init__(self, account: Account, send: _Send) -> None:
        self._account = account
        self._send = send

    def __call__(self, operation: Any, parameters: dict[str, Any]) -> Any:
        answer = sent(self._send, operation._request(self._account, parameters))
        try:
            return operation.parse(*answer)
        except InvalidArgument as error:
            # It is no argument of the caller's, and something was sent.
            raise _sender_failed(f"what it gave back does not fit: {error.message}") from None


def sent(send: _Send, request: HttpRequest) -> tuple[int, _Headers, _Body]:
    """What `send` gives for a request; whatever goes wrong in it is one of this library's errors."""
    try:
        answer = send(request)
    except InvalidArgument as error:
        # Nobody knows what was sent before it.
        raise _sender_failed(raised(error)) from error
    except PrivateNumberError:
        raise
    except OSError as error:
        raise _transport_failed(isinstance(error, TimeoutError), f"{type(error).__name__}: {error}") from error
    except Exception as error:
        raise _sender_failed(raised(error)) from error
    try:
        status, headers, body = answer
    except Exception as error:
        # What cannot be taken apart says nothing of its own; what breaks while it is, does.
        cause = None if isinstance(error, (TypeError, ValueError)) else error
        raise _sender_failed(f"what send gave back is {described(answer)}, not status, headers and body") from cause
    return status, headers, body


def raised(error: Exception) -> str:
    return f"it raised {type(error).__name__}: {error}"


def described(answer: object) -> str:
    """What came, without showing it."""
    if answer is None:
        return "None"
    name = type(answer).__name__
    if isinstance(answer, (tuple, list)):
        return f"a {name} of {len(answer)}"
    if hasattr(answer, "__await__"):
        if close := getattr(answer, "close", None):
            # Otherwise the interpreter warns that nobody awaited it.
            close()
        return f"a {name}, which nobody awaits"
    return f"of type {name}"


__all__ = ["Client"]
