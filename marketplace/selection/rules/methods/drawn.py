"""Methods in which a draw decides, or helps to."""

from marketplace.core.texts import say
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.methods.frame import Answer, Rule, Step, minimum

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
