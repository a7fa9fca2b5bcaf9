"""Who said a quotation: the sentences that hold its words, found as a draft's are."""

from index import View
from qa.english.words import Words
from qa.evidence.candidates import PASSAGES
from qa.evidence.choose import Chosen
from qa.evidence.citable import sentences_of
from qa.evidence.claimed import as_claimed
from qa.evidence.silence import NEAREST
from qa.verification.locate import Desk, exact
from qa.verification.nearest import nearest


def quoted(quotation: str, view: View) -> Chosen:
    """Find who said a quotation: the sentences that hold its words, none that says the opposite with them.

    Where nobody did, what comes nearest to the words is the nearest, before what comes nearest in meaning.
    """
    hits = view.search(quotation, k=PASSAGES)
    if not hits:
        return Chosen((), "no_documents")
    desk = Desk(view)
    everywhere = exact(quotation, (0, len(quotation)), desk)
    found = [each for each in everywhere if each.cut is None]
    if not found:
        near = nearest(Words.of(quotation), desk.near(quotation))
        alike = [*everywhere, *([near[0]] if near else [])]
        cited = [*(each.cited() for each in alike), *sentences_of(view, hits)]
        return Chosen((), "nothing_found", tuple(cited[:NEAREST]))
    told = [each for each in found if each.speaker is not None]
    return Chosen(tuple(as_claimed(each.cited(), view) for each in told or found[:1]))
