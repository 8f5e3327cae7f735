"""The fixtures for pytest, as a project of a user's has them."""

import subprocess
import sys
from pathlib import Path

CONFTEST = """
pytest_plugins = ["privatenumber.simulator.fixtures"]
"""

TESTS = """
import urllib.request

import pytest

from privatenumber import Client
from privatenumber.push import discard

A, B = "+8613800000001", "+8613900000002"


def bound(axb):
    return axb.create_binding(caller_num=A, callee_num=B, record_flag=True, record_hint_tone="record-notice.wav")


def test_a_call_is_billed(platform, make_client, pushes):
    x = bound(make_client("axb").axb).relation_num
    platform.call(A, x, talk_seconds=61)
    platform.settle()
    assert pushes.records[0].billed_minutes == 2
    assert [event.event_type for event in pushes.events] == ["callin", "callout", "alerting", "answer", "disconnect"]
    assert [push.kind for push in pushes.requests] == ["call_status"] * 5 + ["fee"] and set(pushes.answers) == {200}
    assert "13800000001" not in repr(pushes)
    pushes.clear()
    platform.sms(A, x, "hello")
    platform.set_number(x, "frozen")
    platform.settle()
    assert len(pushes.requests) == 2 and len(pushes.sms) == len(pushes.number_statuses) == 1 and not pushes.records


def test_each_test_has_a_platform_of_its_own(platform, pushes):
    assert platform.state()["bindings"] == [] and pushes.requests == []


def test_a_server_that_is_down_is_pushed_to_again(platform, pushes):
    pushes.status = 503
    platform.call(A, "+8617000000001")
    platform.elapse(30)
    assert set(pushes.answers) == {503} and not pushes.records
    pushes.status = None
    platform.elapse(60)
    assert len(pushes.records) == 1 and pushes.requests[-1].attempt == 2


def test_it_is_served(served, platform, pushes, make_client):
    x = bound(Client(served.account(mode="axb")).axb).relation_num
    assert make_client(mode="axb", scheme="wsse").axb.query_binding(relation_num=x).total_count == 1
    with urllib.request.urlopen(served.url, timeout=5) as page:
        assert x in page.read().decode()


class TestModeX:
    @pytest.fixture
    def platform_setup(self):
        numbers = [{"number": "+8617000000041", "areaCode": "0755"}]
        return {"applications": [{"appKey": "K1", "appSecret": "S1", "mode": "x", "numbers": numbers}]}

    def test_an_sms_is_decided_about(self, platform, pushes):
        pushes.receiver.on("sms_block")(lambda sms: discard())
        sent = platform.sms(A, "+8617000000041", "hello")
        platform.settle()
        assert sent.report.result == 6 and pushes.sms[0].send_result == 6
"""


def test_a_project_has_them_by_one_line(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_own.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "test_own.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and "5 passed" in done.stdout, done.stdout + done.stderr


def test_they_are_listed_with_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--fixtures", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    for name in ("platform_setup", "platform", "make_client", "pushes", "served"):
        assert f"\n{name} -- " in done.stdout, done.stdout
