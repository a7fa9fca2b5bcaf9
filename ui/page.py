"""The page: a conversation, the source it quotes, and what is indexed.

Everything shown goes into `gr.HTML` as its value, through the default template `${value}`: a value is put
in as it is, and `${...}` or `{{...}}` inside it stays text. A template of our own with the value in `{{...}}`
would have it evaluated as JavaScript. What needs no index (cards, keys, finding, copying) is done in page.js.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import gradio as gr
from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError

from index import Document, Index, Limit, OnRecordError, View
from qa import Answer
from qa.assistant import LONGEST
from qa.conversation import follow
from ui import checking, feedback, kept, listing, turns, uploads
from ui.errors import TooManyQuestions
from ui.escape import escaped, failure
from ui.layout import TITLE, Layout, laid_out
from ui.pane import Pane, reply_at, whole_number
from ui.received import Received
from ui.source import nothing
from ui.starters import starters
from ui.tabs import Line, Tabs

EVENTS_AT_ONCE = 4
QUESTIONS_AT_ONCE = 4  # each a thread; with more, two processors do none of them sooner
CHECKS_AT_ONCE = 2
LONGEST_CHECK = 600.0  # seconds
MOST_HELD = 24  # questions and checks, waiting or not, of the forty events that Gradio does at once
LOOK_EVERY = 1.0  # second, for documents that came or went elsewhere
_LOST = "A file that was sent is no longer here. Send it again."


@dataclass(frozen=True, slots=True)
class Stopped:
    """A turn that was stopped: its place in the conversation and its question."""

    place: int
    question: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What the browser sends for an answer."""

    question: str
    without: tuple[Stopped, ...] = ()
    number: int = 0  # of the tab's questions


@dataclass(frozen=True, slots=True)
class _Told:
    """What is shown of an answer: all turns, the source that the last one opens. `history` is None where it failed."""

    history: list[Answer] | None
    answers: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """What is kept of one browser tab; `history` is changed in place, so that a question has what was asked before.

    `browser` hands over what the tab itself keeps, `number` which of its questions is meant.
    """

    history: gr.State
    removed: gr.State
    revision: gr.State
    browser: gr.Textbox
    number: gr.Number


_ASKING = TypeAdapter(Asking)
Removed: TypeAlias = "tuple[Document, ...]"

_HERE = Path(__file__).parent
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_EACH: dict[str, Any] = {"trigger_mode": "multiple", **_QUIET}  # or what comes while one is under way is dropped
_LONG: dict[str, Any] = {"concurrency_id": "long", "concurrency_limit": MOST_HELD}


def application(index: Index, folder: Path, received: Received) -> FastAPI:
    """Give the page as an application, which takes everybody at his word: `Door` is to stand before it.

    Feedback is kept in `folder`; what browsers sent is found in `received`.
    """
    app: FastAPI = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    page = Page(index, folder, received)
    app.add_middleware(page.tabs.watching)
    sans = ("ui-sans-serif", "system-ui", "sans-serif")
    mono = ("ui-monospace", "Consolas", "monospace")
    gr.mount_gradio_app(
        app,
        page.blocks(),
        "/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
        show_error=False,
        favicon_path=str(_HERE / "icon.svg"),
        theme=gr.themes.Default(primary_hue="blue", font=sans, font_mono=mono),
        # As `css` Gradio would put its own selectors before each of ours, which then say nothing of `body`.
        head=f"<style>{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>",
        js=_script(),
    )
    return app


def _script() -> str:
    """Give the page's scripts as the one function that Gradio runs."""
    scripts = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.js", "panels.js"))
    return f"() => {{ {' '.join(f'({script.strip()})();' for script in scripts)} }}"


