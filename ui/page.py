"""The page: a conversation, the source it quotes, and what is indexed.

Everything shown goes into `gr.HTML` as its value, through the default template `${value}`: a value is put
in as it is, and `${...}` or `{{...}}` inside it stays text. A template of our own with the value in `{{...}}`
would have it evaluated as JavaScript. What needs no index (cards, keys, finding, copying) is done in page.js.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import gradio as gr
from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError

from index import Document, DocumentNotFound, Index, OnRecordError
from index.sentences import Span
from qa import Answer, Conversation
from ui import evidence, feedback, kept, listing, turns, uploads
from ui.escape import escaped, failure
from ui.source import Place, nothing, source
from ui.source import evidence as evidence_shown
from ui.starters import starters

TITLE = "On the Record"
EVENTS_AT_ONCE = 4
LARGEST_UPLOAD = "200mb"  # a file; above what the loaders take, which say so of each
LOOK_EVERY = 1.0  # second, for documents that came or went elsewhere
HOUR = 3600  # seconds; files that were sent and not indexed are not kept longer


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


_ASKING = TypeAdapter(Asking)
Removed: TypeAlias = "tuple[Document, ...]"

_HERE = Path(__file__).parent
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_NO_CONVERSATION = "This conversation is no longer here. Ask again"


def application(index: Index, folder: Path, *, admits: Callable[[str, str], bool] | None = None) -> FastAPI:
    """Give the page as an application; `admits` takes a name and a password, None admits everybody.

    Feedback is kept in `folder`.
    """
    app: FastAPI = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    sans = ("ui-sans-serif", "system-ui", "sans-serif")
    mono = ("ui-monospace", "Consolas", "monospace")
    gr.mount_gradio_app(
        app,
        Page(index, folder).blocks(),
        "/",
        auth=admits,
        auth_message="Any user name will do, but give one." if admits else None,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
        show_error=False,
        max_file_size=LARGEST_UPLOAD,
        favicon_path=str(_HERE / "icon.svg"),
        theme=gr.themes.Default(primary_hue="blue", font=sans, font_mono=mono),
        # As `css` Gradio would put its own selectors before each of ours, which then say nothing of `body`.
        head=f"<style>{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>",
        js=(_HERE / "page.js").read_text(encoding="utf-8"),
    )
    return app


class Page:
    """What the page does on each event, over one index; a conversation belongs to one browser tab."""

    def __init__(self, index: Index, folder: Path) -> None:
        self._index = index
        self._folder = folder
        self._views = count()
        self._starters = ("", "")  # the revision of the index that they are drawn from, and they

    def blocks(self) -> gr.Blocks:
        """Lay the page out and connect it."""
        region = (_HERE / "region.js").read_text(encoding="utf-8")
        plain: dict[str, Any] = {"js_on_load": region, "apply_default_css": False}
        page = gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(HOUR, HOUR))
        with page:
            conversation, removed, revision = gr.State(None), gr.State(()), gr.State("")
            asking, browser = gr.Textbox(visible=False), gr.Textbox(visible=False)
            with gr.Row(elem_id="columns"):
                with gr.Column(elem_id="chat", min_width=0):
                    with gr.Row(elem_id="top"):
                        gr.HTML(f"<h1>{TITLE}</h1>", apply_default_css=False)
                        new = gr.Button("New chat", elem_id="new", size="sm", scale=0, min_width=100)
                    answers = gr.HTML(elem_id="answers", **plain)
                    begin = gr.HTML(elem_id="starters", **plain)
                    with gr.Row(elem_id="ask"):
                        question = gr.Textbox(
                            elem_id="question",
                            label="Question",
                            show_label=False,
                            container=False,
                            placeholder="Ask what the documents say",
                            max_lines=6,
                            scale=1,
                            autofocus=True,
                        )
                        send = gr.Button("Ask", elem_id="send", variant="primary", scale=0, min_width=80)
                        stop = gr.Button("Stop", elem_id="stop", variant="stop", scale=0, min_width=80)
                shown = gr.HTML(nothing(), elem_id="source", **plain)
                with gr.Column(elem_id="library", min_width=0):
                    notice = gr.HTML(elem_id="notice", **plain)
                    documents = gr.HTML(elem_id="documents", **plain)
                    wanted = gr.Textbox(
                        elem_id="filter",
                        label="Filter documents",
                        placeholder="Filter",
                        show_label=False,
                        container=False,
                    )
                    upload = gr.File(elem_id="upload", label="Add documents", file_count="multiple", height=140)

            fresh = [answers, shown, documents, conversation, revision]
            page.load(self.opened, browser, fresh, js="() => window.onrecord.kept()", **_QUIET)
            page.load(self.begun, None, begin, **_QUIET)
            gr.Timer(LOOK_EVERY).tick(self.looked, [revision, wanted], [documents, begin, revision], **_QUIET)

            taken = "(question) => window.onrecord.asking(question)"
            typed = gr.on([question.submit, send.click], None, question, [question, asking], js=taken)
            started = begin.click(self.started, None, asking, **_QUIET)
            told = [question, answers, shown, conversation, browser]
            running = [
                event.then(
                    self.asked, [asking, conversation], told, concurrency_id="ask", concurrency_limit=1, **_QUIET
                )
                for event in (typed, started)
            ]
            for event in running:
                event.then(None, browser, js="(text) => window.onrecord.done(text)")
            stop.click(None, None, question, cancels=running, js="() => window.onrecord.stopped()")
            anew = new.click(self.begun_anew, None, [answers, shown, conversation, browser], **_QUIET)

            looked_at = [shown, documents, notice, removed]
            several: dict[str, Any] = {"trigger_mode": "multiple", **_QUIET}
            for place in (answers, shown):
                place.click(self.clicked, [conversation, removed, wanted], looked_at, **several)
            for place in (documents, notice):  # one after the other, or what was removed first is lost
                given = [conversation, removed, wanted]
                place.click(self.clicked, given, looked_at, concurrency_id="change", concurrency_limit=1, **several)
            anew.then(None, browser, js="(text) => window.onrecord.keep(text)")
            wanted.change(self.filtered, wanted, documents, trigger_mode="always_last", **_QUIET)
            upload.upload(self.uploaded, [upload, wanted], [upload, documents, notice], **_QUIET)
        page.queue(default_concurrency_limit=EVENTS_AT_ONCE)
        return page

    def opened(self, text: str, request: gr.Request) -> tuple[str, str, str, Conversation, str]:
        """Fill a fresh page: the conversation that the browser kept, the source that the address names, the list."""
        conversation = Conversation(index=self._index)
        conversation.history = kept.restored(text)
        name, place = request.query_params.get("doc"), request.query_params.get("span")
        try:
            answers = self._answers(conversation)
            shown = self._addressed(str(name), place) if name else nothing()
            return answers, shown, self._listing(), conversation, self._index.revision
        except OnRecordError as error:
            return "", nothing(), failure(str(error)), conversation, ""

    def begun(self) -> str:
        """Give questions to begin with, or say how to begin."""
        try:
            revision = self._index.revision
            if self._starters[0] != revision:
                self._starters = revision, self._drawn()
        except OnRecordError as error:
            return failure(str(error))
        return self._starters[1]

    def looked(self, seen: str, wanted: str) -> Iterator[tuple[Any, Any, Any]]:
        """Show what became of the documents, here or in another process.

        It alone says what revision is shown, so that what arrives late is put right a moment later.
        """
        try:
            revision = self._index.revision
            if revision == seen:
                yield gr.skip(), gr.skip(), gr.skip()
                return
            yield self._listing(wanted), gr.skip(), revision
            yield gr.skip(), self.begun(), revision
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
        history = enumerate(conversation.history if conversation else [])
        talk.history = [reply for place, reply in history if Stopped(place, reply.question.strip()) not in sent.without]
        try:
            reply = talk.ask(question)
            answers = self._answers(talk)
        except OnRecordError as error:
            answers = turns.failed(len(talk.history), question[:200], str(error))
            with suppress(OnRecordError):  # where the index itself is gone, so is what the earlier answers need
                answers = self._answers(talk) + answers
            return question, answers, gr.skip(), gr.skip(), gr.skip()
        shown = gr.skip()
        if reply.citations:
            shown = self._cited(talk, len(talk.history) - 1, 1)
        return gr.skip(), answers, shown, talk, kept.kept(talk.history)

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
                case "open":
                    return self._viewed(self._open(conversation, sent)), skip, skip, skip
                case "evidence":
                    return self._viewed(self._evidence(conversation, sent)), skip, skip, skip
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
        return self._listing(wanted)

    def uploaded(self, files: list[str] | None, wanted: str) -> Iterator[tuple[Any, str, str]]:
        """Add files, telling which is being added; each that fails is named with why."""
        number = len(files or [])
        for done, (name, report) in enumerate(uploads.add(self._index, files or []), 1):
            notice = listing.added(report)
            if not name:
                yield None, self._listing(wanted), notice
                return
            notice += listing.noted(f"Adding {done} of {number}: {name} …")
            yield gr.skip(), self._listing(wanted), notice

    def _answers(self, conversation: Conversation) -> str:
        return "".join(turns.turn(place, reply, self._index) for place, reply in enumerate(conversation.history))

    def _listing(self, wanted: str = "") -> str:
        try:
            return listing.listing(self._index.documents(), wanted=wanted)
        except OnRecordError as error:
            return failure(str(error))

    def _drawn(self) -> str:
        buttons = "".join(
            f'<button type="button" class="starter" data-action="ask">{escaped(question)}</button>'
            for question in starters(self._index)
        )
        if buttons:
            return f'<p class="hint">Ask, for example:</p>{buttons}'
        if self._index.passage_count:
            return '<p class="hint">Ask what somebody said, or what happened.</p>'
        return '<p class="hint">Nothing is indexed yet. Drop articles on this page, then ask what they say.</p>'

    def _viewed(self, shown: str) -> str:
        """Make what is shown another value than before, or the browser is not told of it when it is opened again."""
        return f"{shown}<!-- {next(self._views)} -->"

    def _open(self, conversation: Conversation | None, sent: dict[str, Any]) -> str:
        turn, number = _number(sent.get("turn")), _number(sent.get("number"))
        if turn is not None and number is not None:
            return self._cited(conversation, turn, number)
        start, end = _number(sent.get("start")), _number(sent.get("end"))
        return self._source(str(sent.get("doc")), None if start is None or end is None else (start, end))

    def _cited(self, conversation: Conversation | None, turn: int, number: int) -> str:
        """Show the source of a citation with all that its answer cites there, if it still stands there."""
        reply = _reply(conversation, turn)
        cited = () if reply is None else reply.citations or reply.nearest
        if not 0 < number <= len(cited):
            return failure(_NO_CONVERSATION)
        chosen = cited[number - 1]
        place = Place(turn, number, len(cited))
        try:
            document = self._index.document(chosen.document_id)
        except DocumentNotFound:
            return failure(f"“{chosen.title}” was removed from the documents. Add it again to read it here")
        if document.text[chosen.start : chosen.end] != chosen.quote:
            return source(document, (), place=place, note="This document has changed since it was cited.")
        spans = [(each.start, each.end) for each in cited if each.document_id == document.id]
        return source(document, spans, chosen=(chosen.start, chosen.end), place=place)

    def _source(self, name: str, chosen: Span | None, *, note: str = "") -> str:
        try:
            return source(self._index.document(name), (), chosen=chosen, note=note)
        except DocumentNotFound:
            return failure("There is no such document here, or no longer. Choose one from the list")

    def _addressed(self, name: str, place: str | None) -> str:
        """Show what the page's address names; a place that is not in the document is said to be none."""
        if place is None:
            return self._source(name, None)
        span = _span(place)
        info = next((info for info in self._index.documents() if info.id == name), None)
        if info is None or (span is not None and span[0] < span[1] <= info.characters):
            return self._source(name, span)
        return self._source(name, None, note=f"The address names a place, {place}, that this document does not have.")

    def _evidence(self, conversation: Conversation | None, sent: dict[str, Any]) -> str:
        words = str(sent.get("words", ""))[: evidence.LONGEST].strip()
        reply = _reply(conversation, _number(sent.get("turn")))
        found = evidence.exact(self._index, words, reply.citations if reply else ())
        if found is not None:
            return source(found[0], (), chosen=found[1])
        return evidence_shown(words, evidence.nearest(self._index, words))

    def _feedback(self, conversation: Conversation | None, sent: dict[str, Any]) -> None:
        reply, reason = _reply(conversation, _number(sent.get("turn"))), sent.get("reason")
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
        return self._listing(wanted), listing.removed(gone), gone

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
        return self._listing(wanted), listing.removed(gone), gone


def _sent(event: gr.EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _reply(conversation: Conversation | None, turn: int | None) -> Answer | None:
    history = conversation.history if conversation else []
    return history[turn] if turn is not None and 0 <= turn < len(history) else None


def _span(text: str | None) -> Span | None:
    """Read "12-34"."""
    match = re.fullmatch(r"(\d{1,12})-(\d{1,12})", text or "", re.ASCII)
    return (int(match[1]), int(match[2])) if match else None
