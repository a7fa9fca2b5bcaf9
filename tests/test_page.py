import json
import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from index.records import Document
from qa import ask as ask_index
from tests.browser import QUESTION, Served, ask, chosen, documents, opened, place
from tests.command import run_command
from ui.source import source


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Give a page in a profile of its own: no test finds another's conversation."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened(context, served.url)
    context.close()


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
    assert chosen(page) == texts[name].text[start:end]
    assert turn.locator(".answer").text_content() == ask_index(QUESTION, index=str(served.home)).text


def test_the_words_that_answer_are_marked_and_the_short_answer_comes_first(page: Page) -> None:
    turn = ask(page, "Where is Greer attending the forum?")
    expect(turn.locator(".answer")).to_contain_text("In Davos, Switzerland [1]. “There’s a chance")
    expect(turn.locator(".answer .focus")).to_have_text("Davos, Switzerland")
    expect(turn.locator(".citation .focus")).to_have_text("Davos, Switzerland")


@pytest.mark.parametrize("nth", [0, 1])
def test_a_chip_lights_exactly_its_span_in_the_middle_of_the_source(page: Page, served: Served, nth: int) -> None:
    chip = ask(page, QUESTION).locator(".chip").nth(nth)
    name, start, end = place(chip)
    chip.click()
    expect(page.locator("#source .document")).to_have_attribute("data-start", str(start))
    assert chosen(page) == documents(served.home)[name].text[start:end]
    expect(page.locator("#source mark.chosen")).to_be_in_viewport()
    assert page.locator("#source mark:not(.chosen)").count() > 0


def test_a_chip_opens_its_source_again_after_the_reader_scrolled_away(page: Page) -> None:
    chip = ask(page, QUESTION).locator(".chip").first
    page.locator("#source .text").evaluate("text => { text.scrollTop = 0; }")
    chip.click()
    expect(page.locator("#source mark.chosen")).to_be_in_viewport()


def test_a_chip_shows_the_whole_quote_with_a_sentence_on_either_side(page: Page, served: Served) -> None:
    chip = ask(page, QUESTION).locator(".chip").first
    name, start, end = place(chip)
    text = documents(served.home)[name].text
    chip.hover()
    shown = page.locator("#card p").first
    expect(shown).to_be_visible()
    words = shown.text_content() or ""
    assert words in text
    assert text[start:end] in words
    assert words.index(text[start:end]) > 10
    assert not words.endswith(text[start:end])
    page.mouse.move(0, 0)
    expect(page.locator("#card")).to_be_hidden()


