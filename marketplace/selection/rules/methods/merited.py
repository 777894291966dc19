"""Methods in which people score plans."""

from marketplace.core.texts import say
from marketplace.selection.rules.lowest import Verdict
from marketplace.selection.rules.methods.frame import Answer, Rule, Step, fewest_plans, minimum

MERIT = Rule(
    answer=Answer.PLAN,
    step=Step.SCORE,
    fewest=fewest_plans,
    chosen=say(
        "The rule: each firm hands in a plan and a price. Evaluators of the owner score the plans "
        "alone, by criteria and weights published before; the price is scored by a formula (the "
        "lowest has 100 points, twice that price 50). The highest weighted mean wins; on a tie the "
        "cheaper, then the earlier. With fewer than %(n)s valid offers nobody wins; the request is "
        "noticed once more."
    ),
    hidden=say("Plans stay sealed until offers close, prices as the owner has said below."),
    won=Verdict.BEST_SCORE,
)
MERIT_PRICE = Rule(
    answer=Answer.PLAN,
    step=Step.SCORE,
    fewest=minimum,
    chosen=say(
        "The rule: each firm hands in a plan and a price, in two envelopes. Evaluators of the "
        "owner score the plans alone, by criteria and weights published before; the best by merit "
        "make the short list, the earlier ones on a tie. Only their prices are opened: the lowest "
        "wins, the earlier one on a tie. With fewer than %(n)s valid offers nobody wins; the "
        "request is noticed once more."
    ),
    hidden=say("Plans stay sealed until offers close, prices until all scores are in."),
    won=Verdict.LOWEST_OF_THE_SHORT_LIST,
)
