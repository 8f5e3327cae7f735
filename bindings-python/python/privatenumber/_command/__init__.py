"""The commands: a module each, imported when it is asked for."""

from __future__ import annotations

import os
import sys

from privatenumber import __version__
from privatenumber._command.line import refuse

HELP = """\
Usage: python -m privatenumber COMMAND [options]

  simulate   serve an embedded PrivateNumber platform on this machine, to develop and test against
  explain    say what a code of the service or of this library means, and what to do about it

`python -m privatenumber COMMAND --help` says more.

  --help     print this
  --version  print the version
"""


def main(arguments: list[str] | None = None) -> int:
    try:
        status = run(sys.argv[1:] if arguments is None else arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read what is printed has read enough, as `head` does. The interpreter would try once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ENDED_BY_PIPE
    return status


ENDED_BY_PIPE = 128 + 13
"""The status of a program that SIGPIPE ended, as most others are."""


def run(given: list[str]) -> int:
    command, rest = given[0] if given else "", given[1:]
    if command == "simulate":
        from privatenumber._command import simulation

        return simulation.run(rest)
    if command == "explain":
        from privatenumber._command import explanation

        return explanation.run(rest)
    if command in ("--help", "-h"):
        print(HELP, end="")
    elif command == "--version":
        print(__version__)
    elif not command:
        refuse("a command is missing")
    elif command.startswith("-"):
        refuse(f"there is no option `{command}`")
    else:
        refuse(f"there is no command `{command}`")
    return 0
