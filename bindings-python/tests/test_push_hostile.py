"""What nobody in their right mind pushes: an error, in little time and memory, and the receiver goes on."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from privatenumber.push import AsyncReceiver, Receiver
from pushes import NOW, body, event, records, signed
from support import APP_KEY, APP_SECRET

APPLICATION = (APP_KEY, APP_SECRET)
MIB = 1024 * 1024


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def fields(name: str) -> dict[str, int]:
    return {f"{name}{number}": 1 for number in range(40_000)}


HUGE = signed(NOW)["X-AKSK"] + "A" * MIB

HEADERS: list[tuple[str, Any]] = [
    ("a signature of 1 MB", {"X-AKSK": HUGE}),
    ("a header of 1 MB beside it", signed(NOW) | {"X-More": "A" * MIB}),
    ("a thousand signatures", [("X-AKSK", f'UsernameToken Username="{number}"') for number in range(1000)]),
    ("a hundred thousand headers", [(f"X-{number}", "") for number in range(100_000)]),
    ("quotes", {"X-AKSK": 'UsernameToken Username="' + '"' * MIB}),
    ("commas", {"X-AKSK": "UsernameToken " + "," * MIB}),
    ("no text", {"X-AKSK": "\0\udcff\u202e"}),
    ("bytes that are no text", [(b"X-AKSK", b"\xff" * 100)]),
]

BODIES: list[tuple[str, bytes, str | None]] = [
    ("10 MB", b" " * (10 * MIB), "push.too_large"),
    ("10 MB of a record", records("r" * 10 * MIB), "push.too_large"),
    ("10,000 brackets that are opened", b"[" * 10_000, "push.not_json"),
    ("1 MB of brackets that are opened", b"[" * MIB, "push.not_json"),
    ("10,000 objects that are opened", b'{"a":' * 10_000, "push.not_json"),
    ("10,000 brackets that are closed too", nested(10_000).encode(), "push.foreign"),
    ("10,000 brackets in a field", b'{"a":' + nested(10_000).encode() + b"}", None),
    ("10,000 brackets in a record", records("r-1").replace(b"}]", b',"a":' + nested(10_000).encode() + b"}]"), None),
    ("10,000 brackets in an event", event("answer").replace(b"}}", b',"caller":' + nested(10_000).encode() + b"}}"), None),
    ("bytes that are no UTF-8", b'{"eventType":"\xff"}', "push.not_json"),
    ("half a character", b'{"eventType":"fee\xe4\xb8', "push.not_json"),
    ("UTF-16", '{"eventType":"fee"}'.encode("utf-16"), "push.not_json"),
    ("a zero", b'{"eventType":"fee"}\0', "push.not_json"),
    ("a number of 1 MB", b'{"eventType":' + b"9" * (MIB - 20) + b"}", None),
    ("the same field again and again", b'{"eventType":"fee"' + b',"eventType":"fee"' * 10_000 + b"}", None),
    # Whoever looks for each field of the one among those of the other is at it for long.
    ("two objects of many fields", body({"eventType": "answer", "statusInfo": fields("a")} | fields("b")), None),
    ("a batch of nothing", b'{"eventType":"fee","feeLst":[' + b"{}," * 300_000 + b"{}]}", "push.too_large"),
    ("a batch of no records", b'{"eventType":"fee","feeLst":[' + b"1," * 40 + b"1]}", None),
]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver(APPLICATION)
    told: list[str] = []
    # Whatever is handed over can be looked at.
    for kind in ("fee", "call_event", "other"):
        receiver.on(kind)(lambda data: told.append(repr(data) + str(data.to_dict()) + data.to_json()))  # type: ignore[call-overload]
    yield receiver
    # And afterwards it works as before.
    before = len(told)
    assert receiver.receive(signed(NOW), records("after"), NOW).status == 200 and len(told) == before + 1


@pytest.mark.parametrize(("content", "code"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_a_hostile_body_is_an_error_or_is_kept(receiver: Receiver, content: bytes, code: str | None) -> None:
    answer = receiver.receive(signed(NOW), content, NOW)
    assert (answer.error and answer.error.code) == code
    assert answer.status == {None: 200, "push.too_large": 413}.get(code, 400)
    assert len(answer.body) < 100
    # Without a signature no more is looked at than its length.
    assert receiver.receive({}, content, NOW).status == (413 if len(content) > MIB else 401)


@pytest.mark.parametrize("headers", [case[1] for case in HEADERS], ids=[case[0] for case in HEADERS])
def test_hostile_headers_are_an_error_or_nothing(receiver: Receiver, headers: Any) -> None:
    genuine = isinstance(headers, dict) and headers.get("X-AKSK") == signed(NOW)["X-AKSK"] or "X-More" in headers
    answer = receiver.receive(headers, records("r-1"), NOW)
    assert answer.status == (200 if genuine else 401)
    if answer.error:
        assert answer.error.code in ("push.header", "push.unsigned") and len(str(answer.error)) < 1000


def test_memory_and_time_are_bounded() -> None:
    script = """
