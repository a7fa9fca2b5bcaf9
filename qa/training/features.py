"""Examples as word pieces, in batches of like length."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.embed import MODEL_FOLDER
from index.sentences import Span
from qa.training.examples import Example

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

QUESTION_PIECES = 64
BATCH_PIECES = 3072  # padding included
FIRST, BETWEEN = 101, 102  # [CLS], [SEP]


@dataclass(frozen=True, slots=True)
class Feature:
    """One example in word pieces: `text_at` is where the text starts, `starts`, `ends`, `evidence` are positions.

    Those of one `rank` follow each other and stay in one batch.
    """

    ids: list[int]
    text_at: int
    starts: list[int]
    ends: list[int]
    evidence: list[int] | None
    rank: int | None = None

    @property
    def answerable(self) -> bool:
        """Whether the text answers."""
        return bool(self.starts)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of (examples, pieces); `answers` and `ranks` of (examples,).

    `evidence` is below 0 where it is not known. Examples of the same rank are of one question.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    evidence: torch.Tensor
    answers: torch.Tensor
    ranks: torch.Tensor

    def to(self, device: str) -> "Batch":
        """Give the same batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__dataclass_fields__))


def features(made: Sequence[Example], pieces: int, chance: random.Random) -> list[Feature]:
    """Cut examples into word pieces, with question and marks `pieces` at most: longer texts around an answer."""
    cutter = _tokenizer()
    questions = cutter.encode_batch([e.question for e in made], add_special_tokens=False)
    texts = cutter.encode_batch([e.text for e in made], add_special_tokens=False)
    found = [
        _feature(example, question.ids[:QUESTION_PIECES], text, pieces, chance)
        for example, question, text in zip(made, questions, texts, strict=True)
    ]
    return [feature for feature in found if feature is not None]


def batches(all_of_them: Sequence[Feature], seed: int) -> list[list[int]]:
    """Give row numbers in batches of like length, in an order that the seed decides."""
    chance = random.Random(seed)
    together = _together(all_of_them)
    widths = [max(len(all_of_them[row].ids) for row in rows) for rows in together]
    jitter = [width * chance.uniform(0.9, 1.1) for width in widths]
    found: list[list[int]] = []
    batch: list[int] = []
    widest = 0
    for place in sorted(range(len(together)), key=jitter.__getitem__):
        widest = max(widest, widths[place])
        if batch and widest * (len(batch) + len(together[place])) > BATCH_PIECES:
            found.append(batch)
            batch, widest = [], widths[place]
        batch.extend(together[place])
    found.append(batch)
    chance.shuffle(found)
    return found


def _together(all_of_them: Sequence[Feature]) -> list[list[int]]:
    """Give row numbers, those of one rank in one list."""
    found: list[list[int]] = []
    for row, feature in enumerate(all_of_them):
        if row and feature.rank is not None and feature.rank == all_of_them[row - 1].rank:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def stacked(chosen: Sequence[Feature]) -> Batch:
    """Pad features into one batch."""
    width = max(len(feature.ids) for feature in chosen)
    planes = np.zeros((6, len(chosen), width), dtype=np.int64)
    ids, mask, types, starts, ends, evidence = planes
    evidence[:] = -1
    for row, feature in enumerate(chosen):
        size = len(feature.ids)
        ids[row, :size] = feature.ids
        mask[row, :size] = 1
        types[row, feature.text_at : size] = 1
        starts[row, feature.starts or [0]] = 1
        ends[row, feature.ends or [0]] = 1
        if feature.evidence is not None:
            evidence[row, feature.text_at : size - 1] = 0
            evidence[row, feature.evidence] = 1
    answers = torch.tensor([float(feature.answerable) for feature in chosen])
    tensors = [torch.from_numpy(plane) for plane in planes]
    ranks = torch.tensor([-1 - row if f.rank is None else f.rank for row, f in enumerate(chosen)])
    return Batch(tensors[0], tensors[1], tensors[2], tensors[3], tensors[4], tensors[5], answers, ranks)


def _feature(
    example: Example, question: list[int], text: "Encoding", pieces: int, chance: random.Random
) -> Feature | None:
    room = pieces - len(question) - 3
    left = _window(len(text.ids), room, _inside(text.offsets, example.starts), chance)
    right = min(len(text.ids), left + room)
    at = len(question) + 2
    moved = [
        [position - left + at for position in _inside(text.offsets, spans) if left <= position < right]
        for spans in (example.starts, example.ends, example.evidence or ())
    ]
    if example.answerable and not (moved[0] and moved[1]):
        return None
    whole = [FIRST, *question, BETWEEN, *text.ids[left:right], BETWEEN]
    return Feature(whole, at, moved[0], moved[1], None if example.evidence is None else moved[2], example.rank)


def _window(pieces: int, room: int, starts: list[int], chance: random.Random) -> int:
    if pieces <= room:
        return 0
    around = chance.choice(starts) if starts else chance.randrange(pieces)
    return min(max(0, around - chance.randrange(room)), pieces - room)


def _inside(offsets: list[Span], spans: Sequence[Span]) -> list[int]:
    """Positions of the pieces that touch one of the spans."""
    return [i for i, (start, end) in enumerate(offsets) if any(start < right and left < end for left, right in spans)]


def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(Path(MODEL_FOLDER) / "tokenizer.json"))
    found.no_truncation()
    return found
