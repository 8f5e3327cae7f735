"""The command line and the examples, as users run them."""

import json
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import privatenumber
from privatenumber import Account, Client
from privatenumber.simulator import Platform
from support import listening, started

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "python"


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "privatenumber", *arguments], capture_output=True, text=True, timeout=30, **more
    )


def test_the_version_and_help() -> None:
    assert run("--version").stdout.strip() == privatenumber.__version__
    said = run("--help").stdout
    assert said == run("-h").stdout and "simulate" in said and "explain" in said
    for command, options in {"simulate": ("--port", "--host", "--setup", "--state", "--quiet"), "explain": ("--json",)}.items():
        done = run(command, "--help")
        assert done.returncode == 0 and done.stdout == run(command, "-h").stdout
        assert done.stdout.startswith(f"Usage: python -m privatenumber {command} ")
        for option in (*options, "--help"):
            assert f"  {option} " in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("--fast",),
        ("explain",),
        ("explain", "8014", "--yaml"),
        ("simulate", "twice"),
        ("simulate", "--fast"),
        ("simulate", "--qui"),
        ("simulate", "--port", "70000"),
        ("simulate", "--port", "x"),
        ("simulate", "--port"),
        ("simulate", "--state"),
    ],
)
def test_what_is_not_known_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    command = arguments[0] if arguments and arguments[0] in ("explain", "simulate") else ""
    hint = f"Try: python -m privatenumber {command} --help\n".replace("  ", " ")
    assert done.stderr.startswith("privatenumber: ") and done.stderr.endswith(f"\n{hint}")
    assert done.stderr.count("\n") == 2


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
    assert variables["PRIVATENUMBER_MODE"] == "axb"
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
    # With a byte order mark, as some editors write.
    setup.write_text('{"applications":[{"appKey":"K1","appSecret":"S1"}]}', encoding="utf-8-sig")
    process = started("--quiet", "--setup", str(setup))
    assert process.stdout
    url = process.stdout.readline().strip()
    with urllib.request.urlopen(f"{url}/_simulator/state", timeout=5) as response:
        assert json.load(response)["applications"][0]["appKey"] == "K1"
    process.terminate()
    rest, complaints = process.communicate(timeout=10)
    assert (process.returncode, rest, complaints) == (0, "", "")


def test_it_pushes_to_the_addresses_of_the_setup(tmp_path: Path) -> None:
    arrived = threading.Event()

    def take(environ: Any, start_response: Any) -> list[bytes]:
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start_response("200 OK", [])
        arrived.set()
        return []

    with listening(take) as url:
        numbers = [{"number": "+8617000000041", "areaCode": "0755"}]
        application = {"appKey": "K1", "appSecret": "S1", "mode": "x", "numbers": numbers}
        setup = tmp_path / "setup.json"
        setup.write_text(json.dumps({"applications": [{**application, "pushes": {"callStatusUrl": url}}]}))
        process = started("--setup", str(setup))
        assert process.stdout
        said = ""
        while "/_simulator/state" not in said:
            said += process.stdout.readline()
        # No account is of mode X by name.
        assert "Application, mode x;" in said and "PRIVATENUMBER_MODE" not in said
        [served] = re.findall(r"export PRIVATENUMBER_BASE_URL=(\S+)", said)
        call = b'{"from":"+8613800000001","to":"+8617000000041"}'
        with urllib.request.urlopen(f"{served}/_simulator/call", call, timeout=5) as response:
            assert json.load(response)["caller"]["shows"] == "+8617000000041"
        assert arrived.wait(20)
        process.terminate()
        assert process.communicate(timeout=10) == ("", "") and process.returncode == 0


def complaint(*arguments: str) -> str:
    done = run("simulate", *arguments)
    assert done.returncode == 1 and done.stdout == "" and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("privatenumber: ")
    return done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"applications":[{"appKey":"K1"}]}', "appSecret"),
        (b"{", "("),
        (b"\xff\xfe{}", "UTF-8"),
    ],
)
def test_an_unusable_setup_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    setup = tmp_path / "setup.json"
    setup.write_bytes(content)
    stderr = complaint("--setup", str(setup))
    assert str(setup) in stderr and said in stderr
    assert "missing.json: No such file" in complaint("--setup", str(tmp_path / "missing.json"))
    assert f"{tmp_path}: Is a directory" in complaint("--setup", str(tmp_path))


ANOTHER_SETUP = {
    "applications": [{"appKey": "K1", "appSecret": "S1", "numbers": [{"number": "+8617000000001", "areaCode": "0755"}]}]
}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "snapshot: "),
        (b"{", "snapshot: "),
        (b'{"format":"privatenumber-simulator","version":4242}', "snapshot: "),
        (Platform(ANOTHER_SETUP).snapshot().encode(), "snapshot.accounts: "),
        (b"\xff\xfe{}", "this is no text in UTF-8"),
    ],
)
def test_a_state_that_cannot_be_gone_on_from_is_said_and_left_alone(tmp_path: Path, content: bytes, said: str) -> None:
    state = tmp_path / "state.json"
    state.write_bytes(content)
    assert f"{state}: {said}" in complaint("--state", str(state))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("state.json", content)]


