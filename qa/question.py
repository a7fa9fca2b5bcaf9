"""What a question asks: about whose words, on what topic, for what kind of answer."""

import re
from dataclasses import dataclass
from functools import cached_property

from index.terms import STOP_WORDS, content_words, words
from qa.errors import QuestionError

LONGEST = 10_000  # characters

_BASE = (
    "say|tell|think|want|claim|argue|announce|suggest|warn|promise|deny|add|expect|describe|comment|write|believe|"
    "mention|call|explain|state|respond|react|talk|speak|admit|insist|feel|propose|predict|mean"
)
_DONE = (
    "said|told|thought|wanted|claimed|argued|announced|suggested|warned|promised|denied|added|expected|described|"
    "commented|written|believed|mentioned|called|explained|stated|responded|reacted|talked|spoken|admitted|insisted|"
    "felt|proposed|predicted|meant"
)
_ADVERB = r"(?:\s+(?:ever|also|just|then|actually|really|recently|have|been|going\s+to))*"
_SPEAKER = r"(?P<speaker>[^?,]{2,60}?)"
_SAYS = (
    rf"(?:(?:did|does|do|will|would|can|could)\s+{_SPEAKER}{_ADVERB}\s+(?:{_BASE})"
    rf"|(?:has|have|had)\s+{_SPEAKER.replace('speaker', 'speaker_2')}{_ADVERB}\s+(?:{_DONE})"
    rf"|(?:is|was|are|were)\s+{_SPEAKER.replace('speaker', 'speaker_3')}{_ADVERB}\s+(?:saying|telling|quoted))"
    r"\b(?P<topic>.*)"
)
_ASKED_ABOUT = re.compile(
    rf"\b(?:what|how|why|when|where|which|whether|anything)\b[^?]{{0,40}}?\b{_SAYS}", re.IGNORECASE
)
_DID_SPEAKER = re.compile(rf"^\s*{_SAYS}", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s+(?P<speaker>[^?,]{2,60}?)\s*(?:,(?P<topic>.*)|[?.]*\s*$)", re.IGNORECASE)
_POSITION = re.compile(
    r"(?P<speaker>[\w.\- ]{2,60}?)['’]s?\s+(?:position|view|views|stance|opinion|comments?|take|reaction|statements?|"
    r"remarks?|words|message)\b(?P<topic>.*)",
    re.IGNORECASE,
)
_WHAT_OF = re.compile(r"^\s*(?:(?:what|which)\s+(?:is|are|was|were)|s)\s+", re.IGNORECASE)
_QUOTATION = re.compile(r"[\"“”«»„](.{3,}?)[\"“”«»„]", re.DOTALL)
_WHO_SAID = re.compile(rf"^\s*who\b.{{0,30}}?\b(?:{_DONE}|says|wrote|quoted)\b", re.IGNORECASE | re.DOTALL)
_ANYONE = frozenset(
    [
        "anyone",
        "anybody",
        "someone",
        "people",
        "they",
        "he",
        "she",
        "it",
        "you",
        "we",
        "everyone",
        "who",
        "article",
        "document",
        "story",
    ]
)
_TOPIC_LEAD = re.compile(
    r"^\s*(?:(?:to\s+\w+|reporters|journalists|the\s+press|about|on|of|regarding|concerning|that|for|over)\s+)*",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:the|a|an|mr|mrs|ms|dr)\.?\s+", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'.-]*\w(?:\s+[A-Z][\w’'.-]*\w)*")
# Function words of Spanish, French, German, Italian, Portuguese and Dutch.
_FOREIGN = frozenset(
    """que qué qui quoi quel quelle est les des une sur dans pour avec comment pourquoi dijo sobre como cuando quien
    el los las del por para was wer wie warum wann wo hat der die das und ist nicht mit von che cosa chi ha il
    di della perche quando quem disse os wat waar hoe zegt""".split()
)
_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|ok|okay|bye|goodbye)"
    r"(?:\s+there)?\W*",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(r"\b(?:article|story|piece|report|text|document)\b", re.IGNORECASE)
_WRITING = re.compile(r"\b(?:wrote|written|write|writer|author|byline|reporter|journalist|helped|contributed)\b", re.I)


@dataclass(frozen=True, slots=False)
class Question:
    """A question as it is understood.

    `speaker` is whose words are asked for, as worded; `topic` what they are to be about. `quotation` is a
    passage in quotation marks whose speaker is asked for.
    """

    text: str
    speaker: str | None = None
    topic: str = ""
    quotation: str | None = None

    @cached_property
    def content(self) -> list[str]:
        """The words that the question is about, its speaker's name not among them."""
        return content_words(self.topic if self.speaker and self.topic.strip(" ?.!") else self.text)

    @property
    def names(self) -> list[str]:
        """Capitalised words inside the question: what an answer must be about."""
        found = [match[0] for match in _NAME.finditer(self.text) if match.start() > 0]
        return [name for phrase in found for name in phrase.split()]

    @property
    def foreign(self) -> bool:
        """Whether it looks like another language than English, the only one that is covered."""
        found = set(words(self.text))
        if any(len(word) > 2 and word in STOP_WORDS - _FOREIGN for word in found):
            return False
        letters = [character for character in self.text if character.isalpha()]
        other_script = sum(ord(character) > 0x24F for character in letters) > len(letters) / 2
        return other_script or len(found & _FOREIGN) > 1

    @property
    def greets(self) -> bool:
        """Whether it only greets, thanks or takes leave."""
        return bool(_GREETING.fullmatch(self.text))

    @property
    def names_speaker(self) -> bool:
        """Whether the one whose words are asked for is given by name."""
        return self.speaker is not None and self.speaker[:1].isupper()

    @property
    def about_authorship(self) -> bool:
        """Whether it asks who made the article."""
        return bool(_OF_ARTICLE.search(self.text) and _WRITING.search(self.text))


def parse(text: str) -> Question:
    """Understand a question. Raises QuestionError if it is empty or longer than 10,000 characters."""
    worded = " ".join(text.split())
    if not worded:
        raise QuestionError("The question is empty. Ask something, such as: what did Greer say about export controls?")
    if len(text) > LONGEST:
        raise QuestionError(f"The question has {len(text):,} characters; at most {LONGEST:,} are read. Shorten it")
    quotation = _QUOTATION.search(worded)
    if quotation is not None and _WHO_SAID.search(worded):
        return Question(text, quotation=quotation[1])
    for pattern in (_ACCORDING, _ASKED_ABOUT, _DID_SPEAKER, _POSITION):
        match = pattern.search(worded)
        if match is None:
            continue
        groups = match.groupdict()
        speaker = _speaker(next(groups[name] for name in groups if name.startswith("speaker") and groups[name]))
        if speaker is not None:
            return Question(text, speaker, _topic(worded, match))
    return Question(text)


def _speaker(words: str) -> str | None:
    named = _DETERMINER.sub("", _WHAT_OF.sub("", words).strip()).strip(" .")
    if not named or len(named.split()) > 6 or named.lower() in _ANYONE:
        return None
    return named


def _topic(worded: str, match: re.Match[str]) -> str:
    topic = (match["topic"] or "").strip()
    if not topic.strip(" ?.!"):
        topic = worded[: match.start()]
    return _TOPIC_LEAD.sub("", topic).strip()
