"""What is said about the firm's own work: its days, its price, and that nobody else may do it."""

from typing import Any

from marketplace.claims.rules.approvals import LICENSING_27
from marketplace.claims.rules.said import Answer, Days, Known, KnownItem
from marketplace.claims.states import Saying, Verdict
from marketplace.core.money import Money
from marketplace.core.texts import Text, say
from marketplace.matters.rules.requirement import DUTIES
from marketplace.matters.states import Obligation

NOT_THE_OWNERS = (Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS, Obligation.NEVER_REQUIRED)
WHICH_ITEM = say("Say which service this is about; then it can be checked.")


def obligation_here(item: KnownItem, known: Known) -> Obligation:
    """What the matter says goes before what the item says in general."""
    row = known.matter.rows.get(item.code) if known.matter else None
    return row.obligation if row else item.obligation


def article(item: KnownItem, known: Known) -> Text:
    row = known.matter.rows.get(item.code) if known.matter else None
    return say("Requirement register: %(law)s", law=row.article if row else item.law)


def service_days(days: Days, known: Known) -> Answer:
    said, item = say("The firm's work takes %(time)s", time=days.text()), known.item
    if item is None:
        return Answer(Saying.SERVICE_DAYS, "", Verdict.UNKNOWN, said, WHICH_ITEM)
    working = days.working(known.month_days)
    verdict, text = _banded(working, item.days, item.band_n, known.smallest)
    basis = (say("Counted as %(n)s working days", n=working), _days_band(item, known.smallest))
    return Answer(Saying.SERVICE_DAYS, item.code, verdict, said, text, basis)


def service_price(price: Money, known: Known) -> Answer:
    said, item = say("This work costs %(price)s", price=price), known.item
    if item is None:
        return Answer(Saying.SERVICE_PRICE, "", Verdict.UNKNOWN, said, WHICH_ITEM)
    if (duty := obligation_here(item, known)) in NOT_THE_OWNERS:
        text, basis = DUTIES[duty].who_pays, (article(item, known),)
        return Answer(Saying.SERVICE_PRICE, item.code, Verdict.NOT_REQUIRED, said, text, basis)
    band = item.prices if item.prices and item.prices[0].currency == price.currency else None
    verdict, text = _banded(price, band, item.band_n, known.smallest)
    basis = (_price_band(item, known.smallest),)
    return Answer(Saying.SERVICE_PRICE, item.code, verdict, said, text, basis)


def _banded(value: Any, band: tuple[Any, Any] | None, n: int, least: int) -> tuple[Verdict, Text]:
    """Above three quarters of the finished contracts is false; below a quarter says nothing."""
    if band is None or n < least:
        return Verdict.UNKNOWN, say("Too few contracts are finished in this hall to compare with.")
    low, high = band
    if value > high:
        return Verdict.FALSE, say("That is more than three quarters of the finished contracts.")
    if value < low:
        return Verdict.UNKNOWN, say(
            "That is less than most finished contracts: ask what is left out."
        )
    return Verdict.TRUE, say("That is usual among the finished contracts.")


def _days_band(item: KnownItem, least: int) -> Text:
    if item.days is None or item.band_n < least:
        low, high = item.planned_days
        return say(
            "Finished contracts: %(n)s. The catalogue plans %(low)s to %(high)s working days"
            " (illustrative)",
            n=item.band_n, low=low, high=high,
        )  # fmt: skip
    low, high = item.days
    return say(
        "Of %(n)s finished contracts half took %(low)s to %(high)s working days",
        n=item.band_n, low=low, high=high,
    )  # fmt: skip


def _price_band(item: KnownItem, least: int) -> Text:
    if item.prices is None or item.band_n < least:
        return say("Finished contracts: %(n)s; %(least)s are needed", n=item.band_n, least=least)
    low, high = item.prices
    return say(
        "Of %(n)s finished contracts half cost %(low)s to %(high)s",
        n=item.band_n, low=low, high=high,
    )  # fmt: skip


def must_use_us(known: Known) -> Answer:
    """Never so: either nobody is needed, or the owner chooses."""
    said, item = say("You must use us"), known.item
    nobody_needed = known.matter is not None and all(
        row.obligation in NOT_THE_OWNERS for row in known.matter.rows.values()
    )
    if item is not None and obligation_here(item, known) in NOT_THE_OWNERS:
        verdict, text = Verdict.NOT_REQUIRED, DUTIES[obligation_here(item, known)].verdict
    elif item is None and nobody_needed:
        verdict, text = Verdict.NOT_REQUIRED, say("This matter asks no service of the owner.")
    else:
        verdict, text = Verdict.FALSE, say("The owner chooses the firm. Nobody may name one.")
    basis = (LICENSING_27, *_others(item, known))
    return Answer(Saying.MUST_USE_US, "", verdict, said, text, basis)


def _others(item: KnownItem | None, known: Known) -> tuple[Text, ...]:
    if item is None:
        return ()
    return article(item, known), say("Firms of the directory for it today: %(n)s", n=item.firms_n)
