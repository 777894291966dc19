"""From a draft to the ratings: signed, an extension refused, delivered, a silent owner."""

from datetime import datetime

import pytest
from sqlalchemy import select

from marketplace.accounts.states import Kind
from marketplace.contracts import operations
from marketplace.core.act import CLOCKWORK, Role, writing
from marketplace.core.database import db
from marketplace.core.money import Money
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import Method, State
from marketplace.selection.models import Award
from tests.browser.hall import MORNING, PASSWORD, opened
from tests.browser.paper import pdf
from tests.browser.story.working import is_rated_by

OWNER, FIRM = "owner@example.org", "firm@example.org"
ITEM, TITLE, NUMBER = "S15", "阀门厂环境影响报告", "XQ-2026-000021"
REMINDER = "The work for “%(title)s” counts as accepted unless you answer by %(check_due)s."


@pytest.fixture
def hall(tmp_path):
    """An award that nobody objected to; the contract is drafted."""
    with opened(tmp_path) as hall:
        house = hall.organisation(Kind.COMPANY, 41, "涪川阀门厂", "Fuchuan Valve Works")
        owner = hall.person(OWNER, Role.OWNER, house)
        house = hall.organisation(Kind.INTERMEDIARY, 42, "涪川环科", "Fuchuan Envitech")
        firm = hall.person(FIRM, Role.INTERMEDIARY, house)
        hall.admitted(firm, hall.operator, ITEM)
        with hall.app.app_context(), writing(db.session(), CLOCKWORK) as act:
            operations.draft(act, awarded(act, owner, firm))
        hall.turn()
        yield hall


def awarded(act, owner, firm):
    at = datetime.fromisoformat(MORNING)
    item = act.session.scalar(select(ServiceItem.id).where(ServiceItem.code == ITEM))
    request = Request(
        number=NUMBER, title=TITLE, owner_id=owner.organisation_id, item_id=item, scope="全厂区。",
        method=Method.SEALED_PRICE, state=State.AWARDED, drafted_at=at, awarded_at=at,
        rule_set_id=act.session.scalar(select(RuleSet.id)),
    )  # fmt: skip
    act.session.add(request)
    act.session.flush()
    award = Award(request_id=request.id, firm_id=firm.organisation_id, decided_at=at)
    award.price, award.days = Money(98_000_00, "CNY"), 10
    act.session.add(award)
    act.session.flush()
    return award


def test_from_the_contract_to_the_ratings(hall, visit, locale):
    owner, firm = visit(locale), visit(locale)
    both_sign(hall, owner, firm)
    an_extension_is_refused(owner, firm)
    the_work_is_accepted_by_silence(hall, owner, firm)
    both_rate(hall, owner, firm)
    assert not hall.faults


def both_sign(hall, owner, firm):
    """The owner on the first day, the firm on the tenth and last; both with their password."""
    owner.at_desk(OWNER, "Sign the contract")
    signs(owner, "Sign the contract", "Sign for my side")
    owner.sees("You have signed the contract")
    hall.at("2026-03-16T16:00+08:00")
    firm.at_desk(FIRM, "Sign the contract")
    signs(firm, "Sign and conclude the contract", "Conclude the contract")
    firm.sees("The contract is concluded")
    firm.follows("To the contract")
    firm.follows("Check the signatures")
    firm.sees("The paper is unchanged", "The signature holds")
    hall.turn()


def signs(person, verb, button):
    person.presses(verb)
    person.presses(button)
    person.sees("There is a problem")
    person.fills("Present password", PASSWORD)
    person.presses(button)


def an_extension_is_refused(owner, firm):
    firm.follows_name(f"HT-{NUMBER}")
    firm.presses("Propose a change")
    firm.page.locator("#cause").select_option("firm")
    firm.fills("What happened, and why it needs this change", "连续降雨。")
    firm.page.locator("#days_1").fill("15")
    firm.fills("Present password", PASSWORD)
    firm.presses("Sign and propose the change")
    firm.sees("The change is proposed")
    owner.at_desk(OWNER, "Answer the proposed change of a contract")
    owner.presses("Refuse the proposed change")
    owner.fills("Reason", "工期应当保证。")
    owner.presses("Refuse the change")
    owner.sees("The change is refused")


def the_work_is_accepted_by_silence(hall, owner, firm):
    """A reminder after three working days, accepted by rule after five."""
    hall.at("2026-03-20T10:00+08:00")
    firm.at_desk(FIRM, "Deliver the work")
    firm.presses("Deliver the work")
    firm.attaches("The work and its annexes", "report.pdf", pdf("report"))
    firm.presses("Deliver")
    hall.at("2026-03-26T00:00+08:00")
    owner.signs_in(OWNER)
    owner.opens("/notices")
    assert owner.part(REMINDER, title=TITLE, check_due="|") in owner.text()
    hall.at("2026-03-28T00:00+08:00")
    owner.signs_in(OWNER)
    owner.opens("/contracts/")
    owner.follows_name(TITLE)
    owner.sees("Accepted by rule: the owner did not answer in time.")


def both_rate(hall, owner, firm):
    for person, email in ((owner, OWNER), (firm, FIRM)):
        is_rated_by(person, email)
    hall.turn()
    firm.opens("/contracts/")
    firm.follows_name(TITLE)
    firm.sees("Ratings")
