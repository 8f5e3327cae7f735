"""The platform in this process."""

from __future__ import annotations

import json
from threading import RLock
from typing import overload

from privatenumber._core import (
    Account,
    HttpRequest,
    SimulatedPlatform,
    _invalid_argument,
    _transport_failed,
    _unusable_argument,
    mask,
    parse_callee_number,
    parse_x_number,
)
from privatenumber.client import Client
from privatenumber.errors import InvalidArgument
from privatenumber.simulator.phones import Call, SentSms, YAssignment
from privatenumber.simulator.pushes import courier, push_request
from privatenumber.transports import _seconds as _time_limit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import timedelta
    from typing import Any, Literal, TypeAlias

    from privatenumber._call import _OnAdvice
    from privatenumber._core import _Mode, _ModeOf, _Scheme
    from privatenumber._state import Keeper
    from privatenumber.simulator.faults import Faults
    from privatenumber.simulator.pushes import _OnPush

    _Callee: TypeAlias = Literal[
        "answers",
        "refuses",
        "blocks",
        "no_answer",
        "busy",
        "unreachable",
        "switched_off",
        "suspended",
        "does_not_exist",
    ]
    _Condition: TypeAlias = Literal["normal", "suspended", "unavailable", "frozen", "abnormal"]
    _NumberCause: TypeAlias = Literal[
        "deleted",
        "arrears",
        "stopped",
        "restricted",
        "restriction_lifted",
        "forwarding_always",
        "forwarding_on_no_answer",
        "forwarding_on_busy",
    ]

PUSH_URL = "http://127.0.0.1/pushes"
"""Where everything is pushed for which `on_push` is given and the setup names no address. Nothing is sent there."""

PATIENCE = 10.0
"""How long an answer in process is waited for, in seconds: as `urllib_send` does."""

CALLEES = (
    "answers",
    "refuses",
    "blocks",
    "no_answer",
    "busy",
    "unreachable",
    "switched_off",
    "suspended",
    "does_not_exist",
)
SIDES = ("caller", "callee")
GIVES_UP = ("before_forwarding", "before_ringing", "while_ringing")
CONDITIONS = ("normal", "suspended", "unavailable", "frozen", "abnormal")
NUMBER_CAUSES = (
    "deleted",
    "arrears",
    "stopped",
    "restricted",
    "restriction_lifted",
    "forwarding_always",
    "forwarding_on_no_answer",
    "forwarding_on_busy",
)
SMS_FAILURES = (5, 8, 9, 10, 12, 13)
"""What can become of an SMS on its way; the other results follow from the setup and from answers."""
LONGEST_WAIT = 864_000
LONGEST_TEXT = 2_000
LONGEST_KEYS = 20
MOST_EXTENSIONS = MOST_REDIALS = 10


