"""A receiver as an ASGI application."""

from __future__ import annotations

from privatenumber.push.answer import not_allowed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from typing import Any, TypeAlias

    from privatenumber.push.receiver import AsyncReceiver

    _Message: TypeAlias = MutableMapping[str, Any]
    _Receive: TypeAlias = Callable[[], Awaitable[_Message]]
    _Send: TypeAlias = Callable[[_Message], Awaitable[None]]


class AsgiGateway:
    """Hands each POST to a receiver, whatever its path is, and its answer back. Other methods get the status 405."""

    __slots__ = ("_receiver",)

    def __init__(self, receiver: AsyncReceiver) -> None:
        self._receiver = receiver

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"pushes come by http, not by {scope['type']}")
        if scope["method"] == "POST":
            body = await _body(receive, self._receiver.max_body + 1)
            if body is None:
                return
            answer = await self._receiver.receive(scope["headers"], body)
        else:
            answer = not_allowed()
        headers = [*answer.headers.items(), ("Content-Length", str(len(answer.body)))]
        await send(
            {
                "type": "http.response.start",
                "status": answer.status,
                "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
            }
        )
        await send({"type": "http.response.body", "body": answer.body})


async def _body(receive: _Receive, most: int) -> bytes | None:
    """The body, or as much of it as shows that it is too long. None if it broke off."""
    parts, left = [], most
    while left > 0:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")[:left]
        parts.append(part)
        left -= len(part)
        if not message.get("more_body", False):
            break
    return b"".join(parts)


async def _live(receive: _Receive, send: _Send) -> None:
    """There is nothing to be done when a server begins and ends, and servers like to be told so."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


__all__ = ["AsgiGateway"]
