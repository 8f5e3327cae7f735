"""The native module. What is public in it is named by the Python modules; operations stand in those of their mode."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, final

__version__: Final[str]
AUTHORIZATION: Final[str]
"""The value of the `Authorization` header, the same for every request."""
error_codes: Final[dict[str, str]]
"""Every stable code of an error, and what it means."""

@final
class Account:
    """The credentials of an application. Printing one shows neither the key nor the secret.

    Parameters:
        app_key: APP_Key of the application, from the console.
        app_secret: APP_Secret of the application, from the console. It is never printed.
        base_url: Access address (APP接入地址), from the console: `https`, a host, no path. Default:
            `https://rtcpns.cn-north-1.myhuaweicloud.com`. `http` is taken for this machine alone.

    Errors: `account.app_key`, `account.app_secret`, `account.base_url`.
    """

    def __new__(cls, *, app_key: str, app_secret: str, base_url: str | None = None) -> Account: ...
    @staticmethod
    def from_environment() -> Account:
        """The account that the environment variables `PRIVATENUMBER_APP_KEY`, `PRIVATENUMBER_APP_SECRET` and, if it
        is set, `PRIVATENUMBER_BASE_URL` describe."""

    @property
    def app_key(self) -> str:
        """The APP_Key."""

    @property
    def base_url(self) -> str:
        """The access address, without a slash at its end."""

    def sign(self, *, created: datetime | int | None = None, nonce: str | None = None) -> str:
        """The value of an `X-AKSK` header, for a request of one's own. A request that is built carries one already.

        Parameters:
            created: When it is signed: an aware datetime or the seconds of a Unix clock. Default: now.
            nonce: 1 to 128 letters and digits that were never sent before. Default: a random one.

        Errors: `signing.created`, `signing.nonce`, `parameter.type`.
        """

    def __copy__(self) -> Account: ...
    def __deepcopy__(self, memo: Any, /) -> Account: ...

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

    def __copy__(self) -> HttpRequest: ...
    def __deepcopy__(self, memo: Any, /) -> HttpRequest: ...

@final
class SimulatedPlatform:
    """The platform behind `privatenumber.simulator.Platform`."""

    def __new__(cls, setup: str, /) -> SimulatedPlatform: ...
    @property
    def credentials(self) -> list[tuple[str, str]]:
        """APP_Key and APP_Secret of each application."""

    def answer(
        self, method: str, target: str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None, body: bytes, /
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """Answers a request: the status, the headers, the body."""

    def advance(self, seconds: int, /) -> int:
        """Makes the platform's time run ahead; gives how many bindings expired."""

    def state(self) -> dict[str, Any]:
        """What the platform holds."""

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

def parse_area_code(text: str, /) -> str:
    """A city's telephone code of three or four digits, with its leading 0.

    Errors: `parameter.length`, `parameter.characters`, `parameter.type`.
    """

def mask(text: str, /) -> str:
    """The text with the middle of every telephone number in it replaced by `****`, for logs."""

def created_text(created: datetime | int, /) -> str:
    """A moment as `Created` writes it: `2018-02-12T15:30:20Z`, true UTC.

    Errors: `signing.created`, `parameter.type`.
    """

def message(nonce: str, created: datetime | int, /) -> str:
    """Stage 1: what is signed, the nonce and the time with nothing between them."""

def digest(app_secret: str, nonce: str, created: datetime | int, /) -> bytes:
    """Stage 2: HMAC-SHA256 over the message, with the APP_Secret as its key. 32 bytes."""

def password_digest(digest: bytes, /) -> str:
    """Stage 3: the digest as the header carries it, in Base64.

    Errors: `parameter.length` unless it is 32 bytes long.
    """

def x_aksk(app_key: str, password_digest: str, nonce: str, created: datetime | int, /) -> str:
    """Stage 4: the value of the `X-AKSK` header."""

def _forget_nonces() -> None: ...
def _transport_failed(timed_out: bool, what: str) -> Exception: ...
def _sender_failed(what: str) -> Exception: ...
def _invalid_argument(
    code: str, field: str, message: str, message_zh: str, hint: str, hint_zh: str
) -> Exception: ...
def _unusable_argument(field: str, wanted: str, wanted_zh: str, given: object) -> Exception: ...
def _description() -> Any: ...
