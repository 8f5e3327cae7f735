"""A client: operations, and a function of yours or of `privatenumber.transports` that sends their requests."""

from types import GenericAlias
from typing import Any, Generic, Literal

from privatenumber._call import _OnAdvice, _Send
from privatenumber._core import Account, _ModeOf
from privatenumber.ax import AxOperations
from privatenumber.axb import AxbOperations
from privatenumber.axe import AxeOperations
from privatenumber.axyb import AxybOperations
from privatenumber.call import CallOperations
from privatenumber.errors import InvalidArgument
from privatenumber.recording import RecordingOperations
from typing_extensions import Self

# Documentation stands with the code; this file says alone what depends on the account's mode.
class Client(Generic[_ModeOf]):
    def __init__(
        self, account: Account[_ModeOf], send: _Send | None = None, *, on_advice: _OnAdvice | None = None
    ) -> None: ...
    @property
    def ax(self: Client[Literal["ax"]]) -> AxOperations: ...
    @property
    def axb(self: Client[Literal["axb"]]) -> AxbOperations: ...
    @property
    def axe(self: Client[Literal["axe"]]) -> AxeOperations: ...
    @property
    def axyb(self: Client[Literal["axyb"]]) -> AxybOperations: ...
    @property
    def recording(self) -> RecordingOperations: ...
    @property
    def call(self) -> CallOperations: ...
    def __class_getitem__(cls, mode: Any, /) -> GenericAlias: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: object) -> Self: ...

class NotOffered(InvalidArgument, AttributeError): ...

__all__ = ["Client", "NotOffered"]
