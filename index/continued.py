"""Statements that go on with the matter of what stands before them, and so bear on whatever that bears on.

News is written so: first what was said or done ("She opposed the tunnel"), then the words themselves, in the next
sentence or opening the next paragraph; or, in the next sentence, more of it, which leaves out what it is about ("But
he said they should buy a little more"). In interviews and transcripts an answer is about what was asked.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from index.records import Statement
from index.relevance import Topic
from index.sentences import Span, paragraphs, sentences
from index.terms import words
from index.titles import JOBS, RANKED

NAMED = 0.6  # of a topic's words, by rarity, in a sentence that tells what a speaker did before the speaker's words
LONGEST = 400  # characters between a statement and the words that go on with it
MARKS = 2  # characters that may stand before the name that a turn begins with
_BETWEEN_SENTENCES = re.compile(
    r"""[.!?”\"'’)\s]*(?:(?:But|And|Yet|Still|Also|However|Then|Instead),?\s+)?(?:(?:[\w’'-]+\s){0,3}
    (?:later|earlier|afterwards|afterward|before|ago|day|night|morning|week|month|year|\w+day),?\s+)?""",
    re.VERBOSE,
)
_TAKEN_UP = re.compile(r"[“\"'‘«„\s]*(?:It|This|That|They|These|Those)(?:['’]\w+)?\s(?!(?:said|the|a|an)\b)")
_PERIOD = re.compile(r"[.!?]")
_ENDED = re.compile(r"[.!?][”\"'’)\]]*\s+\Z")
_BREAK = re.compile(r"\n\s*")
_LEANING = re.compile(
    r"\b(?:it|its|they|them|their|these|those|such|this|that)\b(?!\s+as\b)(?!\s+(?:said|the|a|an|he|she|we|you|i|there|is\s+why)\b)"
    r"|\b(?:more|less|fewer|enough)\b(?=\s*(?:[.,;:!?”\"'’)]|$|because|than|if|when|and|but|to\b))",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:it|its|they|them|their|these|those|this|such(?!\s+as\b)|that(?=\s*[.,;!?]|\Z))\b", re.I)
_ASKS = re.compile(r"\?[)\]\"”’*_\s]*\Z")
_LABEL = re.compile(r"[*_]{0,2}[^\W\d_a-z][^:.\n?!]{0,60}:[*_]{0,2}\s")
_PRESSED = re.compile(r"\W*(?:when\s)?(?:asked|pressed|questioned|challenged|quizzed)\b", re.IGNORECASE)
_INTRODUCING = JOBS | RANKED | frozenset("the a an of for at in its their".split())
_LEADING_WORDS = 8  # of a sentence, before the name of whom it is about


def continued(
    bearing: Sequence[Statement], statements: Sequence[Statement], texts: Mapping[str, str]
) -> Iterator[Statement]:
    """Give statements that bear on a topic, each with those of the same speaker that go on with it behind it.

    `statements` are all that may be given, `texts` their documents', by id. What has a place of its own keeps it.
    """
    given = set(bearing)
    for statement in bearing:
        yield statement
        text = texts[statement.document_id or ""]
        for other in statements:
            if other not in given and _goes_on(statement, other, text):
                given.add(other)
                yield other


def _goes_on(statement: Statement, other: Statement, text: str) -> bool:
    if statement.speaker is None or (statement.document_id, statement.speaker) != (other.document_id, other.speaker):
        return False
    (_, end), (start, _) = reach(statement), reach(other)
    if end > start or start - end > LONGEST:
        return False
    if other.kind == "direct" and statement.kind != "direct" and _opens_next_sentence(text[end:start]):
        return True
    if statement.kind == "indirect" and other.kind != "indirect" and _opens_next_paragraph(statement, other, text):
        return True
    return _next_sentence(text[end:start]) and _LEANING.search(text, *other.spans[0]) is not None


def _opens_next_sentence(between: str) -> bool:
    """Whether nothing but the rest of a sentence stands between two, which a line break may follow."""
    ended = _ENDED.search(between) is not None and len(_BREAK.findall(between)) <= 1
    if _PERIOD.match(between):
        return ended and _BETWEEN_SENTENCES.fullmatch(between) is not None
    return ended and len(sentences(between.strip())) == 1


def _next_sentence(between: str) -> bool:
    """Whether nothing but the end of a sentence, and a word that joins the next to it, stands between two."""
    ends = "\n" not in between and _PERIOD.search(between) is not None
    return ends and _BETWEEN_SENTENCES.fullmatch(between) is not None


def _opens_next_paragraph(statement: Statement, other: Statement, text: str) -> bool:
    between = text[statement.spans[-1][1] : other.spans[0][0]]
    return between.strip(" .\n\r”\"'’") == "" and "\n" in between


def reach(statement: Statement) -> Span:
    """Give where a statement with its source and cue begins and ends."""
    parts = [*statement.spans, *(part for part in (statement.mention, statement.cue) if part is not None)]
    return min(part[0] for part in parts), max(part[1] for part in parts)


def question_before(statement: Statement, text: str) -> str:
    """Give what an interviewer asks before a turn of a transcript or interview; nothing before other statements."""
    if statement.mention is None or statement.cue is None or text[slice(*statement.cue)] not in (":", "."):
        return ""
    found = paragraphs(text)
    at = bisect_left(found, (statement.mention[0] + 1, 0)) - 1  # the paragraph that the source stands in
    if at < 1 or statement.mention[0] - found[at][0] > MARKS:
        return ""
    asked = text[slice(*found[at - 1])]
    return _LABEL.sub("", asked, count=1) if _ASKS.search(asked) else ""


def acted_before(statement: Statement, topic: Topic, text: str) -> bool:
    """Whether a quotation follows a sentence that tells what the speaker does about the topic.

    That sentence names the topic, or leans on the one before it, which does: "The tunnel opens in May. Quill backs it."
    """
    if statement.kind != "direct" or statement.speaker is None or statement.mention is None:
        return False
    start = reach(statement)[0]
    before = text[max(0, start - LONGEST) : start]
    spans = sentences(before) if _ENDED.search(before) else []
    if not spans or (spans[-1][0] == 0 and len(before) == LONGEST):
        return False
    sentence = before[slice(*spans[-1])]
    if not _acts(sentence, statement.speaker, text[slice(*statement.mention)]):
        return False
    leans = len(spans) > 1 and _POINTING.search(sentence) is not None
    return topic.share(before[spans[-2 if leans else -1][0] :]) >= NAMED


def takes_up(statement: Statement, topic: Topic, text: str) -> bool:
    """Whether a quotation takes up the sentence before, which names the topic: "They cut the grant. 'It is wrong'."""
    start = statement.spans[0][0]
    if statement.kind != "direct" or _TAKEN_UP.match(text, start) is None:
        return False
    before = text[max(0, start - LONGEST, text.rfind("\n", 0, start) + 1) : start]
    spans = sentences(before) if _ENDED.search(before) else []
    return bool(spans) and topic.share(before[spans[-1][0] :]) >= NAMED


def _acts(sentence: str, speaker: str, mention: str) -> bool:
    """Whether a sentence tells what a speaker does, or was asked: "Mayor Ada Quill, a Democrat, fought the tunnel"."""
    if mention.lower() in ("he", "she") and words(sentence)[:1] == [mention.lower()]:
        return True
    surname = speaker.split()[-1]
    match = re.search(rf"\b{re.escape(surname)}\b(?!['’])", sentence)
    if match is None:
        return False
    leading = sentence[: match.start()].split()
    if _PRESSED.match(sentence):
        return True
    return len(leading) <= _LEADING_WORDS and all(
        word[0].isupper() or word.strip(",") in _INTRODUCING or following.strip(",") in JOBS
        for word, following in zip(leading[1:], [*leading[2:], surname], strict=False)
    )
