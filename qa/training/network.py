"""MiniLM with three heads: where an answer starts and ends, which pieces are evidence, whether the text answers."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel

from index.model.build import checked, source_folder
from qa.training.features import Batch

ANSWERS_WEIGHT, EVIDENCE_WEIGHT, RANK_WEIGHT = 0.7, 0.5, 0.5  # in the loss, beside the span's 1
DROPOUT = 0.1
NEVER = -1e4  # the score of what cannot be
SOFTER = 0.02  # of the label of whether a text answers


@dataclass(frozen=True, slots=True)
class Scale:
    """What makes the scores log odds above the threshold: `span` and `answers` times the heads', plus `offset`."""

    span: float = 1.0
    answers: float = 1.0
    offset: float = 0.0


class Network(nn.Module):
    """Word pieces to start, end and evidence scores (batch, pieces), and answer scores (batch,)."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        # No dropout in attention: with it, attention takes eight times as long on a processor.
        config = BertConfig.from_pretrained(str(weights), hidden_dropout_prob=DROPOUT, attention_probs_dropout_prob=0.0)
        self.bert = BertModel.from_pretrained(str(weights), config=config, add_pooling_layer=False)
        self.bert.set_attn_implementation("eager")  # on a processor a step takes a fifth less than with "sdpa"
        size = self.bert.config.hidden_size
        self.pieces = nn.Linear(size, 3)
        self.pooled = nn.Linear(size, size)
        self.answers = nn.Linear(size, 1)
        for layer in (self.pieces, self.answers):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Read a batch. The first piece's start and end are those of no answer."""
        states = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        start, end, evidence = self.pieces(states).unbind(-1)
        answers = self.answers(torch.tanh(self.pooled(states[:, 0]))).squeeze(-1)
        return start, end, evidence, answers


def untrained() -> Network:
    """Give MiniLM's checksummed weights with fresh heads."""
    weights = source_folder()
    checked(weights / "model.safetensors")
    return Network(weights)


def loss(network: Network, batch: Batch) -> torch.Tensor:
    """How wrong the network is on a batch.

    The span's part is the negative log likelihood of all places where an answer may start, and end (Clark and
    Gardner 2018); no answer is the first piece. That of the ranks is the negative log likelihood of the text that
    answers, among those of its question (ListNet's with one right text; Cao et al. 2007).
    """
    found = network(batch.ids, batch.mask, batch.types)
    start, end, evidence, answers = (scores.float() for scores in found)
    allowed = (batch.types == 1) & (batch.mask == 1)
    allowed[:, 0] = True
    span = (_missed(start, batch.starts, allowed) + _missed(end, batch.ends, allowed)) / 2
    target = batch.answers * (1 - 2 * SOFTER) + SOFTER
    answering = nn.functional.binary_cross_entropy_with_logits(answers, target)
    return (
        span.mean()
        + ANSWERS_WEIGHT * answering
        + EVIDENCE_WEIGHT * _proof(evidence, batch.evidence)
        + RANK_WEIGHT * _outranked(answers, batch)
    )


def _proof(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """How wrong the evidence is, where it is known."""
    known = (right >= 0).float()
    each = nn.functional.binary_cross_entropy_with_logits(scores, right.clamp(min=0).float(), reduction="none")
    return ((each * known).sum(1) / known.sum(1).clamp(min=1)).mean()


def _outranked(answers: torch.Tensor, batch: Batch) -> torch.Tensor:
    """How far the texts that answer are from standing first among those of their question; nothing, if alone."""
    same = batch.ranks[:, None] == batch.ranks[None, :]
    ranked = (batch.answers > 0) & (same.sum(1) > 1)
    if not ranked.any():
        return answers.new_zeros(())
    among = torch.logsumexp(answers[None, :].masked_fill(~same, NEVER), 1)
    return (among - answers)[ranked].mean()


def _missed(scores: torch.Tensor, right: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    everywhere = scores.masked_fill(~allowed, NEVER)
    return torch.logsumexp(everywhere, 1) - torch.logsumexp(everywhere.masked_fill(right == 0, NEVER), 1)
