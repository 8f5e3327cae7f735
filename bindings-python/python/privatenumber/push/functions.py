"""The functions of a receiver, each for one kind of push."""

from __future__ import annotations

from functools import partial

from privatenumber._core import _invalid_argument, _unusable_argument, mask
from privatenumber.push.data import BLOCK_KINDS, CALL_EVENTS, KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from privatenumber._core import Delivery

CALL_EVENT = "call_event"
"""Stands for every event of a call that has no function of its own."""
REGISTRABLE = (*KINDS, CALL_EVENT)


class Functions:
    """Which function is for which kind, and which kinds need none."""

    __slots__ = ("_by_kind", "_ignored")

    def __init__(self) -> None:
        # With each, whether it takes the delivery.
        self._by_kind: dict[str, tuple[Callable[..., Any], bool]] = {}
        self._ignored: set[str] = set()

    def add(self, kind: str, function: Callable[..., Any]) -> None:
        """Registers a function."""
        if not callable(function):
            raise _unusable_argument("function", "a function", "函数", function)
        if is_generator(function):
            raise _invalid_argument(
                "parameter.type",
                "function",
                "`function` is a generator function, which does nothing when it is called",
                "`function`是生成器函数，调用时并不执行",
                "write a function without yield, which does its work when it is called",
                "请使用不含yield、调用时即执行的函数",
            )
        self.check_free(kind)
        self._by_kind[kind] = function, _takes_delivery(function)

    def ignore(self, kind: str) -> None:
        """Registers that none is needed."""
        check_kind(kind)
        if kind in BLOCK_KINDS:
            raise _invalid_argument(
                "parameter.choice",
                "kind",
                f"`{kind}` cannot be ignored: the platform waits for an answer, without which the call or the SMS is lost",
                f"不能忽略`{kind}`：平台等待应答，没有应答则呼叫或短信会失败",
                f'register a function with on("{kind}") that returns close() or discard()',
                f'请用on("{kind}")注册返回close()或discard()的函数',
            )
        if kind in self._by_kind:
            raise _conflict(kind)
        self._ignored.add(kind)

    def check_free(self, kind: str) -> None:
        """Refuses a kind that is not one, or has what it needs."""
        check_kind(kind)
        if kind in self._ignored:
            raise _conflict(kind)
        if kind in self._by_kind:
            raise _invalid_argument(
                "parameter.repeated",
                "kind",
                f"`{kind}` has a function already",
                f"`{kind}`已有处理函数",
                "call both from one function",
                "请在一个函数中依次调用两者",
            )

    def call(self, kind: str, data: Any, delivery: Delivery) -> Callable[[], Any] | None:
        """The call of the function for a push, ready to be made. None where there is none."""
        found = self._by_kind.get(kind)
        if found is None and kind in CALL_EVENTS and kind not in self._ignored:
            found = self._by_kind.get(CALL_EVENT)
        if found is None:
            return None
        function, takes_delivery = found
        return partial(function, data, delivery) if takes_delivery else partial(function, data)

    def ignores(self, kind: str) -> bool:
        """Whether a kind needs no function."""
        return kind in self._ignored or (kind in CALL_EVENTS and CALL_EVENT in self._ignored)

    def __repr__(self) -> str:
        return f"on={sorted(self._by_kind)}, ignored={sorted(self._ignored)}"


def check_kind(kind: object) -> None:
    """Refuses what is no kind of push, and says which was meant."""
    if not isinstance(kind, str):
        raise _unusable_argument("kind", 'the name of a kind of push, such as "fee"', '推送类型的名称，如"fee"', kind)
    if kind in REGISTRABLE:
        return
    from difflib import get_close_matches

    # As the wire writes them too: `collectInfo`.
    plain = {known.replace("_", ""): known for known in REGISTRABLE}
    meant = [plain[name] for name in get_close_matches(kind.replace("_", "").lower(), plain, 1)]
    did_you_mean = "".join(f"; did you mean `{name}`?" for name in meant)
    did_you_mean_zh = "".join(f"；是否应为`{name}`？" for name in meant)
    raise _invalid_argument(
        "parameter.choice",
        "kind",
        f"there is no kind of push `{mask(kind)}`",
        f"没有推送类型`{mask(kind)}`",
        f"the kinds are {', '.join(f'`{known}`' for known in REGISTRABLE)}{did_you_mean}",
        f"推送类型有{'、'.join(f'`{known}`' for known in REGISTRABLE)}{did_you_mean_zh}",
    )


def is_generator(function: Any) -> bool:
    """Whether calling it makes a generator, and does nothing."""
    from inspect import isasyncgenfunction, isgeneratorfunction

    called = function if hasattr(function, "__code__") else getattr(function, "__call__", function)
    return isgeneratorfunction(called) or isasyncgenfunction(called)


def _conflict(kind: str) -> Exception:
    return _invalid_argument(
        "parameter.conflict",
        "kind",
        f"`{kind}` is both handled and ignored",
        f"`{kind}`既注册了处理函数又声明了忽略",
        "leave one of them out",
        "请去掉其中之一",
    )


def _takes_delivery(function: Callable[..., Any]) -> bool:
    """Whether a function takes the delivery beside the data. One that can take neither is refused before a push comes."""
    import inspect

    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        # Some built-in ones do not say.
        return False
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    needed = [one.kind for one in parameters if one.default is one.empty and one.kind not in variable]
    if inspect.Parameter.KEYWORD_ONLY not in needed and len(needed) in (1, 2):
        return len(needed) == 2
    raise _invalid_argument(
        "parameter.type",
        "function",
        "`function` must have one parameter, for the data, or two, for the data and the delivery; those with a default do "
        "not count",
        "`function`须有一个参数（数据）或两个参数（数据和推送信息），有默认值的参数不计",
        "write def function(data) or def function(data, delivery)",
        "请写作def function(data)或def function(data, delivery)",
    )
