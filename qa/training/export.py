"""The trained network as files: as it ships, and in full precision to be held against."""

from pathlib import Path

import onnx
import torch

from index.model.build import OPSET, fuse
from qa.training.network import Network
from qa.training.quantize import in_eight_bits

FULL, SHIPPED = "full.onnx", "reader.onnx"


class Shipped(torch.nn.Module):
    """One question and one text in word pieces (1, pieces) to scores above no answer's.

    Each row of `means` (sentences, pieces) holds what each piece counts in the mean of a sentence.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, means: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Read one text; nothing is padding."""
        mask = torch.ones_like(input_ids)
        bert = self.network.bert(input_ids=input_ids, attention_mask=mask, token_type_ids=token_type_ids)
        states = bert.last_hidden_state
        start, end = (s - s[:, :1] for s in self.network.pieces(states).unbind(-1))
        firsts = states[:, 0].expand(means.shape[0], -1)
        return start, end, self.network.judged(means @ states[0], firsts)


def export(network: Network, folder: Path) -> Path:
    """Write the network in full precision and as it ships."""
    folder.mkdir(parents=True, exist_ok=True)
    _trace(network, folder / FULL)
    fuse(folder / FULL)
    onnx.save(in_eight_bits(network), str(folder / SHIPPED))
    return folder / SHIPPED


def _trace(network: Network, target: Path) -> None:
    example = torch.ones((1, 16), dtype=torch.int64)
    means = torch.full((2, 16), 1 / 16)
    outputs = {"start": {1: "pieces"}, "end": {1: "pieces"}, "sentences": {0: "sentences"}}
    inputs = {
        "input_ids": {1: "pieces"},
        "token_type_ids": {1: "pieces"},
        "means": {0: "sentences", 1: "pieces"},
    }
    torch.onnx.export(
        Shipped(network).cpu().eval(),
        (example, example, means),
        str(target),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=inputs | outputs,
        opset_version=OPSET,
        dynamo=False,  # the other exporter needs a further package and gives the same graph
    )
