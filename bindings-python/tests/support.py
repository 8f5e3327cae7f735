"""What several tests need: the vectors, and servers on this machine."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import privatenumber
from privatenumber import Account, HttpRequest, PrivateNumberError, _core

SELF_SIGNED = Path(__file__).with_name("selfsigned.pem")

APP_KEY = "TestAppKey000000000000000001"
APP_SECRET = "TestAppSecretNotReal00000001"

BOUND = b'{"resultcode":"0","resultdesc":"Success","subscriptionId":"s-1","relationNum":"+8617000000001"}'


def account(base_url: str | None = None, mode: Any = None, scheme: Any = None) -> Account:
    return Account(app_key=APP_KEY, app_secret=APP_SECRET, base_url=base_url, mode=mode, scheme=scheme)


DESCRIPTION: dict[str, Any] = _core._description()


def snake(name: str) -> str:
    """A name of the wire, or of the core's types, as Python spells it."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def described(part: Any) -> set[tuple[str, str]]:
    """Every name in the core's description, as on the wire and as in Python."""
    if isinstance(part, list):
        return {name for item in part for name in described(item)}
    if not isinstance(part, dict):
        return set()
    own = {(part["wire"], part["snake"])} if "wire" in part else set()
    return own | {name for item in part.values() for name in described(item)}


ACCOUNT = {"appKey": "app_key", "appSecret": "app_secret", "baseUrl": "base_url"}
NAMES = ACCOUNT | dict(described([DESCRIPTION[part] for part in ("operations", "pushes", "pushKinds")]))
"""Every name of the wire, and how Python spells it."""
# An account's key wins over the one field that the service itself spells with an underscore.
WIRE = {python: wire for wire, python in NAMES.items()} | {python: wire for wire, python in ACCOUNT.items()}


def camel(name: str) -> str:
    """A name of Python's, or a path of such, as the wire spells it; one that nobody knows by the rule."""
    return ".".join(WIRE.get(part) or by_rule(part) for part in name.split("."))


def by_rule(name: str) -> str:
    return re.sub(r"_([a-z])", lambda letter: letter.group(1).upper(), name)


def operation(official: str) -> Any:
    """`axb.create_binding` of `axb.CreateBinding`."""
    mode, name = official.split(".")
    return getattr(getattr(privatenumber, mode), snake(name))


class Null:
    """What JSON's null is in Python here: None means that a parameter is left out."""


def python_value(value: object) -> object:
    if value is None:
        return Null()
    if isinstance(value, dict):
        return {NAMES.get(name, snake(name)): python_value(member) for name, member in value.items()}
    if isinstance(value, list):
        return [python_value(item) for item in value]
    return value


def vectors_folder() -> Path:
    return Path(os.environ.get("PRIVATENUMBER_VECTORS") or Path(__file__).resolve().parents[2] / "vectors")


def vectors() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """File, kind and case of every vector."""
    folder = vectors_folder()
    files = sorted(folder.glob("*.json"))
    assert files, f"no vectors in {folder}"
    for file in files:
        content = json.loads(file.read_text(encoding="utf-8"))
        for case in content["cases"]:
            yield file.name, content["kind"], case


def request_of(given: dict[str, Any]) -> HttpRequest:
    """The request of a case of kind `requests`."""
    who = Account(**{NAMES.get(name, name): value for name, value in given["account"].items()})
    parameters = python_value(given["parameters"])
    assert isinstance(parameters, dict)
    request: HttpRequest = operation(given["operation"]).request(
        who, created=given["created"], nonce=given["nonce"], **parameters
    )
    return request


def body_of(given: dict[str, Any]) -> bytes:
    import base64

    if "bodyBase64" in given:
        return base64.b64decode(given["bodyBase64"])
    body: str = given["body"]
    return body.encode()


def refusal(call: Callable[[], object]) -> PrivateNumberError:
    """The error that a call ends in."""
    try:
        answer = call()
    except PrivateNumberError as error:
        return error
    raise AssertionError(f"no error but {answer!r}")


class Recorder:
    """A server that answers everything alike and remembers what it was asked."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: list[tuple[str, str]] = []
        self.body = BOUND
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.url = ""


@contextmanager
def recording(tls: bool = False) -> Iterator[Recorder]:
    recorder = Recorder()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            recorder.seen.append((self.command, self.path, headers, body))
            self.send_response_only(recorder.status)
            for name, value in recorder.headers:
                self.send_header(name, value)
            if "Content-Length" not in dict(recorder.headers):
                self.send_header("Content-Length", str(len(recorder.body)))
            self.end_headers()
            self.wfile.write(recorder.body)

        do_GET = do_POST = do_PUT = do_DELETE = do

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        scheme = "http"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(SELF_SIGNED)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            scheme = "https"
        recorder.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield recorder
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """The address of a WSGI application behind the standard library's server."""
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def closed() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def started(*arguments: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "privatenumber", "simulate", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        # A shell starts what runs in its background with the interrupt ignored, and a child inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def bind(send: Any, base_url: str | None = None) -> Any:
    from privatenumber import Client

    return Client(account(base_url), send).axb.create_binding(
        caller_num="+8613800000001", callee_num="+8613900000002", relation_num="+8617000000001"
    )
