"""Statements of a text: who is reported to say what, in which words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from index.clauses import clauses
from index.contents import Clause
from index.cueless import label_end
from index.datelines import past_dateline
from index.deadline import Check, unchecked
from index.headlines import Naming, headline
from index.quotations import Quotation, quotations
from index.records import Statement
from index.sentences import Span
from index.speakers import speakers_of
from index.tokens import Token, tokens
from index.turns import Turns, item
from index.units import units
from index.unwrapped import unwrapped

_NAME = re.compile(
    r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*(?=\s(?:is|was|has|had|will|would|could|should|may|might|must)\b)"
)
_CAPITALISED = re.compile(r"(?<![.!?“\"] )\b[A-Z]\w{2,}")
_LONGEST_SENTENCE = 250  # tokens; what has more is a list or a table, read piece by piece


@dataclass(slots=True)
class Draft:
    """A statement as it grows: further spans join while its quotation or turn goes on."""

    spans: list[Span]
    mention: Span | None
    cue: Span | None
    quoted: bool
    worded: bool  # holds words outside quotation marks
    named: Span | None = None  # the words that tell who speaks, by a form
    formed: bool = False  # a statement by the form of its paragraph: a turn, an item, a headline
    spoken: bool = False  # the words are the speaker's own without marks, as in a turn

    @property
    def kind(self) -> Literal["direct", "mixed", "indirect"]:
        """The speaker's own words alone, some of them, or none."""
        if self.spoken:
            return "direct"
        return "indirect" if not self.quoted else "mixed" if self.worded else "direct"


@dataclass(slots=True)
class _Paragraph:
    """What the paragraph says so far, and who speaks at its end."""

    span: Span
    quoted: list[Quotation]
    drafts: list[Draft] = field(default_factory=list)
    last: Draft | None = None  # whose words a quotation without attribution goes on with
    leads: bool = False  # ends with a colon
    whole: bool = False  # all quotation
    replies: bool = False  # answers what another asks in the paragraph before, as people talk to one another
    bare: list[Draft] = field(default_factory=list)  # quotations that nothing before attributes
    joined: tuple[Draft, list[Span], bool] | None = None  # a statement taken to go on; whether it was quoted before


def statements_in(text: str) -> list[Statement]:
    """Find the statements of a text, in order. Raises TypeError for what is not a str."""
    if not isinstance(text, str):
        raise TypeError(
            f"statements_in takes a document's text as a str, not {type(text).__name__}. Decode or read it first"
        )
    return statements_of(text, unchecked)


def statements_of(text: str, check: Check) -> list[Statement]:
    """Find the statements of a text; `check` is called often and may raise, which ends the work."""
    found: list[Draft] = []
    quoted: list[Quotation] = []
    before: _Paragraph | None = None
    flat = unwrapped(text)
    text = flat.text
    turns, naming = Turns(text, flat.paragraphs), Naming(text)
    for span in flat.paragraphs:
        check()
        paragraph = _whole(text, span, turns) or _still_spoken(text, span, turns, before) or _headed(text, span, naming)
        paragraph = paragraph or _read(text, span, before)
        found.extend(paragraph.drafts)
        quoted.extend(paragraph.quoted)
        before = paragraph
    said = [(draft, draft.mention) for draft in found if draft.mention is not None]
    said = [(draft, mention) for draft, mention in said if not _is_field(text, draft, mention, turns)]
    named = [draft.named if draft.formed else mention for draft, mention in said]
    who = speakers_of(text, quoted, named, _names_spoken(text, said), check)
    speakers = [(None, None) if words is None else who[words] for words in named]
    place = flat.wrapped
    return [
        Statement(None, d.kind, tuple(map(place, d.spans)), place(mention), d.cue and place(d.cue), *speaker)
        for (d, mention), speaker in zip(said, speakers, strict=True)
    ]


def _names_spoken(text: str, said: Iterable[tuple[Draft, Span]]) -> dict[int, frozenset[str]]:
    """Give the names that a source speaks of, by where the words that name it start.

    These are the capitalised words of what is all quotation, and those that a content before its source opens with.
    """
    spoken: defaultdict[int, set[str]] = defaultdict(set)
    for draft, mention in said:
        words: Iterable[str] = ()
        if draft.kind == "direct":
            words = (word for span in draft.spans for word in _CAPITALISED.findall(text, *span))
        elif draft.spans[0][0] < mention[0] and (opening := _NAME.match(text, draft.spans[0][0])) is not None:
            words = opening[0].split()
        spoken[mention[0]].update(words)
    return {start: frozenset(names) for start, names in spoken.items()}


