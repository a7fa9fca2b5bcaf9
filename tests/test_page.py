import json
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from index import Index
from index.records import Document
from qa import ask as ask_index
from tests.conftest import COMMAND, ROOT, run_command
from ui import markup

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
RUNS = "<script>ran = 1</script><img src=x onerror='ran = 2'>${ran = 3}{{constructor.constructor('ran = 4')()}}"
HOSTILE_TEXT = f"The smugglers of zirconium\n“Zirconium smuggling pays {RUNS} ‘well’,” Mallory Quux said on Tuesday.\n"


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is being served: where, and the home of its index."""

    url: str
    home: Path


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
            yield Served(child.stdout.readline().strip(), home)
        finally:
            child.send_signal(signal.SIGINT)
            _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (130, "")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, seed_home: Path) -> Iterator[Served]:
    """Serve the seed article, and a document that tries to run."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(seed_home, home)
    env = {"ONRECORD_HOME": str(home)}
    hostile = ("add", "-", "--uri", f"hostile:{RUNS}", "--title", f"Zirconium {RUNS}")
    assert run_command(*hostile, input=HOSTILE_TEXT, env=env).returncode == 0
    with serving(home) as place:
        yield place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give one browser profile to most tests: what the page is made of is fetched once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Iterator[Page]:
    page = opened(context, served.url)
    yield page
    page.close()


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(url)
    expect(page.locator("#documents li").first).to_be_visible(timeout=30_000)
    return page


def ask(page: Page, question: str) -> Locator:
    """Ask, with Enter, and give the newest turn once it is there."""
    turns = page.locator("#answers .turn")
    before = turns.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(turns).to_have_count(before + 1, timeout=30_000)
    return turns.first


def log_in(page: Page, password: str) -> None:
    page.get_by_label("username").fill("anybody")
    page.get_by_label("password").fill(password)
    page.get_by_role("button", name="Login").click()


def documents(home: Path) -> dict[str, Document]:
    with Index.open(str(home)) as index:
        return {info.id: index.document(info.id) for info in index.documents()}


def place(element: Locator) -> tuple[str, int, int]:
    """Give the document and the span that an element names."""
    name, start, end = (element.get_attribute(f"data-{key}") or "" for key in ("doc", "start", "end"))
    return name, int(start), int(end)


def test_each_citation_is_a_slice_of_its_document_and_is_marked_in_the_source(page: Page, served: Served) -> None:
    turn = ask(page, QUESTION)
    texts = documents(served.home)
    citations = turn.locator(".citation").all()
    assert citations
    for citation in citations:
        name, start, end = place(citation)
        assert citation.text_content() == texts[name].text[start:end]
    name, start, end = place(citations[0])
    expect(page.locator("#source .text")).to_have_text(texts[name].text, use_inner_text=False)
    chosen = page.locator("#source mark.chosen").all()
    assert "".join(mark.text_content() or "" for mark in chosen) == texts[name].text[start:end]
    assert turn.locator(".answer").text_content() == ask_index(QUESTION, index=str(served.home)).text


