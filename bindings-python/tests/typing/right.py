"""What a type checker must accept, and what it must know."""

from datetime import datetime, timedelta, timezone

from privatenumber import Account, Client, HttpRequest, PrivateNumberError, axb, error_codes, errors, mask
from privatenumber.simulator import Platform, serve
from privatenumber.transports import httpx_send, requests_send, urllib_send
from typing_extensions import assert_type

account = Account(app_key="key", app_secret="secret")
for client in (
    Client(account),
    Client(account, urllib_send(timeout=timedelta(seconds=5))),
    Client(account, requests_send(timeout=(1, 2))),
    Client(account, httpx_send()),
    Client(account, Platform().send),
    Platform({"seed": 1}).client(),
):
    bound = client.axb.create_binding(
        caller_num="+8613800000001",
        callee_num="+8613900000002",
        area_match_mode=axb.AreaMatchMode.LOOSE,
        call_direction=axb.CallDirection.BOTH,
        duration=timedelta(hours=2),
        max_duration=60,
        record_flag=True,
        record_hint_tone="notice.wav",
        pre_voice={"caller_hint_tone": "ring.wav"},
    )
    assert_type(bound, axb.CreateBindingAnswer)
    assert_type(bound.subscription_id, str)
    assert_type(bound.duration, int | None)
    assert_type(bound.to_json(), str)
    page = client.axb.query_binding(relation_num=bound.relation_num, page_size=10)
    for binding in page.relation_num_list:
        assert_type(binding, axb.Binding)
        assert_type(binding.subscribe_time, datetime | None)
        assert_type(binding.pre_voice, axb.PlayInfo | None)

request = axb.delete_binding.request(account, subscription_id="s", created=datetime.now(timezone.utc), nonce="n")
assert_type(request, HttpRequest)
assert_type(request.body, bytes | None)
assert_type(request.headers, dict[str, str])
assert_type(axb.delete_binding.parse(200, {"a": "b"}, b""), axb.DeleteBindingAnswer)
assert_type(axb.delete_binding.parse(200, [("a", "b")], None), axb.DeleteBindingAnswer)


def send(request: HttpRequest) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, b""


Client(account, send)

tones: axb.PreVoice = {"callee_hint_tone": "ring.wav"}

try:
    with serve(Platform()) as served:
        assert_type(served.url, str)
except errors.AlreadyBound as error:
    assert_type(error.code, str)
    assert_type(error.retryable, bool)
except PrivateNumberError as error:
    assert_type(error.http_status, int | None)

assert_type(error_codes["number.format"], str)
assert_type(mask("text"), str)
