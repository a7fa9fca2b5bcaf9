"""The page: a question, its answers, the source they quote, and what is indexed.

Everything shown goes into `gr.HTML` as its value, through the default template `${value}`: a value is put
in as it is, and `${...}` or `{{...}}` inside it stays text. A template of our own with the value in `{{...}}`
would have it evaluated as JavaScript.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from index import Index, OnRecordError
from qa import Answer, Conversation
from ui import markup

TITLE = "On the Record"
STARTER = "what did Greer say about export controls?"
STARTER_DOCUMENT = "000_85d7b14397194079"  # in the uri of the seed article, which answers it
QUESTIONS_AT_ONCE = 4

_HERE = Path(__file__).parent
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}


def application(index: Index, *, admits: Callable[[str, str], bool] | None = None) -> FastAPI:
    """Give the page as an application; `admits` takes a name and a password, None admits everybody."""
    app: FastAPI = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    sans = ("ui-sans-serif", "system-ui", "sans-serif")
    mono = ("ui-monospace", "Consolas", "monospace")
    gr.mount_gradio_app(
        app,
        Page(index).blocks(),
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
        theme=gr.themes.Default(primary_hue="blue", font=sans, font_mono=mono),
        css=(_HERE / "page.css").read_text(encoding="utf-8"),
    )
    return app


class Page:
    """What the page does on each event, over one index; a conversation belongs to one browser tab."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def blocks(self) -> gr.Blocks:
        """Lay the page out and connect it."""
        script = (_HERE / "page.js").read_text(encoding="utf-8")
        plain: dict[str, Any] = {"js_on_load": script, "apply_default_css": False}
        page = gr.Blocks(title=TITLE, analytics_enabled=False)
        with page:
            gr.HTML(f"<h1>{TITLE}</h1>", apply_default_css=False)
            conversation = gr.State(None)
            with gr.Row(elem_id="columns"):
                with gr.Column(scale=3, min_width=320):
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
                    starter = gr.Button(STARTER, elem_id="starter", size="sm", visible=False)
                    answers = gr.HTML(elem_id="answers", **plain)
                with gr.Column(scale=2, min_width=320):
                    source = gr.HTML(elem_id="source", **plain)
                    documents = gr.HTML(elem_id="documents", **plain)
            shown = [question, answers, source, documents, conversation]
            page.load(self.opened, None, [source, documents, starter], **_QUIET)
            gr.on([question.submit, send.click], self.asked, [question, conversation], shown, **_QUIET)
            starter.click(self.asked, [starter, conversation], shown, **_QUIET)
            answers.click(self.chosen, conversation, source, **_QUIET)
            documents.click(self.chosen, conversation, source, **_QUIET)
        page.queue(default_concurrency_limit=QUESTIONS_AT_ONCE)
        return page

    def opened(self, request: gr.Request) -> tuple[str, str, Any]:
        """Fill a fresh page: the source that its address names (`?doc=ID&span=START-END`), and the list."""
        try:
            found = self._index.documents()
        except OnRecordError as error:
            return "", markup.failure(str(error)), gr.skip()
        starts = any(STARTER_DOCUMENT in info.uri for info in found)
        name = request.query_params.get("doc")
        source = self._source(str(name), (), _span(request.query_params.get("span"))) if name else ""
        return source, markup.documents(found), gr.update(visible=starts)

    def asked(self, question: str, conversation: Conversation | None) -> tuple[Any, str, Any, Any, Conversation]:
        """Answer; a question that fails stays in its box, so that it can be mended."""
        conversation = conversation or Conversation(index=self._index)
        try:
            reply = conversation.ask(question)
            found = self._index.documents()
        except OnRecordError as error:
            failed = markup.conversation(conversation.history, question=question[:200], error=str(error))
            return gr.skip(), failed, gr.skip(), gr.skip(), conversation
        source = gr.skip()
        if first := next(iter(reply.citations or reply.nearest), None):
            source = self._source(first.document_id, conversation.history, (first.start, first.end))
        answers = markup.conversation(conversation.history)
        return "", answers, source, markup.documents(found), conversation

    def chosen(self, conversation: Conversation | None, event: gr.EventData) -> str:
        """Show the source of what was clicked; what the browser sends is checked as anybody's would be."""
        sent = event._data if isinstance(event._data, dict) else {}
        name, start, end = (sent.get(key) for key in ("doc", "start", "end"))
        span = (start, end) if isinstance(start, int) and isinstance(end, int) else None
        return self._source(str(name), conversation.history if conversation else (), span, reveal=True)

    def _source(self, name: str, history: Sequence[Answer], chosen: markup.Span | None, *, reveal: bool = False) -> str:
        """Show a document with what one answer cites in it: the latest that cites the chosen span."""
        try:
            document = self._index.document(name)
        except OnRecordError as error:
            return markup.failure(str(error))
        cited = (
            [(one.start, one.end) for one in reply.citations if one.document_id == name] for reply in reversed(history)
        )
        spans = next((spans for spans in cited if chosen in spans), [])
        return markup.source(document, spans, chosen=chosen, reveal=reveal)


def _span(text: str | None) -> markup.Span | None:
    """Read "12-34"."""
    match = re.fullmatch(r"(\d{1,12})-(\d{1,12})", text or "", re.ASCII)
    return (int(match[1]), int(match[2])) if match else None
