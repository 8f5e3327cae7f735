"""What a type checker must refuse: every line here is wrong, and a line that is accepted fails the check."""

from typing import Literal

from privatenumber import Account, Client, axb, axe, explain, mask, push, signing, user_data
from privatenumber.push import AsyncReceiver, CallEvent, CallRecord, Receiver, Reply, Sms
from privatenumber.simulator import Platform

account = Account(app_key="key", app_secret="secret")
client = Client(account)

Account("key", "secret")  # type: ignore[call-overload]
Account(app_key="key")  # type: ignore[call-overload]
Account(app_key="key", app_secret="secret", baseurl="")  # type: ignore[call-overload]
account.app_secret  # type: ignore[attr-defined]
account.app_key = "other"  # type: ignore[misc]
Client("key")  # type: ignore[arg-type]
Client(account, lambda request: 200)  # type: ignore[arg-type, return-value]
client.axb.create_binding(caller_num="a")  # type: ignore[call-arg]
client.axb.create_binding(caller_num="a", calle_num="b")  # type: ignore[call-arg]
client.axb.create_binding("a", "b")  # type: ignore[call-arg]
client.axb.create_binding(caller_num=1, callee_num="b")  # type: ignore[arg-type]
client.axb.create_binding(caller_num="a", callee_num="b", call_direction=3)  # type: ignore[arg-type]
client.axb.create_binding(caller_num="a", callee_num="b", area_match_mode=1)  # type: ignore[arg-type]
client.axb.create_binding(caller_num="a", callee_num="b", duration="1h")  # type: ignore[arg-type]
client.axb.create_binding(caller_num="a", callee_num="b", pre_voice={"tone": "x"})  # type: ignore[arg-type]
client.axb.create_binding(caller_num="a", callee_num="b", nonce="n")  # type: ignore[call-arg]
client.axb.delete_binding(relation_num="x")  # type: ignore[call-arg]
axb.create_binding.request(caller_num="a", callee_num="b")  # type: ignore[call-arg]
axb.create_binding.parse(200, b"")  # type: ignore[call-arg]
axb.create_binding.parse(200, None, 5)  # type: ignore[arg-type]
axb.delete_binding.parse(200, None, b"").subscription_id  # type: ignore[attr-defined]
axb.CallDirection.BOTH = 1  # type: ignore[misc]
Platform(5)  # type: ignore[arg-type]
Platform().advance("60")  # type: ignore[arg-type]
Platform().elapse("60")  # type: ignore[arg-type]
Platform().call("+8613800000001", "+8617000000001", callee="sleeps")  # type: ignore[arg-type]
Platform().call("+8613800000001", "+8617000000001", "answers")  # type: ignore[call-arg]
Platform().call("+8613800000001", "+8617000000001").report.cause = 0  # type: ignore[misc]
Platform().sms("+8613800000001", "+8617000000001")  # type: ignore[call-arg]
Platform().set_number("+8617000000001", "lost")  # type: ignore[arg-type]
Platform().set_faults({"requests": [{"fault": "tired"}]})  # type: ignore[typeddict-item]
Platform().set_faults({"requests": [{"next": 1}]})  # type: ignore[typeddict-item]
Platform().set_faults({"lock_out_after": 1})  # type: ignore[typeddict-unknown-key]
Platform().faults = {}  # type: ignore[misc]
Platform(on_push="https://example.com")  # type: ignore[arg-type]
Platform(on_push=[].append)  # type: ignore[arg-type]
Platform().assign_y("+8617000000031", "+8613800000001")  # type: ignore[call-arg]
Platform().assign_y(x="+8617000000031")  # type: ignore[call-arg]
Platform().assign_y(x="+8617000000031", caller="+8613800000001").y = None  # type: ignore[misc]

