"""Quotations checked against the documents: word for word, and by whom."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index, View
from qa import Verdict, verify
from qa.errors import QuestionError
from qa.verification.markup import Plain

SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text("utf-8")


@pytest.fixture
def seed(seeded: Path) -> Iterator[Index]:
    assert seeded.exists()
    with Index.open() as opened:
        yield opened


def checked(draft: str, index: Index) -> list[tuple[str, str | None, str | None]]:
    verdicts = verify(draft, index=index)
    return [(v.verdict, v.citation.speaker if v.citation else None, v.difference) for v in verdicts]


@pytest.mark.parametrize(
    ("draft", "verdict", "speaker", "difference"),
    [
        ("“China policy is not on hold,” Greer said.", "found", "Jamieson Greer", None),
        ('"china policy is not on hold"', "found", "Jamieson Greer", None),
        ("“China policy is on hold,” Greer said.", "altered", "Jamieson Greer", "is not on -> is on"),
        ("“China policy is not on hold,” Bessent said.", "other_speaker", "Jamieson Greer", None),
        (
            "“Let’s not get bogged down … but let’s talk about basic goods,” Greer said.",
            "found",
            "Jamieson Greer",
            None,
        ),
        ("“[All] of that normal export control work will continue,” Greer said.", "found", "Jamieson Greer", None),
        ("Bessent put it “in the 80s, which I think is quite satisfactory.”", "altered", "Scott Bessent", "90s -> 80s"),
        (
            "“I had a meeting with my Chinese counterpart here in Davos last night. They’ve done everything that they "
            "said they’re going to do,” Bessent said.",
            "found",
            "Scott Bessent",
            None,
        ),
        (
            "“Let’s not get bogged down in export controls and investment — but let’s talk about basic goods.”",
            "altered",
            "Jamieson Greer",
            "investment and all these really sensitive areas that bear on high tech and national security — but -> "
            "investment — but",
        ),
        ("Greer said: “The moon is made of cheese, and that is good for all.”", "not_found", None, None),
    ],
)
def test_each_way_to_quote_has_its_verdict(
    draft: str, verdict: str, speaker: str | None, difference: str | None, seed: Index
) -> None:
    assert checked(draft, seed) == [(verdict, speaker, difference)]


def test_words_from_separate_places_are_stitched(seed: Index) -> None:
    draft = "“China policy is not on hold. They’ve done everything that they said,” Greer said."
    assert [verdict for verdict, _, _ in checked(draft, seed)] == ["stitched"]
    draft = "“There’s a chance that we might meet before then and, well, China policy is not on hold,” Greer said."
    assert [verdict for verdict, _, _ in checked(draft, seed)] == ["stitched"]
    draft = "“There’s a chance that we might meet before then ... China policy is not on hold,” Greer said."
    assert [verdict for verdict, _, _ in checked(draft, seed)] == ["stitched"]


def test_words_that_the_article_only_reports_are_no_quotation(seed: Index) -> None:
    ((verdict, speaker, note),) = checked(
        "“China has made good on an agreement to buy US soybeans,” Bessent said.", seed
    )
    assert (verdict, speaker) == ("altered", "Scott Bessent")
    assert note == "reported in the article's words -> in quotation marks"
    narrated = "“Bessent and He have been the primary negotiators,” Greer said."
    assert [found for found, _, _ in checked(narrated, seed)] == ["other_speaker"]


STRIKE = """Mayor Joan Barrow spoke. “Enough is enough. Ten thousand people cannot get to work,” Barrow said.

“We are not walking away from the table,” said Marta Olsen. “The crews deserve every penny.”

The 51-year-old added: "The players gave everything for the club."

