"""Files to texts, and what is recognised in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.errors import LoadError
from index.load import cleaned, completed, decoded, load
from index.masthead import masthead

SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def test_the_seed_article_shows_its_title_publisher_and_year_and_a_helper_is_no_author() -> None:
    article = completed(load(SEED))
    assert article.title == "Greer Floats More US-China Trade Talks Before Trump’s April Trip"
    assert (article.source, article.date) == ("Bloomberg", "2026")
    assert article.author is None


@pytest.mark.parametrize(
    ("text", "source", "author", "date"),
    [
        (
            "Rain\nBy Jane Doe and Mark A. Smith\nWASHINGTON (AP) — It rained.",
            "AP",
            "Jane Doe and Mark A. Smith",
            None,
        ),
        ("Rain\nPublished Jan. 20, 2026 at 5pm\nIt rained.", None, None, "2026-01-20"),
        ("Rain\n3 March 2024\nIt rained.\n© 2024 The Daily Ltd.", "The Daily", None, "2024-03-03"),
        (
            "Rain\nIt rained on May 5, 2020, said the mayor, who had been asked about the floods of that year.",
            None,
            None,
            None,
        ),
    ],
)
def test_a_masthead_is_read_where_the_text_shows_it(
    text: str, source: str | None, author: str | None, date: str | None
) -> None:
    head = masthead(text)
    assert (head.title, head.source, head.author, head.date) == ("Rain", source, author, date)


def test_markdown_loses_its_marks_and_keeps_its_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text(
        "---\ntitle: The Dam\npublisher: The Daily\ndate: 2024-05-06\n---\n# Over the *edge*\n\nThe [dam](http://x.y)\n"
        "holds, `he` said.\n\n- one\n- **two**\n",
        "utf-8",
    )
    note = load(file)
    assert note.text == "Over the edge\n\nThe dam holds, he said.\n\n- one\n- two"
    assert (note.title, note.source, note.date) == ("The Dam", "The Daily", "2024-05-06")


def test_a_page_gives_its_article_and_what_its_head_says(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<html><head><title>Bread - The Daily</title><meta property='og:site_name' content='The Daily'>"
        "<meta name='author' content='Jane Doe'><meta property='article:published_time' content='2024-03-02'></head>"
        "<body><nav>Home Sport</nav><article><h1>Bread</h1><p>The price of bread will rise by 5% next year in all "
        "shops, the minister said on Monday.</p><p>“We can’t help it,” she said.</p></article>"
        "<script>alert(1)</script></body></html>",
        "utf-8",
    )
    page = load(file)
    assert "“We can’t help it,” she said." in page.text
    assert "alert" not in page.text
    assert (page.source, page.author, page.date) == ("The Daily", "Jane Doe", "2024-03-02")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    text = "“Élan,” the mayor of Besançon said, and left — at once."
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"\x7fELF\x00\x01\x02", "binary"),
        ("b.txt", b"  \n ", "holds no text"),
        ("c.pdf", b"%PDF", ".pdf is not read yet"),
        ("d.txt", b"\xff\xfea", "begins like"),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(LoadError, match=said):
        load(file)


@given(st.text(st.characters(), max_size=50))
def test_cleaned_text_can_be_stored_and_keeps_its_length_but_for_line_ends(text: str) -> None:
    kept = cleaned(text)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert "\r" not in kept
    assert len(kept) == len(text) - text.count("\r\n")


def test_a_dateline_gives_the_date_and_the_publisher() -> None:
    head = masthead("Dam holds\nRIVERTON, March 3, 2026 (Reuters) - The dam held on Jan. 2, 2020.\n")
    assert (head.date, head.source) == ("2026-03-03", "Reuters")


@pytest.mark.parametrize(("given", "kept"), [("2026", "2026"), ("2026-01", "2026-01"), ("Jan. 20, 2026", "2026-01-20")])
def test_a_date_that_is_given_is_kept_as_iso_8601(home: Path, given: str, kept: str) -> None:
    with Index.open(str(home)) as index:
        assert index.add_text("The dam will hold.", uri="dam", date=given).date == kept
        with pytest.raises(LoadError, match="is not a date"):
            index.add_text("The dam will hold.", uri="dam", date="yesterday")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Maria Lopez | Reuters | May 3, 2026", ("Reuters", "Maria Lopez", "2026-05-03")),
        ("The Daily Ledger | 5 May 2025", ("The Daily Ledger", None, "2025-05-05")),
        ("Home | News | Sport", (None, None, None)),
    ],
)
def test_a_line_of_parts_gives_publisher_byline_and_date(
    line: str, found: tuple[str | None, str | None, str | None]
) -> None:
    head = masthead(f"Dam holds\n{line}\nThe dam held on Tuesday, the mayor said.\n")
    assert (head.source, head.author, head.date) == found


@pytest.mark.parametrize("told", ["The treaty was signed on 3 June 1919 in Lausanne.", "It will open on 12 March 2031"])
def test_a_date_that_a_sentence_tells_is_not_the_document_s(told: str) -> None:
    assert masthead(f"{told}\n\nThe rest follows here.").date is None


@pytest.mark.parametrize(
    "line", ["Published on 3 June 2019 at 10:15 pm", "By Ann Poe | Reuters | 3 June 2019", "LAUSANNE, 3 June 2019"]
)
def test_a_date_line_is_the_document_s(line: str) -> None:
    assert masthead(f"A Title of Words\n\n{line}\n\nThe rest follows here.").date == "2019-06-03"


@pytest.mark.parametrize(
    "line",
    [
        "Gazette | 3 April 2025",
        "By Gary Stubbs, 3 April 2025",
        "Western Courier, April 3, 2025",
        "By Gary Stubbs and Ann Poe, 3 April 2025",
    ],
)
@pytest.mark.parametrize("title", ["Harbour firm hid asbestos reports from its workers", "Dam holds"])
def test_what_stands_beneath_a_title_without_a_blank_line_is_no_part_of_it(line: str, title: str) -> None:
    head = masthead(f"{title}\n{line}\n\nA developer ignored three warnings, a jury heard on Thursday.")
    assert (head.title, head.date) == (title, "2025-04-03")


def test_prose_wrapped_at_a_width_is_not_parted_above_a_date_inside_it() -> None:
    text = "The firm that owned the warehouse on the long quay was\nBy Monday told, and left on 3 April 2025, he said"
    assert masthead(text).title == " ".join(text.split())
