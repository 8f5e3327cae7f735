"""Receivers: functions of yours, each for one kind of push, and all there is to do before and after them."""

from __future__ import annotations

from typing import Generic, TypeVar, overload

from privatenumber._call import is_async
from privatenumber._core import PUSH_TERMS, _check_reply_form, _invalid_argument, _PushReader, _unusable_argument
from privatenumber.errors import InvalidArgument
from privatenumber.push.functions import Functions
from privatenumber.push.journal import write
from privatenumber.push.memory_store import MemoryStore
from privatenumber.push.reception import Reception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from datetime import timedelta
    from typing import Any, Literal, TypeAlias, TypedDict

    from typing_extensions import Self, Unpack

    from privatenumber._core import Delivery, Reply
    from privatenumber.errors import PrivateNumberError
    from privatenumber.push.answer import PushAnswer
    from privatenumber.push.asgi import AsgiGateway
    from privatenumber.push.data import CallEvent, CallRecord, NumberStatus, Sms, UnknownPush
    from privatenumber.push.store import AsyncStore, Store
    from privatenumber.push.wsgi import WsgiGateway

    _CallEventKind: TypeAlias = Literal[
        "callin", "collect_info", "callout", "alerting", "answer", "disconnect", "call_event"
    ]
    _IgnorableKind: TypeAlias = _CallEventKind | Literal["fee", "sms_notify", "num_status", "other"]
    _Data: TypeAlias = CallEvent | CallRecord | Sms | NumberStatus | UnknownPush
    _Told = TypeVar("_Told", bound=_Data)
    # A function of the data, or of the data and how it came.
    _Function: TypeAlias = Callable[[_Told], object] | Callable[[_Told, Delivery], object]
    _Replying: TypeAlias = Callable[[_Told], Reply] | Callable[[_Told, Delivery], Reply]
    _AsyncReplying: TypeAlias = Callable[[_Told], Awaitable[Reply]] | Callable[[_Told, Delivery], Awaitable[Reply]]

    _OnCallEvent = TypeVar("_OnCallEvent", bound=_Function[CallEvent])
    _OnCallRecord = TypeVar("_OnCallRecord", bound=_Function[CallRecord])
    _OnSms = TypeVar("_OnSms", bound=_Function[Sms])
    _OnNumberStatus = TypeVar("_OnNumberStatus", bound=_Function[NumberStatus])
    _OnUnknown = TypeVar("_OnUnknown", bound=_Function[UnknownPush])
    _OnCallinBlock = TypeVar("_OnCallinBlock", bound=_Replying[CallEvent])
    _OnSmsBlock = TypeVar("_OnSmsBlock", bound=_Replying[Sms])
    _OnCallinBlockAsync = TypeVar("_OnCallinBlockAsync", bound=_Replying[CallEvent] | _AsyncReplying[CallEvent])
    _OnSmsBlockAsync = TypeVar("_OnSmsBlockAsync", bound=_Replying[Sms] | _AsyncReplying[Sms])

    _OnError: TypeAlias = Callable[[PrivateNumberError, _Data | None], object]
    _Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]] | Iterable[tuple[bytes, bytes]]
    _Body: TypeAlias = bytes | bytearray | memoryview

VARIABLES = {"app_key": "PRIVATENUMBER_APP_KEY", "app_secret": "PRIVATENUMBER_APP_SECRET"}

MOST = 2**32 - 1
"""The most that the core can count."""

_StoreOf = TypeVar("_StoreOf")

if TYPE_CHECKING:

    class _Options(TypedDict, Generic[_StoreOf], total=False):
        check: Literal["require", "report", "off"]
        url: str | None
        max_age: int | timedelta
        max_ahead: int | timedelta
        max_body: int
        store: _StoreOf | None
        nonces: _StoreOf | None
        reply_form: Literal["list", "object"]
        on_error: _OnError | None


