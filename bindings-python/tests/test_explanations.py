"""What codes mean."""

import copy
import json
from typing import Any

import pytest

import privatenumber
from privatenumber import Explanation, InvalidArgument, errors, explain
from support import refusal, vectors_folder


def listed() -> list[tuple[str, int | None, str]]:
    """Table, HTTP status and code of every row of the service's tables."""
    lines = (vectors_folder() / "codes.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return [(table, None if status == "-" else int(status), code) for table, status, code in rows]


def test_every_code_of_the_services_tables_is_explained() -> None:
    rows = listed()
    assert len(rows) > 200
    missing = [
        row for row in rows if not [known for known in explain(row[2]) if row[1] is None or known.http_status == row[1]]
    ]
    assert not missing


def test_every_code_of_an_error_is_explained() -> None:
    for code in privatenumber.error_codes:
        assert explain(code), code


def test_an_explanation_says_what_to_do_in_two_languages() -> None:
    for table, _, code in listed():
        for known in explain(code):
            assert known.english and known.hint and known.page, (table, code)
            assert any("一" <= letter <= "鿿" for letter in known.chinese), (table, code)
            assert known.class_name is None or hasattr(errors, known.class_name)


@pytest.mark.parametrize("code", ["8014", 8014, " 8014 "])
def test_a_code_is_a_text_or_an_int(code: Any) -> None:
    (known,) = explain(code)
    assert (known.kind, known.code, known.group, known.http_status) == ("cause", "8014", "binding", None)
    assert str(known) == f"8014, hang-up cause: {known.english}; {known.hint}" and "\n" not in str(known)
    assert repr(known) == f"Explanation({known})"


def test_a_code_with_two_meanings_has_two_explanations() -> None:
    both = explain(1010010)
    assert [known.http_status for known in both] == [401, 403]
    assert [known.class_name for known in both] == ["AuthenticationFailed", "FlowControl"]
    assert explain("service.1010010@403") == both[1:]


def test_names_in_an_explanation_are_pythons() -> None:
    (known,) = explain("service.1013102")
    assert "`extend_num`" in known.hint and "extendNum" not in known.hint
    assert "extendNum" in known.to_json()


@pytest.mark.parametrize("code", ["", "nothing", "99999999", -1, "\ud83d"])
def test_an_unknown_code_has_no_explanation(code: Any) -> None:
    assert explain(code) == ()


@pytest.mark.parametrize("code", [None, 8014.0, True, b"8014", ["8014"]])
def test_what_is_no_code_is_refused(code: Any) -> None:
    error = refusal(lambda: explain(code))
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "code")


def test_an_explanation_is_a_value() -> None:
    (known,) = explain("8014")
    assert (known,) == explain("8014") and hash(known) == hash(explain("8014")[0]) and known != str(known)
    assert copy.copy(known) is known and copy.deepcopy([known])[0] is known
    assert json.loads(known.to_json())["code"] == "8014"
    with pytest.raises(AttributeError):
        known.hint = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        Explanation()
