"""What comes of calls and SMS: what each phone showed and heard, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from privatenumber._core import _invalid_argument, _mask_id, mask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any, Final, Literal, TypeAlias

    from privatenumber._core import SimulatedPlatform

    _HangUpCause: TypeAlias = Literal[8016, 8023, 8030, 8031, 8032]
    _Sound: TypeAlias = Literal[
        "ringing", "ring_back", "tone", "extension_wanted", "extension_wrong", "failure", "voice", "hung_up"
    ]

SOUNDS: dict[str, _Sound] = {
    "ringing": "ringing",
    "ringBack": "ring_back",
    "tone": "tone",
    "extensionWanted": "extension_wanted",
    "extensionWrong": "extension_wrong",
    "failure": "failure",
    "voice": "voice",
    "hungUp": "hung_up",
}


@dataclass(frozen=True)
class Heard:
    """Something a phone heard."""

    at: datetime
    """When it began, in the platform's time."""
    sound: _Sound
    """`ringing`, its own; `ring_back`, the callee's; `tone`, a tone file; `extension_wanted`, `extension_wrong`;
    `failure`, that the call will not come about; `voice`, the other one; `hung_up`."""
    file: str | None = None
    """The file of a tone."""


@dataclass(frozen=True)
class Phone:
    """One phone of a call. Printed, its numbers are masked."""

    number: str
    """Whose it is."""
    shows: str
    """The other number on its screen: what it dialled, or who seems to call."""
    heard: tuple[Heard, ...] = ()
    """What it heard, in order."""

    @property
    def sounds(self) -> tuple[str, ...]:
        """The names of what it heard, in order; of a tone its file."""
        return tuple(heard.file or heard.sound for heard in self.heard)

    def __repr__(self) -> str:
        return f"Phone(number={mask(self.number)!r}, shows={mask(self.shows)!r}, sounds={self.sounds!r})"


@dataclass(frozen=True)
class CallReport:
    """What a call was like by the moment it was asked for. Printed, its numbers are masked."""

    session_id: str
    """Its `sessionId` in pushes."""
    app_key: str
    """The application whose number was called."""
    caller: Phone
    """The caller's phone."""
    callee: Phone | None
    """The callee's phone, once it was called."""
    began: datetime
    """When the call came in, in the platform's time; so are all times here."""
    answered: datetime | None
    """When the callee answered."""
    ended: datetime | None
    """When it was over; None while it is going on."""
    cause: int | None
    """How it ended, `stateCode` of the last event: 0 if somebody hung up after it had been answered. `privatenumber.explain`
    tells more. None while it is going on."""
    cause_text: str | None
    """The same in a sentence, `stateDesc`."""
    subscription_id: str | None
    """The binding it was of."""
    recording: str | None
    """The file name of its recording, `recordObjectName` of its record."""
    redialled_as: str | None
    """The `session_id` of the call that the caller's phone made when it dialled again."""
    remarks: tuple[str, ...]
    """What would not work like this in the service, in words."""

    @property
    def recorded(self) -> bool:
        """Whether there is a recording."""
        return self.recording is not None

    def __repr__(self) -> str:
        return (
            f"CallReport(caller={self.caller!r}, callee={self.callee!r}, cause={self.cause}, recorded={self.recorded})"
        )


class Call:
    """A call that has reached the platform. It goes on as the platform's time passes. Printed, its id is masked."""

    __slots__ = ("_platform", "session_id")

    def __init__(self, platform: SimulatedPlatform, session_id: str) -> None:
        self._platform = platform
        self.session_id: Final = session_id
        """Its `sessionId` in pushes, and for `client.call.stop`."""

    @property
    def report(self) -> CallReport:
        """What it is like by now. Of calls that are over the platform knows the last 1,000.

        Errors: `parameter.choice`: the platform does not know it any more.
        """
        report = self._platform.call_report(self.session_id)
        if report is None:
            raise forgotten("session_id")
        return call_report(report)

    @property
    def redialled(self) -> Call | None:
        """The call that the caller's phone made when it dialled again."""
        again = self.report.redialled_as
        return None if again is None else Call(self._platform, again)

    def __repr__(self) -> str:
        return f"Call({_mask_id(self.session_id)!r})"


@dataclass(frozen=True)
class ReceivedSms:
    """An SMS as it arrived. Printed, numbers are masked and the text is left out."""

    to: str
    """Who has it."""
    shows: str
    """Who seems to have sent it."""
    text: str
    """The text as it was received."""

    def __repr__(self) -> str:
        return f"ReceivedSms(to={mask(self.to)!r}, shows={mask(self.shows)!r}, {len(self.text)} characters)"


