"""The trained network as the file that ships: ONNX, its weights in eight bits."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from index.model.build import OPSET, fuse
from qa.training.network import Network

FULL, SHIPPED = "full.onnx", "reader.onnx"
LARGE = 1024  # numbers in a weight
TINY = 1e-12
WIDE = "output/dense"  # the second product of a feed-forward layer, 1,536 wide


@dataclass(frozen=True, slots=True)
class Scale:
    """What makes the scores log odds above the threshold: `span` and `answers` times the heads', plus `offset`."""

    span: float = 1.0
    answers: float = 1.0
    offset: float = 0.0


class Shipped(torch.nn.Module):
    """One question and one text in word pieces (1, pieces) to scaled scores; the span's are those above no answer's."""

    def __init__(self, network: Network, scale: Scale) -> None:
        super().__init__()
        self.network = network
        self.scale = scale

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Read one text; nothing is padding."""
        start, end, evidence, answers = self.network(input_ids, torch.ones_like(input_ids), token_type_ids)
        start, end = ((scores - scores[:, :1]) * self.scale.span for scores in (start, end))
        return start, end, evidence, answers * self.scale.answers + self.scale.offset


def export(network: Network, scale: Scale, folder: Path) -> Path:
    """Write the network in full precision and as it ships, fast arithmetic where it is exact enough."""
    folder.mkdir(parents=True, exist_ok=True)
    _trace(network, scale, folder / FULL)
    fuse(folder / FULL)
    exact = [n.name for n in onnx.load(str(folder / FULL)).graph.node if "attention" not in n.name and WIDE in n.name]
    options = {"DefaultTensorType": TensorProto.FLOAT}  # what the fused kernels give, which nothing infers
    quantize_dynamic(
        folder / FULL,
        folder / SHIPPED,
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=exact,
        extra_options=options,
    )
    narrow(folder / SHIPPED)
    return folder / SHIPPED


def narrow(path: Path) -> None:
    """Store what large weights are left in eight bits, a scale for each column; they are widened when a session loads.

    With these, the layers whose inputs vary most, arithmetic stays in full precision: in eight bits throughout,
    scores correlate with the full ones by .994 and .85 of the spans are the same, so by .998 and .90.
    """
    model = onnx.load(str(path))
    graph = model.graph
    widening = []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.ndim != 2 or values.size < LARGE:
            continue
        scale = np.abs(values).max(axis=0, keepdims=True) / 127 + TINY
        whole = np.rint(values / scale).astype(np.int8)
        graph.initializer.remove(weight)
        names = [f"{weight.name}.{part}" for part in ("eight", "scale", "wide")]
        graph.initializer.append(numpy_helper.from_array(whole, names[0]))
        graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), names[1]))
        widening.append(helper.make_node("Cast", [names[0]], [names[2]], to=TensorProto.FLOAT))
        widening.append(helper.make_node("Mul", [names[2], names[1]], [weight.name]))
    for node in reversed(widening):
        graph.node.insert(0, node)
    onnx.save(model, str(path))


def _trace(network: Network, scale: Scale, target: Path) -> None:
    network.bert.set_attn_implementation("eager")
    example = torch.ones((1, 16), dtype=torch.int64)
    outputs = {"start": {1: "pieces"}, "end": {1: "pieces"}, "evidence": {1: "pieces"}, "answers": {}}
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
