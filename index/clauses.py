"""Reporting clauses of one sentence: the cue, the words that name the source, and where the content stands."""

from collections.abc import Sequence

from index.asserted import asserted
from index.contents import (
    Clause,
    after_mark,
    content_after,
    content_before,
    content_left_of,
    goes_on,
    leads_to_quotation,
    parenthetical,
    quotation_after,
)
from index.cueless import (
    according_to,
    cut_in,
    leading_up,
    left_over,
    looking_back,
    named_before_colon,
    put_it,
    signed_quotation,
)
from index.cues import LEXICON, TOLD, Verb
from index.ends import content_end
from index.gestures import gestures
from index.nouns import owned
from index.particles import past_particle, with_particle
from index.parting import trimmed
from index.passives import passives, quoted_as_saying
from index.phrases import (
    ADVERBS,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    ENDS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATING,
    Range,
    phrase_starting,
    predicate,
)
from index.subjects import names_source, participle_subject, subject_of
from index.tokens import Token
from index.verbs import verb_group

_WHEN = frozenset("on in last this next late early".split())
_TO_COMMA = 8  # tokens
_LINKING = frozenset("otherwise still instead meanwhile then now today".split())
_EMPTY = ADVERBS | frozenset("it this that so him her them".split())
_OUT_OF = frozenset("up off away down together in around aside apart".split())  # "show up", "back away" report nothing


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Find the reporting clauses of a sentence, in order of their cues."""
    found = list(quoted_as_saying(tokens))
    passed_on = {clause.cue[1] - 1 for clause in found}
    for at, token in enumerate(tokens):
        if token.low == "according" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
            found.extend(according_to(tokens, at))
            continue
        verb = LEXICON.get(token.low)
        if verb is None or at in passed_on or (token.capital and not _opens(tokens, at)):
            continue
        clause = past_particle(tokens, at, _clause(tokens, at, verb, found))
        if clause is not None:
            found.append(clause)
    found.extend(passives(tokens))
    found.extend(put_it(tokens))
    found.extend(with_particle(tokens, found))
    found.extend(named_before_colon(tokens, found))
    found.extend(signed_quotation(tokens, found))
    found.extend(owned(tokens))
    found.extend(left_over(tokens, found))
    found.extend(leading_up(tokens, found))
    found.extend(cut_in(tokens))
    found.extend(gestures(tokens, found))
    found.extend(looking_back(tokens))
    told = [clause for clause in found if names_source(tokens, clause) and asserted(tokens, clause)]
    return _worded(tokens, _outermost(tokens, trimmed(tokens, _each_once(told))))


def _worded(tokens: Sequence[Token], found: list[Clause]) -> list[Clause]:
    """Leave out what says nothing by itself: "said that", "denied it", "discussed trade"."""
    return [
        clause
        for clause in found
        if not clause.contents or not all(_is_bare(tokens[slice(*content)]) for content in clause.contents)
    ]


def _is_bare(content: Sequence[Token]) -> bool:
    words = [token for token in content if token.word]
    if content and all(token.low in _EMPTY for token in content):
        return True
    return len(words) == 1 and not words[0].capital and all(token.quotation is None for token in content)


def _each_once(found: list[Clause]) -> list[Clause]:
    """Leave a quotation that follows two cues to the nearer one: `"Yes," Reed said, and Poe added: "No."`."""
    for clause in found:
        clause.contents = [each for each in clause.contents if not any(_nearer(other, clause, each) for other in found)]
    return found


def _nearer(other: Clause, clause: Clause, content: Range) -> bool:
    follows = clause.cue[1] <= other.cue[0] < content[0]
    return follows and any(each[0] <= content[0] < each[1] for each in other.contents)


def _outermost(tokens: Sequence[Token], found: list[Clause]) -> list[Clause]:
    """Leave out what somebody is only reported to think or say inside another's words, unless a name says it."""
    return [
        clause
        for clause in found
        if not (_thought(tokens, clause) and _in_another(clause, found)) and not _takes_in(clause, found)
    ]


def _in_another(clause: Clause, found: Sequence[Clause]) -> bool:
    return any(
        content[0] <= clause.cue[0] < content[1] for other in found if other is not clause for content in other.contents
    )


def _takes_in(clause: Clause, found: Sequence[Clause]) -> bool:
    """Whether a verb that does not say is given another's whole report: `Greer said that it ..., and Ofwat decides`."""
    verb = LEXICON.get(clause.verb)
    if verb is None or "say" in verb.classes:
        return False
    return any(
        content[0] < other.cue[0] < content[1] <= clause.cue[0] for other in found for content in clause.contents
    )


def _thought(tokens: Sequence[Token], clause: Clause) -> bool:
    if any(tokens[at].quotation is not None for content in clause.contents for at in range(*content)):
        return False
    verb = LEXICON.get(clause.verb)
    if verb is not None and "say" not in verb.classes:
        return True
    return clause.mention is not None and not tokens[clause.mention[0]].capital


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].quotation is not None or tokens[at - 1].low in ENDS | {":"} | DASHES