@dataclass(frozen=True)
class SmsReport:
    """What became of an SMS by the moment it was asked for. Printed, its numbers are masked."""

    sms_identifier: str
    """Its `smsIdentifier` in pushes."""
    app_key: str
    """The application to whose number it was sent."""
    sender: str
    """Who sent it."""
    to: str
    """The X that it was sent to."""
    parts: int
    """How many SMS its text is."""
    result: int | None
    """`sendResult`: 0, it arrived; else why not, of which `privatenumber.explain` tells more. None while the application is
    asked."""
    received: ReceivedSms | None
    """What arrived, if it did."""
    subscription_id: str | None
    """The binding it was of."""
    remarks: tuple[str, ...]
    """What was wrong with a decision, in words."""

    def __repr__(self) -> str:
        return (
            f"SmsReport(sender={mask(self.sender)!r}, to={mask(self.to)!r}, result={self.result}, "
            f"received={self.received!r})"
        )


class SentSms:
    """An SMS that has reached the platform."""

    __slots__ = ("_platform", "sms_identifier")

    def __init__(self, platform: SimulatedPlatform, sms_identifier: str) -> None:
        self._platform = platform
        self.sms_identifier: Final = sms_identifier
        """Its `smsIdentifier` in pushes."""

    @property
    def report(self) -> SmsReport:
        """What became of it by now. Of SMS that are settled the platform knows the last 1,000.

        Errors: `parameter.choice`: the platform does not know it any more.
        """
        report = self._platform.sms_report(self.sms_identifier)
        if report is None:
            raise forgotten("sms_identifier")
        return sms_report(report)

    def __repr__(self) -> str:
        return f"SentSms({_mask_id(self.sms_identifier)!r})"


class YAssignment:
    """What came of a call to an X, as far as Y goes: the caller's Y, or why the call was hung up. The other is None.

    Printed, Y is masked.
    """

    __slots__ = ("cause", "y")

    def __init__(self, y: str | None = None, cause: _HangUpCause | None = None) -> None:
        self.y: Final = y
        """The Y that A calls to reach the caller."""
        self.cause: Final = cause
        """The hang-up cause, `stateCode` of the call events: 8030, there is no AX on that X; 8031, no Y can be had;
        8032, the caller called the number bound to itself; 8016, `callDirection` lets only A call; 8023, the caller is a
        fixed line. `privatenumber.explain` tells more."""

    def __repr__(self) -> str:
        return f"YAssignment(cause={self.cause})" if self.y is None else f"YAssignment(y={mask(self.y)!r})"

    def __eq__(self, other: object) -> bool:
        return (self.y, self.cause) == (other.y, other.cause) if isinstance(other, YAssignment) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.y, self.cause))


def call_report(report: dict[str, Any]) -> CallReport:
    """A report from how the platform writes it."""
    callee = report.get("callee")
    return CallReport(
        session_id=report["sessionId"],
        app_key=report["appKey"],
        caller=_phone(report["caller"]),
        callee=None if callee is None else _phone(callee),
        began=_moment(report["began"]),
        answered=_moment_or_none(report.get("answered")),
        ended=_moment_or_none(report.get("ended")),
        cause=report.get("stateCode"),
        cause_text=report.get("stateDesc"),
        subscription_id=report.get("subscriptionId"),
        recording=report.get("recording"),
        redialled_as=report.get("redialledAs"),
        remarks=tuple(report["remarks"]),
    )


def sms_report(report: dict[str, Any]) -> SmsReport:
    """A report from how the platform writes it."""
    received = report.get("received")
    return SmsReport(
        sms_identifier=report["smsIdentifier"],
        app_key=report["appKey"],
        sender=report["from"],
        to=report["to"],
        parts=report["parts"],
        result=report.get("sendResult"),
        received=None if received is None else ReceivedSms(**received),
        subscription_id=report.get("subscriptionId"),
        remarks=tuple(report["remarks"]),
    )


def forgotten(field: str) -> Exception:
    return _invalid_argument(
        "parameter.choice",
        field,
        "the platform does not know it any more",
        "该平台已没有这条记录",
        "it keeps the last 1,000 that are over, and none from before a reset; ask for the report earlier",
        "平台保留最近1000条已结束的记录，reset后全部清除；请尽早查询",
    )


def _phone(phone: dict[str, Any]) -> Phone:
    heard = (Heard(_moment(one["at"]), SOUNDS[one["sound"]], one.get("file")) for one in phone["heard"])
    return Phone(phone["number"], phone["shows"], tuple(heard))


def _moment(text: str) -> datetime:
    from datetime import datetime

    # Before Python 3.11 a Z is not read.
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else _moment(text)
