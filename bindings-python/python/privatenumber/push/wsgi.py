"""A receiver as a WSGI application."""

from __future__ import annotations

from http import HTTPStatus

from privatenumber.push.answer import not_allowed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from privatenumber.push.receiver import Receiver


class WsgiGateway:
    """Hands each POST to a receiver, whatever its path is, and its answer back. Other methods get the status 405."""

    __slots__ = ("_receiver",)

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            body = _body(environ, self._receiver.max_body + 1)
            answer = self._receiver.receive(_headers(environ), body)
        else:
            answer = not_allowed()
        headers = [*answer.headers.items(), ("Content-Length", str(len(answer.body)))]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [answer.body]


def _headers(environ: WSGIEnvironment) -> list[tuple[str, str]]:
    headers = [(name[5:].replace("_", "-"), value) for name, value in environ.items() if name.startswith("HTTP_")]
    return [*headers, ("Content-Type", environ.get("CONTENT_TYPE") or "")]


def _body(environ: WSGIEnvironment, most: int) -> bytes:
    """The body, or as much of it as shows that it is too long."""
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isascii() and length.isdigit():
        # More digits than a body has bytes are no number to be made.
        left = most if len(length) > 18 else min(int(length), most)
    else:
        # Without a length the end may never come, unless the server says that it does.
        left = most if environ.get("wsgi.input_terminated") else 0
    parts = []
    while left > 0:
        part = environ["wsgi.input"].read(left)
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


__all__ = ["WsgiGateway"]