class Platform:
    """A platform that answers requests as the service does, result codes and oddities included.

    It has its own time: the system's clock and what `advance` has skipped. The `Created` of a signature is compared
    with the system's clock alone, so that clients are still let in after hours were skipped.

    Parameters:
        setup: Applications with their keys and X numbers, as a dict or JSON text. Default: one application of each
            mode, that of AXB first, with X numbers in three cities. What is to go wrong is its member `faults`, as for
            `set_faults`.
        on_push: Who is given what the platform pushes, as time passes: a `Receiver` of `privatenumber.push`, which
            `credentials` gives the keys, or a function that takes a `PushRequest` and gives an HTTP status, or status,
            headers and body. Default: it is sent by HTTP.

    Of each application the addresses in its setup (`pushes`) decide what is pushed. If it names none, nothing is; but where
    `on_push` is given, everything is, the status of X numbers too, and `PushRequest.url` is then `PUSH_URL`.

    Pushes leave when time passes by `elapse` or `settle`, and by itself while the platform is served.

    Raises:
        InvalidArgument: `simulator.setup`; `field` is the path to what cannot be used. `parameter.type`: an `on_push` that
            cannot be called, or is async.
    """

    def __init__(self, setup: Mapping[str, Any] | str | None = None, on_push: _OnPush | None = None) -> None:
        self._courier = courier(on_push)
        self._platform = SimulatedPlatform(_text(setup), None if on_push is None else PUSH_URL)
        # One push at a time: what comes next may depend on its answer.
        self._delivering = RLock()
        # Those that wait in real time, to be told that something may be due earlier than they know.
        self._waiting: list[Callable[[], object]] = []
        # Who writes down what it holds, if somebody does.
        self._keeper: Keeper | None = None

    @classmethod
    def restore(
        cls, snapshot: str, setup: Mapping[str, Any] | str | None = None, *, on_push: _OnPush | None = None
    ) -> Platform:
        """A platform that goes on where another one was when its `snapshot` was taken: every request, call and step of time is
        answered as by that one. Pushes that were being handed over then count as not answered, and come again.

        Parameters:
            snapshot: What `snapshot` gave.
            setup: As for a `Platform`: with the same applications, each with its key, its mode, its numbers and the digits of
                its extensions. Whatever else it says may have changed and counts from now on, but for the seed and the
                faults, which are as they were.
            on_push: As for a `Platform`.

        Raises:
            InvalidArgument: `simulator.setup`: the setup cannot be used, the text is no snapshot (`field` is `snapshot`), or
                it is one of another setup; `parameter.type`.
        """
        platform = cls(setup, on_push)
        if not _is_text(snapshot):
            raise _unusable_argument("snapshot", "what Platform.snapshot gave", "Platform.snapshot返回的文本", snapshot)
        platform._platform = SimulatedPlatform(_text(setup), None if on_push is None else PUSH_URL, snapshot)
        return platform

    @overload
    def account(
        self,
        app_key: str | None = None,
        base_url: str | None = None,
        *,
        mode: _ModeOf,
        scheme: _Scheme | None = None,
    ) -> Account[_ModeOf]: ...
    @overload
    def account(
        self,
        app_key: str | None = None,
        base_url: str | None = None,
        *,
        mode: None = None,
        scheme: _Scheme | None = None,
    ) -> Account: ...
    def account(
        self,
        app_key: str | None = None,
        base_url: str | None = None,
        *,
        mode: _Mode | None = None,
        scheme: _Scheme | None = None,
    ) -> Account:
        """An account of the platform's, of its application's mode.

        Parameters:
            app_key: Which application. Default: the first.
            base_url: Where the platform is served. Default: the service's own address, for calls in process never
                leave it.
            mode: Of which mode the application is: `"ax"`, `"axb"`, `"axe"` or `"axyb"`. Default: any.
            scheme: How requests are signed: `"aksk"` (the default), or `"wsse"` as until about 2022.

        Raises:
            InvalidArgument: `parameter.choice`: the platform has no such application; the hint says which it has.
        """
        known = self._platform.applications
        for key, secret, own in known:
            if app_key in (None, key) and mode in (None, own):
                # Mode X has no operations of its own, and no account names it.
                kept: Any = None if own == "x" else own
                return Account(app_key=key, app_secret=secret, base_url=base_url, mode=kept, scheme=scheme)
        # The keys are the simulator's own and open nothing.
        has = ", ".join(f"{key} ({own})" for key, _, own in known) or "none"
        field = "mode" if app_key is None else "app_key"
        raise _invalid_argument(
            "parameter.choice",
            field,
            f"`{field}` is of no application of this platform",
            f"该平台没有符合`{field}`的应用",
            f"it has {has}",
            f"该平台的应用为{has}",
        )

    def send(
        self, request: HttpRequest, timeout: float | timedelta = PATIENCE
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """Answers a request in process: the send function of a client. Where a fault strikes, nobody sleeps: what is lost, and
        what takes longer than `timeout`, is at once what a time-out would have been in the end; an answer that is slow within
        it comes at once; one that is cut off ends where it was cut.

        Parameters:
            timeout: How long a slow answer is waited for: a timedelta or seconds, at most a day.

        Raises:
            TransportFailed: `transport.timeout`.
            InvalidArgument: `parameter.type`, `parameter.range` of `timeout`.
        """
        limit = _time_limit(timeout)
        status, headers, body, arrival = self._platform.answer(
            request.method, request.url, request.headers, request.body or b""
        )
        self._changed()
        if arrival is not None:
            kind, ms = arrival
            if kind == "lost":
                raise _timed_out("no answer comes")
            if kind == "after" and ms > limit * 1_000:
                raise _timed_out(f"the answer takes {ms:,} ms")
        return status, headers, body

    @overload
    def client(
        self,
        app_key: str | None = None,
        *,
        mode: _ModeOf,
        scheme: _Scheme | None = None,
        on_advice: _OnAdvice | None = None,
        timeout: float | timedelta = PATIENCE,
    ) -> Client[_ModeOf]: ...
    @overload
    def client(
        self,
        app_key: str | None = None,
        *,
        mode: None = None,
        scheme: _Scheme | None = None,
        on_advice: _OnAdvice | None = None,
        timeout: float | timedelta = PATIENCE,
    ) -> Client: ...
    def client(
        self,
        app_key: str | None = None,
        *,
        mode: _Mode | None = None,
        scheme: _Scheme | None = None,
        on_advice: _OnAdvice | None = None,
        timeout: float | timedelta = PATIENCE,
    ) -> Client:
        """A client of one of the platform's applications, in process: of the first that `app_key` and `mode` fit. It
        signs as `scheme` says, waits for slow answers as `send` does, and what `account` refuses is refused."""
        from functools import partial

        send = partial(self.send, timeout=_time_limit(timeout))
        return Client(self.account(app_key, mode=mode, scheme=scheme), send, on_advice=on_advice)

    def set_faults(self, faults: Faults) -> None:
        """Sets what is to go wrong from now on, in the place of what was set before; `{}` for nothing. Whoever was locked out
        is let in again. `reset` goes back to the faults of the setup.

        Parameters:
            faults: `requests`, `pushes`, `clockSkewSeconds` and `lockOutAfter`, each of which may be left out:
                `{"requests": [{"fault": "answerLost", "next": 1}]}`.

        Raises:
            InvalidArgument: `simulator.setup`; `field` is the path to what cannot be used, and nothing is changed then.
                `parameter.type`: no dict of plain values.
        """
        from collections.abc import Mapping

        wanted = ('a dict such as {"requests": [{"fault": "answerLost"}]}', '字典，如{"requests": [{"fault": "answerLost"}]}')
        if not isinstance(faults, Mapping):
            raise _unusable_argument("faults", *wanted, faults)
        try:
            text = json.dumps(dict(faults))
        except (TypeError, ValueError, RecursionError):
            raise _unusable_argument("faults", *wanted, faults) from None
        self._platform.set_faults(text)

    @property
    def faults(self) -> Faults:
        """What is set to go wrong, with every field; of faults that strike a number of times, `next` is how many are left.
        To change it, use `set_faults`."""
        faults: Faults = self._platform.faults()
        return faults

    def advance(self, time: timedelta | float) -> int:
        """Makes the platform's time leap ahead, and gives how many bindings expired by then. Calls go on by as much. What is
        to be pushed of all that waits for the next `elapse` or `settle`, and where an application is asked about a call or
        an SMS, its answer comes too late.

        Parameters:
            time: A timedelta, or seconds; a fraction of a second counts as a whole one. Time does not run back.

        Raises:
            InvalidArgument: `parameter.type`, `parameter.range`.
        """
        from math import ceil

        expired = self._platform.advance(ceil(_seconds(time)))
        self._changed()
        return expired

    def elapse(self, time: timedelta | float) -> int:
        """Lets the platform's time pass, from one thing that happens to the next, and hands over each push when it is due;
        those that were not answered with 200 again after 1, 4, 9, 106, 203 and 300 minutes, each from the attempt before.

        Gives how many pushes were handed over, each attempt by itself. What `on_push` raises is raised here, and its push
        comes again like one that was not answered.

        Parameters:
            time: A timedelta, or seconds. 0 hands over what is due already.

        Raises:
            InvalidArgument: `parameter.type`, `parameter.range`; `parameter.type` of `on_push`, if what it gives is no answer.
        """
        from math import ceil

        milliseconds = ceil(_seconds(time) * 1_000)
        with self._delivering:
            handed_over, _ = self._pass(self._platform.now_ms() + milliseconds)
        self._changed()
        return handed_over

    def settle(self) -> int:
        """The same until nothing is due any more: all calls are over, and each push was answered with 200 or given up. Six
        hours or ten pass in a millisecond.

        Raises:
            InvalidArgument: `parameter.type` of `on_push`, if what it gives is no answer.
        """
        with self._delivering:
            handed_over, _ = self._pass(None)
        self._changed()
        return handed_over

    def call(
        self,
        caller: str,
        to: str,
        *,
        callee: _Callee = "answers",
        ring_seconds: int | timedelta = 5,
        talk_seconds: int | timedelta = 30,
        hangs_up: Literal["caller", "callee"] = "caller",
        caller_gives_up: Literal["before_forwarding", "before_ringing", "while_ringing"] | None = None,
        extensions: Sequence[str] = (),
        redials: int = 0,
    ) -> Call:
        """Places a call to an X, or to a Y of AXYB. It comes in now and goes on as time passes (`elapse`, `settle`,
        `advance`); `Call.report` tells of it at any time. What is bound at this moment counts: an unbinding or an expiry
        afterwards does not change the call.

        Parameters:
            caller: Who calls.
            to: What is dialled: an X number of the setup.
            callee: What becomes of the callee's phone: it rings and somebody `"answers"` or `"refuses"` (7503), something
                `"blocks"` the call (7504), it rings and there is `"no_answer"` (8101), it is `"busy"` (8102),
                `"unreachable"` (8103), `"switched_off"` (8104) or `"suspended"` (8105), or the number `"does_not_exist"`
                (8100).
            ring_seconds: How long it rings until somebody answers or refuses, or the caller gives up: a timedelta or whole
                seconds, at most 10 days. Default: 5. After 60 the carrier gives up.
            talk_seconds: How long they talk, unless the platform ends the call before: a timedelta or whole seconds, at most
                10 days. Default: 30.
            hangs_up: Who hangs up then: `"caller"` (the default) or `"callee"`.
            caller_gives_up: Where the caller hangs up early: `"before_forwarding"` (7516), `"before_ringing"` (7501) or
                `"while_ringing"` (7502). Default: nowhere.
            extensions: What the caller keys in when the platform asks for an extension (AXE), one for each time it asks: at
                most 10, each of at most 20 digits, `*` and `#`. Default: nothing (8033).
            redials: How often the caller's phone dials again by itself after a call that was not answered, 0-10. Each is a
                call of its own, `Call.redialled`.

        Raises:
            InvalidArgument: `parameter.choice`: `to` is no X number of the setup, or there is no such choice;
                `parameter.type`, `parameter.range`, `parameter.characters`; for numbers as `privatenumber.parse_x_number`
                and `privatenumber.parse_callee_number`.
        """
        script = {
            "callee": _wire(_choice("callee", callee, CALLEES)),
            "ringSeconds": _whole_seconds("ring_seconds", ring_seconds),
            "talkSeconds": _whole_seconds("talk_seconds", talk_seconds),
            "hangsUp": _choice("hangs_up", hangs_up, SIDES),
            "extensions": _extensions(extensions),
            "redials": _whole("redials", redials, MOST_REDIALS),
        }
        if caller_gives_up is not None:
            script["callerGivesUp"] = _wire(_choice("caller_gives_up", caller_gives_up, GIVES_UP))
        order = {
            "from": _read("caller", caller, parse_callee_number),
            "to": _read("to", to, parse_x_number),
            "script": script,
        }
        return Call(self._platform, self._reached(*self._platform.call(json.dumps(order))))

    def sms(self, sender: str, to: str, text: str, *, fails_with: int | None = None) -> SentSms:
        """Sends an SMS to an X. `SentSms.report` tells what became of it; where the application is asked, that is known once
        its answer has come (`elapse`).

        Parameters:
            sender: Who sends it.
            to: The X number.
            text: 1-2,000 characters.
            fails_with: What becomes of it where it would be passed on, as `sendResult`: 5, 8, 9, 10, 12 or 13. Default: it
                arrives.

        Raises:
            InvalidArgument: `parameter.choice`: `to` is no X number of the setup, or there is no such failure;
                `parameter.type`, `parameter.length`; for numbers as in `call`.
        """
        order: dict[str, object] = {
            "from": _read("sender", sender, parse_callee_number),
            "to": _read("to", to, parse_x_number),
            "text": _sms_text(text),
        }
        if fails_with is not None:
            if isinstance(fails_with, bool) or not isinstance(fails_with, int):
                raise _unusable_argument("fails_with", "a whole number", "整数", fails_with)
            if fails_with not in SMS_FAILURES:
                raise _no_choice("fails_with", str(fails_with), map(str, SMS_FAILURES))
            order["failsWith"] = fails_with
        return SentSms(self._platform, self._reached(*self._platform.sms(json.dumps(order))))

    def set_number(self, number: str, condition: _Condition, cause: _NumberCause | None = None) -> None:
        """Changes the status of an X number, from now on: for binds, calls and SMS. It is pushed if the setup has the status of
        numbers pushed.

        Parameters:
            number: The X number.
            condition: `"normal"` (status 5), `"suspended"` (9), `"unavailable"` (10), `"frozen"` (11) or `"abnormal"`.
            cause: Why it is unavailable, for the push: `"deleted"` (1), `"arrears"` (2), `"stopped"` (3), `"restricted"`
                (5), `"restriction_lifted"` (6), `"forwarding_always"` (7), `"forwarding_on_no_answer"` (8) or
                `"forwarding_on_busy"` (9). Default: none is named. With another condition it counts for nothing.

        Raises:
            InvalidArgument: `parameter.choice`: it is no X number of the setup, or there is no such choice;
                `parameter.type`; for the number as `privatenumber.parse_x_number`.
        """
        change = {
            "number": _read("number", number, parse_x_number),
            "condition": _choice("condition", condition, CONDITIONS),
        }
        if cause is not None:
            change["cause"] = _wire(_choice("cause", cause, NUMBER_CAUSES))
        status, _, _, _ = self._platform.answer("POST", "/_simulator/number", None, json.dumps(change).encode())
        if status != 200:
            raise _not_an_x("number")
        self._changed()

    def download(self, location: str) -> bytes:
        """The recording that an answer of `client.recording.get_download_url` leads to, for a client in process: a wav of A-law,
        8,000 Hz, mono. Of a platform that is served the address itself will do.

        Parameters:
            location: The address.

        Raises:
            InvalidArgument: `parameter.choice`: there is none; it is kept for 7 days.
        """
        if not isinstance(location, str):
            raise _unusable_argument("location", "an address", "地址", location)
        status, headers, content, _ = self._platform.answer("GET", location, None, b"")
        if status != 200 or ("Content-Type", "audio/wav") not in headers:
            raise _invalid_argument(
                "parameter.choice",
                "location",
                "there is no recording at `location`",
                "`location`处没有录音",
                "take the address from get_download_url; a recording is kept for 7 days from the push of its record on",
                "请使用get_download_url返回的地址；录音自话单推送起保留7天",
            )
        return content

    def assign_y(self, *, x: str, caller: str) -> YAssignment:
        """Does about Y what a call to an X of AXYB does: who is not bound is given a Y, and A can call it from then on.

        No telephone rings, and nothing is pushed: that is what `call` is for. The Y lives as long as the
        `yb_duration` of the AX bind says, or as its AX; whoever has a Y already keeps it.

        Parameters:
            x: The X that is called.
            caller: Who calls: a mobile number, or a 400 or 95 number. A fixed line is hung up.

        Raises:
            InvalidArgument: as `privatenumber.parse_x_number` and `privatenumber.parse_callee_number`.
        """
        call = {"x": _read("x", x, parse_x_number), "caller": _read("caller", caller, parse_callee_number)}
        _, _, answer, _ = self._platform.answer("POST", "/_simulator/assign-y", None, json.dumps(call).encode())
        return YAssignment(**json.loads(answer))

    def state(self) -> dict[str, Any]:
        """What the platform holds: its time, its applications, the bindings, and the last requests with what was
        wrong with each. Numbers are whole, secrets are left out."""
        return self._platform.state()

    def snapshot(self) -> str:
        """Everything that requests and time have made of the platform, as JSON, for `restore`: bindings, time, calls, SMS,
        pushes that are owed, recordings, faults. The setup is not in it, and so no secret is; telephone numbers are whole.
        The same state is the same text."""
        return self._platform.snapshot()

    def reset(self) -> None:
        """Back to the beginning: no bindings, no calls, nothing to be pushed, an empty log, no time skipped."""
        with self._delivering:
            self._platform.reset()

    def _reached(self, id: str | None, wrong: tuple[str, str, str] | None) -> str:
        """What a call or an SMS is known by, if it has reached the platform."""
        if id is not None:
            self._changed()
            return id
        field, message, hint = wrong or ("", "", "")
        if field == "to":
            raise _not_an_x("to")
        # What was looked at above is not refused below, as far as the two agree.
        raise _invalid_argument("parameter.choice", field, message, message, hint, hint)

    def _changed(self) -> None:
        """Something may be due earlier than whoever waits in real time knows."""
        for tell in list(self._waiting):
            tell()

    def _pass(self, until_ms: int | None, told: Callable[[Exception], object] | None = None) -> tuple[int, int]:
        """Goes from one thing that is due to the next up to a moment, or until there is none. Gives how many pushes were handed
        over and how many bindings expired. Errors of `on_push` go to `told`, or end it."""
        handed_over = self._deliver(told)
        expired = 0
        while (due := self._platform.next_due()) is not None and (until_ms is None or due <= until_ms):
            expired += self._platform.advance_to(due)
            handed_over += self._deliver(told)
        if until_ms is not None:
            expired += self._platform.advance_to(until_ms)
            handed_over += self._deliver(told)
        return handed_over, expired

    def _deliver(self, told: Callable[[Exception], object] | None = None) -> int:
        """Hands over all that is due."""
        handed_over = 0
        while self._deliver_next(told):
            handed_over += 1
        return handed_over

    def _deliver_next(self, told: Callable[[Exception], object] | None = None) -> bool:
        """Hands over the next push that is due; False if none is."""
        push = self._platform.next_push()
        if push is None:
            return False
        request = push_request(push)
        answer = None
        try:
            answer = self._courier(request)
        except Exception as error:
            if told is None:
                raise
            told(error)
        finally:
            # Whatever ended it: a push that nobody says anything about would never come again.
            if answer is None:
                self._platform.push_failed(request.id)
            else:
                self._platform.push_answered(request.id, *answer)
        if self._keeper is not None:
            try:
                self._keeper.keep()
            except OSError:
                # It has said so, and whoever asks for something next is told.
                pass
        return True

    def __repr__(self) -> str:
        state = self.state()
        return f"Platform({len(state['applications'])} applications, {len(state['bindings'])} bindings)"


def credentials(setup: Mapping[str, Any] | str | None = None) -> list[tuple[str, str]]:
    """APP_Key and APP_Secret of each application of a setup, as a `Receiver` takes them::

        receiver = Receiver(credentials(setup))
        platform = Platform(setup, on_push=receiver)

    Parameters:
        setup: As for a `Platform`. Default: the applications that one has by itself.

    Raises:
        InvalidArgument: `simulator.setup`.
    """
    return [(key, secret) for key, secret, _ in SimulatedPlatform(_text(setup)).applications]


_LONGEST = 36_525 * 86_400


def _timed_out(what: str) -> Exception:
    cause = TimeoutError(f"a fault of the simulator: {what}")
    failed = _transport_failed(True, f"TimeoutError: {cause}")
    failed.__cause__ = cause
    return failed


def _read(name: str, given: str, parse: Callable[[str], str]) -> str:
    try:
        return parse(given)
    except InvalidArgument as error:
        error.field = name
        raise


def _text(setup: Mapping[str, Any] | str | None) -> str:
    """A setup in JSON."""
    if setup is None:
        return ""
    if isinstance(setup, str):
        return setup
    try:
        return json.dumps(setup)
    except (TypeError, ValueError):
        raise _unusable_argument("setup", "a dict of plain values, or JSON", "字典或JSON文本", setup) from None


def _seconds(time: timedelta | float) -> float:
    """Time that is to pass, in seconds."""
    from datetime import timedelta

    seconds = time.total_seconds() if isinstance(time, timedelta) else time
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool):
        raise _unusable_argument("time", "a timedelta or seconds", "timedelta或秒数", time)
    # Not a number is within no range either.
    if not 0 <= seconds <= _LONGEST:
        raise _invalid_argument(
            "parameter.range",
            "time",
            "`time` must be 0 or more and at most a hundred years",
            "`time`须为0到一百年",
            "pass a timedelta or seconds; reset() begins anew",
            "请传入timedelta或秒数；reset()可重新开始",
        )
    return seconds


