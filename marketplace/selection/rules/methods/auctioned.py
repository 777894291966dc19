"""The method in which firms bid against each other."""

from marketplace.core.texts import say
from marketplace.selection.rules.lowest import Verdict
from marketplace.selection.rules.methods.frame import Answer, Rule, Step, minimum

AUCTION = Rule(
    answer=Answer.BIDS,
    step=Step.BID,
    fewest=minimum,
    chosen=say(
        "The rule: firms sign up with a sealed first price, then bid against each other under "
        "numbers. The lowest last price wins; of the same price the one bid earlier. A firm that "
        "does not bid keeps its first price. With fewer than %(n)s sign-ups there is no auction; "
        "the request is noticed once more."
    ),
    hidden=say(
        "First prices stay sealed until sign-up closes; who bids under which number is told when "
        "the auction has ended."
    ),
    won=Verdict.AWARD,
)
