"""Who says it: the subject of a reporting verb, looked for towards the sentence's start."""

from collections.abc import Sequence

from index.asides import before_aside, begins_clause, past_aside
from index.contents import Clause
from index.cues import LEXICON
from index.issued import issued
from index.jobs import is_job
from index.phrases import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    Range,
    contracted,
    phrase_ending,
    phrase_starting,
    predicate,
    qualifies,
    segment_start,
)
from index.titles import UTTERANCES
from index.tokens import Token

_NO_SOURCES = frozenset(
    """besides years months weeks days drawn essential democratic american starts runs times things changes taxes
    details yes no thanks please nothing something everything anything""".split()
)  # which a word that may be a verb follows, or which opens a sentence
_ANYONE = frozenset("someone somebody anyone everyone everybody".split())
_NOMINATIVE = frozenset("he she they we i".split())
_BEFORE_CLAUSE = frozenset("after before since until".split())
_RECORDINGS = frozenset("audio clip clips film footage image images recording recordings tape tapes video".split())
_LONGEST_DESCRIPTION = 7  # tokens, with its commas
_EMBEDDING = frozenset("that how whether if why what".split())  # what they open is told by the clause around it
_NEAR = 5  # words from "so" to "that"
_EXPLETIVE = frozenset("it this that there what which who".split())
_PLURAL = frozenset("people police women men staff children".split())


def subject_of(tokens: Sequence[Token], start: int) -> Range | None:
    """Find the subject of the verb group that starts at a token."""
    last = _before_time(tokens, start - 1)
    if last < 0:
        return None
    if tokens[0].quotation is not None:
        found = _after_quoted(tokens, last + 1)
        if found is not None:
            return found
    low = tokens[last].low
    farther = _farther(tokens, start, last)
    if farther is not None:
        return farther
    if low in ("and", "but", "or", "then", "&"):
        return clause_subject(tokens, last)
    if low in {",", *DASHES}:
        aside = before_aside(tokens, last)
        if aside is not None:
            return _governing(tokens, aside)
        return clause_subject(tokens, last) if low == "," else None
    found = phrase_ending(tokens, last)
    if found is not None and not tokens[last].capital and tokens[found[0]].low not in PRONOUNS | DETERMINERS:
        found = _told_of(tokens, found) or found
    if found is None or found[0] == 0 or tokens[found[0] - 1].low not in PREPOSITIONS:
        return _governing(tokens, found) if found is not None else None
    return found if _opens_after(tokens, found) else _past_preposition(tokens, found)


def _farther(tokens: Sequence[Token], start: int, last: int) -> Range | None:
    """Find the subject that does not stand beside its verb: "{Greer} met Poe, having called", "ran an ad that says"."""
    if tokens[last].low in ("that", "which"):
        return _maker(tokens, last)
    return clause_subject(tokens, last) if tokens[last].low == "," and tokens[start].low == "having" else None


def _maker(tokens: Sequence[Token], end: int) -> Range | None:
    """Find who issued the statement or letter that is named before a token."""
    verb = issued(tokens, end)
    return clause_subject(tokens, verb) if verb is not None else None


def _opens_after(tokens: Sequence[Token], found: Range) -> bool:
    """Whether it is a clause's subject that follows "after" or "until": "Greer left after she said"."""
    subject = tokens[found[0]]
    named = (subject.capital and all(tokens[at].capital for at in range(*found))) or is_job(tokens[found[1] - 1].low)
    return subject.low in _NOMINATIVE or (named and tokens[found[0] - 1].low in _BEFORE_CLAUSE)


def _told_of(tokens: Sequence[Token], found: Range) -> Range | None:
    """Find the one that a clause with "who" tells of, which ends before the verb: "an aide who plans strategy said"."""
    first = segment_start(tokens, found[0])
    who = next((at for at in range(found[0] - 1, first, -1) if tokens[at].low == "who"), None)
    return phrase_ending(tokens, who - 1) if who is not None else None


def _governing(tokens: Sequence[Token], found: Range) -> Range:
    """Find whom a phrase only tells more of: "{a source} close to him", "{a lawyer} advising Poe"; else itself."""
    by = found[0] - 1
    participle = by > 0 and tokens[by].low.endswith("ing") and not tokens[by].capital
    if by < 1 or not (participle or tokens[by].low in PREPOSITIONS):
        return found
    opening = segment_start(tokens, by)
    whole = phrase_starting(tokens, opening) if tokens[opening].low in DETERMINERS else None
    if whole is None or opening + 1 >= by or any(predicate(tokens, at) for at in range(opening + 1, by)):
        return found
    return opening, min(whole[1], by)


def _after_quoted(tokens: Sequence[Token], end: int) -> Range | None:
    """Find the phrase, with an aside perhaps, that fills what stands between opening quotations and a verb."""
    first = next(at for at, token in enumerate(tokens) if token.quotation is None)
    found = phrase_starting(tokens, first) if first < end else None
    if found is None or found[1] >= end:
        return found if found is not None and found[1] == end else None
    if tokens[found[1]].low not in {",", "("}:
        return None
    if not tokens[end - 1].word:
        return found
    described = tokens[first].low in DETERMINERS and all(token.word or token.low == "," for token in tokens[first:end])
    return (first, end) if described and end - first <= _LONGEST_DESCRIPTION else None


