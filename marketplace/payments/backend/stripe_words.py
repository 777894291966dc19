"""Stripe's words for money and for how far a payment is."""

from marketplace.core.money import Money
from marketplace.payments.states import Paid


def money(minor: int, currency: str) -> Money:
    return Money(minor, currency.upper())


def paid_state(session: str, payment: str, intent: str) -> Paid:
    """From the states of a checkout session, of its payment, and of its payment intent."""
    if payment == "paid":
        return Paid.ARRIVED
    if session == "expired":
        return Paid.OVER
    if session == "open":
        return Paid.OPEN
    return Paid.UNDERWAY if intent in {"processing", "succeeded"} else Paid.REFUSED
