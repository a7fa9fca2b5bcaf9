"""What is said: where the content of a report stands, before its cue or after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.cues import CLAUSE_ONLY, LEXICON, PARTICLES, PREPOSITIONAL, TOLD, Verb
from index.ends import CLAUSE_OPENERS, content_end, object_end, sentence_end
from index.phrases import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    ENDS,
    PERSONAL,
    PREPOSITIONS,
    Range,
    contracted,
    phrase_starting,
    predicate,
)
from index.tokens import Token

_NOT_SAID = PREPOSITIONS - {"to"} | frozenset("when while because so and or".split())
_OWN = frozenset("his her their its the".split())  # what opens a clause behind an addressee: "told the AP his firm won"
_GREETINGS = frozenset("goodbye hello farewell goodnight grace sorry".split())
_NOT_TOLD = (["no", "such"], ["the", "same"], ["no", "more"], ["as", "much"], ["thank", "you"], ["nothing", "."])
_NOTHING = frozenset(("nothing", "little"))
_DECLINING = frozenset(("decline", "refuse"))
_SPEAKING = frozenset(
    """answer characterise characterize comment confirm disclose discuss elaborate explain give identify name provide
    respond reveal say share speak specify talk tell""".split()
)
_CALLED = frozenset("ambulance brigade conference election elections meeting police referendum strike vote".split())
_NEAR = 4  # words from "nothing" to its verb
_BEFORE_QUOTED = frozenset((":", "(", "-")) | ENDS | DASHES
_BEFORE_DAY = frozenset("on late early last this earlier".split())
_ADDRESSED = frozenset("him them me us you it reporters journalists fans voters supporters people".split())
_TOLD_TO = TOLD - {"promise"}  # "asked to resign": somebody else asks
_NAME_OR_OFFICE = 7  # words that may be the reporter's office: "The line's owner, Greer, said"
_TO_THAT = 10  # tokens of a place or date between a verb and "that"
_LEAST_QUOTED = 3  # words of a quotation that a sentence opens with
_LEAST_LEFT = 2  # words of a clause before ", Greer said"


@dataclass(slots=True)
class Clause:
    """One attribution, in tokens; `contents` in order, `mention` None where nothing names the source."""

    cue: Range
    mention: Range | None
    contents: list[Range]
    verb: str


def content_left_of(tokens: Sequence[Token], subject: Range, start: int) -> Range | None:
    """Give the content before `, Greer said`."""
    if subject[0] >= start:
        return None
    return content_before(tokens, subject[0])


def content_before(tokens: Sequence[Token], end: int) -> Range | None:
    """Give what stands before a comma, dash or closing quotation at `end`, from its clause's start."""
    if end <= 0:
        return None
    last = tokens[end - 1]
    if last.quotation is None:
        if last.low not in {",", *DASHES}:
            return None
        end -= 1
    if end <= 0:
        return None
    if tokens[end - 1].quotation is None:
        return (0, end) if _is_clause(tokens, end) else None
    first = end - 1
    while first > 0 and tokens[first - 1].quotation is not None:
        first -= 1
    if tokens[first].title and tokens[0].low in PREPOSITIONS and not any(predicate(tokens, at) for at in range(first)):
        return None  # `In an interview on "Face the Nation," Greer said`
    return (first, end) if first > 0 and tokens[first - 1].low in _BEFORE_QUOTED else (0, end)


def _is_clause(tokens: Sequence[Token], end: int) -> bool:
    """Whether what stands before `, Greer said` is more than a name, an adverbial or a subordinate clause."""
    if tokens[0].quotation is not None:
        return tokens[0].words >= _LEAST_QUOTED  # `"It fell because of the rain" in May, Greer said`
    words = [token for token in tokens[:end] if token.word]
    if len(words) < _LEAST_LEFT or not any(token.low.isalpha() and not token.capital for token in words):
        return False
    if len(words) <= _NAME_OR_OFFICE and not any(predicate(tokens, at) for at in range(end)):
        return False
    if any(token.low == "," for token in tokens[:end]):
        return True
    first = tokens[0].low
    if first in PREPOSITIONS - {"as", "for", "like", "since"}:
        return any(token.low in AUXILIARIES for token in tokens[:end])
    return first not in CONJUNCTIONS - {"but", "what", "how", "not", "just", "however"}


