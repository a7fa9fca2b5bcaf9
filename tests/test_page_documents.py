import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import QUESTION, Served, ask, documents, opened, serving
from tests.command import run_command

FLOOD = "Flood closes the harbour\n(Gazette) — “The water came at night,” Ada Poe said on Monday.\n"
STRIKE = "Strike at the mill\n(Herald) — “We will not go back for less,” Tom Reed said on Friday.\n"


@pytest.fixture
def page(browser: Browser, own: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened(context, own.url)
    context.close()


def written(folder: Path, name: str, content: str | bytes) -> str:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)


def test_several_uploads_are_added_and_each_that_fails_is_named_with_why(
    page: Page, own: Served, tmp_path: Path
) -> None:
    files = [
        written(tmp_path, "flood.txt", FLOOD),
        written(tmp_path, "photo.txt", b"\x89PNG\0\0"),
        written(tmp_path, "strike.txt", STRIKE),
        written(tmp_path, "<img src=x onerror='ran = 5'>.pdf", "x"),
    ]
    page.locator("#upload input[type=file]").set_input_files(files)
    expect(page.locator("#documents li")).to_have_count(3)
    errors = page.locator("#notice .error")
    expect(errors).to_have_count(2)
    expect(errors.first).to_contain_text("photo.txt: is not text but binary data")
    expect(errors.last).to_contain_text("is not read yet. Save it as")
    assert page.evaluate("typeof ran") == "undefined"
    kept = {document.uri: document for document in documents(own.home).values()}
    assert kept["upload:flood.txt"].source == "Gazette"
    assert kept["upload:strike.txt"].title == "Strike at the mill"
    turn = ask(page, "what did Reed say about going back?")
    expect(turn.locator(".answer")).to_contain_text("We will not go back for less")


def test_two_texts_that_come_under_one_name_are_both_kept(page: Page, own: Served, tmp_path: Path) -> None:
    for text in (FLOOD, STRIKE, FLOOD):
        page.locator("#upload input[type=file]").set_input_files(written(tmp_path, "article.txt", text))
        expect(page.locator("#notice .notice")).to_have_count(1)
        expect(page.locator("#notice .notice")).to_contain_text(text.splitlines()[0])
    assert sorted(each.text for each in documents(own.home).values() if each.uri.startswith("upload:")) == [
        FLOOD,
        STRIKE,
    ]


def test_files_dropped_on_the_page_are_added(page: Page) -> None:
    data = page.evaluate_handle(
        "text => { const data = new DataTransfer(); data.items.add(new File([text], 'flood.txt')); return data; }",
        FLOOD,
    )
    page.dispatch_event("#answers", "drop", {"dataTransfer": data})
    expect(page.locator("#documents .title", has_text="Flood closes the harbour")).to_be_visible()


def test_what_is_removed_can_be_taken_back(page: Page, own: Served) -> None:
    (before,) = documents(own.home).values()
    page.locator("#documents .remove").click()
    expect(page.locator("#notice .notice")).to_contain_text("Removed")
    expect(page.locator("#documents li")).to_have_count(0)
    assert documents(own.home) == {}
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#documents li")).to_have_count(1)
    assert list(documents(own.home).values()) == [before]


def test_each_of_several_removals_can_be_taken_back(page: Page, own: Served) -> None:
    assert run_command("add", "-", "--uri", "strike", input=STRIKE).returncode == 0
    expect(page.locator("#documents li")).to_have_count(2)
    before = documents(own.home)
    page.evaluate("document.querySelectorAll('#documents .remove').forEach((button) => button.click())")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_count(2)
    undo.last.click()
    expect(undo).to_have_count(1)
    undo.click()
    expect(page.locator("#documents li")).to_have_count(2)
    assert documents(own.home) == before


def test_a_question_does_not_wait_for_a_long_document(page: Page, own: Served, tmp_path: Path) -> None:
    long = written(tmp_path, "long.txt", "\n".join(f"{FLOOD} {number}" for number in range(4_000)))
    page.locator("#upload input[type=file]").set_input_files(long)
    expect(page.locator("#notice")).to_contain_text("Adding 1 of 1: long.txt")
    ask(page, QUESTION)
    expect(page.locator("#notice")).to_contain_text("Adding 1 of 1: long.txt")
    expect(page.locator("#notice")).to_contain_text("Added", timeout=120_000)


def test_a_document_added_in_a_terminal_appears_by_itself(page: Page) -> None:
    expect(page.locator("#documents li")).to_have_count(1)
    assert run_command("add", "-", "--uri", "strike", input=STRIKE).returncode == 0
    expect(page.locator("#documents .title", has_text="Strike at the mill")).to_be_visible()
    expect(page.locator("#documents .count")).to_have_text("2")


def test_the_filter_keeps_what_holds_its_words(page: Page) -> None:
    assert run_command("add", "-", "--uri", "strike", input=STRIKE).returncode == 0
    expect(page.locator("#documents li")).to_have_count(2)
    page.locator("#filter input, #filter textarea").first.fill("herald mill")
    expect(page.locator("#documents .title")).to_have_text(["Strike at the mill"])
    page.locator("#filter input, #filter textarea").first.fill("zebra")
    expect(page.locator("#documents")).to_contain_text("None holds “zebra”")


def test_with_nothing_indexed_the_page_says_how_to_begin(browser: Browser, seeded: Path) -> None:
    (seed,) = documents(seeded)
    assert run_command("remove", seed, env=dict(os.environ)).returncode == 0
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with serving(seeded) as place:
        page = opened(context, place.url)
        expect(page.locator("#starters")).to_contain_text("Nothing is indexed yet")
        expect(page.locator("#documents")).to_contain_text("None yet")
        expect(ask(page, "what did Greer say?").locator(".verdict")).to_have_text("Nothing is indexed yet")
        context.close()
