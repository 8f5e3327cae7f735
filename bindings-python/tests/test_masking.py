"""No printed form of anything holds a whole number or a secret."""

import logging
import re
import traceback
from typing import Any

import pytest

from privatenumber import Account, Client, PrivateNumberError, axb, error_codes
from privatenumber.simulator import Platform
from privatenumber.transports import requests_send
from support import APP_SECRET, account, bind, body_of, closed, operation, request_of, vectors

# A run of digits as long as a number; what stands around it decides nothing.
NUMBER = re.compile(r"\d{7,}")
# The numbers of the vectors: none may be there, whatever stands between its digits.
PLANTED = [
    "13800000021",
    "13800000023",
    "13800006666",
    "13800000001",
    "13800000002",
    "17000000001",
    "18000000001",
    "75528000001",
    "28000001",
]


# Hints name other codes of the service, and the longest durations and page numbers are numbers too.
SHOWN = {code.removeprefix("service.").split("@")[0] for code in error_codes if code.startswith("service.")}
SHOWN |= {"7776000", "2147483647"}


def printed(value: object) -> list[str]:
    record = logging.LogRecord("log", logging.INFO, __file__, 1, "%s and %r", (value, value), None)
    forms = [repr(value), str(value), f"{value}", "{}".format(value), "%s" % (value,), record.getMessage()]
    if isinstance(value, BaseException):
        forms += traceback.format_exception(value)
        forms += [str(argument) for argument in value.args]
        forms += [text for text in vars(value).values() if isinstance(text, str)]
    return forms


def assert_masked(value: object, allowed: set[str], secret: str | None = None) -> None:
    for form in printed(value):
        # Source lines in a traceback are the test's own.
        lines = [line for line in form.splitlines() if not line.startswith("    ")]
        found = {run for run in NUMBER.findall("\n".join(lines)) if not any(run in text for text in allowed)}
        assert not found, f"{sorted(found)} in {form}"
        digits = re.sub(r"\D", "", "".join(lines))
        assert not [number for number in PLANTED if number in digits], form
        assert secret is None or len(secret) < 6 or secret not in form, form


def ids(given: Any) -> set[str]:
    """What is printed as it is: result codes, cursors, and what the service names itself."""
    text = body_of(given).decode("utf-8", "replace")
    return SHOWN | {
        match
        for name in ("resultcode", "subscriptionId", "app_key", "nextCursor", "nextCusor")
        for match in re.findall(rf'"{name}"\s*:\s*"?([^",}}]*)', text)
    }


def test_vectors_leave_no_number_behind() -> None:
    count = 0
    for _, kind, case in vectors():
        given = case["given"]
        if kind == "requests":
            secret = given["account"]["appSecret"]
            try:
                shown: list[object] = [request_of(given)]
            except PrivateNumberError as error:
                shown = [error]
            allowed = SHOWN | {str(given["parameters"].get("subscriptionId") or "")}
            shown += getattr(shown[0], "advice", ())
            for value in shown:
                assert_masked(value, allowed, secret)
        elif kind == "answers":
            try:
                value = operation(given["operation"]).parse(given["status"], given["headers"], body_of(given))
            except PrivateNumberError as error:
                value = error
            assert_masked(value, ids(given))
        else:
            continue
        count += 1
    assert count > 100


def test_an_account_shows_neither_key_nor_secret() -> None:
    who = Account(app_key="KeyThatIsNotShown", app_secret="SecretThatIsNotShown")
    for form in [*printed(who), *printed(Client(who, lambda request: (200, None, b"")))]:
        assert "KeyThat" not in form and "SecretThat" not in form


def test_a_request_shows_neither_digest_nor_body() -> None:
    request = axb.query_binding.request(account(), relation_num="+8617000000001", caller_num="13800000001")
    for form in printed(request):
        assert "PasswordDigest" not in form and "UsernameToken" not in form
        assert "%2B86170****0001" in form


def test_unknown_fields_are_masked() -> None:
    body = b'{"resultcode":"0","resultdesc":"","new":{"number":"+8613800000021"}}'
    answer = axb.delete_binding.parse(200, None, body)
    assert answer.extra == {"new": {"number": "+8613800000021"}}
    assert_masked(answer, set())


def test_a_broken_connection_does_not_print_the_url() -> None:
    client = Client(account(closed()), requests_send(timeout=1))
    with pytest.raises(PrivateNumberError) as caught:
        client.axb.query_binding(relation_num="+8617000000001")
    assert_masked(caught.value, set(), APP_SECRET)


def test_what_a_send_function_says_is_masked() -> None:
    def send(request: object) -> Any:
        raise RuntimeError("lost +8613800000001")

    with pytest.raises(PrivateNumberError) as caught:
        bind(send)
    for text in (str(caught.value), repr(caught.value), caught.value.message_zh):
        assert not NUMBER.search(text)


def test_the_platform_prints_no_number() -> None:
    platform = Platform()
    bind_in = platform.client().axb.create_binding
    bind_in(caller_num="+8613800000001", callee_num="+8613900000002")
    for value in (platform, platform._platform, platform.client(), platform.account()):
        assert_masked(value, set(), platform._platform.applications[0][1])


def test_the_y_of_a_call_is_printed_masked() -> None:
    platform = Platform()
    bound = platform.client(mode="axyb").axyb.create_ax_binding(orig_num="+8613800000001", area_code="0755")
    assigned = platform.assign_y(x=bound.relation_number, caller="+8613800000002")
    assert_masked(assigned, set())
    assert repr(assigned) == "YAssignment(y='+86170****0032')"
    hung_up = platform.assign_y(x=bound.relation_number, caller="+8613800000001")
    assert repr(hung_up) == "YAssignment(cause=8032)"