def _clause(tokens: Sequence[Token], at: int, verb: Verb, before: list[Clause]) -> Clause | None:
    if at + 1 < len(tokens) and tokens[at + 1].low in _OUT_OF and "say" not in verb.classes:
        return None
    inverted = _inverted(tokens, at, verb)
    if inverted is not None:
        return inverted
    group = verb_group(tokens, at, verb)
    if group is None:
        return None
    start, participle = group
    if at == 0 and participle and "say" in verb.classes and leads_to_quotation(tokens, at + 1):
        return Clause((at, at + 1), None, [(at + 2, content_end(tokens, at + 2))], verb.lemma)
    subject = participle_subject(tokens, start, before) if participle else subject_of(tokens, start)
    if subject is None or (tokens[subject[0]].low == "that" and "say" not in verb.classes):
        return None
    subject = _listed(tokens, _reporter(tokens, start, subject, before), verb)
    sided = not participle and bool(verb.classes & {"say", "think"}) and tokens[subject[0]].low not in RELATIVE
    sided = sided and not (_appositive(tokens, subject, start) and _told_within(subject, before))
    left = content_left_of(tokens, subject, start) if sided else None
    if left is not None and _another_says(tokens, left, before):
        left, sided = None, False
    if left is not None and _said_already(tokens, left, before):
        return None
    opening = left or (_opening(tokens, subject) if sided else None)
    contents = _contents(tokens, at, verb, subject, (opening, left))
    return Clause((start, at + 1), subject, contents, verb.lemma) if contents or "say" in verb.classes else None


def _contents(
    tokens: Sequence[Token], at: int, verb: Verb, subject: Range, before: tuple[Range | None, Range | None]
) -> list[Range]:
    """Give what is said with a cue, given how the sentence opens and what of that may be said."""
    opening, left = before
    if opening is not None and tokens[opening[1] - 1].quotation is None:
        aside = parenthetical(tokens, _past_occasion(tokens, at + 1))
        if aside is not None and (_opens_with_adverbial(tokens) or left is not None or predicate(tokens, aside[0])):
            return [opening, aside]
    right = content_after(tokens, at + 1, verb, left is not None)
    if right is not None and all(token.low in DAYS | _WHEN for token in tokens[slice(*right)]):
        right = None
    right = _as_told(tokens, at, subject, verb) or _inside_opening(tokens, at, right)
    right = _inside_relative(tokens, subject, right)
    if left is not None and right is not None and not goes_on(tokens, at, left, right):
        quoted = tokens[left[1] - 1].quotation is not None and tokens[right[0] - 1].low != ":"
        kept = quoted and not (_opens_with_participle(tokens) and tokens[right[0]].quotation is not None)
        left, right = (left, None) if kept else (None, right)
    return [each for each in (left, right) if each is not None]


def _opening(tokens: Sequence[Token], subject: Range) -> Range | None:
    """Give what a clause with its report inside opens with: `{In three years}, Greer says, it fell`, or its subject."""
    end = subject[0] - 1
    if end <= 0 or tokens[end].low != ",":
        return None
    plain = not any(token.low == "," or predicate(tokens, at) for at, token in enumerate(tokens[:end]))
    return (0, end) if plain or _opens_with_adverbial(tokens) else None


def _opens_with_adverbial(tokens: Sequence[Token]) -> bool:
    return tokens[0].low in PREPOSITIONS | SUBORDINATING | _LINKING


def _opens_with_participle(tokens: Sequence[Token]) -> bool:
    """Whether the sentence tells first what else its subject does: `Calling it "a mess," Greer asked: "..."`."""
    return tokens[0].word and tokens[0].low.endswith("ing") and len(tokens[0].low) > 5


def _past_occasion(tokens: Sequence[Token], at: int) -> int:
    """Step over "earlier in the hearing" to the comma that closes `, Greer said`."""
    if at < len(tokens) and tokens[at].low in PREPOSITIONS | ADVERBS | DAYS:
        return next((place for place in range(at, min(at + _TO_COMMA, len(tokens))) if not tokens[place].word), at)
    return at


def _as_told(tokens: Sequence[Token], at: int, subject: Range, verb: Verb) -> Range | None:
    """Find what `As Greer explained, ...` leads up to."""
    says = "say" in verb.classes or verb.lemma == "point"
    return after_mark(tokens, at + 1, {","}) if says and subject[0] == 1 and tokens[0].low == "as" else None


def _inside_opening(tokens: Sequence[Token], at: int, right: Range | None) -> Range | None:
    """End what is said in `When Greer criticized it, ...` with that clause."""
    if right is None or tokens[0].low not in SUBORDINATING | {"with"} or any(token.low == "," for token in tokens[:at]):
        return right
    comma = next((place for place in range(right[0] + 1, right[1]) if tokens[place].low == ","), right[1])
    return right[0], comma


