"""Payments of the demo through the page of the stand-in, and what may befall them there."""

from contextlib import suppress
from functools import partial

from sqlalchemy import select

from marketplace.cli.demo.deal import Deal
from marketplace.cli.demo.payments import exchange
from marketplace.contracts.states import State
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.errors import RefusedError
from marketplace.payments import operations, queries
from marketplace.payments.models import Payment

NUMBERS = {
    "slow": happenings.SLOW,
    "declined": happenings.DECLINED,
    "disputed": happenings.DISPUTED,
    "won": happenings.DISPUTED,
    "lost": happenings.DISPUTED,
}
LEFT_OPEN = "page"  # nobody presses the button
ORDINARY = "paid"
DISPUTE_DAYS = 8


def pay_in(deal: Deal) -> None:
    """Each part through its own page."""
    if deal.contract.state in {State.ENDED, State.LAPSED}:
        return
    course, deal.fate.money = deal.fate.money, ORDINARY  # what befalls it does so once
    _open_account(deal)
    for part in deal.contract.milestones:
        payment = operations.pay(deal.owner(), deal.contract, part=part)
        exchange(deal.stage)
        if course != LEFT_OPEN:
            _press(deal, str(payment.checkout_ref), course)
    if course in {"won", "lost"}:
        deal.stage.wait(DISPUTE_DAYS, partial(_decide, deal, course == "won"))


def _press(deal: Deal, page: str, course: str) -> None:
    """A declined card leaves the page open, until it is over."""
    book, number = deal.stage.book, NUMBERS.get(course)
    with suppress(RefusedError):
        if number:
            happenings.pay(book, page, "card", number)
        else:
            happenings.pay(book, page, "alipay")
    exchange(deal.stage)


def _decide(deal: Deal, won: bool) -> None:
    """The payer's bank decides the dispute."""
    mine = select(Payment.dispute_ref).where(Payment.contract_id == deal.contract_id)
    for ref in deal.stage.session.scalars(mine.where(Payment.dispute_ref.is_not(None))).all():
        happenings.close_dispute(deal.stage.book, str(ref), won)
    exchange(deal.stage)


def _open_account(deal: Deal) -> None:
    stage, firm = deal.stage, deal.firm()
    if queries.account_of(stage.session, firm.actor.organisation_id, stage.now) is None:
        account = operations.open_account(firm, None)
        exchange(stage)
        happenings.onboard(stage.book, str(account.ref))
        exchange(stage)
