"""Who is reported to say what: every kind of statement."""

import pytest

from index import statements_in
from tests.readings import MARKS, only, read


@pytest.mark.parametrize(
    ("text", "kind", "mention", "content"),
    [
        ("“The dam will hold,” Vale said on Monday.", "direct", "Vale", "“The dam will hold,”"),
        ("“The dam will hold,” said Ruth Vale, an engineer.", "direct", "Ruth Vale", "“The dam will hold,”"),
        ("Asked if it would hold, Vale said: “It will.”", "direct", "Vale", "“It will.”"),
        ("“Marvellous!” beamed Orla Finch.", "direct", "Orla Finch", "“Marvellous!”"),
        ("Vale: “The dam will hold.”", "direct", "Vale", "“The dam will hold.”"),
        (
            "Vale said that stocks have a fulfillment rate that’s “in the 90s.”",
            "mixed",
            "Vale",
            "that stocks have a fulfillment rate that’s “in the 90s.”",
        ),
        ("Vale called the repairs “a waste of money.”", "mixed", "Vale", "the repairs “a waste of money.”"),
        ("Vale suggested the next dam could be lower.", "indirect", "Vale", "the next dam could be lower"),
        ("Finch said the river has risen.", "indirect", "Finch", "the river has risen"),
        ("The river has risen, according to Finch.", "indirect", "Finch", "The river has risen"),
        ("According to Finch, the river has risen.", "indirect", "Finch", "the river has risen"),
        ("Finch told reporters that the river has risen.", "indirect", "Finch", "that the river has risen"),
        ("Finch’s view is that the river will rise.", "indirect", "Finch’s", "that the river will rise"),
        ("Finch’s position is that nobody asked her.", "indirect", "Finch’s", "that nobody asked her"),
        ("Vale: Dam will hold until spring", "indirect", "Vale", "Dam will hold until spring"),
        ("The river has risen, Finch said.", "indirect", "Finch", "The river has risen"),
    ],
)
def test_each_way_to_report_is_found(text: str, kind: str, mention: str, content: str) -> None:
    assert only(text) == (kind, mention, [content])


@pytest.mark.parametrize(
    "mention",
    [
        "he",
        "the US trade representative",
        "a spokesman for the ministry",
        "officials",
        "the Kremlin",
        "Ruth Vale",
        "they",
    ],
)
def test_whoever_speaks_is_named_by_their_own_words(mention: str) -> None:
    assert only(f"“Nothing has changed since May,” {mention} said.")[1] == mention
    opening = mention[0].upper() + mention[1:]
    assert only(f"{opening} said nothing has changed since May.") == (
        "indirect",
        opening,
        ["nothing has changed since May"],
    )


def test_a_quotation_that_its_attribution_interrupts_is_one_statement_with_two_spans() -> None:
    text = "“The dam will hold,” Vale said. “It held last year.”"
    assert only(text) == ("direct", "Vale", ["“The dam will hold,”", "“It held last year.”"])
    text = "“The dam,” Vale said, “will hold.”"
    assert only(text) == ("direct", "Vale", ["“The dam,”", "“will hold.”"])


def test_a_quotation_that_runs_over_paragraphs_is_one_statement() -> None:
    text = "“We have looked at every stone,” Vale said. “None moved.\n\n“So the dam will hold.”\n\nThe town slept."
    assert only(text) == (
        "direct",
        "Vale",
        ["“We have looked at every stone,”", "“None moved.", "“So the dam will hold.”"],
    )


def test_a_quotation_inside_a_quotation_is_not_a_second_statement() -> None:
    text = "“She told me ‘never again’ and left,” Vale said."
    assert only(text) == ("direct", "Vale", ["“She told me ‘never again’ and left,”"])


