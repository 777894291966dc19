"""Scenario 5: 45 % under the mean must be justified; a weak answer is refused, the second wins."""

import pytest
from sqlalchemy import update

from marketplace.accounts.models import Person
from marketplace.core.database import db
from tests.browser.hall import HASHED, opened
from tests.market import REASON, Market

NEXT_MORNING, DAY_FOUR = "2026-03-06T09:00+08:00", "2026-03-12T00:00+08:00"
WEAK = "We have always been cheaper than others."


@pytest.fixture
def hall(tmp_path):
    """Three offers are opened; the first is far under the mean of the others."""
    with opened(tmp_path) as hall:
        with hall.app.app_context():
            market = Market(db.session())
            request, firms = market.selected(53_900, 97_000, 99_000)
            people = [market.session.get(Person, one.person_id) for one in (market.owner, *firms)]
            hall.request, hall.emails = request.id, [one.email for one in people]
            market.session.execute(update(Person).values(password_hash=HASHED))
            market.session.commit()
            db.session.remove()
        yield hall


def test_a_low_price_is_justified_or_the_next_one_wins(hall, visit, locale):
    hall.at(NEXT_MORNING)
    firm = visit(locale).at_desk(hall.emails[1], "Justify your unusually low price")
    firm.presses("Answer")
    firm.fills("Your answer", WEAK)
    firm.presses("Send the answer")
    public = visit(locale)
    public.opens(f"/requests/{hall.request}/result")
    public.follows("Unusually low price")
    public.does_not_see(WEAK)
    owner = visit(locale).at_desk(hall.emails[0], "Decide on the answer of the selected firm")
    owner.presses("Do not accept the answer")
    owner.fills("Reason", REASON)
    owner.presses("Do not accept the answer")
    owner.sees("The unusually low price was not justified")
    hall.at(DAY_FOUR)
    public.opens(f"/requests/{hall.request}/result")
    assert not public.link("Object to the result").count()
    assert not hall.faults
