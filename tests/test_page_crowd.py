"""Several people at the page: who is answered when, and what becomes of the questions of those who leave."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import gradio as gr
import pytest
from playwright.sync_api import Browser, expect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index import Index, Limit, QuestionStopped, View
from qa import Answer, ask
from qa.conversation import follow
from qa.evidence.kind import holds_kind
from qa.question.question import LONGEST
from qa.verification.checking import verdicts
from tests.browser import QUESTION, Served, finished, opened
from tests.browser import ask as ask_page
from tests.tab import Tab
from ui.errors import TooManyQuestions
from ui.page import Page
from ui.received import Received
from ui.tabs import Line, Tabs


def _long(words: str) -> str:
    return (words * LONGEST)[: LONGEST - 1]


SLOW = " ".join([_long("Who met when and where and why on export controls in Davos ")[: LONGEST // 4 - 2] + "?"] * 4)
Work: TypeAlias = "Callable[[View], object]"
LONG = (
    _long("who said what and when and where and why "),
    SLOW,
    _long("How much is $5 million and 30% and 1,000 tons "),
    "what about " + " ".join(f"word{number}" for number in range(LONGEST // 9)),
)


@pytest.fixture(scope="module")
def many(seed_home: Path) -> list[Answer]:
    """Give a conversation in which long questions were asked: each is understood anew at every further one."""
    answered = ask(QUESTION, index=str(seed_home))
    return [replace(answered, question=SLOW)] * 16


def _worked(process: int) -> float:
    """Give the processor time that a process has taken, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _seconds(url: str) -> float:
    """Ask a quick question as somebody new, and give how long the answer takes."""
    with Tab(url) as quick:
        begun = time.monotonic()
        _, answers, *_ = quick.given(quick.ask(QUESTION))
        assert "export control" in answers
        return time.monotonic() - begun


@pytest.fixture(scope="module")
def alone(served: Served, many: list[Answer]) -> float:
    """Give the processor time that the slowest question takes by itself, once all models are loaded."""
    _seconds(served.url)
    before = _worked(served.process)
    with Tab(served.url) as patient:
        patient.remember(many)
        assert _turns(patient.given(patient.ask(SLOW))) == len(many) + 1
    return _worked(served.process) - before


def _turns(told: list[Any]) -> int | None:
    """Say how many turns are shown after a question; None: the page was left as it was."""
    return told[1].count('<article class="turn') if isinstance(told[1], str) else None


def test_three_who_ask_the_slowest_question_and_leave_hold_up_nobody(
    served: Served, many: list[Answer], alone: float
) -> None:
    quick = _seconds(served.url)
    leaving = [Tab(served.url) for _ in range(3)]
    for tab in leaving:
        tab.remember(many)
    for tab in leaving:
        tab.ask(SLOW)
    before = _worked(served.process)
    for tab in leaving:
        tab.leave()
    late = _seconds(served.url) - quick
    assert late < max(1.0, alone / 2)
    time.sleep(alone / 2)
    assert _worked(served.process) - before < alone  # nor do they go on unseen


def test_slow_questions_of_some_do_not_hold_up_others(served: Served, many: list[Answer]) -> None:
    staying = [Tab(served.url) for _ in range(3)]
    for tab in staying:
        tab.remember(many)
    slow = [(tab, tab.ask(SLOW)) for tab in staying]
    with Tab(served.url) as other:
        other.given(other.send("looked", "", ""))
        assert _turns(other.given(other.ask(QUESTION))) == 1
    for tab, event in slow:
        tab.stop()
        assert _turns(tab.given(event)) is None  # it was not answered yet
        tab.leave()


@pytest.mark.parametrize("way", ["stop", "begin_anew"])
def test_a_question_that_is_stopped_ends_and_leaves_no_trace(
    served: Served, many: list[Answer], alone: float, way: str
) -> None:
    before = _worked(served.process)
    with Tab(served.url) as tab:
        tab.remember(many)
        stopped = tab.ask(SLOW)
        getattr(tab, way)()
        assert _turns(tab.given(stopped)) is None
        kept = 0 if way == "begin_anew" else len(many)
        assert _turns(tab.given(tab.ask(QUESTION))) == kept + 1
    assert _worked(served.process) - before < alone


def test_a_tab_s_own_questions_are_answered_in_their_order(served: Served) -> None:
    with Tab(served.url) as tab:
        asked = [tab.send_question(text) for text in (SLOW, QUESTION, "who met in Davos?")]
        assert [_turns(tab.given(event)) for event in asked] == [1, 2, 3]
        assert _turns(tab.given(tab.ask(QUESTION))) == 4