def test_a_second_verb_of_the_same_speaker_begins_a_second_statement() -> None:
    text = "“The dam will hold,” the engineer added, citing a survey of the river."
    assert read(text) == [
        ("direct", "the engineer", ["“The dam will hold,”"]),
        ("indirect", "the engineer", ["a survey of the river"]),
    ]


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        ("Vale issued the following statement:\n\n“We hold.”", "Vale", "“We hold.”"),
        ("She went on to say:\n\n“We hold.”", "She", "“We hold.”"),
        ("According to the Post: “We hold. We stay.”", "the Post", "“We hold. We stay.”"),
        ("According to Vale, “it will hold,” presumably meaning the dam.", "Vale", "“it will hold,”"),
        ("From the report: “The dam holds.”", "the report", "“The dam holds.”"),
        ("Here’s Vale in 1992: “The dam holds.”", "Vale", "“The dam holds.”"),
        (
            "A vigil by the city’s leaders on Monday had one message: “The dam holds.”",
            "A vigil",
            "“The dam holds.”",
        ),
        ("It irked Vale, who told them when asked about the dam: “We hold.”", "who", "“We hold.”"),
        (
            "“We hold,” state Senate leader Ruth Vale and House Speaker Tim Orr, both engineers, said in a letter.",
            "state Senate leader Ruth Vale and House Speaker Tim Orr",
            "“We hold,”",
        ),
        ("“‘We hold.’” Will Vale, the chairman for the town, said of it.", "Will Vale", "“‘We hold.’”"),
        ("“We hold,” the tall, 71-year-old engineer said in May.", "the tall, 71-year-old engineer", "“We hold,”"),
        ("“We hold,” reads a Monday editorial in The Post.", "a Monday editorial in The Post", "“We hold,”"),
        ("“We hold,” tweeted another.", "another", "“We hold,”"),
        ("“We hold,” agrees Ruth Vale, 30, of Cork.", "Ruth Vale", "“We hold,”"),
        ("At the bottom it reads, “We hold fast to it.”", "it", "“We hold fast to it.”"),
        ("Protesters chanted “hold the dam” after the vote failed.", "Protesters", "“hold the dam”"),
        ("“We will hold.”\n\n- Ruth Vale.", "Ruth Vale", "“We will hold.”"),
        ("THE DAM IS HOLDING “It is in good shape.” [River Post.]", "River Post", "“It is in good shape.”"),
        ("Vale was praised by Finch as “a hero of the valley.”", "Finch", "“a hero of the valley.”"),
        ("Vale was called “a hero” by Finch.", "Finch", "“a hero”"),
        ("Vale is quoted in the paper: “We hold.”", "Vale", "“We hold.”"),
        ("Vale wrote in an email to Finch, “We hold.”", "Vale", "“We hold.”"),
        ("In a letter, Vale writes: “We hold.”", "Vale", "“We hold.”"),
        ("Vale tweeted: “We hold.”", "Vale", "“We hold.”"),
        (
            "An aide who spoke in private to discuss strategy said Monday, “We hold.”",
            "An aide",
            "“We hold.”",
        ),
    ],
)
def test_a_quotation_goes_to_whoever_leads_up_to_it_or_signs_it(text: str, mention: str, content: str) -> None:
    assert only(text) == ("direct", mention, [content])


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        ("Vale called the dam “rotten” in a tweet Tuesday.", "Vale", "the dam “rotten”"),
        ("As Vale explained, the dam was lowered in May.", "Vale", "the dam was lowered in May"),
        ("After Vale criticized the plan, the town slept.", "Vale", "the plan"),
        ("VALE: The dam holds. It held last year.", "VALE", "The dam holds. It held last year."),
        ("Vale was quoted as saying the dam holds.", "Vale", "the dam holds"),
    ],
)
def test_what_is_said_ends_where_the_reporter_goes_on(text: str, mention: str, content: str) -> None:
    assert only(text)[1:] == (mention, [content])


def test_whoever_reports_goes_on_reporting_after_but() -> None:
    assert [found[1:] for found in read("Vale conceded that Finch had left but suggested he would return.")] == [
        ("Vale", ["that Finch had left"]),
        ("Vale", ["he would return"]),
    ]


def test_a_paragraph_that_is_all_quotation_goes_on_with_the_statement_before() -> None:
    assert only("“We hold,” Vale said.\n\n“We held last year.”") == (
        "direct",
        "Vale",
        ["“We hold,”", "“We held last year.”"],
    )


def test_a_source_named_twice_makes_one_statement() -> None:
    text = "Asked about the dam, Vale said “I don’t know anything,” she said. “I never saw it.”"
    assert only(text) == ("direct", "Vale", ["“I don’t know anything,”", "“I never saw it.”"])


def test_whoever_cuts_in_says_what_follows() -> None:
    assert read("“We hold,” Vale said, and her husband cut in. “Barely.”") == [
        ("direct", "Vale", ["“We hold,”"]),
        ("direct", "her husband", ["“Barely.”"]),
    ]