“We got the chip wrong, and we were slow to admit it,” Tom Katz said. Neil Barrow listened."""


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("“We are ... walking away from the table,” said Marta Olsen.", "altered"),
        ("“Ten thousand people ... get to work,” Joan Barrow said.", "altered"),
        ("“The crews [do not] deserve every penny,” Olsen said.", "altered"),
        ("“The [scabs] deserve every penny,” Olsen said.", "altered"),
        ("“[They] deserve every penny,” Olsen said.", "found"),
        ("“We are not … away from the table,” Olsen said.", "found"),
        ("“We got the chip right, and we were slow to admit it,” Katz said.", "altered"),
        ("“Ten thousand people cannot get to work. Enough is enough,” Joan Barrow said.", "stitched"),
        ("“The players gave everything,” said Genghis Khan.", "other_speaker"),
        ("Neil Barrow: “We quit.”", "not_found"),
    ],
)
def test_what_is_left_out_or_put_in_must_not_change_the_sense(draft: str, verdict: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(STRIKE, uri="strike")
        assert [found for found, _, _ in checked(draft, index)] == [verdict]


OFFER = """Ada Quill spoke in Oslo. “It is not a bad offer, and we will never sign it,” Quill said. “I do not think that
we should sign the treaty. There is no evidence that the dam is broken. Nobody in the cabinet will take the terms.”

“We hardly know the man. They don’t want another war. We paid neither a bad nor an unfair price,” Boris Tandy said. “It
is false that the mayor lied. We left without a contract. We can pay nothing today. By no means is it a fair trial.”

Tandy denied that the harbour would close. He said the plan was not “a waste of money”. “We are not only a rich city, we
are a fair one. There is no doubt that the bridge is safe,” Tandy added. “If you do not pay, the deal is off.”

