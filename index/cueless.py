"""Reports without a verb that reports: "according to", a name and a colon, a signature, a quotation with a subject."""

from collections.abc import Iterator, Sequence

from index.asides import past_aside
from index.contents import Clause, after_mark, content_before, leads_to_quotation
from index.cues import LEXICON
from index.ends import content_end, sentence_end
from index.phrases import (
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    Range,
    phrase_ending,
    phrase_starting,
    predicate,
)
from index.subjects import clause_subject, subject_of
from index.tokens import Token

_PAST_OF_SPEECH = frozenset("went began spat sang read ran came was".split())
_INTERRUPTING = frozenset("cut broke jumped butted chimed cuts breaks jumps butts chimes".split())
_SAID = frozenset("said says wrote writes spoke ran read".split())
_POINTING = frozenset("that this those these such".split())  # to what was quoted just before
_POINTS = frozenset("is was are were".split())
_WORDS = frozenset("assessment conclusion message opinion reaction verdict view warning word words".split())
_LONGEST_POINTER = 9  # tokens
_LONGEST_LABEL = 9  # tokens
_LONGEST_NAME = 5  # words
_LEAST_SPOKEN = 3  # words
_LEAST_QUOTED = 4  # words; fewer, where nothing leads up to them, are held at arm's length
_PRESENTING = frozenset(("from", "here's", "per"))  # before a source, at a sentence's start
LABELS = frozenset(
    """related photo photos video watch read more update breaking exclusive abstract earlier correction contributing
    source sources editor listen note who what when where why how tickets date time here key the full subscribe
    follow credit image location result editor's byline paid notice q wow plus poll remember email
    stat stats fact facts busted boom headline headlines note notes byline opinion analysis live quote
    transcript analyse interview summary background address phone price venue title subject warning verdict""".split()
)  # what stands before a colon and speaks not


def according_to(tokens: Sequence[Token], at: int) -> Iterator[Clause]:
    """Find `..., according to Greer` and `According to Greer, ...`."""
    mention = phrase_starting(tokens, at + 2)
    if mention is None:
        return
    left = content_before(tokens, at)
    if left is None and at > 1 and tokens[at - 1].word:
        left = 0, at
    right = None
    if left is None and mention[1] < len(tokens):
        right = after_mark(tokens, mention[1], {",", ":"})
    contents = [each for each in (left, right) if each is not None]
    if contents:
        yield Clause((at, at + 2), mention, contents, "according")


def named_before_colon(tokens: Sequence[Token], found: list[Clause]) -> Iterator[Clause]:
    """Find `Greer: "..."`: a name, a colon, a quotation; and `Greer: ...` where a sentence opens with it."""
    for colon, token in enumerate(tokens[:-1]):
        if token.low != ":" or colon == 0 or any(_holds(clause, colon) for clause in found):
            continue
        name = _name_before(tokens, colon)
        if name is None:
            continue
        quoted = tokens[colon + 1].quotation is not None
        spoken = sum(token.words or token.low[0].isalpha() for token in tokens[colon + 1 :])
        least = _LEAST_SPOKEN - any(token.quotation is not None for token in tokens[colon + 1 :])
        if quoted or (name[0] == 0 and spoken >= least and _is_speaker(tokens[slice(*name)])):
            end = content_end(tokens, colon + 1) if quoted else sentence_end(tokens)
            yield Clause((colon, colon + 1), name, [(colon + 1, end)], "say")
            return


def _holds(clause: Clause, at: int) -> bool:
    return clause.cue[0] < at and (not clause.contents or any(start - 1 <= at < end for start, end in clause.contents))


def _name_before(tokens: Sequence[Token], colon: int) -> Range | None:
    name = phrase_ending(tokens, colon - 1)
    if name is None or not tokens[name[0]].capital or tokens[name[0]].low in _PRESENTING:
        return None
    if any(predicate(tokens, place) for place in range(*name)):
        return None
    if name[0] > 0 and tokens[name[0] - 1].word and tokens[name[0] - 1].low != "from":
        return None
    owner = next((place for place in range(*name) if tokens[place].possessive), None)
    return name if owner is None else (name[0], owner + 1)


