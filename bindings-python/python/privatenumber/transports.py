"""Functions that send a request, for `Client(account, send=...)`.

Each is made once and used for many requests. None follows redirects, all verify TLS certificates and have time-outs,
and all send URL, headers and body as they are. What goes wrong on the way is a `TransportFailed`, whose `code` tells a
time-out (`transport.timeout`) from a broken connection (`transport.connection`) and whose `__cause__` is the HTTP
library's own error.
"""

from __future__ import annotations

from privatenumber._core import HttpRequest, _transport_failed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from typing import TypeAlias

    import httpx
    import requests

    _Send: TypeAlias = Callable[[HttpRequest], tuple[int, list[tuple[str, str]], bytes]]


def urllib_send(timeout: float = 10.0, context: ssl.SSLContext | None = None) -> _Send:
    """Sends with the standard library, over a new connection for each request.

    Parameters:
        timeout: Seconds without any sign of the other side.
        context: How TLS is spoken. Default: `ssl.create_default_context()`, which verifies certificates.
    """
    import ssl
    import urllib.request
    from http.client import HTTPException

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
            with opener.open(ready, timeout=timeout) as response:
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
    session: requests.Session | None = None, timeout: float | tuple[float, float] | None = (5.0, 15.0)
) -> _Send:
    """Sends with `requests`, over a session that keeps connections open.

    Parameters:
        session: Your own, with its proxies, certificates and adapters. Default: a new one.
        timeout: Seconds to connect, and seconds without any sign of the other side.
    """
    from weakref import finalize

    import requests

    own = session or requests.Session()

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
                timeout=timeout,
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


def httpx_send(client: httpx.Client | None = None, timeout: float | httpx.Timeout | None = 10.0) -> _Send:
    """Sends with `httpx`, over a client that keeps connections open.

    Parameters:
        client: Your own, with its proxies, certificates and limits. Default: a new one.
        timeout: Seconds for each step: to connect, to write, to read.
    """
    from weakref import finalize

    import httpx

    own = client or httpx.Client()

    def send(request: HttpRequest) -> tuple[int, list[tuple[str, str]], bytes]:
        try:
            response = own.request(
                request.method,
                request.url,
                content=request.body,
                headers=request.headers,
                auth=None,
                timeout=timeout,
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


__all__ = ["httpx_send", "requests_send", "urllib_send"]