extensions = Account(app_key="key", app_secret="secret", mode="axe")
of_axe = Client(extensions)
Account(app_key="key", app_secret="secret", mode="axc")  # type: ignore[call-overload]
Account(app_key="key", app_secret="secret", scheme="wsse_hex")  # type: ignore[call-overload]
of_axe.axb  # type: ignore[misc]
of_axe.ax.create_binding(orig_num="a", private_num="x")  # type: ignore[misc]
Platform().client(mode="ax").axyb  # type: ignore[misc]
axb.delete_binding.request(extensions, subscription_id="s")  # type: ignore[arg-type]
other: Client[Literal["axb"]] = of_axe  # type: ignore[assignment]
Platform().client(mode="axc")  # type: ignore[call-overload]
of_axe.axe.create_binding(virtual_num="x", bind_num="a", bind_expired_time=24)  # type: ignore[arg-type]
of_axe.axe.create_binding(virtual_num="x", bind_num="a", display_num_mode="2")  # type: ignore[arg-type]
of_axe.axe.query_binding_count(virtual_num="x")  # type: ignore[call-arg]
of_axe.recording.get_download_url(file_name="f")  # type: ignore[call-arg]
of_axe.call.stop(session_id="s")  # type: ignore[call-arg]
Client(extensions, on_advice="print")  # type: ignore[arg-type]
Client(extensions, on_advice=lambda advice: None)  # type: ignore[arg-type, misc]
explain(8014.5)  # type: ignore[arg-type]
explain("8014")[0].hint = ""  # type: ignore[misc]
axe.create_binding.request(extensions, virtual_num="x", bind_num="a").advice = ()  # type: ignore[misc]
signing.headers("key", "secret", scheme="sha1")  # type: ignore[arg-type]
signing.headers("key", "secret", "wsse")  # type: ignore[call-arg]
user_data.decode(b"e30")  # type: ignore[arg-type]
client.axb.query_binding(subscription_id="s").relation_num_list[0].user_data.encode()  # type: ignore[union-attr]
user_data.decode(client.axb.query_binding(relation_num="x").relation_num_list[0].user_data)  # type: ignore[arg-type]
axb.query_binding(relation_num="x")  # type: ignore[operator]
mask(None)  # type: ignore[arg-type]


# The mode that is wanted does not lend itself to an account of another one.
def of_axb(client: Client[Literal["axb"]]) -> None:
    client.axb.delete_binding(subscription_id="s")


a: Account[Literal["axb"]] = Account(app_key="a", app_secret="b", mode="axe")  # type: ignore[call-overload]
b: Account[Literal["axb"]] = Account.from_environment(mode="axe")  # type: ignore[call-overload]
c: Client[Literal["axb"]] = Client(Account(app_key="a", app_secret="b", mode="axe"))  # type: ignore[call-overload]
of_axb(Client(Account(app_key="a", app_secret="b", mode="axe")))  # type: ignore[call-overload]
of_axb(Client(Account.from_environment(mode="axe")))  # type: ignore[call-overload]
of_axb(Platform().client(mode="axe"))  # type: ignore[call-overload]
of_axb(Client(Platform().account(mode="axe")))  # type: ignore[call-overload]
axb.delete_binding.request(
    Account(app_key="a", app_secret="b", mode="axe"),  # type: ignore[call-overload]
    subscription_id="s",
)
Account.from_environment(mode="AXE")  # type: ignore[call-overload]
Account.from_environment("axe")  # type: ignore[call-overload]

receiver = Receiver(("key", "secret"))


class Cache:
    async def add(self, key: str, value: str, seconds: int) -> bytes | None:
        return None

    async def set(self, key: str, value: str, seconds: int) -> bool:
        return True

    async def delete(self, key: str) -> int:
        return 1


def of_sms(sms: Sms) -> None: ...
def of_event(event: CallEvent) -> None: ...
def of_three(record: CallRecord, delivery: object, more: int) -> None: ...
async def later(sms: Sms) -> Reply:
    return push.discard()


Receiver("key")  # type: ignore[arg-type]
Receiver(("key", "secret"), chek="off")  # type: ignore[call-arg]
Receiver(("key", "secret"), check="of")  # type: ignore[arg-type]
Receiver(("key", "secret"), store=Cache())  # type: ignore[arg-type]
Receiver.from_environment(chek="off")  # type: ignore[call-arg]
receiver.on("fees")  # type: ignore[call-overload]
receiver.on("fee")(of_sms)  # type: ignore[type-var]
receiver.on("fee")(of_three)  # type: ignore[type-var]
receiver.on("disconnect")(of_sms)  # type: ignore[type-var]
receiver.on("sms_block")(of_sms)  # type: ignore[type-var]
receiver.on("sms_block")(later)  # type: ignore[type-var]
receiver.on("callin_block")(of_event)  # type: ignore[type-var]
receiver.ignore("sms_block")  # type: ignore[arg-type]
receiver.receive({}, "text")  # type: ignore[arg-type]
receiver.receive({}, {})  # type: ignore[arg-type]
receiver.asgi  # type: ignore[attr-defined]
AsyncReceiver(("key", "secret")).wsgi  # type: ignore[attr-defined]
push.connect()  # type: ignore[call-arg]
push.connect("+8613900000002")  # type: ignore[call-arg]
push.route(called="+8613900000002")  # type: ignore[call-arg]
