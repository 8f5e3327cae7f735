"""Every example that receives pushes, served by its real framework, and what it answers over HTTP."""

import importlib
import json
import os
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from types import ModuleType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from pushes import A, B, X, event, records, signed, sms, statuses
from support import APP_KEY, APP_SECRET

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "python"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def wsgi_server(app: Any) -> Iterator[int]:
    """The standard library's server."""
    with make_server("127.0.0.1", 0, app, WSGIServer, Quiet) as server:
        yield from running(server)


@contextmanager
def flask_server(app: Any) -> Iterator[int]:
    """The server that `flask run` starts."""
    from werkzeug.serving import WSGIRequestHandler as Handler
    from werkzeug.serving import make_server as make

    class Silent(Handler):
        def log(self, *arguments: object) -> None:
            pass

    with make("127.0.0.1", 0, app, threaded=True, request_handler=Silent) as server:
        yield from running(server)


def running(server: Any) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def asgi_server(app: Any) -> Iterator[int]:
    """uvicorn, which serves FastAPI and plain ASGI alike."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


class Example:
    """An example that is being served."""

    def __init__(self, name: str, module: ModuleType, port: int) -> None:
        self.name, self.module, self.port, self._printed = name, module, port, 0
        self.path = "/" if name in ("pushes_wsgi", "pushes_asgi") else "/pushes"

    def request(self, method: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, self.path, body, headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def push(self, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Pushes as the platform does, by default signed anew."""
        status, _, content = self.request("POST", body, signed() if headers is None else headers)
        return status, content

    def handled(self, capsys: pytest.CaptureFixture[str]) -> int:
        """How many call records the example has done its work for, since it began."""
        if self.name == "pushes_wsgi":
            with closing(sqlite3.connect(self.module.DATABASE)) as database:
                return int(database.execute("SELECT count(*) FROM calls").fetchone()[0])
        if self.name == "pushes_fastapi":
            return sum(self.module.talked.values()) // 30
        if self.name == "pushes_flask":
            # Its work is done behind the answer.
            self.module.recordings.join()
        printed = capsys.readouterr().out
        assert not any(number in printed for number in (A, B, X))
        line = "fetching 2501" if self.name == "pushes_flask" else "+86138****0001 and +86139****0002 talked for 30 seconds"
        self._printed += printed.count(line)
        return self._printed


SERVERS: dict[str, Callable[[Any], AbstractContextManager[int]]] = {
    "pushes_wsgi": wsgi_server,
    "pushes_asgi": asgi_server,
    "pushes_fastapi": asgi_server,
    "pushes_flask": flask_server,
    "pushes_django": wsgi_server,
}


def test_every_example_is_served_here() -> None:
    assert {path.stem for path in EXAMPLES.glob("pushes_*.py")} == set(SERVERS)


@pytest.fixture(scope="module", params=SERVERS)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    name: str = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIVATENUMBER_APP_KEY", APP_KEY)
        patch.setenv("PRIVATENUMBER_APP_SECRET", APP_SECRET)
        patch.setenv("PUSHES_DB", os.fspath(tmp_path_factory.mktemp("pushes") / "pushes.db"))
        patch.syspath_prepend(EXAMPLES)
        module = importlib.import_module(name)
        with SERVERS[name](module.app) as port:
            yield Example(name, module, port)
        if store := getattr(module, "store", None):
            store.close()
        sys.modules.pop(name)


def test_a_genuine_push_is_handled_and_a_duplicate_is_not(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    before = example.handled(capsys)
    headers = signed()
    assert example.push(records("r-1", "r-2"), headers) == (200, b"")
    assert example.handled(capsys) == before + 2
    # As it was, and signed anew.
    assert example.push(records("r-1", "r-2"), headers) == (200, b"")
    assert example.push(records("r-2", "r-1")) == (200, b"")
    assert example.handled(capsys) == before + 2


def test_nothing_that_is_printed_is_a_whole_number(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    # Ids of calls have been seen that are made of the numbers.
    assert example.push(event("disconnect", f"{A}_{B}_4_627e5c1f_963036", stateCode=7503)) == (200, b"")
    assert example.push(statuses(X)) == (200, b"")
    printed = capsys.readouterr().out
    assert not any(number.removeprefix("+86") in printed for number in (A, B, X))
    assert APP_KEY not in printed


def test_what_is_not_genuine_gets_401(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    before = example.handled(capsys)
    seen = signed()
    assert example.push(event("alerting"), seen) == (200, b"")
    for headers, code in (
        ({}, b"push.unsigned"),
        ({"X-AKSK": "UsernameToken"}, b"push.header"),
        (signed(secret="another"), b"push.signature"),
        (signed(key="another"), b"push.app_key"),
        (signed(1_700_000_000), b"push.stale"),
        (seen, b"push.replayed"),
    ):
        assert example.push(records("forged"), headers) == (401, code)
    assert example.handled(capsys) == before


def test_what_cannot_be_read_gets_400(example: Example) -> None:
    for body, code in (
        (b"", b"push.not_json"),
        (records("r-1")[:-2], b"push.not_json"),
        (b"eventType=fee&feeLst=1", b"push.not_json"),
        (b'{"eventType":"\xff\xfe"}', b"push.not_json"),
        (b"[" * 10_000, b"push.not_json"),
        (b'"fee"', b"push.foreign"),
    ):
        assert example.push(body) == (400, code)


def test_what_is_too_large_gets_413(example: Example) -> None:
    assert example.push(b" " * (1024 * 1024 + 1)) == (413, b"push.too_large")
    assert example.push(b" " * (1024 * 1024 - 2) + b"{}")[0] == 200


def test_other_methods_get_405(example: Example) -> None:
    for method in ("GET", "PUT", "DELETE"):
        status, headers, _ = example.request(method, None, signed())
        assert status == 405 and "POST" in headers["allow"]
    assert example.request("HEAD", None, {})[0] == 405


def test_what_waits_is_answered(example: Example) -> None:
    push = event("callin", notifyMode="Block") if example.name == "pushes_asgi" else sms("Block")
    status, headers, body = example.request("POST", push, signed())
    assert (status, headers["content-type"]) == (200, "application/json;charset=UTF-8")
    if example.name == "pushes_asgi":
        expected: Any = {"operation": "connect", "connectInfo": [{"calleeNum": B, "maxDuration": 30}]}
    elif example.name == "pushes_fastapi":
        expected = {"actions": [{"operation": "vNumberRoute", "message": {"called": B, "calling": A}}]}
    else:
        expected = {"actions": [{"operation": "DiscardMessage"}]}
    assert json.loads(body) == expected


def test_what_has_no_function_is_told_to_come_again(example: Example) -> None:
    other = sms("Block") if example.name == "pushes_asgi" else event("callin", notifyMode="Block")
    assert example.push(other) == (501, b"push.unhandled")
