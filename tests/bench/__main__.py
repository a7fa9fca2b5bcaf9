"""The command: `python -m tests.bench NAME --data DIR`. Exit status 2 and one line say what is missing."""

import argparse
import sys
from pathlib import Path

from index.errors import OnRecordError
from tests.bench import article, attribution, news, noise, page, reading, scale, sentences, speed
from tests.bench.data import BenchError

PLAIN = {
    "article": article.run,
    "noise": noise.run,
    "reading": reading.run,
    "sentences": sentences.run,
    "speed": speed.run,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one benchmark; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure onrecord on data.")
    parser.add_argument("name", choices=(*PLAIN, "attribution", "news", "page", "scale"), metavar="NAME", help="%(choices)s")
    parser.add_argument("passages", type=_count, nargs="?", metavar="N", help="scale: passages")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder that holds the data")
    parser.add_argument("--limit", type=_count, metavar="N", help="a quick try on the first N rows")
    parser.add_argument("--index", type=Path, metavar="DIR", help="news, page: keep or reuse the index there")
    parser.add_argument("--split", choices=attribution.SPLITS, default="dev", help="attribution: the part to read")
    given = parser.parse_args(arguments)
    if given.index and given.name not in ("news", "page", "scale"):
        parser.error(f"--index is for news and page, not for {given.name}")
    try:
        if not given.data.is_dir():
            raise BenchError(f"No folder '{given.data}'. Name the one with the benchmark data: --data DIR")
        if given.name == "attribution":
            attribution.run(given.data, given.limit, given.split)
        elif given.name == "news":
            news.run(given.data, given.limit, given.index)
        elif given.name == "page":
            page.run(given.data, given.limit, given.index)
        elif given.name == "scale":
            scale.run(given.data, given.limit, given.index, given.passages)
        else:
            PLAIN[given.name](given.data, given.limit)
    except (BenchError, OnRecordError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of rows, from 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
