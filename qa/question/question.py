"""What a question asks: about whose words, on what topic, for what kind of answer."""

import re
from dataclasses import dataclass
from functools import cached_property

from index.terms import STOP_WORDS, content_words, words
from qa.errors import QuestionError
from qa.question.days import DAY, MONTH
from qa.question.speech import Asked, asked_words

LONGEST = 10_000  # characters

_QUOTATION = re.compile(r"[\"“”«»„](?P<double>.{3,}?)[\"“”«»„]|(?<!\w)['‘](?P<single>.{3,}?)['’](?!\w)", re.DOTALL)
_WHOSE_WORDS = re.compile(r"^\s*(?:who\b|whose\b|did\b.*\bsay\b|is\b.*\bquote)", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"\b[A-Z][\w’'.-]*\w(?:\s+[A-Z][\w’'.-]*\w)*")
_CALENDAR = re.compile(rf"{DAY}|{MONTH}")
# Function words of Spanish, French, German, Italian, Portuguese and Dutch.
_FOREIGN = frozenset(
    """que qué qui quoi quel quelle est les des une sur dans pour avec comment pourquoi dijo sobre como cuando quien
    el los las del por para was wer wie warum wann wo hat der die das und ist nicht mit von che cosa chi ha il
    di della perche quando quem disse os wat waar hoe zegt""".split()
)
GREETING = re.compile(
    r"\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|ok|okay|bye|goodbye)"
    r"(?:\s+there)?\W*",
    re.IGNORECASE,
)
_POINTING = frozenset("he she it they him her them".split())
_OF_ARTICLE = re.compile(r"\b(?:article|story|piece|report|text|document)\b", re.IGNORECASE)
_WRITING = re.compile(r"\b(?:wrote|written|write|writer|author|byline|reporter|journalist|helped|contributed)\b", re.I)


@dataclass(frozen=True, slots=False)
class Question:
    """A question as it is understood.

    `words` is set where what somebody said is asked for. `quotation` is a passage in quotation marks whose speaker
    is asked for. `after` are the questions before it that it leans on.
    """

    text: str
    words: Asked | None = None
    quotation: str | None = None
    after: str = ""

    @property
    def asked(self) -> str:
        """The question as it is searched and read for: as it is understood by those it leans on, or behind them."""
        if self.after and self.words is not None and self.words.topic:
            return f"What did {self.words.speaker or 'people'} {self.words.verb} about {self.words.topic}?"
        return f"{self.after} {self.text}".strip()

    @property
    def speaker(self) -> str | None:
        """Whose words are asked for, as worded."""
        return self.words.speaker if self.words else None

    @property
    def topic(self) -> str:
        """What those words are to be about."""
        return self.words.topic if self.words else ""

    @property
    def about(self) -> str:
        """The topic, where it is asked for as one: "about rain", "Did she say it rained?"; empty otherwise."""
        worded = rf"\b(?:about|on|regarding|concerning|say|said|says)\s+(?:that\s+)?(?:the\s+)?{re.escape(self.topic)}"
        return self.topic if self.topic and re.search(worded, self.asked) else ""

    @cached_property
    def content(self) -> list[str]:
        """The words that the question is about, its speaker's name not among them."""
        return content_words(self.topic or self.text)

    @property
    def names(self) -> list[str]:
        """Capitalised words inside the question, but for days and months: what an answer must be about."""
        found = [match[0] for match in _NAME.finditer(self.text) if match.start() > 0]
        names = (name for phrase in found for name in phrase.split())
        return [name for name in names if name.lower() not in STOP_WORDS and not _CALENDAR.fullmatch(name)]

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
        return bool(GREETING.fullmatch(self.text))

    @property
    def leans(self) -> bool:
        """Whether it asks of a "he" or an "it" that it does not name, and of nothing else: "Where is it?"."""
        found = set(words(self.text))
        return self.quotation is None and found <= STOP_WORDS and bool(found & _POINTING)

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
    if quotation is not None and _WHOSE_WORDS.search(worded):
        return Question(text, quotation=quotation["double"] or quotation["single"])
    return Question(text, asked_words(worded))
