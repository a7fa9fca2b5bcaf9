"""Topics that are worded or spelt otherwise than in the text."""

from pathlib import Path

import pytest

from index import Index
from index.relevance import Topic
from index.spelling import american

SPELT = [
    ("colour", "color"),
    ("organised", "organized"),
    ("privatisation", "privatization"),
    ("defence", "defense"),
    ("theatre", "theater"),
    ("travelling", "traveling"),
    ("labour", "labor"),
    ("programmes", "programs"),
    ("analyse", "analyze"),
]


@pytest.mark.parametrize(("british", "spelt"), SPELT)
def test_british_and_american_spellings_are_one_word(british: str, spelt: str) -> None:
    assert american(british) == american(spelt)
    for one, other in ((british, spelt), (spelt, british)):
        assert Topic(one, lambda word: 0, 0).share(f"All about {other}.") == 1.0


@pytest.mark.parametrize(
    ("topic", "text", "same"),
    [
        ("soybeans", "The soyabean growers wait.", True),
        ("soybean", "Soy beans are dear.", True),
        ("soybeans", "Soup beans are dear.", False),
        ("immunization", "An immunisation drive.", True),
        ("accommodation", "Their accomodation is poor.", True),
        ("contest", "The content is poor.", False),
        ("planet", "A plant grows.", False),
        ("hour", "For years, or more.", False),
    ],
)
def test_a_long_word_is_known_with_a_letter_more_or_less_or_in_two_parts(topic: str, text: str, same: bool) -> None:
    assert (Topic(topic, lambda word: 0, 0).share(text) == 1.0) == same


TEXT = (
    "Tom Reed said he would not resign over the dispute: “I'm going nowhere.” He said the ferry would sail in May.\n\n"
    "Ada Quill said the county expected a profit this year."
)


@pytest.mark.parametrize(
    ("speaker", "topic", "holds"),
    [
        ("Reed", "quitting", "resign"),
        ("Reed", "boats", "ferry"),
        ("Reed", "vaccines", None),
        ("Quill", "earnings", "profit"),
        ("Quill", "cricket", None),
        ("Quill", "Earnings", None),
    ],
)
def test_what_means_the_topic_bears_on_it_without_its_words(
    speaker: str, topic: str, holds: str | None, home: Path
) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TEXT, uri="a")
        found = [TEXT[slice(*each.spans[0])] for each in index.statements(speaker=speaker, about=topic)]
        assert len(found) == (holds is not None)
        assert holds is None or holds in found[0]


def test_what_the_document_names_in_the_very_word_is_not_sought_by_meaning(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(f"{TEXT}\n\nBoats were dear that year.", uri="a")
        assert index.statements(speaker="Reed", about="boats") == []
