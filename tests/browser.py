"""The page in a real browser: what its tests share."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from index import Index
from index.records import Document
from tests import chromium
from tests.command import COMMAND, ROOT, run_command

T = TypeVar("T")

QUESTION = "what did Greer say about export controls?"
BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
PASSWORD = "sésame, öffne dich"  # noqa: S105
NAME = "docs.example.org"
RUNS = "<script>ran = 1</script><img src=x onerror='ran = 2'>${ran = 3}{{constructor.constructor('ran = 4')()}}"
HOSTILE_TEXT = f"The smugglers of zirconium\n“Zirconium smuggling pays {RUNS} ‘well’,” Mallory Quux said on Tuesday.\n"


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is being served: where, and the home of its index."""

    url: str
    home: Path
    process: int


@contextmanager
def serving(home: Path, *options: str) -> Iterator[Served]:
    """Serve the page in a process of its own, and interrupt it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", port, *options],
        cwd=ROOT,
        env=os.environ | {"ONRECORD_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        try:
            assert child.stdout
            yield Served(child.stdout.readline().strip(), home, child.pid)
        finally:
            child.send_signal(signal.SIGINT)
            _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (130, ""), errors


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, seed_home: Path) -> Iterator[Served]:
    """Serve the seed article, and a document that tries to run."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(seed_home, home)
    env = {"ONRECORD_HOME": str(home)}
    hostile = ("add", "-", "--uri", f"hostile:{RUNS}", "--title", f"Zirconium {RUNS}")
    assert run_command(*hostile, input=HOSTILE_TEXT, env=env).returncode == 0
    with serving(home) as place:
        yield place


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory, seed_home: Path) -> Iterator[Served]:
    """Serve other machines too, for those who know the password, and behind a proxy of a name."""
    folder = tmp_path_factory.mktemp("guarded")
    home, file = folder / "home", folder / "password"
    shutil.copytree(seed_home, home)
    file.write_text(f"{PASSWORD}\n", "utf-8")
    everywhere = "0.0.0.0"  # noqa: S104
    with serving(home, "--host", everywhere, "--password-file", str(file), "--allow-host", NAME) as place:
        yield Served(place.url.replace(everywhere, "127.0.0.1"), home, place.process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.found()
    assert path is not None, chromium.MISSING
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=BROWSER)
        yield started
        started.close()


@pytest.fixture
def own(seeded: Path) -> Iterator[Served]:
    """Serve the seed article to one test alone, which may change it."""
    with serving(seeded) as place:
        yield place


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(url)
    expect(page.locator("#documents h2")).to_be_visible(timeout=30_000)
    return page


def ask(page: Page, question: str) -> Locator:
    """Ask, with Enter, and give the newest turn once it is there."""
    turns = page.locator("#answers .turn")
    before = turns.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(turns).to_have_count(before + 1, timeout=30_000)
    return turns.nth(before)


def chosen(page: Page) -> str:
    """Give the words that are marked strongly in the source, once some are."""
    marks = page.locator("#source mark.chosen")
    expect(marks.first).to_be_visible()
    return "".join(mark.text_content() or "" for mark in marks.all())


def barriers(page: Page) -> list[tuple[str, list[object]]]:
    """Give what bars readers who need help, seriously or worse."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"]) for each in found if each["impact"] in ("serious", "critical")]


def log_in(page: Page, password: str) -> None:
    page.get_by_label("username").fill("anybody")
    page.get_by_label("password").fill(password)
    page.get_by_role("button", name="Login").click()


def documents(home: Path) -> dict[str, Document]:
    with Index.open(str(home)) as index:
        return {info.id: index.document(info.id) for info in index.documents()}


def finished(work: Coroutine[object, object, T]) -> T:
    """Run to its end what waits, in a thread of its own: in this one the browser may be waited for."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def place(element: Locator) -> tuple[str, int, int]:
    """Give the document and the span that an element names."""
    name, start, end = (element.get_attribute(f"data-{key}") or "" for key in ("doc", "start", "end"))
    return name, int(start), int(end)
