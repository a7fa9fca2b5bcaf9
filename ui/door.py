"""What stands before the page and takes nothing on trust: who asks, under which name, for what, with which words.

Gradio answers some fifty routes, and its events take files of the server and addresses elsewhere where they are named
in the right form. The page uses a dozen of the routes, and its events take words: so the others are not there, and
whatever is not words is refused before Gradio sees it. Files come by a route of ours (`received.py`).
"""

import json
import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from ui import login as entrance
from ui.errors import UploadError
from ui.hosts import Hosts
from ui.login import Login
from ui.received import Received

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_WORDS = 16_000_000  # bytes of an event; a conversation that a browser kept has some millions
MOST_OPENED = 3  # brackets of an event outside its words: its own, and those of `data` and of `event_data`
MOST_SESSIONS = 10_000  # of which it is known whose they are
_READS = re.compile(
    r"/|/config|/theme\.css|/favicon\.ico|/(?:assets|static)/.+|/gradio_api/queue/data|/gradio_api/heartbeat/[^/]+"
)
_ACTS = re.compile(r"/gradio_api/(?:queue/join|cancel|reset)")
_NAMES_A_FILE = {"path", "url", "meta"}  # keys of what Gradio takes for a file
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)  # 32 bytes


class Door:
    """The page, for those who may come in.

    `received` keeps what they send; each event finds in its request's `state.visitor` whose it is.
    """

    def __init__(self, page: "ASGIApp", hosts: Hosts, received: Received, login: Login | None) -> None:
        self._page = page
        self._hosts = hosts
        self._received = received
        self._login = login
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._cookie = f"onrecord-{secrets.token_hex(4)}"  # all ports share their cookies: each server has its own

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request, or hand it on to the page."""
        if scope["type"] == "lifespan":
            await self._page(scope, receive, send)
        elif scope["type"] == "websocket":  # the page has none
            await send({"type": "websocket.close", "code": 1008})
        else:
            try:
                answer = await self._answer(Request(scope, receive))
            except ClientDisconnect:
                return
            await answer(scope, receive, send)

    async def _answer(self, request: Request) -> "ASGIApp":
        """Give what answers: the page, or a response of ours."""
        refused = self._strange(request)
        if refused is not None:
            return refused
        visitor = request.cookies.get(self._cookie, "")
        if self._login is not None:
            at_entrance = await self._at_entrance(request, self._login, visitor)
            if at_entrance is not None:
                return at_entrance
        known = _TOKEN.fullmatch(visitor) is not None
        visitor = visitor if known else secrets.token_urlsafe(32)
        request.state.visitor = visitor
        answer = await self._inside(request, visitor, "" if not known else visitor)
        return answer if known or request.url.path not in ("/", "/upload") else self._marked(answer, request, visitor)

    def _strange(self, request: Request) -> Response | None:
        """Refuse what was not sent to a name of ours, or by a page of somebody else's."""
        hosts = request.headers.getlist("host")
        before = [each.strip() for line in request.headers.getlist("x-forwarded-host") for each in line.split(",")]
        refusal = self._hosts.refusal([*hosts, *before] if len(hosts) == 1 else [])
        if refusal is not None:
            return _plain(421, refusal)
        for origin in request.headers.getlist("origin"):
            if not self._hosts.is_own(origin, hosts[0]):
                return _plain(403, "This page answers no other page. Behind a proxy: onrecord serve --allow-host NAME")
        return None

    async def _at_entrance(self, request: Request, login: Login, visitor: str) -> "ASGIApp | None":
        """Answer those who have not given the password, who are giving it, or who leave."""
        method, path = request.method, request.url.path
        if (method, path) == ("POST", "/login"):
            answer, entered = await login.enter(request)
            return answer if entered is None else self._marked(answer, request, entered)
        if login.is_inside(visitor):
            if path != "/logout":
                return None
            login.leave(visitor)
            return RedirectResponse("./", 303)
        if method in ("GET", "HEAD") and path == "/":
            return entrance.page(request)
        return _plain(401, "Log in first: open this page in a browser")

    async def _inside(self, request: Request, visitor: str, owner: str) -> "ASGIApp":
        method, path = request.method, request.url.path
        if (method, path) == ("POST", "/upload"):
            return await self._upload(request, visitor)
        if method == "POST" and _ACTS.fullmatch(path):
            return await self._event(request, owner)
        if method in ("GET", "HEAD") and _READS.fullmatch(path):
            session = path.rpartition("/")[2] if "/heartbeat/" in path else request.query_params.get("session_hash")
            return self._page if self._is_owner(session, owner) else _plain(403, _ANOTHER_S)
        return _plain(404, "There is nothing here")

    async def _upload(self, request: Request, visitor: str) -> Response:
        try:
            token = await self._received.take(visitor, request.query_params.get("name", ""), request.stream())
        except UploadError as error:
            return _plain(413, str(error))
        return _plain(200, token)

    def _is_owner(self, session: str | None, owner: str) -> bool:
        """Whether a tab's session is this visitor's: the first who names it; one without a cookie is nobody's."""
        if session is None:
            return True
        while len(self._sessions) >= MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return self._sessions.setdefault(session, owner) == owner

    async def _event(self, request: Request, owner: str) -> "ASGIApp":
        """Hand an event on to the page as we read it, if it takes nothing but words."""
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_WORDS:
                return _plain(413, f"An event of this page takes at most {MOST_WORDS // 1_000_000} MB of words")
        event = await run_in_threadpool(_event, bytes(body))
        if event is None:
            return _plain(400, "An event of this page takes words, and nothing else")
        if not self._is_owner(event.session, owner):
            return _plain(403, _ANOTHER_S)
        return _with_body(self._page, event.words)

    def _marked(self, answer: "ASGIApp", request: Request, visitor: str) -> "ASGIApp":
        """Have the browser keep who it is.

        `Lax`: who follows a link to the page from elsewhere stays who he is. That no other site's pages send anything
        under this name is seen to by their origin.
        """
        secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
        cookie = Response()
        cookie.set_cookie(self._cookie, visitor, httponly=True, samesite="lax", secure=secure)

        async def marked(scope: "Scope", receive: "Receive", send: "Send") -> None:
            async def send_with_cookie(message: "Message") -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message).append("set-cookie", cookie.headers["set-cookie"])
                await send(message)

            await answer(scope, receive, send_with_cookie)

        return marked


