"""The native module. What is public in it is named by the Python modules; operations stand in those of their mode."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import GenericAlias
from typing import Any, Final, Generic, Literal, TypeAlias, final, overload

from typing_extensions import Self, TypeVar

from privatenumber.errors import PrivateNumberError, PushNotGenuine

_Mode: TypeAlias = Literal["ax", "axb", "axe", "axyb"]
_Scheme: TypeAlias = Literal["aksk", "wsse"]
_SigningScheme: TypeAlias = Literal["aksk", "wsse", "wsse_hex"]
# Who may be of any mode may be used for each of them. Without a mode nothing is checked.
_ModeOf = TypeVar("_ModeOf", bound=_Mode, default=Any, contravariant=True)

# That of a static method, which has none of its class's.
_Said = TypeVar("_Said", bound=_Mode)

__version__: Final[str]
AUTHORIZATION: Final[str]
"""The value of the `Authorization` header, the same for every request."""
SCHEMES: Final[tuple[str, ...]]
"""The names of the schemes: `aksk`, that of today; `wsse`, that of before; `wsse_hex`, that of SMS."""
error_codes: Final[dict[str, str]]
"""Every stable code of an error, and what it means."""

@final
class Account(Generic[_ModeOf]):
    """The credentials of an application. Printing one shows neither the key nor the secret.

    Parameters:
        app_key: APP_Key of the application, from the console.
        app_secret: APP_Secret of the application, from the console. It is never printed.
        base_url: Access address (APP接入地址), from the console: `https`, a host, no path. Default:
            `https://rtcpns.cn-north-1.myhuaweicloud.com`. `http` is taken for this machine alone.
        mode: Mode of the application: `"ax"`, `"axb"`, `"axe"` or `"axyb"`. Operations of another one are then refused
            before they are sent (`account.mode`), and a client offers those of this one alone. Default: any.
        scheme: How requests are signed: `"aksk"` (the default), or `"wsse"` as until about 2022.

    Errors: `account.app_key`, `account.app_secret`, `account.base_url`, `parameter.choice`.
    """

    @overload
    def __new__(
        cls, *, app_key: str, app_secret: str, base_url: str | None = None, mode: _ModeOf, scheme: _Scheme | None = None
    ) -> Account[_ModeOf]: ...
    @overload
    def __new__(
        cls,
        *,
        app_key: str,
        app_secret: str,
        base_url: str | None = None,
        mode: None = None,
        scheme: _Scheme | None = None,
    ) -> Account: ...
    @overload
    @staticmethod
    def from_environment(*, mode: _Said) -> Account[_Said]: ...
    @overload
    @staticmethod
    def from_environment(*, mode: None = None) -> Account:
        """The account that the environment variables `PRIVATENUMBER_APP_KEY`, `PRIVATENUMBER_APP_SECRET` and, if they
        are set, `PRIVATENUMBER_BASE_URL`, `PRIVATENUMBER_MODE` and `PRIVATENUMBER_SCHEME` describe.

        Parameters:
            mode: Mode that the program is written for, as in `Account`; a type checker then knows it too. An
                environment that names another one is refused. Default: that of the environment, or any.

        Errors: those of `Account`, and `account.mode` if the environment is of another mode.
        """

    @property
    def app_key(self) -> str:
        """The APP_Key."""

    @property
    def base_url(self) -> str:
        """The access address, without a slash at its end."""

    @property
    def mode(self) -> _Mode | None:
        """The mode of the application, `"axb"`, or None if it was not said."""

    @property
    def scheme(self) -> _Scheme:
        """How requests are signed: `"aksk"` or `"wsse"`."""

    def sign(self, *, created: datetime | int | None = None, nonce: str | None = None) -> str:
        """The value of an `X-AKSK` header (of `X-WSSE`, if the account signs so), for a request of one's own. A request
        that is built carries one already.

        Parameters:
            created: When it is signed: an aware datetime or the seconds of a Unix clock. Default: now.
            nonce: 1 to 128 letters and digits that were never sent before. Default: a random one.

        Errors: `signing.created`, `signing.nonce`, `parameter.type`.
        """

    def _offers(self, module: str) -> bool: ...
    def __class_getitem__(cls, mode: Any, /) -> GenericAlias: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: Any, /) -> Self: ...

@final
class Advice:
    """One piece of advice: what is legal, is sent, and will hardly do what is hoped for. Its texts hold no whole
    telephone number.

    Made by the library alone. `str()` gives all of it in one line.
    """

    @property
    def code(self) -> str:
        """The stable code: `advice.fixed_line_caller`. `privatenumber.explain` tells more."""

    @property
    def field(self) -> str:
        """The parameter or field that it is about, as Python spells it: `record_hint_tone`."""

    @property
    def message(self) -> str:
        """What will happen, in English."""

    @property
    def message_zh(self) -> str:
        """What will happen, in Chinese."""

    @property
    def hint(self) -> str:
        """What to do, in English."""

    @property
    def hint_zh(self) -> str:
        """What to do, in Chinese."""

    def to_dict(self) -> dict[str, str]:
        """All of it as a plain dict, by the names above."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Advice: ...
    def __deepcopy__(self, memo: Any, /) -> Advice: ...