def _past_preposition(tokens: Sequence[Token], found: Range) -> Range | None:
    """Mend what was found behind a preposition: "In an interview Greer", "a source speaking to the Post"."""
    opening = segment_start(tokens, found[0])
    if opening == found[0] - 1:
        if opening > 0 and tokens[opening - 1].low in ("and", "but") and not tokens[found[1] - 1].capital:
            return clause_subject(tokens, opening - 1) or found
        first = found[1]
        while first > found[0] and tokens[first - 1].capital:
            first -= 1
        return (first, found[1]) if found[0] < first < found[1] else found
    if tokens[opening].low == "who":
        return opening, opening + 1
    whole = phrase_starting(tokens, opening)
    return whole if whole is not None and whole[1] <= found[0] and tokens[whole[0]].low not in PREPOSITIONS else found


def _before_time(tokens: Sequence[Token], last: int) -> int:
    """Step back over "on Tuesday", "last week"."""
    if last > 0 and tokens[last].low in DAYS:
        at = last
        while at > 0 and (
            tokens[at - 1].low in ("last", "this", "past", "late", "early", "next", "on", "in")
            or tokens[at - 1].low in DAYS
        ):
            at -= 1
        if at < last or tokens[last].low in ("today", "yesterday") or tokens[last].low.endswith("day"):
            return at - 1
    return last


def clause_subject(tokens: Sequence[Token], until: int) -> Range | None:
    """Find the nearest subject before a token that a verb follows, looking from clause to clause towards the start."""
    end = until
    inner: Range | None = None
    while end > 0:
        first = segment_start(tokens, end)
        found = _subject_at(tokens, first, until)
        if found is not None and not _embedded(tokens, first):
            return inner if inner is not None and tokens[found[0]].low in _EXPLETIVE else found
        inner = inner or found
        end = first - 1
    return inner


def _embedded(tokens: Sequence[Token], first: int) -> bool:
    """Whether a clause is what the clause around it tells: "said that {it fell}", not "so high that {it fell}"."""
    if first == 0 or tokens[first - 1].low not in _EMBEDDING:
        return False
    return all(token.low not in ("so", "such") for token in tokens[max(0, first - _NEAR) : first - 1])


def _subject_at(tokens: Sequence[Token], first: int, until: int) -> Range | None:
    while first < until and (tokens[first].low in ADVERBS | {"and", "but"} or qualifies(tokens[first])):
        first += 1
    if (
        first >= until
        or predicate(tokens, first)
        or tokens[first].low in PREPOSITIONS | CONJUNCTIONS | RELATIVE | DAYS | AUXILIARIES
    ):
        return None
    if tokens[first].low.isdigit() and not tokens[first + 1].word:
        return None  # "Ann Poe, {70}, said"
    if tokens[first].low in LEXICON and first + 1 < until and tokens[first + 1].low in PREPOSITIONS:
        return None
    found = phrase_starting(tokens, first)
    if found is None or found[1] > until:
        return None
    if first > 0 and tokens[first - 1].low in ("and", "or") and not _determined(tokens[slice(*found)]):
        return None  # "Greer, a lawyer and {author}, left, saying"
    if not _predicate_follows(tokens, (found[0], _past_phrases(tokens, found[1])), until):
        return None
    return _whom_it_describes(tokens, found) or found


def _whom_it_describes(tokens: Sequence[Token], found: Range) -> Range | None:
    """Find the name that a description between commas tells of: "{Greer}, a former senator, left, saying"."""
    first = found[0]
    if first < 2 or tokens[first - 1].low != "," or not (tokens[first - 2].capital or tokens[first - 2].low == ")"):
        return None
    end = found[1]
    if tokens[first].capital and any(token.possessive for token in tokens[first:end]):
        if not begins_clause(tokens, first - 1):
            return None
        end = _past_phrases(tokens, end)
    elif tokens[first].low not in ("a", "an", "the"):
        return None
    if end >= len(tokens) or tokens[end].low != ",":
        return None
    return phrase_ending(tokens, first - 2)


def _past_phrases(tokens: Sequence[Token], at: int) -> int:
    """Step over "by the city's leaders", "on Wednesday" behind a subject."""
    while at < len(tokens) and tokens[at].low in PREPOSITIONS:
        found = phrase_starting(tokens, at + 1)
        if found is None:
            return at + 1 + (at + 1 < len(tokens) and tokens[at + 1].low in DAYS)
        at = found[1]
    return at


def _predicate_follows(tokens: Sequence[Token], subject: Range, until: int) -> bool:
    """Whether a verb follows a subject, its aside, or the comma that closes the aside that the subject is."""
    if predicate(tokens, _past_adverbs(tokens, past_aside(tokens, subject[1]), until)):
        return True
    if subject[0] == 0 or subject[1] >= until or tokens[subject[0] - 1].low != "," or tokens[subject[1]].low != ",":
        return False
    verb = _past_adverbs(tokens, subject[1] + 1, until)
    return verb < until and predicate(tokens, verb)


