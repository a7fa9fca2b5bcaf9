"""Words on which the sense of others hangs: those that deny, and those that count."""

from index.phrases import AUXILIARIES, BE, HAVE

NEGATIONS = frozenset(
    """not no never none nor neither nothing nobody nowhere cannot without hardly scarcely barely rarely seldom
    ain't""".split()
)
DENIALS = frozenset(
    """deny denies denied denying refuse refuses refused refusing fail fails failed failing doubt doubts doubted false
    untrue wrong nonsense unlikely impossible lie lies myth hoax""".split()
)  # of what follows them with "that" or "to"
NUMBERS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half third quarter dozen once twice
    double triple""".split()
)
SCALES = frozenset("hundred thousand million billion trillion dozen percent % m mn bn tn k km kg".split())
AMOUNTS = frozenset(
    """all some any most many much more less least few fewer several both each every only almost nearly about around
    over under""".split()
)
MODALS = frozenset("may might can could shall should must will would".split())
VERBS = AUXILIARIES | BE | HAVE | MODALS | frozenset("do does did i'm we're they're he's she's it's".split())


def negates(token: str) -> bool:
    """Whether a token, in lower case, denies."""
    return token in NEGATIONS or token.endswith("n't")


def counts(token: str) -> bool:
    """Whether a token, in lower case, is a number, or a part of one."""
    return token in NUMBERS or token in SCALES or any(map(str.isdigit, token))
