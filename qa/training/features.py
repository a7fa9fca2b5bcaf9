"""Questions with texts as word pieces, in batches of like length."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.embed import MODEL_FOLDER
from index.sentences import Span
from qa.training.examples import Asked, Text

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

QUESTION_PIECES = 64
BATCH_PIECES = 5120  # padding included
FIRST, BETWEEN = 101, 102  # [CLS], [SEP]
RIGHT, OTHER, WRONG = 1, -1, 0  # what a sentence may be


@dataclass(frozen=True, slots=True)
class Feature:
    """One question and one text in word pieces: `text_at` is where the text starts, the others are positions.

    `spans` are the first and last piece of each sentence, `labels` whether it answers; `starts` and `ends` of the
    answering words are None where they are not known.
    """

    ids: list[int]
    text_at: int
    spans: list[Span]
    labels: list[int]
    starts: list[int] | None
    ends: list[int] | None


Group = list[Feature]  # of one question


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of (texts, pieces) and, from `sentence_of` on, of sentences.

    `places` says for each piece which sentence of the batch it is of, below 0 for none; `text_of` and `group_of` in
    which text and of which question's texts each sentence stands; `known` for each text whether `starts` and `ends`
    tell where the answer stands, which for none is the first piece.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    places: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    known: torch.Tensor
    text_of: torch.Tensor
    group_of: torch.Tensor
    labels: torch.Tensor

    def to(self, device: str) -> "Batch":
        """Give the same batch on a device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))


def grouped(made: Sequence[Asked], pieces: int, chance: random.Random) -> list[Group]:
    """Cut texts into word pieces, with question and marks `pieces` at most: longer ones around what answers."""
    cutter = _tokenizer()
    questions = cutter.encode_batch([each.question for each in made], add_special_tokens=False)
    texts = iter(cutter.encode_batch([text.text for each in made for text in each.texts], add_special_tokens=False))
    found = [
        [_feature(question.ids[:QUESTION_PIECES], text, next(texts), pieces, chance) for text in each.texts]
        for each, question in zip(made, questions, strict=True)
    ]
    return [group for group in found if any(feature.spans for feature in group)]


def batches(groups: Sequence[Group], seed: int) -> list[list[int]]:
    """Give numbers of groups in batches of like length, in an order that the seed decides."""
    chance = random.Random(seed)
    widths = [max(len(feature.ids) for feature in group) for group in groups]
    jitter = [width * chance.uniform(0.9, 1.1) for width in widths]
    found: list[list[int]] = []
    batch: list[int] = []
    widest = texts = 0
    for row in sorted(range(len(groups)), key=jitter.__getitem__):
        widest, texts = max(widest, widths[row]), texts + len(groups[row])
        if batch and widest * texts > BATCH_PIECES:
            found.append(batch)
            batch, widest, texts = [], widths[row], len(groups[row])
        batch.append(row)
    found.append(batch)
    chance.shuffle(found)
    return found


def stacked(chosen: Sequence[Group]) -> Batch:
    """Pad groups into one batch."""
    features = [feature for group in chosen for feature in group]
    width = max(len(feature.ids) for feature in features)
    ids, mask, types, places, starts, ends = np.zeros((6, len(features), width), dtype=np.int64)
    places[:] = -1
    text_of, labels = list[int](), list[int]()
    for row, feature in enumerate(features):
        size = len(feature.ids)
        ids[row, :size] = feature.ids
        mask[row, :size] = 1
        types[row, feature.text_at : size] = 1
        starts[row, feature.starts or [0]] = 1
        ends[row, feature.ends or [0]] = 1
        for number, (first, last) in enumerate(feature.spans, len(labels)):
            places[row, first : last + 1] = number
        text_of += [row] * len(feature.spans)
        labels += feature.labels
    group_of = [number for number, group in enumerate(chosen) for feature in group for _ in feature.spans]
    known = [feature.starts is not None for feature in features]
    planes = [torch.from_numpy(plane) for plane in (ids, mask, types, places, starts, ends)]
    return Batch(*planes, *(torch.tensor(each) for each in (known, text_of, group_of, labels)))


def _feature(question: list[int], text: Text, cut: "Encoding", pieces: int, chance: random.Random) -> Feature:
    room = pieces - len(question) - 3
    answering = _inside(cut.offsets, text.words or [text.spans[number] for number in text.right])
    left = _window(len(cut.ids), room, answering, chance)
    right = min(len(cut.ids), left + room)
    at = len(question) + 2
    spans, labels = list[Span](), list[int]()
    for number, span in enumerate(text.spans):
        inside = [place for place in _inside(cut.offsets, [span]) if left <= place < right]
        if inside:
            spans.append((inside[0] - left + at, inside[-1] - left + at))
            labels.append(RIGHT if number in text.right else OTHER if number in text.other else WRONG)
    whole = [FIRST, *question, BETWEEN, *cut.ids[left:right], BETWEEN]
    if text.words is None:
        return Feature(whole, at, spans, labels, None, None)
    firsts = _inside(cut.offsets, [(start, start + 1) for start, _ in text.words])
    lasts = _inside(cut.offsets, [(end - 1, end) for _, end in text.words])
    starts, ends = ([place - left + at for place in each if left <= place < right] for each in (firsts, lasts))
    return Feature(whole, at, spans, labels, starts, ends)


def _window(pieces: int, room: int, answering: list[int], chance: random.Random) -> int:
    if pieces <= room:
        return 0
    around = chance.choice(answering) if answering else chance.randrange(pieces)
    return min(max(0, around - chance.randrange(room)), pieces - room)


def _inside(offsets: list[Span], spans: Iterable[Span]) -> list[int]:
    """Positions of the pieces that touch one of the spans."""
    wanted = list(spans)
    return [i for i, (start, end) in enumerate(offsets) if any(start < right and left < end for left, right in wanted)]


def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(Path(MODEL_FOLDER) / "tokenizer.json"))
    found.no_truncation()
    return found
