"""Functions that send a request, for `Client(account, send=...)`.

Each is made once and used for many requests. None follows redirects, all verify TLS certificates and have time-outs,
and all send URL, headers and body as they are. What goes wrong on the way is a `TransportFailed`, whose `code` tells a
time-out (`transport.timeout`) from a broken connection (`transport.connection`) and whose `__cause__` is the HTTP
library's own error.

`httpx` and `urllib3` log the URL of every request, and the URL of a query holds telephone numbers, that of AXYB the APP_Key
too; at DEBUG `httpcore`, which is below `httpx`, logs the address of a recording, which may let anyone in. `httpx_send` and
`requests_send` mask all of it there; who uses these libraries without them calls `mask_logs()` once.
"""

from __future__ import annotations

from privatenumber._core import (
    HttpRequest,
    _invalid_argument,
    _mask_line,
    _mask_url,
    _transport_failed,
    _unusable_argument,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging
    import ssl
    from collections.abc import Callable
    from datetime import timedelta
    from typing import Any, TypeAlias

    import httpx
    import requests

    _Send: TypeAlias = Callable[[HttpRequest], tuple[int, list[tuple[str, str]], bytes]]


def urllib_send(timeout: float | timedelta = 10.0, context: ssl.SSLContext | None = None) -> _Send:
    """Sends with the standard library, over a new connection for each request, as the service's pages ask.

    Parameters:
        timeout: A timedelta, or seconds, without any sign of the other side.
        context: How TLS is spoken. Default: `ssl.create_default_context()`, which verifies certificates.
    """
    import ssl
    import urllib.request
    from http.client import HTTPException

    limit = _seconds(timeout)
    # Unencrypted are requests to this machine alone, and those need no proxy.
    proxies = {scheme: proxy for scheme, proxy in urllib.request.getproxies().items() if scheme == "https"}
    opener = urllib.request.OpenerDirector()
    # Neither a handler of redirects nor one that takes statuses for errors.
    opener.add_handler(urllib.request.ProxyHandler(proxies))
    opener.add_handler(urllib.request.HTTPHandler())
    opener.add_handler(urllib.request.HTTPSHandler(context=context or ssl.create_default_context()))

    def send(request: HttpRequest) -> tuple[int, list[tuple[str, str]], bytes]:
        ready = urllib.request.Request(request.url, request.body, request.headers, method=request.method)
        try:
            with opener.open(ready, timeout=limit) as response:
                return response.status, response.headers.items(), response.read()
        except (OSError, HTTPException, ValueError) as error:
            cause: Exception = error
        # `URLError` wraps what went wrong and adds nothing.
        reason = getattr(cause, "reason", None)
        if isinstance(reason, Exception):
            cause = reason
        raise _failure(isinstance(cause, TimeoutError), cause) from cause

    return send


def requests_send(
    session: requests.Session | None = None,
    timeout: float | timedelta | tuple[float | timedelta | None, float | timedelta | None] | None = (5.0, 15.0),
) -> _Send:
    """Sends with `requests`, over a session that keeps connections open.

    Parameters:
        session: Your own, with its proxies, certificates and adapters. Default: a new one.
        timeout: How long to connect, and how long without any sign of the other side, each a timedelta or seconds; one
            for both; or None for as long as it takes.
    """
    from weakref import finalize

    import requests

    if session is not None and not isinstance(session, requests.Session):
        raise _unusable_argument("session", "a requests.Session", "requests.Session", session)
    limit: float | tuple[float | None, float | None] | None
    if isinstance(timeout, tuple) and len(timeout) == 2:
        limit = (_seconds_or_none(timeout[0]), _seconds_or_none(timeout[1]))
    else:
        limit = _seconds_or_none(timeout)
    own = requests.Session() if session is None else session
    mask_logs()

    def unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Without it a password for this host in ~/.netrc would replace the `Authorization` header.
        return request

    def send(request: HttpRequest) -> tuple[int, list[tuple[str, str]], bytes]:
        try:
            with own.request(
                request.method,
                request.url,
                data=request.body,
                headers=request.headers,
                auth=unchanged,
                timeout=limit,
                allow_redirects=False,
            ) as response:
                return response.status_code, list(response.headers.items()), response.content
        except requests.RequestException as error:
            cause: Exception = error
        timed_out = isinstance(cause, requests.Timeout)
        # The text of `requests` and `urllib3` holds the URL, and so telephone numbers; the reason below it does not.
        reason = getattr(cause.args[0] if cause.args else None, "reason", None)
        if isinstance(reason, Exception):
            cause = reason
        raise _failure(timed_out, cause) from cause

    if session is None:
        finalize(send, own.close)
    return send


def httpx_send(client: httpx.Client | None = None, timeout: float | timedelta | httpx.Timeout | None = 10.0) -> _Send:
    """Sends with `httpx`, over a client that keeps connections open.

    Parameters:
        client: Your own, with its proxies, certificates and limits. Default: a new one.
        timeout: How long each step may take (to connect, to write, to read), a timedelta or seconds; an
            `httpx.Timeout`; or None for as long as it takes.
    """
    from weakref import finalize

    import httpx

    if isinstance(client, httpx.AsyncClient):
        raise _invalid_argument(
            "parameter.type",
            "client",
            "`client` is an httpx.AsyncClient, and send functions are plain ones",
            "`client`是httpx.AsyncClient，而发送函数是普通函数",
            "pass an httpx.Client, or send with yours by yourself, between `request` and `parse` of an operation",
            "请传入httpx.Client，或在接口的`request`与`parse`之间自行发送",
        )
    if client is not None and not isinstance(client, httpx.Client):
        raise _unusable_argument("client", "an httpx.Client", "httpx.Client", client)
    limit = timeout if isinstance(timeout, httpx.Timeout) else _seconds_or_none(timeout)
    own = httpx.Client() if client is None else client
    mask_logs()

    def send(request: HttpRequest) -> tuple[int, list[tuple[str, str]], bytes]:
        try:
            response = own.request(
                request.method,
                request.url,
                content=request.body,
                headers=request.headers,
                auth=None,
                timeout=limit,
                follow_redirects=False,
            )
            return response.status_code, response.headers.multi_items(), response.content
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            cause = error
        raise _failure(isinstance(cause, httpx.TimeoutException), cause) from cause

    if client is None:
        finalize(send, own.close)
    return send


def _failure(timed_out: bool, cause: Exception) -> Exception:
    return _transport_failed(timed_out, f"{type(cause).__name__}: {cause}")


def _seconds_or_none(timeout: Any) -> float | None:
    return None if timeout is None else _seconds(timeout)


def _seconds(timeout: Any) -> float:
    """A time-out as the libraries take it: what is none of them would be refused at the first request or not at all."""
    from datetime import timedelta

    seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else timeout
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool):
        raise _unusable_argument("timeout", "a timedelta or seconds", "timedelta或秒数", timeout)
    # A longer one than the system can count to is a mistake too, and not a number is neither.
    if not 0 < seconds <= _LONGEST:
        raise _invalid_argument(
            "parameter.range",
            "timeout",
            "`timeout` must be above 0 and at most a day",
            "`timeout`须大于0且不超过一天",
            "pass a timedelta, or seconds such as 10",
            "请传入timedelta，或秒数（如10）",
        )
    return float(seconds)


