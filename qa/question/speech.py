"""Questions about what somebody said, thinks or wants: about whose words, on what topic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.cues import LEXICON
from index.terms import STOP_WORDS, words
from qa.question.occasion import Setting, setting_of
from qa.question.stance import Stance, stance_of
from qa.question.when import When, timed

# What is asked of a person in words: other verbs that report ("announce", "propose") are deeds as well, and what
# answers a question about a deed may stand outside that person's words.
_SPEECH = frozenset(
    """say tell add note argue warn explain insist claim acknowledge state suggest reply respond remark comment concede
    maintain assert contend allege complain reiterate stress emphasize admit deny promise answer believe think hope
    expect fear worry doubt assume feel imagine regret want wish prefer consider view favor mention discuss speak talk
    see predict caution recommend advise hint imply""".split()
)
_DEEDS = frozenset(
    """announce write propose describe call demand urge accuse blame criticize praise reject refuse support oppose
    endorse welcome agree plan threaten reveal confirm disclose pledge vow defend question estimate forecast""".split()
)


SAYING = frozenset("say tell add note state remark comment reply respond answer mention discuss speak talk".split())


def past(verb: str) -> str:
    """Give the past of a verb for an act of speech, "promised"; "said" for those that only say."""
    told = (word for word, each in LEXICON.items() if each.lemma == verb and each.forms >= {"finite", "done"})
    return "said" if verb in SAYING else next(told, "said")


def _forms(*wanted: str) -> str:
    """Give an expression for these forms of the verbs, the longest first."""
    found = [
        word for word, verb in LEXICON.items() if verb.lemma in _SPEECH | _DEEDS and verb.forms & frozenset(wanted)
    ]
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))


_BASE, _DONE, _TOLD = _forms("base"), _forms("done"), _forms("finite", "done")
_ADVERB = (
    r"(?:\s+(?:ever|also|just|then|still|now|actually|really|recently|(?:have|has|had|got)\s+to|have|been|going\s+to))*"
)
_WHO = "[^?,:]{2,60}?"
_ASKING = rf"""(?:
      (?:did|does|do|will|would|can|could|didn't|doesn't)\s+(?P<asked>{_WHO}){_ADVERB}\s+(?<!\bof\s)(?P<base>(?-i:{_BASE}))
    | (?:has|have|had)\s+(?P<has>{_WHO}){_ADVERB}\s+(?P<done>{_DONE})
    | (?:is|was|are|were|has|have|had)\s+(?P<saying>{_WHO}){_ADVERB}\s+(?:saying|telling|quoted|quoted\s+as\s+saying)
    )\b(?P<topic>.*)"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_ACCORDING = re.compile(rf"\baccording\s+to\s+(?P<speaker>{_WHO})\s*(?:,(?P<topic>.*)|[?.]*\s*$)", _FLAGS)