class _AnyReceiver(Generic[_StoreOf]):
    """What plain and async receivers have in common."""

    __slots__ = ("_check", "_functions", "_max_body", "_reception")

    _waits = False
    """Whether it waits for what is async."""

    def __init__(
        self,
        applications: tuple[str, str] | Iterable[tuple[str, str]],
        *,
        check: Literal["require", "report", "off"] = "require",
        url: str | None = None,
        max_age: int | timedelta = PUSH_TERMS["max_age"],
        max_ahead: int | timedelta = PUSH_TERMS["max_ahead"],
        max_body: int = PUSH_TERMS["max_body"],
        store: _StoreOf | None = None,
        nonces: _StoreOf | None = None,
        reply_form: Literal["list", "object"] = "list",
        on_error: _OnError | None = None,
    ) -> None:
        if url is not None and not isinstance(url, str):
            raise _unusable_argument("url", "a text", "字符串", url)
        reader = _PushReader(
            _pairs(applications),
            check,
            url,
            _whole("max_age", max_age),
            _whole("max_ahead", max_ahead),
            _whole("max_body", max_body, least=1),
        )
        self._check_store("store", store)
        self._check_store("nonces", nonces)
        if on_error is not None:
            if not callable(on_error):
                raise _unusable_argument("on_error", "a function that is told of errors", "接收错误的函数", on_error)
            self._check_plain("on_error", on_error)
        _check_reply_form(reply_form)
        self._check = check
        self._max_body = max_body
        self._functions = Functions()
        self._reception = Reception(
            reader,
            self._functions,
            MemoryStore() if store is None else store,
            MemoryStore() if nonces is None else nonces,
            write if on_error is None else on_error,
            check == "report",
            reply_form,
        )

    @classmethod
    def from_environment(cls, **options: Unpack[_Options[_StoreOf]]) -> Self:
        """A receiver for the application whose key and secret are in the environment variables `PRIVATENUMBER_APP_KEY` and
        `PRIVATENUMBER_APP_SECRET`.

        Parameters:
            options: The other parameters of a receiver.

        Errors: those of a receiver; `account.app_key` or `account.app_secret` if one of the variables is not set.
        """
        from os import environ

        try:
            return cls([(environ.get(VARIABLES["app_key"], ""), environ.get(VARIABLES["app_secret"], ""))], **options)
        except InvalidArgument as error:
            if variable := VARIABLES.get(error.field or ""):
                error.hint += f"; it is read from the environment variable {variable}"
                error.hint_zh += f"；取自环境变量{variable}"
            raise

    @property
    def max_body(self) -> int:
        """How many bytes a body may have. Whoever reads bodies for the receiver need read one more at most."""
        return self._max_body

    def ignore(self, *kinds: _IgnorableKind) -> None:
        """Answers pushes of these kinds with 200 and drops them. Without it, what has no function is answered with 501, and
        the platform sends it again.

        Parameters:
            kinds: As in `on`. `call_event` stands for all events of calls that have no function of their own.

        Errors: `parameter.choice`: no such kind, or one that the platform waits for an answer to; `parameter.conflict`: it
        has a function.
        """
        for kind in kinds:
            self._functions.ignore(kind)

    def _on(self, kind: str) -> Callable[[Any], Any]:
        self._functions.check_free(kind)

        def register(function: Any) -> Any:
            self._check_plain("function", function)
            self._functions.add(kind, function)
            return function

        return register

    def _check_store(self, field: str, store: Any) -> None:
        if store is None:
            return
        for name in ("add", "set", "delete"):
            # A class has these too, and none of them works without an object.
            if isinstance(store, type) or not callable(getattr(store, name, None)):
                raise _unusable_argument(
                    field, "a store, with `add`, `set` and `delete`", "具有`add`、`set`和`delete`的存储", store
                )
            self._check_plain(field, getattr(store, name))

    def _check_plain(self, field: str, function: Any) -> None:
        if is_async(function) and not self._waits:
            raise _invalid_argument(
                "parameter.type",
                field,
                f"`{field}` is async, and a Receiver calls plain functions",
                f"`{field}`是异步的，而Receiver只调用普通函数",
                "take an AsyncReceiver, or pass a plain function",
                "请使用AsyncReceiver，或传入普通函数",
            )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(check={self._check!r}, {self._functions!r})"

    # A copy would share the functions and the stores; what is one receiver stays one.
    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a receiver is not pickled, for its secret would be written out; make it where it is needed")


