"""A platform that goes on: from a text in the same process, and from a file after the program was killed."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from privatenumber import Account, Client, InvalidArgument, TransportFailed
from privatenumber._state import Keeper
from privatenumber.simulator import Platform, PushRequest, serve
from support import listening, refusal, started

A, B, X = "+8613800000001", "+8613900000002", "+8617000000001"
PAIR: dict[str, Any] = {"caller_num": A, "callee_num": B}


def setup(pushes: dict[str, Any]) -> dict[str, Any]:
    numbers = [{"number": X, "areaCode": "0755"}]
    return {"applications": [{"appKey": "K1", "appSecret": "S1", "numbers": numbers, "pushes": pushes}]}


def ask(url: str, data: bytes | None = None) -> Any:
    with urllib.request.urlopen(url, data, timeout=10) as response:
        return json.load(response)


def leap(platform: Platform, seconds: int) -> list[str]:
    platform.elapse(seconds)
    return [binding["subscriptionId"] for binding in platform.state()["bindings"]]


def test_a_restored_platform_goes_on_as_the_first_would_have() -> None:
    first = Platform()
    bound = first.client().axb.create_binding(**PAIR, duration=600)
    session = first.call(A, bound.relation_num, talk_seconds=75).session_id
    taken = first.snapshot()
    second = Platform.restore(taken)
    assert second.snapshot() == taken and A in taken
    (found,) = second.client().axb.query_binding(subscription_id=bound.subscription_id).relation_num_list
    assert (found.relation_num, found.caller_num) == (bound.relation_num, A)
    first.client().axb.query_binding(subscription_id=bound.subscription_id)
    assert leap(second, 300) == leap(first, 300) == [bound.subscription_id]
    assert [call["cause"] for call in (report(first, session), report(second, session))] == [0, 0]
    assert leap(second, 301) == leap(first, 301) == []


def report(platform: Platform, session: str) -> dict[str, Any]:
    known: dict[str, Any] | None = platform._platform.call_report(session)
    assert known is not None
    return {"cause": known["stateCode"]}


def test_a_snapshot_holds_no_secret() -> None:
    platform = Platform(setup({"feeUrl": "https://example.com/fee"}))
    platform.call(A, X)
    assert "S1" not in platform.snapshot() and '"K1"' in platform.snapshot()


def test_a_push_that_was_under_way_comes_again() -> None:
    taken: list[str] = []

    def take(push: PushRequest) -> int:
        taken.append(platform.snapshot())
        return 200

    platform = Platform(on_push=take)
    platform.sms(A, X, "hello")
    platform.settle()
    again: list[PushRequest] = []
    restored = Platform.restore(taken[0], on_push=lambda push: again.append(push) or 200)
    assert restored.state()["owedPushes"] == 1
    assert restored.elapse(59) == 0 and restored.elapse(3600) == 1
    assert [push.attempt for push in again] == [2] and restored.state()["owedPushes"] == 0


def test_what_is_no_snapshot_of_the_setup_is_refused() -> None:
    taken = Platform().snapshot()
    for snapshot, given, field in [
        ("", None, "snapshot"),
        ("{", None, "snapshot"),
        (taken.replace('"version":1', '"version":4242'), None, "snapshot"),
        (taken, setup({}), "snapshot.accounts"),
    ]:
        error = refusal(lambda: Platform.restore(snapshot, given))
        assert isinstance(error, InvalidArgument) and error.hint and error.message_zh != error.message
        assert (error.code, error.field) == ("simulator.setup", field)
    assert refusal(lambda: Platform.restore(taken, {"applicationz": []})).code == "simulator.setup"


@pytest.mark.parametrize("snapshot", [None, b"{}", {}, "\ud800"])
def test_a_snapshot_of_another_type_is_refused(snapshot: Any) -> None:
    error = refusal(lambda: Platform.restore(snapshot))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "snapshot")


@contextmanager
def simulating(*arguments: str) -> Iterator[tuple[Any, str]]:
    """The process, and its address."""
    process = started("--quiet", *arguments)
    assert process.stdout
    try:
        url = process.stdout.readline().strip()
        assert url, process.communicate()
        yield process, url
    finally:
        process.kill()
        process.communicate()


class Storm:
    """Threads that bind, each after its last answer, until nobody answers any more."""

    def __init__(self, url: str, threads: int, enough: int) -> None:
        self.answered: dict[str, str] = {}
        self.enough = threading.Event()
        self._wanted = enough
        self._client = Client(Account(app_key="K1", app_secret="S1", base_url=url))
        self._threads = [threading.Thread(target=self._bind, args=(index,), daemon=True) for index in range(threads)]
        for thread in self._threads:
            thread.start()

    def _bind(self, index: int) -> None:
        for turn in count():
            caller, callee = f"+86138{index + 1:02}{turn:06}", f"+86139{index + 1:02}{turn:06}"
            try:
                bound = self._client.axb.create_binding(caller_num=caller, callee_num=callee, relation_num=X)
            except TransportFailed:
                return
            self.answered[bound.subscription_id] = caller
            if len(self.answered) >= self._wanted:
                self.enough.set()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()


def test_whatever_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    state, file = tmp_path / "state.json", tmp_path / "setup.json"
    under_way, killed = threading.Event(), threading.Event()
    pushed: list[dict[str, Any]] = []

    def receiver(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        content = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if not killed.is_set():
            under_way.set()
            killed.wait(20)
        else:
            pushed.append(json.loads(content))
        start_response("200 OK", [("Content-Length", "0")])
        return []

    with listening(receiver) as url:
        file.write_text(json.dumps(setup({"callStatusUrl": url, "feeUrl": url, "smsNotifyUrl": url})))
        arguments = ("--setup", str(file), "--state", str(state))
        with simulating(*arguments) as (process, url):
            client = Client(Account(app_key="K1", app_secret="S1", base_url=url))
            first = client.axb.create_binding(**PAIR, relation_num=X)
            order = {"from": A, "to": X, "script": {"talkSeconds": 600}}
            session = ask(f"{url}/_simulator/call", json.dumps(order).encode())["sessionId"]
            sms = ask(f"{url}/_simulator/sms", json.dumps({"from": A, "to": X, "text": "hello"}).encode())
            assert under_way.wait(20)
            storm = Storm(url, threads=4, enough=60)
            assert storm.enough.wait(20)
            process.kill()
            process.wait()
            storm.join()
        # The event that was under way, and the SMS behind it.
        assert Platform.restore(state.read_text(), file.read_text()).state()["owedPushes"] >= 2
        killed.set()
        with simulating(*arguments) as (_, url):
            client = Client(Account(app_key="K1", app_secret="S1", base_url=url))
            # Those that were bound and not answered may be there too: at most one for each thread.
            bindings = ask(f"{url}/_simulator/state")["bindings"]
            assert {first.subscription_id, *storm.answered} <= {binding["subscriptionId"] for binding in bindings}
            assert len(bindings) <= len(storm.answered) + 1 + 4
            for subscription_id, caller in storm.answered.items():
                (found,) = client.axb.query_binding(subscription_id=subscription_id).relation_num_list
                assert (found.caller_num, found.relation_num) == (caller, X)
            pair: Any = {"caller_num": "+8613700000001", "callee_num": "+8613700000002"}
            new = client.axb.create_binding(**pair, relation_num=X).subscription_id
            assert new not in {binding["subscriptionId"] for binding in bindings}
            ask(f"{url}/_simulator/advance", b'{"seconds":3600}')
            assert ask(f"{url}/_simulator/calls/{quote(session)}")["stateCode"] == 0
            assert ask(f"{url}/_simulator/pushes")["owed"] == 0
    kinds = sorted(content.get("eventType") or content["smsEvent"]["smsIdentifier"] for content in pushed)
    events = ["alerting", "answer", "callin", "callout", "disconnect", "fee"]
    assert kinds == sorted([*events, sms["smsIdentifier"]])


def test_a_push_that_was_answered_does_not_come_again(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    platform = Platform(on_push=lambda push: 200)
    platform._keeper = Keeper(str(state), platform.snapshot)
    platform.sms(A, X, "hello")
    assert platform.settle() == 1
    assert Platform.restore(state.read_text()).state()["owedPushes"] == 0


class Crowd:
    """A lock that says when so many have come to it."""

    def __init__(self, people: int) -> None:
        self.complete = threading.Event()
        self._left = people
        self._counting, self._lock = threading.Lock(), threading.Lock()

    def __enter__(self) -> None:
        with self._counting:
            self._left -= 1
            if not self._left:
                self.complete.set()
        self._lock.acquire()

    def __exit__(self, *error: object) -> None:
        self._lock.release()


def test_requests_at_once_share_a_writing(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    crowd = Crowd(6)
    taken = count(1)

    def snapshot() -> str:
        # The first writes while the others come.
        assert crowd.complete.wait(30)
        return str(next(taken))

    keeper: Any = Keeper(str(state), snapshot)
    keeper._writing = crowd
    threads = [threading.Thread(target=keeper.keep) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert state.read_text() == "2" and [file.name for file in tmp_path.iterdir()] == ["state.json"]


def test_what_cannot_be_written_down_is_not_answered(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "folder"
    state = folder / "state.json"
    platform = Platform()
    platform._keeper = Keeper(str(state), platform.snapshot)
    with serve(platform) as served:
        client = Client(served.account())
        for _ in range(2):
            error = refusal(lambda: client.axb.create_binding(**PAIR, relation_num=X))
            assert error.http_status == 500
        # What changes nothing needs no file.
        assert len(ask(f"{served.url}/_simulator/state")["bindings"]) == 1
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(f"{served.url}/_simulator/advance", b'{"seconds":1}')
        with refused.value as answer:
            assert "the state cannot be written: No such file" in json.load(answer)["error"]["message"]
        assert [record.getMessage() for record in caplog.records] == [
            f"privatenumber: {state}: the state cannot be written: No such file or directory"
        ]
        folder.mkdir()
        assert client.axb.query_binding(relation_num=X).relation_num_list
        assert state.read_text() == platform.snapshot()


def test_the_file_is_its_owners_and_a_link_stays(tmp_path: Path) -> None:
    state, link = tmp_path / "state.json", tmp_path / "link.json"
    link.symlink_to(state)
    Keeper(str(link), lambda: "{}").keep()
    assert link.is_symlink() and state.read_text() == "{}" and state.stat().st_mode & 0o777 == 0o600
