"""Where what is said begins and ends, whichever way its marks are set and whatever stands around it."""

import pytest

from index import statements_in
from tests.readings import read


@pytest.mark.parametrize(("opens", "closes"), [("”", "”"), ("“", "“"), ("” … ", "”")])
def test_marks_set_the_wrong_way_round_are_read_by_where_they_stand(opens: str, closes: str) -> None:
    text = f"{opens}We will keep the ferry running,{closes} Vale said."
    assert read(text) == [("direct", "Vale", [f"{opens}We will keep the ferry running,{closes}"])]


def test_a_quotation_may_end_with_the_one_inside_it() -> None:
    text = "“Crews had a name for it, ‘the long mile,’” the report read."
    assert read(text) == [("direct", "the report", ["“Crews had a name for it, ‘the long mile,’”"])]


@pytest.mark.parametrize("opening", ["On this week's “Harbour Hour,”", "In an interview for “Town and Tide,”"])
def test_the_programme_that_somebody_speaks_in_is_not_said(opening: str) -> None:
    text = f"{opening} Mayor Ida Vale said the ferry was “worth every cent.”"
    assert read(text) == [("mixed", "Mayor Ida Vale", ["the ferry was “worth every cent.”"])]


@pytest.mark.parametrize("attribution", [", she said.", ", said Ida Vale."])
def test_what_is_said_may_go_on_behind_the_marks(attribution: str) -> None:
    [(kind, _, content)] = read(f"“We are very proud” of the new pier{attribution}")
    assert (kind, content) == ("mixed", ["“We are very proud” of the new pier"])


@pytest.mark.parametrize("source", ["63 percent", "Someone in the crowd", "200 anglers"])
def test_a_share_or_someone_may_say_it(source: str) -> None:
    assert read(f"{source} said the pier was “too narrow.”") == [("mixed", source, ["the pier was “too narrow.”"])]


def test_whoever_said_it_in_a_year_is_not_the_year() -> None:
    text = "The town likes Vale, now the mayor, who in 2010 said the pier was “a folly.”"
    assert read(text) == [("mixed", "who", ["the pier was “a folly.”"])]
    assert statements_in("Ida Vale arrived. " + text)[0].speaker == "Ida Vale"


def test_an_age_is_nobody() -> None:
    text = "Ida Vale, 70, said it was early but added, “We will build it.”"
    assert read(text) == [
        ("indirect", "Ida Vale", ["it was early"]),
        ("direct", "Ida Vale", ["“We will build it.”"]),
    ]


@pytest.mark.parametrize("when", ["", " earlier in the hearing"])
@pytest.mark.parametrize("subject", ["The pilots", "Building the pier"])
def test_a_clause_may_open_with_its_subject_before_the_report(subject: str, when: str) -> None:
    text = f"{subject}, Vale said{when}, had been “a great help” to the town."
    assert read(text) == [("mixed", "Vale", [subject, "had been “a great help” to the town"])]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The council issued a statement calling the pier “a plain danger” to ships.", "The council"),
        ("In a letter calling the pier “a plain danger” to ships, Ida Vale resigned.", "Ida Vale"),
    ],
)
def test_who_issues_a_statement_says_what_it_calls_things(text: str, mention: str) -> None:
    assert [found for _, found, content in read(text) if content[0].startswith("the pier “a plain danger”")] == [
        mention
    ]


def test_whoever_is_heard_in_a_recording_says_it() -> None:
    text = "The ad uses footage of Ida Vale asking, “Why is the pier not open?”"
    assert read(text) == [("direct", "Ida Vale", ["“Why is the pier not open?”"])]


def test_whoever_is_pointed_to_as_having_said_it_says_it() -> None:
    text = "As Ida Vale has pointed out, the pier is “a folly” of the last mayor's."
    assert read(text) == [("mixed", "Ida Vale", ["the pier is “a folly” of the last mayor's"])]


@pytest.mark.parametrize(
    "rest",
    [
        " – the third such folly this year",
        " (though it was cheap)",
        " as she left",
        ", another word that she likes",
        ", openly laughing at the mayor",
        " and walked off",
        " during a walk by the sea",
        " in her book of 1969",
        " in a radio interview",
    ],
)
def test_what_somebody_is_said_to_call_a_thing_ends_with_the_quotation(rest: str) -> None:
    assert read(f"Ida Vale called the pier “a folly”{rest}.") == [("mixed", "Ida Vale", ["the pier “a folly”"])]


@pytest.mark.parametrize(
    "content",
    [
        "the pier is “too dear,” and has been “a folly” since May",
        "the pier, which stands idle, is “a folly” of the last mayor's",
    ],
)
def test_what_is_said_goes_on_where_more_is_quoted(content: str) -> None:
    assert read(f"Ida Vale said {content}.") == [("mixed", "Ida Vale", [content])]


def test_what_somebody_does_besides_is_not_in_what_they_shout() -> None:
    text = "Calling it “a shame,” the anglers shouted “Save the pier!”"
    assert ("direct", "the anglers", ["“Save the pier!”"]) in read(text)


def test_a_worry_that_opens_a_sentence_ends_with_its_clause() -> None:
    text = "With anglers worried about the price, Ida Vale has a new slogan: “Come and see.”"
    assert read(text) == [
        ("indirect", "anglers", ["about the price"]),
        ("direct", "Ida Vale", ["“Come and see.”"]),
    ]


def test_a_nickname_is_part_of_a_name() -> None:
    text = '“The pier stays,” Ida "Red" Vale shouted. “It stays!”'
    assert read(text) == [("direct", 'Ida "Red" Vale', ["“The pier stays,”", "“It stays!”"])]


def test_whoever_asks_in_the_passive_asks_whether() -> None:
    text = "Vale was asked by the engineer whether the pier would hold."
    assert read(text) == [("indirect", "the engineer", ["whether the pier would hold"])]


@pytest.mark.parametrize("date", ["Nov. 8", "Sept. 12"])
def test_a_date_does_not_cut_a_source_short(date: str) -> None:
    text = f"The winner of the {date} regatta later said he was “astonished.”"
    assert read(text) == [("mixed", f"The winner of the {date} regatta", ["he was “astonished.”"])]


def test_a_verse_may_be_a_source() -> None:
    assert read("Psalm 46:1 reads: “The river does not rest.”") == [
        ("direct", "Psalm 46:1", ["“The river does not rest.”"])
    ]
