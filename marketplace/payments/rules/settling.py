"""To whom money held goes, and when a second person must agree."""

from collections.abc import Iterable

from marketplace.core.money import Money
from marketplace.core.texts import Text, say

YUAN = "CNY"
MINOR_OF_TEN_THOUSAND = 1_000_000  # 10,000 major units of a currency with two decimals


def verb_of(firm: Money, owner: Money) -> str:
    """The move that such a settlement is."""
    if not firm:
        return "give_back"
    return "divide" if owner else "release"


def parts(held: Money, firm: Money) -> tuple[Money, Money]:
    """What each side gets; they sum to what is held, exactly."""
    return firm, held - firm


def fault_in_part(held: Money, firm: Money) -> Text | None:
    """Why the firm cannot get this much; None if it can."""
    if firm.currency != held.currency:
        return say("The money held is in %(currency)s.", currency=held.currency)
    if not Money(0, held.currency) <= firm <= held:
        return say("Write an amount from 0 to what is held.")
    return None


def due_to_firm(held: Money, price: Money, before: Iterable[Money]) -> Money:
    """Of this payment, what the price of accepted work still asks for; the rest goes back."""
    left = price
    for paid in before:
        left = left - paid
    return max(Money(0, held.currency), min(held, left))


def still_to_pay(price: Money, covered: Iterable[Money]) -> Money:
    """What nobody has paid in, transferred or is paying."""
    left = price
    for amount in covered:
        left = left - amount
    return max(Money(0, price.currency), left)


def needs_two_persons(amount: Money, ten_thousands: int) -> bool:
    """Amounts at or above the figure of the rule set, counted in whole units of the currency."""
    return amount.amount >= ten_thousands * 10_000
