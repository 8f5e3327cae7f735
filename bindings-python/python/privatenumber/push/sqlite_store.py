"""A store in an SQLite database."""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from time import monotonic, time

from privatenumber._core import _invalid_argument, _unusable_argument
from privatenumber.push.term import DONE, DONE_SECONDS
from privatenumber.transports import _seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import timedelta

    from typing_extensions import Self

ADDS_PER_CLEANING = 64
KEYS_PER_CLEANING = 256
"""Each add leaves one key behind, so this keeps up with them, and none takes long."""

_inherited: list[sqlite3.Connection] = []
"""Connections of a parent process: SQLite does not survive that a child closes them, not even by forgetting them."""


class SqliteStore:
    """Remembers in an SQLite database, over restarts and for all processes of this machine that open the same file.

    Threads may share one. It may stand in your own database, in a table of its own; the database is switched to write-ahead
    logging (WAL), for all of its connections.

    If a process is killed after a function has written something of its own and before the receiver has remembered that, the
    event is handled again. Where that must not be, let the function write the mark with its own rows, in one transaction::

        @receiver.on("fee")
        def record(call):
            with closing(sqlite3.connect("calls.db")) as connection, connection:
                if store.mark(call.key, connection):
                    connection.execute("INSERT INTO calls ...")

    Parameters:
        database: Path of the file, which is made if there is none; or an open `sqlite3.Connection`. That one must be outside
            of transactions whenever the receiver uses the store, and if several threads receive, it must have been opened
            with `check_same_thread=False`.
        table: Name of the table: letters, digits and underscores. Default: `privatenumber_push`.
        timeout: How long to wait while somebody else writes, a timedelta or seconds. Default: 5 seconds. A connection that
            was passed has its own.
        clock: A function that gives the seconds of a Unix clock, the same for all processes. Default: `time.time`.

    Errors: `parameter.type`, `parameter.characters`, `parameter.range`; and what `sqlite3` raises where the file cannot be
    opened.
    """

    def __init__(
        self,
        database: str | os.PathLike[str] | sqlite3.Connection,
        *,
        table: str = "privatenumber_push",
        timeout: float | timedelta = 5.0,
        clock: Callable[[], float] = time,
    ) -> None:
        import sqlite3

        if not isinstance(table, str):
            raise _unusable_argument("table", "a text", "字符串", table)
        if not (table.isascii() and table.isidentifier()):
            raise _invalid_argument(
                "parameter.characters",
                "table",
                "`table` must be letters, digits and underscores, and must not begin with a digit",
                "`table`只能由字母、数字和下划线组成，且不能以数字开头",
                "leave it out for `privatenumber_push`",
                "可不传入，默认为`privatenumber_push`",
            )
        if not callable(clock):
            raise _unusable_argument("clock", "a function that gives seconds", "返回秒数的函数", clock)
        self._table = table
        self._timeout = _seconds(timeout)
        self._clock = clock
        self._lock = Lock()
        self._adds = 0
        self._path: str | None = None
        self._process = os.getpid()
        if isinstance(database, sqlite3.Connection):
            self._connection: sqlite3.Connection | None = database
            self._prepare(database)
        elif isinstance(database, (str, os.PathLike)):
            self._path = os.fspath(database)
            self._connection = self._opened(self._path)
        else:
            raise _unusable_argument("database", "a path or a sqlite3.Connection", "路径或sqlite3.Connection", database)

    def add(self, key: str, value: str, seconds: int) -> str | None:
        """Puts a value under a key that has none, for some seconds. Gives None if it did, and otherwise the value there."""
        with self._writing() as connection:
            now = self._clock()
            self._adds += 1
            if self._adds % ADDS_PER_CLEANING == 0:
                connection.execute(
                    f"DELETE FROM {self._table} WHERE key IN (SELECT key FROM {self._table} WHERE ends <= ? LIMIT ?)",
                    (now, KEYS_PER_CLEANING),
                )
            known = connection.execute(
                f"SELECT value FROM {self._table} WHERE key = ? AND ends > ?", (key, now)
            ).fetchone()
            if known is not None:
                return str(known[0])
            self._put(connection, key, value, now + seconds)
            return None

    def set(self, key: str, value: str, seconds: int) -> None:
        """Puts a value under a key for some seconds, whatever is there."""
        with self._writing() as connection:
            self._put(connection, key, value, self._clock() + seconds)

    def delete(self, key: str) -> None:
        """Gives a key free again. One that is done stays so: its function has written the mark, or its event was handled
        elsewhere in the meantime."""
        with self._writing() as connection:
            connection.execute(f"DELETE FROM {self._table} WHERE key = ? AND value <> ?", (key, DONE))

    def mark(self, key: str | None, connection: sqlite3.Connection) -> bool:
        """Marks an event as handled, in a transaction of yours: mark and rows are committed together or not at all, so the
        event is handled exactly once, whenever the process is killed.

        If the connection is in no transaction, one is begun. Commit it before the function returns.

        Gives False if the event is marked already, because somebody else was faster; write nothing then.

        Parameters:
            key: The `key` of what the function was given. What has none cannot be marked, and is always new.
            connection: Your connection to the store's database.

        Raises what `sqlite3` raises.
        """
        if not connection.in_transaction:
            # One that begins by reading may fail to write later, because somebody else has written in between.
            connection.execute("BEGIN IMMEDIATE")
        if key is None:
            return True
        now = self._clock()
        known = connection.execute(
            f"SELECT 1 FROM {self._table} WHERE key = ? AND ends > ? AND value = ?", (key, now, DONE)
        ).fetchone()
        if known is not None:
            return False
        self._put(connection, key, DONE, now + DONE_SECONDS)
        return True

    def close(self) -> None:
        """Closes what the store has opened; a connection that was passed stays open. If it is used again, it opens again."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None and self._path is not None and self._process == os.getpid():
                connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"SqliteStore({'a connection' if self._path is None else repr(self._path)}, table={self._table!r})"

    def _put(self, connection: sqlite3.Connection, key: str, value: str, ends: float) -> None:
        connection.execute(
            f"INSERT OR REPLACE INTO {self._table} (key, value, ends) VALUES (?, ?, ?)", (key, value, ends)
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction, which is committed at the end."""
        with self._lock:
            if self._path is not None and self._process != os.getpid():
                if self._connection is not None:
                    _inherited.append(self._connection)
                self._connection = None
            if self._connection is None:
                if self._path is None:
                    raise RuntimeError("the SqliteStore was closed, and it has no path to open again")
                self._connection = self._opened(self._path)
            with _transaction(self._connection) as connection:
                yield connection

    def _opened(self, path: str) -> sqlite3.Connection:
        import sqlite3

        connection = sqlite3.connect(path, timeout=self._timeout, isolation_level=None, check_same_thread=False)
        try:
            # What a power failure may take along with it was answered already, and does not come again.
            connection.execute("PRAGMA synchronous = NORMAL")
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._process = os.getpid()
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        _log_ahead(connection, self._timeout)
        with _transaction(connection):
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS {self._table} (key TEXT PRIMARY KEY, value TEXT NOT NULL, ends REAL NOT NULL) "
                "WITHOUT ROWID"
            )
            connection.execute(f"CREATE INDEX IF NOT EXISTS {self._table}_ends ON {self._table} (ends)")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A transaction that is open for writing from its beginning, whichever way the connection has of its own."""
    if connection.in_transaction:
        raise RuntimeError("the connection is inside a transaction, with which a store's own writing would be rolled back")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _log_ahead(connection: sqlite3.Connection, timeout: float) -> None:
    """Switches to write-ahead logging, which SQLite refuses at once while somebody else is about to write."""
    import sqlite3

    deadline = monotonic() + timeout
    while connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # A file system that cannot do it keeps what it has.
            break
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            # For a transaction it waits.
            with _transaction(connection):
                pass


__all__ = ["SqliteStore"]
