"""Answers, as HTTP clients hand them over."""

import copy
import json
import pickle
from datetime import datetime, timezone
from email.message import Message
from http import HTTPStatus
from typing import Any

import pytest

from privatenumber import InvalidArgument, UnreadableAnswer, axb, axe, call, recording
from support import BOUND, refusal

FOUND = (
    b'{"resultcode":"0","resultdesc":"Success","relationNumList":[{"subscriptionId":"s-1","relationNum":'
    b'"+8617000000001","subscribeTime":"2018-2-24 15:15:15","preVoice":{"callerHintTone":"ring.wav"},'
    b'"privateSms":"true","callDirection":"0"}],"totalCount":1,"pageIndex":1,"pageSize":50,"more":[1,2.5,null,true]}'
)
query: Any = axb.query_binding.parse
create: Any = axb.create_binding.parse


@pytest.mark.parametrize("body", [BOUND, bytearray(BOUND), memoryview(BOUND), memoryview(BOUND * 2)[: len(BOUND)], BOUND.decode()])
def test_a_body_is_bytes_or_a_text(body: Any) -> None:
    assert create(200, None, body).subscription_id == "s-1"


@pytest.mark.parametrize("body", [None, b"", "", bytearray(), " \n"])
def test_nothing_is_no_answer(body: Any) -> None:
    assert refusal(lambda: create(200, None, body)).code == "answer.empty"


@pytest.mark.parametrize("body", [5, [], {}, object(), 1.5])
def test_a_body_of_another_type_is_refused(body: Any) -> None:
    error = refusal(lambda: create(200, None, body))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "body")


def test_a_text_with_half_a_surrogate_pair_is_read_as_far_as_it_goes() -> None:
    assert refusal(lambda: create(200, None, "\ud83d")).code == "answer.not_json"


@pytest.mark.parametrize(
    "headers", [{"content-type": "text/html"}, [("Content-Type", "text/html")], [(b"Content-Type", b"text/html")]]
)
def test_headers_make_errors_clearer(headers: Any) -> None:
    error = refusal(lambda: create(200, headers, b"<html>"))
    assert error.code == "answer.html" and "text/html" in error.message


def test_headers_of_the_standard_library_are_taken() -> None:
    message = Message()
    message["Content-Type"] = "text/html"
    assert "text/html" in refusal(lambda: create(200, message, b"<html>")).message


@pytest.mark.parametrize("headers", [5, "text", [1], {"a": 1}, object()])
def test_headers_of_another_type_are_refused_if_they_are_needed(headers: Any) -> None:
    error = refusal(lambda: create(200, headers, b"<html>"))
    assert (error.code, error.field) == ("parameter.type", "headers")


@pytest.mark.parametrize("status", ["200", None, True, -1, 99, 1000, 70_000, 10**30, 200.0])
def test_a_status_of_another_type_is_refused(status: Any) -> None:
    error = refusal(lambda: create(status, None, BOUND))
    assert (error.code, error.field) == ("parameter.type", "status")


def test_a_status_with_a_name_is_a_status() -> None:
    assert create(HTTPStatus.OK, {}, BOUND).relation_num == "+8617000000001"
    error = refusal(lambda: create(HTTPStatus.FOUND, {"Location": "/login"}, b""))
    assert isinstance(error, UnreadableAnswer) and error.code == "answer.redirected" and "/login" in error.message


def test_an_answer_is_typed() -> None:
    page = query(200, None, FOUND)
    (binding,) = page.relation_num_list
    assert isinstance(page, axb.QueryBindingAnswer) and isinstance(binding, axb.Binding)
    assert binding.subscribe_time == datetime(2018, 2, 24, 15, 15, 15, tzinfo=timezone.utc)
    assert (binding.private_sms, binding.call_direction, binding.duration) == (True, 0, None)
    assert isinstance(binding.pre_voice, axb.PlayInfo)
    assert (binding.pre_voice.caller_hint_tone, binding.pre_voice.callee_hint_tone) == ("ring.wav", None)
    assert page.extra == {"more": [1, 2.5, None, True]}
    assert page.relation_num_list is page.relation_num_list