import resource, sys
from privatenumber.push import Receiver
from test_push_hostile import APPLICATION, BODIES, HEADERS, NOW, records, signed

receiver = Receiver(APPLICATION)
receiver.ignore("fee", "call_event", "other")
receiver.receive(signed(NOW), records("r-1"), NOW)
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(5):
    for _, content, _ in BODIES:
        receiver.receive(signed(NOW), content, NOW)
    for _, headers in HEADERS:
        receiver.receive(headers, b"{}", NOW)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(__file__).parent,
        env={**__import__("os").environ, "PYTHONPATH": ":".join(sys.path), "PYTHONSAFEPATH": "1"},
    )
    assert done.returncode == 0, done.stderr
    # Kilobytes; a push may have 1 MiB.
    kilobytes = int(done.stdout) // (1024 if sys.platform == "darwin" else 1)
    assert kilobytes < 64 * 1024, kilobytes


# Adapters.


class Stream:
    """A body that never ends, and counts what is read of it."""

    def __init__(self, part: int = 2**60) -> None:
        self.read_bytes, self._part = 0, part

    def read(self, size: int) -> bytes:
        assert size >= 0
        size = min(size, self._part)
        self.read_bytes += size
        return b" " * size


def wsgi(receiver: Receiver, **environ: Any) -> tuple[str, dict[str, str], bytes]:
    """Calls a receiver as a WSGI server does."""
    given: dict[str, Any] = {"REQUEST_METHOD": "POST", "wsgi.input": BytesIO()}
    given |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in signed().items()}
    given |= {name.replace("__", "."): value for name, value in environ.items()}
    started: list[Any] = []
    body = b"".join(receiver.wsgi(given, lambda status, headers, error=None: started.append((status, dict(headers)))))  # type: ignore[arg-type, return-value, func-returns-value]
    ((status, headers),) = started
    assert headers["Content-Length"] == str(len(body))
    return status, headers, body


@pytest.mark.parametrize("length", ["10485760", "1" + "0" * 5000, str(2**63)])
def test_wsgi_reads_one_byte_too_many_at_most(length: str) -> None:
    receiver = Receiver(APPLICATION, max_body=1000)
    for stream in (Stream(), Stream(part=7)):
        status, _, body = wsgi(receiver, CONTENT_LENGTH=length, wsgi__input=stream)
        assert status.startswith("413 ") and body == b"push.too_large"
        assert stream.read_bytes == 1001


@pytest.mark.parametrize("length", ["", None, "-1", "five", "\u0665", "1e3"])
def test_wsgi_does_not_wait_for_a_body_without_a_length(length: Any) -> None:
    receiver = Receiver(APPLICATION)
    stream = Stream()
    environ = {} if length is None else {"CONTENT_LENGTH": length}
    assert wsgi(receiver, wsgi__input=stream, **environ)[0] == "400 Bad Request"
    assert stream.read_bytes == 0


def test_wsgi_reads_chunks_where_the_server_ends_them() -> None:
    receiver = Receiver(APPLICATION, max_body=1000)
    receiver.ignore("fee")
    given = {"wsgi__input": BytesIO(records("r-1")), "wsgi__input_terminated": True}
    assert wsgi(receiver, **given)[0] == "200 OK"
    stream = Stream()
    assert wsgi(receiver, wsgi__input=stream, wsgi__input_terminated=True)[0].startswith("413 ")
    assert stream.read_bytes == 1001