class Page:
    """What the page does on each event, over one index; a conversation belongs to one browser tab."""

    def __init__(self, index: Index, folder: Path, received: Received) -> None:
        self._index = index
        self._folder = folder
        self._received = received
        self._views = count()
        self._starters = ("", "")  # the revision of the index that they are drawn from, and they
        self._drawing = Lock()
        self._questions = Line(QUESTIONS_AT_ONCE, LONGEST)
        self._checks = Line(CHECKS_AT_ONCE, LONGEST_CHECK)
        self.tabs = Tabs(self._questions, self._checks)

    def blocks(self) -> gr.Blocks:
        """Lay the page out and connect it."""
        page = gr.Blocks(title=TITLE, analytics_enabled=False)
        with page:
            layout = laid_out()
            state = _State(gr.State([]), gr.State(()), gr.State(""), *_hidden())
            self._connect_opening(page, layout, state)
            self._connect_asking(layout, state)
            self._connect_checking(layout)
            self._connect_clicks(layout, state)
            library = layout.library
            shown = [library.documents]
            library.wanted.change(self.filtered, library.wanted, shown, trigger_mode="always_last", **_QUIET)
            added = [library.documents, library.notice]
            library.upload.upload(self.uploaded, library.wanted, added, **_EACH)
        page.queue(default_concurrency_limit=EVENTS_AT_ONCE, api_open=False)
        return page

    def _connect_opening(self, page: gr.Blocks, layout: Layout, state: _State) -> None:
        chat, library, revision = layout.chat, layout.library, state.revision
        fresh = [chat.answers, layout.source, library.documents, revision]
        page.load(
            self.opened, [state.browser, state.history], fresh, js="() => [window.onrecord.kept(), null]", **_QUIET
        )
        page.load(self.begun, None, chat.begin, **_QUIET)
        seen = [library.documents, chat.begin, revision]
        gr.Timer(LOOK_EVERY).tick(self.looked, [revision, library.wanted], seen, **_QUIET)

    def _connect_asking(self, layout: Layout, state: _State) -> None:
        chat, history, browser, number = layout.chat, state.history, state.browser, state.number
        asking, question = gr.Textbox(visible=False), chat.question
        taken = "(question) => window.onrecord.asking(question)"
        typed = gr.on([question.submit, chat.send.click], None, question, [question, asking], js=taken)
        started = chat.begin.click(self.started, None, asking, **_EACH)
        told = [question, chat.answers, layout.source, browser, number]
        for event in (typed, started):
            answered = event.then(self.asked, [asking, history], told, **_EACH, **_LONG)
            answered.then(None, [browser, number], js="(text, number) => window.onrecord.done(text, number)")
        at_once: dict[str, Any] = {"concurrency_id": "stop", "concurrency_limit": None, **_EACH}
        chat.stop.click(self.stopped, number, None, js="() => window.onrecord.stopped()", **at_once)
        emptied = [chat.answers, layout.source, browser]
        leaving = "() => [window.onrecord.left(), null]"
        anew = chat.new.click(self.begun_anew, [number, history], emptied, js=leaving, **at_once)
        anew.then(None, browser, js="(text) => window.onrecord.keep(text)")

    def _connect_checking(self, layout: Layout) -> None:
        check = layout.check
        sent = gr.on(
            [check.text.submit, check.send.click],
            self.checked,
            check.text,
            check.verdicts,
            js="() => window.onrecord.checking()",
            trigger_mode="once",
            **_QUIET,
            **_LONG,
        )
        sent.then(None, js="() => window.onrecord.checked()")

    def _connect_clicks(self, layout: Layout, state: _State) -> None:
        library = layout.library
        given = [state.history, state.removed, library.wanted]
        looked_at = [layout.source, library.documents, library.notice, state.removed]
        for place in (layout.chat.answers, layout.check.verdicts, layout.source):
            place.click(self.clicked, given, looked_at, **_EACH)
        for place in (library.documents, library.notice):  # one after the other, or what was removed first is lost
            place.click(self.clicked, given, looked_at, concurrency_id="change", concurrency_limit=1, **_EACH)

    def opened(self, text: str, history: list[Answer], request: gr.Request) -> tuple[str, str, str, str]:
        """Fill a fresh page: the conversation that the browser kept, the source that the address names, the list."""
        history[:] = kept.restored(text)
        name, place = request.query_params.get("doc"), request.query_params.get("span")
        try:
            with self._view(request) as view:
                shown = Pane(view).addressed(str(name), place) if name else nothing()
                return _answers(history, view), shown, _listing(view), view.revision
        except OnRecordError as error:
            return "", nothing(), failure(str(error)), ""

    def begun(self, request: gr.Request) -> str:
        """Give questions to begin with, or say how to begin."""
        try:
            with self._view(request) as view:
                return self._begun(view)
        except OnRecordError as error:
            return failure(str(error))

    def _begun(self, view: View) -> str:
        with self._drawing:  # once for all who look at the same time
            if self._starters[0] != view.revision:
                self._starters = view.revision, _drawn(view)
            return self._starters[1]

    def looked(self, seen: str, wanted: str, request: gr.Request) -> Iterator[tuple[Any, Any, Any]]:
        """Show what became of the documents, here or in another process.

        It alone says what revision is shown, so that what arrives late is put right a moment later.
        """
        try:
            with self._view(request) as view:
                if view.revision == seen:
                    yield gr.skip(), gr.skip(), gr.skip()
                    return
                yield _listing(view, wanted), gr.skip(), view.revision
                yield gr.skip(), self._begun(view), view.revision
        except OnRecordError as error:
            yield failure(str(error)), gr.skip(), ""

    def started(self, event: gr.EventData) -> str:
        """Take a starter question."""
        return str(_sent(event).get("question", ""))

    async def asked(self, asking: str, history: list[Answer], request: gr.Request) -> tuple[Any, Any, Any, Any, Any]:
        """Answer; a question that fails goes back into its box, so that it can be mended.

        Turns that were stopped but answered before the stop arrived are left out. A tab's questions are answered one
        after the other, or a late answer would undo the one after it.
        """
        skip = gr.skip()
        try:
            sent = _ASKING.validate_json(asking)
        except ValidationError:  # nothing was asked; its traceback would hold the question
            return skip, skip, skip, skip, skip
        answering, tab, told = partial(self._answered, sent, history), _tab(request), None
        try:
            told = await self.tabs.serve(self._questions, tab, sent.number, answering)
        except TooManyQuestions as error:
            gr.Warning(escaped(str(error)))
        if told is None:
            return skip, skip, skip, skip, sent.number
        if told.history is None:
            return sent.question, told.answers, skip, skip, sent.number
        history[:] = told.history
        return skip, told.answers, skip if told.source is None else told.source, kept.kept(history), sent.number

    def _answered(self, sent: Asking, history: list[Answer], limit: Limit) -> _Told:
        before = [reply for at, reply in enumerate(history) if Stopped(at, reply.question.strip()) not in sent.without]
        try:
            with self._index.view(limit) as view:
                replies = [*before, follow(before, sent.question, view)]
                cites = bool(replies[-1].citations)
                shown = Pane(view).cited(replies, len(replies) - 1, 1) if cites else None
                return _Told(replies, _answers(replies, view), shown)
        except OnRecordError as error:
            answers = turns.failed(len(before), sent.question[:200], str(error))
            with suppress(OnRecordError), self._index.view() as view:  # where the index is gone, so is what they need
                answers = _answers(before, view) + answers
            return _Told(None, answers)

    async def stopped(self, number: object, request: gr.Request) -> None:
        """Stop the questions of a tab up to this one."""
        self._questions.stop(_tab(request), _number(number))

    async def checked(self, text: str, request: gr.Request) -> str | dict[str, Any]:
        """Check the quotations of a text."""
        try:
            check = partial(self._checked, text)
            shown = await self.tabs.serve(self._checks, _tab(request), 0, check)
        except OnRecordError as error:
            return failure(str(error))
        return gr.skip() if shown is None else shown

    def _checked(self, text: str, limit: Limit) -> str:
        with self._index.view(limit) as view:
            return checking.check(text, view)

    async def begun_anew(self, number: object, history: list[Answer], request: gr.Request) -> tuple[str, str, str]:
        """Empty the page for a new conversation; what was asked in the old one is not answered any more."""
        self._questions.stop(_tab(request), _number(number))
        history.clear()
        return "", nothing(), ""

    def clicked(
        self, history: list[Answer], removed: Removed, wanted: str, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, Any, Any, Any]:
        """Do what was clicked; what the browser sends is checked as anybody's would be."""
        sent = _sent(event)
        skip = gr.skip()
        try:
            match sent.get("action"):
                case "open" | "evidence" | "speakers":
                    with self._view(request) as view:
                        return self._viewed(history, sent, view), skip, skip, skip
                case "close":
                    return nothing(), skip, skip, skip
                case "feedback":
                    self._feedback(history, sent)
                case "remove":
                    return skip, *self._remove(str(sent.get("doc")), removed, wanted)
                case "undo":
                    return skip, *self._undo(str(sent.get("doc")), removed, wanted)
        except OnRecordError as error:
            return failure(str(error)), skip, skip, skip
        return skip, skip, skip, skip

    def filtered(self, wanted: str) -> str:
        """Give the documents that the filter lets through."""
        return self._listed(wanted)

    def uploaded(self, wanted: str, event: gr.EventData, request: gr.Request) -> Iterator[tuple[str, str]]:
        """Add files that this visitor sent, telling which is being added; each that fails is named with why."""
        visitor = request.state.visitor
        named = list(dict.fromkeys(str(_sent(event).get("tokens", "")).split()))
        tokens = self._received.taken_by(visitor, named)
        lost = "" if tokens == named else listing.noted(_LOST)
        for done, (name, report) in enumerate(uploads.add(self._index, self._received.handed_over(visitor, tokens)), 1):
            notice = listing.added(report) + lost
            if name:
                notice += listing.noted(f"Adding {done} of {len(tokens)}: {name} …")
            yield self._listed(wanted), notice

    def _listed(self, wanted: str = "") -> str:
        try:
            with self._index.view() as view:
                return _listing(view, wanted)
        except OnRecordError as error:
            return failure(str(error))

    def _viewed(self, history: list[Answer], sent: dict[str, Any], view: View) -> str:
        """Show what was clicked, as another value than before, or the browser is not told when it is opened again."""
        pane = Pane(view)
        match sent.get("action"):
            case "evidence":
                shown = pane.evidence(history, sent)
            case "speakers":
                shown = pane.speakers(sent)
            case _:
                shown = pane.opened(history, sent)
        return f"{shown}<!-- {next(self._views)} -->"

    @contextmanager
    def _view(self, request: gr.Request) -> Iterator[View]:
        """Give a view for as long as who asks for it is there, and no longer than a question may take."""
        with self.tabs.limit(_tab(request), LONGEST) as limit, self._index.view(limit) as view:
            yield view

    def _feedback(self, history: list[Answer], sent: dict[str, Any]) -> None:
        reply, reason = reply_at(history, whole_number(sent.get("turn"))), sent.get("reason")
        if reply is None or reason not in turns.REASONS:
            return
        try:
            file = feedback.keep(self._folder, reply, reason)
            gr.Info(f"Kept in {escaped(str(file))}")
        except OnRecordError as error:
            gr.Warning(escaped(str(error)))

    def _remove(self, name: str, removed: Removed, wanted: str) -> tuple[str, str, Removed]:
        gone = (*removed, self._index.document(name))
        self._index.remove(name)
        return self._listed(wanted), listing.removed(gone), gone

    def _undo(self, name: str, removed: Removed, wanted: str) -> tuple[str, str, Removed]:
        for document in (each for each in removed if each.id == name):
            self._index.add_text(
                document.text,
                uri=document.uri,
                title=document.title,
                source=document.source,
                author=document.author,
                date=document.date,
            )
        gone = tuple(each for each in removed if each.id != name)
        return self._listed(wanted), listing.removed(gone), gone


def _sent(event: gr.EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def _number(sent: object) -> int:
    """Give the number of a question that a browser sent; -1, which none has, for anything else."""
    return int(sent) if isinstance(sent, int | float) and math.isfinite(sent) else -1


def _answers(history: list[Answer], view: View) -> str:
    return "".join(turns.turn(place, history, view) for place in range(len(history)))


def _listing(view: View, wanted: str | None = None) -> str:
    return listing.listing(view.documents(), wanted=wanted or "")  # the browser has none to send at first


def _drawn(view: View) -> str:
    buttons = "".join(
        f'<button type="button" class="starter" data-action="ask">{escaped(question)}</button>'
        for question in starters(view)
    )
    if buttons:
        return f'<p class="hint">Ask, for example:</p>{buttons}'
    if view.passage_count:
        return '<p class="hint">Ask what somebody said, or what happened.</p>'
    return '<p class="hint">Nothing is indexed yet. Drop articles on this page, then ask what they say.</p>'


def _tab(request: gr.Request) -> str:
    return str(request.session_hash)


def _hidden() -> tuple[gr.Textbox, gr.Number]:
    return gr.Textbox(visible=False), gr.Number(visible=False)
