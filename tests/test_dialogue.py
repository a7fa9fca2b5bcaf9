"""Two who talk to one another: a quotation without a source is not given to who spoke last."""

from index import statements_in


def said(text: str) -> list[tuple[str, str | None]]:
    return [(text[start:end], each.speaker) for each in statements_in(text) for start, end in each.spans]


def test_what_follows_a_reply_without_a_source_is_nobody_s() -> None:
    text = "“Did you see it?” Ann Poe asked.\n\n“No,” said Bob Kane.\n\n“Why not?”\n\n“Because I was asleep.”"
    assert said(text) == [("“Did you see it?”", "Ann Poe"), ("“No,”", "Bob Kane")]


def test_a_source_further_on_is_kept() -> None:
    text = "“Did you see it?”\n\n“No,” said Bob Kane.\n\n“Why not?”\n\n“I was asleep,” Kane said."
    assert said(text) == [("“No,”", "Bob Kane"), ("“I was asleep,”", "Bob Kane")]


def test_one_who_speaks_alone_speaks_on() -> None:
    text = "“We need it now,” Ann Poe said.\n\n“We will not wait.”"
    assert said(text) == [("“We need it now,”", "Ann Poe"), ("“We will not wait.”", "Ann Poe")]
