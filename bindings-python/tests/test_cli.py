"""The command line and the examples, as users run them."""

import json
import os
import re
import runpy
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import privatenumber
from privatenumber import Account, Client

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "python"


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "privatenumber", *arguments], capture_output=True, text=True, timeout=30, **more
    )


def test_the_version_and_help() -> None:
    assert run("--version").stdout.strip() == privatenumber.__version__
    assert run("--help").stdout == run("simulate", "-h").stdout
    for option in ("--port", "--host", "--setup", "--quiet"):
        assert option in run("simulate", "--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("simulate", "twice"),
        ("simulate", "--fast"),
        ("simulate", "--qui"),
        ("simulate", "--port", "70000"),
        ("simulate", "--port", "x"),
        ("simulate", "--port"),
    ],
)
def test_what_is_not_known_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("privatenumber: ") and done.stderr.endswith("\nTry: python -m privatenumber --help\n")
    assert done.stderr.count("\n") == 2


def started(*arguments: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "privatenumber", "simulate", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_it_serves_says_how_to_call_it_and_ends() -> None:
    process = started()
    assert process.stdout
    said = ""
    while "/_simulator/state" not in said:
        line = process.stdout.readline()
        assert line, process.communicate()
        said += line
    variables = dict(re.findall(r"export (PRIVATENUMBER_\w+)=(\S+)", said))
    assert "+8617000000001" in said
    account = Account(
        app_key=variables["PRIVATENUMBER_APP_KEY"],
        app_secret=variables["PRIVATENUMBER_APP_SECRET"],
        base_url=variables["PRIVATENUMBER_BASE_URL"],
    )
    bound = Client(account).axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002")
    assert Client(account).axb.query_binding(relation_num=bound.relation_num).total_count == 1
    process.send_signal(signal.SIGINT)
    rest, complaints = process.communicate(timeout=10)
    assert (process.returncode, rest, complaints) == (0, "", "")


def test_quiet_is_the_address_alone(tmp_path: Path) -> None:
    setup = tmp_path / "setup.json"
    setup.write_text('{"applications":[{"appKey":"K1","appSecret":"S1"}]}')
    process = started("--quiet", "--setup", str(setup))
    assert process.stdout
    url = process.stdout.readline().strip()
    with urllib.request.urlopen(f"{url}/_simulator/state", timeout=5) as response:
        assert json.load(response)["applications"][0]["appKey"] == "K1"
    process.terminate()
    rest, complaints = process.communicate(timeout=10)
    assert (process.returncode, rest, complaints) == (0, "", "")


def test_an_unusable_setup_is_said(tmp_path: Path) -> None:
    setup = tmp_path / "setup.json"
    setup.write_text('{"applications":[{"appKey":"K1"}]}')
    done = run("simulate", "--setup", str(setup))
    assert done.returncode == 1 and "appSecret" in done.stderr and "Traceback" not in done.stderr
    done = run("simulate", "--setup", str(tmp_path / "missing.json"))
    assert done.returncode == 1 and "missing.json" in done.stderr


def test_a_port_that_is_taken_is_said() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        done = run("simulate", "--port", str(server.getsockname()[1]))
    assert done.returncode == 1 and done.stderr.startswith("privatenumber: ")


def test_the_quickstart(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "quickstart.py"), run_name="__main__")
    assert "and released it" in capsys.readouterr().out


def test_the_demo() -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / "demo.py")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert done.stdout.rstrip().endswith("Every scene went as it should.")
    assert not re.search(r"\d{8}", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", done.stdout)), "a whole number is shown"


def test_the_demo_asks_for_numbers_of_ones_own() -> None:
    environment = {**os.environ, "PRIVATENUMBER_APP_KEY": "k", "PRIVATENUMBER_APP_SECRET": "s"}
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "demo.py")], capture_output=True, text=True, timeout=60, env=environment
    )
    assert done.returncode == 2 and "PRIVATENUMBER_DEMO_A" in done.stderr


def test_the_demo_against_a_service_with_a_clock_of_its_own() -> None:
    from privatenumber.simulator import Platform, serve

    with serve(Platform()) as served:
        (key, secret), *_ = served.platform._platform.credentials
        environment = {
            **os.environ,
            "PRIVATENUMBER_APP_KEY": key,
            "PRIVATENUMBER_APP_SECRET": secret,
            "PRIVATENUMBER_BASE_URL": served.url,
            "PRIVATENUMBER_DEMO_A": "+8613800000001",
            "PRIVATENUMBER_DEMO_B": "+8613900000002",
            "PRIVATENUMBER_DEMO_X": "+8617000000001",
        }
        done = subprocess.run(
            [sys.executable, str(EXAMPLES / "demo.py")], capture_output=True, text=True, timeout=60, env=environment
        )
        assert done.returncode == 0, done.stderr
        assert "skipped" in done.stdout
        assert served.platform.state()["bindings"] == []