def test_an_answer_as_a_dict_has_what_came() -> None:
    assert query(200, None, FOUND).to_dict() == {
        "relation_num_list": [
            {
                "subscription_id": "s-1",
                "relation_num": "+8617000000001",
                "subscribe_time": datetime(2018, 2, 24, 15, 15, 15, tzinfo=timezone.utc),
                "pre_voice": {"caller_hint_tone": "ring.wav"},
                "private_sms": True,
                "call_direction": 0,
            }
        ],
        "total_count": 1,
        "page_index": 1,
        "page_size": 50,
        "extra": {"more": [1, 2.5, None, True]},
    }


def test_equal_answers_are_equal() -> None:
    assert query(200, None, FOUND) == query(200, None, FOUND)
    assert create(200, None, BOUND) == create(200, {}, BOUND.decode())
    assert create(200, None, BOUND) != create(200, None, BOUND.replace(b"s-1", b"s-2"))
    assert create(200, None, BOUND) != "s-1"


def test_equal_answers_have_equal_hashes() -> None:
    page = query(200, None, FOUND)
    assert len({page, query(200, None, FOUND), *page.relation_num_list}) == 2
    assert hash(page) != hash(query(200, None, FOUND.replace(b"s-1", b"s-2")))


def test_an_answer_is_its_own_copy_and_not_pickled() -> None:
    page = query(200, None, FOUND)
    for answer in (page, page.relation_num_list[0], page.relation_num_list[0].pre_voice):
        assert copy.copy(answer) is answer and copy.deepcopy([answer])[0] is answer
        with pytest.raises(TypeError, match=r"to_dict\(\)"):
            pickle.dumps(answer)


def test_an_answer_as_json_has_the_names_of_the_wire() -> None:
    page = query(200, None, FOUND)
    plain = json.loads(page.to_json())
    (binding,) = plain["relationNumList"]
    assert binding["subscribeTime"] == 1519485315 and binding["preVoice"] == {"callerHintTone": "ring.wav"}
    assert (plain["totalCount"], plain["extra"]) == (1, {"more": [1, 2.5, None, True]})
    assert json.loads(page.relation_num_list[0].to_json()) == binding


def test_an_answer_does_not_change_and_is_made_by_the_library_alone() -> None:
    answer = create(200, None, BOUND)
    with pytest.raises(AttributeError):
        answer.duration = 5
    with pytest.raises(TypeError):
        axb.CreateBindingAnswer()


def test_the_address_of_a_recording_is_in_a_redirect() -> None:
    there = "https://files.example.com/r/1.wav?signature=0123456789"
    answer = recording.get_download_url.parse(301, {"Location": there}, b"")
    assert answer.location == there and answer.to_dict() == {"location": there}
    assert "files.example.com" in repr(answer) and "signature" not in repr(answer) and "1.wav" not in repr(answer)
    followed = refusal(lambda: recording.get_download_url.parse(200, {"Content-Type": "audio/wav"}, b"RIFF"))
    assert isinstance(followed, UnreadableAnswer) and followed.code == "answer.followed"
    assert refusal(lambda: recording.get_download_url.parse(301, None, b"")).field == "location"


def test_an_answer_under_another_content_type_is_read() -> None:
    assert call.stop.parse(200, {"Content-Type": "text/html"}, b'{"resultcode":"0","resultdesc":"Success"}').extra == {}


@pytest.mark.parametrize("name", ["nextCursor", "nextCusor"])
def test_a_cursor_is_read_in_both_spellings(name: str) -> None:
    body = f'{{"resultcode":"0","resultdesc":"","{name}":"0000000000001_2","some":[{{"subscriptionId":"s-1"}}]}}'
    page = axe.query_binding_v2.parse(200, None, body)
    (binding,) = page.bindings
    assert (page.next_cursor, binding.subscription_id) == ("0000000000001_2", "s-1")
    assert isinstance(binding, axe.Binding) and isinstance(axe.query_binding.parse(200, None, BOUND), axe.Binding)


def test_an_answer_prints_what_is_there() -> None:
    assert repr(create(200, None, BOUND)) == "CreateBindingAnswer(subscription_id='s-1', relation_num='+86170****0001')"


def test_a_number_in_the_wrong_place_is_masked() -> None:
    answer = create(200, {}, b'{"resultcode":"0","subscriptionId":"s","relationNum":"+8617000000001","duration":13800000001}')
    assert answer.duration is None and answer.extra == {"duration": 13800000001}
    assert "138****0001" in repr(answer) and "13800000001" not in repr(answer)
