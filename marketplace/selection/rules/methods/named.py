"""Methods in which nobody is invited: a firm was named, here or elsewhere."""

from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.selection.rules.methods.frame import Answer, Rule, Step


def one(_: Rules) -> int:
    return 1


NAMED = Rule(
    answer=Answer.NOTHING,
    step=Step.NOTHING,
    fewest=one,
    chosen=say("The rule: the owner names a firm and publishes why; others may object."),
    hidden=say("Nothing is hidden."),
)
