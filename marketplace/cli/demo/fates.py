"""What will become of a request and its contract, drawn when it is begun."""

from dataclasses import dataclass
from random import Random

OUTCOMES = ("settled", "settled", "dismissed", "upheld", "silent")
SIGNERS = ("owner_confirms", "firm_confirms")
VERDICTS = ("approve", "approve", "reject")  # on what the selected firm was asked
QUESTIONS = ((0, 0), (1, 1), (2, 2), (1, 0))


@dataclass
class Fate:
    """`bidders` of the first notice and of the second; `lateness` is days taken of days agreed."""

    bidders: tuple[int, int] = (4, 4)
    direct: bool = False
    given_back: bool = False
    withdrawn: bool = False
    revised: bool = False
    questions: tuple[int, int] = (0, 0)  # of firms before the closing, and answers to them
    objection: str = ""  # settled, upheld, dismissed, silent
    low: str = "approve"  # an unusually low price, once justified; or reject, decline
    papers: str = ""  # that the selected firm has to mend; then approve or reject
    lateness: float | None = None  # None: as the firm usually is
    takes: int | None = None  # working days until the delivery, whatever else
    returns: int = 0
    ruling: str = "accepted"
    silent: bool = False  # the owner, after the delivery
    ended: bool = False
    parts: int = 1  # of the contract
    change: str = ""  # that the firm asks for: agreed, unanswered, refused, withdrawn, waiting
    money: str = ""  # what befalls it, see cards and transfers; else as the number has it
    settles: str = ""  # when it ended early: back, proposed, ruled; else each side has half
    rated: tuple[bool, bool] = (True, True)  # by the owner, by the firm
    replies: bool = False  # each rated side, to what was said of it
    hidden: bool = False  # the owner's rating, by the regulator
    extra: str = ""  # what the owner paid besides, and tells the regulator
    prompt: bool = False  # everybody acts on the first day he may
    stops: frozenset[str] = frozenset()  # steps that nobody takes, so that they wait


def draw(rng: Random) -> Fate:
    """As the days bring it: mostly well."""
    few = rng.random()
    return Fate(
        bidders=(rng.randint(1, 2) if few < 0.09 else rng.randint(3, 6), 2 if few < 0.03 else 4),
        direct=rng.random() < 0.1,
        given_back=rng.random() < 0.08,
        withdrawn=rng.random() < 0.03,
        revised=rng.random() < 0.04,
        objection=_one(rng, 0.06, OUTCOMES),
        stops=frozenset(_one(rng, 0.025, SIGNERS).split()),
        returns=rng.choices((0, 1, 2, 3), (84, 12, 2, 2))[0],
        ruling=rng.choice(("accepted", "returned")),
        silent=rng.random() < 0.08,
        ended=rng.random() < 0.02,
        rated=(rng.random() < 0.82, rng.random() < 0.7),
        questions=rng.choices(QUESTIONS, (84, 10, 4, 2))[0],
        low=rng.choice(VERDICTS),
        papers=_one(rng, 0.03, VERDICTS),
        replies=rng.random() < 0.1,
    )


def _one(rng: Random, share: float, options: tuple[str, ...]) -> str:
    return rng.choice(options) if rng.random() < share else ""
