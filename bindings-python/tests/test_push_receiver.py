"""Receivers: what is handed over, how often, and what is answered."""

import asyncio
import copy
import logging
import pickle
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from privatenumber import InvalidArgument, PrivateNumberError, PushNotGenuine, PushNotHandled, PushUnreadable
from privatenumber.push import (
    AsyncReceiver,
    CallEvent,
    CallRecord,
    Delivery,
    MemoryStore,
    NumberStatus,
    PushAnswer,
    Receiver,
    Reply,
    Sms,
    SqliteStore,
    UnknownPush,
    close,
    connect,
    discard,
    route,
)
from pushes import B, NOW, URL, A, X, body, event, records, signed, sms, statuses
from support import APP_KEY, APP_SECRET, refusal

APPLICATION = (APP_KEY, APP_SECRET)
HOUR = 3600


class Desk:
    """A receiver of either kind, with a clock and stores that tests can look at."""

    def __init__(self, kind: str, **options: Any) -> None:
        self.now = float(NOW)
        self.errors: list[tuple[str, Any]] = []
        self.store = MemoryStore(clock=lambda: self.now)
        options = {
            "store": self.store,
            "nonces": MemoryStore(clock=lambda: self.now),
            "on_error": lambda error, data: self.errors.append((error.code, data)),
        } | options
        self.receiver: Any = (AsyncReceiver if kind == "async" else Receiver)(APPLICATION, **options)
        self.kind = kind

    def on(self, kind: str, function: Callable[..., Any]) -> None:
        """Registers a plain function, as an async one where the receiver takes those."""
        if self.kind == "async":
            from inspect import signature

            async def with_one(data: Any) -> Any:
                return function(data)

            async def with_two(data: Any, delivery: Any) -> Any:
                return function(data, delivery)

            needed = [one for one in signature(function).parameters.values() if one.default is one.empty]
            self.receiver.on(kind)(with_two if len(needed) == 2 else with_one)
        else:
            self.receiver.on(kind)(function)

    def push(self, content: bytes, headers: Any = None) -> PushAnswer:
        arguments = signed(self.now) if headers is None else headers, content, self.now
        if self.kind == "async":
            answer: PushAnswer = asyncio.run(self.receiver.receive(*arguments))
        else:
            answer = self.receiver.receive(*arguments)
        # The error decides what is answered.
        if answer.error is not None:
            assert answer.status == answer.error.http_status and answer.body == answer.error.code.encode()
            assert answer.headers == {"Content-Type": "text/plain;charset=UTF-8"}
        return answer


@pytest.fixture(params=["plain", "async"])
def desk(request: pytest.FixtureRequest) -> Desk:
    return Desk(request.param)


def failing(data: object) -> None:
    raise OSError("the disk is full")


def code(answer: PushAnswer) -> str | None:
    return answer.error and answer.error.code


def test_each_kind_is_handed_to_its_function_once(desk: Desk) -> None:
    seen: list[Any] = []
    for kind in ("callin", "collect_info", "callout", "alerting", "answer", "disconnect", "fee", "sms_notify", "num_status", "other"):
        desk.on(kind, lambda data, kind=kind: seen.append((kind, data)))
    for content, kind, cls in (
        (event("callin"), "callin", CallEvent),
        (event("collectInfo", digitInfo="12"), "collect_info", CallEvent),
        (event("CALLOUT"), "callout", CallEvent),
        (event("alerting"), "alerting", CallEvent),
        (event("answer"), "answer", CallEvent),
        (event("disconnect", stateCode=8014), "disconnect", CallEvent),
        (records("r-1"), "fee", CallRecord),
        (sms("Notify"), "sms_notify", Sms),
        (body({"eventType": "newThing", "more": 1}), "other", UnknownPush),
    ):
        for _ in range(2):
            answer = desk.push(content)
            assert (answer.status, answer.headers, answer.body, answer.error) == (200, {}, b"", None)
        (one,) = seen
        assert one[0] == kind and isinstance(one[1], cls)
        seen.clear()
    assert desk.push(statuses(X, B)).status == 200
    assert [(kind, type(data)) for kind, data in seen] == [("num_status", NumberStatus)] * 2
    assert desk.errors == []


def test_data_is_typed(desk: Desk) -> None:
    seen: list[Any] = []
    desk.on("fee", seen.append)
    desk.push(records("r-1"))
    (record,) = seen
    assert (record.mode, record.answered, record.talk_seconds, record.a, record.b) == ("axb", True, 30, A, B)
    assert record.recording.record_domain == "ostor.example.com" and record.fwd_answer_time.tzinfo is not None
    assert not re.search(r"\d{11}", repr(record).replace("25011009001000000", ""))