def _is_speaker(name: Sequence[Token]) -> bool:
    """Whether a few words look like who speaks in a transcript or headline."""
    if len(name) > _LONGEST_NAME or any(token.low in LEXICON or token.low in DAYS for token in name):
        return False
    return all(token.capital or token.low in PREPOSITIONS for token in name) and name[0].low not in LABELS


def signed_quotation(tokens: Sequence[Token], found: list[Clause]) -> Iterator[Clause]:
    """Find `"..." — Greer`: quotations, a dash, and who signs them."""
    dash = next((at for at, token in enumerate(tokens) if token.quotation is None), len(tokens))
    if found or dash + 1 >= len(tokens) or tokens[dash].low not in {*DASHES, "-", "~"}:
        return
    mention = phrase_starting(tokens, dash + 1)
    if mention is not None and tokens[dash + 1].capital and len(tokens) - dash < 16:
        yield Clause((dash, dash + 1), mention, [(0, dash)] if dash else [], "sign")


def label_end(tokens: Sequence[Token]) -> int:
    """Step over what opens a sentence and is no name but tells what is to come: `Quote of the day:`, `Photo:`."""
    first = _past_emphasis(tokens, 0)
    colon = next((at for at in range(first + 1, min(_LONGEST_LABEL, len(tokens))) if tokens[at].low == ":"), 0)
    plain = colon == first + 1 or (colon > 0 and tokens[first + 1].low in PREPOSITIONS)
    return _past_emphasis(tokens, colon + 1) if plain and tokens[first].low in LABELS else 0


def _past_emphasis(tokens: Sequence[Token], at: int) -> int:
    return next((place for place in range(at, len(tokens)) if tokens[place].low != "*"), len(tokens))


def left_over(tokens: Sequence[Token], found: list[Clause]) -> Iterator[Clause]:
    """Give quotations that no cue takes the subject that stands with them: `"...," Oliver barked`, `Oliver: "..."`."""
    covered = {at for clause in found for each in clause.contents for at in range(*each)}
    for at, token in enumerate(tokens):
        if token.quotation is None or at in covered:
            continue
        clause = _before_subject(tokens, at) or _after_subject(tokens, at)
        if clause is not None and _spoken_of(tokens, clause):
            clause.mention = next((each.mention for each in found if each.verb in LEXICON), clause.mention)
        if clause is not None:
            covered.update(range(*clause.contents[0]))
            yield clause


