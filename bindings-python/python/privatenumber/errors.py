"""What can go wrong, by what a caller can do about it.

::

    PrivateNumberError
        InvalidArgument         nothing was sent: correct the argument (also a ValueError)
        ServiceRefused          the service read the request and refused it; its children say why
        UnreadableAnswer        something came back that is no answer of the service
        TransportFailed         no answer came back, or the send function failed by itself
        PushNotGenuine          a push is not shown to come from the platform
        PushUnreadable          a push cannot be read
        PushNotHandled          a push was read, and its receiver could not handle it

Every error has a stable `code`; `privatenumber.error_codes` lists them all. No text of an error holds a secret or a
whole telephone number.
"""

from __future__ import annotations


class PrivateNumberError(Exception):
    """The base of all errors of this library."""

    code: str
    """The stable code: `number.format`, `service.1012010`."""
    field: str | None
    """The parameter it is about, or the field of an answer, as Python spells it: `caller_num`,
    `pre_voice.caller_hint_tone`."""
    file: str | None
    """The file that the service names in its refusal: `ring.wav`. None where it names none."""
    message: str
    """What went wrong, in English."""
    message_zh: str
    """What went wrong, in Chinese."""
    hint: str
    """What to do, in English."""
    hint_zh: str
    """What to do, in Chinese."""
    reason: str | None
    """Why the service refused: `already_bound`. None for every other error."""
    retryable: bool
    """Whether the same request, signed anew, may succeed later without anything being changed."""
    http_status: int | None
    """The HTTP status of the answer, where there was one; of a push, the status to answer with."""
    result_code: str | None
    """The service's `resultcode`, where it refused."""
    result_desc: str | None
    """The service's `resultdesc`, telephone numbers in it masked."""

    def __init__(
        self,
        message: str,
        *,
        code: str,
        field: str | None = None,
        file: str | None = None,
        message_zh: str = "",
        hint: str = "",
        hint_zh: str = "",
        reason: str | None = None,
        retryable: bool = False,
        http_status: int | None = None,
        result_code: str | None = None,
        result_desc: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field
        self.file = file
        self.message_zh = message_zh
        self.hint = hint
        self.hint_zh = hint_zh
        self.reason = reason
        self.retryable = retryable
        self.http_status = http_status
        self.result_code = result_code
        self.result_desc = result_desc

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]; {self.hint}" if self.hint else f"{self.message} [{self.code}]"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (type(self), self.message, self.code), self.__dict__


def _restored(cls: type[PrivateNumberError], message: str, code: str) -> PrivateNumberError:
    return cls(message, code=code)


class InvalidArgument(PrivateNumberError, ValueError):
    """An argument is missing, misspelt or badly formed. Nothing was sent.

    What to do: correct the argument named by `field`; trying again as it is cannot help.
    """


class ServiceRefused(PrivateNumberError):
    """The service read the request and refused it, with a result code.

    What to do: look at `reason` and `hint`; `retryable` says whether the same request may succeed later.
    """


class AlreadyBound(ServiceRefused):
    """The binding exists already, or one of its numbers is bound on this X."""


class NoNumberLeft(ServiceRefused):
    """No X can be assigned, or the one named is full."""


class NotFound(ServiceRefused):
    """There is no such binding, or no such X."""


class NotYours(ServiceRefused):
    """The X does not belong to this application."""


class LockedOut(ServiceRefused):
    """Too many failed authentications: this IP address is locked out for 30 minutes."""


class FlowControl(ServiceRefused):
    """The platform limits the rate: wait a minute."""


class DailyLimitReached(ServiceRefused):
    """This number was bound too often today."""


class AccountFrozen(ServiceRefused):
    """The account or the application is frozen or out of use."""


class WrongMode(ServiceRefused):
    """The application is of another mode than the operation."""


class ArgumentRefused(ServiceRefused):
    """The service found an argument wrong."""


class AuthenticationFailed(ServiceRefused):
    """The key, the secret, the clock or the headers are wrong."""


class NotAllowed(ServiceRefused):
    """This IP address is not on the application's white list."""


class NumberUnavailable(ServiceRefused):
    """The X is in a bad state: complaints, arrears, no real-name check."""


class FeatureOff(ServiceRefused):
    """The application was made without this feature."""


class ServerFailed(ServiceRefused):
    """The service failed by itself."""


class UnreadableAnswer(PrivateNumberError):
    """Something came back that is not an answer of the service: a proxy's page, nothing at all, half an answer.

    What to do: the request may or may not have been carried out. Query before repeating a bind.
    """


class TransportFailed(PrivateNumberError):
    """No answer came back at all, or none that the send function gave back.

    What to do: as for `UnreadableAnswer`, unless the connection was never made. `code` tells a time-out
    (`transport.timeout`), a broken connection (`transport.connection`) and a send function that failed by itself
    (`transport.sender`) apart; `__cause__` is what was raised, and may hold whatever its library put into it.
    """


class PushNotGenuine(PrivateNumberError):
    """A push is not shown to come from the platform: its signature is missing, wrong, stale or was used before.

    What to do: answer with `http_status` (401) and hand nothing on. `code` says why: `push.unsigned`, `push.header`,
    `push.app_key`, `push.signature`, `push.stale`, `push.replayed`. If genuine pushes are refused, look at `hint`.
    """


class PushUnreadable(PrivateNumberError):
    """A push is genuine, or its signature was not asked for, but its body cannot be read.

    What to do: answer with `http_status`, so that the platform keeps it and sends it again. `code` says why:
    `push.too_large` (413), `push.not_json` (400: empty, not UTF-8 or not JSON), `push.foreign` (400: JSON that is no
    object).
    """


class PushNotHandled(PrivateNumberError):
    """A push was read, and its receiver could not handle it.

    What to do: answer with `http_status`, so that the platform sends it again, and correct what `code` names:
    `push.unhandled` (501: there is no function for this kind), `push.busy` (503: the same event is being handled right
    now), `push.failed` (500: the function raised), `push.store` (500: the store failed), `push.reply` (500: what the
    function answered does not fit). `__cause__` is what was raised, and may hold whatever was put into it.
    """


__all__ = [
    "AccountFrozen",
    "AlreadyBound",
    "ArgumentRefused",
    "AuthenticationFailed",
    "DailyLimitReached",
    "FeatureOff",
    "FlowControl",
    "InvalidArgument",
    "LockedOut",
    "NoNumberLeft",
    "NotAllowed",
    "NotFound",
    "NotYours",
    "NumberUnavailable",
    "PrivateNumberError",
    "PushNotGenuine",
    "PushNotHandled",
    "PushUnreadable",
    "ServerFailed",
    "ServiceRefused",
    "TransportFailed",
    "UnreadableAnswer",
    "WrongMode",
]
