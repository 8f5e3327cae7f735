"""What a type checker must accept, and what it must know."""

from datetime import datetime, timedelta, timezone
from queue import Queue
from typing import Any, Literal

import privatenumber
from privatenumber import (
    Account,
    Advice,
    Client,
    Explanation,
    HttpRequest,
    PrivateNumberError,
    PushNotGenuine,
    ax,
    axb,
    axe,
    axyb,
    call,
    error_codes,
    errors,
    explain,
    mask,
    push,
    recording,
    signing,
    user_data,
)
from privatenumber.client import NotOffered
from privatenumber.push import (
    AsyncReceiver,
    CallEvent,
    CallRecord,
    Delivery,
    MemoryStore,
    NumberStatus,
    PushAnswer,
    Receiver,
    Reply,
    Sms,
    SqliteStore,
    Store,
    UnknownPush,
)
from privatenumber.simulator import Call, Faults, Phone, Platform, RequestFault, YAssignment, credentials, serve
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
    Platform().client(timeout=timedelta(seconds=5)),
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

# An account says of which mode it is, and so does its client.
extensions = Account(app_key="key", app_secret="secret", mode="axe", scheme="wsse")
assert_type(extensions, Account[Literal["axe"]])
assert_type(Client(extensions), Client[Literal["axe"]])
assert_type(extensions.scheme, Literal["aksk", "wsse"])
assert_type(Client(extensions, send).axe, axe.AxeOperations)
assert_type(Client(extensions).recording, recording.RecordingOperations)
assert_type(Client(extensions).call, call.CallOperations)
assert_type(Platform().client(mode="ax").ax, ax.AxOperations)
assert_type(Platform().account(mode="axyb"), Account[Literal["axyb"]])
with serve(Platform()) as served:
    assert_type(Client(served.account(mode="axb")), Client[Literal["axb"]])
assigned = Platform().assign_y(x="+8617000000031", caller="+8613800000002")
assert_type(assigned, YAssignment)
assert_type(assigned.y, str | None)
assert_type(assigned.cause, Literal[8016, 8023, 8030, 8031, 8032] | None)
placed = Platform().call("13800000001", "+8617000000001", callee="no_answer", ring_seconds=timedelta(seconds=9))
assert_type(placed, Call)
assert_type(placed.redialled, Call | None)
assert_type(placed.report.callee, Phone | None)
assert_type(placed.report.caller.sounds, tuple[str, ...])
assert_type(placed.report.ended, datetime | None)
assert_type(Platform().sms("13800000001", "+8617000000001", "hello", fails_with=8).report.result, int | None)
Platform().set_number("+8617000000001", "unavailable", "arrears")
lost: RequestFault = {"fault": "answerLost", "probability": 0.1, "next": 1, "operation": "axb.CreateBinding"}
Platform().set_faults({"requests": [lost, {"fault": "slow", "ms": 9}], "pushes": [{"fault": "duplicate"}], "lockOutAfter": 5})
Platform().set_faults({})
assert_type(Platform().faults, Faults)
assert_type(Platform().faults["requests"][0].get("next"), int | None)
assert_type(Platform(on_push=Receiver(credentials())).elapse(timedelta(hours=6)), int)
Platform(on_push=lambda push: 200 if push.kind == "fee" else 503)
Platform(on_push=lambda push: (200, {}, b""))
Platform(on_push=lambda push: Receiver(credentials()).receive(push.headers, push.body))

# Without a mode all are offered, and a bare annotation takes every account and client.
assert_type(Client(account), Client)
for offered in (Client(account).ax, Client(account).axb, Client(account).axe, Client(account).axyb):
    print(offered)


def any_account(account: Account) -> Client:
    return Client(account)


def of_some_mode(mode: Literal["ax", "axe"], perhaps: Literal["axb"] | None) -> None:
    # Whichever it is: both are there for the checker, one of them at run time.
    client = Client(Account(app_key="key", app_secret="secret", mode=mode))
    print(client.ax, client.axe)
    print(Client(Account(app_key="key", app_secret="secret", mode=perhaps)).axb)


any_account(extensions).axb
any_account(Account.from_environment()).axe
narrow: Client[Literal["axe"]] = any_account(extensions)
assert_type(Account.from_environment(), Account)
assert_type(Account.from_environment(mode="axb"), Account[Literal["axb"]])
assert_type(Client(Account.from_environment(mode="axe")).axe, axe.AxeOperations)


def of_axe(client: Client[Literal["axe"]], account: Account[Literal["axe"]]) -> None:
    print(client.axe, Client(account).axe)


# Of the mode that is wanted, or of none that was said.
of_axe(Client(Account(app_key="key", app_secret="secret", mode="axe")), Account.from_environment(mode="axe"))
of_axe(Client(Account(app_key="key", app_secret="secret")), Account.from_environment())
of_axe(Platform().client(mode="axe", scheme="wsse"), Platform().account(mode="axe"))
axe.query_binding.request(account, subscription_id="s")
axe.query_binding.request(extensions, subscription_id="s")
recording.get_download_url.request(extensions, file_name="f", record_domain="d")

