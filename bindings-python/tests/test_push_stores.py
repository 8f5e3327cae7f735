"""Stores: what they keep, for how long, and what threads and processes see of each other."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from privatenumber.push import MemoryStore, SqliteStore
from support import refusal


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "file", "connection"])
def store(request: pytest.FixtureRequest, clock: Clock, tmp_path: Path) -> Iterator[Any]:
    if request.param == "memory":
        yield MemoryStore(clock=clock)
    elif request.param == "file":
        with SqliteStore(tmp_path / "pushes.db", clock=clock) as own:
            yield own
    else:
        with closing(sqlite3.connect(tmp_path / "pushes.db", check_same_thread=False)) as connection:
            yield SqliteStore(connection, clock=clock)


def test_a_key_is_given_once(store: Any, clock: Clock) -> None:
    assert store.add("key", "claimed", 60) is None
    assert store.add("key", "other", 60) == "claimed"
    assert store.add("another", "claimed", 60) is None
    store.set("key", "done", 100)
    assert store.add("key", "claimed", 60) == "done"


def test_a_key_ends_with_its_time(store: Any, clock: Clock) -> None:
    assert store.add("key", "claimed", 60) is None
    clock.now += 59.5
    assert store.add("key", "claimed", 60) == "claimed"
    clock.now += 0.5
    assert store.add("key", "again", 60) is None
    clock.now += 59
    assert store.add("key", "claimed", 60) == "again"
    store.set("key", "done", 60)
    clock.now += 59
    assert store.add("key", "claimed", 60) == "done"
    clock.now += 1
    assert store.add("key", "claimed", 60) is None


def test_a_claim_can_be_given_back_and_what_is_done_cannot(store: Any) -> None:
    store.delete("key")
    assert store.add("key", "claimed", 60) is None
    store.delete("key")
    assert store.add("key", "claimed", 60) is None
    store.set("key", "done", 60)
    # Whoever was too slow, and fails now, must not undo what somebody else has done.
    store.delete("key")
    assert store.add("key", "claimed", 60) == "done"


def test_keys_are_any_texts(store: Any) -> None:
    for key in ("", "key'; DROP TABLE privatenumber_push; --", "键", "k" * 1000, "a\0b", "a\0c"):
        assert store.add(key, "值", 60) is None
        assert store.add(key, "", 60) == "值"


def test_of_many_threads_one_gets_the_key(store: Any) -> None:
    won: list[tuple[int, int]] = []
    together = threading.Barrier(8)

    def take(thread: int) -> None:
        together.wait()
        for key in range(50):
            if store.add(f"key-{key}", "claimed", 60) is None:
                won.append((key, thread))

    threads = [threading.Thread(target=take, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key for key, _ in won) == list(range(50))


# In memory.


def test_memory_is_bounded_and_the_oldest_goes_first(clock: Clock) -> None:
    store = MemoryStore(3, clock=clock)
    for key in ("a", "b", "c", "d"):
        assert store.add(key, "claimed", 60) is None
    assert len(store) == 3 and repr(store) == "MemoryStore(3 of 3)"
    assert store.add("a", "claimed", 60) is None
    assert store.add("d", "claimed", 60) == "claimed" and store.add("c", "claimed", 60) == "claimed"
    # What is written anew is the newest.
    store.set("c", "done", 60)
    assert store.add("b", "claimed", 60) is None
    assert store.add("c", "claimed", 60) == "done" and len(store) == 3


def test_what_is_over_takes_no_memory(clock: Clock) -> None:
    store = MemoryStore(clock=clock)
    for number in range(1000):
        store.add(f"key-{number}", "claimed", 60)
    clock.now += 60
    store.add("key", "claimed", 60)
    assert len(store) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ({"capacity": 0}, "parameter.range", "capacity"),
        ({"capacity": "10"}, "parameter.type", "capacity"),
        ({"capacity": True}, "parameter.type", "capacity"),
        ({"clock": 5}, "parameter.type", "clock"),
    ],
)
def test_what_no_memory_store_can_be_made_of_is_refused(arguments: dict[str, Any], code: str, field: str) -> None:
    error = refusal(lambda: MemoryStore(**arguments))
    assert (error.code, error.field) == (code, field) and error.hint_zh


# In SQLite.


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ({"database": 5}, "parameter.type", "database"),
        ({"database": b"pushes.db"}, "parameter.type", "database"),
        ({"table": "pushes; DROP TABLE calls"}, "parameter.characters", "table"),
        ({"table": "表"}, "parameter.characters", "table"),
        ({"table": "1st"}, "parameter.characters", "table"),
        ({"table": 5}, "parameter.type", "table"),
        ({"timeout": -1}, "parameter.range", "timeout"),
        ({"timeout": "long"}, "parameter.type", "timeout"),
        ({"clock": 5}, "parameter.type", "clock"),
    ],
)
def test_what_no_sqlite_store_can_be_made_of_is_refused(arguments: dict[str, Any], code: str, field: str) -> None:
    given: dict[str, Any] = {"database": ":memory:"} | arguments
    error = refusal(lambda: SqliteStore(**given))
    assert (error.code, error.field) == (code, field) and error.hint_zh


def test_a_file_that_cannot_be_opened_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        SqliteStore(tmp_path / "nowhere" / "pushes.db")
    (tmp_path / "text").write_text("no database, but long enough for one to be looked for in it" * 20)
    with pytest.raises(sqlite3.DatabaseError):
        SqliteStore(tmp_path / "text")


def test_a_file_remembers_over_restarts(tmp_path: Path, clock: Clock) -> None:
    with SqliteStore(str(tmp_path / "pushes.db"), clock=clock) as store:
        store.set("key", "done", 60)
        assert repr(store) == f"SqliteStore({str(tmp_path / 'pushes.db')!r}, table='privatenumber_push')"
    with SqliteStore(tmp_path / "pushes.db", clock=clock) as store:
        assert store.add("key", "claimed", 60) == "done"
        store.close()
        # Whoever goes on after that is served all the same.
        assert store.add("key", "claimed", 60) == "done"
    with closing(sqlite3.connect(tmp_path / "pushes.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_two_tables_of_one_file_know_nothing_of_each_other(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "pushes.db") as one, SqliteStore(tmp_path / "pushes.db", table="nonces") as other:
        assert one.add("key", "1", 60) is None and other.add("key", "2", 60) is None
        assert one.add("key", "", 60) == "1" and other.add("key", "", 60) == "2"


def test_what_is_over_takes_no_room(tmp_path: Path, clock: Clock) -> None:
    with SqliteStore(tmp_path / "pushes.db", clock=clock) as store:
        most = 0
        with closing(sqlite3.connect(tmp_path / "pushes.db")) as connection:
            for number in range(3000):
                clock.now += 1
                store.add(f"key-{number}", "claimed", 100)
                (kept,) = connection.execute("SELECT count(*) FROM privatenumber_push").fetchone()
                most = max(most, kept)
        assert most < 200


def test_somebody_else_who_writes_for_too_long_is_told(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "pushes.db", timeout=timedelta(milliseconds=1)) as store:
        with closing(sqlite3.connect(tmp_path / "pushes.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                store.add("key", "claimed", 60)
            other.execute("ROLLBACK")
        assert store.add("key", "claimed", 60) is None


def test_a_database_that_is_read_all_the_time_cannot_be_switched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "pushes.db", isolation_level=None)) as other:
        other.execute("CREATE TABLE calls (icid TEXT)")
        other.execute("BEGIN")
        other.execute("SELECT * FROM calls").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            SqliteStore(tmp_path / "pushes.db", timeout=timedelta(milliseconds=1))
        other.execute("ROLLBACK")
        SqliteStore(tmp_path / "pushes.db", timeout=timedelta(milliseconds=1)).close()


def test_a_connection_inside_a_transaction_is_not_written_to(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "pushes.db")) as connection:
        store = SqliteStore(connection)
        connection.execute("CREATE TABLE calls (icid TEXT)")
        connection.execute("INSERT INTO calls VALUES ('r-1')")
        with pytest.raises(RuntimeError, match="inside a transaction"):
            store.add("key", "claimed", 60)
        with pytest.raises(RuntimeError, match="inside a transaction"):
            SqliteStore(connection)
        connection.rollback()
        assert store.add("key", "claimed", 60) is None
        # It is its owner's to close.
        store.close()
        assert connection.execute("SELECT count(*) FROM privatenumber_push").fetchone() == (1,)
        with pytest.raises(RuntimeError, match="closed"):
            store.add("key", "claimed", 60)


@pytest.mark.parametrize("level", ["", None, "IMMEDIATE", "EXCLUSIVE"])
def test_a_mark_is_part_of_the_transaction_of_whoever_makes_it(tmp_path: Path, clock: Clock, level: Any) -> None:
    with SqliteStore(tmp_path / "pushes.db", clock=clock) as store:
        with closing(sqlite3.connect(tmp_path / "pushes.db", isolation_level=level)) as connection:
            connection.execute("CREATE TABLE calls (icid TEXT)")
            assert store.add("key", "claimed", 60) is None
            with pytest.raises(OSError), connection:
                assert store.mark("key", connection)
                connection.execute("INSERT INTO calls VALUES ('r-1')")
                raise OSError
            assert store.add("key", "claimed", 60) == "claimed"
            with connection:
                assert store.mark("key", connection)
                connection.execute("INSERT INTO calls VALUES ('r-1')")
            assert not connection.in_transaction
            assert store.add("key", "claimed", 60) == "done"
            with connection:
                assert not store.mark("key", connection)
            assert connection.execute("SELECT count(*) FROM calls").fetchone() == (1,)
            # Within a transaction that is open already.
            with connection:
                connection.execute("BEGIN")
                connection.execute("INSERT INTO calls VALUES ('r-2')")
                assert store.mark("another", connection)
            assert store.add("another", "claimed", 60) == "done"
            with connection:
                assert store.mark(None, connection) and store.mark(None, connection)
            clock.now += 86_400
            with connection:
                assert store.mark("key", connection)


def run(script: str, path: Path, processes: int) -> list[list[str]]:
    """What each of several processes says that begin at the same moment."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(processes)
    ]
    for process in started:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0].split() for process in started]
    assert [process.returncode for process in started] == [0] * processes
    return said


