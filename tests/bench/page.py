"""The page: from opening it in a warm browser to the first answer, with one article indexed and with all of them."""

import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from index import Index
from tests import chromium
from tests.bench import news
from tests.bench.data import BenchError, articles, questions
from tests.bench.process import Latency, in_own_process, latency, progress
from tests.bench.table import number, print_json, print_table
from tests.browser import BROWSER, QUESTION, serving

OPENED = 11  # times; the first fills the browser's cache and is left out
SEEDS = Path(__file__).parents[2] / "seeds"


def run(data: Path, limit: int | None, home: Path | None) -> None:
    """Measure both and print the table and the JSON line; the articles' index is kept in `home` if given."""
    browser = chromium.found()
    if browser is None:
        raise BenchError(chromium.MISSING)
    with ExitStack() as stack:
        one, many = (stack.enter_context(tempfile.TemporaryDirectory()) for _ in range(2))
        many = str(home) if home else many
        with Index.open(one) as index:
            index.add(str(SEEDS))
        in_own_process(news.build, data, limit, many)
        found = {
            "1": measure(Path(one), QUESTION, browser),
            f"{len(articles(data, limit)):,}": measure(Path(many), questions(data, 1)[0].question, browser),
        }
    rows = [[name, number(each.p50_ms / 1000), number(each.p95_ms / 1000), str(each.n)] for name, each in found.items()]
    print_table(["page opened to first answer; documents", "p50 s", "p95 s", "n"], rows)
    print_json({"bench": "page", "seconds": {name: asdict(each) for name, each in found.items()}})


def measure(home: Path, question: str, browser: str) -> Latency:
    """Open the page and ask, again and again, in tabs of one browser."""
    seconds = []
    with serving(home) as served, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=BROWSER)
        context = started.new_context(viewport={"width": 1440, "height": 900})
        for done in range(OPENED):
            page = context.new_page()
            seconds.append(_seconds(page, served.url, question))
            page.evaluate("sessionStorage.clear()")
            page.close()
            progress(done + 1, OPENED, "opened")
        started.close()
    return latency(seconds[1:])


def _seconds(page: Page, url: str, question: str) -> float:
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.locator("#answers .turn").wait_for()
    return time.perf_counter() - began
