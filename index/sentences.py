"""Where paragraphs and sentences lie in a text, as offsets.

Sentence ends are syntok's (https://github.com/fnl/syntok), mended where news text defeats it: a quotation
that goes on inside its sentence, initials and abbreviations before a name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from index.titles import POINTED

Span = tuple[int, int]

LONGEST_SENTENCE = 20_000  # characters

_LINE = re.compile(r"[^\r\n\u2028\u2029\f]+")
_BULLET = re.compile(r"\s*(?:[-*•–—▪◦·]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_WRAP_WIDTH = range(40, 121)  # a line of a text that was wrapped by hand is about this wide
_HEADING_LENGTH = 90
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_COMMA_LAST = re.compile(r",[\"'”’»]{0,2}\Z")
_BENEATH_TITLE = re.compile(
    r"[A-Z][^.!?\n]{0,70}?\b(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2}),?\s(?:19|20)\d\d"
    r"|By(?:\s(?:[A-Z][\w.’'-]*,?|and|of|for)){2,8}"
)  # a byline or where and when it was printed
_LETTERS = re.compile(r"[^\W\d_]")
_ABBREVIATION = re.compile(
    rf"(?:^|[\s(\"'“‘])(?:[A-Z]|[A-Z](?:\.[A-Z])+|{POINTED}|St|Ste|Mt|Ft|vs|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|"
    r"Oct|Nov|Dec|approx|est|e\.g|i\.e|cf|al|Vol|Fig|Ph\.D)\.$"
)
_NEVER_LAST = re.compile(rf"(?:{POINTED}|Mt|Ft|vs|e\.g|i\.e)\.$")
_ENTITY = re.compile(r"&#?\w{1,8};$")  # "&amp;" that a text was left with
_AFTER_HOUR = re.compile(
    r"\b[ap]\.m\.\s+(?=[A-Z][a-z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec|Eastern|Central|Mountain|Pacific|Greenwich|(?:\w+\s){1,3}[Tt]ime\b)"
)
_AFTER_ABBREVIATED = re.compile(
    r"(?:\d\s?(?:m|mn|mln|bn|tn|k|M|B|K|km|kg|cm|mm|lb|mph|pp)|\b(?:Inc|Co|Ltd|Corp|Cos|Bros|LLC|Jr|Sr|etc|U\.S|U\.K|E\.U|U\.N|D\.C))"
    r"\.[\"”’)]*\s+(?=(?:A|After|All|Although|An|And|As|At|Both|But|By|For|From|He|Her|His|However|I|If|In|It|Its|Last|Later|"
    r"Many|Meanwhile|Most|No|None|On|One|Other|Our|She|Since|So|Some|That|The|Their|Then|There|These|They|This|Those|"
    r"Though|To|Under|We|What|When|While|With|You)\b|[“\"][A-Z])"
)  # behind these a word that opens sentences opens one
_AFTER_AMOUNT = re.compile(r"\d\s?(?:m|mn|mln|bn|tn|k|M|B|K)\.[\"”’)]*\s+(?=[\"“‘]?[A-Z])")
ON_X = r"(?:(?<=\bon\s)|(?<=\bto\s)|(?<=\bvia\s)|(?<=\bfrom\s))X(?=\.\s)"  # the network, no initial
_AFTER_X = re.compile(rf"{ON_X}\.\s+(?=[“\"‘]?[A-Z])")
_OPENING = "“«„"
_CLOSING = "”»"
_LAST_WORD = 80  # characters; longer than anything that `_runs_on` knows a sentence's last word by
_KEPT_LENGTH = 250_000  # characters; what has more is not kept to be given again


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, without the white space around them, in order.

    A line is a paragraph, but lines that were wrapped at a width are joined.
    """
    return list(_paragraphs_of(text) if len(text) <= _KEPT_LENGTH else _paragraphs(text))


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences in `text[start:end]`, without the white space around them, in order.

    None is longer than LONGEST_SENTENCE: text without sentence ends is cut.
    """
    end = len(text) if end is None else end
    part = text[start:end]
    found = _sentences_of(part) if len(part) <= _KEPT_LENGTH else _sentences(part)
    return [(start + left, start + right) for left, right in found]


def is_heading(text: str, span: Span) -> bool:
    """Whether a paragraph looks like a heading: short, with letters, not ended like a sentence."""
    line = text[span[0] : span[1]]
    return (
        len(line) <= _HEADING_LENGTH
        and bool(_LETTERS.search(line))
        and not _ENDS_SENTENCE.search(line)
        and not _BULLET.match(line)
    )


def overlap(one: Span, other: Span) -> int:
    """Count the characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


@lru_cache(maxsize=64)
def _paragraphs_of(text: str) -> tuple[Span, ...]:
    return tuple(_paragraphs(text))


@lru_cache(maxsize=512)
def _sentences_of(text: str) -> tuple[Span, ...]:
    return tuple(_sentences(text))


def _paragraphs(text: str) -> Iterator[Span]:
    for number, block in enumerate(_blocks(text)):
        yield from _joined(text, block, opens=number == 0)


def _sentences(text: str) -> Iterator[Span]:
    for start, end in paragraphs(text):
        yield from _in_stretches(text, start, end)