def _is_field(text: str, draft: Draft, mention: Span, turns: Turns) -> bool:
    """Whether no speaker but the name of a field stands before a colon: `Date: It was held on Monday.`."""
    alone = not draft.formed and not draft.quoted and draft.cue is not None and text[slice(*draft.cue)] == ":"
    return alone and turns.is_field(text[slice(*mention)])


def _whole(text: str, span: Span, turns: Turns) -> _Paragraph | None:
    """Read a paragraph that is one statement by its form, or a question that an interviewer asks."""
    if turns.asks(span):
        return _Paragraph(span, quotations(text, *span))
    spoken, quoted = turns.of(span), item(text, span)
    found = spoken or quoted
    if found is None:
        return None
    marked = spoken is None
    draft = Draft([found.content], found.source, found.cue, marked, not marked, found.named, True, not marked)
    return _Paragraph(span, quotations(text, *span), [draft], draft)


def _still_spoken(text: str, span: Span, turns: Turns, before: _Paragraph | None) -> _Paragraph | None:
    """Read a further paragraph of the turn before it."""
    if before is None or before.last is None or not before.last.spoken:
        return None
    if not turns.directs(span):
        if not turns.goes_on(span):
            return None
        before.last.spans.append(span)
    return _Paragraph(span, quotations(text, *span), last=before.last)


def _headed(text: str, span: Span, naming: Naming) -> _Paragraph | None:
    """Read a headline that names last who says it; what the story opens with is not theirs for that."""
    quoted = quotations(text, *span)
    found = headline(text, span, quoted, naming)
    if found is None:
        return None
    paragraph = _Paragraph((span[0], found.content[1]), quoted)
    said = [each for each in quoted if each.end <= found.content[1]]
    worded = any(text[start:end].strip(" ,") for start, end in _outside(replace(paragraph, quoted=said)))
    draft = Draft([found.content], found.source, found.cue, bool(said), worded, found.source, True)
    return replace(paragraph, span=span, drafts=[draft])


def _read(text: str, span: Span, before: _Paragraph | None) -> _Paragraph:
    paragraph = _Paragraph(span, quotations(text, *span), leads=text[span[1] - 1] == ":")
    paragraph.whole = not any(
        character.isalnum() for start, end in _outside(paragraph) for character in text[start:end]
    )
    begin = past_dateline(text, span)
    for whole in units(text, span, paragraph.quoted):
        unit = max(whole[0], begin), max(whole[1], begin)
        words = tokens(text, *unit, paragraph.quoted)
        for first in range(0, len(words), _LONGEST_SENTENCE):
            part = words[first : first + _LONGEST_SENTENCE]
            part = part[label_end(part) :]
            if all(not word.word for word in part):
                _quotation_alone(part, paragraph, before)
            else:
                _sentence(part, paragraph, before)
                _join_open(text, part, paragraph, before)
    paragraph.replies = _replies(text, paragraph, before)
    return paragraph


def _replies(text: str, paragraph: _Paragraph, before: _Paragraph | None) -> bool:
    """Whether two talk to one another here: whose the next quotation is without a source then stays open."""
    if before is None or not before.quoted or not paragraph.quoted:
        return False
    if before.replies and paragraph.whole:
        return True
    own, asker = paragraph.last, before.last
    if own is None or own.mention is None or own not in paragraph.drafts or not own.quoted:
        return False
    asks = "?" in text[before.quoted[-1].end - 2 : before.quoted[-1].end]
    return asks and (asker is None or asker.mention is None or text[slice(*asker.mention)] != text[slice(*own.mention)])


def _outside(paragraph: _Paragraph) -> Iterator[Span]:
    """Give the stretches of a paragraph outside quotation marks."""
    at, end = paragraph.span
    for quotation in paragraph.quoted:
        yield at, quotation.start
        at = quotation.end
    yield at, end


def _quotation_alone(words: list[Token], paragraph: _Paragraph, before: _Paragraph | None) -> None:
    """Read a sentence that is all quotation: it goes on with what was quoted before it, or waits for its source."""
    marks = [word for word in words if word.quotation]
    if not marks:
        return
    spans = [(marks[0].start, marks[-1].end)]
    last = paragraph.last
    if last is not None and last.spans and last.spans[0][0] >= paragraph.span[0]:
        paragraph.joined = last, spans, last.quoted
        last.quoted = True
        last.spans += spans
        return
    opens = not paragraph.drafts and last is None and words[0].start == paragraph.span[0]
    if opens and before is not None and before.replies:
        return
    if opens and before is not None and before.last is not None and _goes_on(before, paragraph):
        before.last.spans += spans
        paragraph.last = before.last
        paragraph.bare += [each for each in before.bare if each is before.last]
        return
    first = opens and words[0].start == paragraph.span[0]
    source = last if last is not None else _speaking_on(before) if first else None
    draft = Draft(spans, source.mention if source else None, source.cue if source else None, True, False)
    paragraph.drafts.append(draft)
    if last is None:
        paragraph.bare.append(draft)
    paragraph.last = draft


