"""A web page to its article: trafilatura finds the main text, its title, site, author and date."""

import re

from index.load import Loaded, cleaned

_BREAKS = re.compile(r"\n{3,}")


def extract(page: str) -> Loaded:
    """Take the article out of a page; where none is found, all its visible text."""
    if not page.strip():
        return Loaded(uri="", text="")
    import trafilatura

    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, favor_recall=True)
    if found is None or not (found.text or "").strip():
        return Loaded(uri="", text=cleaned(_visible(page)))
    text = cleaned(_BREAKS.sub("\n\n", found.text.strip()))
    return Loaded("", text, found.title, found.sitename, found.author, found.date)


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