class Receiver(_AnyReceiver["Store"]):
    """Receives what the platform pushes: checks it, hands each event to your function for its kind, each once, and says what
    to answer.

    Parameters:
        applications: APP_Key and APP_Secret of the application that the X numbers belong to, as a pair; or a list of pairs,
            if several push to one address, or while a secret is being renewed.
        check: What becomes of a push that is not shown to be genuine. `"require"` (the default): it is refused with 401.
            `"report"`: it is handed over, `delivery.problem` says what is wrong, and `on_error` is told; to see whether your
            platform signs at all. `"off"`: nobody looks; anybody who knows the address can push then.
        url: The address that is pushed to, as it is typed into the console. One of the documented digests covers it; without
            it this one is not tried.
        max_age: How old a signature may be, a timedelta or whole seconds. Default: 11 hours, which is longer than the platform
            sends a push again, for no page says whether it signs it anew.
        max_ahead: How far in the future a signature may lie, a timedelta or whole seconds. Default: 300 seconds.
        max_body: How many bytes a body may have. Default: 1 MiB; the longest documented push has some 100 KB.
        store: Remembers which events were handled. Default: a `MemoryStore`, which knows of this process alone; with several
            processes, or where a restart must not have anything handled twice, take a `SqliteStore` or a `Store` of yours.
        nonces: Remembers signatures, which do not cover the body: one that comes again with another body is refused. Default: a
            `MemoryStore`; it may be the same store as `store`.
        reply_form: How answers to `callin_block` are written: the page calls `connectInfo` an object, the service's own
            programs send a list. `"list"` (the default) or `"object"`.
        on_error: A function that is told of each error, and of the data it is about, or None where it is about the whole
            push. Default: the logger `privatenumber` gets the error and, masked, the traceback of its cause.

    Threads may share a receiver.

    Errors: `parameter.type`, `parameter.choice`, `parameter.range`, `parameter.missing`, `parameter.characters`,
    `account.app_key`, `account.app_secret`.
    """

    __slots__ = ()

    @overload
    def on(self, kind: _CallEventKind) -> Callable[[_OnCallEvent], _OnCallEvent]: ...
    @overload
    def on(self, kind: Literal["callin_block"]) -> Callable[[_OnCallinBlock], _OnCallinBlock]: ...
    @overload
    def on(self, kind: Literal["fee"]) -> Callable[[_OnCallRecord], _OnCallRecord]: ...
    @overload
    def on(self, kind: Literal["sms_notify"]) -> Callable[[_OnSms], _OnSms]: ...
    @overload
    def on(self, kind: Literal["sms_block"]) -> Callable[[_OnSmsBlock], _OnSmsBlock]: ...
    @overload
    def on(self, kind: Literal["num_status"]) -> Callable[[_OnNumberStatus], _OnNumberStatus]: ...
    @overload
    def on(self, kind: Literal["other"]) -> Callable[[_OnUnknown], _OnUnknown]: ...
    def on(self, kind: str) -> Callable[[Any], Any]:
        """Registers a function for a kind of push: `@receiver.on("fee")`.

        The function is called with the data, or, if it has two parameters, with the data and the `Delivery`, which says how it
        came; a parameter with a default keeps it. It should do little, for the platform waits. If it raises, the push is
        answered with 500 and comes again. It must be done within 50 seconds, or another delivery of the same event may be
        handed over beside it.

        Parameters:
            kind: `callin`, `collect_info`, `callout`, `alerting`, `answer`, `disconnect`: an event of a call, a `CallEvent`.
                `call_event`: each of these that has no function of its own. `fee`: the record of a call, a `CallRecord`.
                `sms_notify`: an `Sms` that was sent. `num_status`: the `NumberStatus` of an X. `other`: an `UnknownPush`.
                `callin_block`: a call in mode X that waits for what `connect` or `close` gives. `sms_block`: an `Sms` that
                waits for what `route` or `discard` gives. The last two are asked each time they come; all others are handed
                over once.

        Errors: `parameter.choice`: no such kind; `parameter.repeated`: it has a function; `parameter.conflict`: it is ignored;
        `parameter.type`: no function, an async one, or one with neither one nor two parameters.
        """
        return self._on(kind)

    def receive(self, headers: _Headers, body: _Body, now: float | None = None) -> PushAnswer:
        """Receives one delivery. Whatever came in, it raises nothing: errors are in the answer.

        Parameters:
            headers: The headers of the request, a mapping or pairs, names in any case.
            body: The bytes of its body as they came, before any body parser.
            now: When it came, in seconds of a Unix clock. Default: now.

        Errors: `parameter.type`, if the arguments are no headers, no bytes or no time.
        """
        steps = self._reception.steps(headers, body, now)
        go_on: Callable[[Any], Callable[[], Any]] = steps.send
        value: Any = None
        while True:
            try:
                step = go_on(value)
            except StopIteration as end:
                answer: PushAnswer = end.value
                return answer
            try:
                value, go_on = _plain(step()), steps.send
            except BaseException as error:
                value, go_on = error, steps.throw

    @property
    def wsgi(self) -> WsgiGateway:
        """The receiver as a WSGI application: for a server, or to be mounted under a path of your application. It reads at most
        `max_body` bytes and one more, and answers 405 to all methods but POST."""
        from privatenumber.push.wsgi import WsgiGateway

        return WsgiGateway(self)


