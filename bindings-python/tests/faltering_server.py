"""A server that receives call records, writes each into a table, and falters on purpose. A program of its own, so that it
can be killed.

    python faltering_server.py DATABASE PORT SEED

The sender says in headers which push it is, which attempt, and what time it is: minutes and hours pass without being waited
for.
"""

import os
import signal
import socket
import sqlite3
import sys
import threading
from random import Random
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from privatenumber.push import CallRecord, PushAnswer, Receiver, SqliteStore
from support import APP_KEY, APP_SECRET

ATTEMPTS = 7
"""The push itself and six resends. The last one goes through, for after it the platform gives up."""
FLAWS = (
    "error before the work",
    "the function fails",
    "the function fails after it has written",
    "dropped before the work",
    "dropped after the work",
    "silent before the work",
    "silent after the work",
)
KILLS = {3333: "killed while it writes", 6666: "killed after it has written"}


def flaw_of(seed: str, push: int, attempt: int) -> str | None:
    """How the server falters over an attempt: three times in ten, but for the last one."""
    if attempt == 1 and push in KILLS:
        return KILLS[push]
    draw = Random(f"{seed} {push} {attempt}")
    return draw.choice(FLAWS) if attempt < ATTEMPTS and draw.random() < 0.3 else None


class Current(threading.local):
    """What this thread is busy with."""

    flaw: str | None = None
    now = 0.0


def main() -> None:
    path, port, seed = sys.argv[1:]
    current = Current()
    store = SqliteStore(path, timeout=60, clock=lambda: current.now)

    class Virtual(Receiver):
        def receive(self, headers: Any, body: Any, now: float | None = None) -> PushAnswer:
            return super().receive(headers, body, current.now)

    receiver = Virtual((APP_KEY, APP_SECRET), store=store, nonces=store, on_error=lambda error, data: None)

    # SQLite would let threads sleep that wait for each other.
    turn = threading.Lock()
    database = sqlite3.connect(path, timeout=60, check_same_thread=False)
    database.execute("PRAGMA synchronous = NORMAL")
    # Nothing in it keeps a record from being written twice.
    database.execute("CREATE TABLE IF NOT EXISTS calls (icid TEXT)")

    @receiver.on("fee")
    def write(call: CallRecord) -> None:
        if current.flaw == "the function fails":
            raise OSError("no room")
        with turn, database:
            if store.mark(call.key, database):
                database.execute("INSERT INTO calls VALUES (?)", (call.icid,))
            if current.flaw == "killed while it writes":
                os.kill(os.getpid(), signal.SIGKILL)
        if current.flaw == "killed after it has written":
            os.kill(os.getpid(), signal.SIGKILL)
        if current.flaw == "the function fails after it has written":
            raise OSError("no room")

    def app(environ: Any, start_response: Any) -> list[bytes]:
        if environ["REQUEST_METHOD"] == "GET":
            return receiver.wsgi(environ, start_response)
        current.now = float(environ["HTTP_X_NOW"])
        current.flaw = flaw = flaw_of(seed, int(environ["HTTP_X_PUSH"]), int(environ["HTTP_X_ATTEMPT"]))
        if flaw == "error before the work":
            start_response("500 Internal Server Error", [])
            return [b""]
        if flaw is None or not flaw.endswith("before the work"):
            answer = receiver.wsgi(environ, start_response)
            if flaw is None or not flaw.endswith("after the work"):
                return answer
        if flaw.startswith("silent"):
            connection: socket.socket = environ["connection"]
            # Until the platform has lost its patience.
            connection.recv(1)
        # The server closes the connection and answers nothing.
        raise ConnectionAbortedError

    class Handler(WSGIRequestHandler):
        def get_environ(self) -> dict[str, Any]:
            return super().get_environ() | {"connection": self.connection}

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            # Senders that go away are what this is about.
            pass

    with Server(("127.0.0.1", int(port)), Handler) as server:
        server.set_app(app)
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
