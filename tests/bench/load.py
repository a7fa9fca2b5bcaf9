"""Load: several people ask a served page side by side, each the next question as soon as the last is answered.

The page is the real one, over the index of `news`; each person is an HTTP client that does what the browser does: it
opens the page, looks for changed documents each second, asks, and begins anew after some questions. Beside them stands
what one person costs who is quoted thousands of times, in an index of `scale`.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from threading import Event

from index import Index
from qa import ask
from tests.bench import news, scale
from tests.bench.corpus import PERSON
from tests.bench.process import Latency, in_own_process, latency, progress
from tests.bench.scale import Quoted
from tests.bench.tab import Tab, TabError, Wiring, wiring
from tests.bench.table import number, print_json, print_table
from tests.browser import serving

PEOPLE = (1, 4, 8, 16)
SECONDS = 60
PASSAGES = 100_000  # in the index with the person who is quoted
QUESTIONS_A_TAB = 5
LOOK_EVERY = 1.0  # second
FAILED = 'class="error"'  # a turn that is no answer


@dataclass(frozen=True, slots=True)
class Served:
    """What so many people got; `latency` None if nobody got an answer."""

    people: int
    latency: Latency | None
    answers_a_second: float
    errors: int
    first_error: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the page, who asks every question in turn from a place of his own, until a time."""

    url: str
    wiring: Wiring
    asked: Sequence[str]
    ends: float

    def run(self) -> tuple[list[float], list[str]]:
        """Give the seconds of each answer, and what went wrong."""
        seconds, errors = list[float](), list[str]()
        gone = Event()
        with ThreadPoolExecutor(1) as beside:
            looking = beside.submit(self._look, gone)
            for at, question in enumerate(cycle(self.asked)):
                if time.monotonic() > self.ends:
                    break
                if at % QUESTIONS_A_TAB == 0:
                    tab = Tab(self.url, self.wiring)
                began = time.perf_counter()
                try:
                    answers = tab.ask(question)
                except TabError as error:
                    errors.append(str(error))
                    time.sleep(LOOK_EVERY)
                else:
                    seconds.append(time.perf_counter() - began)
                    errors += [answers] if FAILED in answers else []
            gone.set()
            return seconds, errors + looking.result()

    def _look(self, gone: Event) -> list[str]:
        """Open the page and look for changed documents, as each tab does by itself."""
        try:
            tab = Tab(self.url, self.wiring)
            tab.open()
            while not gone.wait(LOOK_EVERY):
                tab.look()
        except TabError as error:
            return [str(error)]
        return []


@dataclass(frozen=True, slots=True)
class Options:
    """How long, and where: the index of `news`, that of `scale` and the passages that it is to hold."""

    seconds: int = SECONDS
    home: Path | None = None
    quoting: Path | None = None
    passages: int = PASSAGES


def run(data: Path, limit: int | None, options: Options) -> None:
    """Measure and print the tables and the JSON line; what is not kept is built anew. `limit`: rows of each file."""
    with ExitStack() as stack:
        home, quoting = (
            Path(kept or stack.enter_context(tempfile.TemporaryDirectory())) for kept in (options.home, options.quoting)
        )
        in_own_process(news.build, data, limit, str(home))
        asked = [each.question for each in news.questions_on(data, limit)]
        served = list(serve(home, asked, options.seconds))
        in_own_process(scale.build, data, limit, str(quoting), options.passages)
        quoted = in_own_process(about_person, str(quoting)).value
    _print(served, quoted)


def serve(home: Path, asked: Sequence[str], seconds: int) -> Iterator[Served]:
    """Serve the page, and let more and more people ask."""
    with serving(home) as place:
        Tab(place.url, wiring(place.url)).ask(asked[0])  # the first one loads the models
        for done, people in enumerate(PEOPLE, 1):
            yield crowd(place.url, asked, people, seconds)
            progress(done, len(PEOPLE), "people")


def crowd(url: str, asked: Sequence[str], people: int, seconds: float) -> Served:
    """Let so many people ask a served page for so long."""
    began, events = time.monotonic(), wiring(url)
    places = [len(asked) * each // people for each in range(people)]
    persons = [Person(url, events, [*asked[at:], *asked[:at]], began + seconds) for at in places]
    with ThreadPoolExecutor(people) as pool:
        lives = list(pool.map(Person.run, persons))
    took = time.monotonic() - began
    times = [each for times, _ in lives for each in times]
    errors = [each for _, errors in lives for each in errors]
    return Served(people, latency(times) if times else None, len(times) / took, len(errors), *errors[:1])


def about_person(home: str) -> Quoted:
    """Ask on the index of `scale`, opened and warm."""
    with Index.open(home, create=False) as index:
        ask(f"What did {PERSON} say?", index=index)
        return scale.about_person(index)


def _print(served: Sequence[Served], quoted: Quoted) -> None:
    rows = []
    for each in served:
        p50, p95 = (None, None) if each.latency is None else (each.latency.p50_ms, each.latency.p95_ms)
        figures = [number(p50, 0), number(p95, 0), number(each.answers_a_second, 2), str(each.errors)]
        rows.append([str(each.people), *figures, str(each.latency.n if each.latency else 0)])
    print_table(["people at the page", "p50 ms", "p95 ms", "answers/s", "errors", "n"], rows)
    for each in served:
        if each.first_error:
            print(f"{each.people} people, the first error: {each.first_error[:200]}")
    lines = [
        ["all statements, s", number(quoted.seconds), f"{quoted.n:,}"],
        ["a question, p50 ms", number(quoted.ask.p50_ms, 0), str(quoted.ask.n)],
        ["a question, p95 ms", number(quoted.ask.p95_ms, 0), str(quoted.ask.n)],
    ]
    print_table([f"about {PERSON}, {quoted.passages:,} passages", "", "n"], lines)
    people = {str(each.people): asdict(each) for each in served}
    print_json({"bench": "load", "people": people, "quoted": asdict(quoted)})
