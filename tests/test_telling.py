"""Quotations checked by how the record tells them: denied, reported at second hand, left without a name, asked."""

from pathlib import Path

import pytest

from index import Index
from qa import Verdict, verify

COUNCIL = """Leader Vera Holt has never called Owen Marsh "a coward". Holt denied saying that the pier was "rotten".

Holt denied that she had promised "a pool for every school". Marsh falsely claimed that Holt had said "libraries are
over". Holt rejected suggestions that the audit was "a fix".

Holt dismissed the audit as "a charade". Asked about fraud, Holt denied it: "I never touched the money."

Holt said the pier was not "a white elephant". Holt described the pool as "a gift"."""


def checked(draft: str, text: str, home: Path) -> list[Verdict]:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        return verify(draft, index=index)


@pytest.mark.parametrize(
    ("draft", "difference"),
    [
        ("Holt called Marsh “a coward”.", "has never called -> called"),
        ("Holt said that the pier was “rotten”.", "denied -> said"),
        ("Holt promised “a pool for every school”.", "denied -> promised"),
        ("Holt said the audit was “a fix”.", "rejected -> said"),
        ("“A pool for every school” (Holt)", "denied -> said"),
        ("Holt said the pier was “a white elephant”.", "not a -> a"),
        ("Holt denied that the pool was “a gift”.", "described -> denied"),
        ("Holt said “libraries are over”.", "Marsh falsely claimed -> Holt said; speaker: Owen Marsh -> Holt"),
        ("Marsh said “libraries are over”.", "Holt had said -> Marsh said"),
    ],
)
def test_a_draft_that_drops_how_words_are_told_is_altered(draft: str, difference: str, home: Path) -> None:
    (verdict,) = checked(draft, COUNCIL, home)
    assert (verdict.verdict, verdict.difference) == ("altered", difference)


@pytest.mark.parametrize(
    "draft",
    [
        "Holt has never called Marsh “a coward”.",
        "Holt denies saying the pier was “rotten”.",
        "Holt denied that she had promised “a pool for every school”.",
        "Marsh claimed that Holt had said “libraries are over”.",
        "Holt rejected claims that the audit was “a fix”.",
        "Holt called the audit “a charade”.",
        "“I never touched the money,” Holt said.",
        "Holt said the pier was not “a white elephant”.",
    ],
)
def test_a_draft_that_keeps_how_words_are_told_is_found(draft: str, home: Path) -> None:
    (verdict,) = checked(draft, COUNCIL, home)
    assert (verdict.verdict, verdict.difference) == ("found", None)


def test_every_quotation_of_a_document_that_denies_and_reports_reports_is_found_in_it(home: Path) -> None:
    assert [each.verdict for each in checked(COUNCIL, COUNCIL, home)] == ["found"] * 9


MATCH = """Goalkeeper Ivo Lund watched from the bench. "It was a robbery in broad daylight," said the Rovers coach.

A friend of the singer said: "She wants to be left in peace." """


@pytest.mark.parametrize(
    ("draft", "verdict", "difference"),
    [
        ("“It was a robbery,” Lund said.", "other_speaker", "the Rovers coach -> Lund"),
        ("“It was a robbery,” said Ivo Lund.", "other_speaker", "the Rovers coach -> Ivo Lund"),
        ("“She wants to be left in peace,” Lund said.", "other_speaker", "A friend of the singer -> Lund"),
        ("“It was a robbery,” the Rovers coach said.", "found", "speaker not resolved -> the Rovers coach"),
    ],
)
def test_whom_the_record_leaves_without_a_name_is_nobody_who_has_one(
    draft: str, verdict: str, difference: str, home: Path
) -> None:
    (found,) = checked(draft, MATCH, home)
    named = "the record does not name the speaker; speaker: " if verdict == "other_speaker" else ""
    assert (found.verdict, found.difference) == (verdict, named + difference)


QUARREL = """Dora Finch shrugged and said: "I never hold a grudge." "Nor do I," Emil Kasper replied.

"The ferries will run," Captain Rosa Thiel said. "They'll stop in a week." Thiel spoke of a season "of storms"."""


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("“I never hold a grudge. Nor do I,” Finch said.", "stitched"),
        ("“The ferries will run, Captain Rosa Thiel said. They'll stop in a week.”", "stitched"),
        ("“The ferries will run. They'll stop in a week,” Thiel said.", "found"),
        ("“The ferries will run ... They'll stop in a week,” Thiel said.", "found"),
        ("“‘The ferries will run,’ Captain Rosa Thiel said.”", "found"),
        ("“A season of storms,” Thiel said.", "altered"),
    ],
)
def test_a_quotation_holds_the_words_of_one_and_none_of_the_narrator(draft: str, verdict: str, home: Path) -> None:
    assert [each.verdict for each in checked(draft, QUARREL, home)] == [verdict]