def test_a_chip_shows_its_citation_in_the_source(page: Page, served: Served) -> None:
    ask(page, QUESTION)
    chip = page.locator("#answers .chip").last
    name, start, end = place(chip)
    chip.click()
    chosen = page.locator("#source .reveal mark.chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "".join(chosen.all_text_contents()) == documents(served.home)[name].text[start:end]


def test_the_starter_question_is_asked_with_one_click_and_the_button_sends(page: Page) -> None:
    page.locator("#starter").click()
    expect(page.locator("#answers .turn")).to_have_count(1)
    expect(page.locator("#answers .asked")).to_have_text(QUESTION)
    page.locator("#question textarea").fill("who met in Davos?")
    page.locator("#send").click()
    expect(page.locator("#answers .turn")).to_have_count(2)
    expect(page.locator("#question textarea")).to_have_value("")


def test_the_page_asks_no_other_host_for_anything(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    ask(opened(context, served.url), QUESTION)
    context.close()
    hosts = {urllib.parse.urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urllib.parse.urlsplit(served.url).netloc}
    assert not [line for line in complaints if line.startswith("error")]


def test_text_that_tries_to_run_is_shown_and_does_not_run(context: BrowserContext, served: Served) -> None:
    name = next(id for id, document in documents(served.home).items() if document.uri.startswith("hostile:"))
    page = opened(context, f"{served.url}?doc={name}")
    expect(page.locator("#source .text")).to_contain_text(RUNS)
    expect(page.locator("#documents")).to_contain_text(f"Zirconium {RUNS}")
    turn = ask(page, f"what did Quux say about zirconium? {RUNS}")
    expect(turn.locator(".asked")).to_contain_text(RUNS)
    expect(turn.locator("blockquote").first).to_contain_text(RUNS)
    assert page.evaluate("typeof ran") == "undefined"
    assert page.locator("#answers img, #answers script, #source img, #documents img").count() == 0


def test_an_address_opens_a_source_at_its_span(context: BrowserContext, served: Served) -> None:
    name, document = next((id, each) for id, each in documents(served.home).items() if "Greer" in each.text)
    page = opened(context, f"{served.url}?doc={name}&span=100-180")
    expect(page.locator("#source mark.chosen")).to_have_text(document.text[100:180], use_inner_text=False)


@pytest.mark.parametrize("query", ["doc=nothing", "doc=nothing&span=9-1"])
def test_an_address_that_leads_nowhere_says_so_in_one_line(context: BrowserContext, served: Served, query: str) -> None:
    page = opened(context, f"{served.url}?{query}")
    expect(page.locator("#source .error")).to_be_visible()


def test_an_abstention_shows_what_comes_nearest_and_cites_nothing(page: Page) -> None:
    turn = ask(page, "what did Greer say about sourdough bread?")
    expect(turn.locator(".abstention")).to_be_visible()
    assert turn.locator(".citation").count() == 0


def test_a_question_that_cannot_be_asked_is_told_in_one_line_and_stays_in_its_box(page: Page) -> None:
    page.locator("#question textarea").fill("why " * 2_600)
    page.locator("#send").click()
    expect(page.locator("#answers .error")).to_contain_text("10,000")
    assert len(page.locator("#question textarea").input_value()) > 10_000


def test_two_browsers_do_not_see_each_others_questions(browser: Browser, page: Page, served: Served) -> None:
    ask(page, QUESTION)
    other = browser.new_context()
    elsewhere = opened(other, served.url)
    ask(elsewhere, "who met in Davos?")
    assert elsewhere.locator("#answers .asked").all_text_contents() == ["who met in Davos?"]
    other.close()
    ask(page, "what about soybeans?")
    assert page.locator("#answers .asked").all_text_contents() == ["what about soybeans?", QUESTION]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_page_without_scrolling_sideways(browser: Browser, served: Served, scheme: str) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = opened(phone, served.url)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    backdrop = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", backdrop)[:3])) < 384) == (scheme == "dark")
    phone.close()


def test_a_port_that_is_taken_is_an_error_in_one_line(served: Served) -> None:
    port = str(urllib.parse.urlsplit(served.url).port)
    done = run_command("serve", "--port", port, env={"ONRECORD_HOME": str(served.home)})
    assert done.returncode == 2
    assert done.stderr.startswith(f"onrecord: Port {port} is taken.")
    assert done.stderr.count("\n") == 1


def test_a_password_keeps_out_those_who_do_not_know_it(served: Served, browser: Browser) -> None:
    with serving(served.home, "--password", "sésame") as guarded:
        for path in ("config", "gradio_api/info"):
            with pytest.raises(urllib.error.HTTPError, match="401") as refused:
                urllib.request.urlopen(guarded.url + path)  # noqa: S310
            refused.value.close()
        context = browser.new_context()
        page = context.new_page()
        page.goto(guarded.url)
        log_in(page, "open")
        expect(page.get_by_text("Incorrect Credentials")).to_be_visible(timeout=30_000)
        assert page.locator("#question").count() == 0
        log_in(page, "sésame")
        expect(page.locator("#documents li").first).to_be_visible(timeout=30_000)
        context.close()


def test_spans_that_overlap_are_marked_by_their_offsets_alone() -> None:
    document = Document("d", "u", "t", None, None, None, "0", 11, "aa <aa> aa&")
    shown = markup.source(document, [(3, 7), (5, 9)], chosen=(4, 5))
    marks = re.findall(r'<mark( class="chosen")? data-start="(\d+)" data-end="(\d+)">([^<]*)</mark>', shown)
    assert [(bool(chosen), int(start), int(end)) for chosen, start, end, _ in marks] == [
        (False, 3, 4),
        (True, 4, 5),
        (False, 5, 7),
        (False, 7, 9),
    ]
    assert [text for *_, text in marks] == ["&lt;", "a", "a&gt;", " a"]
    assert json.dumps(markup.source(document, [(-5, 3), (9, 99)])).count("<mark") == 2
