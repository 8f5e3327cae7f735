"""Every case of vectors/, run against the installed wheel."""

import base64
import hashlib
import hmac
import json
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from privatenumber import (
    Account,
    Advice,
    PrivateNumberError,
    _core,
    explain,
    mask,
    parse_area_code,
    parse_callee_number,
    parse_number,
    parse_x_number,
    signing,
    user_data,
)
from privatenumber.push import data as push
from support import DESCRIPTION, NAMES, body_of, camel, operation, python_value, refusal, request_of, vectors


def digest_of(secret: str, nonce: str, created: int, scheme: str) -> bytes:
    """The digest, computed with nothing of this library's but the text of the moment."""
    message = nonce + signing.created_text(created)
    if scheme == "aksk":
        return hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest()
    return hashlib.sha256((message + secret).encode()).digest()


def signing_case(given: dict[str, Any]) -> dict[str, Any]:
    key, secret, nonce, created = given["appKey"], given["appSecret"], given["nonce"], given["created"]
    scheme = given.get("scheme", "aksk")
    digest = signing.digest(secret, nonce, created, scheme=scheme)
    assert digest == digest_of(secret, nonce, created, scheme)
    password_digest = signing.password_digest(digest, scheme=scheme)
    assert password_digest == base64.b64encode(digest.hex().encode() if scheme == "wsse_hex" else digest).decode()
    signature = signing.x_aksk(key, password_digest, nonce, created)
    name = "X-AKSK" if scheme == "aksk" else "X-WSSE"
    headers = signing.headers(key, secret, scheme=scheme, created=created, nonce=nonce)
    assert list(headers) == ["Authorization", name] and headers[name] == signature
    if scheme != "wsse_hex":
        account = Account(app_key=key, app_secret=secret, scheme=scheme)
        assert account.sign(created=created, nonce=nonce) == signature
    return {
        "created": signing.created_text(created),
        "message": signing.message(nonce, created),
        "digest": digest.hex(),
        "passwordDigest": password_digest,
        "xAksk" if scheme == "aksk" else "xWsse": signature,
        "authorization": headers["Authorization"],
    }


def number_case(given: dict[str, Any]) -> dict[str, Any]:
    parse = {
        "number": parse_number,
        "x": parse_x_number,
        "callee": parse_callee_number,
        "areaCode": parse_area_code,
    }[given["as"]]
    value = parse(given["text"])
    return {"value": value, "masked": mask(value)}


def mask_case(given: dict[str, Any]) -> dict[str, Any]:
    return {"masked": mask(given["text"])}


def request_case(given: dict[str, Any]) -> dict[str, Any]:
    request = request_of(given)
    body = None if request.body is None else request.body.decode("ascii")
    scheme = given["account"].get("scheme", "aksk")
    digest = digest_of(given["account"]["appSecret"], given["nonce"], given["created"], scheme)
    signature = request.headers["X-AKSK" if scheme == "aksk" else "X-WSSE"]
    assert f'PasswordDigest="{base64.b64encode(digest).decode()}"' in signature
    expect: dict[str, Any] = {"method": request.method, "url": request.url, "headers": request.headers, "body": body}
    if request.advice:
        expect["advice"] = [advice_of(advice.to_dict()) for advice in request.advice]
        assert [advice.to_dict() for advice in request.advice] == [members_of(advice) for advice in request.advice]
    return expect


def members_of(advice: Advice) -> dict[str, str]:
    return {name: getattr(advice, name) for name in ("code", "field", "message", "message_zh", "hint", "hint_zh")}


def advice_of(advice: dict[str, str]) -> dict[str, str]:
    """A plain piece of advice with the names of the wire, in its texts too."""
    return {
        "code": advice["code"],
        "field": camel(advice["field"]),
        "message": wire_names(advice["message"]),
        "messageZh": wire_names(advice["message_zh"]),
        "hint": wire_names(advice["hint"]),
        "hintZh": wire_names(advice["hint_zh"]),
    }


def user_data_case(given: dict[str, Any]) -> dict[str, Any]:
    if "decode" in given:
        # Written as the core writes it.
        data = user_data.decode(given["decode"])
        return {"json": json.dumps(data, separators=(",", ":"))}
    # The core takes JSON, and Python's callers have values: both must end alike, if there is such a value.
    ended = encoded(lambda: _core._encode_user_data(given["encode"]))
    try:
        data = json.loads(given["encode"])
    except ValueError:
        data = object()
    by_value = encoded(lambda: user_data.encode(data))
    if isinstance(ended, str) or not isinstance(by_value, PrivateNumberError):
        assert by_value == ended
    elif ended.code != "parameter.type":
        assert by_value.code == ended.code
    if isinstance(ended, PrivateNumberError):
        raise ended
    return {"text": ended}


def encoded(encode: Callable[[], str]) -> str | PrivateNumberError:
    try:
        return encode()
    except PrivateNumberError as error:
        return error


