"""Small data inside `user_data`."""

import base64
import enum
import json
import math
from collections import OrderedDict
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

import pytest

from privatenumber import InvalidArgument, axb, user_data
from privatenumber.simulator import Platform
from support import account, refusal


class Level(enum.IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    "value",
    [
        {"order": 17, "city": "深圳", "tags": ["a", None, True, 2.5]},
        {},
        [],
        "",
        "{}^",
        None,
        False,
        0,
        -(2**63),
        2**63 - 1,
        1e300,
        -0.5,
        "😀",
        OrderedDict(b=1, a=2),
        [[[[]]]],
        Level.HIGH,
    ],
)
def test_what_was_encoded_is_decoded(value: Any) -> None:
    text = user_data.encode(value)
    assert user_data.decode(text) == value
    assert axb.create_binding.request(
        account(), caller_num="+8613800000001", callee_num="+8613900000002", user_data=text
    ).body


def test_the_order_of_members_is_kept() -> None:
    assert list(user_data.decode(user_data.encode({"z": 1, "a": 2}))) == ["z", "a"]


def test_the_text_is_json_without_blanks_in_base64() -> None:
    text = user_data.encode({"city": "深圳", "order": 17})
    assert base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) == '{"city":"深圳","order":17}'.encode()


def test_it_goes_there_and_back() -> None:
    client = Platform().client()
    data = {"order": 17, "city": "深圳"}
    bound = client.axb.create_binding(
        caller_num="+8613800000001", callee_num="+8613900000002", user_data=user_data.encode(data)
    )
    (binding,) = client.axb.query_binding(subscription_id=bound.subscription_id).relation_num_list
    assert binding.user_data is not None and user_data.decode(binding.user_data) == data


def circle() -> list[Any]:
    own: list[Any] = []
    own += [own, own]
    return own


def nested(depth: int) -> list[Any]:
    return json.loads("[" * depth + "]" * depth)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ((1, 2), "parameter.type"),
        ({"pair": (1, 2)}, "parameter.type"),
        ({1: "a"}, "parameter.type"),
        ({None: "a"}, "parameter.type"),
        (b"text", "parameter.type"),
        ({1, 2}, "parameter.type"),
        (Decimal(1), "parameter.type"),
        (datetime.now(timezone.utc), "parameter.type"),
        (object(), "parameter.type"),
        ("a\ud83d", "parameter.type"),
        ({"\ud83d": 1}, "parameter.type"),
        (math.nan, "parameter.range"),
        ([math.inf], "parameter.range"),
        (-math.inf, "parameter.range"),
        (2**63, "parameter.range"),
        (10**400, "parameter.range"),
        (circle(), "parameter.length"),
        (nested(98), "parameter.length"),
        ("x" * 191, "parameter.length"),
        (["深圳"] * 30, "parameter.length"),
        ("call +8613800000001", "user_data.number"),
        ({"13800000001": 1}, "user_data.number"),
        ([13800000001], "user_data.number"),
    ],
)
def test_what_would_not_come_back_is_refused(value: Any, code: str) -> None:
    error = refusal(lambda: user_data.encode(value))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == (code, "user_data")
    assert error.hint and error.hint_zh and "13800000001" not in str(error)


def test_as_much_as_fits_is_taken() -> None:
    assert len(user_data.encode("x" * 190)) == 256
    assert user_data.decode(user_data.encode(nested(96))) == nested(96)


@pytest.mark.parametrize("text", ["{}", "深圳", "e30=", "e3", "a b", "", "\ud83d", user_data.encode("abcdef")[:-2]])
def test_what_was_not_encoded_is_refused(text: str) -> None:
    error = refusal(lambda: user_data.decode(text))
    assert (error.code, error.field) == ("user_data.encoding", "user_data")


@pytest.mark.parametrize("text", [None, b"e30", 5])
def test_what_is_no_text_is_refused(text: Any) -> None:
    assert refusal(lambda: user_data.decode(text)).code == "parameter.type"


def test_a_binding_without_data_is_told_apart() -> None:
    client = Platform().client()
    bound = client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613900000002")
    (binding,) = client.axb.query_binding(subscription_id=bound.subscription_id).relation_num_list
    error = refusal(lambda: user_data.decode(binding.user_data))  # type: ignore[arg-type]
    assert (error.code, error.field) == ("parameter.type", "user_data")
    assert "carries no data" in error.message and "not None" in error.hint and "不为None" in error.hint_zh
