"""The command that fits how candidates are ordered: `python -m qa.training.ranking --data DIR`.

On the documents that the judge's training keeps apart: the questions written on them are asked of one index of all,
through the product's own search and judge. A conditional logit (McFadden 1973) orders the candidates of each question;
`least` are the log odds that any answers under which the share LOST of what can be answered is refused. What the words
of a topic count in them is fitted beside, for which questions of what somebody said about something are made of the
same documents. The figures are by cross-validation over documents.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch

from index import Index, View
from qa.conversation import last_of
from qa.evidence.candidates import FEATURES, gathered
from qa.evidence.ranking import OWN, WEIGHTS, together
from qa.reading.reader import span_reader
from qa.training.apart import is_apart
from qa.training.brief import FORMS, Spoken
from qa.training.examples import Page, rows
from qa.training.measure import auroc, logistic

FOLDS = 5
RIDGE = 1.0
SAID = "said-"  # before the ids of questions that are made here
LOST = 0.08  # of what can be answered

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


@dataclass(frozen=True, slots=True)
class Seen:
    """A question's candidates: features (candidates, FEATURES) and which of them answer; `about` as the question's."""

    id: str
    document: str
    answerable: bool
    about: bool
    features: Numbers
    right: "np.ndarray[Any, np.dtype[np.bool_]]"

    @property
    def own(self) -> float:
        """The highest share of the topic's words in what the person asked for says."""
        return float(self.features[:, OWN].max(initial=0.0))

    @property
    def odds(self) -> float:
        """The judge's log odds that any of them answers."""
        return together(self.features[:, FEATURES.index("judged")])


