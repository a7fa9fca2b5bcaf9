"""The tree is the architecture: who may import whom, and where each heavy library lives."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {"index": set[str](), "qa": {"index"}, "ui": {"index", "qa"}}
TRAINING = {f"qa/training/{name}.py" for name in ("__main__", "export", "features", "fit", "network", "ranking")}
HOMES = {
    "chromadb": {"index/server.py", "index/store.py"},
    "gradio": {"ui/page.py", "ui/layout.py"},
    "fastapi": {"ui/page.py"},
    "langchain": set[str](),
    "langchain_core": {"index/index.py", "index/retriever.py", "qa/chain.py"},
    "onnxruntime": {"index/model/build.py", "index/runtime.py"},
    "sentence_transformers": {"index/embed.py", "index/model/build.py", "qa/reading/hub.py"},
    "torch": {"index/model/build.py", "qa/reading/hub.py", *TRAINING},
    "transformers": {"qa/reading/hub.py", "qa/training/network.py"},
    "sqlite3": {"index/salvage.py", "index/snapshot.py"},
}
ROOMS = ("errors", "answer", "opened", "english", "question", "reading", "evidence", "wording", "verification")
HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "chromadb", "onnxruntime", "langchain_core")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def product_files() -> list[Path]:
    return [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("file", product_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_go_one_way_and_libraries_stay_at_home(file: Path) -> None:
    package = file.relative_to(ROOT).parts[0]
    used = set(imports(file))
    assert used & set(PACKAGES) <= PACKAGES[package] | {package}
    place = file.relative_to(ROOT).as_posix()
    assert all(place in HOMES[library] for library in used & set(HOMES))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_takes_only_from_those_before_it(room: str) -> None:
    files = [ROOT / "qa" / f"{room}.py", *sorted((ROOT / "qa" / room).glob("*.py"))]
    trees = [ast.parse(file.read_text("utf-8")) for file in files if file.exists()]
    used = {
        node.module for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }
    rooms = {name.split(".")[1] for name in used if name.startswith("qa.")}
    assert rooms <= set(ROOMS[: ROOMS.index(room) + 1])


def test_every_home_is_lived_in() -> None:
    used = {(library, f.relative_to(ROOT).as_posix()) for f in product_files() for library in imports(f)}
    assert all((library, home) in used for library, homes in HOMES.items() for home in homes)


@pytest.mark.parametrize("package", list(PACKAGES))
def test_importing_loads_nothing_heavy(package: str) -> None:
    code = f"import sys, {package}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_question_on_a_ready_index_is_answered_without_torch_chroma_or_langchain(seeded: Path) -> None:
    assert seeded.exists()
    code = (
        "import sys; from qa import ask; assert ask('what did Greer say about export controls?').answered;"
        "print([n for n in ('torch', 'sentence_transformers', 'chromadb', 'langchain_core') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_does_nothing_else(home: Path) -> None:
    subprocess.run([sys.executable, "-c", "import index, qa, ui"], cwd=ROOT, check=True)
    assert not home.exists()


def test_what_runs_the_models_keeps_nothing_of_its_own_in_the_reader_s_home(tmp_path: Path) -> None:
    embeds = "from index.embed import DEFAULT_EMBEDDER, load_embedder; load_embedder(DEFAULT_EMBEDDER).embed(['words'])"
    code = f"import qa; qa.read('Who?', ['She.']); {embeds}"
    reader = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=reader, check=True)
    assert list(tmp_path.iterdir()) == []
