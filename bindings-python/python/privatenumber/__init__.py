"""Client library for Huawei Cloud PrivateNumber (隐私保护通话, number masking).

Two people call each other through a number X, and neither learns the other's::

    from privatenumber import Account, Client

    client = Client(Account(app_key="...", app_secret="..."))
    bound = client.axb.create_binding(caller_num="+8613800000001", callee_num="0755-28000001", area_code="0755")
    print(bound.subscription_id, bound.relation_num)

Without a client: `axb.create_binding.request(account, ...)` gives method, URL, headers and body, and
`axb.create_binding.parse(status, headers, body)` reads what came back. The other modes are `ax`, `axe` and `axyb`;
`recording` and `call` are for every mode. What a code means: `explain("8014")`. What the platform pushes is received with
`push.Receiver`.
"""

from privatenumber import errors, signing
from privatenumber._core import (
    Account,
    Advice,
    Explanation,
    HttpRequest,
    __version__,
    error_codes,
    explain,
    mask,
    parse_area_code,
    parse_callee_number,
    parse_number,
    parse_x_number,
)
from privatenumber.client import Client
from privatenumber.errors import (
    InvalidArgument,
    PrivateNumberError,
    PushNotGenuine,
    PushNotHandled,
    PushUnreadable,
    ServiceRefused,
    TransportFailed,
    UnreadableAnswer,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from privatenumber import ax, axb, axe, axyb, call, push, recording, user_data

# Imported when asked for: few programs need more than one.
_MODULES = ("ax", "axb", "axe", "axyb", "call", "push", "recording", "user_data")


def __getattr__(name: str) -> object:
    if name in _MODULES:
        __import__(f"{__name__}.{name}")
        # Importing it has put it here.
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})


__all__ = [
    "Account",
    "Advice",
    "Client",
    "Explanation",
    "HttpRequest",
    "InvalidArgument",
    "PrivateNumberError",
    "PushNotGenuine",
    "PushNotHandled",
    "PushUnreadable",
    "ServiceRefused",
    "TransportFailed",
    "UnreadableAnswer",
    "__version__",
    "ax",
    "axb",
    "axe",
    "axyb",
    "call",
    "error_codes",
    "errors",
    "explain",
    "mask",
    "parse_area_code",
    "parse_callee_number",
    "parse_number",
    "parse_x_number",
    "push",
    "recording",
    "signing",
    "user_data",
]
