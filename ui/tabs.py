"""Whose turn it is at the page: browser tabs are served side by side, each of them one thing after the other.

Who sits before a tab is there as long as the stream is open on which Gradio sends what it has done. When it breaks off,
Gradio lets go on what it does, and tells nobody of it.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import parse_qs

from index import Limit
from ui.errors import TooManyQuestions

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_WAITING = 3  # things that one tab may have waiting in a line
MOST_REMEMBERED = 1000  # tabs, of which it is known what they stopped
GRACE = 10.0  # seconds that a tab has to open its stream, once it has asked for something
_STREAM = "/queue/data"

Given = TypeVar("Given")


@dataclass(eq=False, slots=True)
class _Errand(Generic[Given]):
    """One thing to do for a tab; `limit` is there once it is begun, `over` is true once its thread has ended."""

    tab: str
    number: int
    work: Callable[[Limit], Given]
    ended: asyncio.Future[Given | None]
    limit: Limit | None = None
    stopped: bool = False
    over: bool = False

    def stop(self) -> None:
        self.stopped = True
        if self.limit is not None:
            self.limit.stop()
        if not self.ended.done():
            self.ended.set_result(None)


class Line:
    """Where tabs wait for one kind of long work, in the order in which they came; for the event loop alone."""

    def __init__(self, at_once: int, seconds: float) -> None:
        """Do work for at most so many tabs at once, each within so many seconds from when it is begun."""
        self._at_once = at_once
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="tab")
        self._errands: list[_Errand[object]] = []  # until whoever waits for them has been told
        self._served: set[str] = set()  # tabs, until the thread that works for them has ended, and they were told
        self._stopped: OrderedDict[str, int] = OrderedDict()

    async def serve(self, tab: str, number: int, work: Callable[[Limit], Given]) -> Given | None:
        """Do something for a tab in a thread, when it is its turn; None where it stopped that, or was closed.

        `number` is the tab's own, growing. Raises what the work raises, and TooManyQuestions.
        """
        if number <= self._stopped.get(tab, -1):  # the word to stop it was faster
            return None
        if sum(each.tab == tab for each in self._errands) > MOST_WAITING:
            raise TooManyQuestions(f"{MOST_WAITING} questions of yours are waiting already. Wait for an answer")
        errand = _Errand(tab, number, work, asyncio.get_running_loop().create_future())
        self._errands.append(errand)
        self._begin()
        try:
            given = await errand.ended
            return None if errand.stopped else given
        finally:
            errand.stop()
            self._errands.remove(errand)
            asyncio.get_running_loop().call_soon(self._release, errand)  # when the caller has kept what was given

    def stop(self, tab: str, number: int) -> None:
        """Stop what a tab has asked for up to this number, whether or not it has come here yet."""
        self._stopped[tab] = number
        self._stopped.move_to_end(tab)
        if len(self._stopped) > MOST_REMEMBERED:
            self._stopped.popitem(last=False)
        for errand in self._errands:
            if errand.tab == tab and errand.number <= number:
                errand.stop()

    def leave(self, tab: str) -> None:
        """Stop all that a tab has asked for until now."""
        for errand in self._errands:
            if errand.tab == tab:
                errand.stop()

    def _begin(self) -> None:
        for errand in self._errands:
            if len(self._served) == self._at_once:
                return
            if errand.limit is None and not errand.stopped and errand.tab not in self._served:
                self._served.add(errand.tab)
                errand.limit = Limit(self._seconds)
                loop = asyncio.get_running_loop()
                done = loop.run_in_executor(self._threads, errand.work, errand.limit)
                done.add_done_callback(partial(self._end, errand))

    def _end(self, errand: _Errand[Given], done: asyncio.Future[Given]) -> None:
        errand.over = True
        error = None if done.cancelled() else done.exception()
        if not errand.ended.done():
            if error is not None:
                errand.ended.set_exception(error)
            else:
                errand.ended.set_result(done.result())
        self._release(errand)

    def _release(self, errand: _Errand[Given]) -> None:
        if errand.over and errand not in self._errands:
            self._served.discard(errand.tab)
            self._begin()


class Tabs:
    """Knows which tabs are there, and has all stopped that is done for one that was closed."""

    def __init__(self, *lines: Line) -> None:
        self._lines = lines
        self._streams: Counter[str] = Counter()
        self._limits: dict[str, set[Limit]] = {}
        self._guard = Lock()

    def watching(self, app: "ASGIApp") -> "ASGIApp":
        """Wrap an application so that it is seen when a tab's stream breaks off."""

        async def answer(scope: "Scope", receive: "Receive", send: "Send") -> None:
            tab = _streaming(scope)
            if tab is None:
                return await app(scope, receive, send)
            ended = False

            async def sent(message: "Message") -> None:
                nonlocal ended
                ended = ended or (message["type"] == "http.response.body" and not message.get("more_body"))
                await send(message)

            self._streams[tab] += 1
            try:
                await app(scope, receive, sent)
            finally:
                self._streams[tab] -= 1
                if not self._streams[tab]:
                    del self._streams[tab]
                if not ended:
                    self._leave(tab)

        return answer

    async def serve(self, line: Line, tab: str, number: int, work: Callable[[Limit], Given]) -> Given | None:
        """Do something for a tab, as `Line.serve` does; one that does not come for the answer was closed."""
        missed = asyncio.get_running_loop().call_later(GRACE, self._leave, tab)
        try:
            return await line.serve(tab, number, work)
        finally:
            missed.cancel()

    @contextmanager
    def limit(self, tab: str, seconds: float) -> Iterator[Limit]:
        """Give a limit for something short that is done for a tab, in any thread."""
        limit = Limit(seconds)
        with self._guard:
            self._limits.setdefault(tab, set()).add(limit)
        try:
            yield limit
        finally:
            with self._guard:
                self._limits[tab].discard(limit)
                if not self._limits[tab]:
                    del self._limits[tab]

    def _leave(self, tab: str) -> None:
        if tab in self._streams:
            return
        for line in self._lines:
            line.leave(tab)
        with self._guard:
            for limit in self._limits.get(tab, ()):
                limit.stop()


def _streaming(scope: "Scope") -> str | None:
    """Give the tab whose stream is asked for; None: something else is."""
    if scope["type"] != "http" or not scope["path"].endswith(_STREAM):
        return None
    (tab,) = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[-1:]
    return tab or None
