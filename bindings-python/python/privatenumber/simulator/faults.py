"""What can go wrong between a client and the platform, and between the platform and whoever it pushes to.

The dicts are written as in the setup (`"faults"`) and at `/_simulator/faults`.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class _RequestFault(TypedDict):
    fault: Literal[
        "requestLost",
        "answerLost",
        "internalError",
        "bareError",
        "flowControl",
        "responseTimeout",
        "slow",
        "proxyPage",
        "cutOff",
    ]
    """What goes wrong. Nothing is done: `requestLost` (no answer comes), `internalError` (500/1010001), `bareError` (500 without
    a body), `flowControl` (403/1010010), `proxyPage` (502 and HTML). What was asked for is done: `answerLost` (no answer comes),
    `responseTimeout` (500/1023002), `slow`, `cutOff` (the first half of the answer's body arrives)."""


class RequestFault(_RequestFault, total=False):
    """A fault of requests to the service's operations; the simulator's own endpoints have none."""

    probability: float
    """How likely it is for each request, 0 to 1. Default: 1."""
    next: int | None
    """How many requests it strikes before it is over. Default: None, without end."""
    operation: str | None
    """The one operation it is of: `axb.CreateBinding`. Default: None, all."""
    ms: int
    """How long a `slow` answer takes, in milliseconds, at most a day. Default: 5,000."""


class _PushFault(TypedDict):
    fault: Literal["duplicate", "reordered"]
    """`duplicate`: it is sent twice, the second time under an id of its own. `reordered`: it is held back, so that what becomes
    due meanwhile overtakes it."""


class PushFault(_PushFault, total=False):
    """A fault of pushes; those whose answer decides have none."""

    probability: float
    """How likely it is for each push, 0 to 1. Default: 1."""
    next: int | None
    """How many pushes it strikes before it is over. Default: None, without end."""
    ms: int
    """How long one that is `reordered` is held back, in milliseconds of the platform's time, at most a day. Default: 30,000."""


class Faults(TypedDict, total=False):
    """What is to go wrong; by default nothing. Chance comes from the seed of the setup alone: the same requests meet the same
    faults."""

    requests: list[RequestFault]
    """At most 100. The first that strikes a request is the one it meets."""
    pushes: list[PushFault]
    """At most 100; here too the first that strikes."""
    clockSkewSeconds: int
    """By how many seconds the platform's clock is wrong, ahead if positive, at most 10 years: in the header `Date`, where it
    compares `Created`, and in the signatures of its pushes. The time that `advance` makes leap is not touched."""
    lockOutAfter: int | None
    """After how many wrong digests in a row whoever calls is locked out (403/1020176) for 30 minutes of the platform's time.
    Default: None, never."""


__all__ = ["Faults", "PushFault", "RequestFault"]
