"""Merit: criteria before any offer, two evaluators alone, prices last, everything on the result."""

import pytest

from marketplace.core.database import db
from marketplace.requests.models import Request
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from tests.browser.hall import opened
from tests.browser.story.market import everybody, market_in, somebody
from tests.browser.story.offering import ALL_FEES
from tests.market import CLOSING, Market, offer_of
from tests.merited import PLAN, Merits

WHAT_COUNTS = "步骤与现场条件相符，时间安排可行"
WHO_COUNTS = "谁来做，持有哪些证书"
MY_PLAN = (
    "第一周踏勘并核对红线图，第二周外业测量并布设控制点，第三周内业成图、编写报告并送审，"
    "全程每日向业主报告一次进度。"
)
NO_TIE = "I have read the names of the firms. I am tied to none of them, or say so here."
WHY = "步骤写得具体，人员到位。"
POINTS = ((90, 90), (50, 60))
PRICES = ("90,000", "80,000")
SCORING = "2026-03-06T10:00+08:00"


@pytest.fixture
def hall(tmp_path):
    """A draft that goes by merit, an owner of two people, two firms."""
    with opened(tmp_path) as hall:
        with market_in(hall) as market:
            draft = market.draft(method=Method.MERIT)
            hall.request, hall.asked = draft.id, f"/requests/{draft.id}"
            hall.evaluators = everybody(market, Merits(market).evaluators)
            firms = [market.firm() for _ in PRICES]
            hall.firms, hall.second = everybody(market, firms), firms[1]
            hall.helper = somebody(market, market.operator)
        yield hall


def test_the_best_plan_wins(hall, visit, locale):
    owner, colleague, anybody = visit(locale), visit(locale), visit(locale)
    owner_says_what_is_weighed(hall, owner)
    operator_publishes(hall, visit(locale))
    criteria_are_public(hall, anybody)
    two_offer(hall, visit(locale))
    plans_open_and_prices_stay_sealed(hall, anybody)
    scores(hall, owner, 0)
    a_sheet_is_nobody_elses(hall, anybody)
    scores(hall, colleague, 1)
    all_is_told(hall, anybody)
    assert hall.faults == []


def owner_says_what_is_weighed(hall, owner):
    """Weights that do not add up are refused; so is handing in without people to score."""
    owner.signs_in(hall.evaluators[0].email)
    owner.opens(hall.asked)
    owner.presses("Terms of the method")
    weighs(owner, 60)
    owner.sees("The weights add up to %(sum)s; they must add up to 100.", sum=110)
    weighs(owner, 50)
    owner.presses("Hand in for check")
    owner.presses("Hand in")
    owner.sees("Name at least %(n)s evaluators first.", n=2)
    owner.opens(hall.asked)
    owner.presses("Name the evaluators")
    for box in owner.page.get_by_role("checkbox").all():
        box.check()
    owner.presses("Name them")
    owner.presses("Hand in for check")
    owner.presses("Hand in")
    hall.turn()


def weighs(owner, plan):
    owner.fills("Weight of the plan of the work", str(plan))
    owner.fills("Plan of the work: what counts", WHAT_COUNTS)
    owner.fills("Weight of the people who do it", "20")
    owner.fills("People who do it: what counts", WHO_COUNTS)
    owner.fills("Weight of the price", "30")
    owner.presses("Keep the terms")


def operator_publishes(hall, operator):
    operator.at_desk(hall.helper.email, "Check a request")
    operator.presses("Publish")
    operator.presses("Publish")
    hall.turn()


def criteria_are_public(hall, anybody):
    """Before anybody has offered; who scores is named with the result."""
    anybody.opens(hall.asked)
    anybody.sees("What is weighed", "Prices stay sealed until all scores are in")
    shown = anybody.text()
    assert WHAT_COUNTS in shown
    assert WHO_COUNTS in shown


def two_offer(hall, firm):
    """One by the page, in two envelopes; the other without it."""
    firm.signs_in(hall.firms[0].email)
    firm.opens(hall.asked)
    firm.presses("Make an offer")
    firm.fills("Price", "9万")
    firm.fills("Working days you need", "15")
    firm.fills("Your plan", MY_PLAN)
    firm.ticks(ALL_FEES)
    firm.presses("Seal the offer")
    firm.sees("Your offer is sealed.")
    with hall.app.app_context():
        market = Market(db.session())
        request = market.session.get(Request, hall.request)
        selection.offer(market.act(hall.second), request, terms=offer_of(80_000, plan=PLAN))
        market.session.commit()
        db.session.remove()


def plans_open_and_prices_stay_sealed(hall, anybody):
    hall.at(CLOSING)
    anybody.opens(f"{hall.asked}/result")
    told = "Plans are being scored until %(moment)s; all scores are published with the result."
    assert anybody.part(told, moment="|") in anybody.text()
    anybody.does_not_see(*PRICES, MY_PLAN, PLAN)


def scores(hall, evaluator, no):
    """He sees plans and no price, and nothing of what another gave."""
    hall.at(SCORING)
    evaluator.at_desk(hall.evaluators[no].email, "Score the plans")
    evaluator.sees("Sheets handed in: %(done)s of %(all)s. Nobody sees another's points before "
                   "the scoring is over.", done=no, all=2)  # fmt: skip
    evaluator.presses("Declare ties, then score")
    evaluator.ticks(NO_TIE)
    evaluator.presses("Declare")
    for points in POINTS:
        evaluator.follows("Read the plan and score")
        evaluator.does_not_see(*PRICES, WHY)
        gives(evaluator, points)
    evaluator.presses("Hand in your sheet")
    evaluator.presses("Hand in your sheet")


def gives(evaluator, points):
    for aspect, worth in zip(("Plan of the work", "People who do it"), points, strict=True):
        asked = "%(aspect)s: points from 0 to 100"
        evaluator.fills(evaluator.word(asked, aspect=evaluator.word(aspect)), str(worth))
    evaluator.fills("Why these points", WHY)
    evaluator.presses("Keep the points")


def a_sheet_is_nobody_elses(hall, anybody):
    anybody.page.reload()
    anybody.does_not_see(WHY, *PRICES)


def all_is_told(hall, anybody):
    """The dearer one wins by its plan; both prices, both sheets and both plans are there."""
    hall.turn()
    anybody.page.reload()
    anybody.look()
    anybody.sees("The highest score wins", "A lower score than the winner")
    shown = anybody.text()
    assert anybody.word("Selected: %(firm)s", firm=anybody.own(*hall.firms[0].names)) in shown
    assert [one for one in (*PRICES, "89.67", "67.00") if one not in shown] == []
    assert shown.count(WHY) == 4