def test_of_two_processes_one_gets_the_key(tmp_path: Path) -> None:
    script = """
import sys
from privatenumber.push import SqliteStore
print("ready", flush=True)
sys.stdin.readline()
store = SqliteStore(sys.argv[1], timeout=60)
for number in range(300):
    if store.add(f"key-{number}", "claimed", 3600) is None:
        print(number)
"""
    one, other = run(script, tmp_path / "pushes.db", 2)
    assert sorted(map(int, one + other)) == list(range(300))


def test_many_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    script = """
import sys
from privatenumber.push import SqliteStore
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    with SqliteStore(f"{sys.argv[1]}-{number}", timeout=60) as store:
        if store.add("key", "claimed", 3600) is None:
            print(number)
"""
    said = run(script, tmp_path / "pushes.db", 4)
    assert sorted(int(number) for numbers in said for number in numbers) == list(range(20))


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="there is no fork here")
def test_a_forked_process_opens_the_file_anew(tmp_path: Path) -> None:
    script = """
import os, sys
from privatenumber.push import SqliteStore
store = SqliteStore(sys.argv[1])
assert store.add("of the parent", "claimed", 3600) is None
child = os.fork()
if child == 0:
    assert store.add("of the parent", "claimed", 3600) == "claimed"
    assert store.add("of the child", "claimed", 3600) is None
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert store.add("of the child", "claimed", 3600) == "claimed"
store.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "pushes.db")], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
