"""What is legal and will hardly do what is hoped for."""

import copy
from typing import Any

import pytest

from privatenumber import Advice, Client, HttpRequest, InvalidArgument, ax, axb, axe, explain
from privatenumber.simulator import Platform
from support import account, refusal

UNANNOUNCED: dict[str, Any] = {
    "caller_num": "+8613800000001",
    "callee_num": "+8613900000002",
    "relation_num": "+8617000000001",
    "record_flag": True,
}


def one() -> Advice:
    (advice,) = axb.create_binding.request(account(), **UNANNOUNCED).advice
    return advice


def test_a_request_comes_with_advice() -> None:
    advice = one()
    assert (advice.code, advice.field) == ("advice.recording_tone", "record_flag")
    assert "`record_hint_tone`" in advice.message and "`record_hint_tone`" in advice.hint
    assert "`record_hint_tone`" in advice.message_zh and "`record_hint_tone`" in advice.hint_zh
    assert str(advice) == f"{advice.message} [{advice.code}]; {advice.hint}" and "\n" not in str(advice)
    assert repr(advice) == f"Advice({advice})"
    assert explain(advice.code)[0].kind == "advice"


def test_a_request_without_occasion_for_advice_has_none() -> None:
    assert axb.create_binding.request(account(), **{**UNANNOUNCED, "record_hint_tone": "notice.wav"}).advice == ()
    assert axe.query_binding.request(account(), subscription_id="s").advice == ()


def test_several_things_are_advised_at_once() -> None:
    advice = ax.create_binding.request(
        account(),
        orig_num="0755-28000001",
        private_num="+8617000000001",
        record_flag=True,
        callee_num_display=ax.CalleeNumDisplay.REAL_CALLER,
    ).advice
    assert {piece.code for piece in advice} == {
        "advice.fixed_line_caller",
        "advice.recording_tone",
        "advice.real_number",
    }
    assert all("28000001" not in str(piece) for piece in advice)


def test_advice_is_a_value() -> None:
    advice = one()
    assert advice == one() and hash(advice) == hash(one()) and advice != str(advice)
    assert copy.copy(advice) is advice and copy.deepcopy([advice])[0] is advice
    with pytest.raises(AttributeError):
        advice.hint = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        Advice()


def test_a_client_tells_advice_before_it_sends() -> None:
    platform = Platform()
    told: list[tuple[str, str, int]] = []

    def on_advice(advice: Advice, request: HttpRequest) -> None:
        told.append((advice.code, request.method, len(platform.state()["log"])))

    platform.client(on_advice=on_advice).axb.create_binding(**UNANNOUNCED)
    assert told == [("advice.recording_tone", "POST", 0)]
    assert len(platform.state()["log"]) == 1


def test_nobody_is_told_by_default(capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder) -> None:
    Platform().client().axb.create_binding(**UNANNOUNCED)
    assert capfd.readouterr() == ("", "") and not recwarn


def test_who_is_told_can_stop_the_call() -> None:
    platform = Platform()

    def on_advice(advice: Advice, request: HttpRequest) -> None:
        raise RuntimeError(advice.code)

    with pytest.raises(RuntimeError, match=r"advice\.recording_tone"):
        platform.client(on_advice=on_advice).axb.create_binding(**UNANNOUNCED)
    assert platform.state()["log"] == []


async def coroutine(advice: Advice, request: HttpRequest) -> None:
    raise AssertionError("never awaited")


@pytest.mark.parametrize("on_advice", [coroutine, "print", 5])
def test_what_cannot_be_told_is_refused(on_advice: Any) -> None:
    error = refusal(lambda: Client(account(), on_advice=on_advice))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "on_advice")


CROWDED = b'{"resultcode":"0","resultdesc":"Success","list":[{"virtualNum":"+8617000000001","count":201}]}'


def test_an_answer_comes_with_advice() -> None:
    answer = axe.query_binding_count.parse(200, None, CROWDED)
    (advice,) = answer.advice
    assert isinstance(advice, Advice) and (advice.code, advice.field) == ("advice.crowded_number", "counts")
    assert answer.to_dict()["advice"] == [advice.to_dict()]
    assert str(advice) in repr(answer)


def test_an_answer_without_occasion_for_advice_has_none() -> None:
    answer = axe.query_binding_count.parse(200, None, CROWDED.replace(b"201", b"200"))
    assert answer.advice == () and "advice" not in answer.to_dict() and "advice" not in repr(answer)
