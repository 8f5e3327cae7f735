"""What the platform pushes, and whom it hands it to."""

from __future__ import annotations

from dataclasses import dataclass

from privatenumber._core import _invalid_argument, _mask_url, _unusable_argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any, Literal, TypeAlias

    from privatenumber.push import PushAnswer, Receiver

    _Answer: TypeAlias = int | tuple[int, Any, bytes] | PushAnswer
    _OnPush: TypeAlias = Receiver | Callable[["PushRequest"], _Answer]
    _Kind: TypeAlias = Literal["call_status", "callin", "fee", "sms_notify", "sms_control", "number_status"]
    # Status and body; None if nobody answered.
    _Courier: TypeAlias = Callable[["PushRequest"], tuple[int, bytes] | None]

KINDS: dict[str, _Kind] = {
    "callStatus": "call_status",
    "callin": "callin",
    "fee": "fee",
    "smsNotify": "sms_notify",
    "smsControl": "sms_control",
    "numberStatus": "number_status",
}

SECONDS = 10.0
"""How long an answer over HTTP is waited for: as long as the platform waits for a decision."""

LONGEST_ANSWER = 1024 * 1024
"""Bytes."""


@dataclass(frozen=True, eq=False)
class PushRequest:
    """A request that the platform sends to a server of yours. Printed, its headers, its body and whole numbers are left
    out."""

    id: int
    """Names the push, over all its attempts."""
    app_key: str
    """The application it is of."""
    kind: _Kind
    """Which address it goes to: `call_status` (the events of calls), `callin` (those alone, if they have an address of
    their own), `fee` (call records), `sms_notify`, `sms_control` (SMS that are to be decided about) or `number_status`."""
    method: str
    """Always `POST`."""
    url: str
    """The address, as in the setup."""
    headers: dict[str, str]
    """The headers, signed for this attempt."""
    body: bytes
    """JSON."""
    due: datetime
    """Since when this attempt is due, in the platform's time."""
    attempt: int
    """Which attempt it is, from 1 to 7."""
    decides: bool
    """Whether the answer decides about a call or an SMS."""

    @property
    def content(self) -> dict[str, Any]:
        """The body, read: numbers are whole, and names are those of the wire."""
        import json

        content: dict[str, Any] = json.loads(self.body)
        return content

    def __repr__(self) -> str:
        return f"PushRequest(kind={self.kind!r}, url={_mask_url(self.url)!r}, attempt={self.attempt})"


def push_request(push: dict[str, Any]) -> PushRequest:
    """A push from how the native platform hands it out."""
    from datetime import datetime, timedelta, timezone

    due = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=push.pop("due_ms"))
    kind, headers = KINDS[push.pop("kind")], dict(push.pop("headers"))
    return PushRequest(kind=kind, headers=headers, due=due, **push)


def courier(on_push: _OnPush | None) -> _Courier:
    """Whoever hands pushes over: to a receiver, to a function, or by HTTP."""
    if on_push is None:
        return by_http()
    from privatenumber._call import is_async
    from privatenumber.push import AsyncReceiver, Receiver

    if isinstance(on_push, Receiver):
        receiver = on_push

        def hand_over(push: PushRequest) -> tuple[int, bytes]:
            answer = receiver.receive(push.headers, push.body)
            return answer.status, answer.body

        return hand_over
    if isinstance(on_push, AsyncReceiver) or is_async(on_push):
        raise _invalid_argument(
            "parameter.type",
            "on_push",
            "`on_push` is async, and the platform waits for each answer",
            "`on_push`是异步的，而平台逐个等待应答",
            "pass a Receiver or a plain function; serve an AsyncReceiver and name its address in the setup",
            "请传入Receiver或普通函数；AsyncReceiver请以服务方式运行，并在配置中写入其地址",
        )
    if not callable(on_push):
        raise _unusable_argument("on_push", "a Receiver or a function", "Receiver或函数", on_push)
    function = on_push
    return lambda push: read(function(push))


def read(answer: object) -> tuple[int, bytes]:
    """The status and the body of what a function answered."""
    from privatenumber.push import PushAnswer

    status, body = answer, b""
    if isinstance(answer, PushAnswer):
        status, body = answer.status, answer.body
    elif isinstance(answer, tuple) and len(answer) == 3:
        status, _, body = answer
    if isinstance(status, bool) or not isinstance(status, int) or not isinstance(body, bytes) or not 100 <= status <= 599:
        wanted = "a function that gives an HTTP status, or status, headers and body in bytes"
        raise _unusable_argument("on_push", wanted, "返回HTTP状态码，或(状态码, 头域, bytes)的函数", answer)
    return status, body


def by_http() -> _Courier:
    """Sends for real. What goes wrong on the way is no answer, as in the service. Redirects are not followed, and proxies not
    asked: what is pushed to stands on this machine or beside it."""
    opener: Any = None

    def send(push: PushRequest) -> tuple[int, bytes] | None:
        nonlocal opener
        import urllib.request
        from http.client import HTTPException

        if opener is None:
            opener = urllib.request.OpenerDirector()
            opener.add_handler(urllib.request.HTTPHandler())
            opener.add_handler(urllib.request.HTTPSHandler())
        try:
            request = urllib.request.Request(push.url, push.body, push.headers, method=push.method)
            with opener.open(request, timeout=SECONDS) as response:
                return response.status, response.read(LONGEST_ANSWER)
        except (OSError, HTTPException, ValueError):
            return None

    return send