def test_a_sentence_that_opens_with_a_participle_goes_on_with_whoever_spoke() -> None:
    assert read("Vale stated that it “was firm.” Adding, “It will hold.”")[1] == (
        "direct",
        "Vale",
        ["“It will hold.”"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vale said no such thing.",
        "Vale said goodbye.",
        "It goes without saying that the dam holds.",
        "That said, the dam holds.",
        "Ruth Vale accused of damaging dam",
        "Vale criticized over remarks",
        "Senator asked to resign after vote",
        "Essential songs: River of Stone, Long Night",
        "Wait, it gets better:\n\nThe dam holds.",
    ],
)
def test_words_that_only_look_like_a_report_are_none(text: str) -> None:
    assert read(text) == []


def test_an_aside_after_the_subject_does_not_end_what_is_said() -> None:
    text = "Vale also said that the gates, which were a worry last year, have been “working as planned.”"
    assert only(text)[2] == ["that the gates, which were a worry last year, have been “working as planned.”"]
    text = "Vale said earlier that, while in town, she was planning to meet the mayor."
    assert only(text)[2] == ["that, while in town, she was planning to meet the mayor"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” dam stands in a valley.",
        "The film “Rivers of Stone” opened in May.",
        "Finch starred in “Rivers of Stone” last year.",
        "William “Billy” Finch lives in the valley.",
        "The valley was quiet. Nobody walked there.",
        "“Rivers of Stone”",
    ],
)
def test_titles_nicknames_and_words_held_at_arms_length_are_no_statements(text: str) -> None:
    assert read(text) == []


def test_a_quotation_that_a_bare_name_follows_is_that_person_s() -> None:
    text = "“I wrote it for my mother,” Maggie Gray"
    (statement,) = statements_in(text)
    assert (statement.speaker, text[slice(*statement.spans[0])]) == ("Maggie Gray", "“I wrote it for my mother,”")


@pytest.mark.parametrize("first", ["“I am out,” Tim Cole said.", "Tim Cole said he was out."])
def test_a_question_in_the_same_paragraph_is_whose_it_says(first: str) -> None:
    text = f"{first} “Are you sure?” Ann Lee asked."
    found = {statement.speaker: [text[slice(*span)] for span in statement.spans] for statement in statements_in(text)}
    assert found["Ann Lee"] == ["“Are you sure?”"]
    assert len(found["Tim Cole"]) == 1


def test_who_is_quoted_as_saying_something_says_it() -> None:
    text = "Ann Lee quoted Tim Cole as saying “the plan failed.”"
    assert [statement.speaker for statement in statements_in(text)] == ["Tim Cole"]


@pytest.mark.parametrize(
    "text",
    [
        "If Reed says the dam is safe, we will go.",
        "It is unclear whether Reed said the dam was safe.",
        "It is false that Reed said the dam was safe.",
        "Reed did not say the dam was safe.",
        "Reed might say it was safe.",
        "Did Reed say it was safe?",
        "Nobody said the dam was safe.",
    ],
)
def test_what_is_supposed_asked_or_denied_is_no_statement(text: str) -> None:
    assert statements_in(text) == []


def test_each_of_two_speakers_in_a_sentence_has_one_quotation() -> None:
    text = "“The dam is safe,” Reed said Monday, as Poe shouted, “Liar!”"
    found = {statement.speaker: [text[slice(*span)] for span in statement.spans] for statement in statements_in(text)}
    assert found == {"Reed": ["“The dam is safe,”"], "Poe": ["“Liar!”"]}


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS.keys())
@pytest.mark.parametrize("order", ["Vale said", "said Vale"])
def test_a_comma_may_stand_behind_the_marks(marks: tuple[str, str], order: str) -> None:
    text = f"{marks[0]}The dam will hold{marks[1]}, {order}."
    assert only(text) == ("direct", "Vale", [text[: text.index(",")]])


def test_german_marks_end_a_sentence_where_they_close() -> None:
    assert [found[2] for found in read("Vale said: „It holds.“ „It held,“ Vale said.")] == [
        ["„It holds.“"],
        ["„It held,“"],
    ]


def test_an_interview_names_the_speaker_on_the_line_before() -> None:
    assert read("Ruth Vale:\n“It holds.”\n\nTim Orr:\n“I doubt it.”") == [
        ("direct", "Ruth Vale", ["“It holds.”"]),
        ("direct", "Tim Orr", ["“I doubt it.”"]),
    ]


@pytest.mark.parametrize("verb", ["told", "warned", "informed"])
def test_whoever_told_somebody_says_it(verb: str) -> None:
    assert only(f"Reed was {verb} by Vale that the dam was rotten.")[1:] == ("Vale", ["that the dam was rotten"])


