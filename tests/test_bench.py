"""The benchmarks: what counts as right, and that the command prints one last line of JSON."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from index.records import DocumentInfo, Hit, Passage
from qa.answer import Answer, Citation
from tests.bench.article import Row, judge
from tests.bench.data import Article, BenchError, NewsQuestion, iso_date, read_records
from tests.bench.news import contains, normalised
from tests.bench.process import latency
from tests.bench.retrieval import baseline, document_ids, hit_at, hits, ranked_documents
from tests.bench.speed import Comparison, Machine
from tests.bench.table import table_lines
from tests.bench.tutorial import check_peers

ROOT = Path(__file__).resolve().parents[1]
ANSWERED = Answer("Where?", "The talks began in Geneva [1].", (), True, None, ())
ROW = Row("r", "fact", "Where?", True, must_cite=("in Geneva",), must_say=("geneva",), must_not_cite=("London",))


def citation(quote: str) -> Citation:
    return Citation(1, "id", "uri", "title", None, None, "sha", 0, len(quote), quote)


def citing(*quotes: str) -> Answer:
    return replace(ANSWERED, citations=tuple(map(citation, quotes)))


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def write_rows(path: Path, *rows: Mapping[str, object]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_the_article_benchmark_ends_with_one_line_of_json(tmp_path: Path) -> None:
    where = {"id": "t1", "kind": "fact", "question": "Where was the first meeting held?", "answerable": True}
    absent = {"id": "t2", "kind": "absent", "question": "Who discovered penicillin?", "answerable": False}
    write_rows(tmp_path / "article_questions.jsonl", where | {"must_cite": ["Geneva"]}, absent)
    done = bench("article", "--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["n"] == 2
    assert figures["right"] + len(figures["misses"]) == 2
    assert {kind: counted["n"] for kind, counted in figures["kinds"].items()} == {"fact": 1, "absent": 1}


@pytest.mark.parametrize("name", ["article", "news"])
def test_a_missing_folder_or_file_is_one_line_and_exit_2(tmp_path: Path, name: str) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        done = bench(name, "--data", str(folder))
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert "--data DIR" in done.stderr


def test_a_right_answer_has_no_reasons() -> None:
    assert judge(ROW, citing("The first was in Geneva.", "x" * 500)) == ()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (citing("It was in London, not in Geneva."), "wrongly cited: 'London'"),
        (citing("It was in geneva."), "not cited: 'in Geneva'"),
        (replace(citing("It was in Geneva."), text="Switzerland [1]."), "not said: 'geneva'"),
        (replace(citing("in Geneva"), answered=False, reason="nothing_found"), "abstained: nothing_found"),
        (citing("in Geneva", "x" * 501), "a quote of 501 characters"),
        (citing(*["in Geneva"] * 9), "9 citations, more than 8"),
    ],
)
def test_each_requirement_alone_makes_an_answer_wrong(answer: Answer, reason: str) -> None:
    assert judge(ROW, answer) == (reason,)


def test_a_question_that_nothing_answers_is_right_when_declined() -> None:
    row = Row("r", "absent", "Who?", False, must_not_cite=("London",))
    declined = replace(ANSWERED, text="Nothing.", answered=False, reason="nothing_found")
    assert judge(row, replace(declined, nearest=(citation("London"),))) == ()
    assert judge(row, ANSWERED) == ("answered, not abstained",)


def test_words_split_over_two_quotes_are_not_cited() -> None:
    assert judge(replace(ROW, must_say=()), citing("It was in", "Geneva")) == ("not cited: 'in Geneva'",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Squid Game”", "squid game"),
        ("The  U.S. Senate,\nan\tinstitution", "us senate institution"),
        ("Theatre and a man", "theatre and man"),
        ("$5 — 60%", "5 60"),
        ("The", ""),
    ],
)
def test_normalised_text_has_no_case_punctuation_or_articles(text: str, expected: str) -> None:
    assert normalised(text) == expected


def test_an_answer_is_contained_when_any_gold_one_is() -> None:
    assert contains("Netflix announced that “Squid Game“ is back [1].", ["Friends", "The Squid Game"])
    assert not contains("Netflix announced a squid and a second game [1].", ["Friends", "The Squid Game"])
    assert not contains("Netflix announced it.", ["The"])


def test_a_text_over_600_characters_contains_nothing() -> None:
    assert contains("Idaho".ljust(600, "."), ["Idaho"])
    assert not contains("Idaho".ljust(601, "."), ["Idaho"])


def test_a_hit_is_any_gold_document_among_the_first_k() -> None:
    assert hit_at(2, ["a", "b", "c"], {"b", "z"})
    assert not hit_at(1, ["a", "b", "c"], {"b", "z"})
    assert not hit_at(3, ["a", "b", "c"], {"z"})


def test_hits_are_shares_of_the_questions_with_gold() -> None:
    ranked = [str(number) for number in range(12)]
    found = hits([(ranked, ["0"]), (ranked, ["4", "11"]), (ranked, ["9"]), (ranked, ["10"]), (ranked, [])])
    assert (found.at_1, found.at_5, found.at_10, found.n) == (0.25, 0.5, 0.75, 4)


def test_documents_rank_by_their_best_passage() -> None:
    found = [Hit(Passage(document, 0, 1, "x"), 1.0) for document in ("b", "a", "b", "c")]
    assert ranked_documents(found) == ["b", "a", "c"]


def test_an_article_whose_text_is_stored_under_another_name_is_found() -> None:
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    held = [Article(name, None, None, text) for name, text in (("first", "x"), ("again", "x"), ("gone", "y"))]
    stored = DocumentInfo("id", "first", "First", None, None, None, digest, 1)
    assert document_ids(held, [stored]) == {"first": "id", "again": "id"}


def test_the_baseline_finds_stems_and_takes_query_syntax_as_words() -> None:
    held = [
        Article("zoo", None, None, "Many animals live here: a dog, a bird, a fish, a horse."),
        Article("dog", None, None, "A dog barked."),
        Article("cat", "Cats", None, "They sleep."),
    ]
    asked = [
        NewsQuestion('Which "dog" AND title:x?', ("dog",), ("dog",), ()),
        NewsQuestion("What is barking?", ("dog",), ("dog",), ()),
        NewsQuestion("Who sleeps?", ("cats",), ("zoo",), ("cat",)),
    ]
    found = baseline(held, asked)
    assert found.gold_docs.at_1 == pytest.approx(2 / 3)
    assert (found.answer_docs.at_1, found.answer_docs.n) == (1.0, 1)


def test_latency_is_the_median_and_the_nearest_rank() -> None:
    found = latency([number / 1000 for number in range(100, 0, -1)])
    assert found.p50_ms == pytest.approx(50.5)
    assert found.p95_ms == pytest.approx(95)
    assert found.n == 100


def test_better_is_more_for_speed_and_less_for_time() -> None:
    assert Comparison("ms", 2.0, 8.0, 1).times_better == 4
    assert Comparison("characters/s", 2.0, 8.0, 1, more_is_better=True).times_better == 0.25


def test_a_machine_is_busy_when_others_want_more_than_half_of_it() -> None:
    assert Machine(1.1, 2).is_busy
    assert not Machine(1.0, 2).is_busy


def test_a_missing_package_is_named_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.tutorial.PEERS", ("json", "no_such_package"))
    with pytest.raises(BenchError, match=r"missing: no_such_package\. Install them: pip install -e '\.\[bench\]'"):
        check_peers()


def test_dates_are_iso() -> None:
    assert iso_date("2022/06/12") == "2022-06-12"
    assert iso_date("") is None


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    write_rows(tmp_path / "rows.jsonl", {"id": 1}, {"no": 2})
    with pytest.raises(BenchError, match=r"rows.jsonl', line 2 .*'id'"):
        read_records(tmp_path / "rows.jsonl", lambda row: row["id"])


def test_a_table_is_aligned() -> None:
    assert table_lines(["kind", "n"], [["a", "10"], ["longer", "5"]]) == [
        "kind     n",
        "------  --",
        "a       10",
        "longer   5",
    ]
