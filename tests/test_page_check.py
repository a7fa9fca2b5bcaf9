import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from index import Index
from qa import Citation, Verdict, verify
from tests.browser import QUESTION, RUNS, Served, ask, barriers, chosen, documents, opened, place
from tests.command import run_command
from ui import checking

DRAFT = """The trade chief struck a hard tone. “China policy is not on hold,” Bessent said.

Greer said that “you’ll see that all of that normal export control work will continue,” and Bessent told Fox:
“They’ve done nothing that they said they’re going to do.” Bessent said the rate was “in the 80s, which I think is quite
satisfactory.”

Greer said: “There’s a chance that we might meet before then and the US trade agreement is well along the road.” He
added: "We will annex the moon by Friday."
"""

KINDS = ("found", "other_speaker", "altered", "stitched", "not_found")


@pytest.fixture(scope="module")
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Give one page to all tests here: each begins by pasting a text."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened(context, served.url)
    context.close()


def check(page: Page, text: str) -> Locator:
    """Paste a text into its tab, press the button, and give the verdicts once they are there."""
    page.get_by_role("tab", name="Check quotes").click()
    page.locator("#check textarea").fill(text)
    page.locator("#check-send").click()
    expect(page.locator("#reading")).to_have_count(0)
    return page.locator("#verdicts .checked > li")