def explanations_case(given: dict[str, Any]) -> dict[str, Any]:
    rows = []
    for explanation in explain(given["code"]):
        plain = explanation.to_dict()
        row = {EXPLAINED.get(name, name): value for name, value in plain.items()}
        for name in ("english", "chinese", "hint", "hintZh"):
            row[name] = wire_names(row[name])
        assert row == json.loads(explanation.to_json())
        for name, value in plain.items():
            assert getattr(explanation, name) == value
        rows.append(row)
    return {"explanations": rows}


EXPLAINED = {"class_name": "class", "http_status": "httpStatus", "hint_zh": "hintZh"}


def answer_case(given: dict[str, Any]) -> dict[str, Any]:
    answer = operation(given["operation"]).parse(given["status"], given["headers"], body_of(given))
    (answered,) = (
        known["answer"] for known in DESCRIPTION["operations"] if f"{known['mode']}.{known['name']}" == given["operation"]
    )
    return {"answer": wire(answer.to_dict(), answered)}


def wire(value: Any, description: Any) -> Any:
    """A plain answer with the names of the wire. What is unknown came with them."""
    members = {}
    for field in description["fields"]:
        if field["snake"] not in value:
            continue
        member = value[field["snake"]]
        if field["advice"]:
            member = [advice_of(advice) for advice in member]
        elif isinstance(member, list):
            member = [wire(item, field["answer"]) for item in member]
        elif isinstance(member, dict):
            member = wire(member, field["answer"])
        elif isinstance(member, datetime):
            seconds = member.timestamp()
            member = int(seconds) if seconds.is_integer() else round(seconds, 3)
        members[field["wire"]] = member
    if "extra" in value:
        members["extra"] = value["extra"]
    assert len(members) == len(value), f"{value} has more than {description['name']} describes"
    return members


def push_case(given: dict[str, Any]) -> dict[str, Any]:
    receiver = given["receiver"]
    terms = _core.PUSH_TERMS
    reader = _core._PushReader(
        [(application["appKey"], application["appSecret"]) for application in receiver["applications"]],
        receiver["check"],
        receiver.get("url"),
        receiver.get("maxAge", terms["max_age"]),
        receiver.get("maxAhead", terms["max_ahead"]),
        receiver.get("maxBody", terms["max_body"]),
    )
    body = body_of(given)
    reading = reader.read(given["headers"], body, given["now"])
    told = reading.delivery
    delivery = {
        "genuine": told.genuine,
        "scheme": told.scheme,
        "appKey": told.app_key,
        "created": told.created and int(told.created.timestamp()),
        "problem": told.problem and error_of("pushes", told.problem)["error"],
    }
    expect: dict[str, Any] = {
        "delivery": {name: value for name, value in delivery.items() if value is not None},
        "pushes": [push_of(*pushed) for pushed in reading.pushes],
    }
    if reading.nonce:
        expect["nonce"] = dict(zip(("key", "fingerprint", "seconds"), reading.nonce, strict=True))
        assert reading.nonce[1] == hashlib.sha256(body).hexdigest()
    # Whatever holds bytes will do for a body, and pairs for headers, which may be bytes as well.
    pairs = [(name.encode(), value.encode()) for name, value in given["headers"].items()]
    again = reader.read(pairs, memoryview(body), float(given["now"]) + 0.5)
    assert again.delivery.genuine == told.genuine and [kind for kind, _, _ in again.pushes] == [
        kind for kind, _, _ in reading.pushes
    ]
    return expect


EXPLAINED_BY = {
    "cause": "cause",
    "networkCause": "q850",
    "result": "sms_result",
    "meaning": "number_status",
    "reason": "number_cause",
}
"""The table that a field's code is of."""


def push_of(kind: str, key: str | None, data: Any) -> dict[str, Any]:
    (known,) = (known for known in DESCRIPTION["pushKinds"] if known["snake"] == kind)
    (described,) = (described for described in DESCRIPTION["pushes"] if described["name"] == known["data"])
    assert type(data) is getattr(push, known["data"])
    plain = data.to_dict()
    for field in described["fields"]:
        value, told = getattr(data, field["snake"]), plain.get(field["snake"])
        if field["explanation"]:
            # Of a code that its table has not, the number is there and nothing is said of it.
            of_its_table = [known for known in explain(str(told)) if known.kind == EXPLAINED_BY[field["wire"]]]
            assert of_its_table == ([] if value is None else [value]), field
        elif told is None or isinstance(told, (str, int, datetime)):
            assert value == told, field
    members = wire(plain, described)
    assert members.pop("key", None) == key
    pushed = {"kind": known["wire"], "key": key, "data": members}
    return {name: value for name, value in pushed.items() if value is not None}


