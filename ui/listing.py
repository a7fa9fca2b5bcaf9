"""The list of what is indexed as HTML, with what was just done to it."""

from collections.abc import Sequence
from pathlib import PurePath

from index import AddReport, DocumentInfo
from ui.escape import attribute, escaped, joined

_DISMISS = '<button type="button" data-action="dismiss" aria-label="Dismiss">✕</button>'
SHOWN = 200  # documents at once; the filter finds the others


def listing(found: Sequence[DocumentInfo], *, wanted: str = "") -> str:
    """Give the documents whose title, source, author, date or uri holds the wanted words, the latest first."""
    held = [info for info in reversed(found) if _holds(info, wanted)]
    heading = f'<h2>Documents <span class="count">{len(found):,}</span></h2>'
    if not found:
        return (
            f"{heading}<p>None yet. Drop files here, choose them above, or in a terminal: "
            "<code>onrecord add PATH</code></p>"
        )
    if not held:
        return f"{heading}<p>None holds “{escaped(wanted)}” in its title, source, author, date or name.</p>"
    items = "".join(_item(info) for info in held[:SHOWN])
    more = len(held) - SHOWN
    rest = f"<p>and {more:,} more: narrow the filter</p>" if more > 0 else ""
    return f"{heading}<ul>{items}</ul>{rest}"


def removed(gone: Sequence[DocumentInfo]) -> str:
    """Say what was removed, the latest first, each with the way to take it back."""
    return "".join(
        f'<p class="notice" role="status">Removed “{escaped(info.title)}”. '
        f'<button type="button" data-action="undo" data-doc="{attribute(info.id)}">Undo</button></p>'
        for info in reversed(gone)
    )


def noted(words: str) -> str:
    """Say what is going on, or was done."""
    return f'<p class="notice" role="status">{escaped(words)} {_DISMISS}</p>'


def added(report: AddReport) -> str:
    """Say what came of each file that was to be added."""
    lines = []
    for how, infos in (("Added", report.added), ("Updated", report.replaced), ("Already here", report.unchanged)):
        if len(infos) == 1:
            lines.append(noted(f"{how} “{infos[0].title}”."))
        elif infos:
            lines.append(noted(f"{how}: {len(infos)} documents."))
    lines.extend(noted(f"{name} holds the same text as “{known}”; kept once.") for name, known in report.duplicates)
    lines.extend(
        f'<p class="notice error" role="alert">{escaped(name)}: {escaped(why)}. {_DISMISS}</p>'
        for name, why in report.failed
    )
    return "".join(lines)


def _holds(info: DocumentInfo, wanted: str) -> bool:
    known = " ".join(part for part in (info.title, info.source, info.author, info.date, info.uri) if part).lower()
    return all(word in known for word in wanted.lower().split())


def _item(info: DocumentInfo) -> str:
    known = (info.source, info.author, info.date)
    about = joined((*known, PurePath(info.uri).name))
    name = f'data-doc="{attribute(info.id)}"'
    return (
        f'<li><div><button type="button" class="title" title="{attribute(info.uri)}" {name}>{escaped(info.title)}'
        f'</button><p class="about">{about}</p></div><button type="button" class="remove" data-action="remove" '
        f'{name} aria-label="Remove {attribute(info.title)}" title="Remove">✕</button></li>'
    )
