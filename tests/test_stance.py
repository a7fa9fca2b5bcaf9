"""Questions of who takes a stand, or who will do something: answered by those whose own words show it, or by nobody."""

from pathlib import Path

import pytest

from index import Index, statements_in
from qa import ask
from qa.question import parse
from qa.stance import stance_of

TUNNEL = (
    "Mayor Ada Quill said the tunnel would be built by May.\n\n"
    "Councilman Tom Reed said he opposed the tunnel because it cost too much.\n\n"
    "Banker Bo Katz said he supported the tunnel. Katz said that Reed opposed the tunnel out of spite.\n\n"
    "Resident Ann Lowe said the tunnel was a long story.\n\n"
    "“We will pay for the lights and the pumps,” said Joan Frey, who spoke to the Harbour Courier."
)
PLAIN = (
    "Mayor Ada Quill said a bridge tax may be needed this year.\n\nAnn Lowe said the bridge tax would be paid in coins."
)


@pytest.mark.parametrize(
    ("question", "topic", "denied", "with_whom"),
    [
        ("Who opposes the tunnel?", "the tunnel", False, ""),
        ("Who is against the tunnel?", "the tunnel", False, ""),
        ("Who's in favour of the tunnel?", "the tunnel", False, ""),
        ("Who does not expect a recession?", "a recession", True, ""),
        ("Who disagrees with Quill about the tunnel?", "the tunnel", False, "Quill"),
        ("Who agrees with Quill?", "Quill", False, "Quill"),
        ("Does anyone support the tunnel?", "the tunnel", False, ""),
        ("Who is for the tunnel?", "the tunnel", False, ""),
    ],
)
def test_who_takes_a_stand_is_asked_with_its_topic(question: str, topic: str, denied: bool, with_whom: str) -> None:
    found = stance_of(question)
    assert found is not None
    assert (found[0].denied, *found[1:]) == (denied, topic, with_whom)


@pytest.mark.parametrize(
    "question", ["Who built the tunnel?", "Who spoke for Reed?", "What opposes it?", "Who opposes it?"]
)
def test_other_questions_ask_for_no_stand(question: str) -> None:
    assert stance_of(question) is None


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("Reed said he opposed the tunnel.", True),
        ("Reed said he was against the tunnel.", True),
        ("“I will never support the tunnel,” Reed said.", True),
        ("Reed said he would vote against the tunnel.", True),
        ("Reed opposed the tunnel.", True),
        ("Reed said he did not oppose the tunnel.", False),
        ("Reed said Quill opposed the tunnel.", False),
        ("Reed said that Ada Quill was here and that she opposed the tunnel.", False),
        ("Reed said he supported the tunnel.", False),
        ("Reed said the tunnel was long.", False),
        ("Reed said people who oppose the tunnel are wrong.", False),
        ("Reed denied that he opposed the tunnel.", False),
        ("Reed refused to oppose the tunnel.", False),
        ("Reed refused to support the tunnel.", True),
        ("“Why should I oppose the tunnel?” Reed said.", False),
        ("“If I opposed the tunnel, I would say so,” Reed said.", False),
        ("“Quill told me she thinks I oppose the tunnel,” Reed said.", False),
        ("“I once opposed the tunnel,” Reed said.", False),
        ("Reed said he was opposed by Quill over the tunnel.", False),
        ("“I'm against the tunnel,” Reed said.", True),
        ("Reed said he opposed the levy that the council brought up last week in talks on the tunnel.", False),
    ],
)
def test_words_show_the_stand_of_their_own_speaker_alone(text: str, shows: bool) -> None:
    found = stance_of("Who opposes the tunnel?")
    assert found is not None
    (said, *_) = [each for each in statements_in(text) if each.speaker == "Reed"]
    assert found[0].shown(said, text, found[1]) is shows


@pytest.mark.parametrize(
    ("question", "text", "shows"),
    [
        ("Who thinks the water is enough?", "Reed thinks that the water is enough.", True),
        ("Who thinks the water is enough?", "Reed said he thinks the water is not enough.", False),
        ("Who thinks the water is enough?", "Reed believes the water will never be enough.", False),
        ("Who thinks the water is not enough?", "Reed said he thinks the water is not enough.", True),
        ("Who expects rain?", "Reed said he did not expect rain.", False),
        ("Who does not expect rain?", "Reed said he did not expect rain.", True),
    ],
)
def test_what_is_thought_is_denied_as_the_question_has_it(question: str, text: str, shows: bool) -> None:
    found = stance_of(question)
    assert found is not None
    (said, *_) = [each for each in statements_in(text) if each.speaker == "Reed"]
    assert found[0].shown(said, text, found[1]) is shows


def test_those_answer_whose_words_show_it(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TUNNEL, uri="a")
        for question, speaker in (
            ("Who opposes the tunnel?", "Tom Reed"),
            ("Who supports the tunnel?", "Bo Katz"),
            ("Who will pay for the lights?", "Joan Frey"),
        ):
            answer = ask(question, index=index)
            assert {citation.speaker for citation in answer.citations} == {speaker}, question
            assert "Courier" not in (answer.short or "")


def test_what_is_only_claimed_of_somebody_shows_nothing(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Ada Quill said the tunnel was long. Poe claimed that Reed had opposed the tunnel.", uri="a")
        assert ask("Who opposes the tunnel?", index=index).text.startswith("I found nobody who says this")
        index.add_text("Ada Quill spoke. “Tom Reed told me he said, ‘We will pay for the lamps,’” Quill said.", uri="b")
        assert "Quill said" not in (ask("Who will pay for the lamps?", index=index).short or "")


def test_where_no_words_show_it_all_are_given_and_nobody_is_named_for_it(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(PLAIN, uri="a")
        answer = ask("Who opposes the bridge tax?", index=index)
        assert answer.short is None
        assert answer.text.startswith("I found nobody who says this in so many words.")
        assert {citation.speaker for citation in answer.citations} == {"Ada Quill", "Ann Lowe"}
        other = ask("Who disagrees with Quill about the bridge tax?", index=index)
        assert "Ada Quill" not in {citation.speaker for citation in other.citations}


def test_words_of_those_not_asked_for_are_left_out(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(PLAIN, uri="a")
        for question in (
            "What did anyone other than Quill say about the bridge tax?",
            "Did anybody but Quill talk about the bridge tax?",
            "Besides Quill, who talks about the bridge tax?",
            "Who talks about the bridge tax apart from Quill?",
        ):
            assert {citation.speaker for citation in ask(question, index=index).citations} == {"Ann Lowe"}, question
        assert parse("Who talks about the bridge tax?").words is not None
