"""Questions of who takes a stand, or who will do something: answered by those whose own words show it, or by nobody."""

from pathlib import Path

import pytest

from index import Index, statements_in
from qa import ask
from qa.question.question import parse
from qa.question.stance import stance_of

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
    ("text", "opposite"),
    [
        ("Reed said he opposed the tunnel.", False),
        ("Reed said he was against the tunnel.", False),
        ("“I will never support the tunnel,” Reed said.", False),
        ("Reed said he would vote against the tunnel.", False),
        ("Reed opposed the tunnel.", False),
        ("Reed said he did not oppose the tunnel.", True),
        ("Reed said Quill opposed the tunnel.", False),
        ("Reed said that Ada Quill was here and that she opposed the tunnel.", False),
        ("Reed said he supported the tunnel.", True),
        ("Reed said the tunnel was long.", False),
        ("Reed said people who oppose the tunnel are wrong.", False),
        ("Reed denied that he opposed the tunnel.", True),
        ("Reed refused to oppose the tunnel.", True),
        ("Reed refused to support the tunnel.", False),
        ("“Why should I oppose the tunnel?” Reed said.", False),
        ("“If I opposed the tunnel, I would say so,” Reed said.", False),
        ("“Quill told me she thinks I oppose the tunnel,” Reed said.", False),
        ("“I once opposed the tunnel,” Reed said.", False),
        ("Reed said he was opposed by Quill over the tunnel.", False),
        ("“I'm against the tunnel,” Reed said.", False),
        ("Reed said he opposed the levy that the council brought up last week in talks on the tunnel.", False),
    ],
)
def test_words_show_the_opposite_stand_of_their_own_speaker_alone(text: str, opposite: bool) -> None:
    found = stance_of("Who opposes the tunnel?")
    assert found is not None
    (said, *_) = [each for each in statements_in(text) if each.speaker == "Reed"]
    assert found[0].contradicted(said, text, found[1]) is opposite


@pytest.mark.parametrize(
    ("question", "text", "opposite"),
    [
        ("Who expects rain?", "Reed said he did not expect rain.", True),
        ("Who does not expect rain?", "Reed said he did not expect rain.", False),
        ("Who thinks the water is enough?", "Reed thinks that the water is enough.", False),
    ],
)
def test_what_is_thought_is_denied_as_the_question_has_it(question: str, text: str, opposite: bool) -> None:
    found = stance_of(question)
    assert found is not None
    (said, *_) = [each for each in statements_in(text) if each.speaker == "Reed"]
    assert found[0].contradicted(said, text, found[1]) is opposite


def test_those_answer_whose_words_do_not_show_the_opposite(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TUNNEL, uri="a")
        for question, other in (("Who opposes the tunnel?", "Bo Katz"), ("Who supports the tunnel?", "Tom Reed")):
            cited = [each.quote for each in ask(question, index=index).citations if each.speaker == other]
            assert not [quote for quote in cited if "he " in quote], question


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
