"""Fixtures for pytest: a platform, its clients, and what it pushes. In a `conftest.py`::

    pytest_plugins = ["privatenumber.simulator.fixtures"]

and then::

    def test_a_call_is_billed(platform, make_client, pushes):
        axb = make_client("axb").axb
        bound = axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002")
        platform.call("+8613800000001", bound.relation_num, talk_seconds=61)
        platform.settle()
        assert pushes.records[0].billed_minutes == 2

Each test has a platform of its own. Another setup, for a module or a folder::

    @pytest.fixture
    def platform_setup():
        return {"applications": [...]}
"""

from __future__ import annotations

import pytest

from privatenumber.push import CallEvent, CallRecord, NumberStatus, Receiver, Sms, UnknownPush
from privatenumber.simulator.platform import PUSH_URL, Platform, credentials
from privatenumber.simulator.served import serve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from privatenumber.client import Client
    from privatenumber.push import PushAnswer
    from privatenumber.simulator.pushes import PushRequest
    from privatenumber.simulator.served import Served


class Pushes:
    """Everything that a platform pushed: as requests, and as a `Receiver` read it, in the order in which it came. What comes
    again is read once, as receivers do. Printed, it is counted."""

    def __init__(self, applications: list[tuple[str, str]], url: str | None = PUSH_URL) -> None:
        self.receiver = Receiver(applications, url=url)
        """Reads the pushes, signature and all. What an application of yours decides is registered here:
        `@pushes.receiver.on("sms_block")` and `on("callin_block")`."""
        self.status: int | None = None
        """A status to answer with from now on, instead of reading; None (the default) to read again."""
        self.requests: list[PushRequest] = []
        """Each attempt of each push."""
        self.answers: list[int] = []
        """The status that each was answered with."""
        self.events: list[CallEvent] = []
        """The events of calls but those that ask."""
        self.records: list[CallRecord] = []
        """The call records."""
        self.sms: list[Sms] = []
        """SMS that were passed on, or were not."""
        self.number_statuses: list[NumberStatus] = []
        """The status of X numbers."""
        self.others: list[UnknownPush] = []
        """What this version does not know."""
        self.receiver.on("call_event")(self._event)
        self.receiver.on("fee")(self._record)
        self.receiver.on("sms_notify")(self._sms)
        self.receiver.on("num_status")(self._number_status)
        self.receiver.on("other")(self._other)

    def __call__(self, push: PushRequest) -> int | PushAnswer:
        """Takes a push: the `on_push` of a platform."""
        self.requests.append(push)
        if self.status is not None:
            self.answers.append(self.status)
            return self.status
        answer = self.receiver.receive(push.headers, push.body)
        self.answers.append(answer.status)
        return answer

    def clear(self) -> None:
        """Forgets what has come; functions stay, and what comes again is still known."""
        for seen in self.requests, self.answers, self.events, self.records, self.sms, self.number_statuses, self.others:
            seen.clear()

    def _event(self, event: CallEvent) -> None:
        self.events.append(event)

    def _record(self, record: CallRecord) -> None:
        self.records.append(record)

    def _sms(self, sms: Sms) -> None:
        self.sms.append(sms)

    def _number_status(self, status: NumberStatus) -> None:
        self.number_statuses.append(status)

    def _other(self, push: UnknownPush) -> None:
        self.others.append(push)

    def __repr__(self) -> str:
        return (
            f"Pushes({len(self.requests)} requests: {len(self.events)} events, {len(self.records)} records, "
            f"{len(self.sms)} sms, {len(self.number_statuses)} number statuses)"
        )


@pytest.fixture
def platform_setup() -> Mapping[str, Any] | str | None:
    """The setup of the platform, as for `Platform`. Default: an application of each mode but X. Override it for another."""
    return None


@pytest.fixture
def pushes(platform_setup: Mapping[str, Any] | str | None) -> Pushes:
    """What the platform pushes."""
    return Pushes(credentials(platform_setup))


@pytest.fixture
def platform(platform_setup: Mapping[str, Any] | str | None, pushes: Pushes) -> Platform:
    """A platform of the test's own, which pushes to `pushes`."""
    return Platform(platform_setup, on_push=pushes)


@pytest.fixture
def make_client(platform: Platform) -> Callable[..., Client]:
    """Makes clients of the platform, in process: `make_client("axb")` for a mode, or with the keywords of
    `Platform.client`."""

    def make(mode: Any = None, **more: Any) -> Client:
        return platform.client(mode=mode, **more)

    return make


@pytest.fixture
def served(platform: Platform) -> Iterator[Served]:
    """The platform over HTTP, at `served.url`."""
    with serve(platform) as serving:
        yield serving


__all__ = ["Pushes", "make_client", "platform", "platform_setup", "pushes", "served"]
