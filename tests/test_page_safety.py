import re
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from qa import Citation
from tests.browser import QUESTION, RUNS, Served, ask, barriers, documents, log_in, opened, serving
from tests.command import run_command
from ui.credit import address


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


def test_whatever_a_citation_says_of_its_document_stays_inside_its_attribute() -> None:
    hostile = f'"><b onclick="{RUNS}'
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(f"<i {address(Citation(1, hostile, '', '', None, None, hostile, 0, 1, ''))}></i>")
    assert found == [("i", {"data-doc": hostile, "data-start": "0", "data-end": "1", "data-sha": hostile})]


def test_text_that_tries_to_run_is_shown_and_does_not_run(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    name = next(id for id, document in documents(served.home).items() if document.uri.startswith("hostile:"))
    page = opened(context, f"{served.url}?doc={name}")
    expect(page.locator("#source .text")).to_contain_text(RUNS)
    expect(page.locator("#documents")).to_contain_text(f"Zirconium {RUNS}")
    turn = ask(page, f"what did Quux say about zirconium? {RUNS}")
    expect(turn.locator(".asked")).to_contain_text(RUNS)
    expect(turn.locator("blockquote").first).to_contain_text(RUNS)
    turn.locator(".chip").first.hover()
    expect(page.locator("#card")).to_contain_text(RUNS)
    turn.locator(".answer, .abstention").first.select_text()
    page.locator("#seek").click()
    expect(page.locator("#source .document:not([data-turn])")).to_be_visible()
    assert page.evaluate("typeof ran") == "undefined"
    assert page.locator(":is(#answers, #source, #documents, #card) :is(img, script, iframe, a)").count() == 0
    context.close()


def test_text_that_turns_its_direction_does_not_turn_what_is_around_it(browser: Browser, own: Served) -> None:
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}Title that turns\nBody."
    assert run_command("add", "-", "--uri", "turned", input=turned).returncode == 0
    page = opened(browser.new_context(), own.url)
    title = page.locator("#documents .title", has_text="Title that turns")
    expect(title).to_be_visible()
    assert title.locator("bdi").text_content() == "\N{RIGHT-TO-LEFT OVERRIDE}"  # which acts on nothing but itself
    page.context.close()


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../../../etc/passwd", "{home}/snapshot.sqlite3", "{home}/state.json"]
)
def test_file_routes_reach_nothing_outside(served: Served, path: str) -> None:
    assert (served.home / "snapshot.sqlite3").exists()
    wanted = urllib.parse.quote(path.format(home=served.home))
    with pytest.raises(urllib.error.HTTPError, match=r"40[34]") as refused:
        urllib.request.urlopen(f"{served.url}gradio_api/file={wanted}")  # noqa: S310
    refused.value.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_readers_who_need_help(browser: Browser, served: Served, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark" if dark else "light")
    page = opened(context, served.url)
    expect(page.locator("#starters .starter").first).to_be_visible()
    backdrop = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", backdrop)[:3])) < 384) == dark
    for asked in (None, QUESTION, "what did Greer say about sourdough bread?"):
        if asked:
            ask(page, asked)
        assert barriers(page) == []
    expect(page).to_have_title("On the Record")
    context.close()


def test_what_is_answered_is_announced(browser: Browser, served: Served) -> None:
    page = opened(browser.new_context(), served.url)
    turn = ask(page, QUESTION)
    expect(page.locator("#live")).to_have_text(turn.locator(".answer").text_content() or "")
    page.context.close()


def test_other_machines_need_a_password_or_a_flag_that_says_it_is_wanted_without(unused_port: int) -> None:
    done = run_command("serve", "--host", "0.0.0.0", "--port", str(unused_port))  # noqa: S104
    assert done.returncode == 2
    assert "--password SECRET, or --no-password" in done.stderr
    both = run_command("serve", "--password", "a", "--no-password", "--port", str(unused_port))
    assert both.returncode == 2
    assert "exclude each other" in both.stderr


def test_a_page_for_everybody_is_served_when_that_is_wanted(served: Served) -> None:
    with serving(served.home, "--host", "0.0.0.0", "--no-password") as everywhere:  # noqa: S104
        port = urllib.parse.urlsplit(everywhere.url).port
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answered:
            assert answered.status == 200


def test_a_port_that_is_taken_is_an_error_in_one_line(served: Served) -> None:
    port = str(urllib.parse.urlsplit(served.url).port)
    done = run_command("serve", "--port", port, env={"ONRECORD_HOME": str(served.home)})
    assert done.returncode == 2
    assert done.stderr.startswith(f"onrecord: Port {port} is taken.")
    assert done.stderr.count("\n") == 1


def test_a_password_keeps_out_those_who_do_not_know_it(served: Served, browser: Browser) -> None:
    with serving(served.home, "--password", "sésame") as guarded:
        assert "sésame".encode() not in Path(f"/proc/{guarded.process}/cmdline").read_bytes()
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
