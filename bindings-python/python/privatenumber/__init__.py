"""Client library for Huawei Cloud PrivateNumber (隐私保护通话, number masking).

Two people call each other through a number X, and neither learns the other's::

    from privatenumber import Account, Client

    client = Client(Account(app_key="...", app_secret="..."))
    bound = client.axb.create_binding(caller_num="+8613800000001", callee_num="0755-28000001", area_code="0755")
    print(bound.subscription_id, bound.relation_num)

Without a client: `axb.create_binding.request(account, ...)` gives method, URL, headers and body, and
`axb.create_binding.parse(status, headers, body)` reads what came back.
"""

from privatenumber import axb, errors, signing
from privatenumber._core import (
    Account,
    HttpRequest,
    __version__,
    error_codes,
    mask,
    parse_area_code,
    parse_number,
    parse_x_number,
)
from privatenumber.client import Client
from privatenumber.errors import (
    InvalidArgument,
    PrivateNumberError,
    ServiceRefused,
    TransportFailed,
    UnreadableAnswer,
)

__all__ = [
    "Account",
    "Client",
    "HttpRequest",
    "InvalidArgument",
    "PrivateNumberError",
    "ServiceRefused",
    "TransportFailed",
    "UnreadableAnswer",
    "__version__",
    "axb",
    "error_codes",
    "errors",
    "mask",
    "parse_area_code",
    "parse_number",
    "parse_x_number",
    "signing",
]
