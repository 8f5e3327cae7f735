"""The headers that sign a request: `headers` makes both at once, the others one stage each.

::

    message          Nonce + Created, with nothing between them
    digest           HMAC-SHA256 of it, its key the APP_Secret
    password_digest  Base64 of the 32 bytes
    x_aksk           UsernameToken Username="...",PasswordDigest="...",Nonce="...",Created="..."

A request that is built carries them already. By themselves they serve Huawei Cloud's sister products, which sign in the
same way: Voice Call with the scheme `aksk`, SMS with `wsse_hex`. `wsse` is that of PrivateNumber until about 2022.
`created` is an aware datetime or the seconds of a Unix clock.
"""

import os

from privatenumber._core import (
    AUTHORIZATION,
    SCHEMES,
    _forget_nonces,
    created_text,
    digest,
    headers,
    message,
    password_digest,
    x_aksk,
)

if hasattr(os, "register_at_fork"):
    # Nonces are drawn in advance, and a child would send those of its parent.
    os.register_at_fork(after_in_child=_forget_nonces)

__all__ = [
    "AUTHORIZATION",
    "SCHEMES",
    "created_text",
    "digest",
    "headers",
    "message",
    "password_digest",
    "x_aksk",
]