def _in_stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the sentences of a paragraph, a long one's stretch by stretch: the last of a stretch opens the next."""
    while end - start > LONGEST_SENTENCE:
        stop = cut_at_space(text, start, start + LONGEST_SENTENCE)
        *whole, last = _mended(text, _split(text, start, stop))
        yield from whole or [last]
        start = last[0] if whole else _trimmed(text, stop, end)[0]
    if start < end:
        yield from _mended(text, _split(text, start, end))


def cut_at_space(text: str, start: int, end: int) -> int:
    """Give where to cut a text that has no other place to be cut: after its last space, else at the end."""
    return text.rfind(" ", start + 1, end) + 1 or end


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentence spans of one paragraph by syntok, each up to the next one's first character."""
    from syntok import segmenter

    if end - start < 2 or not re.search(r"[.!?…][\"'”’“»)\]]*\s", text[start:end]):
        yield _trimmed(text, start, end)
        return
    paragraph = text[start:end].replace("\n", " ").replace("\r", " ")
    if "„" in paragraph:
        paragraph = paragraph.replace("“", "”")  # which closes here
    starts = [start + tokens[0].offset for part in segmenter.analyze(paragraph) for tokens in map(list, part) if tokens]
    for ends in (_AFTER_HOUR, _AFTER_ABBREVIATED, _AFTER_AMOUNT, _AFTER_X):
        starts += [start + match.end() for match in ends.finditer(paragraph)]
    starts = [start, *sorted(set(starts[1:]))]
    for left, right in pairwise([*starts, end]):
        yield _trimmed(text, left, right)


def _mended(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Join what was cut inside a sentence."""
    held: Span | None = None
    opened = 0  # quotations in what is held, less those that were closed
    for span in spans:
        if span[0] >= span[1]:
            continue
        if held is not None and _runs_on(text, held, span, opened):
            held = (held[0], span[1])
        else:
            if held is not None:
                yield held
            held, opened = span, 0
        opened += sum(text.count(mark, *span) for mark in _OPENING) - sum(text.count(mark, *span) for mark in _CLOSING)
    if held is not None:
        yield held


def _runs_on(text: str, before: Span, after: Span, opened: int) -> bool:
    head, tail = text[max(before[0], before[1] - _LAST_WORD) : before[1]], text[after[0] : after[1]]
    if not _LETTERS.search(tail) and not any(character.isdigit() for character in tail):
        return True  # stray marks belong to what they close
    if _NEVER_LAST.search(head) or _ENTITY.search(head):
        return True
    if _ABBREVIATION.search(head) and (tail[0].islower() or tail[0].isdigit()):
        return True
    return opened > 0 and _closes_inside(tail)


def _closes_inside(tail: str) -> bool:
    """Whether a quotation ends here that was opened before, and the sentence outside goes on after it."""
    closing = min((at for mark in _CLOSING if (at := tail.find(mark)) >= 0), default=-1)
    return closing >= 0 and tail[closing + 1 :].lstrip()[:1].islower()


def _blocks(text: str) -> Iterator[list[Span]]:
    """Give runs of lines that no blank line parts, each line trimmed."""
    block: list[Span] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        between = text[previous_end : match.start()]
        if block and (between.replace("\r\n", "\n").count("\n") > 1 or start >= end):
            yield block
            block = []
        if start < end:
            block.append((start, end))
        previous_end = match.end()
    if block:
        yield block


def _joined(text: str, block: list[Span], *, opens: bool) -> Iterator[Span]:
    """Join the lines of a block that one paragraph was wrapped into; what opens the text may begin with its title."""
    start, end = block[0]
    heads = opens and len(block) > 1 and _BENEATH_TITLE.fullmatch(text, *block[1]) is not None
    for line, wraps in zip(block[1:], _wraps(text, block), strict=True):
        if not wraps or (heads and line == block[1]):
            yield start, end
            start = line[0]
        end = line[1]
    yield start, end


def _wraps(text: str, block: list[Span]) -> list[bool]:
    """Tell of each line's end whether the paragraph goes on after it.

    In a block wrapped at a width nearly every line stopped because the next word did not fit. Where paragraphs follow
    each other without a blank line, only those lines did, and most are followed by a word in lower case.
    """
    breaks = list(pairwise(block))
    inner = [not _BULLET.match(text, following[0]) for _, following in breaks]
    goes_on = [_goes_on(text, line, following) for line, following in breaks]
    width = max(end - start for start, end in block)
    if width not in _WRAP_WIDTH or not any(inner):
        return goes_on
    full = [
        plain and line[1] - line[0] + 1 + _first_word(text, following) > width
        for plain, (line, following) in zip(inner, breaks, strict=True)
    ]
    if sum(full) >= 0.9 * sum(inner):
        return inner
    lower = sum(text[following[0]].islower() for wraps, (_, following) in zip(full, breaks, strict=True) if wraps)
    if 2 * lower < sum(full):
        return goes_on
    return [wraps or on for wraps, on in zip(full, goes_on, strict=True)]


def _goes_on(text: str, line: Span, following: Span) -> bool:
    """Whether a line ends with a comma and the next goes on in lower case, however short they are."""
    return text[following[0]].islower() and _COMMA_LAST.search(text, *line) is not None


def _first_word(text: str, span: Span) -> int:
    word = re.match(r"\S+", text[span[0] : span[1]])
    return word.end() if word else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
