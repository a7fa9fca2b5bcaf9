"""Words that report: verbs by what they take, with their forms.

SAY takes a quotation or clause on either side of it ("..., Greer said"), THINK a clause after it, STANCE an object
or an infinitive after it ("wants", "criticized"). Chosen by how often a verb reports in the news of PolNeAR's
training part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Class = Literal["say", "think", "stance"]
Form = Literal["finite", "base", "ing", "done"]

_SAY = """say tell add note write argue warn explain insist claim acknowledge admit continue recall testify declare
state announce suggest report reply respond predict tweet post joke conclude observe remark comment caution concede
maintain assert contend allege boast lament complain quip reiterate repeat stress emphasize emphasise recount
assure remind confirm reveal disclose estimate indicate signal affirm shout yell exclaim ask wonder vow pledge
promise urge muse cry counter opine advise decree chant scream whisper answer rant grumble gush tease guess
reason echo interject retort chime proclaim profess attest plead read elaborate clarify demand email text
summarize hint speculate theorize deadpan crow fume rail thunder bemoan hail marvel protest posit surmise
forecast project vent rule sing reckon apologize swear specify exhort underline underscore decry recommend object brag
preach pronounce deny imply inform"""
_THINK = """understand presume believe think hope expect fear worry doubt agree assume suspect find show know feel
realize learn anticipate imagine regret decide determine"""
_STANCE = """consider view identify cast prefer intend welcome commit encourage recognize love admire name list detail
look want support endorse criticize criticise praise defend oppose refuse decline propose seek accuse blame describe
reject dismiss denounce condemn slam blast mock herald question call plan threaten cite mention reference discuss
express credit thank compare liken portray tout champion applaud deride ridicule assail hail bash lambaste
attack rip decry chide urge demand dub deem see challenge invoke push refer point speak talk complain object
float voice disagree congratulate scold warn advise disavow repudiate rebuke tease depict characterize
characterise disparage belittle excoriate extol laud offer balk rail quote outline unveil suggest predict
downplay emphasize stress vow pledge promise announce claim acknowledge concede admit allege allude reveal
confirm deny dispute rebut wish fear worry hope insinuate explain mull ponder reiterate echo order commend
salute highlight label brand""".split()
_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "read": ("reads", "read", "read", "reading"),
    "sing": ("sings", "sang", "sung", "singing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "cast": ("casts", "cast", "cast", "casting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "deny": ("denies", "denied", "denied", "denying"),
    "lie": ("lies", "lied", "lied", "lying"),
    "rip": ("rips", "ripped", "ripped", "ripping"),
    "refer": ("refers", "referred", "referred", "referring"),
    "commit": ("commits", "committed", "committed", "committing"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "tap": ("taps", "tapped", "tapped", "tapping"),
    "plan": ("plans", "planned", "planned", "planning"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "label": ("labels", "labeled", "labeled", "labeling"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "learn": ("learns", "learned", "learned", "learning"),
    "chide": ("chides", "chided", "chided", "chiding"),
    "extol": ("extols", "extolled", "extolled", "extolling"),
    "regret": ("regrets", "regretted", "regretted", "regretting"),
}
_NOUNS_TOO = frozenset(
    """note notes reference references backing claim claims call calls attack attacks report reports comment comments
    plan plans view views question questions demand demands estimate estimates promise promises pledge pledges vow
    vows fear fears hope hopes worry worries doubt doubts support challenge challenges push offer offers post posts
    tweet tweets text texts email emails project projects forecast forecasts show shows state states cast remark
    remarks joke jokes rule rules cry cries answer answers counter reply love hate object objects sound sign signs
    issue issues release list lists name names point points order orders address label labels brand brands look
    looks aim aims request requests signal signals back ask reason reasons protest protests hint hints read reads
    details detail outline pitch present presents lie lies quote quotes guess raise raises chant chants echo echoes
    concern document documents credit wish wishes desire desires boast boasts praise fault rant tap talk talks hail
    see float like voice voices blame dispute rebuke salute insult decree feel find finds try tries
    thanks thought retort retorts pledged supporting seeking finding""".split()
)
TOLD = frozenset("tell assure remind ask inform warn urge advise text email promise brief".split())
CATENATIVES = frozenset(
    """went go goes going continued continues continue refused declined wants wanted want needs began begins used
    appeared appears seemed seems tended tends likes liked tried came proceeded had has have chose felt able quick
    sought""".split()
)
CLAUSE_ONLY = frozenset(
    """continue email post read respond rule cry shout sing chant rant comment remark answer counter reply state write
    yell scream exclaim rail text vent crow muse tweet chime interject whisper preach protest report project plead
    apologize attest advise reason elaborate clarify swear marvel gush tease deadpan add maintain declare allege
    learn feel repeat hint brag boast imply affirm pronounce determine""".split()
)  # these report a quotation or a that-clause, or stand after what is said; what else follows them is no content
PARTICLES = {
    "speak": frozenset(("about", "of", "against", "out")),
    "talk": frozenset(("about", "of", "up")),
    "refer": frozenset(("to",)),
    "point": frozenset(("to", "out")),
    "complain": frozenset(("about", "of")),
    "object": frozenset(("to",)),
    "allude": frozenset(("to",)),
    "rail": frozenset(("against", "at", "about")),
    "push": frozenset(("for", "to", "back")),
    "commit": frozenset(("to",)),
    "balk": frozenset(("at",)),
    "look": frozenset(("to", "for")),
    "agree": frozenset(("to", "with", "on")),
    "disagree": frozenset(("with", "on")),
}  # without one of these words after it, or a clause, the verb reports nothing
PREPOSITIONAL = {
    "call": frozenset(("for", "on", "into")),
    "think": frozenset(("about",)),
    "worry": frozenset(("about",)),
    "hope": frozenset(("for",)),
    "describe": frozenset(("as",)),
    "rip": frozenset(("into",)),
    "warn": frozenset(("of", "against", "about")),
    "ask": frozenset(("for", "about")),
    "boast": frozenset(("of", "about")),
    "brag": frozenset(("about",)),
    "comment": frozenset(("on",)),
    "argue": frozenset(("for", "against")),
    "wonder": frozenset(("about",)),
    "joke": frozenset(("about",)),
}  # the prepositions that may open what the verb reports; no other does
OWNED = {
    **dict.fromkeys(
        """claim assertion contention insistence suggestion warning fear hope prediction belief remark remarks comment
        comments statement quip jibe boast""".split(),
        "that",
    ),
    **dict.fromkeys("promise promises vow vows pledge pledges".split(), "to"),
    **dict.fromkeys("call calls push".split(), "for"),
    **dict.fromkeys("view position opinion stance message argument point take response answer advice".split(), "is"),
}  # nouns that report with the one who owns them, and the word that leads up to what they say, beside "that" and "is"


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb; `noun`: the form may be a noun as well."""

    lemma: str
    classes: frozenset[Class]
    forms: frozenset[Form]
    noun: bool


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    return third, f"{lemma}ed", f"{lemma}ed", f"{lemma}ing"


