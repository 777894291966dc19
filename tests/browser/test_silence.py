"""Scenario 8: silence refuses an extension, accepts the work, and late payment is counted."""

from itertools import count

import pytest
from sqlalchemy import update

from marketplace.accounts.models import Person
from marketplace.core.database import db
from tests.browser.hall import HASHED, PASSWORD, opened
from tests.browser.paper import pdf
from tests.browser.story.working import is_rated_by
from tests.conftest import Makers
from tests.contracts.story import Story

OWNER, FIRM = "owner@example.org", "firm@example.org"
PRAISE, BLAME = "成果完整，沟通及时。", "收件后一直没有答复，款也没有按时付。"
REMINDER = "The work for “%(title)s” counts as accepted unless you answer by %(check_due)s."


@pytest.fixture
def hall(tmp_path):
    """A contract in service since Monday 2 March: ten working days, 98,000 yuan."""
    with opened(tmp_path) as hall:
        with hall.app.app_context():
            session = db.session()
            makers = Makers(session)
            makers.number = count(500)  # the hall has organisations of its own
            story = Story(session, makers)
            contract = story.in_service()
            for actor, email in ((story.owner, OWNER), (story.firm, FIRM)):
                named = {"email": email, "email_key": email, "password_hash": HASHED}
                mine = Person.id == actor.person_id
                session.execute(update(Person).where(mine).values(**named))
            session.commit()
            hall.contract, hall.title = f"/contracts/{contract.id}", contract.request.title
            hall.owner_page = f"/owners/{contract.owner_id}"
            hall.firm_page = f"/directory/{story.directory_firm.id}"
            db.session.remove()
        yield hall


def test_silence_has_consequences(hall, visit, locale):
    owner, firm, anybody = visit(locale), visit(locale), visit(locale)
    an_extension_meets_silence(hall, firm)
    the_work_meets_silence(hall, owner, firm)
    ratings_are_blind_until_both_wrote(hall, owner, firm, anybody)
    the_owner_is_told_to_pay(hall, owner)
    late_payment_is_counted(hall, owner, anybody)
    assert hall.faults == []


def an_extension_meets_silence(hall, firm):
    """Two working days without an answer are a no; the day of delivery stays."""
    firm.signs_in(FIRM)
    firm.opens(hall.contract)
    firm.presses("Propose a change")
    firm.page.locator("#cause").select_option("firm")
    firm.fills("What happened, and why it needs this change", "连续降雨，外业推迟。")
    firm.page.locator("#days_1").fill("15")
    firm.fills("Present password", PASSWORD)
    firm.presses("Sign and propose the change")
    firm.sees("The change is proposed")
    hall.at("2026-03-05T00:00+08:00")
    firm.signs_in(FIRM)
    firm.opens(hall.contract)
    firm.sees("Refused by rule: no answer in time")
    assert firm.own("2026年3月16日", "16 March 2026") in firm.text()


def the_work_meets_silence(hall, owner, firm):
    """Delivered on the last day; reminded after three working days, accepted after five."""
    hall.at("2026-03-16T16:00+08:00")
    firm.at_desk(FIRM, "Deliver the work")
    firm.presses("Deliver the work")
    firm.attaches("The work and its annexes", "report.pdf", pdf("report"))
    firm.presses("Deliver")
    hall.at("2026-03-20T00:00+08:00")
    owner.signs_in(OWNER)
    owner.opens("/notices")
    assert owner.part(REMINDER, title=hall.title, check_due="|") in owner.text()
    hall.at("2026-03-24T00:00+08:00")
    owner.signs_in(OWNER)
    owner.opens(hall.contract)
    owner.sees("Accepted by rule: the owner did not answer in time.")


def ratings_are_blind_until_both_wrote(hall, owner, firm, anybody):
    is_rated_by(firm, FIRM, "2, poor", BLAME)
    for reader, path in ((owner, hall.contract), (anybody, hall.owner_page)):
        reader.opens(path)
        reader.does_not_see(BLAME)
    is_rated_by(owner, OWNER, "4, good", PRAISE)
    hall.turn()
    for path, text in ((hall.owner_page, BLAME), (hall.firm_page, PRAISE)):
        anybody.opens(path)
        assert text in anybody.text()


def the_owner_is_told_to_pay(hall, owner):
    """Thirty days after the acceptance; until then nothing is late."""
    owner.at_desk(OWNER, "Pay for accepted work")
    owner.opens(hall.contract)
    assert owner.part("To be paid by %(day)s.", day="|") in owner.text()
    assert owner.own("2026年4月23日", "23 April 2026") in owner.text()


def late_payment_is_counted(hall, owner, anybody):
    hall.at("2026-04-24T00:00+08:00")
    assert paid_late(hall, anybody) == ["1", "1", "1"]
    hall.at("2026-04-27T09:00+08:00")
    owner_pays(owner)
    hall.turn()
    hall.at("2026-05-11T09:00+08:00")
    assert paid_late(hall, anybody) == ["1", "1", "0"]
    owner.signs_in(OWNER)
    owner.opens("/desk")
    owner.does_not_see(owner.word("Pay for accepted work"))


def paid_late(hall, anybody):
    """What fell due, what of it was late, what of that is still unpaid."""
    anybody.opens(hall.owner_page)
    anybody.sees("Payment record, twelve months")
    rows = ("Payments that fell due", "Paid late, or not at all", "Of these still unpaid")
    list_of = anybody.page.locator(".govuk-summary-list__row")
    told = [list_of.filter(has_text=anybody.word(row)).locator("dd").first for row in rows]
    return [one.inner_text().strip() for one in told]


def owner_pays(owner):
    """By bank, with proof; the firm's silence confirms it."""
    owner.at_desk(OWNER, "Pay for accepted work")
    owner.fills("Amount transferred", "9.8万")
    owner.dates("Day of the transfer", 2026, 4, 27)
    owner.fills("The bank's number of the transfer", "B-1")
    owner.attaches("Proof", "receipt.pdf", pdf("receipt"))
    owner.presses("Record the transfer")
