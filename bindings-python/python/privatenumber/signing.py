"""The `Authorization` and `X-AKSK` headers, one function a stage.

::

    message          Nonce + Created, with nothing between them
    digest           HMAC-SHA256 of it, its key the APP_Secret
    password_digest  Base64 of the 32 bytes
    x_aksk           UsernameToken Username="...",PasswordDigest="...",Nonce="...",Created="..."

`Account.sign()` does all of them at once. `created` is an aware datetime or the seconds of a Unix clock.
"""

import os

from privatenumber._core import (
    AUTHORIZATION,
    _forget_nonces,
    created_text,
    digest,
    message,
    password_digest,
    x_aksk,
)

if hasattr(os, "register_at_fork"):
    # Nonces are drawn in advance, and a child would send those of its parent.
    os.register_at_fork(after_in_child=_forget_nonces)

__all__ = ["AUTHORIZATION", "created_text", "digest", "message", "password_digest", "x_aksk"]