def test_a_state_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    assert f"{tmp_path}: Is a directory" in complaint("--state", str(tmp_path))
    missing = tmp_path / "missing" / "state.json"
    assert f"{missing}: the state cannot be written: No such file" in complaint("--state", str(missing))
    # A setup that cannot be used is still the setup's fault.
    assert "setup.json: No such file" in complaint("--state", str(missing), "--setup", str(tmp_path / "setup.json"))


def test_a_place_to_listen_that_is_none_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert f"port {port}: another program" in complaint("--port", str(port))
    assert "no-such-host.invalid, port 0: there is no such host" in complaint("--host", "no-such-host.invalid")
    assert "there is no such host" in complaint("--host", "a" * 300)
    assert "192.0.2.1, port 0: this is no address of this machine" in complaint("--host", "192.0.2.1")
    assert "0 to 65535" in run("simulate", "--port", "70000").stderr


@pytest.mark.parametrize(("host", "loopback"), [("0.0.0.0", "127.0.0.1"), ("::", "[::1]")])
def test_listening_everywhere_is_said_and_called_by_loopback(host: str, loopback: str) -> None:
    if host == "::" and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    process = started("--host", host)
    assert process.stdout
    said = ""
    while "/_simulator/state" not in said:
        line = process.stdout.readline()
        assert line, process.communicate()
        said += line
    process.terminate()
    process.communicate(timeout=10)
    assert f"export PRIVATENUMBER_BASE_URL=http://{loopback}:" in said and "all addresses" in said
    assert f"//{host}" not in said and f"//[{host}]" not in said


def test_codes_are_explained_in_two_languages() -> None:
    done = run("explain", "8014", "service.1010010@401")
    assert (done.returncode, done.stderr) == (0, "")
    cause, refusal = done.stdout.split("\n\n")
    (known,) = privatenumber.explain(8014)
    for text in ("8014  hang-up cause 挂机原因值", known.english, known.chinese, known.hint, known.hint_zh, known.page or ""):
        assert text in cause
    assert refusal.startswith("1010010  result code 结果码, HTTP 401\n")
    assert "raised as: AuthenticationFailed, reason authentication" in refusal
    assert run("explain", "1010010").stdout.count("  what to do: ") == 2
    assert "may succeed later without a change" in run("explain", "7503").stdout


def test_codes_are_explained_to_programs() -> None:
    rows = json.loads(run("explain", "1010010", "16", "--json").stdout)
    assert [row["code"] for row in rows] == ["1010010", "1010010", "16"]
    assert [row.get("httpStatus") for row in rows] == [401, 403, None]
    assert rows[0] == json.loads(privatenumber.explain("1010010@401")[0].to_json())


def test_an_unknown_code_is_said() -> None:
    done = run("explain", "424242", "1010999", "8014", "+8613800000001")
    assert done.returncode == 1 and done.stdout.startswith("8014 ")
    assert done.stderr.startswith("privatenumber: nothing is known of `424242`, `1010999`, `+86138****0001`; ")
    done = run("explain", "424242", "--json")
    assert (done.returncode, done.stdout) == (1, "[]\n") and "424242" in done.stderr


@pytest.mark.parametrize("arguments", [("explain", "8014"), ("explain", "8014", "--json"), ("--help",), ("--version",), ("simulate",)])
def test_a_reader_that_has_read_enough_is_no_failure(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    # As if `head` had ended already.
    os.close(reading)
    with os.fdopen(writing, "w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "privatenumber", *arguments],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            timeout=30,
        )
    assert (done.returncode, done.stderr) == (141, "")


def test_a_terminal_without_chinese_shows_the_english() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    done = run("explain", "8014", env=environment)
    assert done.returncode == 0 and "hang-up cause" in done.stdout and done.stderr == ""


def test_the_script_is_the_module() -> None:
    script = Path(sys.executable).with_name("privatenumber")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == privatenumber.__version__


def test_the_quickstart(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "quickstart.py"), run_name="__main__")
    said = capsys.readouterr().out
    assert said.startswith("A and B call each other through +86170****000")
    assert "\nQueryBindingAnswer(" in said and "caller_num='+86138****0001'" in said
    assert not re.search(r"\d{8}", re.sub(r"[0-9a-f]{8}-?[0-9a-f-]{24,27}", "", said)), "a whole number is shown"


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
        (key, secret, _), *_ = served.platform._platform.applications
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
