"""A sentence behind a quotation may tell whose it is."""

import pytest

from tests.readings import only, read


@pytest.mark.parametrize("between", [" ", "\n\n"])
@pytest.mark.parametrize(
    ("sentence", "mention"),
    [
        ("That is how Vale described it.", "Vale"),
        ("Those were the words of Mayor Vale.", "Mayor Vale"),
        ("That was the message from Mayor Vale on Monday.", "Mayor Vale"),
        ("Such was Vale’s verdict.", "Vale’s"),
        ("So said Mayor Vale on Monday.", "Mayor Vale"),
    ],
)
def test_the_sentence_behind_a_quotation_may_tell_whose_it_is(sentence: str, mention: str, between: str) -> None:
    assert only(f"“We will not pay for it.”{between}{sentence}") == ("direct", mention, ["“We will not pay for it.”"])


def test_a_quotation_that_is_attributed_stays_whose_it_is() -> None:
    text = "“We will not pay for it,” Moss said. That is how Vale saw it too."
    assert read(text) == [("direct", "Moss", ["“We will not pay for it,”"])]


def test_a_quotation_behind_a_sentence_about_another_is_not_the_last_speaker_s() -> None:
    text = "“We won,” Moss said. “It was late.”\n\nVale had left by then. “We were robbed of it.”"
    assert read(text) == [("direct", "Moss", ["“We won,”", "“It was late.”"])]