def _past_adverbs(tokens: Sequence[Token], at: int, until: int) -> int:
    while at < until and (tokens[at].low in ADVERBS or qualifies(tokens[at])):
        at += 1
    return at


def participle_subject(tokens: Sequence[Token], start: int, before: list[Clause]) -> Range | None:
    """Find whose participle it is: "Greer said, adding", "officials saying", "Citing polls, Greer"."""
    if start == 0:
        return _after_comma(tokens, start)
    near = tokens[start - 1]
    maker = _maker(tokens, start)
    if maker is not None:
        return maker
    if near.low == "as" and start > 2 and tokens[start - 2].capital:
        return phrase_ending(tokens, start - 2)  # "quoted Greer as saying"
    if near.word and near.low not in CONJUNCTIONS | PREPOSITIONS | {"and", "or", "but"}:
        return _recorded(tokens, start) or _by_letter(tokens, start) or _past_preposed(tokens, start)
    if near.low == "," and before and start - 1 in {before[-1].cue[1], *(end for _, end in before[-1].contents)}:
        return _who_told(before)
    if near.low == "and" and before and _goes_on(tokens, start, before[-1]):
        return before[-1].mention
    for clause in reversed(before):
        if clause.contents and clause.contents[-1][1] <= clause.cue[0] and clause.mention is not None:
            return clause.mention  # "...," Greer said, adding
    found = clause_subject(tokens, start)
    return found if found is not None else next((each.mention for each in before if each.mention is not None), None)


def _goes_on(tokens: Sequence[Token], start: int, clause: Clause) -> bool:
    """Whether a participle goes on with the one before: "with Greer saying it fell and {asking} why"."""
    within = any(begin <= start <= end for begin, end in clause.contents)
    return within and tokens[clause.cue[1] - 1].low.endswith("ing")


def _who_told(before: Sequence[Clause]) -> Range | None:
    """Find whose the last report is: "{Greer} wrote officials knew it", where the cue before leads up to its source."""
    found = before[-1].mention
    return next((each.mention for each in before if found is not None and each.cue[1] == found[0]), found)


def _after_comma(tokens: Sequence[Token], start: int) -> Range | None:
    comma = next((at for at in range(start, len(tokens)) if tokens[at].low == ","), None)
    return phrase_starting(tokens, comma + 1) if comma is not None else None


def _recorded(tokens: Sequence[Token], start: int) -> Range | None:
    """Find who is heard in a recording: "The ad uses footage of {Greer} saying"."""
    first = start
    while first > 0 and tokens[first - 1].capital:
        first -= 1
    heard = first < start and first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _RECORDINGS
    return (first, start) if heard else None


def _by_letter(tokens: Sequence[Token], start: int) -> Range | None:
    """Find who utters what is said: "In a letter calling it so, {Greer} left"."""
    opens = start > 2 and tokens[0].low == "in" and tokens[1].low in ("a", "an")
    return _after_comma(tokens, start) if opens and tokens[start - 1].low in UTTERANCES else None


def _past_preposed(tokens: Sequence[Token], start: int) -> Range | None:
    """Find the subject of a participle: what stands before it, but for "a pitch to voters saying" the clause's."""
    found = phrase_ending(tokens, start - 1)
    if found is None or found[0] == 0 or tokens[found[0] - 1].low not in PREPOSITIONS:
        return found
    if tokens[found[0] - 1].low == "with" and tokens[found[1] - 1].capital:
        return found
    return clause_subject(tokens, start) or found


def _quotes(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a quotation that a comma closes stands before the cue, or a colon before a quotation."""
    first = clause.contents[0] if clause.contents else (0, 0)
    return first[1] <= clause.cue[0] and first[1] > 0 and tokens[first[1] - 1].ends_with_comma


def names_source(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether what was taken for a source can be one: a pronoun, a name, or a phrase with its article or plural."""
    if clause.mention is None:
        return True
    first = tokens[clause.mention[0]]
    if first.low in _NO_SOURCES and clause.mention[1] - clause.mention[0] == 1:
        return False
    if clause.verb == "according":
        return True
    if first.low == "one" and clause.mention[1] - clause.mention[0] == 1:
        return _quotes(tokens, clause)
    if first.low in DAYS | {"you", "there", "it's", "that's"} or (len(first.low) == 1 and first.low not in "iaq"):
        return False
    if first.low in {"a", "an", "the"} and clause.mention[1] - clause.mention[0] < 2:
        return False
    return _determined(tokens[slice(*clause.mention)])


def _determined(phrase: Sequence[Token]) -> bool:
    """Whether a phrase has what a noun that acts in a clause has: an article, a number, a plural, a capital."""
    first, last = phrase[0], phrase[-1]
    if first.low[0].isdigit() and len(phrase) > 1:  # "63 percent"
        return True
    if first.low in PRONOUNS | DETERMINERS | _ANYONE or contracted(first) in PERSONAL | RELATIVE:
        return True
    return last.low.endswith("s") or last.low in _PLURAL or any(token.capital for token in phrase)
