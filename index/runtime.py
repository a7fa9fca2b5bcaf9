"""ONNX Runtime, which runs the models that ship: loaded at first use, on the processor, and told to report nothing.

Since its release 1.32 the package gives the machine an id and reports to its maker what it runs, unless it is told
not to before it is loaded.
"""

import os
from pathlib import Path
from typing import Any


def session(model: Path) -> Any:  # noqa: ANN401
    """Load a model to be run by one thread at a time. Raises RuntimeError or OSError, ONNX Runtime's own among them."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf, NoSuchFile

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = 1  # batches and windows run beside each other instead, a tenth faster
    try:
        return onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])
    except (Fail, InvalidGraph, InvalidProtobuf, NoSuchFile) as error:
        raise RuntimeError(str(error)) from error
