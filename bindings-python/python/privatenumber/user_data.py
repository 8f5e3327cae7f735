"""Small data of your own inside `user_data`, which the service takes as a text of 256 characters without braces and
Chinese: JSON without blanks, in URL-safe Base64.

::

    client.axb.create_binding(..., user_data=user_data.encode({"order": 17, "city": "深圳"}))
    if binding.user_data is not None:
        user_data.decode(binding.user_data)["order"]
"""

from __future__ import annotations

from privatenumber._core import _decode_user_data, _encode_user_data, _invalid_argument, _unusable_argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEEPEST = 96
"""So many brackets within brackets, closed again, are 192 bytes: all that fits."""


def encode(value: object) -> str:
    """Data as a text for `user_data`.

    Parameters:
        value: Texts, numbers, True, False, None, and lists and dicts of these, the keys of which are texts: at most 192
            bytes as JSON. What `decode` would give back as something else is refused: tuples, sets, bytes, datetimes,
            keys that are no texts, floats that are no numbers, ints beyond 64 bits.

    Raises:
        InvalidArgument: `parameter.type`, `parameter.range`, `parameter.length`, and `user_data.number` if there is a
            telephone number in it, which would come back in every push and which Base64 hides from every mask.
    """
    from json import dumps

    _check(value, 0)
    return _encode_user_data(dumps(value, ensure_ascii=False, separators=(",", ":")))


def decode(text: str) -> Any:
    """The data that `encode` put into a text.

    Raises:
        InvalidArgument: `user_data.encoding`: the text holds what no encoded one does, or is cut off; `parameter.type`.
    """
    from json import loads

    if text is None:
        raise _invalid_argument(
            "parameter.type",
            "user_data",
            "`user_data` is None, so the binding carries no data",
            "`user_data`为None，即该绑定没有附带数据",
            "decode it only if it is not None",
            "仅在其不为None时解码",
        )
    if not isinstance(text, str):
        raise _unusable_argument("user_data", "a text", "字符串", text)
    # Half a surrogate pair stands in no encoded text.
    return loads(_decode_user_data(text.encode("utf-8", "replace").decode()))


def _check(value: object, depth: int) -> None:
    """Refuses what JSON cannot hold, or would give back as something else."""
    if depth > DEEPEST:
        raise _invalid_argument(
            "parameter.length",
            "user_data",
            f"`user_data` is nested more than {DEEPEST} levels deep, or holds itself",
            f"`user_data`的嵌套超过{DEEPEST}层，或包含自身",
            "send a key, and keep the data itself on your side",
            "请传入标识，数据本身保存在己方系统",
        )
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise _out_of_range("an int beyond 64 bits", "超过64位的整数")
    elif isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise _out_of_range("a float that is no number", "不是数值的浮点数")
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, dict):
        for name, member in value.items():
            if not isinstance(name, str):
                raise _unusable_argument("user_data", "made of dicts whose keys are texts", "键为字符串的字典", name)
            _check_text(name)
            _check(member, depth + 1)
    elif isinstance(value, tuple):
        raise _invalid_argument(
            "parameter.type",
            "user_data",
            "`user_data` holds a tuple, which would come back as a list",
            "`user_data`含有元组，解码后会变成列表",
            "pass a list",
            "请传入列表",
        )
    else:
        wanted = "made of texts, numbers, True, False, None, lists and dicts"
        raise _unusable_argument("user_data", wanted, "字符串、数字、布尔值、None及其组成的列表或字典", value)


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _invalid_argument(
            "parameter.type",
            "user_data",
            "`user_data` holds a text with half a surrogate pair",
            "`user_data`含有不完整的代理对字符",
            "pass whole characters",
            "请传入完整的字符",
        ) from None


def _out_of_range(what: str, what_zh: str) -> Exception:
    return _invalid_argument(
        "parameter.range",
        "user_data",
        f"`user_data` holds {what}, which would come back as something else",
        f"`user_data`含有{what_zh}，解码后会改变",
        "pass it as a text",
        "请以字符串形式传入",
    )


__all__ = ["decode", "encode"]