def test_a_function_may_ask_how_it_came(desk: Desk) -> None:
    seen: list[Delivery] = []
    desk.on("fee", lambda data, delivery: seen.append(delivery))
    desk.push(records("r-1"))
    (delivery,) = seen
    assert (delivery.genuine, delivery.scheme, delivery.app_key, delivery.problem) == (True, "aksk", APP_KEY, None)
    assert delivery.created is not None and delivery.created.timestamp() == NOW


def test_call_event_stands_for_the_events_without_a_function(desk: Desk) -> None:
    seen: list[str] = []
    desk.on("call_event", lambda event: seen.append(f"any {event.event_type}"))
    desk.on("answer", lambda event: seen.append("answer"))
    desk.receiver.ignore("alerting")
    for kind in ("callin", "callout", "alerting", "answer", "disconnect", "collectInfo"):
        assert desk.push(event(kind)).status == 200
    assert seen == ["any callin", "any callout", "answer", "any disconnect", "any collectInfo"]
    # A call that waits for an answer is none of them.
    assert code(desk.push(event("callin", notifyMode="Block"))) == "push.unhandled"


def test_what_has_no_function_is_told_to_come_again_unless_it_is_ignored(desk: Desk) -> None:
    answer = desk.push(records("r-1", "r-2"))
    assert answer.status == 501 and isinstance(answer.error, PushNotHandled) and code(answer) == "push.unhandled"
    assert [(code, data.icid) for code, data in desk.errors] == [("push.unhandled", "r-1"), ("push.unhandled", "r-2")]
    assert len(desk.store) == 0
    desk.receiver.ignore("fee", "call_event", "other")
    for content in (records("r-1"), event("answer"), b'{"eventType":"newThing"}'):
        assert desk.push(content).status == 200
    # Nothing is kept of what is dropped.
    assert len(desk.store) == 0


def test_of_a_batch_only_what_is_new_is_handed_over(desk: Desk) -> None:
    seen: list[str] = []
    desk.on("fee", lambda record: seen.append(record.icid))
    assert desk.push(records(*(f"r-{number}" for number in range(0, 50, 2)))).status == 200
    seen.clear()
    assert desk.push(records(*(f"r-{number}" for number in range(50)))).status == 200
    assert seen == [f"r-{number}" for number in range(1, 50, 2)]
    seen.clear()
    assert desk.push(records("new", "new", "r-3")).status == 200
    assert seen == ["new"]


def test_a_batch_makes_progress_though_a_function_fails(desk: Desk) -> None:
    seen: list[str] = []
    broken = {"r-2", "r-4"}

    def handle(record: CallRecord) -> None:
        if record.icid in broken:
            raise OSError(f"no room for {record.icid}")
        seen.append(str(record.icid))

    desk.on("fee", handle)
    answer = desk.push(records("r-1", "r-2", "r-3", "r-4", "r-5"))
    assert answer.status == 500 and isinstance(answer.error, PushNotHandled) and code(answer) == "push.failed"
    assert isinstance(answer.error.__cause__, OSError) and str(answer.error.__cause__) == "no room for r-2"
    assert seen == ["r-1", "r-3", "r-5"]
    assert [(code, data.icid) for code, data in desk.errors] == [("push.failed", "r-2"), ("push.failed", "r-4")]
    broken.remove("r-2")
    assert desk.push(records("r-1", "r-2", "r-3", "r-4", "r-5")).status == 500
    assert seen == ["r-1", "r-3", "r-5", "r-2"]
    broken.clear()
    assert desk.push(records("r-1", "r-2", "r-3", "r-4", "r-5")).status == 200
    assert seen == ["r-1", "r-3", "r-5", "r-2", "r-4"]


def test_what_is_being_handled_is_not_handed_over_again(desk: Desk) -> None:
    seen: list[str] = []
    inner: list[PushAnswer] = []

    def handle(record: CallRecord) -> None:
        seen.append(str(record.icid))
        if record.icid == "r-1":
            # The platform lost its patience and sends it again, together with another one.
            resent: list[PushAnswer] = []
            thread = threading.Thread(target=lambda: resent.append(desk.push(records("r-1", "r-2"))))
            thread.start()
            thread.join()
            inner.extend(resent)

    desk.on("fee", handle)
    assert desk.push(records("r-1")).status == 200
    assert [(answer.status, code(answer)) for answer in inner] == [(503, "push.busy")]
    assert seen == ["r-1", "r-2"]
    assert desk.push(records("r-1", "r-2")).status == 200 and seen == ["r-1", "r-2"]


def test_of_several_errors_the_status_is_that_which_a_resend_may_mend(desk: Desk) -> None:
    desk.receiver.ignore("other")
    assert desk.store.add("fee:r-1", "claimed", 60) is None
    desk.on("fee", lambda record: failing(record) if record.icid == "r-2" else None)
    answer = desk.push(records("r-1", "r-2"))
    assert (answer.status, code(answer)) == (500, "push.failed")
    assert [code for code, _ in desk.errors] == ["push.busy", "push.failed"]
    assert code(desk.push(records("r-1", "r-3"))) == "push.busy"


