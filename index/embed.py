"""Texts to vectors.

The default embedder is MiniLM on ONNX Runtime, from files that ship with the package: nothing is downloaded
and torch is never imported. Any other sentence-transformers model is used by its name or folder.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np

from index.errors import EmbedderError
from index.runtime import session

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"
WORD_PIECES = 256
BATCH_PIECES = 256  # in one batch, padding included: larger ones fall out of the cache
QUICK = 16  # batches at most in what a question has embedded
PORTION = 512  # texts of documents embedded together, so that what is made of many need not be held at once
MODEL_FOLDER = Path(__file__).parent / "model"

Embedded: TypeAlias = Callable[[int, int], None]  # is told how many texts of how many are embedded
Vectors: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float32]]"


class Embedder(Protocol):
    """Gives texts their vectors; `name` is recorded with an index, which refuses another's."""

    @property
    def name(self) -> str:
        """The name an index is built under."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give one unit vector a text: float32, (len(texts), dimensions). Long texts are cut."""


class MiniLM:
    """all-MiniLM-L6-v2, 384 dimensions, 256 word pieces; threads may share one."""

    name = DEFAULT_EMBEDDER

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts of any length; shorter ones are batched together so that little is padding."""
        return self._question(texts[0])[np.newaxis] if len(texts) == 1 else self._embed(texts)

    @lru_cache(maxsize=256)  # noqa: B019  (there is one MiniLM in a process)
    def _question(self, text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        """Embed one text, kept: a question is searched with, then read with."""
        vector: np.ndarray[tuple[int], np.dtype[np.float32]] = self._embed([text])[0]
        return vector

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        encodings = tokenizer().encode_batch_fast([text.encode("utf-8", "replace").decode() for text in texts])
        batches = list(_batches([len(encoding.ids) for encoding in encodings]))
        run = map if len(batches) == 1 else _pool(bulk=len(batches) > QUICK).map
        results = run(self._run, [[encodings[row] for row in rows] for rows in batches])
        for rows, found in zip(batches, results, strict=True):
            vectors[rows] = found
        return vectors

    def _run(self, batch: "list[Encoding]") -> Vectors:
        width = max(len(encoding.ids) for encoding in batch)
        ids = np.zeros((len(batch), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(batch):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return vectors  # type: ignore[no-any-return]

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        try:
            return session(MODEL_FOLDER / "minilm.onnx")
        except (RuntimeError, OSError) as error:
            raise EmbedderError(f"{MODEL_FOLDER / 'minilm.onnx'} cannot be loaded: {error}. Install again") from error


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by its name on the hub or its folder; needs torch, and time to load."""

    def __init__(self, name: str) -> None:
        self.name = name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts with the model's own batching and its own cut."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.name)
        except (OSError, ValueError, RuntimeError) as error:
            reason = str(error).strip().splitlines()[0]
            raise EmbedderError(
                f"The embedder {self.name!r} cannot be loaded: {reason}. Check its name, or rebuild: onrecord reindex"
            ) from error


def embedded(embedder: Embedder, texts: Sequence[str], told: Embedded | None = None) -> Vectors:
    """Embed the texts of documents however many there are, equal ones once; `told` of how many, between portions."""
    places: dict[str, int] = {}
    for text in texts:
        places.setdefault(text, len(places))
    different = list(places)
    vectors: Vectors | None = None
    for first in range(0, len(different), PORTION):
        if told is not None and first:
            told(first, len(different))
        found = embedder.embed(different[first : first + PORTION])
        if vectors is None:
            vectors = np.empty((len(different), found.shape[1]), dtype=np.float32)
        vectors[first : first + len(found)] = found
    return np.empty((0, 0), dtype=np.float32) if vectors is None else vectors[[places[text] for text in texts]]


@lru_cache(maxsize=4)
def load_embedder(name: str) -> Embedder:
    """Give an embedder by name; it loads its model at first use, and is shared by all who ask."""
    return MiniLM() if name == DEFAULT_EMBEDDER else SentenceTransformerEmbedder(name)


@lru_cache(maxsize=1)
def tokenizer() -> "Tokenizer":
    """MiniLM's word pieces, cut at 256; what passages are measured with."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))


@lru_cache(maxsize=1)
def _cores() -> int:
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()) or 1


@lru_cache(maxsize=2)
def _pool(*, bulk: bool) -> ThreadPoolExecutor:
    """Give the threads for documents, or those for questions, which are not to wait behind a long document."""
    return ThreadPoolExecutor(_cores(), thread_name_prefix="embed-documents" if bulk else "embed")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of like length, longest first: small, and as many as there are cores if they can be."""
    most = min(BATCH_PIECES, -(-sum(lengths) // _cores()))
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        if batch and lengths[batch[0]] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
