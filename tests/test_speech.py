"""Questions about what somebody said: whose words, on what topic."""

import pytest

from qa.question.question import parse
from qa.question.speech import asked_words


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("what did Greer say about export controls?", "Greer", "export controls"),
        ("What did the US trade representative say about China?", "US trade representative", "China"),
        ("Greer's position on export controls", "Greer", "export controls"),
        ("What is Greer’s view of drones?", "Greer", "drones"),
        ("What is the position of Greer on China?", "Greer", "China"),
        ("Where does Greer stand on export controls?", "Greer", "export controls"),
        ("Does Bessent expect more soybeans?", "Bessent", "more soybeans"),
        ("according to Bessent, how are magnets flowing?", "Bessent", "how are magnets flowing"),
        ("How are the magnets flowing according to Bessent?", "Bessent", "How are the magnets flowing"),
        ("How satisfied is Bessent with the deliveries?", "Bessent", "the deliveries"),
        ("Is Bessent optimistic about the deal?", "Bessent", "the deal"),
        ("tell me what greer said about drones", "greer", "drones"),
        ("What has Bessent promised?", "Bessent", ""),
        ("Did Greer deny a truce?", "Greer", "a truce"),
        ("What does Greer want?", "Greer", ""),
        ("What did Greer tell reporters about another round of talks?", "Greer", "another round of talks"),
        ("quotes by Bessent about magnets", "Bessent", "magnets"),
        ("Greer on export controls", "Greer", "export controls"),
        ("What's Greer's position on export controls?", "Greer", "export controls"),
        ("Did Bessent mention soybeans?", "Bessent", "soybeans"),
        ("What has the mayor said about rain?", "mayor", "rain"),
        ("According to the White House, how soon could vaccines come?", "White House", "how soon could vaccines come"),
        ("What did Greer have to say about drones?", "Greer", "drones"),
        ("What's Greer said about drones?", "Greer", "drones"),
        ("What’s greer been saying about drones", "greer", "drones"),
        ("what has greer been saying about drones", "greer", "drones"),
        ("Greer say about the drones", "Greer", "the drones"),
        ("Does Greer still oppose drones?", "Greer", "drones"),
        ("tell me what Greer thinks of drones", "Greer", "drones"),
        ("How did Greer react to the ban?", "Greer", "the ban"),
        ("What was Greer's reaction to the ban?", "Greer", "the ban"),
        ("How has Greer responded to Bessent?", "Greer", "Bessent"),
        ("What did Greer say to Hale about drones?", "Greer", "drones"),
        ("What did Greer say in the interview about drones?", "Greer", "drones"),
        ("Between Greer and Hale, who supports drones?", "Greer and Hale", "drones"),
        ("Who else talks about drones?", None, "drones"),
        ("Who opposes drones?", None, "drones"),
        ("What's being said about drones?", None, "drones"),
        ("What did anyone say about soybeans?", None, "soybeans"),
        ("Who talked about Parmelin?", None, "Parmelin"),
        ("What are people saying about oil?", None, "oil"),
        ("what was said about magnets?", None, "magnets"),
    ],
)
def test_a_question_about_words_tells_whose_and_on_what(question: str, speaker: str | None, topic: str) -> None:
    asked = parse(question)
    assert asked.words is not None
    assert (asked.speaker, asked.topic) == (speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "Who is Jamieson Greer?",
        "Where was the first meeting held?",
        "What gives Beijing leverage?",
        "How much did China pay for the soybeans?",
        "What impact did the quake have on Tokyo?",
        "Which show won on Monday?",
        "Who floated another round of negotiations?",
        "Which company said it would cut 100 jobs?",
        "what are they saying",
        "what did he say about rain",
    ],
)
def test_a_question_of_fact_asks_for_nobody_s_words(question: str) -> None:
    assert parse(question).words is None


@pytest.mark.parametrize("question", ['Who said "rain is good"?', "Did Greer say “rain is good”?"])
def test_a_quotation_whose_speaker_is_asked_for_is_looked_up(question: str) -> None:
    assert parse(question).quotation == "rain is good"


def test_only_words_answer_what_somebody_thinks_but_deeds_are_told_by_the_article_too() -> None:
    for question, strict in (("What does Greer think of rain?", True), ("What did Greer announce on rain?", False)):
        asked = parse(question).words
        assert asked is not None
        assert asked.strict is strict


def test_which_of_many_did_something_is_no_question_about_a_speaker_s_words() -> None:
    assert asked_words("What NFL star announced his retirement on Tuesday?") is None
    for worded, speaker in (("What Greer said about tariffs", "Greer"), ("What the mayor said about rain", "mayor")):
        found = asked_words(worded)
        assert found is not None
        assert found.speaker == speaker


@pytest.mark.parametrize(
    "worded",
    [
        "Is the airport open?",
        "Where does the lighthouse stand?",
        "When did the Warn Bridge open?",
        "How long did Greer and Sefcovic talk?",
        "When did Greer speak to Sefcovic?",
    ],
)
def test_questions_about_things_and_meetings_ask_for_nobody_s_words(worded: str) -> None:
    assert asked_words(worded) is None