def test_a_quotation_that_runs_over_paragraphs_is_one_person_s(home: Path) -> None:
    text = "“I have lived here for years.\n\n“I will not be moved,” said Nell Ortiz."
    draft = "“I have lived here for years. I will not be moved,” said Nell Ortiz."
    assert [each.verdict for each in checked(draft, text, home)] == ["found"]


ASKED = """"Have I sold the farm? No," said Ned Pratt. "The barn is empty?" asked Pratt. "Why sell?" he said."""


@pytest.mark.parametrize(
    ("draft", "verdict", "difference"),
    [
        ("“I sold the farm,” said Pratt.", "altered", "Have I -> I"),
        ("“I have sold the farm,” said Pratt.", "altered", "Have -> I have; Have I sold -> have sold"),
        ("“The barn is empty,” said Pratt.", "altered", "empty? -> empty"),
        ("“The barn is empty?” said Pratt.", "found", None),
        ("“Have I sold the farm? No,” said Pratt.", "found", None),
        ("“Why sell?” said Pratt.", "found", None),
    ],
)
def test_a_question_made_a_statement_is_altered(draft: str, verdict: str, difference: str | None, home: Path) -> None:
    (found,) = checked(draft, ASKED, home)
    assert (found.verdict, found.difference) == (verdict, difference)


def test_turns_of_a_transcript_are_word_for_word(home: Path) -> None:
    text = "MINISTER HALE: I signed it in May. Nobody asked me.\n\nCHAIR: Then we are done for today."
    assert [each.verdict for each in checked("“I signed it in May,” Hale said.", text, home)] == ["found"]
    assert [each.verdict for each in checked("“I signed it in June,” Hale said.", text, home)] == ["altered"]
    assert [each.verdict for each in checked("“Nobody asked me,” the Chair said.", text, home)] == ["other_speaker"]


HEDGED = """“Two players may leave in May. Perhaps we were lucky. It cost about 62 million,” said Iris Dunne.

“Nobody in this office has read the report. If the minister had listened, we would be dry,” Dunne said.

“It seems safe,” Dunne said. Carl Voss said they “would do what they must”.

Voss declined to say whether the firm was “for sale”.

“The company said ‘we are sorry for the delay’ and left,” Voss said.

“If I said ‘sell it all’, they would laugh. I have said ‘enough is enough’ before,” Voss said.
"""


@pytest.mark.parametrize(
    ("draft", "difference"),
    [
        ("“Leave in May,” Dunne said.", "may leave -> Leave"),
        ("“We were lucky,” Dunne said.", "Perhaps we -> We"),
        ("“62 million,” Dunne said.", "about 62 -> 62"),
        ("“The minister had listened,” Dunne said.", "If the -> The"),
        ("“safe,” Dunne said.", "seems safe -> safe"),
        ("“Read the report,” Dunne said.", "Nobody in this office has read -> Read"),
        ("“We are sorry for the delay,” Voss said.", "The company said -> Voss said"),
        ("“Sell it all,” Voss said.", "If I said -> Voss said"),
        ("Dunne said two players may “leave in May”.", None),
        ("Dunne spoke of about “62 million”.", None),
        ("It seems “safe”, Dunne said.", None),
        ("Voss vowed that they will “do what they must”.", None),
        ("Voss declined to say whether the firm was “for sale”.", None),
        ("“Enough is enough,” Voss said.", None),
        ("“Two[1] players may leave in May.”[2] Dunne said.", None),
        ("“Two players<sup>1</sup> may leave in May,”<sup>2</sup> Dunne said.", None),
    ],
)
def test_a_hedge_left_behind_and_another_s_words_within_are_altered(
    draft: str, difference: str | None, home: Path
) -> None:
    with Index.open(str(home)) as index:
        index.add_text(HEDGED, uri="hedged")
        (found,) = verify(draft, index=index)
        assert (found.verdict, found.difference) == ("altered" if difference else "found", difference)


def test_whoever_signs_a_block_quote_says_it_whoever_spoke_before(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(HEDGED, uri="hedged")
        draft = "Voss said: “Enough is enough.” He added nothing.\n\n> Two players may leave in May.\n> — Iris Dunne\n"
        assert [each.verdict for each in verify(draft, index=index)] == ["found", "found"]


def test_what_somebody_declined_to_say_is_not_found_as_said(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(HEDGED, uri="hedged")
        (found,) = verify("Voss said the firm was “for sale”.", index=index)
        assert found.verdict == "other_speaker"
