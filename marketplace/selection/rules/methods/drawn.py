"""Methods in which a draw decides, or helps to."""

from marketplace.core.texts import say
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.methods.frame import Answer, Rule, Step, fewest_plans, minimum

RANDOM = Rule(
    answer=Answer.SIGN_UP,
    step=Step.DRAW,
    fewest=minimum,
    chosen=say(
        "The rule: of all qualified firms that signed up one is drawn at the fixed price. Secrets "
        "that the hall and at least two others committed to before sign-up decide; the next "
        "numbers are alternates. With fewer than %(n)s firms nobody is drawn; the request is "
        "noticed once more."
    ),
    hidden=say("There is no price to hide; the firms' own words stay sealed until sign-up closes."),
    won=Lot.DRAWN,
)
CREDIT_MERIT = Rule(
    answer=Answer.SIGN_UP,
    step=Step.LIST,
    fewest=fewest_plans,
    chosen=say(
        "The rule: qualified firms sign up at the fixed price. At the closing the best by credit, "
        "the earlier ones on a tie, make the long list. Each holds numbers in proportion to its "
        "credit; a draw that anybody can verify picks numbers until the short list is full, and "
        "passes over firms it has picked already. At the announced time the owner picks one of the "
        "short list and publishes why; if he does not, the first drawn wins. With fewer than "
        "%(n)s firms nobody is drawn; the request is noticed once more."
    ),
    hidden=say("There is no price to hide; the firms' own words stay sealed until sign-up closes."),
    won=Lot.PICKED,
)
