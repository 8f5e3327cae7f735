"""The commands: a module each, imported when it is asked for."""

from __future__ import annotations

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
    given = sys.argv[1:] if arguments is None else arguments
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