@pytest.mark.parametrize("word", ["after", "before", "since"])
def test_the_subject_of_a_clause_of_time_is_who_speaks_in_it(word: str) -> None:
    text = f"Vale left the town {word} Finch said the dam was rotten."
    assert [found[1] for found in read(text)] == ["Finch"]


@pytest.mark.parametrize("text", ["Vale did not reply. It rained.", "Asked if it held, Vale did not respond."])
def test_who_does_not_answer_says_nothing(text: str) -> None:
    assert read(text) == []


def test_a_headline_s_quoted_words_count() -> None:
    assert only("Vale: Finch's ‘Steadiness’")[1:] == ("Vale", ["Finch's ‘Steadiness’"])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rob Fox's claim that “the dam holds” was false.", "that “the dam holds”"),
        ("Rob Fox's claim that “the dam holds” drew laughter.", "that “the dam holds”"),
        ("Rob Fox's claim that the dam was safe is wrong.", "that the dam was safe"),
        ("Rob Fox's claim that the dam was safe has been debunked.", "that the dam was safe"),
        ("Rob Fox's claim that false stones were laid.", "that false stones were laid"),
    ],
)
def test_a_claim_ends_where_it_is_judged(text: str, content: str) -> None:
    assert only(text)[1:] == ("Rob Fox's", [content])


@pytest.mark.parametrize("content", ["that", "so", "this", "it"])
@pytest.mark.parametrize("verb", ["said", "denied", "thinks", "added"])
def test_what_says_nothing_by_itself_is_no_statement(verb: str, content: str) -> None:
    assert read(f"Vale {verb} {content}.") == []
    assert [found[1] for found in read(f"“It rains,” Finch said. Vale {verb} {content}.")] == ["Finch"]


def test_a_bare_noun_is_no_statement() -> None:
    assert read("Vale discussed trade. She mentioned dams.") == []


@pytest.mark.parametrize("verb", ["criticized", "attacked", "praised", "mocked"])
@pytest.mark.parametrize("word", ["after", "when", "because"])
def test_what_somebody_else_says_is_not_the_critic_s(verb: str, word: str) -> None:
    found = [each[1:] for each in read(f"Reed {verb} Vale {word} she said that it held.")]
    assert found == [("Reed", ["Vale"]), ("she", ["that it held"])]


def test_a_headline_may_list_who_agrees() -> None:
    assert only("Vale, Finch agree: the dam is rotten")[1:] == ("Vale, Finch", ["the dam is rotten"])


def test_that_may_follow_a_place_between_commas() -> None:
    assert only("Vale said Monday in Cork, Ohio, that the dam was rotten.")[1:] == ("Vale", ["that the dam was rotten"])


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        ("Vale told the Post his dam never leaked.", "Vale", "his dam never leaked"),
        ("Otherwise, she said, the dam may fall.", "she", "Otherwise"),
        ("The dam was built in May, records show, and Vale was there.", "records", "The dam was built in May"),
    ],
)
def test_a_clause_begins_behind_whom_it_is_told(text: str, mention: str, content: str) -> None:
    assert (mention, content) in [(found[1], found[2][0]) for found in read(text)]


@pytest.mark.parametrize("verb", ["left", "was angry", "recalled that it rained", "has said it rained"])
def test_what_a_relative_clause_reports_ends_with_it(verb: str) -> None:
    assert read(f"Vale, who said the dam had fallen, {verb}.")[0] == ("indirect", "who", ["the dam had fallen"])


def test_what_somebody_puts_so_is_theirs() -> None:
    assert only("As Ruth Vale puts it, “The dam holds.”") == ("direct", "Ruth Vale", ["“The dam holds.”"])


@pytest.mark.parametrize("opening", ["...and", ".@Reed"])
def test_a_quotation_may_open_with_dots(opening: str) -> None:
    assert only(f'"{opening} the dam will fall," Vale tweeted.')[2] == [f'"{opening} the dam will fall,"']


@pytest.mark.parametrize(
    "described", ["a former mayor", "the town's mayor", "an engineer of note", "a former mayor and candidate"]
)
def test_a_participle_is_of_whom_a_description_tells(described: str) -> None:
    assert only(f"Ruth Vale, {described}, poked at the plan, tweeting, “Notice the dam?”")[1] == "Ruth Vale"


@pytest.mark.parametrize("given", [None, 5, b"Vale said it held."])
def test_what_is_no_text_is_refused_with_what_to_give(given: object) -> None:
    with pytest.raises(TypeError, match="takes a document's text as a str, not"):
        statements_in(given)  # type: ignore[arg-type]
