"""The trained network as it ships: weights and products in eight bits, laid out for ONNX Runtime on a processor.

An activation has one scale for all its numbers, so the largest decides how finely the others are told apart. In MiniLM
the first piece, [CLS], holds numbers up to ten times the others' (Sun et al., "Massive Activations in Large Language
Models", 2024). So the first piece and the other pieces are two tensors, each with its scale; they meet in attention
only. Scores correlate with those in full precision by .999 and .96 of the spans are the same; with one tensor by .995
and .89.

What else is laid out for speed: layer norm is an instance norm whose channels are the pieces, a quarter of the time of
LayerNormalization and the kernels fused with it; biases are added within products; there is no mask, as nothing is
padding.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.model.build import OPSET
from qa.training.network import Network

FUSED = "com.microsoft"  # the domain of ONNX Runtime's own operators
IR = 8  # the file format that OPSET came with
MOST = 127  # of a weight in eight bits
TINY = 1e-12

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Pair: TypeAlias = tuple[str, str]  # the first piece and the others, by the names of their tensors


def in_eight_bits(network: Network) -> onnx.ModelProto:
    """Give the model that reads one question and one text, scores as `Shipped` gives them."""
    return _Eight(network).model()


class _Eight:
    """A graph that grows by the operators of a network."""

    def __init__(self, network: Network) -> None:
        self.config = network.bert.config
        self.weights = {name: values.detach().cpu().float().numpy() for name, values in network.state_dict().items()}
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def model(self) -> onnx.ModelProto:
        """Write the whole network."""
        states = self.embedded()
        for number in range(self.config.num_hidden_layers):
            states = self.layer(states, f"bert.encoder.layer.{number}")
        self.span(states)
        self.sentences(states)
        pieces = (1, "pieces")
        ids = [helper.make_tensor_value_info(n, TensorProto.INT64, pieces) for n in ("input_ids", "token_type_ids")]
        ids.append(helper.make_tensor_value_info("means", TensorProto.FLOAT, ("sentences", "pieces")))
        shapes = {"start": pieces, "end": pieces, "sentences": ("sentences",)}
        scores = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        graph = helper.make_graph(self.nodes, "reader", ids, scores, self.held)
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=IR)
        onnx.checker.check_model(model)
        return model

    def embedded(self) -> Pair:
        """Add up a piece's embeddings: what it is, where it stands, whether it is the question's or the text's."""
        place = "bert.embeddings"
        length = self.add("Slice", self.add("Shape", "input_ids"), self.whole(1), self.whole(2))
        others = self.add("Sub", length, self.whole(1))
        self.lengths = self.add("Concat", self.whole(1), others, axis=0)
        self.ones = [self.filled(count, 1) for count in (self.whole(1), others)]
        self.zeros = [self.filled(count, 0) for count in (self.whole(1), others)]
        words = self.words(self.weights[f"{place}.word_embeddings.weight"])
        positions = self.add("Slice", self.hold(f"{place}.position_embeddings.weight"), self.whole(0), length)
        types = self.add("Gather", self.hold(f"{place}.token_type_embeddings.weight"), "token_type_ids")
        every = self.add("Add", self.add("Add", words, positions), types)
        return self.norm(self.parted(every), f"{place}.LayerNorm")

    def layer(self, states: Pair, name: str) -> Pair:
        """Attend, then feed forward; each is added to what came in."""
        asked, keys, values = (
            self.add("Concat", *self.linear(states, f"{name}.attention.self.{part}"), axis=1)
            for part in ("query", "key", "value")
        )
        heads = self.config.num_attention_heads
        seen = self.parted(self.add("MultiHeadAttention", asked, keys, values, num_heads=heads, domain=FUSED))
        seen = self.linear(seen, f"{name}.attention.output.dense")
        states = self.norm(self.each("Add", seen, states), f"{name}.attention.output.LayerNorm")
        wide = self.each("Gelu", self.linear(states, f"{name}.intermediate.dense"), domain=FUSED)
        return self.norm(
            self.each("Add", self.linear(wide, f"{name}.output.dense"), states), f"{name}.output.LayerNorm"
        )

    def span(self, states: Pair) -> None:
        """Score each piece as a start and as an end, less the first piece's score, which is no answer's."""
        held = self.values(self.weights["pieces.weight"].T), self.hold("pieces.bias")
        first, others = (self.add("Add", self.add("MatMul", part, held[0]), held[1]) for part in states)
        above = self.add("Sub", self.add("Concat", first, others, axis=1), first)
        for name, scores in zip(("start", "end"), self.several("Split", 2, above, axis=-1), strict=True):
            self.named(name, "Squeeze", scores, self.whole(-1))

    def sentences(self, states: Pair) -> None:
        """Score each sentence by the mean of its pieces and the first piece, in full precision."""
        size = self.config.hidden_size
        every = self.add("Squeeze", self.add("Concat", *states, axis=1), self.whole(0))
        weight = self.weights["joined.weight"].T
        of_means = self.add("MatMul", self.add("MatMul", "means", every), self.values(weight[:size]))
        of_first = self.add("MatMul", self.add("Squeeze", states[0], self.whole(1)), self.values(weight[size:]))
        joined = self.add("Add", self.add("Add", of_means, of_first), self.hold("joined.bias"))
        weight = self.values(self.weights["sentence.weight"].T)
        offset = self.values(self.weights["sentence.bias"] - self.weights["none"])
        scores = self.add("Add", self.add("MatMul", self.add("Gelu", joined, domain=FUSED), weight), offset)
        self.named("sentences", "Squeeze", scores, self.whole(1))

    def words(self, table: Numbers) -> str:
        """Look the pieces up in a table whose rows are in eight bits, each with a scale."""
        rows, scales = (self.add("Gather", self.values(part), "input_ids") for part in _eight(table, axis=1))
        return self.add("Mul", self.add("Cast", rows, to=TensorProto.FLOAT), scales)

    def linear(self, states: Pair, name: str) -> Pair:
        """Multiply both by the same weights."""
        first, others = self.products(states, name)
        return first, others

    def products(self, parts: Sequence[str], name: str) -> list[str]:
        """Multiply in eight bits, each part with a scale of its own, the weights with one for each column."""
        whole, scales = _eight(self.weights[f"{name}.weight"].T, axis=0)
        held = self.values(whole), self.values(scales[0]), "", self.hold(f"{name}.bias")
        return [self.add("DynamicQuantizeMatMul", part, *held, domain=FUSED) for part in parts]

    def norm(self, states: Pair, name: str) -> Pair:
        """Bring each piece's numbers to mean 0 and deviation 1, then weigh and move them."""
        weight, bias = self.hold(f"{name}.weight"), self.hold(f"{name}.bias")
        first, others = (
            self.add("InstanceNormalization", part, ones, zeros, epsilon=self.config.layer_norm_eps)
            for part, ones, zeros in zip(states, self.ones, self.zeros, strict=True)
        )
        first, others = (self.add("Add", self.add("Mul", part, weight), bias) for part in (first, others))
        return first, others

    def each(self, operator: str, *pairs: Pair, **settings: Any) -> Pair:  # noqa: ANN401
        """Do the same with the first pieces as with the others."""
        first, others = (self.add(operator, *parts, **settings) for parts in zip(*pairs, strict=True))
        return first, others

    def parted(self, every: str) -> Pair:
        """Part the first piece from the others."""
        first, others = self.several("Split", 2, every, self.lengths, axis=1)
        return first, others

    def filled(self, count: str, value: float) -> str:
        return self.add("ConstantOfShape", count, value=numpy_helper.from_array(np.array([value], dtype=np.float32)))

    def hold(self, name: str) -> str:
        """Store a weight in full precision."""
        return self.values(self.weights[name])

    def whole(self, number: int) -> str:
        return self.values(np.array([number]))

    def values(self, values: Numbers) -> str:
        name = f"values.{len(self.held)}"
        stored = values.astype(np.float32) if values.dtype.kind == "f" else values
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(stored), name))
        return name

    def add(self, operator: str, *inputs: str, **settings: Any) -> str:  # noqa: ANN401
        (name,) = self.several(operator, 1, *inputs, **settings)
        return name

    def several(self, operator: str, count: int, *inputs: str, **settings: Any) -> list[str]:  # noqa: ANN401
        names = [f"{operator}.{len(self.nodes)}.{number}" for number in range(count)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, name=names[0], **settings))
        return names

    def named(self, name: str, operator: str, *inputs: str) -> None:
        """Add an operator that gives one of the model's outputs."""
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name))


def _eight(values: Numbers, *, axis: int) -> tuple[Numbers, Numbers]:
    """Give whole numbers of eight bits and their scales: times these, they are the values, rounded."""
    scales = np.abs(values).max(axis=axis, keepdims=True) / MOST + TINY
    return np.rint(values / scales).astype(np.int8), scales
