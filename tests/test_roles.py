"""Who did what to whom: a sentence that tells of the same deed the other way round does not answer."""

from pathlib import Path

import pytest

from index import Index
from qa import Answer, ask
from qa.evidence.roles import Roles, agree, roles


def _asked(home: Path, question: str, text: str) -> Answer:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="report")
        return ask(question, index=index)


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Who bought Zeta?", Roles("buy", patient="zeta")),
        ("Which Danish company bought Zeta in 2019?", Roles("buy", patient="zeta")),
        ("Who will buy Zeta?", Roles("buy", patient="zeta")),
        ("By whom was Zeta bought?", Roles("buy", patient="zeta")),
        ("Who was Zeta bought by?", Roles("buy", patient="zeta")),
        ("Who was bought by Acme?", Roles("buy", agent="acme")),
        ("What did the firm buy in 2019?", Roles("buy", agent="firm")),
        ("Whom did Karl Weber sue?", Roles("sue", agent="weber")),
        ("When did Zeta buy Orion?", Roles("buy", "zeta", "orion")),
        ("When was Zeta bought by Acme?", Roles("buy", "acme", "zeta")),
        ("Who married Anna Holm?", None),
        ("Who is the mayor of Selby?", None),
        ("What did Acme and Zeta buy?", None),
        ("How long is the bridge?", None),
    ],
)
def test_a_question_names_who_did_it_or_to_whom(question: str, understood: Roles | None) -> None:
    assert roles(question) == understood


@pytest.mark.parametrize(
    ("question", "sentence", "same"),
    [
        ("Who bought Zeta?", "Acme bought Zeta for $4m.", True),
        ("Who bought Zeta?", "Zeta was bought by Acme.", True),
        ("Who bought Zeta?", "Zeta bought Orion in 2019.", False),
        ("Who bought Zeta?", "Zeta, the Danish firm, has bought Orion.", False),
        ("Who bought Zeta?", "Zeta, which Acme bought, fell.", None),
        ("Who bought Zeta?", "Acme's purchase of Zeta was approved.", None),
        ("Who bought Acme?", "Zeta was bought by Acme.", False),
        ("What did Orion buy?", "Zeta bought Orion in 2019.", False),
        ("Whom did Lena Frost attack?", "Lena Frost was attacked by Otto Brandt.", False),
        ("When did Zeta buy Acme?", "Acme bought Zeta in 2011.", False),
        ("What caused the fire?", "The fire caused great damage.", False),
        ("Who opened the bridge?", "The bridge opened in May.", None),
        ("Who hurt Karl?", "Karl hurt himself.", None),
    ],
)
def test_a_sentence_has_the_same_roles_or_others_where_that_is_plain(
    question: str, sentence: str, same: bool | None
) -> None:
    assert agree(question, sentence) is same


@pytest.mark.parametrize(
    ("question", "short"),
    [("Who bought Orion?", "Zeta"), ("Who bought Zeta?", "Acme"), ("Who did Acme buy?", "Zeta")],
)
def test_of_two_deeds_the_one_that_is_asked_for_answers(home: Path, question: str, short: str) -> None:
    answer = _asked(home, question, "Acme bought Zeta for $4m. Zeta bought Orion in 2019.")
    assert answer.short in (short, None)
    assert len(answer.citations) == 1
    assert short in answer.citations[0].quote


def test_who_did_it_stands_beside_the_verb_not_in_the_next_sentence(home: Path) -> None:
    text = "Norland beat Ostia 3-2 in the final. Marta Lind scored before Ostia's captain, Ivo Karas, was sent off."
    for question, short in (("Who beat Ostia?", "Norland"), ("Who did Norland beat?", "Ostia")):
        answer = _asked(home, question, text)
        assert answer.short in (short, None)
        assert answer.citations[0].quote.startswith("Norland beat Ostia")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who bought Zeta?", "Zeta bought Orion in 2019."),
        ("Who sued Karl Weber?", "Karl Weber sued Anna Holm, the owner."),
        ("Who attacked Otto Brandt?", "Lena Frost was attacked by Otto Brandt in the park."),
    ],
)
def test_the_deed_the_other_way_round_does_not_answer(home: Path, question: str, text: str) -> None:
    assert not _asked(home, question, text).answered