def test_whoever_died_in_between_loses_nothing(desk: Desk) -> None:
    seen: list[str] = []
    desk.on("fee", lambda record: seen.append(record.icid))
    # What a process leaves behind that is killed while it handles the record.
    assert desk.store.add("fee:r-1", "claimed", 60) is None
    assert code(desk.push(records("r-1"))) == "push.busy" and seen == []
    desk.now += 59
    assert code(desk.push(records("r-1"))) == "push.busy" and seen == []
    desk.now += 1
    assert desk.push(records("r-1")).status == 200 and seen == ["r-1"]


def test_what_is_done_is_remembered_for_a_day(desk: Desk) -> None:
    seen: list[str] = []
    desk.on("fee", lambda record: seen.append(record.icid))
    # The last of six resends.
    for minutes in (0, 1, 4, 9, 106, 203, 300):
        desk.now += minutes * 60
        assert desk.push(records("r-1")).status == 200
    assert seen == ["r-1"]
    desk.now += 24 * HOUR
    assert desk.push(records("r-1")).status == 200 and seen == ["r-1", "r-1"]


def test_a_resend_with_the_old_signature_is_known(desk: Desk) -> None:
    seen: list[str] = []
    desk.on("fee", lambda record: seen.append(record.icid))
    headers = signed(desk.now)
    for minutes in (0, 1, 4, 9, 106, 203, 300):
        desk.now += minutes * 60
        assert desk.push(records("r-1"), headers).status == 200
    assert seen == ["r-1"]


def test_a_resend_with_the_old_signature_is_handled_if_it_was_not(desk: Desk) -> None:
    seen: list[str] = []
    broken = [True]

    def handle(record: CallRecord) -> None:
        if broken:
            raise OSError
        seen.append(str(record.icid))

    desk.on("fee", handle)
    headers = signed(desk.now)
    assert desk.push(records("r-1"), headers).status == 500
    broken.clear()
    assert desk.push(records("r-1"), headers).status == 200 and seen == ["r-1"]


def test_a_signature_is_good_for_one_body(desk: Desk) -> None:
    seen: list[str] = []
    desk.on("fee", lambda record: seen.append(record.icid))
    headers = signed(desk.now)
    assert desk.push(records("r-1"), headers).status == 200
    answer = desk.push(records("forged"), headers)
    assert answer.status == 401 and isinstance(answer.error, PushNotGenuine) and code(answer) == "push.replayed"
    assert seen == ["r-1"] and desk.errors == [("push.replayed", None)]
    assert desk.push(records("r-1"), headers).status == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "push.unsigned"),
        ({"X-AKSK": "UsernameToken"}, "push.header"),
        (signed(NOW, key="another"), "push.app_key"),
        (signed(NOW, secret="another"), "push.signature"),
        (signed(NOW - 11 * HOUR - 1), "push.stale"),
        (signed(NOW + 301), "push.stale"),
    ],
)
def test_what_is_not_genuine_is_refused(desk: Desk, headers: dict[str, str], code: str) -> None:
    desk.on("fee", failing)
    answer = desk.push(records("r-1"), headers)
    assert answer.status == 401 and isinstance(answer.error, PushNotGenuine) and answer.error.code == code
    assert desk.errors == [(code, None)]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "push.not_json"),
        (b"{", 400, "push.not_json"),
        (records("r-1")[:-1], 400, "push.not_json"),
        (b'{"eventType":"\xff"}', 400, "push.not_json"),
        (b"[]", 400, "push.foreign"),
        (b" " * (1024 * 1024 + 1), 413, "push.too_large"),
    ],
)
def test_what_cannot_be_read_is_another_error(desk: Desk, content: bytes, status: int, code: str) -> None:
    answer = desk.push(content)
    assert answer.status == status and isinstance(answer.error, PushUnreadable) and answer.error.code == code
    assert desk.errors == [(code, None)]


@pytest.mark.parametrize("scheme", ["aksk", "aksk_url", "wsse", "wsse_hex"])
def test_every_documented_digest_is_taken(scheme: str) -> None:
    desk = Desk("plain", url=URL)
    seen: list[Delivery] = []
    desk.on("fee", lambda data, delivery: seen.append(delivery))
    assert desk.push(records("r-1"), signed(NOW, scheme=scheme)).status == 200
    assert [delivery.scheme for delivery in seen] == [scheme]


def test_several_applications_may_push_to_one_address() -> None:
    receiver = Receiver([APPLICATION, ("AnotherAppKey", "AnotherSecret")])
    seen: list[Any] = []
    receiver.on("fee")(lambda record, delivery: seen.append(delivery.app_key))
    for key, secret in (APPLICATION, ("AnotherAppKey", "AnotherSecret")):
        assert receiver.receive(signed(NOW, key=key, secret=secret), records(key), NOW).status == 200
    assert seen == [APP_KEY, "AnotherAppKey"]
    wrong = receiver.receive(signed(NOW, key="AnotherAppKey", secret=APP_SECRET), records("r"), NOW)
    assert code(wrong) == "push.signature"


