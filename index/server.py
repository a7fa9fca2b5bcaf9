"""A Chroma server, reached by Chroma's own client: a limit on every wait, and one line for every failure.

Chroma's client waits for ever, has no setting for that, and asks its first question while it is made; what it cannot
make sense of it lets out as whatever that leads to. So the limits are set on each of its two connections before it is
used, answers that are not Chroma's are refused there, and what still goes wrong is put into words here.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

import httpx
from chromadb.api.client import Client
from chromadb.auth import UserIdentity
from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings
from chromadb.errors import AuthorizationError, ChromaAuthError, ChromaError, InternalError, error_types

from index.errors import IndexUnavailable

CONNECTED_WITHIN = 5.0  # seconds
SILENCE = 20.0  # seconds without a byte; to write 1,000 passages takes a server two, and five on a busy machine
ANSWERED_WITHIN = 300.0  # seconds from the first byte to the last; all records of a large index over a thin line
LONGEST_REASON = 200  # characters
_UNAUTHORIZED = (401, 403)
_FAILED = 500  # and above
# What Chroma's client does about an answer that is not as it expects.
_MISREAD = (ValueError, LookupError, TypeError, AttributeError)
_WORDS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (  # the first that fits
    (
        (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL),
        "No Chroma server can be reached at {url}: {reason}. Start it, or set ONRECORD_CHROMA_URL to where it is",
    ),
    (
        (httpx.TimeoutException,),
        "The Chroma server at {url} does not answer: {reason}. See in its log whether it is stuck, then try again",
    ),
    (
        (httpx.HTTPError, OSError, RuntimeError),
        "The Chroma server at {url} broke off: {reason}. See that it runs, then try again",
    ),
    (
        (AuthorizationError, ChromaAuthError),
        "The Chroma server at {url} refuses access: {reason}. Let this machine in, or set another ONRECORD_CHROMA_URL",
    ),
    (
        (ChromaError,),
        "The Chroma server at {url} failed: {reason}. See its log and whether its disk has room, then try again",
    ),
    (
        _MISREAD,
        "What answers at {url} is no Chroma server that this version knows: {reason}. Correct ONRECORD_CHROMA_URL",
    ),
)
_CAUGHT = tuple(kind for kinds, _ in _WORDS for kind in kinds)


def connected(url: str) -> Client:
    """Reach a server. Raises IndexUnavailable."""
    parts = _parts(url)
    secure = parts.scheme == "https"
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    port = parts.port or (443 if secure else 8000)
    settings = Settings(
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}",
        chroma_server_http_port=port,
        chroma_server_ssl_enabled=secure,
        chroma_server_ssl_verify=None if secure else False,  # or certificates are read that nobody looks at
    )
    with reached(url):
        return _Client(settings)


@contextmanager
def reached(url: str) -> Iterator[None]:
    """Turn whatever goes wrong on the way to a server, in it and on the way back into one line."""
    try:
        yield
    except _CAUGHT as error:
        words = next(words for kinds, words in _WORDS if isinstance(error, kinds))
        raise IndexUnavailable(words.format(url=url, reason=_reason(error))) from error


def _reason(error: Exception) -> str:
    """Say in some words of its own what an error is about; what Python thinks of an answer tells nobody anything."""
    if isinstance(error, _MISREAD) and not isinstance(error, ValueError):
        return "its answers are not Chroma's"
    said = " ".join(str(error).split()).rstrip(".")[:LONGEST_REASON] or type(error).__name__
    said = re.sub(r"^\[Errno -?\d+\] ", "", said)
    return f"it does not speak https as it should ({said})" if "SSL" in said else said


def _parts(url: str) -> SplitResult:
    advice = f"ONRECORD_CHROMA_URL is {url!r}. Write it as http://host:8000"
    try:
        parts = urlsplit(url)
        if not parts.hostname or parts.scheme not in ("http", "https") or parts.port == 0:
            raise IndexUnavailable(advice)
    except ValueError as error:
        raise IndexUnavailable(advice) from error
    return parts


class _Client(Client):
    """Chroma's client, with both its connections limited, and closed when it is or cannot be made."""

    def __init__(self, settings: Settings) -> None:
        with ExitStack() as opened:
            self._opened = opened
            super().__init__(DEFAULT_TENANT, DEFAULT_DATABASE, settings)
            self._opened = opened.pop_all()

    def get_user_identity(self) -> UserIdentity:
        self._limit(self._server)
        return self._server.get_user_identity()

    def _validate_tenant_database(self, tenant: str, database: str) -> None:
        self._limit(cast("Any", self._admin_client)._server)
        super()._validate_tenant_database(tenant, database)

    def close(self) -> None:
        super().close()
        self._opened.close()

    def _limit(self, server: Any) -> None:  # noqa: ANN401
        server._session.timeout = httpx.Timeout(SILENCE, connect=CONNECTED_WITHIN)
        server._session.event_hooks = {"response": [_examined]}
        self._opened.callback(server._session.close)


def _examined(response: httpx.Response) -> None:
    """Read an answer in time; an error that is not told as Chroma tells errors becomes one that is."""
    response.stream = _Timely(cast("httpx.SyncByteStream", response.stream))
    response.read()
    if response.is_success or _told_by_chroma(response):
        return
    status = f"{response.status_code} {response.reason_phrase}"
    if response.status_code in _UNAUTHORIZED:
        raise ChromaAuthError(status)
    if response.status_code >= _FAILED:
        raise InternalError(status)
    raise ValueError(f"it answers {status}")


def _told_by_chroma(response: httpx.Response) -> bool:
    try:
        said = response.json()
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("error") in error_types and "message" in said


class _Timely(httpx.SyncByteStream):
    """An answer's bytes as long as they come in time: one that drips is never silent and never ends."""

    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self._stream = stream
        self._until = monotonic() + ANSWERED_WITHIN

    def __iter__(self) -> Iterator[bytes]:
        for some in self._stream:
            if monotonic() > self._until:
                raise httpx.ReadTimeout("its answer does not end")
            yield some

    def close(self) -> None:
        self._stream.close()
