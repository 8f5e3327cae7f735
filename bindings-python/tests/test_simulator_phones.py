"""Calls, SMS and numbers of the embedded platform: what is asked for, and what the reports say."""

import dataclasses
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from privatenumber import InvalidArgument
from privatenumber.simulator import CallReport, Platform
from support import refusal

A, B, X = "+8613800000001", "+8613900000002", "+8617000000001"


def bound() -> Platform:
    platform = Platform()
    platform.client().axb.create_binding(caller_num=A, callee_num=B, relation_num=X)
    return platform


@pytest.mark.parametrize(
    ("script", "cause"),
    [
        ({}, 0),
        ({"hangs_up": "callee", "talk_seconds": timedelta(minutes=2)}, 0),
        ({"callee": "refuses"}, 7503),
        ({"callee": "blocks"}, 7504),
        ({"callee": "no_answer"}, 8101),
        ({"callee": "busy"}, 8102),
        ({"callee": "unreachable"}, 8103),
        ({"callee": "switched_off"}, 8104),
        ({"callee": "suspended"}, 8105),
        ({"callee": "does_not_exist"}, 8100),
        ({"caller_gives_up": "before_forwarding"}, 7516),
        ({"caller_gives_up": "before_ringing"}, 7501),
        ({"caller_gives_up": "while_ringing"}, 7502),
        ({"ring_seconds": 0, "talk_seconds": 0}, 0),
    ],
)
def test_a_call_ends_as_people_have_it(script: Any, cause: int) -> None:
    platform = bound()
    call = platform.call(A, X, **script)
    assert (call.report.cause, call.report.ended, call.report.cause_text) == (None, None, None)
    assert platform.settle() == 0
    report = call.report
    assert (report.cause, report.session_id) == (cause, call.session_id)
    assert report.ended and report.began <= report.ended and report.cause_text
    assert (report.answered is not None) == (cause == 0)


@pytest.mark.parametrize(
    ("caller", "cause"), [("0755-28000001", 8023), ("95588", 8014), ("4001234567", 8014), ("+86 138 0000 0009", 8014)]
)
def test_whoever_has_a_number_can_call(caller: str, cause: int) -> None:
    platform = bound()
    platform.client().axb.modify_binding(
        subscription_id=platform.state()["bindings"][0]["subscriptionId"], caller_num="+8675528000001"
    )
    call, sms = platform.call(caller, X), platform.sms(caller, X, "hello")
    platform.settle()
    assert call.report.cause == cause and sms.report.result is not None


