"""The platform itself, embedded: develop and test without an account, a phone or a network.

In the same process, as a client's send function::

    platform = Platform()
    client = platform.client()
    bound = client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613800000002", duration=60)
    platform.advance(61)    # the binding is gone

Or over HTTP on this machine, for programs in any language::

    with serve(platform) as served:
        print(served.url)

`python -m privatenumber simulate` does the latter from a command line.
"""

from __future__ import annotations

import json
from typing import overload

from privatenumber._core import (
    Account,
    HttpRequest,
    SimulatedPlatform,
    _invalid_argument,
    _unusable_argument,
    mask,
    parse_callee_number,
    parse_x_number,
)
from privatenumber.client import Client
from privatenumber.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import timedelta
    from typing import Any, Final, Literal, TypeAlias

    from privatenumber._call import _OnAdvice
    from privatenumber._core import _Mode, _ModeOf, _Scheme

    _HangUpCause: TypeAlias = Literal[8016, 8023, 8030, 8031, 8032]


class YAssignment:
    """What came of a call to an X, as far as Y goes: the caller's Y, or why the call was hung up. The other is None.

    Printed, Y is masked.
    """

    __slots__ = ("cause", "y")

    def __init__(self, y: str | None = None, cause: _HangUpCause | None = None) -> None:
        self.y: Final = y
        """The Y that A calls to reach the caller."""
        self.cause: Final = cause
        """The hang-up cause, `stateCode` of the call events: 8030, there is no AX on that X; 8031, no Y can be had;
        8032, the caller called the number bound to itself; 8016, `callDirection` lets only A call; 8023, the caller is a
        fixed line. `privatenumber.explain` tells more."""

    def __repr__(self) -> str:
        return f"YAssignment(cause={self.cause})" if self.y is None else f"YAssignment(y={mask(self.y)!r})"

    def __eq__(self, other: object) -> bool:
        return (self.y, self.cause) == (other.y, other.cause) if isinstance(other, YAssignment) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.y, self.cause))