def _noting(what: str, noted: list[str], go_on: threading.Event) -> Callable[[Limit], None]:
    """Make work that notes that it was begun, and waits."""

    def work(_limit: Limit) -> None:
        noted.append(what)
        go_on.wait()

    return work


def test_what_waits_for_who_has_left_is_not_begun() -> None:
    begun: list[str] = []
    go_on = threading.Event()

    async def served() -> None:
        line = Line(1, 60.0)
        asked = (("one", 1), ("two", 1), ("three", 1), ("three", 2))
        works = [(*each, _noting(f"{each}", begun, go_on)) for each in asked]
        tasks = [asyncio.create_task(line.serve(*each)) for each in works]
        await asyncio.sleep(0)
        line.leave("two")
        line.stop("three", 1)
        go_on.set()
        await asyncio.gather(*tasks)
        await line.serve("three", 1, _noting("late", begun, go_on))

    finished(served())
    assert begun == ["('one', 1)", "('three', 2)"]


def test_tabs_are_served_side_by_side_and_each_one_thing_after_the_other() -> None:
    together = threading.Barrier(2, timeout=60)
    order: list[str] = []
    go_on = threading.Event()

    async def served() -> None:
        line = Line(3, 60.0)
        both = [line.serve(name, 1, lambda _: together.wait()) for name in ("one", "two")]
        own = [line.serve("three", number, _noting(f"{number}", order, go_on)) for number in range(3)]
        await asyncio.gather(*both, *own)

    go_on.set()
    finished(served())
    assert order == ["0", "1", "2"]


