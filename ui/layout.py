"""How the page is laid out: the regions of its three columns, and what its readers type into and press."""

from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from ui.source import nothing

TITLE = "On the Record"

_HERE = Path(__file__).parent
_TABS = (
    f'<h1>{TITLE}</h1><div role="tablist" aria-label="What to do">'
    '<button type="button" role="tab" data-panel="asking" aria-selected="true">Ask</button>'
    '<button type="button" role="tab" data-panel="checking" aria-selected="false" tabindex="-1">Check quotes</button>'
    "</div>"
)
_KEYS = '<p class="keys">Ctrl+Enter checks</p>'
_CHECKED = (
    '<p class="hint">Paste a draft, or what a model wrote: each quotation in it is looked up in the documents, '
    "word for word, and by whom.</p>"
)


# Not Gradio's own upload, whose events take any file that is named to them: page.js sends the files.
_UPLOAD = (
    '<label><input type="file" multiple aria-describedby="upload-how"><strong>Add documents</strong>'
    '<span id="upload-how">Drop files here, or press to choose</span></label><p role="status"></p>'
)
_SENT = 'element.addEventListener("act", (event) => trigger("upload", event.detail));'


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation: its answers, questions to begin with, the box and its buttons."""

    new: gr.Button
    answers: gr.HTML
    begin: gr.HTML
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button


@dataclass(frozen=True, slots=True)
class Check:
    """A text whose quotations are checked: its box, its button, the verdicts."""

    text: gr.Textbox
    send: gr.Button
    verdicts: gr.HTML


@dataclass(frozen=True, slots=True)
class Library:
    """What is indexed: what was just done to it, the list, its filter, the way to add."""

    notice: gr.HTML
    documents: gr.HTML
    wanted: gr.Textbox
    upload: gr.HTML


@dataclass(frozen=True, slots=True)
class Layout:
    """All that events are connected to."""

    chat: Chat
    check: Check
    source: gr.HTML
    library: Library


def laid_out() -> Layout:
    """Lay the columns out; to be called within `gr.Blocks`."""
    with gr.Row(elem_id="columns"):
        with gr.Column(elem_id="chat", min_width=0):
            with gr.Row(elem_id="top"):
                gr.HTML(_TABS, apply_default_css=False)
                new = gr.Button("New chat", elem_id="new", size="sm", scale=0, min_width=100)
            with gr.Column(elem_id="asking", min_width=0):
                chat = _chat(new)
            with gr.Column(elem_id="checking", min_width=0):
                check = _check()
        shown = _region("source", nothing())
        with gr.Column(elem_id="library", min_width=0):
            library = _library()
    return Layout(chat, check, shown, library)


def _region(name: str, value: str = "") -> gr.HTML:
    region = (_HERE / "region.js").read_text(encoding="utf-8")
    return gr.HTML(value, elem_id=name, js_on_load=region, apply_default_css=False)


def _chat(new: gr.Button) -> Chat:
    answers, begin = _region("answers"), _region("starters")
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
    return Chat(new, answers, begin, question, send, stop)


def _check() -> Check:
    text = gr.Textbox(
        elem_id="check",
        label="Text to check",
        show_label=False,
        container=False,
        placeholder="Paste a text with quotations",
        lines=7,
        max_lines=7,
    )
    with gr.Row(elem_id="check-go"):
        gr.HTML(_KEYS, apply_default_css=False)
        send = gr.Button("Check", elem_id="check-send", variant="primary", scale=0, min_width=100)
    return Check(text, send, _region("verdicts", _CHECKED))


def _library() -> Library:
    notice, documents = _region("notice"), _region("documents")
    wanted = gr.Textbox(
        elem_id="filter", label="Filter documents", placeholder="Filter", show_label=False, container=False
    )
    upload = gr.HTML(_UPLOAD, elem_id="upload", js_on_load=_SENT, apply_default_css=False)
    return Library(notice, documents, wanted, upload)