@final
class Explanation:
    """What one code means, in one of the tables that list it.

    Made by the library alone. `str()` gives the English of it in one line.
    """

    @property
    def kind(
        self,
    ) -> Literal[
        "result", "cause", "q850", "sms_result", "number_status", "number_cause", "filing", "library", "advice"
    ]:
        """What it is a code of: `result` (the result code of an answer), `cause` (why a call ended), `q850` (the Q.850
        cause of a call that was not put through), `sms_result` (what became of an SMS), `number_status` (what can be
        done with an X number), `number_cause` (why it has that status), `filing` (of the A-number filing operations),
        `library` (this library's own errors) or `advice`."""

    @property
    def code(self) -> str:
        """The code as the service, or this library, writes it."""

    @property
    def http_status(self) -> int | None:
        """The HTTP status it comes with, if it is a code of an answer."""

    @property
    def class_name(self) -> str | None:
        """The class of `privatenumber.errors` that has this code, if one can have it."""

    @property
    def reason(self) -> str | None:
        """Why the service refused, if it is a code of a refusal: `already_bound`, as the `reason` of an error."""

    @property
    def group(self) -> str | None:
        """Who or what ended the call, if it is a cause."""

    @property
    def retryable(self) -> bool:
        """Whether the same, done again later, may succeed without anything being changed."""

    @property
    def english(self) -> str:
        """What it means, in English."""

    @property
    def chinese(self) -> str:
        """What it means, in Chinese."""

    @property
    def hint(self) -> str:
        """What to do, in English."""

    @property
    def hint_zh(self) -> str:
        """What to do, in Chinese."""

    @property
    def page(self) -> str | None:
        """The page of the service that lists it. None for this library's own."""

    def to_dict(self) -> dict[str, Any]:
        """What there is of it as a plain dict, by the names above."""

    def to_json(self) -> str:
        """What there is of it as JSON text, for other programs: the names are those of the wire."""

    def _title(self) -> tuple[str, str]: ...

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Explanation: ...
    def __deepcopy__(self, memo: Any, /) -> Explanation: ...

def explain(code: str | int, /) -> tuple[Explanation, ...]:
    """What is known of a code: one explanation for each of its meanings, none for an unknown code.

    Parameters:
        code: A number of any of the service's tables (`8014`, `1012007`, `16`; an int will do), with an HTTP status
            (`1010010@401`), the `code` of an error (`service.1010010@401`, `number.format`) or of advice, or a code of
            the filing operations (`PPT.0001`). Blanks around it and upper or lower case do not matter.

    Errors: `parameter.type`.
    """

