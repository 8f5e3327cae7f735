"""Binds two people's numbers through an X, asks, changes and releases, and shows what goes wrong on purpose; then a scene
of every other mode, of what codes mean, and of pushes.

    python demo.py

Without an account it plays against an embedded platform, once in this process and once over HTTP. With
PRIVATENUMBER_APP_KEY, PRIVATENUMBER_APP_SECRET and perhaps PRIVATENUMBER_BASE_URL set it talks to the real service; then
PRIVATENUMBER_DEMO_A, PRIVATENUMBER_DEMO_B and PRIVATENUMBER_DEMO_X name numbers of yours. The scenes of the other modes,
which need applications of their own, are then left out.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Literal

from privatenumber import (
    Account,
    Advice,
    Client,
    HttpRequest,
    InvalidArgument,
    PrivateNumberError,
    ServiceRefused,
    explain,
    mask,
    signing,
    user_data,
)
from privatenumber.errors import AlreadyBound, NoNumberLeft, NotFound
from privatenumber.push import CallRecord, PushAnswer, Receiver, connect
from privatenumber.simulator import Platform, PushRequest, credentials, serve


class Scenes:
    """The scenes of AXB, with numbers that are at hand. The real service has no clock to move and shows no requests."""

    def __init__(self, client: Client, a: str, b: str, x: str, platform: Platform | None) -> None:
        self.axb, self.a, self.b, self.x, self.platform = client.axb, a, b, x, platform

    def play(self) -> None:
        scene(1, "bind A and B by X, for an hour")
        bound = self.axb.create_binding(
            caller_num=self.a, callee_num=self.b, relation_num=self.x, duration=timedelta(hours=1)
        )
        assert bound.relation_num == self.x
        say(f"A {mask(self.a)} and B {mask(self.b)} reach each other through X {mask(bound.relation_num)}")
        say(f"the binding is {bound.subscription_id}")

        scene(2, "bind them by city, for ten minutes: the service picks an X in 0755")
        try:
            picked = self.axb.create_binding(
                caller_num=self.a, callee_num=self.b, area_code="0755", duration=timedelta(minutes=10)
            )
            assert picked.relation_num != bound.relation_num
            say(f"it picked X {mask(picked.relation_num)}")
        except NoNumberLeft as error:
            # A real account may have no other X there; the platform has.
            assert self.platform is None
            picked = None
            show(error)

        scene(3, "query the first binding")
        found = self.axb.query_binding(subscription_id=bound.subscription_id)
        (binding,) = found.relation_num_list
        assert binding.relation_num == self.x and binding.duration == 3600
        say(f"A {mask(binding.caller_num or '')}, B {mask(binding.callee_num or '')}, X {mask(binding.relation_num)}")
        say(f"it lives {binding.duration} seconds")

        scene(4, "lengthen it to a day")
        self.axb.modify_binding(subscription_id=bound.subscription_id, duration=timedelta(days=1))
        (binding,) = self.axb.query_binding(subscription_id=bound.subscription_id).relation_num_list
        assert binding.duration == 86_400
        say(f"it now lives {binding.duration} seconds from the change on")

        scene(5, "bind the same pair on the same X again")
        again = refusal(
            AlreadyBound,
            lambda: self.axb.create_binding(caller_num=self.a, callee_num=self.b, relation_num=self.x),
        )
        assert again.code == "service.1012010"
        show(again)

        scene(6, "write a number badly: the 0 of 0755 kept after +86")
        seen = self.requests_seen()
        badly = refusal(
            InvalidArgument,
            lambda: self.axb.create_binding(caller_num=self.a, callee_num="+86075528000001", relation_num=self.x),
        )
        assert badly.code == "number.format" and badly.field == "callee_num"
        show(badly)
        if self.platform:
            assert self.requests_seen() == seen
            say(f"the platform saw no request: {seen} before, {self.requests_seen()} after")

        scene(7, "let time pass until the second binding expires")
        if self.platform and picked:
            self.platform.advance(timedelta(minutes=11))
            subscription_id = picked.subscription_id
            show(refusal(NotFound, lambda: self.axb.query_binding(subscription_id=subscription_id)))
        else:
            say("skipped: the real service's clock cannot be moved")
            if picked:
                self.axb.delete_binding(subscription_id=picked.subscription_id)
                say("the second binding is released instead")

        scene(8, "release the first binding")
        self.axb.delete_binding(subscription_id=bound.subscription_id)
        gone = refusal(NotFound, lambda: self.axb.query_binding(subscription_id=bound.subscription_id))
        assert gone.code == "service.1012007"
        say("released, and a query no longer finds it")

    def requests_seen(self) -> int:
        return len(self.platform.state()["log"]) if self.platform else 0


def play_ax(number: int, client: Client[Literal["ax"]], a: str) -> None:
    scene(number, "AX: an X of A's own, and whom A reaches by calling it")
    bound = client.ax.create_binding(orig_num=a, area_code="0755")
    say(f"whoever calls X {mask(bound.private_num)} reaches A {mask(a)}")
    # A 400 or 95 number can be called, though not bound.
    callee = "95533"
    client.ax.set_temporary_callee(
        subscription_id=bound.subscription_id, callee_num=callee, duration=timedelta(minutes=5)
    )
    say(f"A, calling X within five minutes, reaches {callee}")
    again = refusal(AlreadyBound, lambda: client.ax.create_binding(orig_num=a, private_num=bound.private_num))
    assert again.code == "service.1016002"
    show(again)
    client.ax.delete_binding(subscription_id=bound.subscription_id)


def play_axe(number: int, client: Client[Literal["axe"]], a: str, landline: str, x: str) -> None:
    scene(number, "AXE: many A share one X, each with an extension")
    data = user_data.encode({"order": 17, "city": "深圳"})
    first = client.axe.create_binding(
        virtual_num=x, extend_num="0012", bind_num=a, bind_expired_time=timedelta(hours=12), user_data=data
    )
    assert (first.extend_num, first.bind_expired_time) == ("0012", 12)
    say(f"X {mask(x)} and then {first.extend_num} reaches A {mask(a)}, for twelve hours")
    # Of this one there is advice, which `on_advice` shows.
    second = client.axe.create_binding(virtual_num=x, bind_num=landline)
    say(f"X {mask(x)} and then {second.extend_num}, which the service picked, reaches {mask(landline)}")

    (counted,) = client.axe.query_binding_count(number=x).counts
    assert counted.count == 2
    say(f"X carries {counted.count} bindings; one page after the other:")
    cursor: str | None = None
    seen = 0
    while (page := client.axe.query_binding_v2(virtual_num=x, limit=1, cursor=cursor)).bindings:
        (binding,) = page.bindings
        say(f"extension {binding.extend_num}: {mask(binding.bind_num or '')}")
        seen += 1
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == 2
    found = client.axe.query_binding(virtual_num=x, extend_num="0012")
    assert user_data.decode(found.user_data or "") == {"order": 17, "city": "深圳"}

    unclear = refusal(
        InvalidArgument,
        lambda: client.axe.create_binding(virtual_num=x, bind_num=a, bind_expired_time=24),  # type: ignore[arg-type]
    )
    assert unclear.code == "parameter.unit"
    show(unclear)
    for bound in (first, second):
        client.axe.delete_binding(subscription_id=bound.subscription_id)


def play_axyb(number: int, client: Client[Literal["axyb"]], a: str, b: str, platform: Platform) -> None:
    scene(number, "AXYB: B calls A through X, and A calls B through Y")
    bound = client.axyb.create_ax_binding(orig_num=a, area_code="0755", duration=timedelta(hours=1))
    other = client.axyb.create_yb_binding(orig_num=b, subscription_id=bound.subscription_id)
    assert other.relation_number != bound.relation_number
    say(f"B reaches A through X {mask(bound.relation_number)}, and A reaches B through Y {mask(other.relation_number)}")
    stranger = platform.assign_y(x=bound.relation_number, caller="+8613800000009")
    assert stranger.y not in (None, other.relation_number)
    say(f"a stranger who calls X is given a Y without being bound: {stranger}")
    found = client.axyb.query_binding(subscription_id=bound.subscription_id)
    say(f"the query shows {len(found.xy_relation_num_list)} bindings of the two halves")
    platform.advance(timedelta(hours=2))
    show(refusal(NotFound, lambda: client.axyb.query_binding(subscription_id=bound.subscription_id)))


def play_call(number: int, client: Client[Literal["axb"]]) -> None:
    scene(number, "every mode: the address of a recording, and the end of a call in progress")
    # The call record names both; these two are of a call that the platform knows.
    recorded = client.recording.get_download_url(file_name="axb-call.wav", record_domain="recordings.example.com")
    assert "/_simulator/recordings/axb-call.wav" in recorded.location
    say(str(recorded))
    session = "1200_366_0_20260101000000@axb.example.com"
    client.call.stop(sessionid=session)
    over = refusal(ServiceRefused, lambda: client.call.stop(sessionid=session))
    say("the call is ended, and cannot be ended twice:")
    show(over)


def play_explanations(number: int, client: Client[Literal["axb"]]) -> None:
    scene(number, "what a code means, and what is not for an application")
    for code in ("8014", "1010040"):
        for known in explain(code):
            say(str(known))
            say(known.chinese)
            say(f"处理建议：{known.hint_zh}")
    other: Client = client
    assert not hasattr(other, "axe")
    show(refusal(InvalidArgument, lambda: other.axe))


def play_pushes(number: int, a: str, b: str) -> None:
    scene(number, "A calls B, and the platform pushes it: genuine, forged, again, and its signature with another body")
    receiver = Receiver(credentials())
    records: list[CallRecord] = []
    receiver.ignore("call_event")
    receiver.on("fee")(records.append)
    receiver.on("callin_block")(lambda call: connect(callee_num=b, max_duration=timedelta(hours=1)))
    pushed: list[PushRequest] = []

    def take(push: PushRequest) -> PushAnswer:
        pushed.append(push)
        return receiver.receive(push.headers, push.body)

    platform = Platform(on_push=take)
    x = platform.client(mode="axb").axb.create_binding(caller_num=a, callee_num=b).relation_num
    call = platform.call(a, x, talk_seconds=76)
    platform.elapse(timedelta(minutes=2))
    phone = call.report.callee
    assert phone and (phone.number, phone.shows) == (b, x)
    say(f"the phone of B {mask(b)} showed X {mask(phone.shows)}; it heard {', '.join(phone.sounds)}")
    [record] = records
    assert (record.talk_seconds, record.billed_minutes) == (76, 2) and record.cause and record.a and record.b
    say(f"{len(pushed)} pushes came, the last of them the record: A {mask(record.a)} called B {mask(record.b)},")
    say(f"{record.talk_seconds} s, {record.billed_minutes} min; {record.cause.english}")

    genuine, (key, secret) = pushed[-1], credentials()[0]
    for what, headers, body in [
        ("without a signature", {}, genuine.body),
        ("signed with another secret", signing.headers(key, "a-guess"), genuine.body),
        ("sent again", signing.headers(key, secret), genuine.body),
        ("its signature, another body", genuine.headers, genuine.body.replace(b'"recordFlag":0', b'"recordFlag":1')),
    ]:
        answer = receiver.receive(headers, body)
        say(f"{what}: {answer.status} {answer.error.code if answer.error else 'OK'}, {len(records)} handed over")
    assert len(records) == 1

    asked = {"eventType": "callin", "statusInfo": {"sessionId": "s1", "notifyMode": "Block", "caller": "+8613800000001"}}
    answer = receiver.receive(signing.headers(key, secret), json.dumps(asked).encode())
    assert answer.status == 200
    say(f"mode X asks, and is told: {mask(answer.body.decode())}")


def told(advice: Advice, request: HttpRequest) -> None:
    say(f"advice, before {request.method} is sent: {advice}")


def refusal(expected: type[PrivateNumberError], call: Callable[[], object]) -> PrivateNumberError:
    """The error that a call must end in."""
    try:
        call()
    except expected as error:
        return error
    raise AssertionError(f"{expected.__name__} was expected")


def title(text: str) -> None:
    print(f"\n== {text} ==")


def scene(number: int, text: str) -> None:
    print(f"\n{number}. {text}")


def say(text: str) -> None:
    print(f"   {text}")


def show(error: PrivateNumberError) -> None:
    say(f"{type(error).__name__} [{error.code}]: {error.message}")
    say(f"what to do: {error.hint}")


def main() -> int:
    if os.environ.get("PRIVATENUMBER_APP_KEY"):
        missing = [name for name in ("A", "B", "X") if not os.environ.get(f"PRIVATENUMBER_DEMO_{name}")]
        if missing:
            names = ", ".join(f"PRIVATENUMBER_DEMO_{name}" for name in missing)
            print(f"error: the real service needs numbers of yours: set {names}", file=sys.stderr)
            return 2
        account = Account.from_environment(mode="axb")
        a, b, x = (os.environ[f"PRIVATENUMBER_DEMO_{name}"] for name in ("A", "B", "X"))
        title(f"the service at {account.base_url}")
        Scenes(Client(account), a, b, x, None).play()
        return 0

    a, b, x = "+8613800000001", "+8613900000002", "+8617000000001"
    landline, x_of_axe = "0755-28000001", "+8617000000021"
    title("an embedded platform, in this process")
    platform = Platform()
    Scenes(platform.client(), a, b, x, platform).play()
    play_ax(9, platform.client(mode="ax"), a)
    play_axe(10, platform.client(mode="axe", on_advice=told), a, landline, x_of_axe)
    play_axyb(11, platform.client(mode="axyb"), a, b, platform)
    play_call(12, platform.client(mode="axb"))
    play_explanations(13, platform.client(mode="axb"))
    play_pushes(14, a, b)

    platform = Platform()
    with serve(platform) as served:
        title("the same platform over HTTP")
        Scenes(Client(served.account()), a, b, x, platform).play()
        play_ax(9, Client(served.account(mode="ax")), a)
        play_axe(10, Client(served.account(mode="axe"), on_advice=told), a, landline, x_of_axe)
        play_axyb(11, Client(served.account(mode="axyb", scheme="wsse")), a, b, platform)
        play_call(12, Client(served.account(mode="axb")))
        play_explanations(13, Client(served.account(mode="axb")))

    print("\nEvery scene went as it should.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