def _forms(lemma: str) -> dict[str, set[Form]]:
    third, past, done, doing = _IRREGULAR.get(lemma) or _regular(lemma)
    named: tuple[tuple[str, Form], ...] = (
        (lemma, "base"),
        (third, "finite"),
        (past, "finite"),
        (done, "done"),
        (doing, "ing"),
    )
    forms: dict[str, set[Form]] = {}
    for word, form in named:
        forms.setdefault(word, set()).add(form)
        if word.endswith(("eled", "eling")):  # as the British write it: "labelled"
            forms.setdefault(word.replace("el", "ell"), set()).add(form)
    return forms


def _lexicon() -> dict[str, Verb]:
    classes: dict[str, set[Class]] = {}
    groups: tuple[tuple[Class, list[str]], ...] = (
        ("say", _SAY.split()),
        ("think", _THINK.split()),
        ("stance", _STANCE),
    )
    for kind, lemmas in groups:
        for lemma in lemmas:
            classes.setdefault(lemma, set()).add(kind)
    found: dict[str, Verb] = {}
    for lemma, kinds in classes.items():
        for word, forms in _forms(lemma).items():
            found[word] = Verb(lemma, frozenset(kinds), frozenset(forms), word in _NOUNS_TOO)
    return found


LEXICON = _lexicon()
DENYING = frozenset("deny reject dispute rebut refute dismiss".split())  # lemmas


def lemmas(found: Iterable[str]) -> set[str]:
    """Give the base forms of the reporting verbs among words in lower case."""
    return {LEXICON[word].lemma for word in found if word in LEXICON}
