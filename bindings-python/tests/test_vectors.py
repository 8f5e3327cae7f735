"""Every case of vectors/, run against the installed wheel."""

import base64
import hashlib
import hmac
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from privatenumber import Account, PrivateNumberError, _core, mask, parse_area_code, parse_number, parse_x_number, signing
from support import body_of, camel, operation, request_of, vectors


def signing_case(given: dict[str, Any]) -> dict[str, Any]:
    nonce, created = given["nonce"], given["created"]
    digest = signing.digest(given["appSecret"], nonce, created)
    message = signing.message(nonce, created)
    assert digest == hmac.new(given["appSecret"].encode(), message.encode(), hashlib.sha256).digest()
    password_digest = signing.password_digest(digest)
    assert password_digest == base64.b64encode(digest).decode()
    x_aksk = signing.x_aksk(given["appKey"], password_digest, nonce, created)
    account = Account(app_key=given["appKey"], app_secret=given["appSecret"])
    assert account.sign(created=created, nonce=nonce) == x_aksk
    return {
        "created": signing.created_text(created),
        "message": message,
        "digest": digest.hex(),
        "passwordDigest": password_digest,
        "xAksk": x_aksk,
        "authorization": signing.AUTHORIZATION,
    }


def number_case(given: dict[str, Any]) -> dict[str, Any]:
    parse = {"number": parse_number, "x": parse_x_number, "areaCode": parse_area_code}[given["as"]]
    value = parse(given["text"])
    return {"value": value, "masked": mask(value)}


def mask_case(given: dict[str, Any]) -> dict[str, Any]:
    return {"masked": mask(given["text"])}


def request_case(given: dict[str, Any]) -> dict[str, Any]:
    request = request_of(given)
    body = None if request.body is None else request.body.decode("ascii")
    if "X-AKSK" in request.headers:
        digest = hmac.new(
            given["account"]["appSecret"].encode(),
            (given["nonce"] + signing.created_text(given["created"])).encode(),
            hashlib.sha256,
        ).digest()
        assert f'PasswordDigest="{base64.b64encode(digest).decode()}"' in request.headers["X-AKSK"]
    return {"method": request.method, "url": request.url, "headers": request.headers, "body": body}


def answer_case(given: dict[str, Any]) -> dict[str, Any]:
    answer = operation(given["operation"]).parse(given["status"], given["headers"], body_of(given))
    return {"answer": wire(answer.to_dict())}


def wire(value: Any) -> Any:
    """A plain answer with the names of the wire. What is unknown came with them."""
    if isinstance(value, dict):
        # One field of the service's is written with an underscore.
        names = {name: name if name in ("extra", "app_key") else camel(name) for name in value}
        return {names[name]: member if name == "extra" else wire(member) for name, member in value.items()}
    if isinstance(value, list):
        return [wire(item) for item in value]
    return int(value.timestamp()) if isinstance(value, datetime) else value


def error_of(kind: str, error: PrivateNumberError) -> dict[str, Any]:
    if kind == "signing":
        return {"error": {"code": error.code}}
    members: dict[str, Any] = {
        "class": type(error).__name__,
        "code": error.code,
        "field": error.field,
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
    if kind in ("numbers", "requests"):
        # No mistake of the caller's is retryable.
        assert members.pop("retryable") is False
    for name in ("message", "messageZh", "hint", "hintZh"):
        members[name] = wire_names(members[name])
    if error.field is not None:
        members["field"] = wire_names(f"`{error.field}`").strip("`")
    for name in ("message", "messageZh"):
        # JSON's null has no like in Python, where None means that a parameter is left out.
        members[name] = members[name].replace("an object of another type", "null")
    return {"error": {name: value for name, value in members.items() if value is not None}}


def wire_names(text: str) -> str:
    """A text in which no name is spelled as on the wire, with all of them spelled so."""
    quoted = re.findall(r"`([\w.]+)`", text)
    assert not [name for name in quoted if name in WIRE], text
    return re.sub(r"`([a-z]\w*(?:\.\w+)*)`", lambda name: f"`{camel(name.group(1))}`", text)


def described(part: Any) -> set[str]:
    """Every name of the wire in the core's description that Python spells otherwise."""
    if isinstance(part, list):
        return {name for item in part for name in described(item)}
    if not isinstance(part, dict):
        return set()
    own = {part["wire"]} if part.get("wire") != part.get("snake") else set()
    return own | {name for item in part.values() for name in described(item)}


WIRE = {"appKey", "appSecret", "baseUrl"} | described(_core._description()["operations"])

KINDS = {
    "signing": signing_case,
    "numbers": number_case,
    "masks": mask_case,
    "requests": request_case,
    "answers": answer_case,
}


def test_every_vector_holds() -> None:
    failures, count = [], 0
    for file, kind, case in vectors():
        assert kind in KINDS, f"{file} is of the unknown kind {kind}"
        assert case["name"] and case["why"] and case["source"]
        try:
            actual = KINDS[kind](case["given"])
        except PrivateNumberError as error:
            actual = error_of(kind, error)
        count += 1
        if actual != case["expect"]:
            failures.append(f"{file}: {case['name']}\n  expected {case['expect']}\n  actual   {actual}")
    assert not failures, f"{len(failures)} of {count} vectors fail\n" + "\n".join(failures)
    file_of_count = os.environ.get("PRIVATENUMBER_VECTOR_COUNT")
    if folder := os.environ.get("PRIVATENUMBER_COUNTS"):
        file_of_count = os.path.join(folder, "python.count")
    if file_of_count:
        Path(file_of_count).write_text(f"{count}\n")