def _join_open(text: str, words: list[Token], paragraph: _Paragraph, before: _Paragraph | None) -> None:
    """Join what a quotation begins that goes on with one left open at the end of the paragraph before."""
    open_ = before is not None and bool(before.quoted) and not before.quoted[-1].closed
    if not open_ or before is None or before.last is None or not paragraph.drafts:
        return
    draft = paragraph.drafts[0]
    at = words[0].start
    if text[before.quoted[-1].start] != text[at]:
        return
    if at != paragraph.span[0] or words[0].quotation is None or draft.spans[0][0] != at:
        return
    last = before.last
    last.spans += draft.spans
    last.worded |= draft.worded
    if last.mention is None or (draft.mention is not None and any(last is each for each in before.bare)):
        last.mention, last.cue = draft.mention, draft.cue
    paragraph.drafts.pop(0)
    if paragraph.last is draft:
        paragraph.last = last


def _goes_on(before: _Paragraph, paragraph: _Paragraph) -> bool:
    """Whether a paragraph that opens with a quotation goes on with the statement before it.

    One that leaves its quotation open may have its source only where that closes.
    """
    if not before.quoted or not before.quoted[-1].closed:
        return bool(before.quoted)
    return paragraph.whole and paragraph.quoted[-1].closed and before.last is not None and before.last.quoted


def _speaking_on(before: _Paragraph | None) -> Draft | None:
    """Whose quotation the paragraph before ended with or leads up to."""
    if before is None or before.last is None or not (before.last.quoted or before.leads):
        return None
    return before.last


def _sentence(words: list[Token], paragraph: _Paragraph, before: _Paragraph | None) -> None:
    found = clauses(words)
    signed = next((clause for clause in found if clause.verb in ("sign", "back") and not clause.contents), None)
    if before is not None and not paragraph.drafts and signed is not None:
        _sign(before, words, signed)
    drafts = [_draft(words, clause) for clause in found]
    for clause, draft in zip(found, drafts, strict=True):
        if clause.mention is None and paragraph.last is not None:
            draft.mention = paragraph.last.mention
        if clause.contents:
            paragraph.drafts.append(draft)
        elif clause.verb == "back" or (
            clause.mention is not None and clause.mention[0] <= 1 and clause.verb != "gesture"
        ):
            _attribute(paragraph, draft)
    paragraph.bare.clear()
    paragraph.joined = None
    paragraph.last = _goes_on_speaking(found, drafts, words[-1].low == ":")


def _attribute(paragraph: _Paragraph, draft: Draft) -> None:
    """Give the quotation before a sentence such as `Greer asked.` to whom it names, though it seemed to go on."""
    for bare in paragraph.bare:
        bare.mention, bare.cue = draft.mention, draft.cue
    if paragraph.joined is not None:
        other, spans, quoted = paragraph.joined
        other.quoted = quoted
        other.spans = [span for span in other.spans if span not in spans]
        paragraph.drafts.append(Draft(spans, draft.mention, draft.cue, True, False))


def _sign(before: _Paragraph, words: list[Token], clause: Clause) -> None:
    """Give the quotation that is the paragraph before to who signs it in this one."""
    signed = _draft(words, clause)
    for draft in before.bare:
        draft.mention, draft.cue = signed.mention, signed.cue


def _goes_on_speaking(found: list[Clause], drafts: list[Draft], leads: bool) -> Draft | None:
    """Whose words a quotation would be that follows the sentence: of the last who is quoted, or about to be."""
    quoted = [draft for draft in drafts if draft.quoted]
    if found and not found[-1].contents and (not quoted or leads or found[-1].verb == "cut"):
        return drafts[-1]
    return quoted[-1] if quoted else drafts[0] if drafts else None


def _draft(words: list[Token], clause: Clause) -> Draft:
    spans = [(words[start].start, words[end - 1].end) for start, end in clause.contents]
    inside = [words[at] for content in clause.contents for at in range(*content)]
    mention = None if clause.mention is None else (words[clause.mention[0]].start, words[clause.mention[1] - 1].end)
    cue = words[clause.cue[0]].start, words[clause.cue[1] - 1].end
    return Draft(spans, mention, cue, any(word.quotation for word in inside), any(word.word for word in inside))
