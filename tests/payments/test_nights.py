"""Each night the hall's books are compared with the service's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.payments.models import Reconciliation


@pytest.fixture
def night(till, session, at):
    """The report of the next night."""

    def compare():
        at((clock.now() + timedelta(days=1)).isoformat())
        till.work(1)
        newest = select(Reconciliation).order_by(Reconciliation.id.desc()).limit(1)
        return session.scalars(newest).one()

    return compare


def test_a_paid_contract_has_no_difference(till, night):
    till.account()
    payment = till.funded()
    till.accept(payment)
    till.settle(payment)
    report = night()
    assert (report.ours, report.theirs, report.differences) == (2, 2, [])


def test_a_refund_made_past_the_hall_is_named(till, night):
    payment = till.funded()
    charge = till.book.things[payment.charge_ref]
    till.book.book("refund", -100, till.book.new("refund", "re", currency=charge["currency"]))
    report = night()
    assert len(report.differences) == 2  # the object, and the balance


def test_each_night_has_one_report(till, night, session):
    till.funded()
    first = night()
    till.work(2)
    assert session.scalars(select(Reconciliation.day)).all().count(first.day) == 1
