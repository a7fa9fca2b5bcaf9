from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from index import Document, Index, Statement
from tests.browser import QUESTION, RUNS, Served, ask, barriers, chosen, documents, opened, place
from ui.pane import Pane
from ui.speakers import speakers, view


@pytest.fixture(scope="module")
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Give one page to all tests here: each begins by opening a document, or by asking."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield opened(context, served.url)
    context.close()


@pytest.fixture(scope="session")
def said(served: Served) -> list[Statement]:
    """Give all statements of the seed article."""
    with Index.open(str(served.home)) as index:
        name = next(info.id for info in index.documents() if info.title.startswith("Greer"))
        return index.statements(document_id=name)


def who_speaks(page: Page, title: str = "Greer") -> Locator:
    """Open a document from its title, and then the list of who speaks in it."""
    listed = page.locator("#documents .title", has_text=title)
    name = listed.get_attribute("data-doc")  # another document may still be open
    listed.click()
    page.locator(f"#source .document[data-doc='{name}']:not([data-speaker]):has(.text) [data-action=speakers]").click()
    names = page.locator("#source .speakers h3 button")
    expect(names.first).to_be_visible()
    return names


def test_every_speaker_is_listed_with_role_and_number_of_statements(page: Page, said: list[Statement]) -> None:
    counts = Counter(each.speaker for each in said)
    page.locator("#documents .title", has_text="Greer").click()
    named = len([name for name in counts if name])
    expect(page.locator("#source [data-action=speakers]")).to_have_text(f"Speakers ({named})")
    names = who_speaks(page)
    expect(names).to_have_count(len(counts))
    listed = {name.get_attribute("data-speaker"): name.text_content() or "" for name in names.all()}
    for speaker, count in counts.items():
        shown = listed[speaker or ""]
        assert shown.startswith(speaker or "Speaker not resolved")
        assert shown.endswith(f"{count} statement{'s' if count > 1 else ''}")
    assert "US Trade Representative" in listed["Jamieson Greer"]
    assert "Treasury Secretary" in listed["Scott Bessent"]


def test_each_statement_is_a_slice_of_its_document_and_is_lit_there(page: Page, served: Served) -> None:
    names = who_speaks(page)
    for nth in range(names.count()):
        names.nth(nth).click()
        expect(names.nth(nth)).to_have_attribute("aria-expanded", "true")
        statements = page.locator("#source .statements blockquote")
        for statement in statements.all():
            name, start, end = place(statement)
            assert statement.text_content() == documents_text(served, name)[start:end]
        name, start, end = place(statements.last)
        statements.last.click()
        expect(page.locator("#source .document")).to_have_attribute("data-start", str(start))
        expect(page.locator("#source .text")).to_have_text(documents_text(served, name), use_inner_text=False)
        assert chosen(page) == documents_text(served, name)[start:end]
        expect(page.locator("#source mark.chosen").first).to_be_in_viewport()
        page.locator("#source [data-action=speakers]").click()
        expect(page.locator("#source .statements")).to_be_visible()


def documents_text(served: Served, name: str) -> str:
    return documents(served.home)[name].text


def test_all_that_a_speaker_said_is_there_quoted_apart_from_reported(page: Page, said: list[Statement]) -> None:
    names = who_speaks(page)
    names.filter(has_text="Jamieson Greer").click()
    theirs = [each for each in said if each.speaker == "Jamieson Greer"]
    items = page.locator("#source .statements > li")
    expect(items).to_have_count(len(theirs))
    labels = {"direct": "Quoted", "mixed": "Partly quoted", "indirect": "Reported"}
    assert items.locator(".kind").all_text_contents() == [labels[each.kind] for each in theirs]
    assert page.locator("#source .statements .reported").count() == sum(each.kind == "indirect" for each in theirs)
    expect(items.filter(has_text="normal export control work")).to_contain_text("the US trade representative added")


def test_keys_alone_lead_through_the_speakers_and_back_to_the_answer(page: Page) -> None:
    turn = ask(page, QUESTION)
    chip = turn.locator(".chip").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.chosen")).to_be_focused()
    words = chosen(page)
    page.locator("#source [data-action=speakers]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source h2")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator("#source .speakers h3 button").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.chosen").first).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#source .position")).to_contain_text("2 of ")
    page.keyboard.press("Escape")
    expect(page.locator("#source .statements li").nth(1).locator("button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#source .document")).to_have_attribute("data-turn", turn.get_attribute("data-turn") or "")
    assert chosen(page) == words
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_who_is_silent_is_never_given_the_words_of_another(page: Page) -> None:
    card = ask(page, "what did Greer say about soybeans?").locator(".card")
    expect(card.locator(".abstention")).to_contain_text("Scott Bessent")
    headings = card.locator("h4")
    expect(headings).to_have_text(
        ["On this topic, but not by Jamieson Greer", "By Jamieson Greer, but on other topics"]
    )
    others, theirs = card.locator("ol.citations").all()
    assert set(others.locator(".speaker").all_text_contents()) == {"Scott Bessent"}
    assert set(theirs.locator(".speaker").all_text_contents()) == {"Jamieson Greer"}
    assert others.locator(".speaker").count() == others.locator("li").count()
    assert theirs.locator(".speaker").count() == theirs.locator("li").count()
    others.locator("button.about").first.click()
    turn = card.locator("blockquote").first.get_attribute("data-turn") or ""
    expect(page.locator("#source .document[data-number='1']")).to_have_attribute("data-turn", turn)
    assert "soybeans" in chosen(page)