def main() -> int:
    """Ask, fit, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m qa.training.ranking", description="Fit the order of candidates.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder that holds the data")
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE", help="the file to write")
    given = parser.parse_args()
    seen = asked(given.data)
    _say(figures(seen))
    weights, (own, said) = order(seen), own_words(seen)
    odds = [each.odds + each.about * (own * each.own + said) for each in seen if each.answerable]
    least = float(np.quantile(odds, LOST))
    named = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    found = {"weights": named, "own": round(own, 4), "said": round(said, 4), "least": round(least, 4)}
    given.to.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


def asked(data: Path) -> list[Seen]:
    """Ask every question on the documents kept apart; those that lean after the ones before them."""
    folder = data / "train"
    names = ("news_articles", "written_documents")
    texts = [row for name in names for row in rows(folder / f"{name}.jsonl.gz") if is_apart(row["doc_id"])]
    alone = [row for name in ("news", "written") for row in rows(folder / f"{name}_questions.jsonl.gz")]
    turns = [row if row["leans"] else row | {"history": []} for row in rows(folder / "conversations.jsonl.gz")]
    with tempfile.TemporaryDirectory() as home, Index.open(home) as index:
        for text in texts:
            index.add_text(text["text"], uri=text["doc_id"], title=text["title"], date=text.get("date"))
        with index.view() as view:
            uris = {each.id: each.uri for each in view.documents()}
            said = said_rows([Spoken(Page(text["doc_id"], text["title"], text["text"])) for text in texts])
            return [_seen(row, uris, view) for row in (*alone, *turns, *said) if is_apart(row["doc"])]


def said_rows(documents: Sequence[Spoken]) -> list[dict[str, Any]]:
    """Ask of each document what somebody said about what: what stands there, and what another document is on."""
    chance = random.Random(0)
    found: list[dict[str, Any]] = []
    told = [each for each in documents if any(each.topics(said) for said in each.statements)]
    for number, spoken in enumerate(told):
        statement = chance.choice([each for each in spoken.statements if spoken.topics(each)])
        other = chance.choice([each for each in told if each is not spoken])
        elsewhere = [topic for each in other.statements for topic in other.topics(each)]
        words = [spoken.page.text[start:end] for start, end in statement.spans]
        answers = number % 2 == 0
        topic, evidence = chance.choice(spoken.topics(statement) if answers else elsewhere), words if answers else []
        question = chance.choice(FORMS).format(statement.speaker, topic)
        row = {"doc": spoken.page.name, "question": question, "answerable": bool(evidence)}
        found.append(row | {"id": f"{SAID}{number}", "evidence": evidence, "also": []})
    return found


def order(seen: Sequence[Seen]) -> Numbers:
    """Give the weights that put what answers first, of questions of which some candidate does."""
    fit = [each for each in seen if each.right.any()]
    spread = np.concatenate([each.features for each in fit]).std(0) + 1e-6
    features = [torch.tensor(each.features / spread) for each in fit]
    right = [torch.tensor(each.right) for each in fit]
    weights = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def missed() -> torch.Tensor:
        search.zero_grad()
        value = RIDGE * (weights**2).sum() / 2
        for each, wanted in zip(features, right, strict=True):
            scores = each @ weights
            value = value + torch.logsumexp(scores, 0) - torch.logsumexp(scores[wanted], 0)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    search.step(missed)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy() / spread)


def own_words(seen: Sequence[Seen]) -> tuple[float, float]:
    """Give what counts beside the judge's log odds where somebody's words about a topic are asked for."""
    values = np.array([[each.odds, each.about * each.own, float(each.about), 1.0] for each in seen])
    odds, own, about, _ = logistic(values, np.array([float(each.answerable) for each in seen]))
    return float(own / odds), float(about / odds)


def figures(seen: Sequence[Seen]) -> dict[str, float]:
    """Measure by cross-validation over documents, on the questions that people wrote."""
    seen = [each for each in seen if not each.id.startswith(SAID)]
    documents = sorted({each.document for each in seen})
    fold = {name: number % FOLDS for number, name in enumerate(documents)}
    judged, firsts, thirds = list[bool](), list[bool](), list[bool]()
    for number in range(FOLDS):
        weights = order([each for each in seen if fold[each.document] != number])
        for each in (each for each in seen if fold[each.document] == number and each.answerable):
            ranked = np.argsort(-(each.features @ weights), kind="stable")
            firsts.append(bool(each.right[ranked[:1]].any()))
            thirds.append(bool(each.right[ranked[:3]].any()))
            judged.append(bool(each.right[np.argsort(-each.features[:, 0], kind="stable")[:1]].any()))
    odds, labels = [each.odds for each in seen], [each.answerable for each in seen]
    least = np.quantile([each.odds for each in seen if each.answerable], LOST)
    return {
        "questions": len(seen),
        "found by search": float(np.mean([each.right.any() for each in seen if each.answerable])),
        "first by the judge": float(np.mean(judged)),
        "first": float(np.mean(firsts)),
        "among three": float(np.mean(thirds)),
        "answerable told, AUROC": auroc(odds, labels),
        f"declined where {LOST} are refused": float(
            np.mean([each.odds < least for each in seen if not each.answerable])
        ),
    }


def _seen(row: dict[str, Any], uris: dict[str, str], view: View) -> Seen:
    question = last_of([*(row.get("history") or ()), row["question"]], view)
    found = gathered(question, view, span_reader())
    wanted = [" ".join(words.split()) for words in (*row["evidence"], *row["also"])]
    right = [
        uris[each.sentence.document.id] == row["doc"] and _answers(" ".join(each.sentence.text.split()), wanted)
        for each in found
    ]
    features = np.array([each.features for each in found]).reshape(-1, len(FEATURES))
    known = question.speaker is None or any(each.speaker for each in view.said_by(question.speaker))
    return Seen(
        row["id"], row["doc"], row["answerable"], known and bool(question.about), features, np.array(right, dtype=bool)
    )


def _answers(text: str, wanted: Sequence[str]) -> bool:
    return any(text in words or words in text for words in wanted)


def _say(found: dict[str, float]) -> None:
    for name, value in found.items():
        sys.stderr.write(f"{name}: {value:.3f}\n")


if __name__ == "__main__":
    sys.exit(main())
