"""What each speaker of an answer is called in it, so that no two people of one name are taken for one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index import Document
from index.namesakes import apart, called
from index.naming import description, places_of
from qa.evidence.citable import Sentence

_Key = tuple[str, str]  # a document and the name of a speaker in it


@dataclass(slots=True)
class Called:
    """The names of an answer's speakers: full ones, or what the document itself calls one by the surname alone.

    `shared` are surnames of several: nobody is called by them alone. Two of one full name bear what their documents
    describe them as.
    """

    names: dict[_Key, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "Called":
        """Name the speakers of all sentences of an answer."""
        documents = {(each.document.id, each.speaker): each.document for each in sentences if each.speaker is not None}
        names: dict[_Key, str] = {}
        for (document, speaker), read in documents.items():
            names[document, speaker or ""] = called(speaker or "", read.text)
        for speaker in dict.fromkeys(speaker for _, speaker in names):
            inside = [read for (_, other), read in documents.items() if other == speaker]
            if len(inside) > 1 and " " in speaker:
                names |= {(read.id, speaker): name for read, name in _namesakes(speaker, inside)}
        surnames = Counter(name.split()[-1].lower() for name in {_person(key, name) for key, name in names.items()})
        return cls(names, frozenset(surname for surname, held in surnames.items() if held > 1))

    def name(self, sentence: Sentence) -> str:
        """Give the name of a sentence's speaker."""
        speaker = sentence.speaker or ""
        return self.names.get((sentence.document.id, speaker), speaker)

    def is_shared(self, sentence: Sentence) -> bool:
        """Whether others in the answer bear the surname of a sentence's speaker."""
        return bool(sentence.speaker) and (sentence.speaker or "").split()[-1].lower() in self.shared


def _person(key: _Key, name: str) -> str:
    """Give a name by which people are counted: with its speaker's own name last."""
    return f"{name} {key[1]}"


def _namesakes(speaker: str, inside: Iterable[Document]) -> list[tuple[Document, str]]:
    """Describe those of one full name, where one document's description is another's of nobody."""
    told = [(read, description(speaker, read.text, places_of(speaker, read.text))) for read in inside]
    roles = [each[1] for _, each in told if each is not None]
    if not any(apart(one, other) for at, one in enumerate(roles) for other in roles[at + 1 :]):
        return []
    return [(read, each[0]) for read, each in told if each is not None]
