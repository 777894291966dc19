"""Which methods a request may use: kind of money and amount decide, by the rule set's figures."""

from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.core.texts import Text, name_of, say
from marketplace.requests.states import PUBLIC_MONEY, USABLE, Fund, Method

TEN_THOUSAND_YUAN = 1_000_000  # in minor units
COSTS_MORE = say(
    "The mean price costs the public more: where Korea gave local works by the mean price, cost "
    "rose and the work was no better (a study of its development institute). The lowest valid "
    "price, or merit, serves the public better."
)
WHERE_TO_GO = say(
    "Above the tender limit the hall takes no request: it needs a public tender on the public "
    "resource trading platform."
)


def limit(method: Method, fund: Fund, rules: Rules) -> int | None:
    """Up to how many times 10,000 yuan this method may be used; None when there is no limit."""
    if fund not in PUBLIC_MONEY:
        return None
    own = {
        Method.DIRECT: rules.direct_limit_wan,
        Method.CREDIT_MERIT: rules.credit_merit_limit_wan,
    }
    return min(own.get(method, rules.tender_limit_wan), rules.tender_limit_wan)


def allowed(fund: Fund, value: Money | None, rules: Rules) -> list[Method]:
    """The methods for this money and amount, in the order in which they are offered."""
    return [one for one in USABLE if why_not_method(one, fund, value, rules) is None]


def needs_a_tender(fund: Fund, value: Money | None, rules: Rules) -> bool:
    return fund in PUBLIC_MONEY and _exceeds(value, rules.tender_limit_wan)


def why_not_method(method: Method, fund: Fund, value: Money | None, rules: Rules) -> Text | None:
    """The refusal, when this method may not be used for this money and amount."""
    most = limit(method, fund, rules)
    if most is None or not _exceeds(value, most):
        return None
    if most == rules.tender_limit_wan:
        return WHERE_TO_GO
    return say(
        "With public money %(method)s is for at most %(n)s × 10,000 yuan.",
        method=name_of(method),
        n=most,
    )


def worth(*amounts: Money | None) -> Money | None:
    """What the work may cost at most, of what was said; None when nothing was."""
    known = [amount for amount in amounts if amount is not None]
    return max(known, key=lambda amount: amount.minor, default=None)


def _exceeds(value: Money | None, most: int) -> bool:
    return value is not None and value.minor > most * TEN_THOUSAND_YUAN
