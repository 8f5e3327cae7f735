"""What a receiver answers."""

from __future__ import annotations

from privatenumber.errors import PrivateNumberError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal

    from privatenumber._core import Reply


class PushAnswer:
    """What to answer to a push: send it as it is. Printed, the body is left out, for it may hold telephone numbers."""

    __slots__ = ("body", "error", "headers", "status")

    def __init__(
        self, status: int, headers: dict[str, str], body: bytes = b"", error: PrivateNumberError | None = None
    ) -> None:
        self.status: Final = status
        """The HTTP status: 200 if everything in the push was handled, and otherwise that of `error`, whereupon the platform
        sends the push again."""
        self.headers: Final = headers
        """Headers to send. `Content-Length` is not among them: servers write it."""
        self.body: Final = body
        """The body: empty, an answer to a Block push, or the code of `error`."""
        self.error: Final = error
        """What went wrong, or None. Of several errors in one push, the first of those that led to the status."""

    def __repr__(self) -> str:
        error = "" if self.error is None else f", error={self.error.code!r}"
        return f"PushAnswer(status={self.status}, {len(self.body)} bytes{error})"


def accepted() -> PushAnswer:
    """The platform need not send it again."""
    return PushAnswer(200, {})


def replied(reply: Reply, form: Literal["list", "object"]) -> PushAnswer:
    """What becomes of a call or an SMS that waits for it."""
    return PushAnswer(200, {"Content-Type": "application/json;charset=UTF-8"}, reply.body(form))


def refused(error: PrivateNumberError) -> PushAnswer:
    """The status of an error, and its code for whoever looks at the answer."""
    status = error.http_status or 500
    return PushAnswer(status, {"Content-Type": "text/plain;charset=UTF-8"}, error.code.encode(), error)


def not_allowed() -> PushAnswer:
    """The platform pushes by POST alone."""
    return PushAnswer(405, {"Allow": "POST"})