class AsyncReceiver(_AnyReceiver["Store | AsyncStore"]):
    """A `Receiver` for asyncio and the like: functions, stores and `on_error` may be async. Those that are not are called in
    the event loop, so they must not wait for anything.

    Parameters and errors are those of `Receiver`.
    """

    __slots__ = ()

    _waits = True

    @overload
    def on(self, kind: _CallEventKind) -> Callable[[_OnCallEvent], _OnCallEvent]: ...
    @overload
    def on(self, kind: Literal["callin_block"]) -> Callable[[_OnCallinBlockAsync], _OnCallinBlockAsync]: ...
    @overload
    def on(self, kind: Literal["fee"]) -> Callable[[_OnCallRecord], _OnCallRecord]: ...
    @overload
    def on(self, kind: Literal["sms_notify"]) -> Callable[[_OnSms], _OnSms]: ...
    @overload
    def on(self, kind: Literal["sms_block"]) -> Callable[[_OnSmsBlockAsync], _OnSmsBlockAsync]: ...
    @overload
    def on(self, kind: Literal["num_status"]) -> Callable[[_OnNumberStatus], _OnNumberStatus]: ...
    @overload
    def on(self, kind: Literal["other"]) -> Callable[[_OnUnknown], _OnUnknown]: ...
    def on(self, kind: str) -> Callable[[Any], Any]:
        """Registers a function, async or not, for a kind of push; all else is as in `Receiver.on`."""
        return self._on(kind)

    async def receive(self, headers: _Headers, body: _Body, now: float | None = None) -> PushAnswer:
        """Receives one delivery, as `Receiver.receive` does. If it is cancelled, what was being handled is given back, and
        handed over when it comes again."""
        steps = self._reception.steps(headers, body, now)
        go_on: Callable[[Any], Callable[[], Any]] = steps.send
        value: Any = None
        while True:
            try:
                step = go_on(value)
            except StopIteration as end:
                answer: PushAnswer = end.value
                return answer
            try:
                value, go_on = step(), steps.send
                if hasattr(value, "__await__"):
                    value = await value
            except GeneratorExit:
                # Nothing can be waited for any more.
                raise
            except BaseException as error:
                value, go_on = error, steps.throw

    @property
    def asgi(self) -> AsgiGateway:
        """The receiver as an ASGI application: for a server, or to be mounted under a path of your application. It reads at most
        `max_body` bytes and one more, and answers 405 to all methods but POST."""
        from privatenumber.push.asgi import AsgiGateway

        return AsgiGateway(self)


def _plain(value: Any) -> Any:
    """What a plain function gave: what would have to be waited for was not done."""
    if hasattr(value, "__await__"):
        if close := getattr(value, "close", None):
            # Otherwise the interpreter warns that nobody awaited it.
            close()
        raise TypeError(f"the function gave a {type(value).__name__}, for which a Receiver does not wait; take an AsyncReceiver")
    return value


def _pairs(applications: Any) -> list[tuple[str, str]]:
    pairs = [applications] if _is_pair(applications) else applications
    try:
        pairs = list(pairs)
    except TypeError:
        pairs = [None]
    if not all(_is_pair(pair) for pair in pairs):
        raise _unusable_argument(
            "applications",
            "a pair of app_key and app_secret, or a list of such",
            "app_key和app_secret二元组，或其列表",
            applications,
        )
    return [(key, secret) for key, secret in pairs]


def _is_pair(given: Any) -> bool:
    return isinstance(given, (tuple, list)) and len(given) == 2 and all(isinstance(part, str) for part in given)


def _whole(field: str, given: Any, least: int = 0) -> int:
    """A whole number of seconds or bytes."""
    from datetime import timedelta

    number = int(given.total_seconds()) if isinstance(given, timedelta) and least == 0 else given
    if not isinstance(number, int) or isinstance(number, bool):
        wanted = ("a timedelta or whole seconds", "timedelta或整数秒") if least == 0 else ("a whole number", "整数")
        raise _unusable_argument(field, *wanted, given)
    if not least <= number <= MOST:
        raise _invalid_argument(
            "parameter.range",
            field,
            f"`{field}` must be {least} to {MOST}",
            f"`{field}`须为{least}至{MOST}",
            "leave it out for the default",
            "可不传入，使用默认值",
        )
    return number


__all__ = ["AsyncReceiver", "Receiver"]
