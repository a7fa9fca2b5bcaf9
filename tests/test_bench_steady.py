"""The benchmarks of what kills leave, of many people and of size: what they count, and that they end with JSON."""

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from index import Index
from index.embed import DEFAULT_EMBEDDER, load_embedder
from tests.bench import crash
from tests.bench.__main__ import main
from tests.bench.corpus import PERSON, Corpus, Text, by_surname
from tests.bench.crash import Life, Tally, follow, told
from tests.bench.crashing import Looked, Texts, Versions, look
from tests.bench.data import Article, BenchError
from tests.bench.load import Person, crowd
from tests.bench.scale import Echo, add_more, build, question, report
from tests.bench.tab import Tab, TabError, wiring
from tests.browser import QUESTION, Served
from tests.command import ROOT

ROUND = "Envoy Boris Quill met 345 voters in Geneva on 12 May 2016."
SPOKEN = (
    "“Rain is coming,” said Henry Wells. Wells had 250 umbrellas.\n\n“We wait,” Wells said. Linda Moss left in 2014."
)


def write_rows(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three news articles, of which no variant of the last is another text, one annotated article, one question."""
    folder = tmp_path / "data"
    folder.mkdir()
    news = [
        {"doc_id": name, "title": f"On {name}", "date": "2016/05/13", "text": f"{ROUND} The {name} was discussed."}
        for name in ("levy", "dam")
    ]
    plain = {"doc_id": "plain", "title": "", "date": "", "text": "Nothing came of it, and nobody was told."}
    write_rows(folder / "news" / "articles.jsonl.gz", *news, plain)
    asked = {"question": "Whom did Boris Quill meet?", "answers": ["voters"], "gold_docs": ["dam"], "answer_docs": []}
    write_rows(folder / "news" / "questions.jsonl", asked)
    spans = [("“Rain is coming,”", "Henry Wells"), ("“We wait,”", "Wells")]
    attributions = [
        {
            "source": [{"spans": [[(at := SPOKEN.rindex(source)), at + len(source)]]}],
            "content": [{"spans": [[(at := SPOKEN.index(content)), at + len(content)]]}],
            "quote_type": "direct",
        }
        for content, source in spans
    ]
    annotated = {"id": "paper_2016-05-14_rain", "text": SPOKEN, "attributions": attributions}
    write_rows(folder / "attribution" / "polnear_train.jsonl.gz", annotated)
    return folder


def test_variants_are_other_texts_with_other_names_and_numbers_and_the_same_each_time(data: Path) -> None:
    texts = list(islice(Corpus(data).texts(), 10))
    assert [text.original for text in texts[:4]] == [None] * 4
    assert len({text.article.text for text in texts}) == len({text.article.doc_id for text in texts}) == 10
    first, second = texts[4], texts[5]
    assert (first.original, first.article.date) == ("levy", "2016-05-13")
    assert "345" not in first.article.text
    assert "May 2016" in first.article.text
    assert first.article.text.split(" met ")[0] == second.article.text.split(" met ")[0]
    assert texts == list(islice(Corpus(data).texts(), 10))


def test_the_man_who_is_quoted_most_becomes_the_person(data: Path) -> None:
    (text,) = islice(Corpus(data).quoting(), 1)
    assert text.article.text.startswith(f"“Rain is coming,” said {PERSON}. Quenby had ")
    assert "Wells" not in text.article.text
    called = by_surname(text).article.text.split(" said ")[1].split(". Quenby had")[0]
    assert called in ("Quenby", "Mr. Quenby", "Secretary Quenby", "Dr. Quenby")
    rounds = list(islice(Corpus(data).quoting(), 8))
    assert sum(PERSON not in each.article.text for each in rounds) == 1
    assert Corpus(data).has(text.article.doc_id)
    assert not Corpus(data).has("another")


def test_the_passages_of_a_variant_lie_close_to_their_original_s() -> None:
    echo = Echo(load_embedder(DEFAULT_EMBEDDER).embed)
    echo.turn_to(Text(Article("a", None, None, "")))
    original = echo.embed(["The dam holds.", "Snow fell in the hills."])
    echo.turn_to(Text(Article("variant/1/a", None, None, ""), "a"))
    turned = echo.embed(["The weir holds.", "Snow fell in the dales.", "And more of it."])
    assert np.linalg.norm(turned, axis=1) == pytest.approx(1, abs=1e-5)
    near = turned @ original.T
    assert (near.argmax(axis=1) == [0, 0, 1]).all()
    assert ((near.max(axis=1) > 0.85) & (near.max(axis=1) < 0.99)).all()


def test_scale_ends_with_one_line_of_json(data: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built, whole = build(data, None, str(home), 20), add_more(data, None, str(home))
    report(built, whole, question(data, None, str(home)), {"adding": 1.0, "asking": 1.0})
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (figures["passages"], figures["documents"], figures["originals"]["n"]) == (20, 20, 4)
    assert (figures["asked"]["search"]["n"], figures["asked"]["quoted"]["ask"]["n"]) == (1, 5)
    assert figures["asked"]["quoted"]["n"] >= 2
    assert figures["adding"]["n"] == figures["removing"]["n"] == 10
    with Index.open() as index:
        assert len(index.documents()) == 20


def test_an_index_of_other_documents_is_not_built_on(data: Path, home: Path) -> None:
    with Index.open() as index:
        index.add_text("Something else.", uri="else")
    with pytest.raises(BenchError, match=r"1 other documents\. Name an empty folder"):
        build(data, None, str(home), 20)


def test_people_at_the_page_get_answers_by_what_the_page_says_of_its_events(served: Served) -> None:
    tab = Tab(served.url, wiring(served.url))
    tab.open()
    tab.look()
    assert "Greer" in tab.ask(QUESTION)
    assert tab.ask("And what else?").count("<article") == 2
    found = crowd(served.url, [QUESTION, "Where is Greer attending the forum?"], 2, 0.5)
    assert found.errors == 0, found.first_error
    assert found.latency is not None
    assert found.latency.n >= 2


def test_a_page_that_is_gone_is_counted_as_errors(served: Served, unused_port: int) -> None:
    nowhere, events = f"http://127.0.0.1:{unused_port}/", wiring(served.url)
    seconds, errors = Person(nowhere, events, [QUESTION], ends=0.0).run()
    assert (seconds, len(errors)) == ([], 1)  # of the page that is opened beside the questions
    with pytest.raises(TabError, match="POST /gradio_api/queue/join failed: ConnectionRefused"):
        Tab(nowhere, events).ask(QUESTION)


def test_what_was_confirmed_must_be_there_and_what_was_begun_may(data: Path) -> None:
    expected: dict[str, Versions] = {"kept": (0,), "replaced": (1,)}
    said = '["begin", "doc/1", 0]\n["done", "doc/1", 0]\n["begin", "replaced", 2]\n["done", "replaced"'
    life = told(said, None)
    assert life == Life((("doc/1", 0),), (("replaced", 2),))
    assert follow(expected, life) == {"kept": (0,), "replaced": (1, 2), "doc/1": (0,)}
    tally = Tally()
    tally.looked(expected, Looked(0.1, {}, frozenset({"kept", "doc/1"}), frozenset({"replaced"}), 1))
    assert (tally.lost, tally.half_visible) == (2, 1)


def test_a_fresh_process_tells_what_is_whole_from_what_is_not(data: Path, tmp_path: Path) -> None:
    home, texts = str(tmp_path / "kept"), Texts(data)
    with Index.open(home) as index:
        index.add_text(texts.text(1, 0), uri="doc/1")
        index.add_text(texts.text(2, 3), uri="doc/2")
        index.add_text(texts.text(3, 1).replace("zq3v1", "zq3v2"), uri="doc/3")
    found = look(home, str(data), {"doc/1": (0,), "doc/2": (1, 2), "doc/3": (1, 2), "doc/4": (0,), "doc/5": (None, 0)})
    assert found.versions == {"doc/1": 0, "doc/2": 3, "doc/3": 2}
    assert found.wrong == {"doc/2", "doc/4"}
    assert found.halves == {"doc/3"}
    assert found.stores == 1


def test_a_worker_says_what_begins_and_what_is_safe(data: Path, home: Path) -> None:
    with Index.open() as index:
        index.add_text(Texts(data).text(30, 0), uri="doc/30")
    worker = [sys.executable, "-m", "tests.bench.crashing", str(home), "remove", "1", str(data)]
    with subprocess.Popen(worker, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        said = "".join(islice(child.stdout, 5))
        child.kill()
    life = told(said, None)
    assert life.confirmed == (("doc/30", None), ("doc/31", 0))
    assert life.begun == (("doc/31", None),)
    found = look(str(home), str(data), follow({}, life))
    assert (found.wrong, found.halves) == (frozenset(), frozenset())


def test_crash_ends_with_one_line_of_json(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "LIFE", (0.2, 0.2))
    monkeypatch.setattr(crash, "BASE", 3)
    assert main(["crash", "--data", str(data), "--kills", "1"]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (figures["kills"], figures["kinds"], figures["seconds"]["n"]) == (1, {"add": 1}, 1)
    assert (figures["lost"], figures["half_visible"], figures["errors"]) == (0, 0, 0)


def test_an_option_of_another_benchmark_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["news", "--data", str(data), "--kills", "3"])
    assert ended.value.code == 2
    assert "--kills is for crash, not for news" in capsys.readouterr().err