def _spoken_of(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the subject before a quotation that no mark leads up to is a thing, of which somebody else may speak."""
    if clause.mention is None or clause.contents[0][0] <= clause.cue[0]:
        return False
    subject = tokens[slice(*clause.mention)]
    led = tokens[clause.contents[0][0] - 1].low in {":", ","}
    return not led and subject[0].low not in PRONOUNS and not any(token.capital for token in subject)


def _before_subject(tokens: Sequence[Token], at: int) -> Clause | None:
    """Find `"...," Oliver barked`: a quotation that ends with a comma, a name, and no more than an adverbial."""
    inner = tokens[at].quotation
    if inner is None or at + 2 >= len(tokens) or not tokens[at + 1].word:
        return None
    inverted = _inverted(tokens, at)
    if inverted is not None:
        return inverted
    mention = phrase_starting(tokens, at + 1)
    if mention is None or (mention[1] >= len(tokens) and mention[1] - mention[0] < 2):
        return None
    if tokens[mention[0]].low in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES or (
        not tokens[mention[0]].capital and (tokens[mention[0]].low not in PERSONAL | DETERMINERS)
    ):
        return None
    first = at
    while first > 0 and tokens[first - 1].quotation is not None:
        first -= 1
    if first > 0 or not _comma_inside(tokens[at]):
        return None
    names = mention[0]
    while names < mention[1] and (tokens[names].capital or tokens[names].low in DETERMINERS | PERSONAL):
        names += 1
    names = max(names, mention[0] + 1)
    cue = (names, max(mention[1], names + 1)) if names < len(tokens) else (mention[0], names)  # signed, without a verb
    return Clause(cue, (mention[0], names), [(0, at + 1)], "")


def _inverted(tokens: Sequence[Token], at: int) -> Clause | None:
    """Find `"...," beamed Oliver`: a verb in the past that reports only here."""
    verb = tokens[at + 1]
    if not _comma_inside(tokens[at]) or verb.capital or not (verb.low.endswith("ed") or verb.low in _PAST_OF_SPEECH):
        return None
    mention = phrase_starting(tokens, at + 2)
    if mention is None or not (tokens[mention[0]].capital or tokens[mention[0]].low in DETERMINERS | PRONOUNS):
        return None
    return Clause((at + 1, at + 2), mention, [(_first_quoted(tokens, at), at + 1)], "")


def _first_quoted(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at - 1].quotation is not None:
        at -= 1
    return at


def _comma_inside(token: Token) -> bool:
    return token.quotation is not None and token.ends_with_comma


def _after_subject(tokens: Sequence[Token], at: int) -> Clause | None:
    """Find `Trump went further: "..."` and `Trump hailed "a great deal"`: the clause's subject before the quotation."""
    if tokens[at].title or (tokens[at - 1].low not in {":", ","} and tokens[at].words < _LEAST_QUOTED):
        return None
    colon = tokens[at - 1].low == ":"
    subject = leader(tokens, at - 1) if colon else clause_subject(tokens, at)
    if subject is None or subject[1] >= at:
        return None
    verb = past_aside(tokens, subject[1])
    begin = at if tokens[at - 1].low in {":", ","} else min(verb + 1, at)
    return Clause((subject[1], min(subject[1] + 1, at)), subject, [(begin, content_end(tokens, at))], "")


def cut_in(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Find who interrupts at a sentence's end, and so says what is quoted next: `and her husband cut in.`."""
    at = sentence_end(tokens) - 2
    if at > 0 and tokens[at].low in _INTERRUPTING and tokens[at + 1].low == "in":
        source = subject_of(tokens, at)
        if source is not None:
            yield Clause((at, at + 2), source, [], "cut")


def put_it(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Find `As Greer put it, "..."`."""
    for at in range(1, len(tokens) - 3):
        if tokens[at].low in ("put", "puts") and tokens[at + 1].low == "it" and leads_to_quotation(tokens, at + 2):
            source = subject_of(tokens, at)
            if source is not None:
                yield Clause((at, at + 2), source, [(at + 3, content_end(tokens, at + 3))], "put")


def looking_back(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Find whose the quotation before a sentence is: `That is how Greer put it.`, `Those were the words of Greer.`."""
    low = [token.low for token in tokens[:_LONGEST_POINTER]]
    owner: int | None = None
    lead: int | None = None
    if low[:1] == ["so"] and low[1:2] and low[1] in _SAID:
        lead = 2
    elif len(low) > 3 and low[0] in _POINTING and low[1] in _POINTS:
        said = [at for at in range(3, len(low)) if low[at] in _WORDS]
        owner = next((at for at in said if tokens[at - 1].possessive), None)
        of = next((at + 2 for at in said if low[at + 1 : at + 2] in (["of"], ["from"])), None)
        lead = low.index("how") + 1 if "how" in low[2:4] else of
    source = (2, owner) if owner is not None else phrase_starting(tokens, lead) if lead is not None else None
    if source is not None:
        yield Clause((0, 2 if owner is not None else source[0]), source, [], "back")


def leading_up(tokens: Sequence[Token], found: list[Clause]) -> Iterator[Clause]:
    """Find who speaks in the paragraph after a sentence that ends with a colon: `Greer issued a statement:`."""
    colon = len(tokens) - 1
    if colon < 1 or tokens[colon].low != ":" or any(not clause.contents for clause in found):
        return
    source = _alone(tokens, colon) or leader(tokens, colon)
    if source is not None and source[1] <= colon:
        yield Clause((source[1], source[1] + 1), source, [], "")


def _alone(tokens: Sequence[Token], colon: int) -> Range | None:
    """Find the speaker whose name is all that stands before a colon, as interviews have it."""
    name = _name_before(tokens, colon)
    return name if name == (0, colon) and _is_speaker(tokens[:colon]) else None


def leader(tokens: Sequence[Token], colon: int) -> Range | None:
    """Find whose words a colon leads up to: the nearest subject, "From the report", "Here's Greer in 1992"."""
    opening = tokens[0].low
    if opening in _PRESENTING:
        return phrase_starting(tokens, 1)
    found = clause_subject(tokens, colon)
    return found if found is not None and tokens[found[0]].low not in ("it", "this", "that", "there") else None