@final
class HttpRequest:
    """A request, ready to be sent as it is by any HTTP client.

    The URL is complete and escaped: a client must not escape it again, must not follow redirects, and must send the
    headers and the body byte for byte. Printing one shows the method, the masked URL and the names of the headers.
    """

    @property
    def method(self) -> str:
        """`GET`, `POST`, `PUT` or `DELETE`."""

    @property
    def url(self) -> str:
        """The access address, the path and, for GET and DELETE, the escaped query."""

    @property
    def headers(self) -> dict[str, str]:
        """The headers, in a new dict each time."""

    @property
    def body(self) -> bytes | None:
        """JSON in ASCII, or None for GET and DELETE."""

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What is legal and will hardly do what is hoped for; usually nothing."""

    def __copy__(self) -> HttpRequest: ...
    def __deepcopy__(self, memo: Any, /) -> HttpRequest: ...

@final
class SimulatedPlatform:
    """The platform behind `privatenumber.simulator.Platform`."""

    def __new__(cls, setup: str, push_url: str | None = None, snapshot: str | None = None, /) -> SimulatedPlatform: ...
    @property
    def applications(self) -> list[tuple[str, str, _Mode | Literal["x"]]]:
        """APP_Key, APP_Secret and mode of each application."""

    def answer(
        self, method: str, target: str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None, body: bytes, /
    ) -> tuple[int, list[tuple[str, str]], bytes, tuple[Literal["after", "cut_off", "lost"], int] | None]:
        """Answers a request: the status, the headers, the body, and how it arrives if not at once and whole: after so many
        milliseconds, cut off of so many bytes, or not at all."""

    def set_faults(self, faults: str, /) -> None:
        """Sets what is to go wrong, given as JSON."""

    def faults(self) -> Any:
        """What is set to go wrong, and how often it still will."""

    def advance(self, seconds: int, /) -> int:
        """Makes the platform's time run ahead; gives how many bindings expired."""

    def advance_to(self, virtual_ms: int, /) -> int:
        """The same up to a moment, in Unix milliseconds of virtual time."""

    def now_ms(self) -> int:
        """Virtual time, in Unix milliseconds."""

    def next_due(self) -> int | None:
        """When the next thing happens by itself, in Unix milliseconds of virtual time."""

    def call(self, order: str, /) -> tuple[str | None, tuple[str, str, str] | None]:
        """Places a call, given as JSON. Gives its `sessionId`, or field, message and hint of what is wrong."""

    def call_report(self, session_id: str, /) -> dict[str, Any] | None:
        """What a call is like by now; None if it is not known."""

    def sms(self, order: str, /) -> tuple[str | None, tuple[str, str, str] | None]:
        """Sends an SMS, given as JSON. Gives its `smsIdentifier`, or field, message and hint of what is wrong."""

    def sms_report(self, sms_identifier: str, /) -> dict[str, Any] | None:
        """What became of an SMS by now; None if it is not known."""

    def next_push(self) -> dict[str, Any] | None:
        """The next push that is due, signed for this attempt; None if none is."""

    def push_answered(self, id: int, status: int, body: bytes, /) -> bool:
        """A push was answered."""

    def push_failed(self, id: int, /) -> bool:
        """A push got no answer."""

    def state(self) -> dict[str, Any]:
        """What the platform holds."""

    def snapshot(self) -> str:
        """Everything it holds, as JSON, to go on from."""

    def reset(self) -> None:
        """Back to the beginning."""

def parse_number(text: str, /) -> str:
    """A telephone number in the global format, `+8613800000001`, from one as people write it.

    Errors: `number.format`, `number.overseas`, `number.service`, `parameter.type`.
    """

def parse_x_number(text: str, /) -> str:
    """An X in the global format: as `parse_number`, but a mobile number alone.

    Errors: those of `parse_number`, and `number.fixed_line`.
    """

def parse_callee_number(text: str, /) -> str:
    """A number that is only called, in the global format: as `parse_number`, but a 400 or 95 number too.

    Errors: those of `parse_number`.
    """

def parse_area_code(text: str, /) -> str:
    """A city's telephone code of three or four digits, with its leading 0.

    Errors: `parameter.length`, `parameter.characters`, `parameter.type`.
    """

def mask(text: str, /) -> str:
    """The text with the middle of every telephone number in it replaced by `****`, for logs.

    Errors: `parameter.type`.
    """

def created_text(created: datetime | int, /) -> str:
    """A moment as `Created` writes it: `2018-02-12T15:30:20Z`, true UTC.

    Errors: `signing.created`, `parameter.type`.
    """

def message(nonce: str, created: datetime | int, /) -> str:
    """Stage 1: what is signed, the nonce and the time with nothing between them.

    Errors: `signing.nonce`, `signing.created`, `parameter.type`.
    """

def digest(
    app_secret: str, nonce: str, created: datetime | int, /, *, scheme: _SigningScheme = "aksk"
) -> bytes:
    """Stage 2: HMAC-SHA256 over the message, with the APP_Secret as its key; of the older schemes, SHA-256 over the
    message and the APP_Secret behind it. 32 bytes.

    Errors: `signing.nonce`, `signing.created`, `parameter.choice` for the scheme, `parameter.type`.
    """

def password_digest(digest: bytes, /, *, scheme: _SigningScheme = "aksk") -> str:
    """Stage 3: the digest as the header carries it, in Base64: 44 characters of its bytes or, of `wsse_hex`, 88 of its
    hexadecimal text.

    Errors: `parameter.length` unless it is 32 bytes long, `parameter.choice` for the scheme, `parameter.type`.
    """

