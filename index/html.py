"""A web page to its article: trafilatura finds the main text, its title, site, author and date."""

import re

from index.errors import LoadError
from index.load import Loaded, cleaned

LARGEST_PAGE = 10_000_000  # characters; the page of a long article is a tenth of it
MOST_ATTRIBUTES = 1000  # of one tag; to compare each with each takes parsers very long
_BREAKS = re.compile(r"\n{3,}")
_TAG = re.compile(r"(<[a-zA-Z][\w:-]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")


def extract(page: str) -> Loaded:
    """Take the article out of a page; where none is found, all its visible text."""
    if len(page) > LARGEST_PAGE:
        raise LoadError(f"larger than {LARGEST_PAGE // 1_000_000} MB, too large for a page. Save its text alone")
    if not page.strip():
        return Loaded(uri="", text="")
    import trafilatura

    page = _TAG.sub(_bounded, page)
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, favor_recall=True)
    if found is None or not (found.text or "").strip():
        return Loaded(uri="", text=cleaned(_visible(page)))
    text = cleaned(_BREAKS.sub("\n\n", found.text.strip()))
    return Loaded("", text, found.title, found.sitename, found.author, found.date)


def _bounded(tag: re.Match[str]) -> str:
    """Leave out the attributes of a tag that has very many."""
    few = len(tag[2]) < 2 * MOST_ATTRIBUTES or len(_VALUE.sub("", tag[2]).split()) <= MOST_ATTRIBUTES
    return tag[0] if few else tag[1]


def _visible(page: str) -> str:
    from lxml import etree, html

    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return ""
    for element in root.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    lines = (" ".join(line.split()) for line in root.itertext())
    return "\n".join(line for line in lines if line)
