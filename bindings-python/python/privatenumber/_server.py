"""The embedded platform behind a server of the standard library, in real time."""

from __future__ import annotations

import json
import socket
import socketserver
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from privatenumber._core import mask
from privatenumber._state import unwritable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Literal, TypeAlias

    from privatenumber.simulator import Platform

    # Status, headers, body, and how it arrives if not at once and whole.
    _Answered: TypeAlias = tuple[
        int, list[tuple[str, str]], bytes, tuple[Literal["after", "cut_off", "lost"], int] | None
    ]

LARGEST_BODY = 1024 * 1024
"""Bytes. The service's own are a thousand times smaller."""


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the platform, and its answer back."""

    server: Server
    protocol_version = "HTTP/1.1"
    # Seconds without any sign of the other side.
    timeout = 30
    server_version = "privatenumber-simulator"
    sys_version = ""
    # Headers and body leave in one piece.
    wbufsize = -1

    def answer(self) -> None:
        body = self.body()
        if body is None:
            return
        status, headers, content, arrival = answered(
            self.server.platform, self.command, self.path, list(self.headers.items()), body
        )
        length = len(content)
        if arrival is not None:
            kind, much = arrival
            # A server that ends meanwhile answers nothing either.
            if kind == "lost" or (kind == "after" and self.server.over.wait(much / 1_000)):
                self.close_connection = True
                return
            if kind == "cut_off":
                self.close_connection = True
                length = much
        self.send_response_only(status)
        self.send_header("Server", self.version_string())
        # The platform's clock may be wrong on demand, and what it says goes.
        if all(name != "Date" for name, _ in headers):
            self.send_header("Date", self.date_time_string())
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = answer

    def body(self) -> bytes | None:
        """The body, or None where it was refused or broke off."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers:
            self.refuse(411)
        elif not (length.isascii() and length.isdigit()):
            self.refuse(400)
        elif len(length) > 9 or int(length) > LARGEST_BODY:
            self.refuse(413)
        else:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                return body
            self.close_connection = True
        return None

    def refuse(self, status: int) -> None:
        # What is left of the body is not read, so the connection cannot go on.
        self.close_connection = True
        self.send_error(status)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Listens from the beginning, and waits for `serve_forever`."""

    daemon_threads = True

    def __init__(self, platform: Platform, host: str, port: int) -> None:
        self.platform = platform
        self.over = Event()
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Handler)

    @property
    def listens_everywhere(self) -> bool:
        """Whether it listens on all addresses of this machine."""
        return self.server_address[0] in ("0.0.0.0", "::")

    @property
    def url(self) -> str:
        """Where this machine reaches it."""
        host, port = str(self.server_address[0]), self.server_address[1]
        if self.listens_everywhere:
            # The address of all of them is nobody's to call.
            host = "::1" if ":" in host else "127.0.0.1"
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        with RealTime(self.platform):
            super().serve_forever(poll_interval)

    def server_close(self) -> None:
        self.over.set()
        super().server_close()

    def server_bind(self) -> None:
        # The one above asks for the name of the host, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        # A client that went away is no news.
        pass


class RealTime:
    """Lets a platform's time pass with the clock, in a thread of its own, and pushes what becomes due."""

    # Seconds. It may be in the middle of a push, and ends after it by itself.
    LONGEST_FAREWELL = 1
    # Seconds. A clock may be set.
    LONGEST_REST = 60

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._changed = Event()
        self._over = False
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._platform._waiting.append(self._changed.set)
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._platform._waiting.remove(self._changed.set)
        self._over = True
        self._changed.set()
        self._thread.join(self.LONGEST_FAREWELL)

    def _run(self) -> None:
        native = self._platform._platform
        while not self._over:
            self._changed.clear()
            if self._deliver_next():
                continue
            due = native.next_due()
            rest = self.LONGEST_REST if due is None else min((due - native.now_ms()) / 1_000, self.LONGEST_REST)
            # What has become due between the two is seen at once.
            self._changed.wait(max(rest, 0))

    def _deliver_next(self) -> bool:
        with self._platform._delivering:
            return not self._over and self._platform._deliver_next(log)


def answered(
    platform: Platform, method: str, target: str, headers: list[tuple[str, str]], body: bytes
) -> _Answered:
    """The platform's answer. Where its time is to run ahead, it goes from one thing that is due to the next, so that what is
    pushed on the way is answered on the way."""
    path = target.partition("?")[0]
    if method == "POST" and path == "/_simulator/reset":
        # An id of before may be another push's afterwards.
        with platform._delivering:
            answer = platform._platform.answer(method, target, headers, body)
    elif method == "POST" and path == "/_simulator/advance" and (seconds := seconds_of(body)):
        with platform._delivering:
            _, expired = platform._pass(platform._platform.now_ms() + seconds * 1_000, log)
            status, fields, said, arrival = platform._platform.answer(method, target, headers, b'{"seconds":0}')
        content: dict[str, Any] = json.loads(said)
        content["expired"] += expired
        answer = status, fields, json.dumps(content, separators=(",", ":")).encode(), arrival
    else:
        answer = platform._platform.answer(method, target, headers, body)
    if method != "GET":
        platform._changed()
    if platform._keeper is not None and not (method == "GET" and (path == "/" or path.startswith("/_simulator/"))):
        # Nobody is told of what would be gone if the program ended now.
        try:
            platform._keeper.keep()
        except OSError as error:
            return not_kept(error)
    return answer


def not_kept(error: OSError) -> _Answered:
    """The answer to a request that was done and could not be written down."""
    said = {"message": unwritable(error), "hint": "see to the file of --state; ask what became of it before asking again"}
    return 500, [("Content-Type", "application/json")], json.dumps({"error": said}).encode(), None


LONGEST_LEAP = 36_525 * 86_400
"""Seconds. Beyond it the platform's time comes to its end."""


def seconds_of(body: bytes) -> int:
    """How far time is to run ahead; 0 where the platform is to look at the body itself."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return 0
    if not isinstance(content, dict) or content.keys() != {"seconds"}:
        return 0
    seconds = content["seconds"]
    return seconds if type(seconds) is int and 0 < seconds <= LONGEST_LEAP else 0


def log(error: Exception) -> None:
    """Says that `on_push` raised; its push comes again."""
    import logging
    from traceback import format_exception

    said = mask("".join(format_exception(error)).rstrip())
    logging.getLogger("privatenumber").error("a push could not be handed over\n%s", said)