@pytest.mark.parametrize("kind", ["plain", "async"])
def test_what_is_not_genuine_may_be_reported_only(kind: str) -> None:
    desk = Desk(kind, check="report")
    seen: list[tuple[Any, Delivery]] = []
    desk.on("fee", lambda record, delivery: seen.append((record.icid, delivery)))
    assert desk.push(records("r-1"), {}).status == 200
    headers = signed(desk.now)
    assert desk.push(records("r-2"), headers).status == 200
    assert desk.push(records("r-3"), headers).status == 200
    assert [
        (icid, delivery.genuine, delivery.problem and delivery.problem.code) for icid, delivery in seen
    ] == [("r-1", False, "push.unsigned"), ("r-2", True, None), ("r-3", False, "push.replayed")]
    assert desk.errors == [("push.unsigned", None), ("push.replayed", None)]
    assert seen[2][1].app_key == APP_KEY and seen[2][1].scheme == "aksk"
    assert desk.push(b"[]", {}).status == 400


def test_nobody_looks_where_that_is_asked_for() -> None:
    desk = Desk("plain", check="off")
    seen: list[Delivery] = []
    desk.on("fee", lambda record, delivery: seen.append(delivery))
    for headers in ({}, signed(NOW, secret="another"), {"X-AKSK": "x" * 100_000}):
        assert desk.push(records(str(len(seen))), headers).status == 200
    assert {(delivery.genuine, delivery.scheme, delivery.problem) for delivery in seen} == {(False, None, None)}
    assert desk.errors == []


def test_headers_come_in_many_forms() -> None:
    receiver = Receiver(APPLICATION, nonces=MemoryStore())
    receiver.ignore("fee")
    headers = signed(NOW)
    lower = {name.lower(): value for name, value in headers.items()}
    octets = [(name.encode(), value.encode()) for name, value in headers.items()]
    for form in (headers, lower, list(headers.items()), tuple(lower.items()), octets, iter(octets), headers.items()):
        assert receiver.receive(form, records("r-1"), NOW).status == 200
    for content in (records("r-1"), bytearray(records("r-1")), memoryview(records("r-1"))):
        assert receiver.receive(headers, content, NOW).status == 200


def test_a_body_that_somebody_has_read_already_is_a_mistake_of_the_program() -> None:
    receiver = Receiver(APPLICATION)
    for wrong in ({"eventType": "fee"}, "text", None):
        error = refusal(lambda wrong=wrong: receiver.receive(signed(), wrong))  # type: ignore[misc]
        assert (error.code, error.field) == ("parameter.type", "body")
    anything: Any = receiver.receive
    for headers, now, field in ((5, None, "headers"), (signed(), "now", "now")):
        error = refusal(lambda headers=headers, now=now: anything(headers, b"{}", now))  # type: ignore[misc]
        assert (error.code, error.field) == ("parameter.type", field)


# Answers to Block pushes.


def test_a_call_that_waits_is_connected_or_closed(desk: Desk) -> None:
    desk.on(
        "callin_block",
        lambda event: connect(callee_num=B, user_data=event.session_id) if event.caller == A else close(),
    )
    answer = desk.push(event("callin", notifyMode="Block"))
    assert (answer.status, answer.headers) == (200, {"Content-Type": "application/json;charset=UTF-8"})
    assert answer.body == connect(callee_num=B, user_data="session-1").body()
    answer = desk.push(event("callin", notifyMode="Block", caller=B))
    assert answer.status == 200 and answer.body == close().body()
    assert B not in repr(answer) and "200" in repr(answer)


def test_what_waits_is_asked_each_time_and_not_kept(desk: Desk) -> None:
    asked: list[str] = []

    def decide(sms: Sms) -> Reply:
        asked.append(str(sms.sms_identifier))
        return route(sms, called=B)

    desk.on("sms_block", decide)
    answers = {desk.push(sms("Block")).body for _ in range(3)}
    assert len(answers) == 1 and asked == ["sms-1"] * 3 and len(desk.store) == 0


def test_the_form_of_answers_can_be_switched() -> None:
    bodies = set()
    for form in ("list", "object"):
        desk = Desk("plain", reply_form=form)
        desk.on("callin_block", lambda event: connect(callee_num=B))
        answer = desk.push(event("callin", notifyMode="Block"))
        assert answer.body == connect(callee_num=B).body(form)
        bodies.add(answer.body)
    assert len(bodies) == 2