def test_the_conversation_is_shown_first_and_each_tab_shows_its_panel(page: Page) -> None:
    asking, checking = page.get_by_role("tab", name="Ask"), page.get_by_role("tab", name="Check quotes")
    expect(asking).to_have_attribute("aria-selected", "true")
    expect(page.locator("#question textarea")).to_be_visible()
    expect(page.locator("#check textarea")).to_be_hidden()
    asking.focus()
    page.keyboard.press("ArrowRight")
    expect(checking).to_be_focused()
    expect(checking).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="Check quotes").locator("#check textarea")).to_be_visible()
    expect(page.locator("#question textarea")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tabpanel", name="Ask").locator("#question textarea")).to_be_visible()


def test_each_quotation_has_its_verdict_in_the_list_and_in_the_text(page: Page, served: Served) -> None:
    items = check(page, DRAFT)
    verdicts = verify(DRAFT, index=str(served.home))
    assert {each.verdict for each in verdicts} == {"found", "other_speaker", "altered", "stitched", "not_found"}
    expect(items).to_have_count(len(verdicts))
    draft = page.locator("#verdicts .draft")
    for nth, verdict in enumerate(verdicts):
        label = verdict.verdict.replace("_", " ").capitalize()
        expect(items.nth(nth).locator(".tag")).to_have_text(f"{nth + 1} {label}")
        expect(draft.locator(".tag").nth(nth)).to_have_text(f"{nth + 1} {label}")
        words = DRAFT[verdict.start : verdict.end]
        assert draft.locator("mark").nth(nth).text_content() == words
        assert items.nth(nth).locator(".claim").text_content() == words
    without = draft.evaluate(
        "draft => { const text = draft.cloneNode(true); text.querySelectorAll('.tag').forEach(tag => tag.remove());"
        "return text.textContent; }"
    )
    assert without == DRAFT


def test_the_summary_counts_the_verdicts_and_shows_one_kind_alone(page: Page, served: Served) -> None:
    items = check(page, DRAFT)
    verdicts = verify(DRAFT, index=str(served.home))
    counts: Counter[str] = Counter(each.verdict for each in verdicts)
    told = ", ".join(f"{counts[kind]} {kind.replace('_', ' ')}" for kind in KINDS)
    expect(page.locator("#live")).to_have_text(f"{len(verdicts)} quotations: {told}")
    shown = page.locator("#verdicts .checked > li:visible")
    expect(shown).to_have_count(len(verdicts))
    summary = page.locator("#verdicts .summary")
    for kind in KINDS:
        button = summary.get_by_role("button", name=f"{counts[kind]} {kind.replace('_', ' ')}", exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(shown).to_have_count(counts[kind])
        assert all(kind in (item.get_attribute("class") or "") for item in shown.all())
    summary.get_by_role("button", name="problems").click()
    expect(shown).to_have_count(len(verdicts) - counts["found"])
    page.locator("#verdicts .draft .tag.found").first.click()  # what is asked for is shown
    expect(items.nth(1)).to_be_focused()
    expect(summary.get_by_role("button", name="All")).to_have_attribute("aria-pressed", "true")
    expect(shown).to_have_count(len(verdicts))


def test_of_many_verdicts_the_problems_are_shown_at_first(page: Page) -> None:
    many = "\n\n".join(["“China policy is not on hold,” Greer said."] * 11 + ["“China policy is on hold,” Greer said."])
    items = check(page, many)
    expect(items).to_have_count(12)
    expect(page.locator("#verdicts .checked > li:visible")).to_have_text(re.compile("12 Altered"))
    page.locator("#verdicts .summary").get_by_role("button", name="All").click()
    expect(page.locator("#verdicts .checked > li:visible")).to_have_count(12)


def test_verdicts_of_a_text_that_was_changed_since_say_so(page: Page) -> None:
    items = check(page, DRAFT)
    note, box = page.locator("#stale"), page.locator("#check textarea")
    expect(note).to_have_count(0)
    box.fill(DRAFT.replace("not on hold", "on hold"))
    expect(note).to_contain_text("The text has changed since")
    box.fill(DRAFT)
    expect(note).to_have_count(0)
    box.fill("“China policy is on hold,” Greer said.")
    expect(note).to_be_visible()
    assert barriers(page) == []
    note.get_by_role("button", name="Check again").click()
    expect(items).to_have_count(1)
    expect(items.first).to_contain_text("is not on -> is on")
    expect(note).to_have_count(0)


def test_a_reload_and_a_link_come_to_the_tab_that_the_address_names(page: Page, served: Served) -> None:
    asking, checking = page.get_by_role("tab", name="Ask"), page.get_by_role("tab", name="Check quotes")
    checking.click()
    page.reload()
    expect(checking).to_have_attribute("aria-selected", "true", timeout=30_000)
    expect(page.locator("#check textarea")).to_be_visible()
    assert page.url.endswith("#checking")
    asking.click()
    assert "#" not in page.url
    page.reload()
    expect(asking).to_have_attribute("aria-selected", "true", timeout=30_000)
    page.goto("about:blank")
    page.goto(f"{served.url}#checking")
    expect(checking).to_have_attribute("aria-selected", "true", timeout=30_000)


def test_each_verdict_says_why(page: Page) -> None:
    items = check(page, DRAFT)
    expect(items.nth(0)).to_contain_text("Jamieson Greer said this, not")
    expect(items.nth(1)).to_contain_text("Word for word on the record, said by Jamieson Greer")
    expect(items.nth(2).locator(".difference")).to_have_text("everything -> nothing")
    expect(items.nth(3).locator(".difference")).to_have_text("90s -> 80s")
    expect(items.nth(5)).to_contain_text("nowhere in the documents")
    assert items.nth(5).locator("blockquote").count() == 0


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_a_verdict_opens_the_article_at_its_span(page: Page, served: Served, by_keyboard: bool) -> None:
    items = check(page, DRAFT)
    texts = documents(served.home)
    for quote in items.locator("blockquote").all():
        name, start, end = place(quote)
        assert quote.text_content() == texts[name].text[start:end]
    button = items.nth(1).locator("button.about")
    name, start, end = place(button)
    if by_keyboard:
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#source mark.chosen")).to_be_focused()
    else:
        items.nth(1).locator("blockquote").click()
    assert chosen(page) == texts[name].text[start:end]
    expect(page.locator("#source mark.chosen")).to_be_in_viewport()
    if by_keyboard:
        page.keyboard.press("Escape")
        expect(button).to_be_focused()


def test_a_mark_in_the_text_leads_to_its_verdict(page: Page) -> None:
    items = check(page, DRAFT)
    page.locator("#verdicts .draft .tag").first.focus()
    page.keyboard.press("Enter")
    expect(items.first).to_be_focused()
    expect(items.first).to_be_in_viewport()


def test_the_text_and_its_verdicts_survive_a_look_at_the_chat_and_the_text_a_reload(page: Page) -> None:
    items = check(page, DRAFT)
    page.get_by_role("tab", name="Ask").click()
    ask(page, QUESTION)
    page.get_by_role("tab", name="Check quotes").click()
    expect(page.locator("#check textarea")).to_have_value(DRAFT)
    expect(items.first).to_be_visible()
    page.reload()
    expect(page.locator("#check textarea")).to_have_value(DRAFT, timeout=30_000)
    expect(page.locator("#answers .turn")).to_have_count(1)


def test_while_it_runs_the_button_waits_and_says_so(page: Page, served: Served) -> None:
    page.get_by_role("tab", name="Check quotes").click()
    page.locator("#check textarea").fill(DRAFT)
    os.kill(served.process, signal.SIGSTOP)
    try:
        page.locator("#check textarea").press("Control+Enter")
        expect(page.locator("#reading")).to_be_visible()
        expect(page.locator("#check-send")).to_be_disabled()
    finally:
        os.kill(served.process, signal.SIGCONT)
    expect(page.locator("#verdicts .summary")).to_be_visible()
    expect(page.locator("#check-send")).to_be_enabled()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Paste a text"),
        ("Greer said that talks will go on.", "No quotation found"),
        ("a" * 1_000_001, "1,000,001 characters; at most 1,000,000"),
    ],
)
def test_a_text_without_quotations_or_too_long_is_told_in_one_line(page: Page, text: str, told: str) -> None:
    assert check(page, text).count() == 0
    line = page.locator("#verdicts :is(.hint, .error)")
    expect(line).to_contain_text(told)
    expect(page.locator("#check-send")).to_be_enabled()


