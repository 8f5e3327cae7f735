"""A story of each mode: bind, call, look at both phones, read the pushes, fetch the recording, unbind, call again."""

import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from privatenumber import Client, InvalidArgument
from privatenumber.errors import NotFound
from privatenumber.push import CallEvent, CallRecord, Receiver, Reply, Sms, close, connect, discard, route
from privatenumber.simulator import Call, CallReport, Platform, credentials, serve

A, B, C = "+8613800000001", "+8613900000002", "+8613700000003"
X_MODE: dict[str, Any] = {
    "applications": [
        {
            "appKey": "XKey",
            "appSecret": "XSecret",
            "mode": "x",
            "numbers": [{"number": "+8617000000041", "areaCode": "0755"}],
            "tones": ["ring.wav", "notice.wav"],
        }
    ]
}
X = "+8617000000041"


class Desk:
    """An application: what it was told, and what it decides."""

    def __init__(self, setup: dict[str, Any] | None = None) -> None:
        self.events: list[CallEvent] = []
        self.records: list[CallRecord] = []
        self.sms: list[Sms] = []
        self.receiver = Receiver(credentials(setup))
        self.receiver.on("call_event")(self.events.append)
        self.receiver.on("fee")(self.records.append)
        self.receiver.on("sms_notify")(self.sms.append)
        self.receiver.ignore("num_status")
        self.platform = Platform(setup, on_push=self.receiver)

    def after(self, call: Call) -> tuple[CallReport, list[str], CallRecord]:
        """Lets a call come to its end. Gives its report, its events and its record."""
        self.events.clear()
        self.records.clear()
        self.platform.settle()
        (record,) = self.records
        assert {event.session_id for event in self.events} == {record.session_id} == {call.session_id}
        assert self.events[-1].state_code == call.report.cause
        return call.report, [event.event_type for event in self.events], record

    def cause_of(self, call: Call) -> int | None:
        """How a call that comes to nothing ends, as its report, its last event and its record say."""
        report, _, record = self.after(call)
        assert record.cause and record.cause.code == str(report.cause) and not record.answered
        return report.cause


def fetched(platform: Platform, mode: Any, record: CallRecord) -> bytes:
    """The recording of a call, by its address, over HTTP."""
    assert record.recording and record.recording.file_name and record.recording.record_domain
    with serve(platform) as served:
        account = served.account(mode=mode) if mode else served.account()
        answer = Client(account).recording.get_download_url(
            file_name=record.recording.file_name, record_domain=record.recording.record_domain
        )
        assert answer.location.startswith(served.url)
        with urllib.request.urlopen(answer.location, timeout=5) as response:
            assert response.headers["Content-Type"] == "audio/wav"
            wav: bytes = response.read()
    assert platform.download(answer.location) == wav
    return wav


def is_talk_of(seconds: int, wav: bytes) -> bool:
    """A-law, one channel, 8,000 Hz, and so many bytes of it."""
    return wav[:4] == b"RIFF" and wav[20:28] == b"\x06\0\x01\0\x40\x1f\0\0" and len(wav) == 58 + seconds * 8_000


def test_axb_a_and_b_talk_and_neither_sees_the_others_number() -> None:
    desk = Desk()
    axb = desk.platform.client(mode="axb").axb
    bound = axb.create_binding(
        caller_num=A,
        callee_num=B,
        area_code="0755",
        duration=timedelta(hours=1),
        record_flag=True,
        record_hint_tone="record-notice.wav",
        user_data="order-17",
    )
    x = bound.relation_num

    call = desk.platform.call(A, x, talk_seconds=75)
    assert call.report.cause is None and call.report.callee is None
    report, events, record = desk.after(call)
    assert (report.cause, report.recorded) == (0, True)
    assert report.caller.shows == x and report.caller.sounds == ("ring_back", "record-notice.wav", "voice", "hung_up")
    assert report.callee and (report.callee.number, report.callee.shows) == (B, x)
    assert report.callee.sounds == ("ringing", "record-notice.wav", "voice", "hung_up")
    assert report.answered and report.ended and report.ended - report.answered == timedelta(seconds=75)
    assert events == ["callin", "callout", "alerting", "answer", "disconnect"]
    assert (record.mode, record.a, record.b) == ("axb", A, B)
    assert (record.answered, record.talk_seconds, record.billed_minutes) == (True, 75, 2)
    assert (record.subscription_id, record.user_data) == (bound.subscription_id, "order-17")
    assert record.cause and record.cause.code == "0"
    assert is_talk_of(75, fetched(desk.platform, "axb", record))
    recorded = record.recording
    assert recorded

    # The other way round, and B does not answer.
    report, events, record = desk.after(desk.platform.call(B, x, callee="no_answer"))
    assert report.callee and (report.callee.number, report.callee.shows) == (A, x)
    assert (report.cause, record.answered, record.billed_minutes) == (8101, False, 0)
    assert events == ["callin", "callout", "alerting", "disconnect"]

    axb.delete_binding(subscription_id=bound.subscription_id)
    assert desk.cause_of(desk.platform.call(A, x)) == 8014

    # A recording is kept for seven days.
    client = desk.platform.client(mode="axb")
    kept: dict[str, str] = {"file_name": recorded.file_name or "", "record_domain": recorded.record_domain or ""}
    location = client.recording.get_download_url(**kept).location
    desk.platform.elapse(timedelta(days=7))
    with pytest.raises(NotFound):
        client.recording.get_download_url(**kept)
    with pytest.raises(InvalidArgument):
        desk.platform.download(location)