def _whole_seconds(name: str, given: int | timedelta) -> int:
    from datetime import timedelta

    if not isinstance(given, timedelta):
        return _whole(name, given, LONGEST_WAIT, ("a timedelta or whole seconds", "timedelta或整秒数"))
    seconds, rest = divmod(given, timedelta(seconds=1))
    if rest:
        raise _unusable_argument(name, "whole seconds", "整秒数", given)
    return _whole(name, seconds, LONGEST_WAIT)


def _whole(name: str, given: int, most: int, wanted: tuple[str, str] = ("a whole number", "整数")) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise _unusable_argument(name, *wanted, given)
    if not 0 <= given <= most:
        raise _invalid_argument(
            "parameter.range",
            name,
            f"`{name}` must be 0 to {most:,}",
            f"`{name}`须为0到{most:,}",
            f"pass 0 to {most:,}",
            f"请传入0到{most:,}",
        )
    return given


def _choice(name: str, given: str, known: tuple[str, ...]) -> str:
    if not isinstance(given, str):
        raise _unusable_argument(name, f'one of the texts "{known[0]}", "{known[1]}" ...', f'"{known[0]}"等字符串', given)
    if given not in known:
        raise _no_choice(name, mask(given[:64]), known)
    return given


def _no_choice(name: str, given: str, known: Iterable[str]) -> Exception:
    choices = ", ".join(known)
    return _invalid_argument(
        "parameter.choice",
        name,
        f"`{name}` cannot be `{given}`",
        f"`{name}`不能为`{given}`",
        f"pass one of {choices}",
        f"可选值为{choices}",
    )