_ANOTHER_S = "This belongs to another visitor. Reload the page"


def _plain(status: int, line: str) -> Response:
    return PlainTextResponse(line, status, headers={"Cache-Control": "no-store"})


@dataclass(frozen=True, slots=True)
class _Event:
    """An event's JSON as we read it, so that nobody reads it otherwise, and the session of the tab that sends it."""

    words: bytes
    session: str | None


def _event(body: bytes) -> _Event | None:
    """Read an event; None if it holds more than words.

    Words are strings, numbers and the like, alone, in the one list `data` and in the one object `event_data`. What
    names a file to Gradio is an object with a path, wherever it stands.
    """
    outside = _STRING.sub(b"", body)
    if outside.count(b"[") + outside.count(b"{") > MOST_OPENED:
        return None
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    parts = dict(event)
    data, sent = parts.pop("data", []), parts.pop("event_data", {})
    if isinstance(sent, dict) and not _NAMES_A_FILE.isdisjoint(sent):
        return None
    held = [*parts.values(), *(data if isinstance(data, list) else [data])]
    held += sent.values() if isinstance(sent, dict) else [sent]
    if any(isinstance(each, dict | list) for each in held):
        return None
    session = event.get("session_hash")
    return _Event(json.dumps(event).encode(), None if session is None else str(session))


def _with_body(app: "ASGIApp", body: bytes) -> "ASGIApp":
    async def answer(scope: "Scope", receive: "Receive", send: "Send") -> None:
        headers = MutableHeaders(raw=list(scope["headers"]))
        headers["content-length"] = str(len(body))
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_again() -> "Message":
            return messages.pop() if messages else await receive()

        await app({**scope, "headers": headers.raw}, receive_again, send)

    return answer