def test_whose_stream_breaks_off_has_all_stopped_that_is_done_for_him() -> None:
    tabs = Tabs()

    async def broken(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.body", "body": b"data: ", "more_body": True})

    async def ended(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {}

    async def send(_message: Message) -> None:
        pass

    async def streamed(app: ASGIApp) -> None:
        await tabs.watching(app)(scope, receive, send)

    scope: Scope = {"type": "http", "path": "/gradio_api/queue/data", "query_string": b"session_hash=one"}
    with tabs.limit("one", 60.0) as theirs, tabs.limit("two", 60.0) as of_another:
        finished(streamed(ended))
        theirs.check()
        finished(streamed(broken))
        of_another.check()
        with pytest.raises(QuestionStopped):
            theirs.check()


def test_who_never_comes_for_an_answer_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.tabs.GRACE", 0.0)

    def work(limit: Limit) -> None:
        while True:
            limit.check()

    line = Line(1, 60.0)
    assert finished(Tabs(line).serve(line, "one", 1, work)) is None


def test_how_much_is_asked_for_is_told_in_linear_time() -> None:
    def seconds(characters: int) -> float:
        question, begun = ("How much is it and " * characters)[:characters], time.process_time()
        for _ in range(20):
            holds_kind(question, "It is $5 million.")
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(16_000) < 60 * seconds(1_000) + 0.1


def test_nobody_may_have_many_questions_waiting() -> None:
    go_on = threading.Event()

    async def served() -> int:
        line = Line(1, 60.0)
        waiting = [line.serve("one", number, lambda _: go_on.wait()) for number in range(9)]
        tasks = [asyncio.create_task(each) for each in waiting]
        await asyncio.sleep(0)
        go_on.set()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        return sum(isinstance(each, TooManyQuestions) for each in told)

    assert finished(served()) == 5


def test_a_tab_s_next_question_has_what_became_of_the_one_before() -> None:
    kept: list[int] = []

    async def served() -> list[int]:
        line = Line(2, 60.0)

        async def one(number: int) -> int:
            seen = await line.serve("one", number, lambda _: len(kept))
            kept.append(number)
            return -1 if seen is None else seen

        return [seen for _ in range(100) for seen in await asyncio.gather(one(1), one(2))]

    assert finished(served()) == list(range(200))


def test_a_question_that_takes_too_long_says_so_on_the_page(seed_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.page.LONGEST", 0.0)
    monkeypatch.setattr("ui.page.LONGEST_CHECK", 0.0)
    tab = gr.Request(session_hash="tab")
    with Index.open(str(seed_home)) as index:
        page = Page(index, seed_home, Received(seed_home))
        box, answers, *_ = finished(page.asked(json.dumps({"question": QUESTION}), [], tab))
        assert box == QUESTION
        assert "No answer was found within 0 seconds" in answers
        checked = finished(page.checked("“China policy is on hold,” Greer said.", tab))
    assert "Time was up before the whole text was checked" in checked


def test_a_question_that_takes_too_long_is_an_error_of_one_line(seeded: Path) -> None:
    hurried = "import sys, qa.assistant; qa.assistant.LONGEST = 0.0; from ui.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", hurried, "ask", QUESTION], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("onrecord: No answer was found within 0 seconds")
    assert done.stderr.count("\n") == 1


def test_what_was_stopped_never_appears_whatever_is_asked_meanwhile(browser: Browser, served: Served) -> None:
    page = opened(browser.new_context(), served.url)
    ask_page(page, QUESTION)
    page.reload()
    expect(page.locator("#answers .turn")).to_have_count(1, timeout=30_000)
    box, asked = page.locator("#question textarea"), page.locator("#answers .asked")
    os.kill(served.process, signal.SIGSTOP)
    try:
        for question in ("who met in Davos?", "what did Greer say about drones?", "who met in Davos?"):
            box.fill(question)
            box.press("Enter")
            page.locator("#stop").click()
            expect(page.locator("#pending")).to_have_count(0)
            expect(box).to_have_value(question)
    finally:
        os.kill(served.process, signal.SIGCONT)
    page.wait_for_timeout(500)  # for what the server has to say of those that were stopped
    page.reload()
    expect(asked).to_have_text([QUESTION], timeout=30_000)
    ask_page(page, "what did Bessent say about soybeans?")
    expect(asked).to_have_text([QUESTION, "what did Bessent say about soybeans?"])
    page.reload()
    expect(asked).to_have_text([QUESTION, "what did Bessent say about soybeans?"], timeout=30_000)
    page.context.close()


def test_what_was_asked_before_a_new_chat_does_not_appear_in_it(browser: Browser, served: Served) -> None:
    page = opened(browser.new_context(), served.url)
    box, asked = page.locator("#question textarea"), page.locator("#answers .asked")
    ask_page(page, QUESTION)
    os.kill(served.process, signal.SIGSTOP)
    try:
        box.fill("who met in Davos?")
        box.press("Enter")
        expect(page.locator("#pending")).to_have_count(1)
        page.locator("#new").click()
        expect(page.locator("#pending")).to_have_count(0)
    finally:
        os.kill(served.process, signal.SIGCONT)
    expect(asked).to_have_count(0)
    ask_page(page, "what did Bessent say about soybeans?")
    expect(asked).to_have_text(["what did Bessent say about soybeans?"])
    page.context.close()


class _Watched(Limit):
    """A limit that notes how much its own thread has worked between one check and the next."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__(seconds)
        self._thread = threading.get_ident()
        self._seen = time.thread_time()
        self.checks = 0
        self.longest = 0.0

    def check(self) -> None:
        if threading.get_ident() == self._thread:
            now = time.thread_time()
            self.longest = max(self.longest, now - self._seen)
            self._seen = now
            self.checks += 1
        super().check()


def _draft(characters: int) -> str:
    """Write a draft full of quotations, none of which stands anywhere."""
    made = random.Random(5)
    words = "the tunnel harbour bridge school budget costs million opens in May we will not build this year".split()
    told = (f"“{' '.join(made.choices(words, k=12))},” Ada Poe said on Monday.\n\n" for _ in range(characters // 80))
    return "".join(told)


def _asked(text: str) -> Work:
    return lambda view: follow([], text, view)


def _checked(text: str) -> Work:
    return lambda view: list(verdicts(text, view))


@pytest.mark.parametrize("work", [*map(_asked, LONG), _checked(_draft(120_000))])
def test_whatever_is_asked_looks_often_whether_it_is_still_wanted(seed_home: Path, work: Work) -> None:
    with Index.open(str(seed_home)) as index:
        with index.view() as view:
            follow([], QUESTION, view)  # so that models are loaded
        watched = _Watched()
        with index.view(watched) as view:
            work(view)
        watched.check()
        assert watched.longest < 0.3
        with index.view(_Stopping(random.randrange(1, watched.checks))) as view, pytest.raises(QuestionStopped):
            work(view)


class _Stopping(Limit):
    """A limit that is stopped at one of its checks."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._left = at

    def check(self) -> None:
        self._left -= 1
        if not self._left:
            self.stop()
        super().check()
