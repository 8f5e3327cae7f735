"""`privatenumber simulate`: the embedded platform, served on this machine."""

from __future__ import annotations

import errno
import os
import signal
import socket

from privatenumber._command.line import Parser, failed
from privatenumber._server import Server
from privatenumber._state import Keeper, unwritable
from privatenumber.errors import InvalidArgument
from privatenumber.simulator import Platform

HELP = """\
Usage: python -m privatenumber simulate [options]

Serves an embedded PrivateNumber platform on this machine, to develop and test against. It pushes in real time, to the
addresses that the setup gives an application.

  --port NUMBER   port to listen on, 0 to 65535 (default: 0, any free one)
  --host ADDRESS  address to listen on (default: 127.0.0.1)
  --setup FILE    applications, numbers and so on, as JSON (default: one application of each mode)
  --state FILE    go on from this file if it is there, and keep everything in it: whatever was answered is in it,
                  however the program ends (default: nothing is kept)
  --quiet         print the address alone
  --help          print this
"""


def run(arguments: list[str]) -> int:
    parser = Parser("simulate", HELP)
    parser.add_argument("--port", default="0")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--setup")
    parser.add_argument("--state")
    parser.add_argument("--quiet", action="store_true")
    given = parser.read(arguments)
    if given is None:
        return 0
    if given.words:
        parser.error(f"`simulate` takes no `{given.words[0]}`")
    port: str = given.port
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) <= 65535):
        parser.error(f"`{port}` is no port: 0 to 65535")
    return simulate(int(port), given.host, given.setup, given.state, given.quiet)


def simulate(port: int, host: str, setup: str | None, state: str | None, quiet: bool) -> int:
    file = setup
    try:
        text = read(setup)
        file = state
        snapshot = read_if_there(state)
    except OSError as error:
        return failed(f"{file}: {error.strerror or error}")
    except ValueError:
        return failed(f"{file}: this is no text in UTF-8")
    try:
        platform = Platform(text) if snapshot is None else Platform.restore(snapshot, text)
    except InvalidArgument as error:
        field = error.field or ""
        file = state if field.partition(".")[0] == "snapshot" else setup
        return failed(f"{file}: {field + ': ' if field else ''}{error.message} ({error.hint})")
    try:
        server = Server(platform, host, port)
    except (OSError, ValueError) as error:
        return failed(f"{host}, port {port}: {why(error)}")
    with server:
        if state is not None:
            # Not before it listens: another one that is at that port may be at that file too.
            keeper = Keeper(state, platform.snapshot)
            try:
                keeper.start()
            except OSError as error:
                return failed(f"{state}: {unwritable(error)}")
            platform._keeper = keeper
        signal.signal(signal.SIGTERM, interrupt)
        try:
            print(server.url if quiet else greeting(platform, server), flush=True)
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            pass
    return 0


def read(file: str | None) -> str | None:
    if file is None:
        return None
    # Some editors begin a file with a byte order mark.
    with open(file, encoding="utf-8-sig") as opened:
        return opened.read()


def read_if_there(file: str | None) -> str | None:
    try:
        return read(file)
    except FileNotFoundError:
        return None


def why(error: Exception) -> str:
    """Why a server cannot listen."""
    if isinstance(error, (socket.gaierror, ValueError)):
        return "there is no such host"
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return "another program listens there already; --port 0 takes a free port"
    if number == errno.EADDRNOTAVAIL:
        return "this is no address of this machine"
    return os.strerror(number) if number else str(error)


def interrupt(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt


def greeting(platform: Platform, server: Server) -> str:
    url = server.url
    lines = [f"PrivateNumber simulator, listening on {url} (Ctrl+C ends it)"]
    if server.listens_everywhere:
        lines.append("It listens on all addresses of this machine, and everybody who reaches one can use it.")
    lines.append("")
    applications = list(zip(platform.state()["applications"], platform._platform.applications, strict=True))
    for application, (app_key, app_secret, mode) in applications:
        lines.append(f"Application, mode {mode}; its key and secret are the simulator's own and open nothing else:")
        lines += [f"  APP_Key     {app_key}", f"  APP_Secret  {app_secret}"]
        lines += [f"  X           {number['number']}  ({number['areaCode']})" for number in application["numbers"]]
        lines.append("")
    if applications:
        _, (app_key, app_secret, mode) = applications[0]
        lines += [
            f"Point a client of mode {mode} at it:",
            f"  export PRIVATENUMBER_BASE_URL={url}",
            f"  export PRIVATENUMBER_APP_KEY={app_key}",
            f"  export PRIVATENUMBER_APP_SECRET={app_secret}",
        ]
        if mode != "x":
            lines.append(f"  export PRIVATENUMBER_MODE={mode}")
        if len(applications) > 1:
            lines.append("For another application, export its key, its secret and its mode from the list above.")
        lines.append("")
    lines.append(f"What it holds, and what was wrong with requests: {url}/_simulator/state")
    return "\n".join(lines)