@pytest.mark.parametrize("wrong", [lambda: None, lambda: discard(), lambda: {"operation": "connect"}])
def test_an_answer_that_does_not_fit_is_told(desk: Desk, wrong: Callable[[], Any]) -> None:
    desk.on("callin_block", lambda event: wrong())
    answer = desk.push(event("callin", notifyMode="Block"))
    assert answer.status == 500 and code(answer) == "push.reply"
    assert [code for code, _ in desk.errors] == ["push.reply"]


def test_a_function_for_what_waits_may_fail(desk: Desk) -> None:
    desk.on("callin_block", failing)
    answer = desk.push(event("callin", notifyMode="Block"))
    assert code(answer) == "push.failed" and answer.error and isinstance(answer.error.__cause__, OSError)


def test_the_sms_of_an_answer_is_that_of_the_push(desk: Desk) -> None:
    kept: list[Sms] = []
    desk.on("sms_notify", kept.append)
    desk.push(sms("Notify").replace(A.encode(), b"+8613700000009"))
    desk.on("sms_block", lambda one: route(kept[0], called=B))
    assert code(desk.push(sms("Block"))) == "push.reply"


# Registration.


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("fees", "fee"),
        ("Fee", "fee"),
        ("collectInfo", "collect_info"),
        ("callinBlock", "callin_block"),
        ("call_events", "call_event"),
        ("smsnotify", "sms_notify"),
        ("discnnect", "disconnect"),
    ],
)
def test_a_misspelt_kind_is_refused_with_the_one_that_is_meant(kind: Any, meant: str) -> None:
    receiver = Receiver(APPLICATION)
    for call in (lambda: receiver.on(kind), lambda: receiver.ignore(kind)):
        error = refusal(call)
        assert (error.code, error.field) == ("parameter.choice", "kind")
        assert error.hint.endswith(f"; did you mean `{meant}`?") and error.message_zh and error.hint_zh


def test_a_decorator_without_parentheses_is_refused() -> None:
    receiver: Any = Receiver(APPLICATION)
    error = refusal(lambda: receiver.on(failing))
    assert (error.code, error.field) == ("parameter.type", "kind")


def test_a_kind_has_one_function() -> None:
    receiver: Any = Receiver(APPLICATION)
    receiver.on("fee")(lambda record: None)
    assert refusal(lambda: receiver.on("fee")).code == "parameter.repeated"
    assert refusal(lambda: receiver.ignore("fee")).code == "parameter.conflict"
    receiver.ignore("other", "other")
    assert refusal(lambda: receiver.on("other")).code == "parameter.conflict"
    for kind in ("callin_block", "sms_block"):
        error = refusal(lambda kind=kind: receiver.ignore(kind))  # type: ignore[misc]
        assert error.code == "parameter.choice" and "waits" in error.message
    assert repr(receiver) == "Receiver(check='require', on=['fee'], ignored=['other'])"


def test_a_function_has_one_parameter_or_two() -> None:
    jobs: queue.Queue[Any] = queue.Queue()

    class Handler:
        def __call__(self, data: Any, delivery: Any) -> None:
            jobs.put((data, delivery))

        def one(self, data: Any, *, retries: int = 3) -> None:
            jobs.put(data)

    right: list[Callable[..., Any]] = [jobs.put, Handler(), Handler().one, lambda data, *rest: jobs.put(data), [].append]
    for function in right:
        receiver: Any = Receiver(APPLICATION)
        assert receiver.on("fee")(function) is function
        answer = receiver.receive(signed(NOW), records("r-1"), NOW)
        assert answer.status == 200, answer.error and answer.error.__cause__
    assert jobs.qsize() == 4
    for function in (lambda: None, lambda a, b, c: None, lambda data, *, key: None, lambda *all: None, 5):
        receiver = Receiver(APPLICATION)
        error = refusal(lambda: receiver.on("fee")(function))
        assert (error.code, error.field) == ("parameter.type", "function")


def test_a_plain_receiver_takes_no_async_function() -> None:
    async def handle(record: CallRecord) -> None: ...

    async def on_error(error: PrivateNumberError, data: Any) -> None: ...

    class Store:
        async def add(self, key: str, value: str, seconds: int) -> None: ...
        async def set(self, key: str, value: str, seconds: int) -> None: ...
        async def delete(self, key: str) -> None: ...

    anything: Any = Receiver
    for call in (
        lambda: anything(APPLICATION).on("fee")(handle),
        lambda: anything(APPLICATION, on_error=on_error),
        lambda: anything(APPLICATION, store=Store()),
        lambda: anything(APPLICATION, nonces=Store()),
    ):
        error = refusal(call)
        assert error.code == "parameter.type" and "AsyncReceiver" in error.hint
    # One that hides it did nothing, so what it was given is not done.
    desk = Desk("plain")
    desk.on("fee", lambda record: handle(record))
    answer = desk.push(records("r-1"))
    assert code(answer) == "push.failed" and answer.error and isinstance(answer.error.__cause__, TypeError)