def test_with_nothing_indexed_nothing_is_checked(home: Path) -> None:
    with Index.open(str(home)) as index, index.view() as view:
        assert "Nothing is indexed yet" in checking.check(DRAFT, view)


def test_words_whose_document_changed_since_are_not_lit(page: Page, served: Served) -> None:
    said = "The mayor, Ada Poe, said: “Rain is good for all of us.”\n"
    env = {"ONRECORD_HOME": str(served.home)}
    assert run_command("add", "-", "--uri", "note", input=said, env=env).returncode == 0
    items = check(page, said)
    expect(items.locator(".tag")).to_have_text("1 Found")
    assert run_command("add", "-", "--uri", "note", input=f"Weather\n{said}", env=env).returncode == 0
    items.locator("blockquote").click()
    expect(page.locator("#source .gone")).to_contain_text("has changed")
    assert page.locator("#source mark").count() == 0
    assert run_command("remove", "note", env=env).returncode == 0


def test_a_text_that_tries_to_run_or_turn_is_shown_and_does_not(page: Page) -> None:
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}"
    items = check(
        page, f"{turned}{RUNS} “Zirconium smuggling pays {RUNS} ‘well’,” {RUNS} said. “No {RUNS} at all,” he said."
    )
    expect(items.first).to_be_visible()
    expect(page.locator("#verdicts .draft")).to_contain_text(RUNS)
    expect(page.locator("#verdicts .draft bdi").first).to_have_text(turned)
    assert page.evaluate("typeof ran") == "undefined"
    assert page.locator("#verdicts :is(img, script, iframe, a)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_the_tab_bars_readers_who_need_help(browser: Browser, served: Served, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark" if dark else "light")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = opened(context, served.url)
    check(page, DRAFT)
    assert barriers(page) == []
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []
    context.close()


def test_a_phone_checks_and_opens_the_sheet(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened(context, served.url)
    items = check(page, DRAFT)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    items.nth(1).locator("blockquote").tap()
    expect(page.locator("#source mark.chosen").first).to_be_in_viewport()
    page.locator("#source [data-action=close]").tap()
    expect(page.locator("#source")).to_be_hidden()
    expect(items.nth(1)).to_be_in_viewport()
    context.close()


def test_a_verdict_tells_the_speaker_only_where_the_record_does() -> None:
    text = "“Aa bb,” C said."
    citation = Citation(1, "d", "u", "t", None, None, "0", 0, 5, "Aa bb")

    def told(verdict: Verdict) -> str:
        return re.sub("<[^>]+>", "", checking.checked(text, [verdict]))

    assert "Who said it is not resolved there" in told(Verdict(0, 8, "found", citation, "C", None))
    assert "the document’s own words, not C" in told(Verdict(0, 8, "other_speaker", citation, "C", None))
    divided = "a -> b -> c"
    assert divided in told(Verdict(0, 8, "altered", citation, "C", divided)).replace("&gt;", ">")


def test_what_the_record_denies_nobody_is_told_to_have_said(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Vera Holt denied that she had promised “a pool for every school”. She left.", uri="a")
        for draft in ("Holt denied that she had promised “a pool for every school”.", "“A pool for every school.”"):
            with index.view() as view:
                shown = re.sub("<[^>]+>", "", checking.check(draft, view))
            assert "1 found" in shown
            assert "told of Vera Holt with a denial: “denied”" in shown
            assert "said by" not in shown
