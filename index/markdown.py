"""Markdown to the plain text a reader sees: marks gone, words and their order kept."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)\s*:\s*(.+?)\s*$")
_NAMES = {"publisher": "source", "site": "source", "by": "author", "byline": "author", "authors": "author"}


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Give the fields of a leading "---" block and the text after it."""
    block = _FRONT_MATTER.match(text)
    if block is None:
        return {}, text
    pairs = (match.groups() for line in block[1].splitlines() if (match := _FIELD.match(line)))
    return {_NAMES.get(key.lower(), key.lower()): value.strip("\"'") for key, value in pairs}, text[block.end() :]


def plain(text: str) -> str:
    """Render Markdown as text: a paragraph a block, list items after a dash, tables a line a row."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    items = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            items += 1
        elif token.type == "inline":
            _append(blocks, token, items)
            items = 0
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip() + "\n\n")
        elif token.type in ("tr_close", "paragraph_close", "heading_close") and blocks:
            blocks[-1] = blocks[-1].rstrip() + ("\n" if token.type == "tr_close" or token.hidden else "\n\n")
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close") and blocks:
            blocks[-1] = blocks[-1].rstrip() + "\n\n"
    return "".join(blocks).strip()


def _append(blocks: list[str], token: "Token", items: int) -> None:
    words = "".join(map(_words, token.children or []))
    blocks.append(("- " if items else "") + words + "  ")


def _words(token: "Token") -> str:
    if token.type in ("text", "code_inline", "image"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")