try:
    any_account(extensions).axb
except NotOffered as error:
    refused: AttributeError = error
    invalid: errors.InvalidArgument = error

# Lengths of time with a unit of their own.
lives = Client(extensions).axe.create_binding(virtual_num="x", bind_num="a", bind_expired_time=timedelta(hours=1))
assert_type(lives.extend_num, str)
Client(extensions).axe.create_binding(virtual_num="x", bind_num="a", bind_expired_time=0, callback_expired_time=0)
counted = Client(extensions).axe.query_binding_count(limit=5)
assert_type(counted.advice, tuple[Advice, ...])
assert_type(counted.counts, tuple[axe.BindingCount, ...])
assert_type(Client(extensions).axe.query_binding(subscription_id="s"), axe.Binding)
assert_type(Client(extensions).axe.query_binding_v2(virtual_num="x").bindings, tuple[axe.Binding, ...])
Client(account).ax.set_temporary_callee(private_num="x", callee_num="95533", duration=timedelta(minutes=1))
assert_type(Client(account).axyb.create_ax_binding(orig_num="a", area_code="0755").relation_number, str)
assert_type(axyb.delete_yb_binding.request(account, subscription_id="s", b_num="b").url, str)
assert_type(Client(account).recording.get_download_url(file_name="f", record_domain="d").location, str)
assert_type(Client(account).call.stop(sessionid="s"), call.StopAnswer)
assert_type(privatenumber.axe.DisplayNumMode.X, Literal["0"])


def told(advice: Advice, request: HttpRequest) -> None:
    assert_type(advice.field, str)
    assert_type(request.advice, tuple[Advice, ...])


Client(account, send, on_advice=told)
Client(account, on_advice=lambda advice, request: print(advice.hint_zh, request.url))
Platform().client(on_advice=told)

assert_type(explain("8014"), tuple[Explanation, ...])
assert_type(explain(8014)[0].http_status, int | None)
assert_type(explain(8014)[0].to_dict(), dict[str, Any])
assert_type(user_data.encode({"order": [1, None]}), str)
assert_type(user_data.decode("e30"), Any)
for binding in Client(account).axb.query_binding(relation_num="x").relation_num_list:
    if binding.user_data is not None:
        assert_type(user_data.decode(binding.user_data), Any)
assert_type(signing.headers("key", "secret", scheme="wsse_hex", created=0), dict[str, str])
assert_type(signing.digest("secret", "n", 0, scheme="wsse"), bytes)
assert_type(signing.SCHEMES, tuple[str, ...])

receiver = Receiver(("key", "secret"), store=MemoryStore(), nonces=SqliteStore(":memory:"), max_age=timedelta(hours=1))
assert_type(Receiver.from_environment(store=SqliteStore("pushes.db"), check="report"), Receiver)
assert_type(AsyncReceiver.from_environment(), AsyncReceiver)
Receiver([("key", "secret")], on_error=lambda error, data: print(error.code, data))


@receiver.on("callin_block")
def put_through(event: CallEvent) -> Reply:
    return push.close() if event.caller is None else push.connect(callee_num=event.caller, max_duration=timedelta(hours=1))


@receiver.on("call_event")
def follow(event: CallEvent, delivery: Delivery) -> None:
    assert_type(event.timestamp, datetime | None)
    assert_type(event.cause, Explanation | None)
    assert_type(delivery.problem, PushNotGenuine | None)


@receiver.on("num_status")
def watch(status: NumberStatus) -> None:
    assert_type(status.meaning, Explanation | None)


jobs: Queue[CallRecord] = Queue()
receiver.on("fee")(jobs.put)
receiver.on("sms_block")(lambda sms: push.route(sms, called="+8613900000002"))
receiver.on("sms_notify")(lambda sms, delivery: print(sms.sms_content, delivery.app_key))
receiver.ignore("other")
push.connect(callee_num="+8613900000002", record_flag=True, voice_check_type=push.VoiceCheck.WITH_RECORDING)
answered = receiver.receive({"X-AKSK": "..."}, b"{}", now=0)
assert_type(answered, PushAnswer)
assert_type(answered.error, PrivateNumberError | None)
assert_type(answered.headers, dict[str, str])


class Cache:
    async def add(self, key: str, value: str, seconds: int) -> bytes | None:
        return None

    async def set(self, key: str, value: str, seconds: int) -> bool:
        return True

    async def delete(self, key: str) -> int:
        return 1


kept: Store = MemoryStore(capacity=10)
receivers = AsyncReceiver(("key", "secret"), store=Cache(), nonces=kept)


@receivers.on("sms_block")
async def decide(sms: Sms) -> Reply:
    return push.discard()


@receivers.on("other")
def keep(data: UnknownPush) -> None:
    assert_type(data.event_type, str | None)


async def received() -> None:
    assert_type(await receivers.receive([(b"x-aksk", b"...")], memoryview(b"{}")), PushAnswer)
