"""What kind of answer a question asks for, and whether a sentence holds one of that kind at all."""

import re

_MONEY_ASKED = re.compile(
    r"\bhow much\b.*\b(?:pay|pays|paid|cost|costs|spend|spent|price|worth|charge|charged|earn|earned|money)\b", re.I
)
_NUMBER_ASKED = re.compile(r"\b(?:how many|what (?:percentage|percent|share|number))\b", re.IGNORECASE)
_TIME_ASKED = re.compile(r"^\W*(?:when\b|(?:in |on |by )?(?:what|which) (?:year|month|day|date)\b)", re.IGNORECASE)

_MONEY = re.compile(r"[$€£¥₹]|\b(?:dollars?|euros?|pounds?|yuan|yen|rupees?|cents?|pence|free)\b", re.IGNORECASE)
_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|quarter|couple|both|no|none"
)
_NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b", re.IGNORECASE)
_TIME = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|\b(?:today|yesterday|tomorrow|tonight|now|later|earlier|ago|soon|spring|summer|autumn|fall|winter|week(?:end)?s?|"
    r"months?|years?|days?|hours?|minutes?|morning|afternoon|evening|night|before|after|until|since|during|when|while|"
    r"century|decades?)\b",
)
_KINDS = ((_MONEY_ASKED, _MONEY), (_NUMBER_ASKED, _NUMBER), (_TIME_ASKED, _TIME))


def holds_kind(question: str, sentence: str) -> bool:
    """Whether a sentence holds an amount, a number or a time where the question asks for one."""
    return all(held.search(sentence) for asked, held in _KINDS if asked.search(question))