def test_a_follow_up_on_which_somebody_is_silent_tells_the_speakers_apart_too(page: Page) -> None:
    ask(page, QUESTION)
    card = ask(page, "and about soybeans?").locator(".card")
    expect(card.locator(".sought")).to_contain_text("words of Greer on soybeans")
    expect(card.locator("h4").first).to_have_text("On this topic, but not by Jamieson Greer")


def test_a_citation_names_its_speaker_also_where_its_number_is_pointed_at(page: Page) -> None:
    turn = ask(page, QUESTION)
    for credit in turn.locator("li > .about").all():
        expect(credit.locator("strong")).to_have_text("Jamieson Greer")
    turn.locator(".chip").first.hover()
    expect(page.locator("#card .about strong")).to_have_text("Jamieson Greer")
    expect(page.locator("#card .about strong")).to_be_visible()


def test_a_speaker_whose_words_try_to_run_is_listed_and_runs_nothing(page: Page, served: Served) -> None:
    names = who_speaks(page, "Zirconium")
    expect(page.locator("#source h2")).to_contain_text(RUNS)
    names.first.click()
    expect(page.locator("#source .statements")).to_contain_text(RUNS)
    assert page.evaluate("typeof ran") == "undefined"
    assert page.locator("#source :is(img, script, iframe, a)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_the_speakers_bars_readers_who_need_help(browser: Browser, served: Served, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark" if dark else "light")
    page = opened(context, served.url)
    ask(page, "what did Greer say about soybeans?")
    names = who_speaks(page)
    names.first.click()
    expect(page.locator("#source .statements")).to_be_visible()
    assert barriers(page) == []
    page.locator("#source .statements blockquote").first.click()
    expect(page.locator("#source mark.chosen").first).to_be_visible()
    assert barriers(page) == []
    context.close()


def test_a_phone_shows_the_speakers_in_the_sheet(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened(context, served.url)
    ask(page, QUESTION).locator(".chip").first.tap()
    page.locator("#source [data-action=speakers]").tap()
    first = page.locator("#source .speakers h3 button").first
    expect(first).to_be_in_viewport()
    first.tap()
    page.locator("#source .statements blockquote").first.tap()
    expect(page.locator("#source mark.chosen").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#source [data-action=close]").tap()
    expect(page.locator("#source")).to_be_hidden()
    context.close()


def test_speakers_come_by_the_number_of_their_statements_and_the_unknown_last() -> None:
    def statement(at: int, speaker: str | None) -> Statement:
        return Statement("d", "direct", ((at, at + 1),), None, None, speaker, None)

    order = [None, "B", None, "A", None, "A"]
    found = speakers(statement(at, name) for at, name in reversed(list(enumerate(order))))
    assert [(each.name, each.spans) for each in found] == [
        ("A", [(3, 4), (5, 6)]),
        ("B", [(1, 2)]),
        (None, [(0, 1), (2, 3), (4, 5)]),
    ]


def test_names_that_try_to_run_or_turn_are_text() -> None:
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}" + RUNS
    document = Document("d", "u", RUNS, None, None, None, "0", 5, "words")
    shown = view(document, speakers([Statement("d", "direct", ((0, 5),), None, None, turned, turned)]), turned)
    assert "<script" not in shown
    assert "<img" not in shown
    assert '<bdi class="control">' in shown


def opened_in(index: Index, sent: dict[str, object]) -> str:
    with index.view() as view:
        return Pane(view).opened([], sent)


def test_what_is_no_longer_there_is_told_and_not_lit(home: Path) -> None:
    said = "The mayor, Ada Poe, said: “Rain is good.”\n"
    with Index.open(str(home)) as index:
        info = index.add_text(said, uri="note")
        (statement,) = index.statements(document_id=info.id)
        (start, end), speaker = statement.spans[0], statement.speaker
        clicked = {"doc": info.id, "start": start, "end": end, "speaker": speaker or ""}
        assert 'class="chosen"' in opened_in(index, clicked)
        index.add_text(f"Weather\n{said}", uri="note")
        for sent in (clicked, clicked | {"speaker": RUNS}):
            assert "has changed" in opened_in(index, sent)
            assert "<mark" not in opened_in(index, sent)
        index.add_text("Rain\nIt rained all day.\n", uri="note")
        assert 'data-action="speakers"' not in opened_in(index, {"doc": info.id})
        index.remove(info.id)
        assert "There is no such document" in opened_in(index, clicked)
        with index.view() as view:
            assert "There is no such document" in Pane(view).speakers({"doc": info.id})
