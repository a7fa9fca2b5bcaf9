"""MiniLM with two heads: which sentences of a text answer a question, and where the answering words start and end."""

from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel

from index.model.build import checked, source_folder
from qa.training.features import OTHER, RIGHT, Batch

SPAN_WEIGHT, EACH_WEIGHT = 0.5, 0.3  # in the loss, beside the ranks' 1
DROPOUT = 0.1
NEVER = -1e4  # the score of what cannot be


class Network(nn.Module):
    """Word pieces to start and end scores (texts, pieces), and to scores of sentences (sentences,) above none's."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        # No dropout in attention: with it, attention takes eight times as long on a processor.
        config = BertConfig.from_pretrained(str(weights), hidden_dropout_prob=DROPOUT, attention_probs_dropout_prob=0.0)
        self.bert = BertModel.from_pretrained(str(weights), config=config, add_pooling_layer=False)
        self.bert.set_attn_implementation("eager")  # on a processor a step takes a fifth less than with "sdpa"
        size = self.bert.config.hidden_size
        self.pieces = nn.Linear(size, 2)
        self.joined = nn.Linear(2 * size, size)
        self.sentence = nn.Linear(size, 1)
        self.none = nn.Parameter(torch.zeros(1))
        for layer in (self.pieces, self.sentence):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Read a batch. The first piece's start and end are those of no answer."""
        states = self.bert(input_ids=batch.ids, attention_mask=batch.mask, token_type_ids=batch.types).last_hidden_state
        start, end = self.pieces(states).unbind(-1)
        return start, end, self.judged(_means(states, batch), states[batch.text_of, 0])

    def judged(self, means: torch.Tensor, firsts: torch.Tensor) -> torch.Tensor:
        """Score sentences by the mean of their pieces and their text's first piece."""
        joined = nn.functional.gelu(self.joined(torch.cat([means, firsts], -1)))
        scores: torch.Tensor = self.sentence(joined) - self.none
        return scores.squeeze(-1)


def _means(states: torch.Tensor, batch: Batch) -> torch.Tensor:
    held = batch.places >= 0
    places = batch.places[held]
    total = states.new_zeros((len(batch.labels), states.shape[-1])).index_add(0, places, states[held])
    counts = torch.bincount(places, minlength=len(batch.labels)).clamp(min=1)
    return total / counts[:, None].to(states.dtype)


def untrained() -> Network:
    """Give MiniLM's checksummed weights with fresh heads."""
    weights = source_folder()
    checked(weights / "model.safetensors")
    return Network(weights)


def loss(network: nn.Module, batch: Batch) -> torch.Tensor:
    """How wrong the network is on a batch.

    The ranks' part is the negative log likelihood of the sentences that answer a question among all sentences of its
    texts and none of them, the score 0; of each sentence by itself it is the cross-entropy. The span's part is the
    negative log likelihood of all places where an answer may start, and end (Clark and Gardner 2018); no answer is the
    first piece.
    """
    start, end, scores = (found.float() for found in network(batch))
    allowed = (batch.types == 1) & (batch.mask == 1)
    allowed[:, 0] = True
    span = (_missed(start, batch.starts, allowed) + _missed(end, batch.ends, allowed)) / 2
    span = (span * batch.known).sum() / batch.known.sum().clamp(min=1)
    return _outranked(scores, batch) + EACH_WEIGHT * _each(scores, batch) + SPAN_WEIGHT * span


def _outranked(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """How far the sentences that answer are from standing first; where none does, none of them."""
    groups = torch.arange(int(batch.group_of.max()) + 1, device=scores.device)
    same = batch.group_of[None, :] == groups[:, None]
    counted = same & (batch.labels != OTHER)[None, :]
    right = same & (batch.labels == RIGHT)[None, :]
    none = scores.new_zeros((len(groups), 1))
    among = torch.logsumexp(torch.cat([none, scores[None, :].masked_fill(~counted, NEVER)], 1), 1)
    none = none.masked_fill(right.any(1, keepdim=True), NEVER)
    wanted = torch.logsumexp(torch.cat([none, scores[None, :].masked_fill(~right, NEVER)], 1), 1)
    return (among - wanted).mean()


def _each(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    counted = batch.labels != OTHER
    target = (batch.labels == RIGHT).float()
    each = nn.functional.binary_cross_entropy_with_logits(scores, target, reduction="none")
    return (each * counted).sum() / (batch.group_of.max() + 1)


def _missed(scores: torch.Tensor, right: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    everywhere = scores.masked_fill(~allowed, NEVER)
    return torch.logsumexp(everywhere, 1) - torch.logsumexp(everywhere.masked_fill(right == 0, NEVER), 1)
