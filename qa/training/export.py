"""The trained network as files: as it ships, and in full precision to be held against."""

from pathlib import Path

import onnx
import torch

from index.model.build import OPSET, fuse
from qa.training.eight import in_eight_bits
from qa.training.network import Network, Scale

FULL, SHIPPED = "full.onnx", "reader.onnx"


class Shipped(torch.nn.Module):
    """One question and one text in word pieces (1, pieces) to scaled scores; the span's are those above no answer's."""

    def __init__(self, network: Network, scale: Scale) -> None:
        super().__init__()
        self.network = network
        self.scale = scale

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Read one text; nothing is padding."""
        start, end, _, answers = self.network(input_ids, torch.ones_like(input_ids), token_type_ids)
        start, end = ((scores - scores[:, :1]) * self.scale.span for scores in (start, end))
        return start, end, answers * self.scale.answers + self.scale.offset


def export(network: Network, scale: Scale, folder: Path) -> Path:
    """Write the network in full precision and as it ships."""
    folder.mkdir(parents=True, exist_ok=True)
    _trace(network, scale, folder / FULL)
    fuse(folder / FULL)
    onnx.save(in_eight_bits(network, scale), str(folder / SHIPPED))
    return folder / SHIPPED


def _trace(network: Network, scale: Scale, target: Path) -> None:
    example = torch.ones((1, 16), dtype=torch.int64)
    outputs = {"start": {1: "pieces"}, "end": {1: "pieces"}, "answers": {}}
    inputs = {"input_ids": {1: "pieces"}, "token_type_ids": {1: "pieces"}}
    torch.onnx.export(
        Shipped(network, scale).cpu().eval(),
        (example, example),
        str(target),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: axes for name, axes in (inputs | outputs).items() if axes},
        opset_version=OPSET,
        dynamo=False,  # the other exporter needs a further package and gives the same graph
    )
