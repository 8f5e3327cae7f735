"""What becomes of one delivery, step by step, written once for plain and for async receivers.

It is a generator of calls: whoever drives it makes each call, waits for it if need be, and sends back what it gave, or
throws into it what it raised.
"""

from __future__ import annotations

from functools import partial
from time import monotonic

from privatenumber._core import Reply, _push_error, _unusable_argument
from privatenumber.errors import PrivateNumberError, PushNotGenuine, PushNotHandled, PushUnreadable
from privatenumber.push.answer import PushAnswer, accepted, refused, replied
from privatenumber.push.data import BLOCK_KINDS
from privatenumber.push.term import CLAIM_SECONDS, CLAIMED, DONE, DONE_SECONDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any, Literal, TypeAlias, TypeVar

    from privatenumber._core import Delivery, _PushReader
    from privatenumber.push.functions import Functions

    _Given = TypeVar("_Given")
    _Steps: TypeAlias = Generator[Callable[[], Any], Any, _Given]

STATUSES = (500, 503, 501)
"""Of several errors in one push the status is the first of these that one of them has: what a resend may mend comes first."""


class Reception:
    """How a receiver receives."""

    __slots__ = ("_functions", "_nonces", "_on_error", "_only_reports", "_reader", "_reply_form", "_store")

    def __init__(
        self,
        reader: _PushReader,
        functions: Functions,
        store: Any,
        nonces: Any,
        on_error: Callable[[PrivateNumberError, Any], object],
        only_reports: bool,
        reply_form: Literal["list", "object"],
    ) -> None:
        self._reader = reader
        self._functions = functions
        self._store = store
        self._nonces = nonces
        self._on_error = on_error
        self._only_reports = only_reports
        self._reply_form = reply_form

    def steps(self, headers: Any, body: Any, now: float | None) -> _Steps[PushAnswer]:
        """Receives one delivery."""
        if not isinstance(body, (bytes, bytearray, memoryview)):
            # What a framework has parsed already is not what was sent.
            raise _unusable_argument("body", "the raw bytes of the request's body", "请求体的原始字节", body)
        if now is not None and not isinstance(now, (int, float)):
            raise _unusable_argument("now", "the seconds of a Unix clock", "Unix时间的秒数", now)
        try:
            reading = self._reader.read(headers, body, now)
            delivery = reading.delivery
            if reading.nonce is not None and (yield from self._is_replayed(*reading.nonce)):
                if not self._only_reports:
                    raise _push_error("push.replayed")
                delivery = delivery._with_problem("push.replayed")
        except (PushNotGenuine, PushUnreadable, PushNotHandled) as error:
            yield from self._tell(error, None)
            return refused(error)
        if delivery.problem is not None:
            yield from self._tell(delivery.problem, None)
        errors: list[PushNotHandled] = []
        answer = accepted()
        for kind, key, data in reading.pushes:
            try:
                if kind in BLOCK_KINDS:
                    reply = yield from self._answered(kind, data, delivery)
                    answer = replied(reply, self._reply_form)
                else:
                    yield from self._handled(kind, key, data, delivery)
            except PushNotHandled as error:
                errors.append(error)
                yield from self._tell(error, data)
                if error.code == "push.store":
                    # It would fail for the rest too, perhaps after a long time each.
                    break
        if errors:
            return refused(min(errors, key=lambda error: STATUSES.index(error.http_status or STATUSES[0])))
        return answer

    def _is_replayed(self, key: str, fingerprint: str, seconds: int) -> _Steps[bool]:
        """Whether a signature came before with another body, which it does not cover."""
        known = yield from self._added("", partial(self._nonces.add, key, fingerprint, seconds))
        return known is not None and known != fingerprint

    def _answered(self, kind: str, data: Any, delivery: Delivery) -> _Steps[Reply]:
        """Hands over a push that the platform waits for. It asks again only because it got no answer, so it is answered
        again."""
        call = self._functions.call(kind, data, delivery)
        if call is None:
            raise _push_error("push.unhandled", kind)
        try:
            reply = yield call
        except Exception as cause:
            raise _push_error("push.failed", kind) from cause
        if not isinstance(reply, Reply):
            raise _push_error("push.reply", kind, type(reply).__name__)
        reply._fits(kind, data)
        return reply

    def _handled(self, kind: str, key: str | None, data: Any, delivery: Delivery) -> _Steps[None]:
        """Hands over a push unless it was handled before."""
        call = self._functions.call(kind, data, delivery)
        if call is None:
            if self._functions.ignores(kind):
                return
            raise _push_error("push.unhandled", kind)
        claimed_until = monotonic() + CLAIM_SECONDS
        if key is not None:
            known = yield from self._added(kind, partial(self._store.add, key, CLAIMED, CLAIM_SECONDS))
            if known == DONE:
                return
            if known is not None:
                raise _push_error("push.busy", kind)
        try:
            yield call
        except GeneratorExit:
            raise
        except BaseException as cause:
            # A claim that is over may be somebody else's by now, or the event done.
            if key is not None and monotonic() < claimed_until:
                yield from self._given_back(key)
            # An interruption or a cancellation is no failure of the function, and goes on its way.
            if not isinstance(cause, Exception):
                raise
            raise _push_error("push.failed", kind) from cause
        if key is not None:
            yield from self._stored(kind, partial(self._store.set, key, DONE, DONE_SECONDS))

    def _added(self, kind: str, call: Callable[[], Any]) -> _Steps[str | None]:
        """What a store has already where something was to be added."""
        try:
            value = yield call
            # Many a client of Redis gives bytes.
            known = value.decode() if isinstance(value, bytes) else value
            # Many a cache has an `add` that says whether it did: taken for a value, that would keep every event out.
            if known is not None and not isinstance(known, str):
                raise TypeError(f"`add` of the store gave a {type(known).__name__} instead of a text or None")
        except Exception as cause:
            raise _push_error("push.store", kind) from cause
        return known

    def _stored(self, kind: str, call: Callable[[], Any]) -> _Steps[None]:
        try:
            yield call
        except Exception as cause:
            raise _push_error("push.store", kind) from cause

    def _given_back(self, key: str) -> _Steps[None]:
        try:
            yield partial(self._store.delete, key)
        except Exception:
            # Then it ends by itself, and what failed is told already.
            pass

    def _tell(self, error: PrivateNumberError, data: Any) -> _Steps[None]:
        try:
            yield partial(self._on_error, error, data)
        except Exception as cause:
            # The platform is answered all the same.
            from privatenumber.push.journal import write

            write(error, data)
            write(cause, data)