“We bought twenty five million tons. Prices rose 25 percent in May. Let’s not lose time in talks on export controls.
The officials may sign the bill, and Greer met Bessent in Oslo. The corrupt mayor left the city. They lied to us,” Chloe
Marsh said."""


@pytest.mark.parametrize(
    ("quotation", "change"),
    [
        ("a bad offer", "not a -> a"),
        ("sign it", "never sign -> sign"),
        ("we should sign the treaty", "not think that we -> we"),
        ("the dam is broken", "no evidence that the -> the"),
        ("will take the terms", "Nobody in the cabinet will -> will"),
        ("know the man", "hardly know -> know"),
        ("want another war", "don’t want -> want"),
        ("a bad nor an unfair price", "neither a -> a"),
        ("an unfair price", "nor an -> an"),
        ("the mayor lied", "false that the -> the"),
        ("a contract", "without a -> a"),
        ("a fair trial", "no means is it a -> a"),
        ("the harbour would close", "denied that the -> the"),
        ("We can pay", "pay nothing -> pay"),
        ("five million tons", "twenty five -> five"),
        ("Prices rose 25", "25 percent -> 25"),
        ("... [A] bad offer", "not a -> [A]"),
    ],
)
def test_a_quotation_cut_off_from_its_negation_or_its_number_is_altered(
    quotation: str, change: str, home: Path
) -> None:
    with Index.open(str(home)) as index:
        index.add_text(OFFER, uri="offer")
        ((verdict, _, difference),) = checked(f"They spoke of “{quotation}”.", index)
        assert (verdict, difference) in (("altered", change), ("altered", change.replace("not a", "not")))


@pytest.mark.parametrize(
    "quotation",
    [
        "It is not a bad offer",
        "a waste of money",  # the record itself opens a quotation there
        "a rich city, we are a fair one",
        "the bridge is safe",
        "the deal is off",
        "talks on export controls",
        "twenty five million tons",
        "[T]he bridge is safe",
        "[N]ot a bad offer",
    ],
)
def test_a_quotation_that_leaves_no_negation_behind_is_found(quotation: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(OFFER, uri="offer")
        assert [verdict for verdict, _, _ in checked(f"They spoke of “{quotation}”.", index)] == ["found"]


def test_every_quotation_of_a_document_that_denies_is_found_in_it(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(OFFER, uri="offer")
        verdicts = verify(OFFER, index=index)
        assert [v.verdict for v in verdicts] == ["found"] * 8


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("We bought [all] tons", "altered"),
        ("[All] tons", "altered"),
        ("Prices rose ... percent in May", "altered"),
        ("Prices rose ... in May", "altered"),
        ("Prices rose [some] percent in May", "altered"),
        ("The officials [will] sign the bill", "altered"),
        ("The officials may sign the [law]", "altered"),
        ("the officials may sign [it]", "found"),
        ("[they] may sign the bill", "found"),
        ("[Greer] may sign the bill", "altered"),
        ("and Greer met [Tandy] in Oslo", "altered"),
        ("and [he] met Bessent in Oslo", "found"),
        ("and [Jamieson Greer] met Bessent in Oslo", "altered"),  # nowhere is he called so
        ("and Greer met ... in Oslo", "found"),
        ("[We] lied to us", "altered"),
        ("[The] mayor left the city", "altered"),
        ("They [sic] lied to us", "found"),
        ("They lie[d] to us", "found"),
    ],
)
def test_brackets_stand_for_pronouns_names_tenses_and_capitals_alone(quotation: str, verdict: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(OFFER, uri="offer")
        assert [found for found, _, _ in checked(f"They said “{quotation}”.", index)] == [verdict]


@pytest.mark.parametrize(
    "draft",
    [
        "“Enough is enough” ({name})",
        "“Enough is enough.”\n— {name}",
        "- **{name}**: “Enough is enough.”",
        "## {name}\n- “Enough is enough.”",
        "In the words of {name}, “enough is enough”.",
        "The phrase “enough is enough” was used by {name}.",
        "| {name} | “Enough is enough” |",
        '**"Enough is enough,"** said {name}.',
        '<p>"Enough is enough,"</p> said {name}.',
        '"<b>Enough</b> is enough," said {name}.',
        "<q>Enough is enough</q>, said {name}.",
        "&ldquo;Enough&nbsp;is enough,&rdquo; said {name}.",
        "<blockquote><p>Ten thousand people cannot get to work.</p><footer>— {name}</footer></blockquote>",
        "As {name} put it:\n\n> Ten thousand people\n> cannot get to work.",
        "> Ten thousand people cannot get to work.\n> — {name}\n\nSo it was.",
        '> "Enough is enough."\n>\n> — {name}',
        "“Enough is enough.”\n- {name}\n",
        'According to [{name}](https://a.example/b), "enough is enough."',
        "« Enough is enough », said {name}.",
        "„Enough is enough“, said {name}.",
        "'Enough is enough', said {name}.",
        "{name} spoke in Davos. “Enough is enough,” he said.",
        "“Enough <!-- of this -->is enough,” said {name}.",
    ],
)
def test_a_draft_may_name_the_speaker_in_any_of_these_ways(draft: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(STRIKE, uri="strike")
        for name, verdict in (("Joan Barrow", "found"), ("Neil Barrow", "other_speaker")):
            assert [found for found, _, _ in checked(draft.format(name=name), index)] == [verdict]


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("“We are <!-- not --> walking away from the table,” said Marta Olsen.", "altered"),
        ("“We are <!-- so\nmuch for --> walking away from the table,” said Marta Olsen.", "altered"),
        ("“We are <script>not</script> walking away from the table,” said Marta Olsen.", "altered"),
        ("“We are <so> not walking away from the table,” said Marta Olsen.", "altered"),
        ("> We are walking away from the table.", "altered"),
        ("<q>We are walking away from the table.</q>", "altered"),
        ('"<b>We</b> are walking away from the table."', "altered"),
        ("“We are *not* walking [away](https://a.example) from the table,” said Olsen.", "found"),
    ],
)
def test_what_a_reader_of_the_draft_sees_is_checked(draft: str, found: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(STRIKE, uri="strike")
        assert [verdict for verdict, _, _ in checked(draft, index)] == [found]


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "![", "[a](", "> ", "<q>", "&quot;", "> — A\n", "> a b c\n\n", '"<b>', "*_"]
)
def test_marks_without_an_end_take_no_time(piece: str, home: Path) -> None:
    started = time.monotonic()
    Plain.of(piece * 100_000)
    assert time.monotonic() - started < 10


def test_a_verdict_s_place_is_in_the_text_as_it_was_given(home: Path) -> None:
    draft = (
        "İ <!-- İ -->A <b>bb</b>.\n\n> Enough is\n> *enough*, so.\n\nC &ldquo;dd&rdquo;, <q>ee <i>ff</i></q>, «gg», X."
    )
    with Index.open(str(home)) as index:
        places = [draft[v.start : v.end] for v in verify(draft, index=index)]
    assert places == ["Enough is\n> *enough*, so.", "&ldquo;dd&rdquo;", "<q>ee <i>ff</i></q>", "«gg»"]


def test_words_for_somebody_nameless_are_the_same_one_s(home: Path) -> None:
    text = (
        "“Enough is really enough,” a reader wrote.\n\nAda Quill spoke of a tape. It was no tape, Quill said: “A tape?”"
    )
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert [v.verdict for v in verify(text, index=index)] == ["found", "found"]
        assert [v.verdict for v in verify("“Enough is really enough,” a rider wrote.", index=index)] == [
            "other_speaker"
        ]


def test_he_is_nobody_who_is_not_on_record(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(STRIKE, uri="strike")
        (verdict,) = verify("Talks went on in Davos. “Enough is enough,” he said.", index=index)
        assert (verdict.verdict, verdict.claimed) == ("found", None)


def test_what_is_altered_and_somebody_else_s_is_told_to_be_both(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(OFFER, uri="offer")
        for quotation, change in (
            ("a bad offer, and we will never sign it", "not a -> a"),
            ("It is a bad offer, and we will never sign it", "is not a -> is a"),
        ):
            ((_, _, theirs),) = checked(f"“{quotation},” Ada Quill said.", index)
            ((verdict, _, other),) = checked(f"“{quotation},” Boris Tandy said.", index)
            assert (verdict, theirs, other) == ("altered", change, f"{change}; speaker: Ada Quill -> Boris Tandy")


def test_a_text_without_quotations_has_no_verdicts_and_titles_of_works_are_none(seed: Index) -> None:
    assert verify("", index=seed) == verify("Greer spoke in Davos.", index=seed) == []
    assert verify("They watched “The Third Man” in Vienna.", index=seed) == []


def test_citations_of_verdicts_are_slices_of_their_documents(seed: Index) -> None:
    verdicts: list[Verdict] = verify(SEED, index=seed)
    cited = [v.citation for v in verdicts if v.citation is not None]
    assert len(cited) == len(verdicts) == 11
    assert [c.number for c in cited] == list(range(1, 12))
    for citation in cited:
        assert citation.quote == SEED[citation.start : citation.end]
        assert len(citation.quote) <= 500


def test_a_text_that_is_too_long_is_refused(seed: Index) -> None:
    with pytest.raises(QuestionError, match="Divide it"):
        verify("a" * 1_000_001, index=seed)


@pytest.mark.parametrize("given", [None, b"Rain.", 7, ["“Rain.”"]])
def test_what_is_no_text_is_refused(given: str, seed: Index) -> None:
    with pytest.raises(QuestionError, match="Give a string"):
        verify(given, index=seed)


def test_among_many_documents_each_altered_quotation_leads_to_its_own(home: Path) -> None:
    said = "We counted {} boats in harbour {} before the storm, and all of them came home"
    with Index.open(str(home)) as index:
        for number in range(12):
            index.add_text(f"“{said.format(number + 30, number)},” Ada Quill said.", uri=str(number))
        draft = "\n\n".join(f"“{said.format('no', number)},” Ada Quill said." for number in range(12))
        verdicts = verify(draft, index=index)
        assert [(v.verdict, v.difference) for v in verdicts] == [("altered", f"{n + 30} -> no") for n in range(12)]
        assert [v.citation and v.citation.uri for v in verdicts] == [str(number) for number in range(12)]


def test_nothing_is_found_in_an_index_without_documents(home: Path) -> None:
    with Index.open(str(home)) as empty:
        assert [v.verdict for v in verify("“Rain is good,” he said.", index=empty)] == ["not_found"]


def test_a_quotation_that_two_people_are_told_to_have_said_is_each_one_s(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("“Rain is good for all of us,” Ada Quill said.", uri="a")
        index.add_text("“Rain is good for all of us,” Boris Tandy said.", uri="b")
        for name in ("Quill", "Tandy"):
            ((verdict, speaker, _),) = checked(f"“Rain is good for all of us,” {name} said.", index)
            assert verdict == "found"
            assert speaker is not None
            assert name in speaker


def test_the_same_quotation_many_times_is_looked_up_once(seed: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    looked_up = View.documents_with

    def counting(self: View, words: str, limit: int = 50) -> list[str]:
        asked.append(words)
        return looked_up(self, words, limit)

    monkeypatch.setattr(View, "documents_with", counting)
    draft = " ".join(f"“{letter}” he said, and “the” {letter.upper()}nna Vale said." for letter in "abcdefghij" * 150)
    started = time.monotonic()
    assert len(verify(draft, index=seed)) == 3000
    assert len(asked) <= 22
    assert time.monotonic() - started < 10
