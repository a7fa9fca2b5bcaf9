"""Which names the words that name a source are of: those inside them, or beside them where they only describe."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from index.jobs import is_job
from index.names import Name
from index.sentences import Span
from index.titles import UTTERANCES
from index.unnamed import is_person

_HEAD_ENDS = re.compile(
    r"\A(?:\s*[,(—–]|\s+(?:also|later|often|long|then|still|now|once|(?:him|her|it)self|said|(?!ally|family|assembly)[a-z]+ly|of|for|at|in|from|with|on|who|which|that|and|or|to)\b|\.?\s*\Z)"
)
_UTTERANCE = re.compile(
    r"\s(?:[a-z]+\s){0,2}(?:response|comments?|statement|remarks?|reaction|slogan|tweet|letter|speech|words|argument|claim|answer|"
    r"testimony|op-ed|column|criticism|message|pitch|view|position|dictum|motto|mantra|maxim|email|memo|post)\Z"
)
_PREPOSED = re.compile(
    r"\b(?:of|for|at|in|from|with|on|to|by|about|against|near|than|like|such\sas|including)\s+(?:the\s+|a\s+|an\s+)?\Z"
)
_PARTICIPLE = re.compile(
    r"\b(?!(?:an?|the|his|her|their)\s|\w+ly\s)[a-z]+\s[a-z]{3,}ing\s(?:the\s)?\Z"
)  # "lawyers advising Poe"
_SOMEBODY_OF = re.compile(
    r"\b(?:an?|the|one|another|his|her)\s(?:[\w-]+\s){0,3}?([\w-]+)\s(?:of|to|for)\s(?:the\s)?\Z", re.I
)
_FROM = re.compile(r"\s(?:of|from)\s(?:the\s)?")
_TOPIC = re.compile(r"\b[Aa]s (?:for|to) \Z")
_ONE = re.compile(r"(?:\b[Aa]|\b[Aa]n) \Z")
_REPORT = re.compile(
    r"\s(?:[a-z]+\s)?(?:analysis|editorial|report|statement|study)(?:\s(?:of|on|at|in|from|that|last)\b.*)?\Z",
    re.DOTALL,
)
_CHANNEL = re.compile(r"\A \d+\b")  # "ABC 7"
_BEFORE_WHO = re.compile(r",?\s*(?:\([^)]*\),?\s*)?\Z")
_JOB_ASIDE = re.compile(
    r"(?:\s\([^)\n]{1,30}\))?,\s(?:\d+,\s)?(?:(?:now|then|once)\s)?(?:an?|the|one|his|her|its)\s[^,.;:“”\"\n]{1,110},?\s\Z"
)
_OF_PLACE = r"of\s[A-Z][\w ]{1,30}"
_APPOSING = re.compile(
    rf"(?:\s\([^)\n]{{1,30}}\))?(?:\s{_OF_PLACE})?,\s(?:\d+,\s(?:{_OF_PLACE},\s)?)?(?:(?:an?|the)\s(?:\w+\s){{1,5}})?\Z"
)
_APPOSED = re.compile(r"(?:,|\s-{1,2}|—)\s(?:(?:an?|the|his|her)\s)?(?:[a-z-]+\s){0,2}(?:([a-z-]+)\s)?\Z")
_NOT_HIM = re.compile(
    r",?\s(?:and\s)?(?:not|rather\sthan|unlike)\s(?:[A-Z]\w+\.?\s)?"
)  # "it was Poe, {not} Vale, who said"
_ONE_OF = re.compile(r"(?:another|one|the\sother|other|an?|[A-Z][\w.’'-]+['’]s?)\b", re.IGNORECASE)
_NAME_AND = re.compile(r"(?:\s\([^)\n]{1,20}\))?,?\sand\s\Z")
_AND_BEFORE = re.compile(r"(?:\s\([^)\n]{1,20}\))?(?:,?\s(and)|,)\s\Z")
_DWELLS = re.compile(
    r"(?:,\s\d{1,3},)?\s(?:of|from)\s(?:the\s)?(?:(?:[A-Z]\w+|(?:[A-Z]\.)+|St\.|Mt\.|Ft\.),?\s){0,4}\Z|,\swho\s(?:lives|was|is|works)\s[^.;:,“”\"\n]{0,90}\s(?:in|of|outside|near|from|at)\s(?:the\s(?:\w+\s){0,2}\w+,\s)?\Z"
)
_BY = re.compile(r".{3,}\s(?:by|from)\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,3}\Z", re.DOTALL)
_PASSED_ON = re.compile(r"\b(?:cited|leaked|obtained|quoted|reviewed|seen|viewed)\sby\b")  # by others than who wrote it
_WRITTEN = UTTERANCES | frozenset(
    "audio calculation calculations complaint document documents estimate estimates lawsuit transcript video".split()
)
_CALLED = re.compile(
    r"\s(?:identified|known|named)(?:\sonly)?(?:\s(?:as|by))?\s\Z|\s(?:going\s)?by\sthe\s(?:handle|name)(?:\sof)?\s\Z"
)
_CLOSED = re.compile(r"\s*(?:[,.;)—–]|\Z|\n|who\b)")
_AND = re.compile(r"\A,?\s(?:and|&)\s(?:the\s)?(?:[A-Z]\w+\.?\s)*\Z|\A,\s\Z")
_PART = re.compile(r"\s+(?:of|for|at|in|from|with|on|who|to|by|and)\b|,")
_PLAIN_WORDS = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LONGEST_ASIDE = 150
_LONGEST_TITLE, _MOST_JOINED = 40, 8

Found = tuple[Sequence[Name], Span]  # names, and the part of the text that their words count in


def head_word(words: str) -> str:
    """Give the noun that a description is about, in lower case."""
    found = _PLAIN_WORDS.findall(_PART.split(words, maxsplit=1)[0])
    return found[-1].lower() if found else ""


class Heads:
    """The names of one text, by where they start."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self.starts = [name.start for name in names]

    def of(self, span: Span, words: str) -> Found:
        """Find whom a mention names: the names it is of, those it describes, or those that belong before it."""
        first, inside = self._inside(span)
        if not inside and first < len(self.names) and self._cut_short(self.names[first], span, words):
            inside = self.names[first : first + 1]
            span = span[0], inside[0].end
        heads = [name for name in inside if self._is_head(name, span)]
        job = is_job(head_word(words))
        if not heads or heads[0].kind == "place" or job:
            told = self._apposed(span, words, job)
            if told is not None:
                return [told], (told.start, told.end)
        if len(heads) < 2 and not job:
            around = self._whose(first, span) if heads else self._beside(first, span, words)
            if around:
                return around, (around[0].start, around[-1].end)
        if not heads:
            return [], span
        found = self._with_joined(heads, span)
        return found, (min(span[0], found[0].start), span[1])

    def holds_name(self, span: Span) -> bool:
        """Whether there is a name inside."""
        return bool(self._inside(span)[1])

    def ending_at(self, end: int) -> Name | None:
        """Give the name that ends there."""
        at = bisect_left(self.starts, end)
        return self.names[at - 1] if at and self.names[at - 1].end == end else None

    def before_who(self, start: int) -> Sequence[Name]:
        """Find whom "who" means: the name before it, or the one that the aside before it tells of."""
        at = bisect_left(self.starts, start)
        near = [name for name in self.names[max(0, at - 3) : at] if start - name.end <= _LONGEST_ASIDE]
        told = [name for name in near if _JOB_ASIDE.match(self.text, name.end, start) and not name.owner]
        if told:
            return told[:1]
        if not near or near[-1].owner:
            return []
        if len(near) > 1 and (_NOT_HIM.fullmatch(self.text, near[-2].end, near[-1].start) or self._from(*near[-2:])):
            near = near[:-1]
            start = near[-1].end
        if self._of_somebody(near[-1]):
            return []
        between = self.text[near[-1].end : start]
        full = near[-1].kind == "person" and len(near[-1].core) > 1
        if not _BEFORE_WHO.match(between) or ("," not in between and not full and self.preposed(near[-1])):
            return []
        return near[-2:] if len(near) > 1 and self.joined(near[-2], near[-1]) else near[-1:]

    def _from(self, name: Name, place: Name) -> bool:
        """Whether somebody is told to be of a place or body: "{Ann Poe} of {Cork}"."""
        return name.kind == "person" and _FROM.fullmatch(self.text, name.end, place.start) is not None

    def _of_somebody(self, name: Name) -> bool:
        """Whether a name tells whose or of what place somebody is: "a friend of {Poe}", "the mayor of {Cork}"."""
        somebody = _SOMEBODY_OF.search(self.text, max(0, name.start - _LONGEST_TITLE), name.start)
        return somebody is not None and is_person(somebody[1].lower())

    def joined(self, one: Name, other: Name) -> bool:
        """Whether only "and" or a comma, and a title, stand between two names."""
        return _AND.match(self.text[one.end : other.start]) is not None

    def preposed(self, name: Name, after: int = 0) -> bool:
        """Whether a preposition that does not lie before `after` governs a name."""
        before = self.text[max(after, name.start - 100) : name.start]
        if _TOPIC.search(before):
            return False
        return _PREPOSED.search(before.removesuffix(f"{name.role} ") if name.role else before) is not None

    def _inside(self, span: Span) -> tuple[int, Sequence[Name]]:
        first = bisect_left(self.starts, span[0])
        if first and self.names[first - 1].end > span[0]:
            first -= 1
        return first, self.names[first : bisect_left(self.starts, span[1])]

    def _cut_short(self, name: Name, span: Span, words: str) -> bool:
        """Whether a mention is only the title of the name that follows it."""
        return name.start == span[1] + 1 and (
            words.endswith(".") or (name.role is not None and name.role.endswith(words))
        )

    def _is_head(self, name: Name, span: Span) -> bool:
        """Whether a mention is of this name, not of what it owns, qualifies or lies in."""
        rest = self.text[min(name.end, span[1]) : span[1]].removeprefix("’s").removeprefix("'s")
        if name.owner and rest:
            return _UTTERANCE.match(rest) is not None
        if name.kind == "organisation":
            rest = _CHANNEL.sub("", rest)
            if _REPORT.match(rest):
                return not self.preposed(name, span[0])
        if name.kind == "unknown" and _ONE.search(self.text, max(0, name.start - 3), name.start):
            return False
        governed = self.preposed(name, span[0]) or _PARTICIPLE.search(self.text, span[0], name.start)
        return bool(_HEAD_ENDS.match(rest)) and not governed

    def _apposed(self, span: Span, words: str, job: bool) -> Name | None:
        """Whose description a mention is: "Ann Poe, {the mayor of Cork}, said", "{the mayor}, Ann Poe, said"."""
        after = bisect_left(self.starts, span[1])
        if after < len(self.names) and self._named_after(self.names[after], span, words, job):
            return self.names[after]
        at = bisect_left(self.starts, span[0])
        for name in self.names[max(0, at - 2) : at] if _CLOSED.match(self.text, span[1]) else ():
            named = name.kind == "person" or (name.kind == "unknown" and job)
            if named and not name.owner and _APPOSING.match(self.text[name.end : span[0]][:_LONGEST_ASIDE]):
                return name
        return None

    def _named_after(self, name: Name, span: Span, words: str, job: bool) -> bool:
        if name.kind == "place" or not _CLOSED.match(self.text, name.end):
            return False
        between = self.text[span[1] : name.start][:_LONGEST_ASIDE]
        if (job and between == ", ") or _CALLED.match(between):
            return True
        if name.kind != "person" or len(name.core) < 2 or not _ONE_OF.match(words):
            return False
        apposed = _APPOSED.match(between.removesuffix(f"{name.role} ") if name.role else between)
        return apposed is not None and (not apposed[1] or is_job(apposed[1]))

    def _whose(self, first: int, span: Span) -> Sequence[Name]:
        """Find who lives or works where a mention that is cut short says: "Ann Poe of the University of {Cork}"."""
        for name in reversed(self.names[max(0, first - 3) : first]):
            fits = name.kind in ("person", "unknown") and not name.owner and name.end < span[0]
            if fits and _DWELLS.match(self.text, name.end, min(span[0], name.end + _LONGEST_ASIDE)):
                return self._with_joined([name], (name.start, name.end))
        return []

    def _beside(self, first: int, span: Span, words: str) -> Sequence[Name]:
        """Find the names that "and" joins to a description, or by whom what it describes was written."""
        name = self.names[first - 1] if first else None
        fits = name is not None and name.kind in ("person", "unknown") and not name.owner
        if name is not None and fits and _NAME_AND.fullmatch(self.text, name.end, span[0]):
            return self._with_joined([name], (name.start, name.end))
        return self._uttered(span, words)

    def _with_joined(self, heads: Sequence[Name], span: Span) -> Sequence[Name]:
        """Put before the names of a mention those that "and" joins to them: "{Ann Poe}, John Roe and Jane Doe"."""
        at = bisect_left(self.starts, heads[0].start)
        if span[0] < heads[0].start - _LONGEST_TITLE:
            return heads
        joined = len(heads) > 1 and self.joined(heads[0], heads[1])
        found, begin = list(heads), min(span[0], heads[0].start)
        for name in reversed(self.names[max(0, at - _MOST_JOINED) : at]):
            between = _AND_BEFORE.match(self.text[name.end : begin][:_LONGEST_ASIDE])
            if between is None or name.kind == "place" or name.owner or not (joined or between[1]):
                break
            found.insert(0, name)
            joined, begin = True, name.start
        return found

    def _uttered(self, span: Span, words: str) -> Sequence[Name]:
        """Find whose "a post from Ann Poe" is."""
        if head_word(words) not in _WRITTEN:
            return []
        at = bisect_left(self.starts, span[0])
        name = next((each for each in self.names[at : at + 3] if each.start > span[0] and not each.heading), None)
        if name is None or name.owner or name.kind == "place" or name.start - span[0] > _LONGEST_ASIDE:
            return []
        between = self.text[span[0] : name.start].removesuffix(f"{name.role} ")
        return [name] if _BY.match(between) and not _PASSED_ON.search(between) else []
