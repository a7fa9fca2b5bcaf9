"""Who speaks: names, roles and pronouns made out from the text."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import statements_in
from index.names import names_in
from index.people import Register
from index.speakers import same_speaker
from tests.readings import speakers

SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text("utf-8")


def test_full_name_role_surname_and_pronoun_are_one_speaker() -> None:
    text = (
        "Energy Minister Ruth Amis said the plant would close.\n“It is old,” Amis said.\n“And dear,” she added.\n"
        "“We regret it,” the energy minister said.\n“Deeply,” said Mrs. Amis."
    )
    assert speakers(text) == ["Ruth Amis"] * 5
    assert {each.role for each in statements_in(text)} == {"Energy Minister"}


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“No,” said Ruth Amis, the mayor of Cork.", "Ruth Amis", "mayor of Cork"),
        ("“No,” said Okafor campaign spokesman Paul Bell.", "Paul Bell", "Okafor campaign spokesman"),
        ("Ruth Amis, Okafor's campaign manager, said it would rain.", "Ruth Amis", "Okafor's campaign manager"),
        ("Vermont Sen. Mark Bell said it would rain.", "Mark Bell", "Vermont Sen."),
        ("Former Secretary of State Paul Bell said it would rain.", "Paul Bell", "Former Secretary of State"),
        (
            "Commission President Ursula von der Leyen said it would rain.",
            "Ursula von der Leyen",
            "Commission President",
        ),
        ("“No,” Mr. Bell said.", "Bell", None),
        ("“No,” said Peter T. King.", "Peter T. King", None),
    ],
)
def test_a_name_is_parted_from_its_role(text: str, speaker: str, role: str | None) -> None:
    found = statements_in(text)[0]
    assert (found.speaker, found.role) == (speaker, role)


def test_two_people_of_one_surname_stay_two() -> None:
    text = "“It is dead,” Alice Blake said.\n“It lives,” Robert Blake said.\n“It is dead,” Mrs. Blake said."
    assert speakers(text) == ["Alice Blake", "Robert Blake", "Alice Blake"]


def test_a_bare_surname_goes_to_whom_the_text_is_about() -> None:
    text = (
        "Alice Blake opened the fair. Alice Blake is the mayor. Her husband, Robert Blake, was ill.\n"
        "“It is open,” Blake said."
    )
    assert speakers(text)[-1] == "Alice Blake"


def test_kin_do_not_take_over_the_surname() -> None:
    text = (
        "“No,” Okafor said.\nHis daughter, Ivana Okafor, was there.\n“Never,” Okafor said.\n“Yes,” said Ivana Okafor."
    )
    assert speakers(text) == ["Okafor", "Okafor", "Ivana Okafor"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ruth Amis met Paul Bell.\n“It rains,” he said.", "Paul Bell"),
        ("Ruth Amis met Paul Bell.\n“It rains,” she said.", "Ruth Amis"),
        ("Mark Hill said it would rain.\nPaul Bell disagreed.\n“It is dry,” he said.", "Paul Bell"),
        ("When Paul Bell spoke to Mark Hill, he said it would rain.", "Paul Bell"),
        ("Paul Bell, who said it would rain, left.", "Paul Bell"),
        ("“No,” the Harbour Commission said.\n“Never,” it added.", "Harbour Commission"),
        ("Ruth Amis and Paul Bell met the press. They said it would rain.", "Ruth Amis and Paul Bell"),
    ],
)
def test_a_pronoun_means_whom_the_reader_has_in_mind(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“No,” said Paul Bell.\nMark Hill is wrong, he said.", "Paul Bell"),
        ("“No,” said Ruth Amis.\nAnn Poe's plan is dear, but she said it would last.", "Ann Poe"),
        ("Mark Hill spoke of Govs. Paul Bell and John Roe. He said it rained.", "Mark Hill"),
        ("“No,” said Mark Hill.\nAs for Paul Bell, he said it rained.\n“It pours,” he said.", "Paul Bell"),
        ("Ruth Amis came. Ann Blake and Robert Blake left.\nBlake said she was ill.", "Ann Blake"),
        ("Mark Hill made a promise.\nThe vote ended. It said it would rain.", None),
        ("The Harbour Commission sent a letter. It said it would rain.", None),
    ],
)
def test_a_speaker_and_a_subject_outrank_the_rest(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Okafor campaign closed its office.\nThe campaign said it rained.", "Okafor campaign"),
        ("Ruth Okafor came. Her campaign said it rained.", "Okafor campaign"),
        ("The Department of Justice came.\nThe department said it rained.", "Department of Justice"),
        ("Ruth Amis and Paul Bell live here. The couple said it rained.", "Ruth Amis and Paul Bell"),
        ("Paul Bell came.\nThe 44-year-old said it rained.", "Paul Bell"),
        ("Fiji's minister of defense, Paul Bell, came.\nThe minister of defense said it rained.", "Paul Bell"),
        ("Mark Hill, the mayor of Cork, met Paul Bell.\nThe Republican candidate said it rained.", "Paul Bell"),
    ],
)
def test_a_description_means_whom_the_text_named_so(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Food and Drug Administration said it rained.", "Food and Drug Administration"),
        ("The Office of Management and Budget said it rained.", "Office of Management and Budget"),
        (
            "The Centers for Disease Control and Prevention said it rained.",
            "Centers for Disease Control and Prevention",
        ),
        ("The Department of Justice and the FBI said it rained.", "Department of Justice and FBI"),
        ("Ruth Amis, Paul Bell and Mark Hill said it rained.", "Ruth Amis, Paul Bell and Mark Hill"),
        ("A study by Ruth Amis says it rained.", "Ruth Amis"),
        ("Okafor ally Paul Bell said it rained.", "Paul Bell"),
        ("Friends said it rained.", None),
        ("A Popular Christian said it rained.", None),
    ],
)
def test_a_name_is_whole_and_somebody_s(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("His best friend Paul Bell said it rained.", None),
        ("“No,” said Ruth Amis, author of ''The Rain''.", "author"),
        ("“No,” said Ruth Amis, an adviser to Mr. Bell.", "adviser to Mr. Bell"),
        ("The harbour closed. Cork historian Paul Bell said it rained.", "Cork historian"),
    ],
)
def test_a_role_is_a_job_or_an_office(text: str, role: str | None) -> None:
    assert statements_in(text)[-1].role == role


def test_the_author_says_i_where_the_text_names_the_author() -> None:
    text = "The harbour is old. I think it should close.\nNothing is left.\nRuth Amis is a historian in Cork."
    assert speakers(text) == ["Ruth Amis"]
    assert speakers("The harbour is old. I think it should close.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Officials said it would rain.",
        "A witness said it would rain.",
        "“It rains,” he said.",
        "The harbour closed.\n“It rains,” she said.",
        "“No,” said a spokesman for the ministry.",
        "“No,” said Okafor's campaign manager.",
        "Paul Bell came.\n“It rains,” said a woman at the gate.\n“It pours,” she said.",
        "Voters who said it would rain stayed away.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    assert speakers(text)[-1] is None


def test_an_organisation_speaks_by_its_name() -> None:
    assert speakers("The Cork Daily Herald reported that it rained.") == ["Cork Daily Herald"]
    assert speakers("The Kremlin said it would rain.") == ["Kremlin"]


def test_every_statement_of_the_seed_article_has_its_speaker() -> None:
    people = {
        "Greer": ("Jamieson Greer", "US Trade Representative"),
        "Bessent": ("Scott Bessent", "Treasury Secretary"),
    }
    turn = SEED.index("Bessent said China")
    found = [each for each in statements_in(SEED) if each.mention is not None]
    assert len(found) > 10
    for each in found:
        words = SEED[slice(*each.mention or (0, 0))]
        if words in people:
            assert (each.speaker, each.role) == people[words], words
        elif words.lower() in ("he", "the us trade representative"):
            surname = "Greer" if each.spans[0][0] < turn else "Bessent"
            assert (each.speaker, each.role) == people[surname], SEED[slice(*each.spans[0])]
        assert each.speaker != "He Lifeng"
    assert {"Jamieson Greer", "Scott Bessent"} <= {each.speaker for each in found}


def test_the_name_he_is_not_the_pronoun() -> None:
    text = (
        "Ruth Amis met Vice Premier He Lifeng. Talks between Amis and He opened.\n“He is able,” Amis said.\n"
        "Mark Bell came. He said it rained."
    )
    assert speakers(text) == ["Ruth Amis", "Mark Bell"]
    assert speakers("“No,” said Vice Premier He Lifeng.") == ["He Lifeng"]


PIECES = st.sampled_from(
    [
        *"he she they who it said says told . , ; : “ ” \" ' ( ) \n the a of and for “No,” — Mr. Sen. 44 ’s".split(),
        *"Ruth Amis Paul Bell Mayor minister spokesman Okafor's He von bin I The Daily Herald Jr. \n\n Xi é İ".split(),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)))
def test_a_speaker_s_words_stand_in_the_text(text: str) -> None:
    for each in statements_in(text):
        if each.speaker is not None:
            assert all(word.rstrip(",") in text for word in each.speaker.split() if word != "and")


@pytest.mark.parametrize(
    "piece",
    ["Ann Poe ", "Poe, Ann, ", "he said. ", "“Ann” ", "the Ann's ", "Sen. ", "A. ", "of Ann and ", "Department of "],
)
def test_a_long_text_of_names_takes_its_time_and_no_more(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.perf_counter()
    Register(names_in(text))
    assert time.perf_counter() - begun < 4


@pytest.mark.parametrize(
    ("asked", "speaker", "role"),
    [
        ("Greer", "Jamieson Greer", "US Trade Representative"),
        ("greer", "Jamieson Greer", None),
        ("Mr Greer", "Jamieson Greer", None),
        ("the US trade representative", "Jamieson Greer", "US Trade Representative"),
        ("U.S. Trade Rep. Jamieson Greer", "Jamieson Greer", "US Trade Representative"),
        ("Treasury Secretary Scott Bessent", "Scott Bessent", None),
        ("Scott Bessent", "Bessent", None),
        ("Xi", "Xi Jinping", "President"),
        ("Kamala", "Kamala Harris", None),
        ("Donald Trump", "Donald J. Trump", "President"),
        ("von der Leyen", "Ursula von der Leyen", None),
        ("Jose Munoz", "José Muñoz", None),
        ("o’neill", "Ann O'Neill", None),
        ("the Kremlin", "Kremlin", None),
        ("Amis", "Ruth Amis and Paul Bell", None),
        ("Tory peer Ruth Amis", "Ruth Amis", None),
        ("the FDA", "Food and Drug Administration", None),
        ("the Justice Department", "Department of Justice", None),
        ("Fiji's minister of defense", "Paul Bell", "Fiji's minister of defense"),
        ("mayor", "Ruth Amis", "Mayor"),
        ("officials", "White House officials", None),
    ],
)
def test_a_name_asked_for_is_the_speaker_s(asked: str, speaker: str, role: str | None) -> None:
    assert same_speaker(asked, speaker, role)


@pytest.mark.parametrize(
    ("asked", "speaker", "role"),
    [
        ("Bill Clinton", "Hillary Clinton", None),
        ("Mrs. Clinton", "Bill Clinton", None),
        ("Scott Greer", "Jamieson Greer", None),
        ("the president", "Joe Biden", "Vice President"),
        ("the president", "Bill Clinton", "former President"),
        ("the mayor", "Jamieson Greer", "US Trade Representative"),
        ("Donald Trump Jr.", "Donald Trump", None),
        ("Fiji's minister of defense", "Paul Bell", "minister of defense"),
        ("the FBI", "Food and Drug Administration", None),
        ("York", "New York Post", None),
        ("", "Greer", None),
        ("Greer", "", None),
        ("the", "The Hague", None),
    ],
)
def test_a_name_asked_for_is_not_another_s(asked: str, speaker: str, role: str | None) -> None:
    assert not same_speaker(asked, speaker, role)


def test_a_surname_is_nobody_s_who_is_named_only_later() -> None:
    text = "Peter Novak rejected it.\n\n“It ran,” Novak said.\n\n“Go,” said Maria Novak. Maria Novak left. She slept."
    speakers = {text[slice(*s.spans[0])]: s.speaker for s in statements_in(text) if s.kind == "direct"}
    assert speakers == {"“It ran,”": "Peter Novak", "“Go,”": "Maria Novak"}


@pytest.mark.parametrize(
    "name",
    ["Marie d'Arcy", "Luca D’Amico", "Ann O'Hara", "Will Estrada", "Acme Corp."],
)
@pytest.mark.parametrize(
    "text", ["{} said it rained.", "“It rains,” said {}.", "“It rains,” {} said.", "It rained, {} said."]
)
def test_a_name_is_whole_wherever_it_stands(name: str, text: str) -> None:
    assert speakers(text.format(name)) == [name.rstrip(".")]


@pytest.mark.parametrize("letters", ["KC", "QC", "MP"])
@pytest.mark.parametrize("comma", ["", ","])
def test_letters_after_a_name_are_no_part_of_it(letters: str, comma: str) -> None:
    text = f"Helen Marsh{comma} {letters}{comma} said it rained. “It pours,” Marsh said."
    assert speakers(text) == ["Helen Marsh", "Helen Marsh"]


@pytest.mark.parametrize("suffix", ["Group", "Corp.", "Inc.", "Holdings"])
def test_a_firm_is_one_speaker_with_and_without_what_it_is(suffix: str) -> None:
    one = f"Corvane {suffix} said sales rose. “It was a good year,” Corvane said."
    other = f"“It was a good year,” Corvane said. Corvane {suffix} said sales rose."
    for text in (one, other):
        assert len(set(speakers(text))) == 1
        assert "Corvane" in (speakers(text)[0] or "")


def test_of_two_of_one_surname_who_are_as_near_nobody_is_taken() -> None:
    assert speakers("Ann Blake and Ruth Blake run the farm.\n“It is dry,” Blake said.") == [None]
    assert speakers("Ann Blake came. Ruth Blake came.\n“It is dry,” Blake said.") == ["Ruth Blake"]


@pytest.mark.parametrize("verb", ["criticized", "attacked", "thanked"])
@pytest.mark.parametrize("word", ["after", "when", "because"])
def test_who_is_judged_for_saying_it_says_it(verb: str, word: str) -> None:
    assert speakers(f"Ruth Amis {verb} Ann Poe {word} she said it rained.")[-1] == "Ann Poe"


@pytest.mark.parametrize("silent", ["did not reply", "declined to comment", "could not be reached", "didn't answer"])
def test_he_is_not_whoever_kept_silent(silent: str) -> None:
    assert speakers(f"Paul Bell asked Mark Hill. Hill {silent}. “It rains,” he said.")[-1] == "Paul Bell"


def test_of_two_of_one_surname_who_are_as_near_it_is_whoever_spoke_last() -> None:
    text = "Praising Ann Blake, Robert Blake said the farm was dry.\n\n“It is dust,” Blake said."
    assert speakers(text)[-2:] == ["Robert Blake"] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It rains,” said Del. Ruth Amis.", "Ruth Amis"),
        ("“It rains,” said Ruth Del Amo.", "Ruth Del Amo"),
        ("Former AG Paul Bell spoke.\nPaul Bell left. “It rains,” Bell said.", "Paul Bell"),
        ("The station ABC 7 is reporting that it rains.", "ABC"),
    ],
)
def test_a_title_or_a_channel_s_number_is_no_part_of_a_name(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize("held", ["report", "annual report", "study of rain", "statement"])
def test_an_organisation_s_report_is_its_own_words(held: str) -> None:
    assert speakers(f"The Harbour Commission {held} said it rained.") == ["Harbour Commission"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tyra McLennan came.\n“It rains,” McLenan said.", "Tyra McLennan"),
        ("The Tandries came.\n“It rains,” Tandrie said.", "Tandrie"),
        ("It was a year awaited by Ann Poe, with Ruth Amis praising it.\n“It rains,” she said.", "Ruth Amis"),
        ("Rakia Poe told Ann Bell that her husband was ill.\n“He is better,” she said.", "Rakia Poe"),
        ("Former DNC aides came. Paul Bell, who led the DNC, spoke of the DNC.\n“It rains,” he said.", "Paul Bell"),
        ("Mark Hill met Ann Poe.\nThe woman hoped each had his or her own way, he said.", "Mark Hill"),
        ("Retired general says it rains\n\nThe retired general, Paul Bell, left.", "Paul Bell"),
    ],
)
def test_small_words_tell_who_is_meant(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It rained, according to a court document filed by Ruth Amis.", "Ruth Amis"),
        ("It rained, according to a court document obtained by Ruth Amis.", None),
        ("“It rains,” said the station chief known as Bob.", "Bob"),
        ("Amis’s motto was, “Every good day begins with rain.”", "Amis"),
        ("The federal Food and Drug Administration said it rained.", "Food and Drug Administration"),
    ],
)
def test_whoever_wrote_it_or_is_called_so_speaks(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == speaker
