"""Headlines that name behind what is said who says it: `Taxes must fall, minister says`, `'Unsafe': hospital`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.cues import LEXICON
from index.phrases import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, RELATIVE
from index.quotations import Quotation
from index.sentences import Span, is_heading
from index.titles import JOBS, ORGANISATIONS, UTTERANCES

_SOURCE = r"(?P<source>[^\W\d_][\w.’'&-]*(?:\s[^\W\d_][\w.’'&-]*){0,4})"
_FORMS = (
    re.compile(rf"\s?(?:,|\s[–—-])\s{_SOURCE}\s(?P<cue>[^\W\d_]+)\s*\Z"),
    re.compile(rf",\s(?P<cue>[^\W\d_]+)\s{_SOURCE}\s*\Z"),
    re.compile(rf"\s?(?P<cue>:|(?<=\s)[–—-])\s{_SOURCE}\s*\Z"),
)
_OPENING = re.compile(r"[#*_\s]*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PIECE = re.compile(r"\w+")
_CLEAR = frozenset(("say", "think", "believe", "find", "fear"))
_SOURCES = (
    JOBS
    | ORGANISATIONS
    | UTTERANCES
    | frozenset(
        """academic activist authorities campaigner charities charity dad family families hospital local mum neighbour
        neighbor official parent people scientist source survivor victim watchdog""".split()
    )
)
_NO_SOURCE = CONJUNCTIONS | PREPOSITIONS | RELATIVE | AUXILIARIES | frozenset(("and", "or", "it", "this", "to"))
_LEAST_SAID = 2  # words


@dataclass(frozen=True, slots=True)
class Headline:
    """What a headline reports, and of whom."""

    content: Span
    source: Span
    cue: Span


class Naming:
    """Where a text has each of its words for the last time."""

    def __init__(self, text: str) -> None:
        self._text = text

    def after(self, at: int, name: str) -> bool:
        """Whether the text has a name behind a place."""
        words = _PIECE.findall(name)
        if not all(self._last.get(word, -1) >= at for word in words):
            return False
        return words == [name] or re.compile(rf"\b{re.escape(name)}\b").search(self._text, at) is not None

    @cached_property
    def _last(self) -> dict[str, int]:
        return {match[0]: match.start() for match in _PIECE.finditer(self._text)}


def headline(text: str, span: Span, quoted: Sequence[Quotation], naming: Naming) -> Headline | None:
    """Read a heading in which the source comes last."""
    if not is_heading(text, span):
        return None
    opening = _OPENING.match(text, *span)
    start = opening.end() if opening is not None else span[0]
    for form in _FORMS:
        match = form.search(text, start, span[1])
        if match is None or any(each.start < match.start("cue") < each.end for each in quoted):
            continue
        found = Headline((start, match.start()), _without_verb(text, match.span("source")), match.span("cue"))
        if _says(text, found, quoted, naming):
            return found
    return None


def _without_verb(text: str, source: Span) -> Span:
    """Leave out what a source does besides: `'Never again': {soap star} speaks out`."""
    for word in list(_WORD.finditer(text, *source))[1:]:
        verb = LEXICON.get(word[0].lower())
        if verb is not None and not verb.noun and "finite" in verb.forms:
            return source[0], word.start() - 1
    return source


def _says(text: str, found: Headline, quoted: Sequence[Quotation], naming: Naming) -> bool:
    """Whether it is a source that comes last, and something said that comes first."""
    said, cue = text[slice(*found.content)], text[slice(*found.cue)].strip().lower()
    words = [word.lower() for word in _WORD.findall(text, *found.source)]
    holds_quotation = any(found.content[0] <= each.start and each.end <= found.content[1] for each in quoted)
    if not words or words[0] in _NO_SOURCE or any(word in _NO_SOURCE - {"of", "for"} for word in words):
        return False
    if not holds_quotation and len(_WORD.findall(said)) < _LEAST_SAID:
        return False
    known = _known(text, found, words, naming if cue.isalpha() or cue == ":" else None)
    if cue.isalpha():
        return _reports(cue, words[-1]) and (known or not LEXICON[cue].noun)
    clause = any(word.lower() in AUXILIARIES | {"to"} for word in _WORD.findall(said))
    return known and (holds_quotation or clause)


def _reports(cue: str, source: str) -> bool:
    """Whether a word is a verb in the present that agrees with a source, or in the past."""
    verb = LEXICON.get(cue)
    if verb is None or verb.lemma == "tell" or not ("say" in verb.classes or verb.lemma in _CLEAR):
        return False
    plural = source.endswith("s") or source in ("police", "people")
    return "finite" in verb.forms or ("base" in verb.forms and plural)


def _known(text: str, found: Headline, words: Sequence[str], naming: Naming | None) -> bool:
    """Whether somebody who may speak is called so, or the text names them again behind; `naming`: None after a dash."""
    called = text[slice(*found.source)]
    if any(word in _SOURCES or word.removesuffix("s") in _SOURCES for word in words):
        return naming is not None or called.islower()
    last = called.split()[-1]
    name = last.capitalize() if called.isupper() else last
    return naming is not None and last[0].isupper() and naming.after(max(found.source[1], found.cue[1]), name)
