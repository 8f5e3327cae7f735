"""What is common to all command lines: how they are read, and what is said if they cannot be."""

from __future__ import annotations

import argparse
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Reads what stands behind a command. `--help` prints the command's text and nothing more."""

    def __init__(self, command: str, help: str) -> None:
        super().__init__(add_help=False, allow_abbrev=False)
        self.command = command
        self.help = help
        self.add_argument("words", nargs="*")
        self.add_argument("--help", "-h", action="store_true")

    def read(self, arguments: list[str]) -> argparse.Namespace | None:
        """What was given, or None if only help was asked for."""
        given, unknown = self.parse_known_intermixed_args(arguments)
        if unknown:
            self.error(f"there is no option `{unknown[0]}`")
        if not given.help:
            return given
        print(self.help, end="")
        return None

    def error(self, message: str) -> NoReturn:
        refuse(message, f"{self.command} ")


def refuse(message: str, command: str = "") -> NoReturn:
    print(f"privatenumber: {message}\nTry: python -m privatenumber {command}--help", file=sys.stderr)
    raise SystemExit(2)


def failed(message: str) -> int:
    """Says what could not be done; gives the exit status."""
    print(f"privatenumber: {message}", file=sys.stderr)
    return 1
