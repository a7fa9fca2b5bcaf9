"""Where statements stand in their document, and which of them bear on a topic.

A statement bears on a topic by the share of the topic's words in its own words, of those in its paragraph, and by
the cosine of sentences and topic; weights and threshold were set on news of several speakers. Where it was said, and
when, is not what it is about: of the words that attribute it, only those count that tell what was asked or meant.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.continued import acted_before, continued, question_before, reach, takes_up
from index.cues import DENYING, lemmas
from index.embed import Embedder
from index.jobs import is_job
from index.offices import beginnings
from index.quotations import quotations
from index.records import Statement
from index.relevance import Topic
from index.rows import Source
from index.sentences import Span, paragraphs
from index.speakers import same_speaker
from index.terms import unaccented, words
from index.titles import ORGANISATIONS
from index.units import units

WEIGHTS = (2.0, 0.5, 3.0)  # words in the statement's sentences, words around it, cosine
ENOUGH = 2.4
HIGHEST_COSINE = 0.7  # of a topic and a sentence: what falls short of ENOUGH with it is not looked at
MEANT = 24  # statements whose meaning is looked at: those with most of the topic's words
_ON_TOPIC = re.compile(
    r"""\b(?:ask(?:ed|s|ing)?|question\w*|about|regarding|concerning|citing|noting|referring|call(?:s|ed|ing)|describ\w+|
    alluding|respon\w+|react\w+|repl\w+|criticiz\w+|criticis\w+|prais\w+|defend\w*|sa(?:id|ys)\s+of|on\s+whether|
    brand(?:s|ed|ing)|dismiss\w*|reject\w*|oppos\w+|accus\w+|blam\w+|condemn\w*|denounc\w+|attack\w*|slam\w*|
    blast\w*|welcom\w+|support\w*|backs|backed|backing|disput\w+|den(?:y|ies|ied|ying))\b""",
    re.IGNORECASE | re.VERBOSE,
)  # what tells a topic among the words that attribute a statement
_SPEAKS_FOR = re.compile(
    r"""(?:(?:an?|the|its|chief)\s)*(?:spokes(?:man|woman|person|people)\s(?:for|of|at|from)\s(?:the\s)?(?P<body>.+)
    |(?P<owner>.+?)(?:['’]s?)?\sspokes(?:man|woman|person|people))\Z""",
    re.IGNORECASE | re.VERBOSE,
)
NEAR = 300  # characters on either side of a statement that are taken for its surroundings at first sight


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands of a statement in one paragraph: its content there, and the sentences that report it."""

    statement: Statement
    content: Span
    span: Span
    sentences: tuple[Span, ...]
    paragraph: Span


def placed(text: str, statements: Sequence[Statement], longest: int | None = None) -> Iterator[Placed]:
    """Give statements of one document their sentences, a paragraph at a time, in the order of the text.

    Sentences that one quotation runs over are one, unless they are longer than `longest` characters.
    """
    waiting = sorted(
        ((span, statement) for statement in statements for span in statement.spans), key=lambda pair: pair[0]
    )
    at = 0
    for paragraph in paragraphs(text) if waiting else ():
        held: dict[int, tuple[Statement, list[Span]]] = {}
        while at < len(waiting) and waiting[at][0][0] < paragraph[1]:
            span, statement = waiting[at]
            held.setdefault(id(statement), (statement, []))[1].append((span[0], min(span[1], paragraph[1])))
            at += 1
        if held:
            inside = list(units(text, paragraph, quotations(text, *paragraph), longest))
            yield from (_placed(statement, content, inside, paragraph) for statement, content in held.values())


def _placed(statement: Statement, content: list[Span], inside: Sequence[Span], paragraph: Span) -> Placed:
    """Span the sentences of the content and, where they stand in the same paragraph, of its source and cue."""
    named = [part for part in (statement.mention, statement.cue) if part is not None]
    own = [*content, *(part for part in named if paragraph[0] <= part[0] and part[1] <= paragraph[1])]
    start, end = min(part[0] for part in own), max(part[1] for part in own)
    touched = tuple(unit for unit in inside if unit[0] < end and start < unit[1])
    whole = (min(touched[0][0], start), max(touched[-1][1], end)) if touched else (start, end)
    return Placed(statement, (content[0][0], content[-1][1]), whole, touched or (whole,), paragraph)


def claimed_by(statement: Statement, everybody: Iterable[Statement], text: str) -> Statement | None:
    """Give the statement of which this is a part: "Poe claimed {Reed had called it a fraud}".

    That is what another says of somebody's words, or what the speaker denies: "Reed denied {he had called it a fraud}".
    `everybody` is all statements of the document.
    """
    start, end = reach(statement)
    for other in everybody:
        same = other.speaker == statement.speaker if other.speaker else other.mention == statement.mention
        held = other is not statement and any(span[0] <= start and end <= span[1] for span in other.spans)
        if held and (not same or _denied(other, text)):
            return other
    return None


def _denied(statement: Statement, text: str) -> bool:
    return statement.cue is not None and not lemmas(words(text[slice(*statement.cue)])).isdisjoint(DENYING)


def sources_meant(asked: str, sources_with: Callable[[Iterable[str]], Sequence[Source]]) -> list[str]:
    """Give the sources that somebody asked for may mean; for an organisation, who speaks for it.

    `sources_with` gives those that hold one of some runs of letters, by name and role.
    """
    sought = words(unaccented(asked))
    first = beginnings(asked) | {word[:3] for word in sought}  # a word may be abbreviated: "Sec.", "Rep."
    found = [(name, role) for name, role in sources_with(first) if same_speaker(asked, name, role)]
    found += [(name, role) for name, role in sources_with(["spokes"]) if spoken_for(asked, role or name)]
    titled = {name for name, role in found if _holds_title(sought, name, role)}
    return list(dict.fromkeys(name for name, _ in found if not titled or name in titled or " " not in name))


def spoken_for(asked: str, described: str) -> bool:
    """Whether words describe who speaks for an organisation that is asked for: "a spokesman for the ministry"."""
    match = _SPEAKS_FOR.match(described) if "spokes" in described else None
    body = "" if match is None else match["body"] or match["owner"]
    last = words(body)[-1:]
    if not last or is_job(last[0]) or not (body.split()[-1].islower() or last[0] in ORGANISATIONS):
        return False  # who speaks for a person is another
    return same_speaker(asked, body, None)


def _holds_title(sought: Sequence[str], name: str, role: str | None) -> bool:
    """Whether the title asked for with a name is this one's: President Kravets is not his brother, the minister."""
    title = set(sought) - set(words(unaccented(name)))
    return bool(title) and len(title) < len(sought) and title <= set(words(unaccented(role or "")))


def bearing_on(
    topic: Topic, statements: Sequence[Statement], texts: Mapping[str, str], embedder: Embedder
) -> list[Statement]:
    """Give the statements that bear on a topic, the most relevant first, each with those that go on with it behind it.

    `texts` are their documents', by id.
    """
    promising = sorted(
        ((score, place) for place, each in enumerate(statements) if (score := _glance(topic, each, texts)) > _LEAST),
        key=lambda pair: (-pair[0], pair[1]),
    )
    looked_at = [statements[place] for _, place in promising[:MEANT]]
    held: dict[str, list[Statement]] = {}
    for statement in looked_at:
        held.setdefault(statement.document_id or "", []).append(statement)
    read = [_read(each, text) for name, text in texts.items() for each in placed(text, held.get(name, ()))]
    if not read:
        return []
    (asked,) = embedder.embed([topic.words])
    cosines = embedder.embed([words for _, words, *_ in read]) @ asked
    scores = [
        WEIGHTS[0] * topic.share(own) + WEIGHTS[1] * topic.share(around) + WEIGHTS[2] * float(cosine)
        for (_, _, own, around), cosine in zip(read, cosines, strict=True)
    ]
    best = sorted(range(len(read)), key=lambda place: (-scores[place], place))
    bearing = [read[place][0] for place in best if scores[place] > ENOUGH]
    for each in looked_at:
        text = texts[each.document_id or ""]
        if acted_before(each, topic, text) or takes_up(each, topic, text):
            bearing.append(each)
    return list(continued(list(dict.fromkeys(bearing)), statements, texts))


def _read(each: Placed, text: str) -> tuple[Statement, str, str, str]:
    """Give a statement with its sentences, with what tells its topic, and with its paragraph, in words."""
    asked = question_before(each.statement, text)
    whole, own = text[slice(*each.span)], _own_words(each, text)
    return each.statement, f"{asked} {whole}".strip(), f"{asked} {own}".strip(), text[slice(*each.paragraph)]


def _own_words(each: Placed, text: str) -> str:
    """Give a statement's content in its paragraph, with those of the words around it that tell its topic."""
    start, end = each.span
    kept: list[str] = []
    for span in sorted(span for span in each.statement.spans if span[0] < end and start < span[1]):
        if _ON_TOPIC.search(text, start, span[0]):
            kept.append(text[start : span[0]])
        kept.append(text[slice(*span)])
        start = max(start, span[1])
    if _ON_TOPIC.search(text, start, end):
        kept.append(text[start:end])
    return " ".join(kept)


def _glance(topic: Topic, statement: Statement, texts: Mapping[str, str]) -> float:
    """Score a statement by its words alone, without looking for where its sentences begin and end."""
    text = texts[statement.document_id or ""]
    start, end = reach(statement)
    around = topic.share(text[max(0, start - NEAR) : end + NEAR])
    return (WEIGHTS[0] + WEIGHTS[1]) * around if around else 0.0


_LEAST = ENOUGH - WEIGHTS[2] * HIGHEST_COSINE
