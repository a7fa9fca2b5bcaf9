"""Verdicts on any document and any draft: what is found, what is never found, and where verdicts lie."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Index
from qa import verify
from tests.reported import Reported, reported

SLOW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text("utf-8")


@lru_cache(maxsize=1)
def _shared() -> str:
    """Give the folder of one index for all random documents: making one takes longer than the rest of an example."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    return folder


@contextmanager
def _holding(text: str) -> Iterator[Index]:
    """Give an index that holds one text and nothing else."""
    with Index.open(_shared()) as index:
        index.add_text(text, uri="a")
        yield index


@given(reported())
@SLOW
def test_every_quotation_of_a_document_is_found_in_it_with_its_speaker(article: Reported) -> None:
    with _holding(article.text) as index:
        verdicts = verify(article.text, index=index)
        assert [v.verdict for v in verdicts] == ["found"] * len(article.said)
        assert [v.citation and v.citation.speaker for v in verdicts] == [speaker for _, speaker in article.said]
        for verdict, (words, _) in zip(verdicts, article.said, strict=True):
            assert verdict.citation is not None
            assert words in verdict.citation.quote
            assert words in article.text[verdict.start : verdict.end]


@given(reported(), st.data())
@SLOW
def test_a_quotation_with_one_changed_digit_is_never_found(article: Reported, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", article.text)]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != article.text[place]]))
    draft = article.text[:place] + digit + article.text[place + 1 :]
    with _holding(article.text) as index:
        (changed,) = [v for v in verify(draft, index=index) if v.start <= place < v.end]
        assert changed.verdict == "altered"
        assert digit in (changed.difference or "")
        assert [v.verdict for v in verify(draft, index=index) if v is not changed].count("altered") == 1


@given(reported(), st.data())
@SLOW
def test_words_given_to_somebody_else_are_another_speaker_s(article: Reported, data: st.DataObject) -> None:
    words, speaker = data.draw(st.sampled_from(article.said))
    other = data.draw(st.sampled_from(["Greta Hollis", *(name for _, name in article.said if name != speaker)]))
    with _holding(article.text) as index:
        (verdict,) = verify(f"“{words},” {other} said.", index=index)
        assert (verdict.verdict, verdict.claimed) == ("other_speaker", other)
        assert verdict.citation is not None
        assert verdict.citation.speaker == speaker


@given(st.text(alphabet="“”\"'«» ab1.\n—", max_size=200))
@SLOW
def test_verdicts_lie_in_the_text_in_order_whatever_it_is(draft: str) -> None:
    with _holding(SEED) as index:
        verdicts = verify(draft, index=index)
        assert all(0 <= v.start < v.end <= len(draft) for v in verdicts)
        assert [v.start for v in verdicts] == sorted(v.start for v in verdicts)