_PATTERNS = (
    _ACCORDING,
    re.compile(
        rf"""^\W*(?:how|why|has|have|did|does)\s+(?:(?:did|does|do|has|have|had|is|was|are|were)\s+)?(?P<speaker>{_WHO}){_ADVERB}
        \s+(?P<response>react(?:ed|ing)?|respond(?:ed|ing)?|repl(?:y|ied|ying))\b(?P<topic>.*)""",
        _FLAGS,
    ),
    re.compile(
        rf"""\bwhere\s+(?:does|do|did)\s+(?P<speaker>{_WHO})\s+stand\s+(?P<topic>(?:on|over|about|with)\b.*)""", _FLAGS
    ),
    re.compile(rf"\b(?:what|how|why|when|where|which|whether|anything)\b[^?]{{0,40}}?\b{_ASKING}", _FLAGS),
    re.compile(rf"^\s*{_ASKING}", _FLAGS),
    re.compile(
        r"""(?P<speaker>[\w.\-\ ]{2,60}?)['’]s?\s+(?:position|views?|stance|opinion|comments?|take|words|
        quotes?|statements?|remarks?|message|thoughts|line|(?P<response>reaction|response|reply|answer))\b(?P<topic>.*)""",
        _FLAGS,
    ),
    re.compile(
        rf"""\b(?:quotes?|statements?|comments?|remarks?|words|position|views?|stance|opinion)\s+(?:by|from|of)\s+
        (?P<speaker>{_WHO})
        (?P<topic>\s+(?:about|on|regarding|concerning)\b.*|[?.]*\s*$)""",
        _FLAGS,
    ),
    re.compile(
        rf"""(?:\b(?:everything|anything|all|me\s+what|list\s+what|summari[sz]e\s+what|find\s+what)\s+(?:that\s+)?
        |^\s*what\s+(?=(?-i:[A-Z])|the\b))(?P<speaker>{_WHO}){_ADVERB}\s+
        (?:has\s+|have\s+|had\s+)?(?P<told>{_TOLD})\b(?P<topic>.*)""",
        _FLAGS,
    ),
    re.compile(
        rf"""^\s*(?:how|is|are|was|were)\b(?:\s+\w+)??\s*(?:is|are|was|were)?\s+(?P<speaker>{_WHO})\s+
        (?:satisfied|worried|concerned|happy|unhappy|optimistic|pessimistic|confident|sure|open\s+to|opposed|against|
        in\s+favou?r)\b(?P<topic>.*)""",
        _FLAGS,
    ),
    re.compile(
        rf"""^\s*how\s+(?:satisfied|worried|concerned|happy|optimistic|pessimistic|confident|sure|serious)\s+
        (?:is|are|was|were)\s+(?P<speaker>{_WHO})\s+(?P<topic>(?:with|about|of|by|that|over|on)\b.*)""",
        _FLAGS,
    ),
)
_TOLD_OF = re.compile(
    r"^\s*(?!(?:wh\w+|how|did|do|does|has|have|had|is|are|was|were|will|would|can|could|if|according)\b)"
    rf"(?P<speaker>{_WHO})\s+(?:say|says|said|saying)\s+(?P<topic>(?:about|on|regarding|concerning)\b[^?]+)",
    re.IGNORECASE,
)  # "Okafor say about the stadium"
_MIND = r"(?:mind|position|stance|views?|tune|opinion|tone|line|story|thinking)"
_CHANGED = (
    re.compile(
        rf"""^\W*(?:has|have|had|did|does)\s+(?P<speaker>{_WHO})(?:\s+(?:ever|since|now))*\s+
        (?:(?:chang|shift|revers|soften|harden)\w+\s+(?:his|her|their|its)\s+{_MIND}|flip[\s-]?flop\w*|backtrack\w*
        |back[\s-]?pedal\w*)\b(?P<topic>.*)""",
        _FLAGS,
    ),
    re.compile(
        rf"""^\W*(?:how\s+)?(?:has|have|had|did)\s+(?P<speaker>{_WHO})['’]s?\s+{_MIND}\s+(?P<topic>(?:on|about|over)\b.+?)
        \s+(?:chang|shift|evolv|soften|harden)\w+\W*$""",
        _FLAGS,
    ),
)
_CONTRACTED = re.compile(
    r"^(?P<before>.*?\b(?:what|who|how|where))['’]s\s+(?=(?:being\b|[^?,:]{2,60}?\s(?:said|been|told)\b))",
    re.IGNORECASE,
)
_ANY = r"(?:anyone|anybody|everyone|everybody|someone|somebody|who|people|others)"
_NAMED = r"(?:the\s+[a-z]+|(?-i:[A-Z])[\w.’'-]*(?:\s+(?-i:[A-Z])[\w.’'-]*){0,3}|[a-z][\w’'-]+)"
_OTHER_THAN = r"(?:other\s+than|but\s+not|but|except(?:\s+for)?|excluding|besides|apart\s+from|aside\s+from)"
_BUT = (
    re.compile(rf"\b(?P<any>{_ANY})(?:\s+else)?,?\s+{_OTHER_THAN}\s+(?P<name>{_NAMED})\b,?", re.IGNORECASE),
    re.compile(
        rf"^\W*(?:besides|apart\s+from|aside\s+from|other\s+than|except\s+for)\s+(?P<name>{_NAMED}),?\s+(?P<any>)", re.I
    ),
    re.compile(
        rf",?\s+(?:besides|apart\s+from|aside\s+from|other\s+than|except\s+for)\s+(?P<name>{_NAMED})(?P<any>)\W*$", re.I
    ),
)
_ELSE = re.compile(rf"\b(?P<any>{_ANY}|what)\s+else\b", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"^\W*(?:between|of)\s+(?P<speaker>{_NAMED}\s+and\s+{_NAMED}),\s*(?P<rest>(?:who|which)\b.+)$", re.IGNORECASE
)
_TELEGRAPHIC = re.compile(
    r"^\s*(?P<speaker>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+(?:on|about|re):?\s+(?P<topic>[^?]+)$"
)
_OF_ANYONE = re.compile(
    r"""^\s*(?:so\s+|and\s+)?(?:
      (?:who|whoever)\b[^?]{0,30}?\b(?:said|says|saying|spoke|speaks|talked|talks|talking|commented|comments|mentioned|
        mentions|discussed|discusses)\b(?:\s+(?:anything|something))?(?P<who>.*)
    | what\s+(?:is|was|has|has\s+been|have|had)\s+(?:being\s+|been\s+)?said\b(?P<said>.*)
    | what\s+(?:did|do|does|have|has|are|were)\s+(?:anyone|anybody|everyone|everybody|people|they|others)\s+
        (?:all\s+)?(?:said|say|saying|think|thought|thinking)\b(?P<they>.*)
    | (?:did|does|do|has|have)\s+(?:anyone|anybody|someone|somebody)\s+(?:ever\s+)?
        (?:said|say|mentioned|mention|comment(?:ed)?|talk(?:ed)?|speak|spoken)\b(?:\s+(?:anything|something))?(?P<any>.*)
    )$""",
    _FLAGS | re.DOTALL,
)
_COMPARE = re.compile(
    rf"""^\W*(?:compare|contrast)\s+(?:what\s+)?(?P<who>{_NAMED}\s+(?:and|with|to)\s+{_NAMED})
    (?:\s+(?:have\s+)?(?:says?|said|thinks?|thought)\b|['’]s?\s+(?:positions?|views?|statements?|words)\b)?
    (?P<topic>(?:\s+(?:about|on|of|regarding|over)\b.+)?)$""",
    _FLAGS,
)
_OF_TALKS = re.compile(  # how long people talked, when one spoke to another: deeds, not words
    r"\s*(?:how\s+(?:long|often)\b.*\b(?:talk|speak)|(?:when|where)\b.*\b(?:talk|speak)\s+(?:to|with))\b", re.IGNORECASE
)
_UNSAID = re.compile(
    rf"\s*what\s+(?:(?:did|does|has|have|do)\s+{_WHO}\s+(?:not|never)\s+"
    rf"|(?:didn|doesn|hasn|haven|don)['’]?t\s+{_WHO}\s+)(?:say|said|mention|mentioned|tell|told|talk|speak|spoken)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    """anyone anybody someone somebody people they he she it you we everyone everybody who i one article document story
    text that this there what others""".split()
)
_WHAT_OF = re.compile(
    r"^\s*(?:(?:(?:so|and|but|please|tell\s+me|show\s+me|give\s+me|list|summari[sz]e|find)\s+)*"
    r"(?:(?:what|which|where|how)(?:['’]s|\s+(?:is|are|was|were))?\s+)?|s\s+)",
    re.IGNORECASE,
)
_PARTICLES = frozenset("of and the de von van der bin al la le du da di".split())
_DETERMINER = re.compile(r"^(?:the|a|an|mr|mrs|ms|dr)\.?\s+", re.IGNORECASE)
_TOPIC_LEAD = re.compile(
    r"^\s*(?:(?:(?:in|during|at|to)\s+(?:(?:the|an?|his|her|their)\s+)?\w+(?:\s+\w+){0,2}"
    r"(?=\s+(?:about|regarding|concerning)\b)|to\s+(?:reporters|journalists|the\s+\w+)|reporters|journalists|the\s+press|about|on|of|regarding|"
    r"concerning|that|for|over|with|to|by|in|during|at|anything|something|"
    r"anyone|anybody|someone|somebody|everyone|everything)\s+)*",
    re.IGNORECASE,
)
_RESPONSE_LEAD = re.compile(r"^\s*(?:(?:to|about|on|over)\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")
_LISTED = re.compile(
    r"(?P<first>^[^?,:]{2,60}\s[A-Z][\w.’'-]*)(?P<rest>(?:,\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*)+),?(?=\s+and\s)"
)
_MOST_WORDS = 6  # in a speaker's name


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words are asked for, as worded, and on what topic, empty for all; `speaker` None: anybody's.

    `strict` when only that speaker's words can answer; a question about a deed ("what did Greer announce?") may be
    answered by what the article says of it. `fact` when one thing is asked of them ("according to Greer, when ...?").
    `verb` is what they are asked to have done ("promise"), as its lemma. `when` is the time asked for, or the order;
    `but` whose words are not asked for; `stance` what they must show; `beyond` the topic of what is known already;
    `tied` with whom the documents must name a speaker who is called by a tie, "his manager"; `setting`
    where or to whom it was said.
    """

    speaker: str | None
    topic: str
    strict: bool
    fact: bool = False
    verb: str = "say"
    when: When | None = None
    but: tuple[str, ...] = ()
    stance: Stance | None = None
    beyond: str = ""
    tied: str = ""
    setting: Setting | None = None

    @property
    def aside(self) -> Setting | None:
        """Where or to whom it was said, beside the topic: None where that may be the topic, "on China"."""
        return None if self.setting is None or self.topic.lower() == self.setting.name.lower() else self.setting


def asks_what_was_not_said(worded: str) -> bool:
    """Whether a question is about what somebody left unsaid, of which there is no record."""
    return _UNSAID.match(worded) is not None


def asked_words(worded: str) -> Asked | None:
    """Understand a question about what somebody said; None if it is another."""
    if worded.isupper():
        worded = worded.lower()
    if _OF_TALKS.match(worded):
        return None
    compared = _COMPARE.match(worded.rstrip(" ?.!"))
    if compared is not None:
        return Asked(re.sub(r"\s(?:with|to)\s", " and ", compared["who"]), _topic(compared["topic"]), strict=True)
    worded = _LISTED.sub(lambda match: match["first"] + match["rest"].replace(",", " and"), worded)
    left, but = _without_others(worded)
    left, when = timed(left)
    left = _CONTRACTED.sub(lambda match: f"{match['before']} has ", left)
    left = _ELSE.sub(lambda match: match["any"], left)
    of_anyone = _of_anyone(left)
    if of_anyone is not None:
        return replace(of_anyone, when=when, but=(*of_anyone.but, *but))
    changed = next((match for each in _CHANGED if (match := each.match(left)) is not None), None)
    if changed is not None and (speaker := _speaker(changed["speaker"])) is not None:
        return Asked(speaker, _topic(changed["topic"]), strict=True, when=When(order="oldest"))
    if _ACCORDING.search(worded):
        left, when = worded, None
    found = next(_matched(left), None)
    return found if found is None else replace(found, when=when, but=but)


def _of_anyone(worded: str) -> Asked | None:
    """Understand a question about anybody's words, about who takes which stand, or about which of two does."""
    between = _BETWEEN.match(worded)
    stance = stance_of(worded if between is None else between["rest"])
    match = _OF_ANYONE.match(worded)
    if between is not None and stance is not None:
        return Asked(between["speaker"], stance[1], strict=True)
    if stance is not None:
        taken, topic, other = stance
        return Asked(None, topic, strict=False, stance=taken, but=(other,) if other else ()) if topic else None
    topic = "" if match is None else _topic(next((group for group in match.groups() if group is not None), ""))
    return Asked(None, topic, strict=False) if topic else None


def _without_others(worded: str) -> tuple[str, tuple[str, ...]]:
    """Take out whose words are not asked for: "anyone but Greer"."""
    for pattern in _BUT:
        match = pattern.search(worded)
        if match is not None:
            left = f"{worded[: match.start()]} {match['any']} {worded[match.end() :]}"
            return " ".join(left.split()), (_DETERMINER.sub("", match["name"]),)
    return worded, ()


def _matched(worded: str) -> Iterator[Asked]:
    for pattern in _PATTERNS:
        match = pattern.search(worded)
        if match is None:
            continue
        groups = {name: group for name, group in match.groupdict().items() if group}
        named = next((groups[name] for name in ("speaker", "asked", "has", "saying") if name in groups), "")
        speaker = _speaker(named)
        if speaker is None or ("told" in groups and _is_sought(worded, named)):
            continue
        topic = groups.get("topic", "")
        if not topic.strip(" ?.!") and pattern is _ACCORDING:
            topic = worded[: match.start()]
        if "response" in groups:
            yield Asked(speaker, _topic(topic, _RESPONSE_LEAD), strict=True)
            continue
        verb = next((groups[name] for name in ("base", "done", "told") if name in groups), "say").lower()
        fact, lemma = pattern is _ACCORDING, LEXICON[verb].lemma
        placed = None if fact or lemma not in SAYING else setting_of(topic, told=lemma == "tell")
        setting, rest = placed or (None, topic)
        if setting is not None and (setting.sure or rest.strip(" ?.!")):
            topic = rest
        if lemma == "tell" and len(topic.strip(" ?.!").split()) == 1:
            topic = ""  # "tell jurors": to whom, not of what
        strict = lemma in _SPEECH and not fact
        yield Asked(speaker, _topic(topic), strict, fact=fact, verb=lemma, setting=setting)
    for short in (_TELEGRAPHIC, _TOLD_OF):
        telegraphic = short.match(worded)
        if telegraphic is not None and (speaker := _speaker(telegraphic["speaker"])) is not None:
            yield Asked(speaker, _topic(telegraphic["topic"]), strict=short is _TOLD_OF)


def _is_sought(worded: str, named: str) -> bool:
    """Whether "what NFL star" asks who it was, where "what Greer" and "what the mayor" name who spoke."""
    asks = re.match(r"\s*what\s+(?!the\b)", worded, re.IGNORECASE) is not None
    return asks and any(word.islower() and word not in _PARTICLES for word in _WHAT_OF.sub("", named).split())


def _speaker(worded: str) -> str | None:
    named = _DETERMINER.sub("", _WHAT_OF.sub("", worded).strip()).strip(" .")
    nobody = named.lower() in _NOBODY and not (named.isupper() and len(named) > 1)  # the WHO is somebody
    if not named or any(len(name.split()) > _MOST_WORDS for name in _AND.split(named)) or nobody:
        return None
    return named


def _topic(worded: str, lead: re.Pattern[str] = _TOPIC_LEAD) -> str:
    topic = lead.sub("", f"{worded.strip(' ?.!,')} ").strip()
    return topic if any(word not in STOP_WORDS for word in words(topic)) else ""