def _not_an_x(name: str) -> Exception:
    return _invalid_argument(
        "parameter.choice",
        name,
        f"`{name}` is no X number of this platform",
        f"`{name}`不是该平台的X号码",
        "pass a number that the setup gives an application; platform.state() lists them",
        "请使用配置中分配给应用的号码，platform.state()列出全部号码",
    )


def _extensions(given: Sequence[str]) -> list[str]:
    wanted = ('a list of what is keyed in, such as ["0001"]', '按键内容的列表，如["0001"]')
    # A text is a sequence of texts too.
    if isinstance(given, str):
        raise _unusable_argument("extensions", *wanted, given)
    try:
        extensions = list(given)
    except TypeError:
        raise _unusable_argument("extensions", *wanted, given) from None
    for extension in extensions:
        if not isinstance(extension, str):
            raise _unusable_argument("extensions", *wanted, extension)
        if not set(extension) <= set("0123456789*#") or len(extension) > LONGEST_KEYS:
            raise _invalid_argument(
                "parameter.characters",
                "extensions",
                f"`extensions` may hold at most {LONGEST_KEYS} digits, * and # each",
                f"`extensions`每项最多{LONGEST_KEYS}位数字、*和#",
                "pass what the caller keys in, one text for each time the platform asks",
                "请传入主叫每次的按键内容",
            )
    _whole("extensions", len(extensions), MOST_EXTENSIONS)
    return extensions


def _sms_text(text: str) -> str:
    if not _is_text(text):
        raise _unusable_argument("text", "a text", "字符串", text)
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise _invalid_argument(
            "parameter.length",
            "text",
            f"`text` must have 1 to {LONGEST_TEXT:,} characters",
            f"`text`须为1到{LONGEST_TEXT:,}个字符",
            "shorten the text, or split it",
            "请缩短或拆分短信内容",
        )
    return text


def _is_text(given: object) -> bool:
    """Whether it is a text, and whole: half a surrogate pair is none."""
    try:
        return isinstance(given, str) and given.encode() is not None
    except UnicodeEncodeError:
        return False


def _wire(name: str) -> str:
    """A choice as the platform writes it: `noAnswer`."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


__all__ = ["PUSH_URL", "Platform", "credentials"]
