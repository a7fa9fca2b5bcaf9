"""Who said what: statements against annotated news articles, as PolNeAR has them (Newell et al., LREC 2018).

A relation is (source, cue, content) with a type: direct, mixed or none (indirect). One statement is matched to
one relation at most, best overlap first. Found: at least half of the union of characters is shared. Names and
pronouns are counted over direct and mixed relations, and once more over those of all three kinds.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from index import Statement, statements_in
from tests.bench.data import read_records
from tests.bench.process import progress
from tests.bench.table import number, print_json, print_table

LABELS = Path(__file__).parent / "labels" / "speakers.json"
SPLITS = ("dev", "train")
KINDS = {"direct": "direct", "mixed": "mixed", "none": "indirect"}
PRONOUNS = frozenset("he she they it i we who".split())
ENOUGH = 0.5  # of the union of characters

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"[A-Z][\w.’'-]*(?:\s+(?:&\s+)?[A-Z][\w.’'-]*)*")
_NOT_NAMES = frozenset("the a an his her their its some many one two several but and one’s".split())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december""".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTIES = frozenset("republican democrat democratic gop".split())
_OFFICES = frozenset(
    """ambassador ceo chairman chief director general governor leader minister president secretary speaker
    supervisor""".split()
)
_QUALIFIES = re.compile(
    r"(?:['’]s|(?<=s)['’])?\s+(?!(?:and|or|of|for|in|at|from|on|to|with|by|who|that|as|wh\w+|himself|herself)\b)[a-z]"
)
_RELATIVE = re.compile(r",?\s(?:who|whose|which|that)\b")
_OWNS = re.compile(r"(?:['’]s|s['’])\Z")
_PREPOSED = re.compile(
    r"\b(?:of|for|at|in|from|with|on|to|by|about|than|under|like|including)\s+(?:(?:the|a|an)\s+)?\Z"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """One annotated relation; spans are characters of its article."""

    kind: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its relations, those without a source among them."""

    id: str
    text: str
    relations: tuple[Relation, ...]
    labels: Mapping[int, str | None] = field(default_factory=dict)  # who speaks, by the start of the source

    @property
    def publisher(self) -> str:
        """The name that the id begins with."""
        return self.id.split("_")[0]


@dataclass(slots=True)
class Tally:
    """Counts of one kind of relation, or of all."""

    gold: int = 0
    found: int = 0
    right: int = 0
    ours: int = 0
    held: int = 0  # of ours: overlapping some content enough
    held_right: int = 0  # of ours: matched to a relation of their kind and rightly attributed


@dataclass(slots=True)
class Names:
    """Counts over found relations: sources with a name and those that are a bare pronoun."""

    named: int = 0
    named_right: int = 0
    named_plain: int = 0
    named_plain_right: int = 0
    pronouns: int = 0
    resolved: int = 0

    def add(self, relation: Relation, statement: Statement, common: Container[str]) -> None:
        """Count one found relation."""
        if relation.words.lower() in PRONOUNS:
            self.pronouns += 1
            self.resolved += statement.speaker is not None
        speaker = (statement.speaker or "").lower().replace("’", "'")
        last, plain = last_name(relation.words, common), plain_name(relation.words, common)
        if last is not None:
            self.named += 1
            self.named_right += last.lower().replace("’", "'") in speaker
        if plain is not None:
            self.named_plain += 1
            self.named_plain_right += plain.lower().replace("’", "'") in speaker


@dataclass(slots=True)
class Score:
    """Everything that is counted over some articles."""

    kinds: dict[str, Tally]
    quoted: Names  # over direct and mixed relations, as the goals have it
    every: Names  # over those of all three kinds
    labelled: int = 0
    labelled_right: int = 0

    @classmethod
    def empty(cls) -> "Score":
        """Nothing counted yet."""
        return cls({kind: Tally() for kind in KINDS.values()}, Names(), Names())

    def add(self, article: Annotated, statements: Sequence[Statement], common: Container[str] = ()) -> None:
        """Count one article; `common`: words that are no names where a sentence opens with them."""
        sought = [relation for relation in article.relations if relation.source]
        matched = match(sought, statements)
        for place, relation in enumerate(sought):
            tally = self.kinds[relation.kind]
            tally.gold += 1
            if place not in matched:
                continue
            statement = statements[matched[place]]
            tally.found += 1
            tally.right += rightly_attributed(relation, statement)
            for names in (self.every,) if relation.kind == "indirect" else (self.quoted, self.every):
                names.add(relation, statement, common)
            self._label(article.labels, relation, statement)
        self._ours(article, sought, statements, {ours: place for place, ours in matched.items()})

    def _ours(
        self, article: Annotated, sought: Sequence[Relation], statements: Sequence[Statement], of: dict[int, int]
    ) -> None:
        for place, statement in enumerate(statements):
            tally = self.kinds[statement.kind]
            tally.ours += 1
            tally.held += any(overlap(each.content, statement.spans) >= ENOUGH for each in article.relations)
            relation = sought[of[place]] if place in of else None
            tally.held_right += (
                relation is not None and relation.kind == statement.kind and rightly_attributed(relation, statement)
            )

    def _label(self, labels: Mapping[int, str | None], relation: Relation, statement: Statement) -> None:
        start = relation.source[0][0]
        if start in labels:
            self.labelled += 1
            self.labelled_right += same_name(labels[start], statement.speaker)


def run(data: Path, limit: int | None, split: str | None = None) -> None:
    """Find the statements of every article; print the tables, by kind and by publisher, and the JSON line."""
    path = data / "attribution" / f"polnear_{split or SPLITS[0]}.jsonl.gz"
    annotated = read_records(path, article_from, limit=limit)
    common = mostly_lower(article.text for article in annotated)
    whole = Score.empty()
    publishers: dict[str, Score] = defaultdict(Score.empty)
    for done, article in enumerate(annotated, 1):
        statements = statements_in(article.text)
        whole.add(article, statements, common)
        publishers[article.publisher].add(article, statements, common)
        progress(done, len(annotated), "read")
    _print(whole, publishers)
    print_json(
        {
            "bench": "attribution",
            "articles": len(annotated),
            **figures(whole),
            "publishers": {name: figures(score) for name, score in sorted(publishers.items())},
        }
    )


def mostly_lower(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that stand in lower case more often than capitalised."""
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    return frozenset(word for word, count in counts.items() if word.islower() and count > counts[word.capitalize()])


def article_from(row: dict[str, Any]) -> Annotated:
    """Read one article; relations without content are left out."""
    relations = tuple(_relation(row["text"], each) for each in row["attributions"])
    labels = labelled().get(row["id"], {})
    return Annotated(row["id"], row["text"], tuple(each for each in relations if each.content), labels)


@cache
def labelled() -> dict[str, dict[int, str | None]]:
    """Read who the pronouns and roles mean that were labelled by hand, by article and start of the source."""
    found: dict[str, dict[int, str | None]] = defaultdict(dict)
    for row in json.loads(LABELS.read_text("utf-8")) if LABELS.is_file() else ():
        found[row["article"]][row["start"]] = row["speaker"]
    return found


def match(relations: Sequence[Relation], statements: Sequence[Statement]) -> dict[int, int]:
    """Give each found relation its statement: pairs that overlap enough, the best first, each used once."""
    pairs = sorted(
        (-shared, place, ours)
        for place, relation in enumerate(relations)
        for ours, statement in enumerate(statements)
        if (shared := overlap(relation.content, statement.spans)) >= ENOUGH
    )
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, place, ours in pairs:
        if place not in found and ours not in used:
            found[place] = ours
            used.add(ours)
    return found


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Share of the union of two sets of characters that both hold."""
    first, second = _characters(one), _characters(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def rightly_attributed(relation: Relation, statement: Statement) -> bool:
    """Whether the words that name our source lie inside the annotated ones, or share half of the union with them."""
    if statement.mention is None:
        return False
    inside = _characters([statement.mention]) <= _characters(relation.source)
    return inside or overlap([statement.mention], relation.source) >= ENOUGH


def last_name(source: str, common: Container[str] = ()) -> str | None:
    """Give the last word of the first run of capitals that does not own, qualify or follow a preposition.

    So "Trump's aide", "a Senate aide", "an aide to Trump" have none of their own. No names are offices, days, parties
    and, at the start, a word that the articles mostly write in lower case (`common`).
    """
    office = False
    source = _RELATIVE.split(source, maxsplit=1)[0]
    for run in _CAPITALISED.finditer(source):
        parts = run[0].split()
        while parts and parts[0].lower() in _NOT_NAMES:
            parts = parts[1:]
        while len(parts) > 1 and parts[-1].rstrip(".").lower() in _SUFFIXES:
            parts = parts[:-1]
        of_office, office = office and len(parts) > 1, bool(parts) and parts[-1].lower() in _OFFICES
        if (
            parts
            and not office
            and not _plain(parts, common if run.start() == 0 else ())
            and _own(source, run, of_office)
        ):
            return re.sub(r"['’]s$|[.’',]$", "", parts[-1])
    return None


def plain_name(source: str, common: Container[str] = ()) -> str | None:
    """Give the last word of the first run of capitals, but for a common word or pronoun that opens the source."""
    for run in _CAPITALISED.finditer(source):
        parts = run[0].split()
        opening = re.split(r"['’]", parts[0])[0].lower()
        if run.start() or len(parts) > 1 or not (opening in common or opening in PRONOUNS | _NOT_NAMES):
            return re.sub(r"['’]s$|[.’',]$", "", parts[-1])
    return None


def _own(source: str, run: re.Match[str], of_office: bool) -> bool:
    rest = source[run.end() :]
    if _QUALIFIES.match(rest) or (_OWNS.search(run[0]) and rest.strip()):
        return False
    return of_office or _PREPOSED.search(source[: run.start()]) is None


def _plain(parts: Sequence[str], common: Container[str]) -> bool:
    """Whether a word is capitalised because it opens a sentence, or is no name wherever it stands."""
    words = [re.split(r"['’]", part)[0].lower() for part in parts]
    if words[-1] in _PARTIES or words[-1] in _CALENDAR or words[0] in PRONOUNS:
        return True
    return len(words) == 1 and words[0] in common


def same_name(label: str | None, speaker: str | None) -> bool:
    """Whether a speaker is the one of a label: the same last name, or none where none can be known."""
    if label is None or speaker is None:
        return label is speaker
    return _last_word(label) == _last_word(speaker)


def _last_word(name: str) -> str:
    words = [word.strip(".,").lower() for word in name.split()]
    return next((word for word in reversed(words) if word not in _SUFFIXES), "")


def figures(score: Score) -> dict[str, object]:
    """Give every share with its n."""
    found: dict[str, object] = {}
    for kind in ("direct", "mixed"):
        tally = score.kinds[kind]
        found[kind] = {
            "n": tally.gold,
            "found": _share(tally.found, tally.gold),
            "attributed": _share(tally.right, tally.found),
            "statements": tally.ours,
            "precision": _share(tally.held, tally.ours),
        }
    tally = score.kinds["indirect"]
    precision, recall = _share(tally.held_right, tally.ours), _share(tally.right, tally.gold)
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else 0.0
    found["indirect"] = {
        "n": tally.gold,
        "statements": tally.ours,
        "precision": precision,
        "recall": recall,
        "f1": round(f1, 4),
    }
    found.update(_shares(score.quoted))
    found["right"] = {"n": score.labelled, "share": _share(score.labelled_right, score.labelled)}
    found["every_kind"] = _shares(score.every)
    return found


def _shares(names: Names) -> dict[str, object]:
    return {
        "named": {"n": names.named, "share": _share(names.named_right, names.named)},
        "named_plain": {"n": names.named_plain, "share": _share(names.named_plain_right, names.named_plain)},
        "resolved": {"n": names.pronouns, "share": _share(names.resolved, names.pronouns)},
    }


def _relation(text: str, row: dict[str, Any]) -> Relation:
    source = _spans(row["source"])
    words = text[source[0][0] : source[0][1]] if source else ""
    return Relation(KINDS[row["quote_type"]], _spans(row["content"]), source, words)


def _spans(parts: Iterable[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for part in parts for start, end in part["spans"])


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _share(some: int, all_: int) -> float | None:
    return round(some / all_, 4) if all_ else None


def _print(whole: Score, publishers: dict[str, Score]) -> None:
    header = ["articles of", "direct", "found", "attributed", "precision"]
    header += ["mixed", "found", "attributed", "precision", "indirect", "P", "R", "F1", "named", "resolved", "right"]
    header += ["of all kinds: named", "resolved"]
    rows = [_row(name, score) for name, score in [*sorted(publishers.items()), ("all", whole)]]
    print_table(header, rows)


def _row(name: str, score: Score) -> list[str]:
    given: dict[str, Any] = figures(score)
    row = [name]
    for kind in ("direct", "mixed"):
        row += [str(given[kind]["n"]), *(number(given[kind][key]) for key in ("found", "attributed", "precision"))]
    indirect = given["indirect"]
    row += [str(indirect["n"]), *(number(indirect[key]) for key in ("precision", "recall", "f1"))]
    row += [number(given[key]["share"]) for key in ("named", "resolved", "right")]
    return [*row, *(number(given["every_kind"][key]["share"]) for key in ("named", "resolved"))]
