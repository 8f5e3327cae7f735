"""The platform over HTTP."""

from __future__ import annotations

from typing import overload

from privatenumber._core import _invalid_argument, _unusable_argument
from privatenumber.simulator.platform import Platform

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from privatenumber._core import Account, _Mode, _ModeOf, _Scheme


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
    """Serves a platform over HTTP while a `with` block lasts. Meanwhile its time is that of the clock: calls go on by
    themselves, and what is due is pushed, to `on_push` or by HTTP.

    Parameters:
        platform: What is served; it can be used in process at the same time.
        host: The address to listen at. The platform has no protection: keep it on this machine.
        port: The port. Default: one that is free.

    Errors: `parameter.type`, `parameter.range`; and, in the `with` block, what the operating system says of an address that it
    cannot listen at (an `OSError`).
    """
    if not isinstance(platform, Platform):
        raise _unusable_argument("platform", "a Platform of the simulator", "模拟平台的Platform", platform)
    if not isinstance(host, str):
        raise _unusable_argument("host", "a text", "字符串", host)
    if not isinstance(port, int) or isinstance(port, bool):
        raise _unusable_argument("port", "a whole number", "整数", port)
    if not 0 <= port <= 65535:
        raise _invalid_argument(
            "parameter.range",
            "port",
            "`port` must lie between 0 and 65535",
            "`port`须在0到65535之间",
            "leave it out for one that is free",
            "不传则使用空闲端口",
        )
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


__all__ = ["Served", "serve"]