def _inside_relative(tokens: Sequence[Token], subject: Range, right: Range | None) -> Range | None:
    """End what is said in `Greer, who said it fell, wrote ...` with that clause."""
    if right is None or tokens[subject[0]].low != "who":
        return right
    for comma in range(right[0] + 1, right[1] - 1):
        if tokens[comma].low == "," and predicate(tokens, comma + 1):
            return right[0], comma
    return right


def _reporter(tokens: Sequence[Token], start: int, subject: Range, before: list[Clause]) -> Range:
    """Give who reports on, where the subject found is only spoken of: `Greer said that it fell but suggested ...`.

    An aside between a subject and its verb parts them not: `Greer said his wife, {Ann Poe}, had warned him`.
    """
    if start == 0 or _appositive(tokens, subject, start) or tokens[start - 1].low not in ("but", "then", ",", "and"):
        return subject
    for clause in reversed(before):
        if clause.mention is not None and any(begin <= subject[0] < end for begin, end in clause.contents):
            return clause.mention
    return subject


def _appositive(tokens: Sequence[Token], subject: Range, start: int) -> bool:
    """Whether a comma closes an aside that the subject is, or that follows it."""
    return start > 0 and tokens[start - 1].low == "," and 0 < subject[0] < start - 1


def _told_within(subject: Range, before: list[Clause]) -> bool:
    return any(begin <= subject[0] < end for clause in before for begin, end in clause.contents)


def _listed(tokens: Sequence[Token], subject: Range, verb: Verb) -> Range:
    """Give all whom a headline lists before a plural verb: `Greer, Bessent agree`."""
    plural = "base" in verb.forms and "finite" not in verb.forms
    if not plural or subject[0] < 2 or tokens[subject[0] - 1].low != ",":
        return subject
    named = all(token.capital for token in tokens[: subject[1]] if token.word)
    return (0, subject[1]) if named and tokens[0].word and tokens[0].low not in DAYS else subject


def _said_already(tokens: Sequence[Token], left: Range, before: list[Clause]) -> bool:
    """Whether the quotation before a cue is what another one reports: `Asked of it, Greer said "...," she said`."""
    last = left[1] - 1
    return tokens[last].quotation is not None and any(
        left[0] <= clause.cue[0] and content[1] == left[1] and clause.cue[1] <= content[0]
        for clause in before
        for content in clause.contents
        if content[0] == last
    )


def _another_says(tokens: Sequence[Token], left: Range, before: list[Clause]) -> bool:
    """Whether the quotation before a cue is of one that the sentence tells of besides: `Unlike Poe, who said "no",`."""
    return any(
        clause.mention is not None
        and tokens[clause.mention[0]].low == "who"
        and left[0] < clause.mention[0]
        and any(clause.cue[1] <= content[0] < left[1] for content in clause.contents)
        for clause in before
    )


def _inverted(tokens: Sequence[Token], at: int, verb: Verb) -> Clause | None:
    """Find `"...," said Greer`, and `Said Greer: "..."` at a sentence's start."""
    if (
        ("say" not in verb.classes and verb.lemma != "agree")
        or verb.forms <= {"ing", "base"}
        or verb.lemma in TOLD - {"promise", "ask", "warn", "urge"}
    ):
        return None
    before = tokens[at - 1] if at else None
    if before is not None and before.quotation is None and before.low not in {",", *DASHES}:
        return None
    mention = phrase_starting(tokens, at + 1)
    if mention is None or tokens[mention[0]].low in PREPOSITIONS | CONJUNCTIONS | DAYS | ADVERBS | RELATIVE:
        return None
    if before is None:
        right = after_mark(tokens, mention[1], {":"}) or quotation_after(tokens, mention[1])
        right = right or after_mark(tokens, mention[1], {","})
        return Clause((at, at + 1), mention, [right], verb.lemma) if right is not None else None
    if before.quotation is None and not (_may_follow(tokens[mention[0]]) and _closes(tokens, mention[1])):
        return None
    left = content_before(tokens, at)
    if left is None:
        return None
    quoted = any(tokens[place].quotation is not None for place in (left[0], left[1] - 1))
    if not quoted and not any(predicate(tokens, place) for place in range(*left)):
        return None
    contents = [left]
    right = quotation_after(tokens, mention[1])
    if right is not None:
        contents.append(right)
    return Clause((at, at + 1), mention, contents, verb.lemma)


def _may_follow(first: Token) -> bool:
    """Whether a word can open who said it, after `the river fell, said`."""
    return first.capital or (first.low in DETERMINERS | PERSONAL and first.low not in ("this", "that", "it"))


def _closes(tokens: Sequence[Token], at: int) -> bool:
    if at < len(tokens) and tokens[at].quotation is not None:
        return False
    return at >= len(tokens) or not tokens[at].word or tokens[at].low in PREPOSITIONS or tokens[at].low in RELATIVE
