"""What somebody speaks of, in a few words: the phrases of their statements.

Candidates are runs of words between function words, as in RAKE (Rose, Engel, Cramer and Cowley, "Automatic keyword
extraction from individual documents", 2010), scored by their length and by how often their documents come back to them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from index import Statement, View
from index.cues import LEXICON
from index.phrases import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PERSONAL, PREPOSITIONS
from index.terms import STOP_WORDS, stems

MOST = 3
LENGTHS = range(1, 4)  # words of a phrase
SHORTEST = 3  # letters, and more

_PHRASE = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_LIGHT = (
    STOP_WORDS
    | AUXILIARIES
    | PERSONAL
    | DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | ADVERBS
    | frozenset(
        """make made making take took taking taken get got getting go going gone went come came give gave given keep
    kept put like liked good better best new well little lot lots thing things way ways time times want need needs
    really us let lets many much last next kind sure including quite satisfactory great big part side number sort
    bit able anything everything something nothing anyone everyone someone nobody there here done meet met back
    right raise raises raised every fact course buy sell pay look looking bring brought want wants getting
    purchased fewer reach one second first won lost per cent percent million billion trillion
    almost nearly wrong everywhere""".split()
    )
)
_VAGUE = frozenset(
    "sides side table people world lives life word words day days year years man woman person case area level".split()
)  # which tell something only with another word


def subjects(view: View, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Give up to three phrases that statements speak of, as they are written there, the most telling first."""
    documents = {
        name: view.document(name).text for name in dict.fromkeys(each.document_id or "" for each in statements)
    }
    whole = "\n".join(documents.values()).lower()
    names = {word.lower() for each in statements for word in (each.speaker or "").split()}
    scores: dict[str, float] = {}
    for statement in statements:
        text = documents[statement.document_id or ""]
        for phrase in _phrases(" … ".join(text[start:end] for start, end in statement.spans), whole):
            if names.isdisjoint(phrase.lower().split()):
                scores[phrase] = scores.get(phrase, 0) + whole.count(phrase.lower()) ** 0.5 * len(phrase.split())
    best = sorted(scores, key=lambda phrase: -scores[phrase])
    return tuple(_apart(best))[:MOST]


def _apart(phrases: Iterable[str]) -> list[str]:
    """Leave out what shares a word with a better phrase."""
    found: list[str] = []
    taken: set[str] = set()
    for phrase in phrases:
        stemmed = set(stems(phrase))
        if taken.isdisjoint(stemmed):
            found.append(phrase)
            taken |= stemmed
    return found


def _phrases(text: str, whole: str) -> Iterator[str]:
    """Give runs of words that may be noun phrases; `whole`: all documents' text, in lower case."""
    run: list[str] = []
    opened = ""  # what stands before the run
    tokens = [match[0] for match in _PHRASE.finditer(text)]
    for before, word, after in zip(["", *tokens], [*tokens, ""], [*tokens[1:], "", ""], strict=False):
        low = word.lower().replace("’", "'")
        verb = before.lower() == "to" and word.islower()  # mostly
        if word[:1].isalpha() and not verb and _carries(low, after.lower(), run, whole):
            opened = opened if run else before.lower()
            run.append(word)
            continue
        run = _without_verb(run[1:] if opened in AUXILIARIES and run[:1] and run[0].islower() else run, low)
        if len(run) in LENGTHS and len("".join(run)) > SHORTEST and _noun(run, opened, low):
            yield " ".join(run)
        run = []


def _carries(word: str, after: str, run: Sequence[str], whole: str) -> bool:
    """Whether a word may be of a noun phrase; participles where the documents come back to them, or as its subject.

    That is "waiting lists", told more than once, and "hospital parking was".
    """
    if not _light(word) or (run and word.endswith("ing") and after in AUXILIARIES):
        return True
    return word.endswith(("ing", "ed")) and after.isalpha() and not _light(after) and whole.count(f"{word} {after}") > 1


def _without_verb(run: list[str], after: str) -> list[str]:
    """Leave out a last word that is a verb: it has an object or adverb behind it, or a plural before it."""
    if len(run) < 2:
        return run
    governs = after in DETERMINERS or after in PERSONAL or after in ADVERBS
    agrees = run[-2].endswith("s") and not run[-1].endswith("s") and run[-1].islower()
    return run[:-1] if governs or agrees else run


def _noun(run: Sequence[str], opened: str, after: str) -> bool:
    """Whether a run stands where a noun phrase does: a word alone as a name or subject, or after an article."""
    if len(run) > 1 or run[0][0].isupper():
        return True
    if run[0].lower() in _VAGUE:
        return False
    return (
        after in AUXILIARIES
        or opened in DETERMINERS
        or opened in PREPOSITIONS
        or (run[0].endswith("s") and opened not in PERSONAL and after not in ADVERBS | DETERMINERS | {"only"})
    )


def _light(word: str) -> bool:
    """Whether a word says nothing of what is spoken of: a function word, a contraction, a verb, an adverb."""
    verb = LEXICON.get(word)
    ending = word.endswith(("ly", "ing", "ed"))
    return word in _LIGHT or ending or "'" in word or len(word) < 3 or (verb is not None and not verb.noun)