def test_a_report_is_a_moment_of_a_call() -> None:
    platform = bound()
    call = platform.call("138 0000 0001", "170 0000 0001", ring_seconds=50, talk_seconds=36_000)
    began = call.report
    platform.elapse(timedelta(hours=1))
    talking, later = call.report, call.report
    assert began.callee is None and talking.callee and talking == later and hash(talking) == hash(later) != hash(began)
    assert talking.answered and not talking.ended
    (rang, heard) = talking.callee.heard
    assert (rang.sound, heard.sound, rang.file) == ("ringing", "voice", None)
    assert heard.at == talking.answered and talking.answered - rang.at == timedelta(seconds=50)
    assert isinstance(rang.at, datetime) and rang.at.utcoffset() == timedelta(0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        talking.cause = 0  # type: ignore[misc]
    platform.client().call.stop(sessionid=call.session_id)
    assert call.report.cause == 0 and call.report.ended


def test_a_phone_dials_again() -> None:
    platform = bound()
    call = platform.call(A, X, callee="busy", redials=2)
    assert call.redialled is None
    platform.settle()
    second = call.redialled
    assert second and second.report.cause == 8102 and second.session_id != call.session_id
    third = second.redialled
    assert third and third.redialled is None


def test_an_unbinding_does_not_cut_a_call_and_a_leap_tells_no_push_to_nobody() -> None:
    platform = bound()
    call = platform.call(A, X)
    platform.client().axb.delete_all_bindings(relation_num=X)
    assert platform.advance(3600) == 0
    assert call.report.cause == 0
    assert platform.settle() == platform.elapse(0) == 0


def test_the_status_of_an_x_counts_at_once() -> None:
    platform = bound()
    platform.set_number("170 0000 0001", "suspended")
    call = platform.call(A, X)
    platform.settle()
    assert call.report.cause == 8055
    assert platform.sms(A, X, "hello").report.result == 3
    for condition, cause in (("frozen", None), ("abnormal", "arrears"), ("unavailable", "forwarding_on_no_answer")):
        platform.set_number(X, condition, cause)  # type: ignore[arg-type]
        assert platform.state()["applications"][0]["numbers"][0]["condition"] == condition
    platform.set_number(X, "normal")
    sent = platform.sms(A, X, "x" * 71)
    report = sent.report
    assert (report.result, report.parts) == (0, 1) and report.sms_identifier == sent.sms_identifier
    assert report.received and (report.received.to, report.received.shows, report.received.text) == (B, X, "x" * 71)
    assert report == sent.report


@pytest.mark.parametrize(
    ("call", "code", "field"),
    [
        ({"caller": "12"}, "number.format", "caller"),
        ({"caller": None}, "parameter.type", "caller"),
        ({"to": "0755-28000001"}, "number.fixed_line", "to"),
        ({"to": "+8617000000099"}, "parameter.choice", "to"),
        ({"to": B}, "parameter.choice", "to"),
        ({"callee": "sleeps"}, "parameter.choice", "callee"),
        ({"callee": "noAnswer"}, "parameter.choice", "callee"),
        ({"callee": None}, "parameter.type", "callee"),
        ({"callee": "\ud800"}, "parameter.choice", "callee"),
        ({"caller": "\ud800"}, "parameter.type", "caller"),
        ({"callee": ["answers"]}, "parameter.type", "callee"),
        ({"ring_seconds": -1}, "parameter.range", "ring_seconds"),
        ({"ring_seconds": 1.5}, "parameter.type", "ring_seconds"),
        ({"ring_seconds": timedelta(seconds=1.5)}, "parameter.type", "ring_seconds"),
        ({"talk_seconds": 864_001}, "parameter.range", "talk_seconds"),
        ({"talk_seconds": timedelta(days=11)}, "parameter.range", "talk_seconds"),
        ({"talk_seconds": True}, "parameter.type", "talk_seconds"),
        ({"hangs_up": "both"}, "parameter.choice", "hangs_up"),
        ({"caller_gives_up": "soon"}, "parameter.choice", "caller_gives_up"),
        ({"extensions": "0001"}, "parameter.type", "extensions"),
        ({"extensions": 1}, "parameter.type", "extensions"),
        ({"extensions": [1]}, "parameter.type", "extensions"),
        ({"extensions": ["00x1"]}, "parameter.characters", "extensions"),
        ({"extensions": ["٣"]}, "parameter.characters", "extensions"),
        ({"extensions": ["1" * 21]}, "parameter.characters", "extensions"),
        ({"extensions": ["1"] * 11}, "parameter.range", "extensions"),
        ({"redials": 11}, "parameter.range", "redials"),
        ({"redials": "1"}, "parameter.type", "redials"),
    ],
)
def test_a_call_that_cannot_be_is_refused(call: Any, code: str, field: str) -> None:
    platform = bound()
    error = refusal(lambda: platform.call(**{"caller": A, "to": X, **call}))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == (code, field)
    assert error.hint and error.hint_zh and error.message_zh
    assert not re.search(r"\d{8}", f"{error} {error.hint}")
    assert platform.state()["calls"] == []


@pytest.mark.parametrize(
    ("sms", "code", "field"),
    [
        ({"sender": "12"}, "number.format", "sender"),
        ({"to": "+8617000000099"}, "parameter.choice", "to"),
        ({"text": ""}, "parameter.length", "text"),
        ({"text": "x" * 2001}, "parameter.length", "text"),
        ({"text": b"x"}, "parameter.type", "text"),
        ({"text": "\ud800"}, "parameter.type", "text"),
        ({"fails_with": 0}, "parameter.choice", "fails_with"),
        ({"fails_with": "8"}, "parameter.type", "fails_with"),
    ],
)
def test_an_sms_that_cannot_be_is_refused(sms: Any, code: str, field: str) -> None:
    platform = bound()
    error = refusal(lambda: platform.sms(**{"sender": A, "to": X, "text": "hello", **sms}))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == (code, field)
    assert platform.state()["sms"] == []


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (("+8617000000099", "normal"), "parameter.choice", "number"),
        ((None, "normal"), "parameter.type", "number"),
        ((X, "lost"), "parameter.choice", "condition"),
        ((X, "unavailable", "whatever"), "parameter.choice", "cause"),
        ((X, "unavailable", 1), "parameter.type", "cause"),
    ],
)
def test_a_status_that_cannot_be_is_refused(change: Any, code: str, field: str) -> None:
    error = refusal(lambda: Platform().set_number(*change))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == (code, field)


def test_what_the_platform_has_forgotten_is_said() -> None:
    platform = bound()
    call, sms = platform.call(A, X), platform.sms(A, X, "hello")
    assert call.report and sms.report
    platform.reset()
    assert refusal(lambda: call.report).field == "session_id"
    assert refusal(lambda: sms.report).field == "sms_identifier"
    error = refusal(lambda: platform.download("http://127.0.0.1/_simulator/recordings/none.wav"))
    assert (error.code, error.field) == ("parameter.choice", "location")
    assert refusal(lambda: platform.download("http://127.0.0.1/")).field == "location"
    nothing: Any = None
    assert refusal(lambda: platform.download(nothing)).code == "parameter.type"


def test_what_is_printed_holds_no_whole_number() -> None:
    platform = bound()
    call, sms = platform.call(A, X), platform.sms(A, X, "13912345678")
    platform.settle()
    report: CallReport = call.report
    sms_report = sms.report
    assert sms_report.received
    for shown in (report, report.caller, report.callee, report.caller.heard, sms_report, sms_report.received):
        assert not re.search(r"\d{8}", repr(shown)), repr(shown)
    # Ids hold no number of anybody's, and digits all the same: of a call the time of day.
    assert "@axb.example.com" in repr(call) and call.session_id not in repr(call) and "SentSms(" in repr(sms)
