"""A client: operations, and a function of yours or of `privatenumber.transports` that sends their requests.

What it takes and gives is typed in `client.pyi`: the type of a client says of which mode it is.
"""

from privatenumber._call import Call, check_on_advice, check_send
from privatenumber._core import (
    Account,
    AxbOperations,
    AxeOperations,
    AxOperations,
    AxybOperations,
    CallOperations,
    RecordingOperations,
    _unusable_argument,
)
from privatenumber.errors import InvalidArgument

OPERATIONS = {
    "ax": AxOperations,
    "axb": AxbOperations,
    "axe": AxeOperations,
    "axyb": AxybOperations,
    "recording": RecordingOperations,
    "call": CallOperations,
}


class Client:
    """Calls the service's operations: `client.axb.create_binding(...)`.

    A client of an account whose `mode` was said offers the operations of this mode, and `recording` and `call`, which
    every mode has; a type checker knows the same. Asking it for those of another mode raises `NotOffered`. Without a
    mode it offers all, and the service itself refuses what is not for the application.

    Parameters:
        account: Who calls, and where.
        send: A function that sends a request and gives status, headers and body of whatever came back, whatever its
            status is. It must send URL, headers and body as they are and must not follow redirects. Default:
            `privatenumber.transports.urllib_send()`, which needs no other library and opens a connection for each
            request.
        on_advice: A function that is told what is legal and will hardly do what is hoped for: it is called with an
            `Advice` and the request that it is about, once for each piece, before the request is sent. What it raises
            is raised, and nothing is sent. Default: nobody is told.

    A client keeps nothing but these, so threads may share one as far as they may share the functions.

    Errors: `parameter.type`.
    """

    __slots__ = ("_account", "_operations")

    def __init__(self, account, send=None, *, on_advice=None):
        if not isinstance(account, Account):
            raise _unusable_argument("account", "an Account", "Account", account)
        if send is None:
            from privatenumber.transports import urllib_send

            send = urllib_send()
        check_send(send)
        if on_advice is not None:
            check_on_advice(on_advice)
        call = Call(account, send, on_advice)
        self._account = account
        self._operations = {name: of(call) for name, of in OPERATIONS.items() if account._offers(name)}

    # For annotations, `Client[Literal["axe"]]`: what `types.GenericAlias` is, without importing `types`.
    __class_getitem__ = classmethod(type(list[int]))

    @property
    def ax(self):
        """The operations of mode AX."""
        return self._offered("ax")

    @property
    def axb(self):
        """The operations of mode AXB."""
        return self._offered("axb")

    @property
    def axe(self):
        """The operations of mode AXE."""
        return self._offered("axe")

    @property
    def axyb(self):
        """The operations of mode AXYB."""
        return self._offered("axyb")

    @property
    def recording(self):
        """The operations on recordings, which every mode has."""
        return self._offered("recording")

    @property
    def call(self):
        """The operations on calls, which every mode has."""
        return self._offered("call")

    def _offered(self, name):
        operations = self._operations.get(name)
        if operations is None:
            raise _not_offered(self._account.mode, name)
        return operations

    def __dir__(self):
        return [name for name in super().__dir__() if name not in OPERATIONS or name in self._operations]

    def __repr__(self):
        return f"Client({self._account!r})"

    # Nothing in it changes, so a copy may be the client itself.
    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        raise TypeError("a Client is not pickled, for its account's secret would be written out; make it where it is needed")


class NotOffered(InvalidArgument, AttributeError):
    """Operations of another mode than the client's account is of. Nothing was sent.

    It is an `AttributeError` too, so that `hasattr` and whatever looks around in objects find nothing there.
    """


def _not_offered(own, wanted):
    own, wanted = own.upper(), wanted.upper()
    return NotOffered(
        f"this client has no operations of mode {wanted}, because its account is of mode {own}",
        code="account.mode",
        field="mode",
        message_zh=f"该客户端没有{wanted}模式的接口：其账号的应用为{own}模式",
        hint=f"an application has one mode for life: use the key and secret of an {wanted} application",
        hint_zh=f"一个应用只有一种模式：请使用{wanted}模式应用的APP_Key和APP_Secret",
    )


__all__ = ["Client", "NotOffered"]
