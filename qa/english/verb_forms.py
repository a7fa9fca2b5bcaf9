"""The forms of a verb made comparable: "bought" and "buys" are "buy", "attacked" is "attack"."""

from index.terms import stem

_IRREGULAR = """
    bear bore born borne|beat beaten|become became|begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|
    blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught|
    choose chose chosen|cling clung|come came|deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|
    eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|
    forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|
    give gave given|go went gone|grow grew grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|
    know knew known|lay laid|lead led|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid|
    ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|
    shake shook shaken|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|
    slide slid|speak spoke spoken|spend spent|spin spun|stand stood|steal stole stolen|stick stuck|sting stung|
    strike struck stricken|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught|
    tear tore torn|tell told|think thought|throw threw thrown|understand understood|wake woke woken|wear wore worn|
    win won|withdraw withdrew withdrawn|write wrote written|overtake overtook overtaken|oversee oversaw overseen|
    undergo underwent undergone|overthrow overthrew overthrown|rebuild rebuilt|resell resold|foresee foresaw foreseen"""
_UNCHANGED = frozenset(
    "beat bet bid broadcast burst cast cost cut hit hurt let put quit run set shut split spread".split()
)
_ENTRIES = [entry.split() for entry in _IRREGULAR.split("|")]
_BASES = {form: base for base, *forms in _ENTRIES for form in forms}
BASES = frozenset(base for base, *_ in _ENTRIES) | _UNCHANGED


def lemma(word: str) -> str:
    """Give what all forms of a lower-case verb share: its stem, an irregular one's that of its base."""
    return stem(_BASES.get(word, word))


def families(*groups: str) -> list[frozenset[str]]:
    """Give groups of words, each a line of them, as what all forms of each share."""
    return [frozenset(map(lemma, group.split())) for group in groups]


def told(word: str) -> bool:
    """Whether a lower-case word has the form of a past or of a participle: "bought", "attacked", "cut"."""
    return word in _BASES or word in _UNCHANGED or (word.endswith("ed") and len(word) > 3)