def x_aksk(app_key: str, password_digest: str, nonce: str, created: datetime | int, /) -> str:
    """Stage 4: the value of the `X-AKSK` header, and of `X-WSSE` too.

    Errors: `signing.nonce`, `signing.created`, `parameter.type`.
    """

def headers(
    app_key: str,
    app_secret: str,
    *,
    scheme: _SigningScheme = "aksk",
    created: datetime | int | None = None,
    nonce: str | None = None,
) -> dict[str, str]:
    """Both headers, all stages at once.

    Parameters:
        app_key: APP_Key of the application.
        app_secret: APP_Secret of the application.
        scheme: How it is signed: one of `SCHEMES`.
        created: When it is signed: an aware datetime or the seconds of a Unix clock. Default: now.
        nonce: 1 to 128 letters and digits that were never sent before. Default: a random one.

    Errors: `account.app_key`, `account.app_secret`, `signing.created`, `signing.nonce`, `parameter.choice` for the
    scheme, `parameter.type`.
    """

@final
class Delivery:
    """How a push came, and whether it is genuine.

    Made by the library alone.
    """

    @property
    def genuine(self) -> bool:
        """Whether its signature was checked, and is right and fresh."""

    @property
    def scheme(self) -> Literal["aksk", "wsse", "wsse_hex", "aksk_url"] | None:
        """Which of the documented digests matched: `aksk`, `wsse`, `wsse_hex` or `aksk_url`. None if none did."""

    @property
    def app_key(self) -> str | None:
        """The APP_Key that signed it, where the digest matched."""

    @property
    def created(self) -> datetime | None:
        """When it was signed, where the digest matched."""

    @property
    def problem(self) -> PushNotGenuine | None:
        """What is wrong with the signature, where a receiver only reports that."""

    def _with_problem(self, code: str) -> Delivery: ...

@final
class Reply:
    """What a function for `callin_block` or `sms_block` returns: what is to become of the call or the SMS.

    Made by `connect`, `close`, `route` and `discard`.
    """

    @property
    def kind(self) -> Literal["connect", "close", "route", "discard"]:
        """What it says: `connect`, `close`, `route` or `discard`."""

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What is legal and will hardly do what is hoped for; usually nothing."""

    def body(self, form: Literal["list", "object"] = "list") -> bytes:
        """The body of the HTTP answer, JSON in ASCII. Whole telephone numbers are in it.

        Parameters:
            form: How `connectInfo` and `closeInfo` are written: as a `"list"` of one object, as the service's own demo
                does, or as one `"object"`, as its page types them.

        Errors: `parameter.choice`, `parameter.type`.
        """

    def _fits(self, kind: str, data: object) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class _Reading:
    @property
    def delivery(self) -> Delivery: ...
    @property
    def nonce(self) -> tuple[str, str, int] | None: ...
    @property
    def pushes(self) -> list[tuple[str, str | None, Any]]: ...

@final
class _PushReader:
    def __new__(
        cls,
        applications: list[tuple[str, str]],
        check: str,
        url: str | None,
        max_age: int,
        max_ahead: int,
        max_body: int,
    ) -> _PushReader: ...
    def read(
        self,
        headers: Mapping[str, str] | Iterable[tuple[str, str]] | None,
        body: bytes | bytearray | memoryview,
        now: float | None = None,
    ) -> _Reading: ...

PUSH_TERMS: Final[dict[str, int]]
"""What a receiver takes unless it is told otherwise, and how long keys are kept, in seconds and bytes."""

def _check_reply_form(form: object) -> None: ...
def _push_error(code: str, kind: str = "", what: str = "") -> PrivateNumberError: ...
def _mask_line(line: str, /) -> str: ...
def _mask_url(url: str, /) -> str: ...
def _mask_id(id: str, /) -> str: ...
def _encode_user_data(json: str, /) -> str: ...
def _decode_user_data(text: str, /) -> str: ...
def _forget_nonces() -> None: ...
def _transport_failed(timed_out: bool, what: str) -> Exception: ...
def _sender_failed(what: str, what_zh: str) -> Exception: ...
def _invalid_argument(
    code: str, field: str, message: str, message_zh: str, hint: str, hint_zh: str
) -> Exception: ...
def _unusable_argument(field: str, wanted: str, wanted_zh: str, given: object) -> Exception: ...
def _description() -> Any: ...
