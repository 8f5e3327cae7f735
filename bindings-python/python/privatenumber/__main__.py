"""The command line: `privatenumber simulate`, or `python -m privatenumber simulate`."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import sys

from privatenumber import __version__
from privatenumber._server import Server
from privatenumber.errors import InvalidArgument
from privatenumber.simulator import Platform

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

HELP = """\
Usage: python -m privatenumber simulate [options]

Serves an embedded PrivateNumber platform on this machine, to develop and test against.

  --port NUMBER   port to listen on, 0 to 65535 (default: 0, any free one)
  --host ADDRESS  address to listen on (default: 127.0.0.1)
  --setup FILE    applications, numbers and so on, as JSON (default: one application, six X numbers)
  --quiet         print the address alone
  --help          print this
  --version       print the version
"""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        refuse(message)


def refuse(message: str) -> NoReturn:
    print(f"privatenumber: {message}\nTry: python -m privatenumber --help", file=sys.stderr)
    raise SystemExit(2)


def main(arguments: list[str] | None = None) -> int:
    parser = Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--port", default="0")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--setup")
    for flag in ("--quiet", "--version"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--help", "-h", action="store_true")
    given, unknown = parser.parse_known_intermixed_args(arguments)
    if unknown:
        refuse(f"there is no option `{unknown[0]}`")
    if given.help:
        print(HELP, end="")
        return 0
    if given.version:
        print(__version__)
        return 0
    if not given.words:
        refuse("a command is missing")
    command, *more = given.words
    if command != "simulate":
        refuse(f"there is no command `{command}`")
    if more:
        refuse(f"`simulate` takes no `{more[0]}`")
    port: str = given.port
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) <= 65535):
        refuse(f"`{port}` is no port: 0 to 65535")
    return simulate(int(port), given.host, given.setup, given.quiet)


def simulate(port: int, host: str, setup: str | None, quiet: bool) -> int:
    try:
        platform = Platform(read(setup))
    except InvalidArgument as error:
        return failed(f"{setup}: {error.field + ': ' if error.field else ''}{error.message} ({error.hint})")
    except OSError as error:
        return failed(f"{setup}: {error.strerror or error}")
    except ValueError:
        return failed(f"{setup}: this is no text in UTF-8")
    try:
        server = Server(platform, host, port)
    except (OSError, ValueError) as error:
        return failed(f"{host}, port {port}: {why(error)}")
    with server:
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


def failed(message: str) -> int:
    print(f"privatenumber: {message}", file=sys.stderr)
    return 1


def greeting(platform: Platform, server: Server) -> str:
    url = server.url
    lines = [f"PrivateNumber simulator, listening on {url} (Ctrl+C ends it)"]
    if server.listens_everywhere:
        lines.append("It listens on all addresses of this machine, and everybody who reaches one can use it.")
    lines.append("")
    applications = list(zip(platform.state()["applications"], platform._platform.credentials, strict=True))
    for application, (app_key, app_secret) in applications:
        mode = application["mode"]
        lines.append(f"Application, mode {mode}; its key and secret are the simulator's own and open nothing else:")
        lines += [f"  APP_Key     {app_key}", f"  APP_Secret  {app_secret}"]
        lines += [f"  X           {number['number']}  ({number['areaCode']})" for number in application["numbers"]]
        lines.append("")
    for _, (app_key, app_secret) in applications[:1]:
        lines += [
            "Point a client at it:",
            f"  export PRIVATENUMBER_BASE_URL={url}",
            f"  export PRIVATENUMBER_APP_KEY={app_key}",
            f"  export PRIVATENUMBER_APP_SECRET={app_secret}",
            "",
        ]
    lines.append(f"What it holds, and what was wrong with requests: {url}/_simulator/state")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
