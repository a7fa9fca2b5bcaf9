"""What a quotation was cut off from: a "not" just before it or behind it, or the rest of a number.

Looked for is a word that denies, in the record's clause, whose scope the quotation begins in: "a bad offer" of "not a
bad offer", "we should sign" of "I do not think that we should sign". Where the record itself opens a quotation or a
clause there, nothing was cut; nor is a bare noun phrase, such as "the table" of "we do not talk of the table", denied.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from index.phrases import ADVERBS, BE, PREPOSITIONS
from index.sentences import Span, paragraphs
from index.terms import STOP_WORDS
from qa.english.hedging import HEDGING, conditioned, hedge
from qa.english.negation import AMOUNTS, DENIALS, MODALS, NEGATIONS, NUMBERS, SCALES, VERBS, counts, negates
from qa.english.words import RANGE, Words, difference

REACH = 8  # words from one that denies to the quotation
SHORTEST_CLAUSE = 3  # words of a quotation that may be what somebody does not think
_ENDS = frozenset("“”„«»‹›「」『』\"＂‘’'`.!?;:,—–…()[]{}")
_PARTS = frozenset(
    """and but because since although though while whilst whereas when where why who whom whose which until
    unless""".split()
)  # clauses
_FUNCTION = (
    STOP_WORDS
    | ADVERBS
    | AMOUNTS
    | frozenset(
        """longer ever even quite really simply anything anyone anybody anywhere exactly way ways means sense part one
    circumstances whether yet still far from get gets got getting""".split()
    )
)
_BRIDGES = frozenset(
    """think thinks thought believe believes believed know knows knew say says said saying claim claims claiming want
    wants wanted mean means meant expect expects expected suppose supposed agree agrees agreed accept accepts accepted
    suggest suggests suggested suggesting hope hopes hoped intend intends intended plan plans planned planning going
    see sees saw feel feels felt convinced certain sure clear true right case fact like evidence proof sign signs
    reason chance indication suggestion intention idea truth point need interest like people person somebody""".split()
)
_ONLY = frozenset("only just merely simply solely".split())
_ASSERTS = frozenset("doubt wonder denying secret but less sooner mention question".split())  # with "no" and "nothing"
_OF_NOUNS = frozenset("no none neither nor".split())
_NOBODY = frozenset("nobody none nothing no neither".split())  # whose verb is denied, however far off
_SUBJECTS = frozenset("i we you he she they it there".split())
_ASKING = VERBS - frozenset("i'm we're they're he's she's it's been being be having got not never".split())
_LEADS_QUESTION = frozenset("who whom whose what which when where why how and but or so well then".split())
_OPENING = frozenset("“„«»‹「『\"＂‘'`”")
_SENTENCE_ENDS = frozenset(".?!")
_KEPT = 6  # words before a quotation of a draft that may hold a hedge
_SENTENCE_END = re.compile(r"[.?!\n](?!\w)")
_NOTHING_BEFORE = re.compile(r"(?:\A|[.?!;:]|\n\n)\s*\Z")
_NARRATED = 200  # characters that are read before a quotation
_ENDS_DENIED = frozenset("not never no nothing none".split())
_JOINED = frozenset("non anti ex pseudo".split())  # with a hyphen


@dataclass(frozen=True, slots=True)
class Cut:
    """The record's words from the one that was cut off to the quotation's nearest, or from its last to that one."""

    words: Words
    before: bool
    hedges: bool = False  # cut off is a "may", an "if" or an "about"

    @property
    def denies(self) -> bool:
        """Whether what was cut off is a word that denies."""
        return self.before and (negates(self.words.tokens[0]) or self.words.tokens[0] in DENIALS)


def cut(text: str, words: Words, first: int, last: int) -> Cut | None:
    """Find what a quotation, the tokens from `first` to before `last`, was cut off from; None: nothing that counts."""
    denied = _denied_before(text, words, first, last)
    if denied is None and _was_asked(text, words, first, last):
        denied = first - 1
    if denied is not None:
        return Cut(_part(words, denied, first + 1), before=True)
    hedged = _hedged_before(text, words, first, last)
    if hedged is not None:
        return Cut(_part(words, hedged, first + 1), before=True, hedges=True)
    if _in_range(text, words, last):
        return Cut(_part(words, last - 1, last + 2), before=False)
    if _denied_behind(text, words, first, last) or _goes_on(text, words, last - 1):
        return Cut(_part(words, last - 1, last + 1), before=False)
    if last - first >= SHORTEST_CLAUSE and conditioned(text, words.places[last - 1][1], words.tokens[last - 1]):
        return Cut(_part(words, last - 1, last + 1), before=False, hedges=True)
    return None


def hedged(text: str, start: int) -> bool:
    """Whether a text hedges what it opens a quotation with there: `it may "fail"`."""
    before = text[max(0, start - _NARRATED) : start]
    sentence = max(before.rfind(end) for end in ".?!;\n") + 1
    return not HEDGING.isdisjoint(Words.of(before[sentence:]).tokens[-_KEPT:])


def narrated(text: str, start: int) -> str | None:
    """Give the word that denies, around it, what a text opens a quotation with there: "not" of `not "a waste"`."""
    begin = max(0, start - _NARRATED)
    before = text[begin:start].rstrip("[ \u00a0")
    if not before or before[-1] not in _OPENING or _NOTHING_BEFORE.search(before[:-1]):
        return None
    unmarked = before[:-1] + " " * (start - begin - len(before) + 1) + text[start : start + _NARRATED]
    words = Words.of(unmarked)
    first = bisect_left(words.places, (start - begin, 0))
    denied = _denied_before(unmarked, words, first, len(words.tokens)) if 0 < first < len(words.tokens) else None
    return None if denied is None else unmarked[slice(*words.places[denied])]


def unasked(text: str, tokens: Sequence[Span], quoting: str, quotation: Words) -> str | None:
    """Say which question of the record a quotation makes a statement: "dead? -> dead"; None: none."""
    if len(tokens) != len(quotation.places):
        return None
    begins = 0
    for at, (_, end) in enumerate(tokens):
        following = text[end : end + 1]
        last = quotation.places[at][1]
        if following == "?" and quotation.tokens[begins] not in _ASKING | _LEADS_QUESTION:
            until = quotation.places[at + 1][0] if at + 1 < len(tokens) else last + 3
            if "?" not in quoting[last:until]:
                word = text[slice(*tokens[at])]
                return f"{word}? -> {quoting[slice(*quotation.places[at])]}"
        if following in _SENTENCE_ENDS:
            begins = min(at + 1, len(tokens) - 1)
    return None


def told(made: Cut, text: str, quoting: str, quotation: Words) -> str:
    """Say what was cut off, "not a -> a"; `text` is the record's."""
    edge = made.words.tokens[-1 if made.before else 0]
    places = [place for place, token in enumerate(quotation.tokens) if token == edge]
    if not places:
        return difference(text, made.words, quoting, quotation)
    kept = _part(quotation, 0, places[0] + 1) if made.before else _part(quotation, places[-1], len(quotation.tokens))
    return difference(text, made.words, quoting, kept)


