"""What a platform holds, in a file: whoever starts with it again goes on, however the program before ended."""

from __future__ import annotations

import errno
import os
from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Keeper:
    """Writes down what a platform holds. Whoever asks at the same time shares one writing."""

    def __init__(self, file: str, snapshot: Callable[[], str]) -> None:
        # What a link leads to is replaced, and not the link.
        self._file = os.path.realpath(file)
        self._snapshot = snapshot
        self._asking, self._writing = Lock(), Lock()
        self._asked = self._written = 0
        self._failed = False

    def start(self) -> None:
        """Writes for the first time. Raises as `keep`, and says nothing of it elsewhere."""
        write(self._file, self._snapshot().encode())

    def keep(self) -> None:
        """Ends once everything that was there when it began is in the file.

        Raises:
            OSError: It cannot be written. What was in it stays.
        """
        with self._asking:
            self._asked += 1
            mine = self._asked
        with self._writing:
            # Whoever wrote meanwhile may have written this too.
            if self._written >= mine:
                return
            with self._asking:
                asked = self._asked
            try:
                write(self._file, self._snapshot().encode())
            except OSError as error:
                self._tell(error)
                raise
            self._written, self._failed = asked, False

    def _tell(self, error: OSError) -> None:
        """Says once that it cannot be written, until it can."""
        import logging

        if not self._failed:
            self._failed = True
            logging.getLogger("privatenumber").error("privatenumber: %s: %s", self._file, unwritable(error))


def unwritable(error: OSError) -> str:
    return f"the state cannot be written: {error.strerror or error}"


def write(file: str, content: bytes) -> None:
    """Replaces a file by a content that is on the disk: what is read afterwards is the old one or the new one, and whole."""
    temporary = f"{file}.new"
    # There are telephone numbers in it.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(temporary, flags, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(temporary, file)
    if hasattr(os, "O_DIRECTORY"):
        # Its new name has to be there too.
        folder = os.open(os.path.dirname(file), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        except OSError as error:
            # Some file systems know nothing of the kind.
            if error.errno != errno.EINVAL:
                raise
        finally:
            os.close(folder)
