"""Binds two people's numbers through an X, asks, changes and releases, and shows what goes wrong on purpose.

    python demo.py

Without an account it plays against an embedded platform, once in this process and once over HTTP. With
PRIVATENUMBER_APP_KEY, PRIVATENUMBER_APP_SECRET and perhaps PRIVATENUMBER_BASE_URL set it talks to the real service; then
PRIVATENUMBER_DEMO_A, PRIVATENUMBER_DEMO_B and PRIVATENUMBER_DEMO_X name numbers of yours.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta

from privatenumber import Account, Client, InvalidArgument, PrivateNumberError, mask
from privatenumber.errors import AlreadyBound, NoNumberLeft, NotFound
from privatenumber.simulator import Platform, serve


class Scenes:
    """The scenes, with numbers that are at hand. The real service has no clock to move and shows no requests."""

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

        scene(6, "write a number badly: the 0 of 0755 kept behind +86")
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
        account = Account.from_environment()
        a, b, x = (os.environ[f"PRIVATENUMBER_DEMO_{name}"] for name in ("A", "B", "X"))
        title(f"the service at {account.base_url}")
        Scenes(Client(account), a, b, x, None).play()
        return 0

    a, b, x = "+8613800000001", "+8613900000002", "+8617000000001"
    title("an embedded platform, in this process")
    platform = Platform()
    Scenes(platform.client(), a, b, x, platform).play()

    platform = Platform()
    with serve(platform) as served:
        title("the same platform over HTTP")
        Scenes(Client(served.account()), a, b, x, platform).play()

    print("\nEvery scene went as it should.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
