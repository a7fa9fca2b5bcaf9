"""Other people's models as readers: cross-encoders and extractive question answering, by name or folder.

They are loaded by sentence-transformers and transformers, with torch, which takes some seconds once. What a
cross-encoder gives for a question and a sentence are its log odds; of a question-answering model it is how far the
sentence's best words stand above no answer. Their scales differ from the shipped judge's, for which
`qa/model/ranking.json` was fitted: a better model may answer too often or too seldom.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from index.limit import UNLIMITED, Limit
from index.sentences import Span
from qa.errors import ReaderError
from qa.reading.reader import NOTHING, Judged, Judgement, Reading, best_span

LONGEST, OVERLAP = 384, 128  # word pieces of question and text, and those that two windows share
AT_ONCE = 16  # pairs, between which it is looked whether the question is still wanted


class HubReader:
    """A reader by name; threads may share one. The model is loaded at first use."""

    def __init__(self, name: str) -> None:
        self.name = name

    def judge(
        self, question: str, texts: Sequence[tuple[str, Sequence[Span]]], limit: Limit = UNLIMITED
    ) -> list[Judgement]:
        """Judge each text with the spans of its sentences. Raises ReaderError and QuestionStopped."""
        spans = self._answers(question, texts, limit) if self._is_extractive else self._ranks(question, texts, limit)
        return [_joined(each) for each in spans]

    def _ranks(self, question: str, texts: Sequence[tuple[str, Sequence[Span]]], limit: Limit) -> list[list[Judged]]:
        """Give each sentence by itself its log odds; its words are all of it."""
        from torch.nn import Identity

        pairs = [(question, text[start:end]) for text, spans in texts for start, end in spans]
        scores: list[float] = []
        for first in range(0, len(pairs), AT_ONCE):
            limit.check()
            some = pairs[first : first + AT_ONCE]
            scores += np.ravel(self._encoder.predict(some, activation_fn=Identity(), show_progress_bar=False)).tolist()
        given = iter(scores)
        return [[Judged(score := next(given), score, *span) for span in spans] for _, spans in texts]

    def _answers(self, question: str, texts: Sequence[tuple[str, Sequence[Span]]], limit: Limit) -> list[list[Judged]]:
        """Read each text in windows; a sentence is worth what its best words are above no answer."""
        import torch

        found = []
        for text, spans in texts:
            limit.check()
            cut = self._tokenizer(
                question, text, truncation="only_second", max_length=LONGEST, stride=OVERLAP, padding=True,
                return_overflowing_tokens=True, return_offsets_mapping=True, return_tensors="pt",
            )  # fmt: skip
            inputs = {name: values for name, values in cut.items() if name in self._tokenizer.model_input_names}
            with torch.no_grad():
                given = self._model(**inputs)
            best = [Judged(NOTHING, NOTHING, *span) for span in spans]
            for row in range(len(cut["offset_mapping"])):
                held = [at for at, part in enumerate(cut.sequence_ids(row)) if part == 1]
                offsets = cut["offset_mapping"][row].tolist()
                start, end = (scores[row].numpy() for scores in (given.start_logits, given.end_logits))
                for number, (left, right) in enumerate(spans):
                    inside = [at for at in held if offsets[at][0] < right and left < offsets[at][1]]
                    if not inside:
                        continue
                    score, first, last = best_span(start[inside], end[inside])
                    score -= float(start[0] + end[0])
                    if score > best[number].score:
                        best[number] = Judged(score, score, offsets[inside[first]][0], offsets[inside[last]][1])
            found.append(best)
        return found

    @cached_property
    def _is_extractive(self) -> bool:
        from transformers import AutoConfig

        made_for = self._loaded(AutoConfig.from_pretrained).architectures or []
        return any("QuestionAnswering" in each for each in made_for)

    @cached_property
    def _encoder(self) -> Any:  # noqa: ANN401
        from sentence_transformers import CrossEncoder

        return self._loaded(CrossEncoder)

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401
        from transformers import AutoModelForQuestionAnswering

        return self._loaded(AutoModelForQuestionAnswering.from_pretrained).eval()

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401
        from transformers import AutoTokenizer

        return self._loaded(AutoTokenizer.from_pretrained)

    def _loaded(self, load: Any) -> Any:  # noqa: ANN401
        try:
            return load(self.name)
        except (OSError, ValueError, RuntimeError) as error:
            reason = str(error).strip().splitlines()[0]
            raise ReaderError(
                f"The reader {self.name!r} cannot be loaded: {reason}. Check its name, or leave it out"
            ) from error


def _joined(sentences: Sequence[Judged]) -> Judgement:
    best = max(sentences, key=lambda each: each.score, default=Judged(NOTHING, NOTHING, 0, 0))
    return Judgement(Reading(best.score, best.start, best.end), tuple(sentences))