@pytest.mark.parametrize(
    ("options", "code", "field"),
    [
        ({"applications": "key"}, "parameter.type", "applications"),
        ({"applications": ("key", "secret", "more")}, "parameter.type", "applications"),
        ({"applications": [("key", 5)]}, "parameter.type", "applications"),
        ({"applications": None}, "parameter.type", "applications"),
        ({"applications": []}, "parameter.missing", "applications"),
        ({"applications": ("", "secret")}, "account.app_key", "app_key"),
        ({"applications": ("key", "")}, "account.app_secret", "app_secret"),
        ({"check": "requires"}, "parameter.choice", "check"),
        ({"url": "two words"}, "parameter.characters", "url"),
        ({"url": 5}, "parameter.type", "url"),
        ({"max_age": "1h"}, "parameter.type", "max_age"),
        ({"max_age": True}, "parameter.type", "max_age"),
        ({"max_age": -1}, "parameter.range", "max_age"),
        ({"max_ahead": timedelta(seconds=-1)}, "parameter.range", "max_ahead"),
        ({"max_body": 0}, "parameter.range", "max_body"),
        ({"store": {}}, "parameter.type", "store"),
        ({"nonces": 5}, "parameter.type", "nonces"),
        ({"reply_form": "array"}, "parameter.choice", "reply_form"),
        ({"reply_form": 5}, "parameter.type", "reply_form"),
        ({"on_error": 5}, "parameter.type", "on_error"),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_comes(options: dict[str, Any], code: str, field: str) -> None:
    given: dict[str, Any] = {"applications": APPLICATION} | options
    for cls in (Receiver, AsyncReceiver):
        error = refusal(lambda cls=cls: cls(**given))  # type: ignore[misc]
        assert (error.code, error.field) == (code, field)
        assert error.message and error.message_zh and error.hint


def test_an_answer_is_written_in_one_of_two_forms() -> None:
    anything: Any = close()
    for form, code in (("array", "parameter.choice"), (5, "parameter.type")):
        error = refusal(lambda form=form: anything.body(form))
        assert (error.code, error.field) == (code, "form")


def test_the_window_is_as_long_as_it_is_set() -> None:
    receiver = Receiver(APPLICATION, max_age=timedelta(minutes=5), max_ahead=timedelta(seconds=10))
    receiver.ignore("fee")
    for age, status in ((300, 200), (301, 401), (-10, 200), (-11, 401)):
        assert receiver.receive(signed(NOW - age), records("r-1"), NOW).status == status


def test_the_clock_of_the_machine_is_taken_unless_another_is_named() -> None:
    receiver = Receiver(APPLICATION)
    receiver.ignore("fee")
    assert receiver.receive(signed(), records("r-1")).status == 200
    assert code(receiver.receive(signed(NOW), records("r-1"))) == "push.stale"


def test_the_application_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    error = refusal(lambda: Receiver.from_environment())
    assert error.code == "account.app_key" and error.hint.endswith("PRIVATENUMBER_APP_KEY")
    monkeypatch.setenv("PRIVATENUMBER_APP_KEY", APP_KEY)
    error = refusal(lambda: AsyncReceiver.from_environment())
    assert error.code == "account.app_secret" and error.hint.endswith("PRIVATENUMBER_APP_SECRET")
    monkeypatch.setenv("PRIVATENUMBER_APP_SECRET", APP_SECRET)
    receiver = Receiver.from_environment(max_body=10)
    assert receiver.max_body == 10 and isinstance(AsyncReceiver.from_environment(), AsyncReceiver)
    assert code(receiver.receive(signed(), b" " * 11)) == "push.too_large"
    with pytest.raises(TypeError):
        Receiver.from_environment(chek="off")  # type: ignore[call-arg]


def test_a_receiver_shows_no_secret_and_is_not_pickled() -> None:
    receiver = Receiver(APPLICATION)
    assert APP_SECRET not in repr(receiver) and APP_KEY not in repr(receiver)
    assert copy.copy(receiver) is receiver and copy.deepcopy(receiver) is receiver
    with pytest.raises(TypeError, match="secret"):
        pickle.dumps(receiver)


# Stores and functions that fail.


class Broken:
    """A store that fails in one of its functions."""

    def __init__(self, where: str, value: Any = None) -> None:
        self._where, self._value, self.calls = where, value, 0

    def add(self, key: str, value: str, seconds: int) -> Any:
        self.calls += 1
        return self._fail("add")

    def set(self, key: str, value: str, seconds: int) -> Any:
        return self._fail("set")

    def delete(self, key: str) -> Any:
        return self._fail("delete")

    def _fail(self, where: str) -> Any:
        if where == self._where:
            raise ConnectionError("the store is gone")
        return self._value


@pytest.mark.parametrize("kind", ["plain", "async"])
@pytest.mark.parametrize(("which", "where", "handled"), [("nonces", "add", 0), ("store", "add", 0), ("store", "set", 1)])
def test_a_store_that_fails_is_told(kind: str, which: str, where: str, handled: int) -> None:
    broken = Broken(where)
    desk = Desk(kind, **{which: broken})
    seen: list[Any] = []
    desk.on("fee", seen.append)
    answer = desk.push(records("r-1", "r-2", "r-3"))
    assert answer.status == 500 and code(answer) == "push.store"
    assert answer.error and isinstance(answer.error.__cause__, ConnectionError)
    # The rest is not tried, for each try may take long.
    assert len(seen) == handled and broken.calls == 1


def test_a_store_that_cannot_give_back_changes_nothing() -> None:
    desk = Desk("plain", store=Broken("delete"))
    desk.on("fee", failing)
    answer = desk.push(records("r-1"))
    assert code(answer) == "push.failed" and [code for code, _ in desk.errors] == ["push.failed"]


@pytest.mark.parametrize(("seconds", "given_back"), [(49, True), (50, False)])
def test_a_claim_that_is_over_is_not_given_back(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, seconds: int, given_back: bool
) -> None:
    now = [0.0]
    monkeypatch.setattr("privatenumber.push.reception.monotonic", lambda: now[0])
    deleted: list[str] = []
    desk.store.delete = deleted.append  # type: ignore[method-assign]

    def handle(record: CallRecord) -> None:
        now[0] += seconds
        raise OSError("it took its time")

    desk.on("fee", handle)
    assert code(desk.push(records("r-1"))) == "push.failed"
    # Then it may be that of another process, or the event may be done.
    assert deleted == (["fee:r-1"] if given_back else [])


@pytest.mark.parametrize("which", ["store", "nonces"])
@pytest.mark.parametrize("value", [True, False, 1, b"\xff"])
def test_a_store_that_gives_no_text_fails(desk: Desk, which: str, value: Any) -> None:
    desk = Desk(desk.kind, **{which: Broken("", value)})
    desk.on("fee", failing)
    answer = desk.push(records("r-1"))
    assert code(answer) == "push.store"
    assert answer.error and isinstance(answer.error.__cause__, (TypeError, UnicodeDecodeError))


def test_a_store_may_give_bytes() -> None:
    desk = Desk("plain", store=Broken("", b"done"))
    desk.on("fee", failing)
    assert desk.push(records("r-1")).status == 200
    desk = Desk("plain", store=Broken("", b"claimed"))
    desk.on("fee", failing)
    assert code(desk.push(records("r-1"))) == "push.busy"


def test_an_async_store_is_waited_for() -> None:
    kept = MemoryStore(clock=lambda: NOW)

    class Store:
        async def add(self, key: str, value: str, seconds: int) -> str | None:
            await asyncio.sleep(0)
            return kept.add(key, value, seconds)

        async def set(self, key: str, value: str, seconds: int) -> None:
            await asyncio.sleep(0)
            kept.set(key, value, seconds)

        async def delete(self, key: str) -> None:
            await asyncio.sleep(0)
            kept.delete(key)

    told: list[str] = []

    async def on_error(error: PrivateNumberError, data: Any) -> None:
        await asyncio.sleep(0)
        told.append(error.code)

    desk = Desk("async", store=Store(), nonces=Store(), on_error=on_error)
    seen: list[Any] = []
    broken = [True]

    @desk.receiver.on("fee")  # type: ignore[untyped-decorator]
    async def handle(record: CallRecord) -> None:
        await asyncio.sleep(0)
        if broken:
            raise OSError
        seen.append(record.icid)

    assert desk.push(records("r-1")).status == 500 and told == ["push.failed"]
    broken.clear()
    assert desk.push(records("r-1")).status == 200
    assert desk.push(records("r-1")).status == 200 and seen == ["r-1"]


def test_a_receiver_that_is_cancelled_gives_back_what_it_handles() -> None:
    desk = Desk("async")
    begun: list[str] = []

    @desk.receiver.on("fee")  # type: ignore[untyped-decorator]
    async def handle(record: CallRecord) -> None:
        begun.append(str(record.icid))
        if len(begun) == 1:
            await asyncio.Event().wait()

    async def main() -> None:
        task = asyncio.ensure_future(desk.receiver.receive(signed(NOW), records("r-1"), NOW))
        while not begun:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await desk.receiver.receive(signed(NOW), records("r-1"), NOW)).status == 200

    asyncio.run(main())
    assert begun == ["r-1", "r-1"] and desk.errors == []


def test_an_interruption_goes_on_its_way() -> None:
    desk = Desk("plain")

    def handle(record: CallRecord) -> None:
        raise KeyboardInterrupt

    desk.on("fee", handle)
    with pytest.raises(KeyboardInterrupt):
        desk.push(records("r-1"))
    assert desk.store.add("fee:r-1", "claimed", 60) is None


def test_a_function_may_raise_whatever_a_generator_minds(desk: Desk) -> None:
    def handle(record: CallRecord) -> None:
        raise StopIteration(5)

    desk.on("fee", handle)
    assert code(desk.push(records("r-1"))) == "push.failed"


# What is told.


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    kept: list[logging.LogRecord] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(record)

    logger, handler = logging.getLogger("privatenumber"), Handler()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield kept
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def test_errors_are_logged_and_masked(logged: list[logging.LogRecord]) -> None:
    desk = Desk("plain", on_error=None)

    def handle(record: CallRecord) -> None:
        raise OSError(f"nobody called {record.b}")

    desk.on("fee", handle)
    desk.push(records("r-1"))
    desk.push(records("r-1"), {})
    assert desk.store.add("fee:r-2", "claimed", 60) is None
    desk.push(records("r-2"))
    assert [record.levelname for record in logged] == ["ERROR", "INFO", "INFO"]
    text = logged[0].getMessage()
    assert "[push.failed]" in text and "Traceback" in text and "OSError: nobody called +86139****0002" in text
    assert B not in text and "in handle" in text and "the push was fee:r-1" in text
    assert "[push.unsigned]" in logged[1].getMessage() and "Traceback" not in logged[1].getMessage()


def test_a_program_without_logging_hears_of_its_own_failures_alone() -> None:
    program = """
from privatenumber.push import Receiver
receiver = Receiver(("app-key", "app-secret"), check="off")
receiver.receive({}, b"[]")

@receiver.on("fee")
def handle(record):
    raise OSError(f"nobody called {record.b}")

receiver.receive({}, b'{"eventType":"fee","feeLst":[{"icid":"1","direction":1,"fwdDstNum":"+8613900000002"}]}')
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "" and "push.foreign" not in done.stderr
    assert "[push.failed]" in done.stderr and "OSError: nobody called +86139****0002" in done.stderr


def test_a_generator_function_is_refused_because_it_would_do_nothing() -> None:
    def handle(record: CallRecord) -> Any:
        yield record

    async def handle_later(record: CallRecord) -> Any:
        yield record

    with pytest.raises(InvalidArgument, match="generator"):
        Receiver(APPLICATION).on("fee")(handle)
    with pytest.raises(InvalidArgument, match="generator"):
        AsyncReceiver(APPLICATION).on("fee")(handle_later)


def test_a_store_is_an_object_and_no_class() -> None:
    with pytest.raises(InvalidArgument) as raised:
        Receiver(APPLICATION, store=MemoryStore)  # type: ignore[arg-type]
    assert raised.value.field == "store"


def test_whoever_is_told_may_fail(desk: Desk, logged: list[logging.LogRecord]) -> None:
    def on_error(error: PrivateNumberError, data: Any) -> None:
        raise ValueError(f"no, {B}")

    desk = Desk(desk.kind, on_error=on_error)
    desk.on("fee", failing)
    assert code(desk.push(records("r-1"))) == "push.failed"
    assert "[push.failed]" in logged[0].getMessage() and "ValueError: no, +86139****0002" in logged[1].getMessage()


# Exactly once.


def test_a_mark_in_the_functions_own_transaction_stands_or_falls_with_it(tmp_path: Any) -> None:
    import sqlite3

    path = tmp_path / "calls.db"
    now = [float(NOW)]
    with SqliteStore(path, clock=lambda: now[0]) as store:
        receiver = Receiver(APPLICATION, store=store, nonces=store)
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE calls (icid TEXT)")
        dies: list[BaseException] = []

        @receiver.on("fee")
        def handle(record: CallRecord) -> None:
            with database:
                if store.mark(record.key, database):
                    database.execute("INSERT INTO calls VALUES (?)", (record.icid,))
                if dies and isinstance(dies[0], OSError):
                    raise dies.pop()
            if dies:
                raise dies.pop()

        def calls() -> int:
            count: int = database.execute("SELECT count(*) FROM calls").fetchone()[0]
            return count

        def push() -> int:
            return receiver.receive(signed(now[0]), records("r-1"), now[0]).status

        # It fails before it commits: neither row nor mark.
        dies.append(OSError())
        assert push() == 500 and calls() == 0
        # It fails after that: both, and it is not handed over again.
        dies.append(ValueError())
        assert push() == 500 and calls() == 1
        assert push() == 200 and calls() == 1
        # A claim that went unfinished for a minute may be taken by another process, and both come to the end.
        assert store.add("fee:r-2", "claimed", 60) is None
        now[0] += 60
        assert receiver.receive(signed(now[0]), records("r-2"), now[0]).status == 200 and calls() == 2
        with database:
            assert not store.mark("fee:r-2", database)
        database.close()
