"""A store in memory."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic

from privatenumber._core import _invalid_argument, _unusable_argument
from privatenumber.push.term import DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class MemoryStore:
    """Remembers in this process, for as long as it lives: a push that comes again to another process, or after a restart,
    is handled again. `SqliteStore` remembers for all processes of a machine.

    Threads may share one.

    Parameters:
        capacity: How many keys it keeps at most, from 1. Where it is full, the oldest goes: 100 000 (the default) take some
            30 MB. Each event takes a key for a day, each push another for as long as its signature holds.
        clock: A function that gives seconds and never runs back. Default: `time.monotonic`.

    Errors: `parameter.type`, `parameter.range`.
    """

    def __init__(self, capacity: int = 100_000, *, clock: Callable[[], float] = monotonic) -> None:
        if not isinstance(capacity, int) or isinstance(capacity, bool):
            raise _unusable_argument("capacity", "a whole number", "整数", capacity)
        if capacity < 1:
            raise _invalid_argument(
                "parameter.range",
                "capacity",
                "`capacity` must be at least 1",
                "`capacity`须不小于1",
                "leave it out for 100000",
                "可不传入，默认为100000",
            )
        if not callable(clock):
            raise _unusable_argument("clock", "a function that gives seconds", "返回秒数的函数", clock)
        self._capacity = capacity
        self._clock = clock
        self._lock = Lock()
        # Value and end, the oldest first.
        self._kept: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def add(self, key: str, value: str, seconds: int) -> str | None:
        """Puts a value under a key that has none, for some seconds. Gives None if it did, and otherwise the value there."""
        with self._lock:
            now = self._clock()
            known = self._kept.get(key)
            if known is not None and known[1] > now:
                return known[0]
            self._put(key, value, now + seconds, now)
            return None

    def set(self, key: str, value: str, seconds: int) -> None:
        """Puts a value under a key for some seconds, whatever is there."""
        with self._lock:
            now = self._clock()
            self._put(key, value, now + seconds, now)

    def delete(self, key: str) -> None:
        """Gives a key free again. One that is done stays so: its event was handled elsewhere in the meantime."""
        with self._lock:
            if self._kept.get(key, (DONE,))[0] != DONE:
                del self._kept[key]

    def __len__(self) -> int:
        """How many keys take up room."""
        return len(self._kept)

    def __repr__(self) -> str:
        return f"MemoryStore({len(self)} of {self._capacity})"

    def _put(self, key: str, value: str, end: float, now: float) -> None:
        self._kept.pop(key, None)
        # What is over goes as soon as it is the oldest, so that it takes no room for long.
        while self._kept:
            oldest = next(iter(self._kept))
            if len(self._kept) < self._capacity and self._kept[oldest][1] > now:
                break
            del self._kept[oldest]
        self._kept[key] = (value, end)
