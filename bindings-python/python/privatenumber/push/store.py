"""What a receiver needs to remember: which events were handled, and which nonces came.

Three functions on texts, so that whatever can keep a text for some time will do: a table, Redis, a cache. Keys have at most
a few hundred characters and may hold ids of calls, and so telephone numbers.
"""

from __future__ import annotations

from typing import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable


class Store(Protocol):
    """Keeps texts for some time. Whatever it raises ends in the error `push.store` and the status 500."""

    def add(self, key: str, value: str, seconds: int, /) -> str | bytes | None:
        """Puts a value under a key that has none, in one step: of several callers at once, one alone may succeed. With
        Redis 7 that is `SET key value NX GET EX seconds`.

        Gives None if it did, and otherwise the value that is there.
        """

    def set(self, key: str, value: str, seconds: int, /) -> object:
        """Puts a value under a key, whatever is there."""

    def delete(self, key: str, /) -> object:
        """Gives a key free again whose event could not be handled. A receiver only asks for it while its claim holds."""


class AsyncStore(Protocol):
    """The same for an `AsyncReceiver`, which waits for it."""

    def add(self, key: str, value: str, seconds: int, /) -> Awaitable[str | bytes | None]:
        """As `Store.add`."""

    def set(self, key: str, value: str, seconds: int, /) -> Awaitable[object]:
        """As `Store.set`."""

    def delete(self, key: str, /) -> Awaitable[object]:
        """As `Store.delete`."""