def content_after(tokens: Sequence[Token], at: int, verb: Verb, has_left: bool) -> Range | None:
    """Give the content after the verb, up to the sentence's end."""
    say = "say" in verb.classes
    begin = at
    if verb.lemma in _TOLD_TO and [token.low for token in tokens[at : at + 1]] == ["to"]:
        return None
    if say and verb.lemma in TOLD and begin < len(tokens) and tokens[begin].quotation is None:
        begin = _past_addressee(tokens, begin)
    begin = _past_day(tokens, begin) if say and not has_left else begin
    skipped = _past_adjuncts(tokens, begin) if say or "think" in verb.classes else begin
    if skipped < len(tokens) and _leads_up(tokens[skipped]):
        begin = skipped
    elif say and (skipped >= len(tokens) or not tokens[skipped].word):
        that = None if has_left else _that_after(tokens, skipped)
        if that is not None:
            return that, content_end(tokens, that)
        if skipped > at or has_left or verb.lemma == "say" or leads_to_quotation(tokens, skipped):
            return quotation_after(tokens, skipped)
    elif say and skipped > at and has_left:
        return None
    elif say and skipped > begin and tokens[skipped - 1].low == ",":
        begin = skipped
    return _from(tokens, begin, verb)


def _that_after(tokens: Sequence[Token], at: int) -> int | None:
    """Find "that" behind a place or date that commas part from the verb: `said Monday in Cork, Ohio, that it fell`."""
    for place in range(at, min(at + _TO_THAT, len(tokens))):
        if tokens[place].low == "that" and tokens[place - 1].low == ",":
            return place
        if tokens[place].quotation is not None or predicate(tokens, place):
            return None
    return None


def _leads_up(token: Token) -> bool:
    return token.low in ("that", "whether", ":") or token.quotation is not None


