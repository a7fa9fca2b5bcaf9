"""One form for the ways in which a word is spelt: British and American, with a letter more or less."""

import re

_AMERICAN = (
    (re.compile(r"(?<=\w{2})our(?=(?:s|ed|ing|ite|ites|able|ful|hood|er|ers)?\Z)"), "or"),
    (re.compile(r"(?<=\w{2})([iy])s(?=(?:e|es|ed|er|ers|ing|ation|ations)\Z)"), r"\1z"),
    (re.compile(r"(?<=\w{2}[tb])re(?=s?\Z)"), "er"),
    (re.compile(r"\b(def|off|lic|pret)ence"), r"\1ense"),
    (re.compile(r"ogue(?=s?\Z)"), "og"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)\Z)"), "l"),
    (re.compile(r"(?<=\w{2}gram)me(?=s?\Z)"), ""),
    (re.compile(r"\bpaed(?=\w)|\baest(?=h)"), lambda match: match[0].replace("ae", "e")),
)
_SHORTEST = 4  # letters: "four" and "hour" are spelt so by all
_LEAST = 7  # letters; a shorter word that differs by one is more likely another


def american(word: str) -> str:
    """Give a lower-case word in American spelling; another may become no word, which is the same wherever it stands."""
    if len(word) > _SHORTEST:
        for pattern, spelt in _AMERICAN:
            word = pattern.sub(spelt, word)
    return word


def alike(one: str, other: str) -> bool:
    """Whether two long stems differ by one letter that the other lacks, after their first: "soyabean", "soybean"."""
    if one[0] != other[0] or min(len(one), len(other)) < _LEAST or abs(len(one) - len(other)) != 1:
        return False
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