def together(text: str, words: Words, at: int) -> bool:
    """Whether nothing parts a token from the next one: no mark, no end of a paragraph."""
    if not 0 <= at < len(words.tokens) - 1:
        return False
    between = words.places[at][1], words.places[at + 1][0]
    gap = text[slice(*between)]
    if not _ENDS.isdisjoint(gap):
        return False
    if "\n" not in gap:
        return True
    wrapped = gap.count("\n") == 1 and text[between[1]].islower()
    return wrapped or any(start <= between[0] and between[1] <= end for start, end in paragraphs(text))


def _denied_before(text: str, words: Words, first: int, last: int) -> int | None:
    """Find the token that denies what a quotation begins with, or the number that it is the rest of."""
    if _in_range(text, words, first - 1):
        return max(0, first - 2)
    if together(text, words, first - 1) and _is_rest(words, first):
        return first - 1
    between: list[str] = []
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        token = words.tokens[at]
        if not together(text, words, at):
            never_ever = (token, words.tokens[at + 1]) == ("never", "ever")
            return at if never_ever and at == first - 1 else None
        if _denies(words, at, between) and _in_scope(token, between, words.tokens[first:last]):
            return at
        if token in _PARTS or (at == first - 1 and words.tokens[first] in _PARTS):
            return None
        between.append(token)
    return None