def test_ax_everybody_reaches_a_and_a_reaches_the_temporary_callee() -> None:
    desk = Desk()
    ax = desk.platform.client(mode="ax").ax
    bound = ax.create_binding(orig_num=A, area_code="0755", record_flag=True, record_hint_tone="record-notice.wav")
    x = bound.private_num

    report, events, record = desk.after(desk.platform.call(C, x, hangs_up="callee"))
    assert report.callee and report.callee.number == A and report.callee.shows == x
    assert events == ["callin", "callout", "alerting", "answer", "disconnect"]
    assert (record.mode, record.a, record.b, record.billed_minutes) == ("ax", A, C, 1)
    assert is_talk_of(30, fetched(desk.platform, "ax", record))

    # A has nobody to call until there is a temporary callee.
    assert desk.cause_of(desk.platform.call(A, x)) == 8013
    ax.set_temporary_callee(subscription_id=bound.subscription_id, callee_num=B, duration=timedelta(minutes=5))
    report, _, record = desk.after(desk.platform.call(A, x, ring_seconds=timedelta(seconds=20)))
    assert report.callee and (report.callee.number, report.callee.shows) == (B, x)
    assert (record.ring_seconds, record.a, record.b) == (20, A, B)
    desk.platform.elapse(timedelta(minutes=5))
    assert desk.cause_of(desk.platform.call(A, x)) == 8013

    ax.delete_binding(subscription_id=bound.subscription_id)
    assert desk.cause_of(desk.platform.call(C, x)) == 8018


def test_axe_an_extension_leads_to_a_and_a_calls_back() -> None:
    desk = Desk()
    axe = desk.platform.client(mode="axe").axe
    x = "+8617000000021"
    bound = axe.create_binding(
        virtual_num=x,
        bind_num=A,
        extend_num="0012",
        bind_expired_time=timedelta(hours=1),
        record_flag=True,
        record_hint_tone="record-notice.wav",
    )
    assert desk.cause_of(desk.platform.call(A, x)) == 8019

    report, events, record = desk.after(desk.platform.call(C, x, extensions=["0099", "0012"]))
    assert report.caller.sounds[:3] == ("extension_wanted", "extension_wrong", "extension_wanted")
    assert report.callee and (report.callee.number, report.callee.shows) == (A, x)
    assert events == ["callin", "collectInfo", "collectInfo", "callout", "alerting", "answer", "disconnect"]
    assert [event.digit_info for event in desk.events if event.digit_info] == ["0099", "0012"]
    assert (record.mode, record.extend_number, record.a, record.b) == ("axe", "0012", A, C)
    assert is_talk_of(30, fetched(desk.platform, "axe", record))

    report, _, record = desk.after(desk.platform.call(A, x))
    assert report.callee and (report.callee.number, report.callee.shows) == (C, x)
    assert desk.cause_of(desk.platform.call(C, x)) == 8033

    axe.delete_binding(subscription_id=bound.subscription_id)
    assert desk.cause_of(desk.platform.call(C, x, extensions=["0012"] * 3)) == 8022