def reply_case(given: dict[str, Any]) -> dict[str, Any]:
    parameters = python_value(given["parameters"])
    assert isinstance(parameters, dict)
    sms = {"smsEvent": {"notificationMode": "Block", **given.get("sms", {"calling": "+8613800000001"})}}
    call = {"eventType": "callin", "statusInfo": {"notifyMode": "Block"}}
    asked = [pushed_by(body) for body in (call, sms)]
    if given["reply"] == "route":
        reply = push.route(asked[1][1], **parameters)
    else:
        reply = getattr(push, given["reply"])(**parameters)
    assert reply.kind == given["reply"]
    answered = 0 if given["reply"] in ("connect", "close") else 1
    reply._fits(*asked[answered])
    error = refusal(lambda: reply._fits(*asked[1 - answered]))
    assert (error.code, error.http_status, error.field) == ("push.reply", 500, asked[1 - answered][0])
    expect: dict[str, Any] = {"body": reply.body(given["form"]).decode("ascii")}
    if reply.advice:
        expect["advice"] = [advice_of(advice.to_dict()) for advice in reply.advice]
    return expect


def pushed_by(body: dict[str, Any]) -> tuple[str, Any]:
    """Kind and data of the only push in a body."""
    reader = _core._PushReader([], "off", None, 0, 0, 1 << 20)
    ((kind, _, data),) = reader.read({}, json.dumps(body).encode()).pushes
    return kind, data


def push_error_case(given: dict[str, Any]) -> dict[str, Any]:
    kinds = {known["wire"]: known["snake"] for known in DESCRIPTION["pushKinds"]}
    error = _core._push_error(given["code"], kinds.get(given["kind"], ""), given.get("what", ""))
    assert error is not None
    raise error


def put_together(value: Any) -> Any:
    """A value in which each list of texts and `{"repeat": [text, count]}` is the text that it stands for."""
    if isinstance(value, dict):
        return {name: put_together(member) for name, member in value.items()}
    if not isinstance(value, list):
        return value
    if not any(isinstance(part, dict) and "repeat" in part for part in value):
        return [put_together(item) for item in value]
    return "".join(part if isinstance(part, str) else part["repeat"][0] * part["repeat"][1] for part in value)


def error_of(kind: str, error: PrivateNumberError) -> dict[str, Any]:
    if kind == "signing":
        return {"error": {"code": error.code}}
    members: dict[str, Any] = {
        "class": type(error).__name__,
        "code": error.code,
        "field": error.field,
        "file": error.file,
        "message": error.message,
        "messageZh": error.message_zh,
        "hint": error.hint,
        "hintZh": error.hint_zh,
        "reason": error.reason,
        "retryable": error.retryable,
        "httpStatus": error.http_status,
        "resultCode": error.result_code,
        "resultDesc": error.result_desc,
    }
    if kind in ("numbers", "requests", "userData", "replies"):
        # No mistake of the caller's is retryable.
        assert members.pop("retryable") is False
    # A name of the wire that is none of the operation's is the caller's own, and stays.
    own = error.field if error.code == "parameter.unknown" and error.field in NAMES else None
    for name in ("message", "messageZh", "hint", "hintZh"):
        members[name] = wire_names(members[name], own)
    if error.field is not None:
        members["field"] = wire_names(f"`{error.field}`", own).strip("`")
    for name in ("message", "messageZh"):
        # JSON's null has no like in Python, where None means that a parameter is left out; `Null` stands for it here.
        members[name] = members[name].replace("an object of type Null", "null").replace("Null类型的对象", "null")
    return {"error": {name: value for name, value in members.items() if value is not None}}


def wire_names(text: str, own: str | None = None) -> str:
    """A text in which no name but the caller's own is spelled as on the wire, with all of them spelled so."""
    quoted = re.findall(r"`([\w.]+)`", text)
    assert not [name for name in quoted if NAMES.get(name, name) != name != own], text
    names = re.compile(r"`([a-z]\w*(?:\.\w+)*)`")
    return names.sub(lambda name: name.group() if name.group(1) == own else f"`{camel(name.group(1))}`", text)


KINDS = {
    "signing": signing_case,
    "numbers": number_case,
    "masks": mask_case,
    "requests": request_case,
    "answers": answer_case,
    "userData": user_data_case,
    "explanations": explanations_case,
    "pushes": push_case,
    "replies": reply_case,
    "pushErrors": push_error_case,
}


def test_every_vector_holds() -> None:
    failures, count = [], 0
    for file, kind, case in vectors():
        assert kind in KINDS, f"{file} is of the unknown kind {kind}"
        assert case["name"] and case["why"] and case["source"]
        given, expect = put_together(case["given"]), put_together(case["expect"])
        try:
            actual = KINDS[kind](given)
        except PrivateNumberError as error:
            actual = error_of(kind, error)
        count += 1
        if actual != expect:
            failures.append(f"{file}: {case['name']}\n  expected {expect}\n  actual   {actual}")
    assert not failures, f"{len(failures)} of {count} vectors fail\n" + "\n".join(failures)
    file_of_count = os.environ.get("PRIVATENUMBER_VECTOR_COUNT")
    if folder := os.environ.get("PRIVATENUMBER_COUNTS"):
        file_of_count = os.path.join(folder, "python.count")
    if file_of_count:
        Path(file_of_count).write_text(f"{count}\n")
