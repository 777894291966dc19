"""Methods in which sealed prices decide at the opening."""

from marketplace.core.texts import say
from marketplace.requests.rules.bands import COSTS_MORE
from marketplace.selection.rules.average import nearest
from marketplace.selection.rules.lowest import Verdict, rank
from marketplace.selection.rules.methods.frame import Answer, Rule, Step, minimum

SEALED_PRICE = Rule(
    answer=Answer.PRICE,
    step=Step.RANK,
    fewest=minimum,
    chosen=say(
        "The rule: of the valid offers at or under the ceiling the lowest wins, the earlier one on "
        "a tie. With fewer than %(n)s valid offers nobody wins; the request is noticed once more."
    ),
    won=Verdict.AWARD,
    rank=rank,
)
AVERAGE_PRICE = Rule(
    answer=Answer.PRICE,
    step=Step.RANK,
    fewest=minimum,
    chosen=say(
        "The rule: of the valid offers at or under the ceiling the one nearest to their mean wins; "
        "on a tie the cheaper, then the earlier. With fewer than %(n)s valid offers nobody wins; "
        "the request is noticed once more."
    ),
    won=Verdict.NEAREST,
    rank=nearest,
    warning=COSTS_MORE,
)