def test_axyb_whoever_calls_x_is_shown_as_a_y_that_a_calls_back() -> None:
    desk = Desk()
    axyb = desk.platform.client(mode="axyb").axyb
    bound = axyb.create_ax_binding(orig_num=A, area_code="0755", record_flag=True, record_hint_tone="record-notice.wav")
    x = bound.relation_number

    report, events, record = desk.after(desk.platform.call(B, x))
    assert report.callee and report.callee.number == A
    y = report.callee.shows
    assert y not in (x, A, B)
    assert events == ["callin", "callout", "alerting", "answer", "disconnect"]
    assert (record.mode, record.a, record.b, record.fwd_display_num) == ("axyb", A, B, y)
    assert is_talk_of(30, fetched(desk.platform, "axyb", record))

    report, _, record = desk.after(desk.platform.call(A, y))
    assert report.callee and (report.callee.number, report.callee.shows) == (B, x)
    assert (record.a, record.b) == (A, B)
    assert desk.cause_of(desk.platform.call(C, y)) == 8030
    assert desk.cause_of(desk.platform.call(A, x)) == 8032

    axyb.delete_all_bindings(subscription_id=bound.subscription_id)
    assert desk.cause_of(desk.platform.call(B, x)) == 8030


def test_x_the_application_decides_where_each_call_goes() -> None:
    desk = Desk(X_MODE)
    asked: list[CallEvent] = []
    decisions: list[Reply] = []

    @desk.receiver.on("callin_block")
    def decide(call: CallEvent) -> Reply:
        asked.append(call)
        return decisions.pop()

    decisions.append(
        connect(callee_num=B, display_callee_num=X, record_flag=True, record_hint_tone="notice.wav", wait_voice="ring.wav")
    )
    report, events, record = desk.after(desk.platform.call(A, X, talk_seconds=61))
    assert [(call.caller, call.called) for call in asked] == [(A, X)]
    assert report.caller.sounds == ("ring.wav", "notice.wav", "voice", "hung_up")
    assert report.callee and (report.callee.number, report.callee.shows) == (B, X)
    assert events == ["callout", "alerting", "answer", "disconnect"]
    assert (record.answered, record.billed_minutes, record.recording is not None) == (True, 2, True)
    assert is_talk_of(61, fetched(desk.platform, None, record))

    # What stands for an unbinding: the application does not want the call, or has nothing to say.
    decisions.append(close(close_hint_tone="ring.wav"))
    call = desk.platform.call(A, X)
    assert desk.cause_of(call) == 8017 and call.report.caller.sounds == ("ring.wav", "hung_up")
    nothing = Platform(X_MODE, on_push=lambda push: 503 if push.decides else 200)
    call = nothing.call(A, X)
    nothing.settle()
    assert call.report.cause == 8014


def test_sms_are_passed_on_by_binding_by_address_and_by_decision() -> None:
    desk = Desk()
    ax = desk.platform.client(mode="ax").ax
    x = ax.create_binding(orig_num=A, private_num="+8617000000011", private_sms=True).private_num
    sent = desk.platform.sms(C, x, "hello")
    desk.platform.settle()
    received = sent.report.received
    assert received and (received.to, received.shows) == (A, x) and received.text == "hello[From13700000003]"
    (told,) = desk.sms
    assert (told.sms_identifier, told.send_result, told.calling) == (sent.sms_identifier, 0, C)
    assert told.result and told.result.code == "0"

    answer = desk.platform.sms(A, x, f"good day@{C}")
    received = answer.report.received
    assert received and (received.to, received.text) == (C, "good day")
    failed = desk.platform.sms(C, x, "hello", fails_with=8)
    assert (failed.report.result, failed.report.received) == (8, None)
    # The report never tells more than the platform knows by then.
    assert desk.platform.sms(A, "+8617000000012", "hello").report.result == 2


@pytest.mark.parametrize("wanted", [True, False])
def test_an_sms_in_mode_x_is_routed_or_discarded(wanted: bool) -> None:
    desk = Desk(X_MODE)
    desk.receiver.on("sms_block")(lambda sms: route(sms, called=B) if wanted else discard())
    sent = desk.platform.sms(A, X, "hello")
    assert sent.report.result is None
    desk.platform.settle()
    report = sent.report
    if wanted:
        assert report.result == 0 and report.received and report.received.to == B and report.received.shows == X
    else:
        assert (report.result, report.received) == (6, None)
    assert [sms.send_result for sms in desk.sms] == [report.result]


def test_the_story_of_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    readme = Path(__file__).parents[1].joinpath("README.md").read_text(encoding="utf-8")
    [story] = [block.split("```")[0] for block in readme.split("```python\n") if "Receiver(credentials())" in block]
    told: dict[str, Any] = {}
    exec(story, told)
    assert capsys.readouterr().out.split() == ["2", "0"]
    report = told["call"].report
    assert report.callee.shows == told["x"] and report.caller.sounds == ("ring_back", "voice", "hung_up")
    assert report.cause == 0 and told["sms"].report.received.text == "on my way"