_LONGEST = 86_400


def mask_logs() -> None:
    """Masks telephone numbers and APP_Keys in what `httpx` and `urllib3` log of this service's requests, and where a
    redirect leads in what `httpcore` logs at DEBUG, which does not say whose answer it is. All else stays as it is.

    Calling it again changes nothing. Loggers of other libraries, proxies and web servers are not reached by it.
    """
    import logging

    # A logger takes the same filter once.
    for name in ("httpx", "urllib3.connectionpool", "urllib3.util.retry"):
        logging.getLogger(name).addFilter(_masked)
    for name in ("httpcore.http11", "httpcore.http2"):
        logging.getLogger(name).addFilter(_without_place)


def _masked(record: logging.LogRecord) -> bool:
    try:
        text = record.getMessage()
    except Exception:
        # Handlers report a record whose parts do not fit together.
        return True
    if "/rest/" in text:
        record.msg, record.args = _mask_line(text), None
    return True


def _without_place(record: logging.LogRecord) -> bool:
    """Leaves of a `Location` among the headers of an answer the machine alone, as `repr` of an answer does."""
    try:
        text = record.getMessage()
    except Exception:
        return True
    if "(b'location'" in text.lower():
        import re

        # As `repr` writes bytes, with whichever quotes.
        place = r"(?i)(?<=\(b'location', b)(['\"])((?:\\.|(?!\1).)*)\1"
        masked = re.sub(place, lambda found: f"{found[1]}{_machine(found[2])}{found[1]}", text)
        if masked != text:
            record.msg, record.args = masked, None
    return True


def _machine(place: str) -> str:
    return _mask_url(place) if "://" in place else "****"


__all__ = ["httpx_send", "mask_logs", "requests_send", "urllib_send"]
