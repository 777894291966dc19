"""Who holds the ball, on the calendar of Spring Festival 2026."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.contracts.states import State as ContractState
from marketplace.core.workdays import Calendar
from marketplace.requests.states import State as RequestState
from marketplace.selection.states import ObjectionState
from marketplace.timelines import rules
from marketplace.timelines.rules import Named, Node, ObjectionSeen, Watch
from marketplace.timelines.states import Holder, Kind
from tests.support import CALENDAR_DATA

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 2, 12, 10, tzinfo=ZONE)  # the Thursday before the holiday
WATCH = Watch(NOW, Calendar.from_data(CALENDAR_DATA), ZONE)
OWNER, FIRM, BUREAU = Named("业主"), Named("机构"), Named("部门")
MIDNIGHT = datetime(2026, 2, 25, tzinfo=ZONE)  # ends the 24th


def node(kind, id=1):
    return Node(kind, id, Named("事"))


def matter(**dates):
    given = {"picked_at": NOW, "applied_at": None, "decided_at": None} | dates
    return rules.MatterSeen(node(Kind.MATTER), BUREAU, OWNER, committed_days=3, **given)


def request(state, objection=None, is_noticed_again=False):
    return rules.RequestSeen(
        node=node(Kind.REQUEST),
        state=state,
        owner=OWNER,
        regulator=BUREAU,
        at=NOW,
        due_at=MIDNIGHT,
        finished_at=None,
        objection=objection,
        is_noticed_again=is_noticed_again,
    )


def contract(state, owner_confirmed=False, **days):
    given = {"due_on": date(2026, 2, 24), "check_due_at": MIDNIGHT, "delivered_at": None}
    return rules.ContractSeen(
        node=node(Kind.CONTRACT),
        state=state,
        owner=OWNER,
        firm=FIRM,
        regulator=BUREAU,
        drafted_at=NOW,
        sign_due_at=MIDNIGHT,
        owner_confirmed=owner_confirmed,
        finished_at=None,
        **(given | days),
    )


def test_a_matter_is_with_its_department_for_the_committed_days():
    entry = rules.of_matter(matter(applied_at=NOW), WATCH)
    assert (entry.holder, entry.holder_name) == (Holder.DEPARTMENT, BUREAU)
    assert (entry.promised, entry.days_left) == (date(2026, 2, 24), 3)  # 13, 14 (worked), 24


def test_a_decided_matter_keeps_how_late_it_was():
    decided = datetime(2026, 2, 26, 9, tzinfo=ZONE)
    entry = rules.of_matter(matter(applied_at=NOW, decided_at=decided), WATCH)
    assert (entry.holder, entry.days_left) == (Holder.NOBODY, -2)


def test_a_matter_not_applied_for_is_the_owners_unless_work_is_on_order():
    waiting = rules.MatterSeen(node(Kind.MATTER), BUREAU, OWNER, 3, NOW, None, None, True)
    assert rules.of_matter(matter(), WATCH).holder == Holder.OWNER
    assert rules.of_matter(waiting, WATCH).holder == Holder.NOBODY


@pytest.mark.parametrize(
    ("state", "holder"),
    [
        (RequestState.DRAFT, Holder.OWNER),
        (RequestState.IN_CHECK, Holder.OPERATOR),
        (RequestState.OPEN, Holder.INTERMEDIARY),
        (RequestState.CLOSED, Holder.OPERATOR),
        (RequestState.OPENED, Holder.OPERATOR),
        (RequestState.SELECTED, Holder.NOBODY),
        (RequestState.AWARDED, Holder.NOBODY),
        (RequestState.FAILED, Holder.OWNER),
        (RequestState.WITHDRAWN, Holder.NOBODY),
        (RequestState.VOID, Holder.NOBODY),
    ],
)
def test_who_holds_a_request(state, holder):
    assert rules.of_request(request(state), WATCH).holder == holder


@pytest.mark.parametrize(
    ("state", "holder"),
    [
        (ObjectionState.RAISED, Holder.OWNER),
        (ObjectionState.ANSWERED, Holder.INTERMEDIARY),
        (ObjectionState.ESCALATED, Holder.DEPARTMENT),
    ],
)
def test_an_objection_has_a_holder_of_its_own(state, holder):
    objection = ObjectionSeen(state, FIRM, MIDNIGHT, MIDNIGHT)
    assert rules.of_request(request(RequestState.SELECTED, objection), WATCH).holder == holder


def test_a_request_noticed_again_is_nobodys():
    entry = rules.of_request(request(RequestState.FAILED, is_noticed_again=True), WATCH)
    assert entry.holder == Holder.NOBODY


@pytest.mark.parametrize(
    ("state", "confirmed", "holder"),
    [
        (ContractState.DRAFTED, False, Holder.OWNER),
        (ContractState.HALF_CONFIRMED, True, Holder.INTERMEDIARY),
        (ContractState.HALF_CONFIRMED, False, Holder.OWNER),
        (ContractState.IN_SERVICE, True, Holder.INTERMEDIARY),
        (ContractState.RETURNED, True, Holder.INTERMEDIARY),
        (ContractState.DELIVERED, True, Holder.OWNER),
        (ContractState.REFERRED, True, Holder.DEPARTMENT),
        (ContractState.ACCEPTED, True, Holder.NOBODY),
        (ContractState.ENDED, True, Holder.NOBODY),
        (ContractState.LAPSED, False, Holder.NOBODY),
    ],
)
def test_who_holds_a_contract(state, confirmed, holder):
    assert rules.of_contract(contract(state, confirmed), WATCH).holder == holder


def test_an_open_request_past_its_closing_is_the_halls():
    late = Watch(MIDNIGHT, WATCH.calendar, ZONE)
    assert rules.of_request(request(RequestState.OPEN), late).holder == Holder.OPERATOR


def test_late_service_is_negative():
    entry = rules.of_contract(contract(ContractState.IN_SERVICE, due_on=date(2026, 2, 9)), WATCH)
    assert entry.days_left == -3


def test_the_most_urgent_ball_comes_first():
    late = contract(ContractState.IN_SERVICE, due_on=date(2026, 2, 9))
    entries = [rules.of_matter(matter(), WATCH), rules.of_contract(late, WATCH)]
    assert [ball.holder for ball in rules.balls(entries)] == [Holder.INTERMEDIARY, Holder.OWNER]


def test_a_year_without_a_calendar_shows_no_days():
    far = Watch(datetime(2040, 1, 2, tzinfo=ZONE), WATCH.calendar, ZONE)
    entry = rules.of_matter(matter(applied_at=far.now), far)
    assert (entry.promised, entry.days_left) == (None, None)


def test_the_order_is_that_of_time():
    later = rules.of_matter(matter(picked_at=NOW + timedelta(days=1)), WATCH)
    sooner = rules.of_request(request(RequestState.OPEN), WATCH)
    assert rules.in_order([later, sooner]) == [sooner, later]
