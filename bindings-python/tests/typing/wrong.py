"""What a type checker must refuse: every line here is wrong, and a line that is accepted fails the check."""

from privatenumber import Account, Client, axb
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
