"""A client: operations, and a function of yours or of `privatenumber.transports` that sends their requests."""

from __future__ import annotations

from privatenumber._core import Account, HttpRequest, _transport_failed, _unusable_argument
from privatenumber.axb import AxbOperations
from privatenumber.errors import PrivateNumberError

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
            `privatenumber.transports.urllib_send()`, which needs no other library.

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
        if not callable(send):
            raise _unusable_argument("send", "a function that sends a request", "发送请求的函数", send)
        self._account = account
        self.axb = AxbOperations(_Call(account, send))

    def __repr__(self) -> str:
        return f"Client({self._account!r})"


class _Call:
    """One call: request, answer, typed value."""

    __slots__ = ("_account", "_send")

    def __init__(self, account: Account, send: _Send) -> None:
        self._account = account
        self._send = send

    def __call__(self, operation: Any, parameters: dict[str, Any]) -> Any:
        answer = sent(self._send, operation._request(self._account, parameters))
        return operation.parse(*answer)


def sent(send: _Send, request: HttpRequest) -> tuple[int, _Headers, _Body]:
    """What `send` gives for a request; whatever goes wrong in it is one of this library's errors."""
    try:
        answer = send(request)
    except PrivateNumberError:
        raise
    except Exception as error:
        failure = _transport_failed(isinstance(error, TimeoutError), f"{type(error).__name__}: {error}")
        raise failure from error
    if hasattr(answer, "__await__"):
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        raise _unusable_argument("send", "a plain function", "普通函数", answer)
    try:
        status, headers, body = answer
    except (TypeError, ValueError):
        wanted = "a function that gives status, headers and body"
        raise _unusable_argument("send", wanted, "返回状态码、消息头和内容的函数", answer) from None
    return status, headers, body


__all__ = ["Client"]