def test_wsgi_takes_a_body_that_breaks_off_for_none() -> None:
    receiver = Receiver(APPLICATION)
    receiver.ignore("fee")
    content = records("r-1")
    cut = {"CONTENT_LENGTH": str(len(content)), "wsgi__input": BytesIO(content[:-3])}
    assert wsgi(receiver, **cut)[::2] == ("400 Bad Request", b"push.not_json")
    # What follows a body belongs to somebody else.
    followed = {"CONTENT_LENGTH": str(len(content)), "wsgi__input": BytesIO(content + b"GET / HTTP/1.1")}
    assert wsgi(receiver, **followed) == ("200 OK", {"Content-Length": "0"}, b"")


def test_wsgi_answers_405_and_reads_nothing() -> None:
    stream = Stream()
    status, headers, body = wsgi(Receiver(APPLICATION), REQUEST_METHOD="PUT", CONTENT_LENGTH="5", wsgi__input=stream)
    assert (status, headers, body) == ("405 Method Not Allowed", {"Allow": "POST", "Content-Length": "0"}, b"")
    assert stream.read_bytes == 0


def asgi(receiver: AsyncReceiver, messages: Iterator[dict[str, Any]], **scope: Any) -> list[dict[str, Any]]:
    """Calls a receiver as an ASGI server does."""
    headers = [(name.lower().encode(), value.encode()) for name, value in signed().items()]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    given = {"type": "http", "method": "POST", "headers": headers} | scope
    asyncio.run(receiver.asgi(given, receive, send))  # type: ignore[arg-type]
    return sent


def test_asgi_reads_no_more_than_shows_that_it_is_too_much() -> None:
    read: list[int] = []

    def endless() -> Iterator[dict[str, Any]]:
        while True:
            read.append(100)
            yield {"type": "http.request", "body": b" " * 100, "more_body": True}

    start, end = asgi(AsyncReceiver(APPLICATION, max_body=1000), endless())
    assert start["status"] == 413 and end["body"] == b"push.too_large" and len(read) == 11
    assert (b"content-length", b"14") in start["headers"]


def test_asgi_answers_nobody_who_has_gone() -> None:
    gone = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    assert asgi(AsyncReceiver(APPLICATION), gone) == []


def test_asgi_takes_a_body_in_pieces() -> None:
    receiver = AsyncReceiver(APPLICATION)
    receiver.ignore("fee")
    content = records("r-1")
    pieces = [content[at : at + 10] for at in range(0, len(content), 10)]
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    start, end = asgi(receiver, iter([*messages, {"type": "http.request"}]))
    assert (start["status"], start["headers"], end["body"]) == (200, [(b"content-length", b"0")], b"")


def test_asgi_answers_405_and_reads_nothing() -> None:
    start, _ = asgi(AsyncReceiver(APPLICATION), iter(()), method="GET")
    assert start["status"] == 405 and (b"allow", b"POST") in start["headers"]


def test_asgi_is_told_of_the_servers_life_and_takes_no_other_protocol() -> None:
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent = asgi(AsyncReceiver(APPLICATION), messages, type="lifespan")
    assert sent == [{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}]
    with pytest.raises(ValueError, match="websocket"):
        asgi(AsyncReceiver(APPLICATION), iter(()), type="websocket")


def test_what_is_legal_and_odd_is_handed_over() -> None:
    receiver = Receiver(APPLICATION)
    seen: list[Any] = []
    receiver.on("fee")(seen.append)
    push = json.loads(records("r-1"))
    push["feeLst"][0] |= {"direction": "1", "fwdAnswerTime": "", "recordFlag": "0", "newField": [{"deep": [1]}]}
    assert receiver.receive(signed(NOW), "\ufeff".encode() + body(push), NOW).status == 200
    (record,) = seen
    assert (record.direction, record.answered, record.record_flag, record.talk_seconds) == (1, False, False, 0)
    assert record.extra == {"newField": [{"deep": [1]}]}
