"""Arguments, as Python has them."""

import enum
import json
import math
import pickle
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from http import HTTPStatus
from typing import Any

import pytest

import privatenumber
from privatenumber import (
    Account,
    Client,
    HttpRequest,
    InvalidArgument,
    ax,
    axb,
    axe,
    axyb,
    call,
    mask,
    parse_area_code,
    parse_callee_number,
    parse_number,
    signing,
    user_data,
)
from support import APP_KEY, APP_SECRET, account, refusal

NUMBERS: dict[str, Any] = {"caller_num": "+8613800000001", "callee_num": "+8613900000002"}


class Counted:
    """A whole number that is no int, as those of numpy and pandas are."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


def body(**parameters: Any) -> Any:
    request: HttpRequest = axb.create_binding.request(account(), **{**NUMBERS, **parameters})
    assert request.body is not None
    return json.loads(request.body)


def refused(**parameters: Any) -> tuple[str, str | None]:
    error = refusal(lambda: body(**parameters))
    assert isinstance(error, InvalidArgument)
    return error.code, error.field


def test_none_leaves_a_parameter_out() -> None:
    assert set(body(duration=None, pre_voice=None)) == {"callerNum", "calleeNum"}
    assert refused(caller_num=None) == ("parameter.missing", "caller_num")


def test_a_misspelt_name_is_refused_with_a_code() -> None:
    error = refusal(lambda: body(calle_num="+8613900000002"))
    assert (error.code, error.field) == ("parameter.unknown", "calle_num")
    assert error.hint.endswith("; did you mean `caller_num` or `callee_num`?")
    assert refusal(lambda: body(durration=60)).hint.endswith("; did you mean `duration`?")
    assert refused(callerNum="+8613800000001") == ("parameter.unknown", "callerNum")


def test_names_are_spelled_as_python_spells_them() -> None:
    missing = refusal(lambda: body(callee_num=None))
    assert missing.message.startswith("`callee_num` is missing") and missing.hint == "add `callee_num`"
    assert "`callee_num`" in missing.message_zh and "`callee_num`" in missing.hint_zh
    within = refusal(lambda: body(pre_voice={"caller_hint_tone": 5}))
    assert within.field == "pre_voice.caller_hint_tone" and "`pre_voice.caller_hint_tone`" in within.message
    unknown = refusal(lambda: body(pre_voice={"callerHintTone": "ring.wav"}))
    assert "`pre_voice.callerHintTone`" in unknown.message and "`caller_hint_tone`" in unknown.hint
    assert refusal(lambda: account("nowhere")).field == "base_url"
    answered = refusal(lambda: axb.query_binding.parse(200, None, b'{"resultcode":"0","resultdesc":""}'))
    assert answered.field == "relation_num_list" and "`relation_num_list`" in answered.message


def test_a_missing_one_is_refused_with_a_code() -> None:
    create: Any = axb.create_binding
    assert refusal(lambda: create.request(account())).code == "parameter.missing"
    assert refusal(lambda: Account()).code == "account.app_key"  # type: ignore[call-arg]


def test_misspelt_and_wrong_account_arguments_have_codes_too() -> None:
    make: Any = Account
    assert refusal(lambda: make(app_keys=APP_KEY, app_secret=APP_SECRET)).code == "parameter.unknown"
    assert refusal(lambda: make(app_key=5, app_secret=APP_SECRET)).code == "parameter.type"
    create: Any = axb.create_binding
    error = refusal(lambda: create.request("account", **NUMBERS))
    assert (error.code, error.field) == ("parameter.type", "account")
    assert APP_SECRET not in str(refusal(lambda: make(app_key=APP_KEY, app_secret=APP_SECRET + "\n")))


@pytest.mark.parametrize(
    ("given", "wire"),
    [
        (3600, 3600),
        (3600.0, 3600),
        (timedelta(hours=1), 3600),
        (timedelta(days=90), 7_776_000),
        (0, 0),
        ({"hours": 1, "minutes": 30}, 5400),
        (HTTPStatus.OK, 200),
        (Counted(60), 60),
    ],
)
def test_a_duration_is_given_in_many_ways(given: object, wire: int) -> None:
    assert body(duration=given)["duration"] == wire


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (True, "parameter.type"),
        ("3600", "parameter.type"),
        (Decimal(3600), "parameter.type"),
        (-1, "parameter.range"),
        (10**30, "parameter.range"),
        (-(10**30), "parameter.range"),
        (math.nan, "parameter.range"),
        (math.inf, "parameter.range"),
        (0.5, "parameter.range"),
        (Counted(10**30), "parameter.range"),
        (Fraction(60), "parameter.type"),
        (timedelta(0), "parameter.range"),
        ({"hours": 0}, "parameter.range"),
        (timedelta(microseconds=1), "parameter.range"),
        (timedelta.max, "parameter.range"),
        (timedelta.min, "parameter.range"),
    ],
)
def test_an_unusable_duration_is_refused(given: object, code: str) -> None:
    assert refused(duration=given) == (code, "duration")


def test_minutes_are_minutes() -> None:
    assert body(max_duration=timedelta(hours=2))["maxDuration"] == 120
    assert body(max_duration=120)["maxDuration"] == 120
    assert refused(max_duration=timedelta(seconds=90)) == ("parameter.range", "max_duration")


def test_a_truth_is_no_integer_and_no_text() -> None:
    assert body(record_flag=True)["recordFlag"] == "true"
    assert refused(record_flag=1) == ("parameter.type", "record_flag")
    assert refused(record_flag="true") == ("parameter.type", "record_flag")
    assert refused(call_direction=True) == ("parameter.type", "call_direction")


@pytest.mark.parametrize("name", ["bool", "bool_"])
def test_the_truths_of_a_table_are_truths(name: str) -> None:
    def of(module: str, truth: bool) -> object:
        return type(name, (), {"__module__": module, "__bool__": lambda self: truth})()

    assert body(record_flag=of("numpy", True))["recordFlag"] == "true"
    assert body(private_sms=of("numpy", False))["privateSms"] == "false"
    assert refused(record_flag=of("elsewhere", True)) == ("parameter.type", "record_flag")
    assert refused(duration=of("numpy", True)) == ("parameter.type", "duration")


def test_whole_numbers_of_other_libraries_count() -> None:
    assert body(call_direction=Counted(1))["callDirection"] == 1
    assert refused(call_direction=Counted(3)) == ("parameter.choice", "call_direction")
    assert refused(record_flag=Counted(1)) == ("parameter.type", "record_flag")
    request = axb.create_binding.request(account(), **NUMBERS, created=Counted(0), nonce="n")  # type: ignore[arg-type]
    assert 'Created="1970-01-01T00:00:00Z"' in request.headers["X-AKSK"]
    assert privatenumber.explain(Counted(8014)) == privatenumber.explain(8014)  # type: ignore[arg-type]
    assert privatenumber.explain(10**30) == ()


def test_what_is_refused_is_named_by_its_type_in_both_languages() -> None:
    error = refusal(lambda: body(duration=Decimal("13800000021")))
    assert error.message.endswith(", not an object of type Decimal") and error.message_zh.endswith("，不能是Decimal类型的对象")
    error = refusal(lambda: body(callee_num=b"13800000021"))
    assert error.message == "`callee_num` must be a text, not an object of type bytes"
    assert error.message_zh == "`callee_num`须为字符串，不能是bytes类型的对象"
    assert refusal(lambda: body(callee_num=type("`callee_num`", (), {})())).message.endswith("an object of type 'callee_num'")


def without_names() -> list[tuple[Callable[[], object], str]]:
    from privatenumber.simulator import Platform

    make: Any = Account
    client: Any = Platform().client()
    return [
        (lambda: make(APP_KEY, APP_SECRET), "write Account(app_key=..., app_secret=...)"),
        (lambda: make(APP_KEY, app_secret=APP_SECRET), "write Account(app_key=..., app_secret=...)"),
        (
            lambda: client.axb.create_binding("+8613800000001", "+8613900000002"),
            "write create_binding(caller_num=..., callee_num=...)",
        ),
        (lambda: client.axb.query_binding({"relation_num": "x"}), "write query_binding(subscription_id=...)"),
        (lambda: client.call.stop("s"), "write stop(sessionid=...)"),
    ]


@pytest.mark.parametrize("index", range(5))
def test_parameters_go_by_name(index: int) -> None:
    call_without, hint = without_names()[index]
    error = refusal(call_without)
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.missing", None)
    assert "go by name" in error.message and error.hint == hint
    assert "按名称" in error.message_zh and hint.removeprefix("write ") in error.hint_zh


@pytest.mark.parametrize(
    ("operation", "name"),
    [(axb.query_binding, "axb.query_binding"), (axe.query_binding_v2, "axe.query_binding_v2"), (call.stop, "call.stop")],
)
def test_an_operation_is_not_called_by_itself(operation: Any, name: str) -> None:
    for positional, parameters in (((), {}), ((account(),), {}), ((), {"relation_num": "+8617000000001"})):
        error = refusal(lambda: operation(*positional, **parameters))
        assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.missing", "account")
        for hint in (error.hint, error.hint_zh):
            assert f"client.{name}(" in hint and f"{name}.request(account, " in hint


def test_choices_have_names() -> None:
    assert body(call_direction=axb.CallDirection.CALLER_TO_CALLEE)["callDirection"] == 1
    assert body(area_code="0755", area_match_mode=axb.AreaMatchMode.LOOSE)["areaMatchMode"] == "1"


def test_texts_of_derived_types_are_texts() -> None:
    class City(str, enum.Enum):
        SHENZHEN = "0755"

    class Text(str):
        pass

    assert body(area_code=City.SHENZHEN)["areaCode"] == "0755"
    assert body(user_data=Text("order"))["userData"] == "order"


def test_data_that_cannot_be_sent_is_encoded_by_the_librarys_own_module() -> None:
    error = refusal(lambda: body(user_data="{}"))
    for hint in (error.hint, error.hint_zh):
        assert "`encode`" in hint and "`user_data`" in hint
    assert body(user_data=user_data.encode({}))["userData"]


def test_half_a_surrogate_pair_is_refused() -> None:
    assert refused(user_data="a\ud83d") == ("parameter.type", "user_data")
    assert refused(**{"\ud83d": 1})[0] == "parameter.unknown"


def test_groups_are_dicts_with_underscores() -> None:
    assert body(pre_voice={"caller_hint_tone": "ring.wav"})["preVoice"] == {"callerHintTone": "ring.wav"}
    assert body(pre_voice=OrderedDict(callee_hint_tone="ring.wav"))["preVoice"] == {"calleeHintTone": "ring.wav"}
    assert refused(pre_voice={"callerHintTone": "ring.wav"}) == ("parameter.unknown", "pre_voice.callerHintTone")
    assert refused(pre_voice={"caller_hint_tone": 5}) == ("parameter.type", "pre_voice.caller_hint_tone")
    assert refused(pre_voice={5: "ring.wav"}) == ("parameter.type", "pre_voice")
    assert refused(pre_voice=["ring.wav"]) == ("parameter.type", "pre_voice")


def test_a_dict_that_holds_itself_is_refused() -> None:
    circle: dict[str, Any] = {}
    circle["caller_hint_tone"] = circle
    assert refused(pre_voice=circle) == ("parameter.type", "pre_voice.caller_hint_tone")


@pytest.mark.parametrize("given", [b"+8613800000001", object(), [], 13800000001, 1.5, datetime.now(timezone.utc), NUMBERS])
def test_a_number_of_another_type_is_refused(given: object) -> None:
    assert refused(caller_num=given) == ("parameter.type", "caller_num")
    with pytest.raises(InvalidArgument, match="parameter.type"):
        parse_number(given)  # type: ignore[arg-type]


def test_the_moment_of_signing() -> None:
    moment = datetime(2026, 1, 1, 8, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=8)))
    for created in (moment, 1_767_225_600):
        request = axb.create_binding.request(account(), **NUMBERS, created=created, nonce="n")
        assert 'Created="2026-01-01T00:00:00Z"' in request.headers["X-AKSK"]
    naive = refusal(lambda: account().sign(created=datetime(2026, 1, 1)))
    assert naive.code == "signing.created" and "zone" in naive.message
    for created in (-1, 10**30, datetime(1, 1, 1, tzinfo=timezone.utc)):
        assert refusal(lambda: account().sign(created=created)).code == "signing.created"
    for wrong in ("2026-01-01", True, 1.5):
        assert refusal(lambda: account().sign(created=wrong)).code == "parameter.type"  # type: ignore[arg-type]


def test_the_moment_is_now_if_none_is_given() -> None:
    header = account().sign()
    created = header.split('Created="')[1][:20]
    moment = datetime.strptime(created, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    assert abs(datetime.now(timezone.utc) - moment) < timedelta(seconds=30)


def test_a_nonce_is_made_new_each_time() -> None:
    nonces = {account().sign(created=0).split('Nonce="')[1][:32] for _ in range(1000)}
    assert len(nonces) == 1000
    for nonce in ("", "a-b", "n" * 129, 5, "\ud83d"):
        assert refusal(lambda: account().sign(nonce=nonce)).code == "signing.nonce"  # type: ignore[arg-type]


def test_a_forked_child_has_nonces_of_its_own() -> None:
    import os

    if not hasattr(os, "fork"):
        pytest.skip("no fork here")
    account().sign()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, account().sign().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as end:
        theirs = end.read()
    os.waitpid(child, 0)
    ours = account().sign()
    assert theirs.split('Nonce="')[1][:32] != ours.split('Nonce="')[1][:32]


def test_created_and_nonce_are_no_parameters_of_a_call() -> None:
    from privatenumber.simulator import Platform

    client: Any = Platform().client()
    assert refusal(lambda: client.axb.create_binding(**NUMBERS, nonce="n")).code == "parameter.unknown"


def test_an_account_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    error = refusal(Account.from_environment)
    assert error.code == "account.app_key" and "PRIVATENUMBER_APP_KEY" in error.hint
    monkeypatch.setenv("PRIVATENUMBER_APP_KEY", APP_KEY)
    monkeypatch.setenv("PRIVATENUMBER_APP_SECRET", APP_SECRET)
    assert Account.from_environment().base_url == "https://rtcpns.cn-north-1.myhuaweicloud.com"
    monkeypatch.setenv("PRIVATENUMBER_BASE_URL", "https://example.com/")
    assert Account.from_environment().base_url == "https://example.com"
    assert Account.from_environment().app_key == APP_KEY


def test_the_environment_says_the_mode_and_the_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIVATENUMBER_APP_KEY", APP_KEY)
    monkeypatch.setenv("PRIVATENUMBER_APP_SECRET", APP_SECRET)
    monkeypatch.setenv("PRIVATENUMBER_MODE", "")
    assert (Account.from_environment().mode, Account.from_environment().scheme) == (None, "aksk")
    monkeypatch.setenv("PRIVATENUMBER_MODE", "axe")
    monkeypatch.setenv("PRIVATENUMBER_SCHEME", "wsse")
    assert (Account.from_environment().mode, Account.from_environment().scheme) == ("axe", "wsse")
    for variable, field in (("PRIVATENUMBER_SCHEME", "scheme"), ("PRIVATENUMBER_MODE", "mode")):
        monkeypatch.setenv(variable, "AXE")
        error = refusal(Account.from_environment)
        assert (error.code, error.field) == ("parameter.choice", field) and error.hint.endswith(variable)
        assert variable in error.hint_zh


def test_the_environment_is_of_the_mode_that_the_program_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    from_environment: Any = Account.from_environment
    assert refusal(lambda: from_environment(mode="axe")).code == "account.app_key"
    monkeypatch.setenv("PRIVATENUMBER_APP_KEY", APP_KEY)
    monkeypatch.setenv("PRIVATENUMBER_APP_SECRET", APP_SECRET)
    assert from_environment(mode="axe").mode == "axe" and from_environment(mode=None).mode is None
    monkeypatch.setenv("PRIVATENUMBER_MODE", "axe")
    assert from_environment(mode="axe").mode == "axe"
    for own, code in (("axb", "account.mode"), ("AXE", "parameter.choice")):
        monkeypatch.setenv("PRIVATENUMBER_MODE", own)
        error = refusal(lambda: from_environment(mode="axe"))
        assert (error.code, error.field) == (code, "mode")
        assert "PRIVATENUMBER_MODE" in error.hint and "PRIVATENUMBER_MODE" in error.hint_zh
    for wrong, code in (("AXE", "parameter.choice"), (5, "parameter.type")):
        error = refusal(lambda: from_environment(mode=wrong))
        assert (error.code, error.field) == (code, "mode") and "PRIVATENUMBER" not in error.hint


def test_an_account_may_name_its_mode() -> None:
    assert account().mode is None and account(mode="axyb").mode == "axyb"
    assert repr(account(mode="axyb")).endswith(", mode AXYB)")
    for wrong, code in (("AXB", "parameter.choice"), ("x", "parameter.choice"), (5, "parameter.type")):
        error = refusal(lambda: account(mode=wrong))
        assert (error.code, error.field) == (code, "mode")


def test_an_operation_of_another_mode_is_refused_before_it_is_sent() -> None:
    error = refusal(lambda: axb.create_binding.request(account(mode="axe"), **NUMBERS))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("account.mode", "mode")
    assert "CreateAXBBinding" in error.message and "AXE" in error.message
    assert axb.create_binding.request(account(mode="axb"), **NUMBERS).body
    for mode in ("ax", "axb", "axe", "axyb"):
        assert call.stop.request(account(mode=mode), sessionid="s").body


def test_the_type_of_an_account_can_be_written_down() -> None:
    from typing import Literal, get_args, get_origin

    assert get_origin(Account[Literal["axe"]]) is Account and get_origin(Client[Literal["axe"]]) is Client
    assert get_args(Account[Literal["axe"]]) == (Literal["axe"],)


def test_hours_carry_their_unit() -> None:
    def lives(**given: Any) -> Any:
        request = axe.create_binding.request(account(), virtual_num="+8617000000001", bind_num="13800000001", **given)
        assert request.body is not None
        wanted = ("timeUnit", "bindExpiredTime", "callbackExpiredTime")
        return {name: value for name, value in json.loads(request.body).items() if name in wanted}

    assert lives(bind_expired_time=timedelta(days=1)) == {"timeUnit": "0", "bindExpiredTime": 24}
    assert lives(bind_expired_time={"hours": 24}) == {"timeUnit": "0", "bindExpiredTime": 24}
    assert lives(bind_expired_time=timedelta(minutes=90)) == {"timeUnit": "1", "bindExpiredTime": 90}
    assert lives(bind_expired_time=0) == {"bindExpiredTime": 0}
    assert lives() == {}
    error = refusal(lambda: lives(bind_expired_time=24))
    assert (error.code, error.field) == ("parameter.unit", "bind_expired_time")


def test_a_temporary_callee_may_be_a_service_number() -> None:
    request = ax.set_temporary_callee.request(account(), private_num="17000000001", callee_num="95533")
    assert request.method == "PUT" and request.body is not None and b"95533" in request.body
    assert parse_callee_number("400-8000-000") == parse_callee_number("4008000000")
    assert refusal(lambda: parse_number("95533")).code == "number.service"


def test_a_query_of_axyb_names_the_application() -> None:
    request = axyb.query_binding.request(account(), subscription_id="s")
    assert request.url.endswith(f"?app_key={APP_KEY}&subscriptionId=s") and request.body is None
    assert APP_KEY not in repr(request)


def test_an_account_is_not_pickled() -> None:
    import copy

    who = account()
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(who)
    assert copy.copy(who) is who and copy.deepcopy([who])[0] is who


def test_an_account_does_not_change() -> None:
    with pytest.raises(AttributeError):
        account().app_key = "other"  # type: ignore[misc]
    assert not hasattr(account(), "app_secret")


def test_a_request_is_its_own_copy_and_not_pickled() -> None:
    import copy

    request = axb.create_binding.request(account(), **NUMBERS)
    assert copy.copy(request) is request and copy.deepcopy([request])[0] is request
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(request)


def test_headers_are_new_each_time() -> None:
    request = axb.create_binding.request(account(), **NUMBERS)
    request.headers.clear()
    assert list(request.headers) == ["Content-Type", "Authorization", "X-AKSK"]


def test_numbers_and_masking() -> None:
    assert parse_number("0755-28000001") == "+8675528000001"
    assert parse_area_code("010") == "010"
    assert mask("call 138 0000 0021 now") == "call 138****0021 now"
    # What goes into a log may hold half a character.
    assert mask("\ud83d13800000021").endswith("138****0021")
    for wrong in (None, 13800000021, b"13800000021"):
        error = refusal(lambda: mask(wrong))  # type: ignore[arg-type]
        assert (error.code, error.field) == ("parameter.type", "text") and "13800000021" not in str(error)
    assert refusal(lambda: signing.password_digest(b"short")).code == "parameter.length"


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert privatenumber.__version__ == version("privatenumber")


def test_operations_say_who_they_are() -> None:
    assert repr(axb.create_binding) == "<operation axb.create_binding>"
    assert "CreateAXBBinding" in (axb.CreateBinding.__doc__ or "")
