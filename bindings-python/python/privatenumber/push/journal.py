"""Where a receiver writes what goes wrong, unless it is told otherwise: the logger `privatenumber`."""

from __future__ import annotations

from privatenumber._core import mask
from privatenumber.errors import PrivateNumberError, PushNotHandled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def write(error: BaseException, data: Any) -> None:
    """Logs an error and, masked, the traceback of its cause. What was pushed is not logged."""
    import logging

    logger = logging.getLogger("privatenumber")
    if not logger.handlers:
        # A program that has no logging hears nothing of it.
        logger.addHandler(logging.NullHandler())
    level = logging.ERROR
    if getattr(error, "code", None) == "push.busy":
        level = logging.INFO
    elif isinstance(error, PrivateNumberError) and not isinstance(error, PushNotHandled):
        # Anybody can send something to an open address.
        level = logging.WARNING
    if not logger.isEnabledFor(level):
        return
    cause = error.__cause__ if isinstance(error, PrivateNumberError) else error
    said = [str(error)] if isinstance(error, PrivateNumberError) else ["on_error itself failed"]
    if cause is not None:
        from traceback import format_exception

        said.append(mask("".join(format_exception(cause)).rstrip()))
    logger.log(level, "%s", "\n".join(said))
