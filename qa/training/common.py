"""The command that makes the list of common words: `python -m qa.training.common --data DIR`.

Counted in the encyclopedia, reviews and forums that the reader is trained on: what stands there often, in lower case,
and seldom with a capital inside a sentence. The list holds their stems.
"""

import argparse
import gzip
import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.terms import stem
from qa.english.common import LIST

OFTEN = 20  # times
SELDOM = 4  # times as often in lower case as with a capital

_PLAIN = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’-])")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]+(?![\w'’-])")


def common_words(texts: Iterable[str]) -> list[str]:
    """Give the stems of what texts write often and in lower case, in order."""
    plain, capital = Counter[str](), Counter[str]()
    for text in texts:
        plain.update(_PLAIN.findall(text))
        capital.update(word.lower() for word in _CAPITAL.findall(text))
    often = (word for word, times in plain.items() if times >= max(OFTEN, SELDOM * capital[word]))
    return sorted(set(map(stem, often)))


def texts_in(data: Path) -> Iterator[str]:
    """Give each text of the reading sets once."""
    seen: set[str] = set()
    for path in sorted((data / "reading").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            seen.update(json.loads(line)["context"] for line in lines)
    yield from seen


def main() -> int:
    """Count and write."""
    parser = argparse.ArgumentParser(prog="python -m qa.training.common", description="Make the list of common words.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder that holds the data")
    parser.add_argument("--to", type=Path, default=LIST, metavar="FILE", help="the file to write")
    given = parser.parse_args()
    given.to.write_text(textwrap.fill(" ".join(common_words(texts_in(given.data))), 120) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