def test_keys_alone_lead_from_the_question_to_the_highlight_and_back(page: Page) -> None:
    page.keyboard.type(QUESTION)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("please")
    assert page.locator("#question textarea").input_value() == f"{QUESTION}\nplease"
    page.keyboard.press("Enter")
    expect(page.locator("#answers .turn")).to_have_count(1)
    page.locator("#answers .asked").click()  # where a reader is after an answer
    chips = page.locator("#answers .chip")
    page.keyboard.press("Tab")
    expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.chosen")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#source .position")).to_have_text("2 of 2")
    expect(page.locator("#source mark.chosen")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#source .position")).to_have_text("1 of 2")
    page.keyboard.press("Escape")
    expect(chips.first).to_be_focused()


def test_find_marks_each_place_and_goes_round(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("#source [data-find]").fill("export control")
    expect(page.locator("#source .found")).to_have_text("1 of 2")
    page.locator("#source [data-find]").press("Enter")
    page.locator("#source [data-find]").press("Enter")
    expect(page.locator("#source .found")).to_have_text("1 of 2")
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["export control", "export control"]
    page.locator("#source [data-find]").fill('"i had a meeting')
    expect(page.locator("#source .found")).to_have_text("1 of 1")
    page.locator("#source [data-find]").fill("zebra (")
    expect(page.locator("#source .found")).to_have_text("none")


def test_earlier_answers_still_open_their_sources(page: Page, served: Served) -> None:
    first = ask(page, QUESTION).locator(".chip").first
    name, start, end = place(first)
    ask(page, "what did Bessent say about soybeans?")
    first.click()
    expect(page.locator("#source .document")).to_have_attribute("data-turn", "0")
    assert chosen(page) == documents(served.home)[name].text[start:end]


def test_a_starter_is_asked_with_one_click_and_the_button_sends(page: Page) -> None:
    first = page.locator("#starters .starter").first
    expect(first).to_have_text(QUESTION)
    first.click()
    expect(page.locator("#answers .asked")).to_have_text(QUESTION)
    expect(page.locator("#answers .turn .answer")).to_be_visible()
    expect(first).to_be_hidden()
    page.locator("#question textarea").fill("who met in Davos?")
    page.locator("#send").click()
    expect(page.locator("#answers .turn")).to_have_count(2)
    expect(page.locator("#question textarea")).to_have_value("")


def test_a_reload_keeps_the_conversation_and_a_new_chat_ends_it(page: Page, served: Served) -> None:
    ask(page, "What did Bessent say about rare earth magnets?")
    page.reload()
    expect(page.locator("#answers .turn")).to_have_count(1, timeout=30_000)
    page.locator("#answers .chip").first.click()
    expect(page.locator("#source mark.chosen").first).to_be_visible()
    follow_up = ask(page, "And about soybeans?")
    expect(follow_up.locator(".answer")).to_contain_text("soybeans")
    page.locator("#new").click()
    expect(page.locator("#answers .turn")).to_have_count(0)
    page.reload()
    expect(page.locator("#starters .starter").first).to_be_visible(timeout=30_000)
    assert page.locator("#answers .turn").count() == 0


def test_an_answer_that_takes_long_shows_so_and_can_be_stopped(page: Page, served: Served) -> None:
    ask(page, QUESTION)
    os.kill(served.process, signal.SIGSTOP)
    try:
        page.locator("#question textarea").fill("who met in Davos?")
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#pending .asked")).to_have_text("who met in Davos?")
        page.locator("#stop").click()
        expect(page.locator("#pending")).to_have_count(0)
        expect(page.locator("#question textarea")).to_have_value("who met in Davos?")
        page.locator("#question textarea").fill("what did Greer say about drones?")
        page.locator("#question textarea").press("Enter")
        page.locator("#stop").click()
    finally:
        os.kill(served.process, signal.SIGCONT)
    ask(page, "what did Bessent say about soybeans?")
    expect(page.locator("#answers .asked")).to_have_text([QUESTION, "what did Bessent say about soybeans?"])
    ask(page, QUESTION)
    questions = [QUESTION, "what did Bessent say about soybeans?", QUESTION]
    expect(page.locator("#answers .asked")).to_have_text(questions)
    page.reload()
    expect(page.locator("#answers .asked")).to_have_text(questions, timeout=30_000)
    expect(page.locator("#answers .turn").last).to_be_in_viewport()


def test_letters_typed_after_enter_stay_in_the_box(page: Page) -> None:
    page.locator("#question textarea").focus()
    page.keyboard.insert_text(QUESTION)
    page.evaluate(
        """() => {
            const box = document.querySelector("#question textarea");
            box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
            box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true, cancelable: true }));
            box.value += "And";
            box.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(page.locator("#answers .asked")).to_have_text([QUESTION])
    expect(page.locator("#question textarea")).to_have_value("And")


def test_what_was_typed_is_still_there_after_a_reload(page: Page) -> None:
    page.locator("#question textarea").fill("what did Bessent")
    page.reload()
    expect(page.locator("#question textarea")).to_have_value("what did Bessent", timeout=30_000)
    ask(page, QUESTION)
    page.reload()
    expect(page.locator("#answers .turn")).to_have_count(1, timeout=30_000)
    expect(page.locator("#question textarea")).to_have_value("")


def test_each_tab_keeps_its_own_conversation(page: Page, served: Served) -> None:
    ask(page, QUESTION)
    other = opened(page.context, served.url)
    assert other.locator("#answers .turn").count() == 0
    ask(other, "who met in Davos?")
    page.reload()
    expect(page.locator("#answers .asked")).to_have_text([QUESTION], timeout=30_000)


def test_an_address_opens_a_source_at_its_span(page: Page, served: Served) -> None:
    name, document = next((id, each) for id, each in documents(served.home).items() if "Greer" in each.text)
    page.goto(f"{served.url}?doc={name}&span=100-180")
    assert chosen(page) == document.text[100:180]
    expect(page.locator("#source mark.chosen")).to_be_in_viewport()


@pytest.mark.parametrize("place", ["999999-9999999", "50-10", "10-10", "abc"])
def test_an_address_of_a_place_that_is_not_there_says_so(page: Page, served: Served, place: str) -> None:
    name = next(iter(documents(served.home)))
    page.goto(f"{served.url}?doc={name}&span={place}")
    expect(page.locator("#source .gone")).to_contain_text(place)
    assert page.locator("#source mark").count() == 0


@pytest.mark.parametrize("query", ["doc=nothing", "doc=nothing&span=9-1"])
def test_an_address_that_leads_nowhere_says_so_in_one_line(page: Page, served: Served, query: str) -> None:
    page.goto(f"{served.url}?{query}")
    expect(page.locator("#source .error")).to_be_visible()


def test_the_link_of_a_source_leads_to_the_chosen_span(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    words = chosen(page)
    page.locator("[data-action=link]").click()
    expect(page.locator("[data-action=link]")).to_have_text("Copied")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    assert chosen(page) == words


def test_a_copy_has_its_citations_written_out(page: Page, served: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(page, QUESTION)
    turn.locator("[data-action=copy]").click()
    expect(turn.locator("[data-action=copy]")).to_have_text("Copied")
    reply = ask_index(QUESTION, index=str(served.home))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(reply.text)
    assert all(f"[{each.number}] {each.quote} — {each.speaker}, Bloomberg" in copied for each in reply.citations)
    assert "““" not in copied


@pytest.mark.parametrize(("selector", "exact"), [("#answers .quoted", True), ("#answers .card .abstention", False)])
def test_selected_words_of_an_answer_lead_to_their_evidence(page: Page, selector: str, exact: bool) -> None:
    ask(page, QUESTION if exact else "what did Greer say about sourdough bread?")
    page.locator(selector).first.select_text()
    selected = page.evaluate("String(getSelection())")
    page.locator("#seek").click()
    if exact:
        expect(page.locator("#source .document:not([data-turn])")).to_be_visible()
        assert selected in chosen(page)
    else:
        expect(page.locator("#source")).to_contain_text("These words stand nowhere as they are")
        page.locator("#source button.about").first.click()
        expect(page.locator("#source mark.chosen")).to_be_visible()


def test_brackets_in_a_quote_are_part_of_the_evidence(browser: Browser, own: Served) -> None:
    text = "The mayor, Ada Poe, said: “It will cost [1] forty million [2] dollars.”\n"
    assert run_command("add", "-", "--uri", "note", input=text).returncode == 0
    page = opened(browser.new_context(viewport={"width": 1280, "height": 900}), own.url)
    expect(page.locator("#documents li")).to_have_count(2)
    ask(page, "what did Poe say about cost?").locator(".answer").select_text()
    page.locator("#seek").click()
    assert "[1] forty million [2]" in chosen(page)
    page.context.close()


def test_words_whose_document_changed_are_not_lit_where_they_no_longer_stand(browser: Browser, own: Served) -> None:
    said = "The mayor, Ada Poe, said: “Rain is good.”\n"
    assert run_command("add", "-", "--uri", "note", input=said).returncode == 0
    page = opened(browser.new_context(viewport={"width": 1280, "height": 900}), own.url)
    expect(page.locator("#documents li")).to_have_count(2)
    turn = ask(page, "what did Poe say about rain?")
    assert run_command("add", "-", "--uri", "note", input=f"Weather\n{said}").returncode == 0
    turn.locator(".quoted").first.select_text()
    page.locator("#seek").click()
    assert "Rain is good" in chosen(page)
    page.context.close()


def test_an_index_that_is_gone_is_told_and_the_question_is_not_lost(browser: Browser, own: Served) -> None:
    page = opened(browser.new_context(viewport={"width": 1280, "height": 900}), own.url)
    ask(page, QUESTION)
    shutil.rmtree(own.home)
    page.locator("#question textarea").fill("who met in Davos?")
    page.locator("#send").click()
    expect(page.locator("#answers .error")).to_contain_text("No index at")
    expect(page.locator("#question textarea")).to_have_value("who met in Davos?")
    expect(page.locator("#documents .error")).to_contain_text("No index at")
    page.context.close()


def test_feedback_is_kept_in_a_file_of_the_readers_own(page: Page, served: Served) -> None:
    turn = ask(page, QUESTION)
    turn.locator("summary").click()
    turn.get_by_role("button", name="Wrong speaker").click()
    expect(page.get_by_text("feedback.jsonl")).to_be_visible()
    line = json.loads((served.home / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert line["reason"] == "wrong-speaker"
    assert line["answer"]["question"] == QUESTION


def test_an_abstention_is_a_card_that_cites_nothing(page: Page) -> None:
    turn = ask(page, "what did Greer say about sourdough bread?")
    card = turn.locator(".card")
    expect(card.locator(".abstention")).to_contain_text("Greer")
    expect(card.locator(".sought")).to_contain_text("sourdough")
    expect(card).to_contain_text("Related, does not answer")
    assert turn.locator(".citation").count() == 0
    card.locator("blockquote").first.click()
    expect(page.locator("#source mark.chosen").first).to_be_visible()


def test_a_question_that_cannot_be_asked_is_told_in_one_line_and_stays_in_its_box(page: Page) -> None:
    page.locator("#question textarea").fill("why " * 2_600)
    page.locator("#send").click()
    expect(page.locator("#answers .error")).to_contain_text("10,000")
    assert len(page.locator("#question textarea").input_value()) > 10_000


def test_a_citation_whose_document_changed_or_went_says_so(browser: Browser, own: Served) -> None:
    assert run_command("add", "-", "--uri", "note", input="The mayor, Ada Poe, said: “Rain is good.”\n").returncode == 0
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = opened(context, own.url)
    expect(page.locator("#documents li")).to_have_count(2)
    chip = ask(page, "what did Poe say about rain?").locator(".chip").first
    changed = "Weather\nThe mayor, Ada Poe, said: “Rain is good.”\n"
    assert run_command("add", "-", "--uri", "note", input=changed).returncode == 0
    chip.click()
    expect(page.locator("#source .gone")).to_contain_text("has changed")
    assert page.locator("#source mark").count() == 0
    assert run_command("remove", "note").returncode == 0
    chip.click()
    expect(page.locator("#source .error")).to_contain_text("was removed")
    context.close()


def test_two_browsers_do_not_see_each_others_questions(browser: Browser, page: Page, served: Served) -> None:
    ask(page, QUESTION)
    other = browser.new_context()
    elsewhere = opened(other, served.url)
    ask(elsewhere, "who met in Davos?")
    assert elsewhere.locator("#answers .asked").all_text_contents() == ["who met in Davos?"]
    other.close()
    ask(page, "what about soybeans?")
    assert page.locator("#answers .asked").all_text_contents() == [QUESTION, "what about soybeans?"]


def test_a_phone_shows_the_source_as_a_sheet(browser: Browser, served: Served) -> None:
    phone: BrowserContext = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened(phone, served.url)
    chip = ask(page, QUESTION).locator(".chip").last
    expect(page.locator("#source")).to_be_hidden()
    chip.tap()
    expect(page.locator("#source mark.chosen").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#source [data-action=close]").tap()
    expect(page.locator("#source")).to_be_hidden()
    expect(chip).to_be_in_viewport()
    phone.close()


def test_spans_that_overlap_are_marked_by_their_offsets_alone() -> None:
    document = Document("d", "u", "t", None, None, None, "0", 11, "aa <aa> aa&")
    shown = source(document, [(3, 7), (5, 9)], chosen=(4, 5))
    body = shown[shown.index('class="text"') :]
    assert body.count("<mark") == 4
    assert body.count('class="chosen"') == 1
    assert '<mark class="chosen" tabindex="-1" data-start="4" data-end="5">a</mark>' in body
    assert '<mark data-start="3" data-end="4">&lt;</mark>' in body
    assert '<mark data-start="5" data-end="7">a&gt;</mark><mark data-start="7" data-end="9"> a</mark>' in body
    assert source(document, [(-5, 3), (9, 99)]).count("<mark") == 2