def _hedged_before(text: str, words: Words, first: int, last: int) -> int | None:
    """Find the token that makes what a quotation begins with less than said: "may", "if", the "about" of a number."""
    if not together(text, words, first - 1):
        return None
    before = words.tokens[max(0, first - 3) : first]
    size = hedge(before, words.tokens[first], last - first)
    return first - size if size else None


def _was_asked(text: str, words: Words, first: int, last: int) -> bool:
    """Whether a quotation makes a question a statement: "I paid" of "Have I paid?"."""
    if not together(text, words, first - 1) or words.tokens[first - 1] not in _ASKING:
        return False
    ends = _SENTENCE_END.search(text, words.places[first][0])
    if ends is None or ends[0] != "?":
        return False
    opens = not together(text, words, first - 2) or words.tokens[first - 2] in _LEADS_QUESTION
    noun = words.tokens[first] not in _SUBJECTS
    return opens and not (noun and (words.tokens[first - 1] in BE or last - first < SHORTEST_CLAUSE))


def _is_rest(words: Words, first: int) -> bool:
    """Whether a quotation begins within a number or with the second half of a word that the first one turns."""
    token, before = words.tokens[first], words.tokens[first - 1]
    if before in _JOINED and words.places[first][0] - words.places[first - 1][1] == 1:
        return True
    return counts(before) and (token in SCALES or ({token, before} <= NUMBERS and token != before))


def _in_range(text: str, words: Words, at: int) -> bool:
    """Whether a token is the dash between the two numbers of a range; a long or a loose one may part sentences."""
    if not 0 <= at < len(words.tokens) or words.tokens[at] != RANGE:
        return False
    dash = text[slice(*words.places[at])]
    return len(dash) == 1 and dash != "—"


def _denies(words: Words, at: int, between: list[str]) -> bool:
    """Whether a word denies what follows it; `between` are the words from the quotation back to it."""
    word = words.tokens[at]
    before = words.tokens[at - 1] if at > 0 else ""
    following = between[-1] if between else ""
    if word == "few":
        return before not in ("a", "the", "these", "those", "past", "last", "next", "quite")
    if word == "far":
        return following == "from"
    if word == "anything":
        return following == "but"
    if word in DENIALS:
        return not negates(before)
    if not negates(word):
        return False
    if following in _ONLY and (word == "not" or word.endswith("n't")):
        return following != "only" and (
            before in MODALS or word.removesuffix("n't") in {"do", "does", "did", "ca", "wo"}
        )
    return not (word in ("no", "nothing", "not") and following in _ASSERTS)


def _in_scope(token: str, between: list[str], quotation: tuple[str, ...]) -> bool:
    """Whether what a quotation begins with is denied by a token so many words before it."""
    content = [word for word in between if word not in _FUNCTION and not word.endswith("ly") and not negates(word)]
    clause = not VERBS.isdisjoint(quotation)
    if token in DENIALS:
        return not [word for word in content if word not in _BRIDGES] and (
            clause or not {"that", "to", "of", "if", "whether"}.isdisjoint(between)
        )
    if not content or (token in _NOBODY and between[0] in VERBS):
        return True
    if len(quotation) >= SHORTEST_CLAUSE and all(word in _BRIDGES for word in content):
        return True
    if quotation[0] in VERBS:
        return True
    if PREPOSITIONS.isdisjoint(between) and clause and len(content) <= SHORTEST_CLAUSE:
        return True
    return token in _OF_NOUNS and len(content) == 1 and quotation[0] not in PREPOSITIONS | STOP_WORDS


def _denied_behind(text: str, words: Words, first: int, last: int) -> bool:
    """Whether a quotation ends just before the word that denies what it says: "We will" of "We will not sign"."""
    if not together(text, words, last - 1):
        return False
    following, quotation = words.tokens[last], words.tokens[first:last]
    if quotation[-1] in VERBS:
        return following in NEGATIONS
    says = not (VERBS | _SUBJECTS).isdisjoint(quotation)
    return says and following in _ENDS_DENIED


def _goes_on(text: str, words: Words, at: int) -> bool:
    """Whether a number at a quotation's end is only the beginning of one: "25" of "25 million", "5" of "5%"."""
    return together(text, words, at) and counts(words.tokens[at]) and words.tokens[at + 1] in SCALES


def _part(words: Words, start: int, end: int) -> Words:
    return Words(words.tokens[start:end], words.places[start:end])
