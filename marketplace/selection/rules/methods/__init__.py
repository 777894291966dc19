"""Each method of selection answers the same questions; nobody else asks which method it is."""

from marketplace.requests.states import Method
from marketplace.selection.rules.methods.auctioned import AUCTION
from marketplace.selection.rules.methods.drawn import CREDIT_MERIT, RANDOM
from marketplace.selection.rules.methods.frame import Answer, Rule, Step
from marketplace.selection.rules.methods.merited import MERIT, MERIT_PRICE
from marketplace.selection.rules.methods.named import NAMED
from marketplace.selection.rules.methods.priced import AVERAGE_PRICE, SEALED_PRICE

RULES: dict[Method, Rule] = {
    Method.SEALED_PRICE: SEALED_PRICE,
    Method.RANDOM: RANDOM,
    Method.AVERAGE_PRICE: AVERAGE_PRICE,
    Method.AUCTION: AUCTION,
    Method.MERIT: MERIT,
    Method.MERIT_PRICE: MERIT_PRICE,
    Method.CREDIT_MERIT: CREDIT_MERIT,
    Method.DIRECT: NAMED,
    Method.IMPORTED: NAMED,
}

__all__ = ["RULES", "Answer", "Rule", "Step", "rule_of"]


def rule_of(method: Method) -> Rule:
    return RULES[method]
