"""A sentence about somebody without a name: the "he" behind it is nobody who is named."""

import pytest

from index import statements_in

KNOWN = "Tom Reed, the mayor, said the dam was safe.\n\n"


def speaker_of(text: str) -> str | None:
    return statements_in(text)[-1].speaker


@pytest.mark.parametrize(
    "about",
    [
        "One lawmaker disagreed.",
        "A resident, who lives below it, was angry.",
        "The engineer was blunt.",
        "His lawyer walked out.",
        "But another councillor for the town had doubts.",
        "The town’s deputy shook his head.",
    ],
)
def test_he_behind_somebody_unnamed_is_nobody_named(about: str) -> None:
    assert speaker_of(f"{KNOWN}{about} “It leaks,” he said.") is None


@pytest.mark.parametrize(
    "about",
    [
        "The mayor was firm.",
        "The decision was welcomed.",
        "A grandmother of three left.",
        "His wife, a nurse, left.",
        "A new dam, he added, would cost more.",
        "The teacher training college opened.",
    ],
)
def test_he_behind_his_office_a_thing_or_a_woman_is_who_was_named(about: str) -> None:
    assert speaker_of(f"{KNOWN}{about} “It holds,” he said.") == "Tom Reed"


def test_he_behind_a_description_with_a_name_is_the_one_named() -> None:
    text = f"{KNOWN}One local farmer, Hugh Marr, disagreed. “It leaks,” he said."
    assert speaker_of(text) == "Hugh Marr"


def test_he_behind_two_who_act_together_is_neither() -> None:
    assert speaker_of("Tom Reed and Paul Kane met. “It leaks,” he said.") is None
    assert speaker_of("Tom Reed and Joan Kane met. “It leaks,” he said.") == "Tom Reed"


def test_he_behind_a_sentence_is_whom_its_main_clause_is_about() -> None:
    assert speaker_of("After Paul Kane said no, Tom Reed said yes. He later said he regretted it.") == "Tom Reed"


@pytest.mark.parametrize("surname", ["Kelly", "Tully", "Connolly", "Early"])
def test_a_surname_that_ends_as_adverbs_do_is_a_name(surname: str) -> None:
    text = f"“It is wrong,” Mr {surname} said."
    (statement,) = statements_in(text)
    assert (statement.speaker, statement.mention) == (surname, (text.index("Mr"), text.index(" said")))
    assert speaker_of(f"Joan {surname} said it was wrong.") == f"Joan {surname}"


def test_a_minister_of_one_country_is_none_of_another() -> None:
    text = "Norwegian Foreign Minister Ann Lowe met Bo Katz, the Danish foreign minister. “We agree,” the {} said."
    assert speaker_of(text.format("Danish minister")) == "Bo Katz"
    assert speaker_of(text.format("Norwegian")) != "Bo Katz"
    assert speaker_of("Norwegian Foreign Minister Ann Lowe left. “No,” the Danish minister said.") is None


def test_who_is_introduced_with_a_role_is_he_in_the_next_sentence() -> None:
    text = (
        "Reggie Pruitt said the council would wait. He said pipes should come first: “We have lead pipes.”\n\n"
        "Lindqvist, the team’s owner, broke his silence. “We will match it,” he said."
    )
    assert speaker_of(text) == "Lindqvist"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The Kremlin denied it after Turkey’s foreign minister said peace was near.", "Turkey’s foreign minister"),
        ("Pressed by reporters, Ann Poe would only say that peace was near.", "Ann Poe"),
        ("Ann Poe hit back, branding the strike “reckless”.", "Ann Poe"),
        ("Ann Poe labelled it “a farce”.", "Ann Poe"),
    ],
)
def test_the_subject_of_a_reporting_verb_is_its_source(text: str, mention: str) -> None:
    source = statements_in(text)[-1].mention
    assert source is not None
    assert text[slice(*source)] == mention


def test_a_mother_of_one_is_whom_the_text_is_about() -> None:
    text = "Becky Sharples, 29, said she was cold. “Love doesn’t pay the bill,” the mum-of-one said."
    assert speaker_of(text) == "Becky Sharples"


def test_an_elder_of_a_people_is_not_one_of_two_of_a_surname() -> None:
    text = "Ngarrindjeri elder Rose Wilkes said her people were left out. “It is our mother,” she said."
    assert {each.speaker for each in statements_in(text)} == {"Rose Wilkes"}


def test_whoever_acts_on_him_is_not_he() -> None:
    text = (
        "“I aged a decade,” Susan Brill told me.\n\nStephen Brill was convicted on Thursday. Judge Marsh told him to "
        "expect prison. “You gambled with lives,” she said."
    )
    assert speaker_of(text) == "Marsh"


def test_who_was_named_in_another_paragraph_is_not_she_where_somebody_else_is_nearer() -> None:
    text = "“It is good,” Greta Holm said.\n\nTom Reed was fined by Judge Marsh. “You are in contempt,” she said."
    assert speaker_of(text) is None


def test_a_firm_of_two_names_is_not_she() -> None:
    assert speaker_of("Brandt & Lyle called her “a hysteric”. Asked about it, she said it was “flattering”.") is None


def test_nobody_says_of_himself_by_name_what_he_is() -> None:
    text = "Pat Deveney was booked. Marcus Oyelaran backed him. Deveney was going nowhere, he told reporters."
    assert speaker_of(text) is None