def leads_to_quotation(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma or colon stands here, and a quotation behind it."""
    return at + 1 < len(tokens) and tokens[at].low in {",", ":"} and tokens[at + 1].quotation is not None


def _from(tokens: Sequence[Token], begin: int, verb: Verb) -> Range | None:
    """Give the content that begins at a token, if the verb takes it."""
    if begin < len(tokens) and tokens[begin].low in {":", ","}:
        begin += 1
    if begin >= len(tokens) or tokens[begin].low in ENDS or not (tokens[begin].word or tokens[begin].quotation):
        return None
    if _takes(tokens, begin, verb):
        return begin, object_end(tokens, begin, verb)
    return _quotation_led_up_to(tokens, begin) if "say" in verb.classes else None


def _quotation_led_up_to(tokens: Sequence[Token], at: int) -> Range | None:
    """Give the quotation that a comma or colon after the verb's other words leads up to."""
    for place in range(at + 1, len(tokens)):
        if tokens[place].quotation is not None:
            led = tokens[place - 1].low in {":", ","}
            return (place, content_end(tokens, place)) if led else None
        if tokens[place].low in LEXICON and not LEXICON[tokens[place].low].noun and tokens[place - 1].low != "when":
            return None
    return None


def _takes(tokens: Sequence[Token], begin: int, verb: Verb) -> bool:
    """Whether the verb reports what begins like this."""
    opener = tokens[begin]
    if _keeps_silent(tokens, begin, verb) or (verb.lemma == "call" and _only_called(tokens, begin)):
        return False
    if verb.lemma == "say" and _says_nothing(tokens, begin):
        return False
    if opener.quotation is not None or opener.low in CLAUSE_OPENERS or tokens[begin - 1].low == ":":
        return True
    if verb.lemma in PARTICLES:
        return opener.low in PARTICLES[verb.lemma]
    if opener.low in PREPOSITIONAL.get(verb.lemma, ()):
        return True
    if verb.lemma in CLAUSE_ONLY:
        return contracted(opener) in PERSONAL
    return opener.low not in _NOT_SAID


def _says_nothing(tokens: Sequence[Token], begin: int) -> bool:
    """Whether "goodbye" or "no such thing" follows, which tells of speaking, not what was said."""
    return tokens[begin].low in _GREETINGS or [token.low for token in tokens[begin : begin + 2]] in _NOT_TOLD


def _only_called(tokens: Sequence[Token], begin: int) -> bool:
    """Whether somebody is called, or called by a name, and nothing is called anything: "called {the police}"."""
    named = phrase_starting(tokens, begin + (tokens[begin + 1 : begin + 2] != [] and tokens[begin].low in DETERMINERS))
    if tokens[begin].quotation is not None or tokens[begin].low in PERSONAL or named is None:
        return False
    after = tokens[named[1]] if named[1] < len(tokens) else None
    if after is not None and (after.quotation or (after.word and after.low not in PREPOSITIONS - {"as"} | DAYS)):
        return False
    last = tokens[named[1] - 1]
    whole = tokens[named[0] : named[1]]
    return (last.capital or last.low in _CALLED) and not any(token.low in DETERMINERS for token in whole)


def _keeps_silent(tokens: Sequence[Token], begin: int, verb: Verb) -> bool:
    """Whether somebody says nothing, or declines to: "said {nothing for a day}", "declined {to comment on it}"."""
    if verb.lemma in _DECLINING and tokens[begin].low == "to":
        asked = next((token for token in tokens[begin + 1 : begin + 4] if not token.low.endswith("ly")), None)
        return asked is not None and asked.low in _SPEAKING
    if "say" not in verb.classes or tokens[begin].low not in _NOTHING:
        return False
    return not any(predicate(tokens, at) for at in range(begin + 1, min(begin + _NEAR, len(tokens))))


def _past_addressee(tokens: Sequence[Token], at: int) -> int:
    found = phrase_starting(tokens, at)
    if found is None or tokens[at].low == "that":
        return at
    end = found[1]
    clause = (place for place in range(at + 1, end) if tokens[place].low in AUXILIARIES | _OWN)
    return next(clause, end)


def _past_day(tokens: Sequence[Token], at: int) -> int:
    """Step over the day between a verb and the clause that it reports: `said on Friday he would`."""
    place = at
    while place < len(tokens) and tokens[place].low in _BEFORE_DAY:
        place += 1
    last = place
    while last < len(tokens) and tokens[last].low in DAYS:
        last += 1
    if last == place or last >= len(tokens) or not tokens[last].word:
        return at
    return at if tokens[last].low in PREPOSITIONS | CONJUNCTIONS | {"and", "or"} else last


def _past_adjuncts(tokens: Sequence[Token], at: int) -> int:
    """Step over "on Tuesday in Davos", "in a statement", up to "that", a colon, a quotation, a comma or the end."""
    place = at
    while place < len(tokens):
        token = tokens[place]
        if token.low == "to" and _infinitive(tokens, place):
            return place
        if token.low in PREPOSITIONS or token.low in DAYS or token.low in ADVERBS:
            place += 1
            while (
                place < len(tokens)
                and tokens[place].word
                and tokens[place].low not in ("that", "he", "she", "they", "it", "we")
                and (tokens[place].low not in AUXILIARIES)
            ):
                place += 1
            continue
        return place
    return place


def _infinitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether "to" leads a verb, not an addressee or a place."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.word and not after.capital and after.low not in DETERMINERS | _ADDRESSED


def parenthetical(tokens: Sequence[Token], at: int) -> Range | None:
    """Give how a clause goes on after `, Greer said,` inside it."""
    if at + 2 >= len(tokens) or tokens[at].low != ",":
        return None
    after = tokens[at + 1]
    verb = LEXICON.get(after.low)
    short = at < 7
    if (
        after.quotation is not None
        or not after.word
        or (not short and after.low in ("and", "but", "while", "though", "although", "when", "who"))
    ):
        return None
    if (verb is not None and "ing" in verb.forms) or after.low.endswith("ing"):
        return None
    return at + 1, content_end(tokens, at + 1)


def quotation_after(tokens: Sequence[Token], at: int) -> Range | None:
    """Give what goes on after `, Greer said, "..."` or `, Greer said in an interview that he gave, "..."`."""
    parted = False
    for place in range(at, len(tokens)):
        token = tokens[place]
        if token.quotation is not None:
            led = place == at or tokens[place - 1].low in ({",", *DASHES} if parted else {",", ":", *DASHES})
            return (place, content_end(tokens, place)) if led else None
        if _adds(tokens, place):
            return None
        parted |= token.low == "," and place > at
    return None


def _adds(tokens: Sequence[Token], at: int) -> bool:
    """Whether another report begins: ", adding", "before asking"."""
    verb = LEXICON.get(tokens[at].low)
    if verb is None or "ing" not in verb.forms or at == 0:
        return False
    return not tokens[at - 1].word or tokens[at - 1].low in PREPOSITIONS


def goes_on(tokens: Sequence[Token], at: int, left: Range, right: Range) -> bool:
    """Whether content stands on both sides: a quotation interrupted, or a clause with its attribution inside."""
    if tokens[left[1] - 1].quotation is not None:
        colon = tokens[right[0] - 1].low == ":" and tokens[left[0]].quotation is None
        return tokens[right[0]].quotation is not None and not colon and tokens[right[0] - 1].low in {",", ":", *DASHES}
    return False


def after_mark(tokens: Sequence[Token], at: int, marks: set[str]) -> Range | None:
    """Give what stands between the next of some marks and the sentence's end."""
    while at < len(tokens) and tokens[at].low not in marks:
        if tokens[at].low in ENDS:
            return None
        at += 1
    if at + 1 >= sentence_end(tokens):
        return None
    quoted = tokens[at + 1].quotation is not None
    return at + 1, content_end(tokens, at + 1) if quoted else sentence_end(tokens)