class Platform:
    """A platform that answers requests as the service does, result codes and oddities included.

    It has its own time: the system's clock and what `advance` has skipped. The `Created` of a signature is compared
    with the system's clock alone, so that clients are still let in after hours were skipped.

    Parameters:
        setup: Applications with their keys and X numbers, as a dict or JSON text. Default: one application of each
            mode, that of AXB first, with X numbers in three cities.

    Raises:
        InvalidArgument: `simulator.setup`; `field` is the path to what cannot be used.
    """

    def __init__(self, setup: Mapping[str, Any] | str | None = None) -> None:
        if setup is None:
            text = ""
        elif isinstance(setup, str):
            text = setup
        else:
            try:
                text = json.dumps(setup)
            except (TypeError, ValueError):
                raise _unusable_argument("setup", "a dict of plain values, or JSON", "字典或JSON文本", setup) from None
        self._platform = SimulatedPlatform(text)

    @overload
    def account(
        self,
        app_key: str | None = None,
        base_url: str | None = None,
        *,
        mode: _ModeOf,
        scheme: _Scheme | None = None,
    ) -> Account[_ModeOf]: ...
    @overload
    def account(
        self,
        app_key: str | None = None,
        base_url: str | None = None,
        *,
        mode: None = None,
        scheme: _Scheme | None = None,
    ) -> Account: ...
    def account(
        self,
        app_key: str | None = None,
        base_url: str | None = None,
        *,
        mode: _Mode | None = None,
        scheme: _Scheme | None = None,
    ) -> Account:
        """An account of the platform's, of its application's mode.

        Parameters:
            app_key: Which application. Default: the first.
            base_url: Where the platform is served. Default: the service's own address, for calls in process never
                leave it.
            mode: Of which mode the application is: `"ax"`, `"axb"`, `"axe"` or `"axyb"`. Default: any.
            scheme: How requests are signed: `"aksk"` (the default), or `"wsse"` as until about 2022.

        Raises:
            InvalidArgument: `parameter.choice`: the platform has no such application; the hint says which it has.
        """
        known = self._platform.applications
        for key, secret, own in known:
            if app_key in (None, key) and mode in (None, own):
                return Account(app_key=key, app_secret=secret, base_url=base_url, mode=own, scheme=scheme)
        # The keys are the simulator's own and open nothing.
        has = ", ".join(f"{key} ({own})" for key, _, own in known) or "none"
        field = "mode" if app_key is None else "app_key"
        raise _invalid_argument(
            "parameter.choice",
            field,
            f"`{field}` is of no application of this platform",
            f"该平台没有符合`{field}`的应用",
            f"it has {has}",
            f"该平台的应用为{has}",
        )

    def send(self, request: HttpRequest) -> tuple[int, list[tuple[str, str]], bytes]:
        """Answers a request in process: the send function of a client."""
        return self._platform.answer(request.method, request.url, request.headers, request.body or b"")

    @overload
    def client(
        self,
        app_key: str | None = None,
        *,
        mode: _ModeOf,
        scheme: _Scheme | None = None,
        on_advice: _OnAdvice | None = None,
    ) -> Client[_ModeOf]: ...
    @overload
    def client(
        self,
        app_key: str | None = None,
        *,
        mode: None = None,
        scheme: _Scheme | None = None,
        on_advice: _OnAdvice | None = None,
    ) -> Client: ...
    def client(
        self,
        app_key: str | None = None,
        *,
        mode: _Mode | None = None,
        scheme: _Scheme | None = None,
        on_advice: _OnAdvice | None = None,
    ) -> Client:
        """A client of one of the platform's applications, in process: of the first that `app_key` and `mode` fit. It
        signs as `scheme` says, and what `account` refuses is refused."""
        return Client(self.account(app_key, mode=mode, scheme=scheme), self.send, on_advice=on_advice)

    def advance(self, time: timedelta | float) -> int:
        """Makes the platform's time run ahead, and gives how many bindings expired by then.

        Parameters:
            time: A timedelta, or seconds; a fraction of a second counts as a whole one. Time does not run back.

        Raises:
            InvalidArgument: `parameter.type`, `parameter.range`.
        """
        from datetime import timedelta
        from math import ceil

        seconds = time.total_seconds() if isinstance(time, timedelta) else time
        if not isinstance(seconds, (int, float)) or isinstance(seconds, bool):
            raise _unusable_argument("time", "a timedelta or seconds", "timedelta或秒数", time)
        # Not a number is within no range either.
        if not 0 <= seconds <= _LONGEST:
            raise _invalid_argument(
                "parameter.range",
                "time",
                "`time` must be 0 or more and at most a hundred years",
                "`time`须为0到一百年",
                "pass a timedelta or seconds; reset() begins anew",
                "请传入timedelta或秒数；reset()可重新开始",
            )
        return self._platform.advance(ceil(seconds))

    def assign_y(self, *, x: str, caller: str) -> YAssignment:
        """Does about Y what a call to an X of AXYB does: who is not bound is given a Y, and A can call it from then on.

        A call itself is not simulated yet: no telephone rings, and no push is sent. The Y lives as long as the
        `yb_duration` of the AX bind says, or as its AX; whoever has a Y already keeps it.

        Parameters:
            x: The X that is called.
            caller: Who calls: a mobile number, or a 400 or 95 number. A fixed line is hung up.

        Raises:
            InvalidArgument: as `privatenumber.parse_x_number` and `privatenumber.parse_callee_number`.
        """
        call = {"x": _read("x", x, parse_x_number), "caller": _read("caller", caller, parse_callee_number)}
        _, _, answer = self._platform.answer("POST", "/_simulator/assign-y", None, json.dumps(call).encode())
        return YAssignment(**json.loads(answer))

    def state(self) -> dict[str, Any]:
        """What the platform holds: its time, its applications, the bindings, and the last requests with what was
        wrong with each. Numbers are whole, secrets are left out."""
        return self._platform.state()

    def reset(self) -> None:
        """Back to the beginning: no bindings, an empty log, no time skipped."""
        self._platform.reset()

    def __repr__(self) -> str:
        state = self.state()
        return f"Platform({len(state['applications'])} applications, {len(state['bindings'])} bindings)"


_LONGEST = 36_525 * 86_400


def _read(name: str, given: str, parse: Callable[[str], str]) -> str:
    try:
        return parse(given)
    except InvalidArgument as error:
        error.field = name
        raise


class Served:
    """A platform while it is served."""

    def __init__(self, platform: Platform, url: str) -> None:
        self.platform = platform
        self.url = url
        """The access address: give it to an account as `base_url`."""

    @overload
    def account(
        self, app_key: str | None = None, *, mode: _ModeOf, scheme: _Scheme | None = None
    ) -> Account[_ModeOf]: ...
    @overload
    def account(
        self, app_key: str | None = None, *, mode: None = None, scheme: _Scheme | None = None
    ) -> Account: ...
    def account(
        self, app_key: str | None = None, *, mode: _Mode | None = None, scheme: _Scheme | None = None
    ) -> Account:
        """An account of the platform's, at this address: of the first application that `app_key` and `mode` fit."""
        return self.platform.account(app_key, self.url, mode=mode, scheme=scheme)


def serve(platform: Platform, host: str = "127.0.0.1", port: int = 0) -> AbstractContextManager[Served]:
    """Serves a platform over HTTP while a `with` block lasts.

    Parameters:
        platform: What is served; it can be used in process at the same time.
        host: The address to listen at. The platform has no protection: keep it on this machine.
        port: The port. Default: one that is free.
    """
    from contextlib import contextmanager

    @contextmanager
    def served() -> Iterator[Served]:
        from threading import Thread

        from privatenumber._server import Server

        with Server(platform, host, port) as server:
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            try:
                yield Served(platform, server.url)
            finally:
                server.shutdown()
                thread.join()

    return served()


__all__ = ["Platform", "Served", "YAssignment", "serve"]
