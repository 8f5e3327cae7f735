"""The embedded platform behind a server of the standard library."""

from __future__ import annotations

import socket
import socketserver
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from privatenumber.simulator import Platform

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
        status, headers, content = self.server.platform._platform.answer(
            self.command, self.path, list(self.headers.items()), body
        )
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
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

    def server_bind(self) -> None:
        # The one above asks for the name of the host, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        # A client that went away is no news.
        pass
