"""Where a receiver writes what goes wrong, unless it is told otherwise: the logger `privatenumber`."""

from __future__ import annotations

from privatenumber._core import _mask_id, mask
from privatenumber.errors import PrivateNumberError, PushNotHandled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def write(error: BaseException, data: Any) -> None:
    """Logs an error, which push it is about and, masked, the traceback of its cause. What was pushed is not logged.

    What went wrong in this program is an error, which a program without logging finds on its standard error: nobody else would
    hear of it. That somebody sends what is no push is `INFO`.
    """
    import logging

    logger = logging.getLogger("privatenumber")
    level = logging.ERROR
    is_of_sender = isinstance(error, PrivateNumberError) and not isinstance(error, PushNotHandled)
    if is_of_sender or getattr(error, "code", None) == "push.busy":
        level = logging.INFO
    if not logger.isEnabledFor(level):
        return
    cause = error.__cause__ if isinstance(error, PrivateNumberError) else error
    said = [str(error)] if isinstance(error, PrivateNumberError) else ["on_error itself failed"]
    if key := getattr(data, "key", None):
        said.append(f"the push was {_mask_id(key)}")
    if cause is not None:
        from traceback import format_exception

        said.append(mask("".join(format_exception(cause)).rstrip()))
    logger.log(level, "%s", "\n".join(said))
