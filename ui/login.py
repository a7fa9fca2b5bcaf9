"""The way in for those who know the password.

Two things are wanted that pull against each other: a guesser is to be slowed, and whoever knows the password is never
to be locked out, not even by a guesser at his own address (behind a proxy all have one). To refuse unread what comes
after the tenth wrong password would lock him out; to read all at once and let in the right one would slow nobody. So
after ten wrong ones within a minute, what comes from that address is read one after the other, with a pause before
each, and by then a wrong one is told only that there were too many. The latest is read first, and whoever has left is
passed over, so that what a guesser piles up keeps nobody waiting. Who is in stays in; his requests wait for nothing.
"""

import asyncio
import hmac
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable
from html import escape
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from string import Template
from typing import TypeAlias
from unicodedata import normalize
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

MOST_WRONG = 10  # passwords within a minute that an address is told to be wrong
MINUTE = 60.0  # seconds
PAUSE = 0.25  # second before each one after them is read
MOST_WAITING = 32  # of one address, to be read; of more, those that wait longest are turned away unread
LONGEST_FORM = 20_000  # bytes
Gone: TypeAlias = Callable[[], Awaitable[bool]]
_PAGE = Path(__file__).with_name("login.html")
_WRONG = "Incorrect credentials. Try again."
_TOO_MANY = "Too many wrong passwords from your address. Wait a minute; the right one is let in at any time."


class Attempts:
    """How often each address was wrong of late."""

    def __init__(self) -> None:
        self._wrong: dict[str, deque[float]] = {}
        self._waiting: dict[str, list[tuple[asyncio.Future[bool], Gone]]] = {}
        self._reading: set[asyncio.Task[None]] = set()

    async def status(self, address: str, secret: bytes, given: bytes, gone: Gone) -> int:
        """Compare what was given with the secret: 200 the same, 400 wrong, 429 wrong and one of too many.

        `gone` tells whether nobody waits for it any more.
        """
        if len(self._lately(address)) < MOST_WRONG:
            if hmac.compare_digest(given, secret):
                return 200
            self._wrong.setdefault(address, deque()).append(time.monotonic())
            return 400
        return 200 if await self._turn(address, gone) and hmac.compare_digest(given, secret) else 429

    def _turn(self, address: str, gone: Gone) -> "asyncio.Future[bool]":
        """Wait to be read: True when it is its turn, False when too many came after it."""
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if address not in self._waiting:
            self._waiting[address] = []
            task = asyncio.create_task(self._read(address))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)
        waiting = self._waiting[address]
        waiting.append((turn, gone))
        if len(waiting) > MOST_WAITING:
            oldest, _ = waiting.pop(0)
            oldest.set_result(False)
        return turn

    async def _read(self, address: str) -> None:
        waiting = self._waiting[address]
        while waiting:
            await asyncio.sleep(PAUSE)
            while waiting:
                turn, gone = waiting.pop()
                left = await gone()
                turn.set_result(not left)
                if not left:
                    break
        del self._waiting[address]

    def _lately(self, address: str) -> deque[float]:
        """Give when this address was wrong within the last minute; what is older, of any address, is forgotten."""
        since = time.monotonic() - MINUTE
        for old in [each for each, times in self._wrong.items() if times[-1] < since]:
            del self._wrong[old]
        times = self._wrong.get(address, deque())
        while times and times[0] < since:
            times.popleft()
        return times


def _composed(secret: bytes) -> bytes:
    """Give a password the same bytes whether a keyboard sends an accent with its letter or after it (RFC 8265)."""
    return normalize("NFC", secret.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


class Login:
    """Who is in: the browsers that gave the password, each known by a token in a cookie."""

    def __init__(self, password: str) -> None:
        self._secret = _composed(password.encode("utf-8", "surrogateescape"))
        self._attempts = Attempts()
        self._inside: set[str] = set()

    def is_inside(self, visitor: str) -> bool:
        """Whether this browser gave the password."""
        return visitor in self._inside

    def leave(self, visitor: str) -> None:
        """Forget that this browser gave the password."""
        self._inside.discard(visitor)

    async def enter(self, request: Request) -> tuple[Response, str | None]:
        """Read the form of the login page: the answer, and the token of who is let in."""
        form = bytearray()
        async for chunk in request.stream():
            form += chunk[: LONGEST_FORM - len(form)]
        fields = dict(parse_qsl(form.decode("latin-1"), encoding="latin-1"))  # a letter for each byte
        given = _composed(fields.get("password", "").encode("latin-1"))
        status = await self._attempts.status(_address(request), self._secret, given, request.is_disconnected)
        if status != 200:
            return _turned_away(request, status), None
        visitor = secrets.token_urlsafe(32)
        self._inside.add(visitor)
        place = f"./?{request.url.query}" if request.url.query else "./"
        return RedirectResponse(place, 303) if _is_browser(request) else JSONResponse({"success": True}), visitor


def page(request: Request, message: str = "", status: int = 200) -> Response:
    """Ask for the password; the page that was asked for comes after it."""
    template = Template(_PAGE.read_text(encoding="utf-8"))
    shown = template.substitute(message=escape(message), query=escape(request.url.query))
    return HTMLResponse(shown, status, headers={"Cache-Control": "no-store"})


def _turned_away(request: Request, status: int) -> Response:
    message = _WRONG if status == 400 else _TOO_MANY
    return page(request, message, status) if _is_browser(request) else JSONResponse({"detail": message}, status)


def _is_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _address(request: Request) -> str:
    """Give who is counted as one: an address, or all those that one machine may have: loopback's, an IPv6 network's."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.is_loopback:
        return "loopback"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
