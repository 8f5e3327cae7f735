"""The exceptions, held against what the core exports."""

import copy
import pickle

import pytest

import privatenumber
from privatenumber import InvalidArgument, PrivateNumberError, ServiceRefused, _core, axb, errors
from privatenumber.errors import AlreadyBound
from support import account, refusal, vectors

CLASSES: dict[str, str] = _core._description()["errorClasses"]

REFUSED = b'{"resultcode":"1012010","resultdesc":"The number +8613800000021 has been bound."}'


def refused() -> PrivateNumberError:
    return refusal(lambda: axb.create_binding.parse(403, None, REFUSED))


def test_the_classes_are_those_of_the_core() -> None:
    for name, parent in CLASSES.items():
        cls = getattr(errors, name)
        assert getattr(errors, parent) in cls.__bases__, name
        assert cls.__doc__, name
    own = {name for name in errors.__all__ if name != "PrivateNumberError"}
    assert own == set(CLASSES)


def test_every_code_of_a_vector_is_listed() -> None:
    codes = {case["expect"]["error"]["code"] for _, _, case in vectors() if "error" in case["expect"]}
    unknown = {code for code in codes if code not in privatenumber.error_codes}
    # Result codes that this version does not know are no members of the list.
    assert all(code.startswith("service.") for code in unknown), unknown
    assert "service.1012010" in privatenumber.error_codes
    assert "service.1010010@401" in privatenumber.error_codes and "service.1010010" not in privatenumber.error_codes
    assert all(privatenumber.error_codes.values())


def test_an_invalid_argument_is_a_value_error_too() -> None:
    with pytest.raises(ValueError) as caught:
        privatenumber.parse_number("123")
    assert isinstance(caught.value, InvalidArgument)


def test_a_refusal_says_everything() -> None:
    error = refused()
    assert type(error) is AlreadyBound and isinstance(error, ServiceRefused)
    assert (error.code, error.reason, error.result_code) == ("service.1012010", "already_bound", "1012010")
    assert (error.http_status, error.retryable, error.field) == (403, False, None)
    assert error.result_desc == "The number +86138****0021 has been bound."
    assert error.message_zh.startswith("服务端拒绝") and error.hint_zh
    assert str(error) == f"{error.message} [{error.code}]; {error.hint}"


@pytest.mark.parametrize(
    "error",
    [refused(), refusal(lambda: privatenumber.parse_number("+86075528000001")), refusal(lambda: account("http://x"))],
)
def test_errors_are_pickled_and_copied(error: PrivateNumberError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error) and vars(twin) == vars(error)


def test_the_file_that_the_service_names_is_said() -> None:
    body = b'{"resultcode":"1010002","resultdesc":"Invalid request.lastMinVoice.wav does not exist."}'
    error = refusal(lambda: axb.create_binding.parse(403, None, body))
    assert (error.field, error.file) == ("last_min_voice", "lastMinVoice.wav")
    assert refused().file is None and pickle.loads(pickle.dumps(error)).file == "lastMinVoice.wav"


def test_the_same_code_under_two_statuses_is_told_apart() -> None:
    body = b'{"resultcode":"1010010","resultdesc":""}'
    assert type(refusal(lambda: axb.query_binding.parse(401, None, body))).__name__ == "AuthenticationFailed"
    flow = refusal(lambda: axb.query_binding.parse(403, None, body))
    assert type(flow).__name__ == "FlowControl" and flow.retryable


def test_a_subclass_of_ones_own_is_possible() -> None:
    class Mine(PrivateNumberError):
        pass

    assert str(Mine("no", code="mine")) == "no [mine]"
