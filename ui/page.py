"""The page: a conversation, the source it quotes, and what is indexed.

Everything shown goes into `gr.HTML` as its value, through the default template `${value}`: a value is put
in as it is, and `${...}` or `{{...}}` inside it stays text. A template of our own with the value in `{{...}}`
would have it evaluated as JavaScript. What needs no index (cards, keys, finding, copying) is done in page.js.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import gradio as gr
from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError

from index import Document, Index, Limit, OnRecordError, View
from qa import Answer, Conversation
from qa.assistant import LONGEST
from qa.conversation import follow
from ui import checking, feedback, kept, listing, turns, uploads
from ui.escape import escaped, failure
from ui.layout import TITLE, Layout, laid_out
from ui.pane import Pane, reply_at, whole_number
from ui.received import Received
from ui.source import nothing
from ui.starters import starters

EVENTS_AT_ONCE = 4
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


@dataclass(frozen=True, slots=True)
class _State:
    """What is kept of one browser tab; `browser` hands over what the tab itself keeps."""

    conversation: gr.State
    removed: gr.State
    revision: gr.State
    browser: gr.Textbox


_ASKING = TypeAdapter(Asking)
Removed: TypeAlias = "tuple[Document, ...]"

_HERE = Path(__file__).parent
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def application(index: Index, folder: Path, received: Received) -> FastAPI:
    """Give the page as an application, which takes everybody at his word: `Door` is to stand before it.

    Feedback is kept in `folder`; what browsers sent is found in `received`.
    """
    app: FastAPI = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    sans = ("ui-sans-serif", "system-ui", "sans-serif")
    mono = ("ui-monospace", "Consolas", "monospace")
    gr.mount_gradio_app(
        app,
        Page(index, folder, received).blocks(),
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

    def blocks(self) -> gr.Blocks:
        """Lay the page out and connect it."""
        page = gr.Blocks(title=TITLE, analytics_enabled=False)
        with page:
            layout = laid_out()
            state = _State(gr.State(None), gr.State(()), gr.State(""), gr.Textbox(visible=False))
            self._connect_opening(page, layout, state)
            self._connect_asking(layout, state)
            self._connect_checking(layout)
            self._connect_clicks(layout, state)
            library = layout.library
            shown = [library.documents]
            library.wanted.change(self.filtered, library.wanted, shown, trigger_mode="always_last", **_QUIET)
            added = [library.documents, library.notice]
            library.upload.upload(self.uploaded, library.wanted, added, trigger_mode="multiple", **_QUIET)
        page.queue(default_concurrency_limit=EVENTS_AT_ONCE)
        return page

    def _connect_opening(self, page: gr.Blocks, layout: Layout, state: _State) -> None:
        chat, library, revision = layout.chat, layout.library, state.revision
        fresh = [chat.answers, layout.source, library.documents, state.conversation, revision]
        page.load(self.opened, state.browser, fresh, js="() => window.onrecord.kept()", **_QUIET)
        page.load(self.begun, None, chat.begin, **_QUIET)
        seen = [library.documents, chat.begin, revision]
        gr.Timer(LOOK_EVERY).tick(self.looked, [revision, library.wanted], seen, **_QUIET)

    def _connect_asking(self, layout: Layout, state: _State) -> None:
        chat, conversation, browser = layout.chat, state.conversation, state.browser
        asking, question = gr.Textbox(visible=False), chat.question
        taken = "(question) => window.onrecord.asking(question)"
        typed = gr.on([question.submit, chat.send.click], None, question, [question, asking], js=taken)
        started = chat.begin.click(self.started, None, asking, **_QUIET)
        told = [question, chat.answers, layout.source, conversation, browser]
        one: dict[str, Any] = {"concurrency_id": "ask", "concurrency_limit": 1, **_QUIET}
        running = [event.then(self.asked, [asking, conversation], told, **one) for event in (typed, started)]
        for event in running:
            event.then(None, browser, js="(text) => window.onrecord.done(text)")
        chat.stop.click(None, None, question, cancels=running, js="() => window.onrecord.stopped()")
        emptied = [chat.answers, layout.source, conversation, browser]
        anew = chat.new.click(self.begun_anew, None, emptied, **_QUIET)
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
        )
        sent.then(None, js="() => window.onrecord.checked()")

    def _connect_clicks(self, layout: Layout, state: _State) -> None:
        library = layout.library
        given = [state.conversation, state.removed, library.wanted]
        looked_at = [layout.source, library.documents, library.notice, state.removed]
        several: dict[str, Any] = {"trigger_mode": "multiple", **_QUIET}
        for place in (layout.chat.answers, layout.check.verdicts, layout.source):
            place.click(self.clicked, given, looked_at, **several)
        for place in (library.documents, library.notice):  # one after the other, or what was removed first is lost
            place.click(self.clicked, given, looked_at, concurrency_id="change", concurrency_limit=1, **several)

    def opened(self, text: str, request: gr.Request) -> tuple[str, str, str, Conversation, str]:
        """Fill a fresh page: the conversation that the browser kept, the source that the address names, the list."""
        conversation = Conversation(index=self._index)
        conversation.history = kept.restored(text)
        name, place = request.query_params.get("doc"), request.query_params.get("span")
        try:
            with self._index.view() as view:
                shown = Pane(view).addressed(str(name), place) if name else nothing()
                return _answers(conversation.history, view), shown, _listing(view), conversation, view.revision
        except OnRecordError as error:
            return "", nothing(), failure(str(error)), conversation, ""

    def begun(self) -> str:
        """Give questions to begin with, or say how to begin."""
        try:
            with self._index.view() as view:
                return self._begun(view)
        except OnRecordError as error:
            return failure(str(error))

    def _begun(self, view: View) -> str:
        if self._starters[0] != view.revision:
            self._starters = view.revision, _drawn(view)
        return self._starters[1]

    def looked(self, seen: str, wanted: str) -> Iterator[tuple[Any, Any, Any]]:
        """Show what became of the documents, here or in another process.

        It alone says what revision is shown, so that what arrives late is put right a moment later.
        """
        try:
            with self._index.view() as view:
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

    def asked(self, asking: str, conversation: Conversation | None) -> tuple[Any, Any, Any, Any, Any]:
        """Answer; a question that fails goes back into its box, so that it can be mended.

        Turns that were stopped but answered before the stop arrived are left out. One question is answered at a
        time, or a late answer would undo the one after it.
        """
        try:
            sent = _ASKING.validate_json(asking)
        except ValidationError:  # nothing was asked; its traceback would hold the question
            return (gr.skip(),) * 5
        question = sent.question
        talk = Conversation(index=self._index)  # a copy: one that is stopped must leave no trace
        history = enumerate(_history(conversation))
        talk.history = [reply for place, reply in history if Stopped(place, reply.question.strip()) not in sent.without]
        try:
            with self._index.view(Limit(LONGEST)) as view:
                talk.history.append(follow(talk.history, question, view))
                shown = Pane(view).cited(talk.history, len(talk.history) - 1, 1) if talk.history[-1].citations else None
                answers = _answers(talk.history, view)
        except OnRecordError as error:
            answers = turns.failed(len(talk.history), question[:200], str(error))
            with suppress(OnRecordError), self._index.view() as view:  # where the index is gone, so is what they need
                answers = _answers(talk.history, view) + answers
            return question, answers, gr.skip(), gr.skip(), gr.skip()
        return gr.skip(), answers, gr.skip() if shown is None else shown, talk, kept.kept(talk.history)

    def checked(self, text: str) -> str:
        """Check the quotations of a text."""
        try:
            with self._index.view() as view:
                return checking.check(text, view)
        except OnRecordError as error:
            return failure(str(error))

    def begun_anew(self) -> tuple[str, str, None, str]:
        """Empty the page for a new conversation."""
        return "", nothing(), None, ""

    def clicked(
        self, conversation: Conversation | None, removed: Removed, wanted: str, event: gr.EventData
    ) -> tuple[Any, Any, Any, Any]:
        """Do what was clicked; what the browser sends is checked as anybody's would be."""
        sent = _sent(event)
        skip = gr.skip()
        try:
            match sent.get("action"):
                case "open" | "evidence" | "speakers":
                    return self._viewed(_history(conversation), sent), skip, skip, skip
                case "close":
                    return nothing(), skip, skip, skip
                case "feedback":
                    self._feedback(conversation, sent)
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

    def _viewed(self, history: list[Answer], sent: dict[str, Any]) -> str:
        """Show what was clicked, as another value than before, or the browser is not told when it is opened again."""
        with self._index.view() as view:
            pane = Pane(view)
            match sent.get("action"):
                case "evidence":
                    shown = pane.evidence(history, sent)
                case "speakers":
                    shown = pane.speakers(sent)
                case _:
                    shown = pane.opened(history, sent)
        return f"{shown}<!-- {next(self._views)} -->"

    def _feedback(self, conversation: Conversation | None, sent: dict[str, Any]) -> None:
        reply, reason = reply_at(_history(conversation), whole_number(sent.get("turn"))), sent.get("reason")
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


def _answers(history: list[Answer], view: View) -> str:
    return "".join(turns.turn(place, history, view) for place in range(len(history)))


def _listing(view: View, wanted: str = "") -> str:
    return listing.listing(view.documents(), wanted=wanted)


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


def _history(conversation: Conversation | None) -> list[Answer]:
    return conversation.history if conversation else []
