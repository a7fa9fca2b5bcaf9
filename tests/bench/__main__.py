"""The command: `python -m tests.bench NAME --data DIR`. Exit status 2 and one line say what is missing."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from index.errors import OnRecordError
from tests.bench import (
    article,
    asked,
    attribution,
    cases,
    crash,
    load,
    news,
    noise,
    page,
    reading,
    scale,
    sentences,
    speed,
)
from tests.bench.data import BenchError

Given = argparse.Namespace
BENCHES: dict[str, Callable[[Given], None]] = {
    "article": lambda given: article.run(given.data, given.limit),
    "asked": lambda given: asked.run(given.data, given.limit, given.set or "asked"),
    "attribution": lambda given: attribution.run(given.data, given.limit, given.split),
    "cases": lambda given: cases.run(given.data, given.limit),
    "crash": lambda given: crash.run(given.data, given.kills),
    "load": lambda given: load.run(given.data, given.limit, _crowd(given)),
    "news": lambda given: news.run(given.data, given.limit, given.index),
    "noise": lambda given: noise.run(given.data, given.limit),
    "page": lambda given: page.run(given.data, given.limit, given.index),
    "reading": lambda given: reading.run(given.data, given.limit),
    "scale": lambda given: scale.run(given.data, given.limit, given.index, given.passages or load.PASSAGES),
    "sentences": lambda given: sentences.run(given.data, given.limit),
    "speed": lambda given: speed.run(given.data, given.limit),
}
OWN = {  # options, and who has them
    "index": ("load", "news", "page", "scale"),
    "kills": ("crash",),
    "passages": ("load", "scale"),
    "quoting": ("load",),
    "seconds": ("load",),
    "set": ("asked",),
    "split": ("attribution",),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one benchmark; give the exit status."""
    parser = _parser()
    given = parser.parse_intermixed_args(arguments)
    for option, names in OWN.items():
        if getattr(given, option) is not None and given.name not in names:
            shown = "N" if option == "passages" else f"--{option}"
            parser.error(f"{shown} is for {' and '.join(names)}, not for {given.name}")
    try:
        if not given.data.is_dir():
            raise BenchError(f"No folder '{given.data}'. Name the one with the benchmark data: --data DIR")
        BENCHES[given.name](given)
    except (BenchError, OnRecordError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure onrecord on data.")
    parser.add_argument("name", choices=BENCHES, metavar="NAME", help="%(choices)s")
    parser.add_argument(
        "passages", type=_count, nargs="?", metavar="N", help="load, scale: passages (default: 100,000)"
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder that holds the data")
    parser.add_argument("--limit", type=_count, metavar="N", help="a quick try on the first N rows")
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="load, news, page, scale: keep or reuse the index there"
    )
    parser.add_argument("--kills", type=_count, metavar="N", help="crash: processes to kill (default: 100)")
    parser.add_argument("--quoting", type=Path, metavar="DIR", help="load: keep or reuse the index of scale there")
    parser.add_argument("--seconds", type=_count, metavar="S", help="load: for each number of people (default: 60)")
    parser.add_argument("--set", choices=("asked", "train"), help="asked: which questions (default: asked)")
    parser.add_argument("--split", choices=attribution.SPLITS, help="attribution: the part to read (default: dev)")
    return parser


def _crowd(given: Given) -> load.Options:
    seconds, passages = given.seconds or load.SECONDS, given.passages or load.PASSAGES
    return load.Options(seconds, given.index, given.quoting, passages)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number, from 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
