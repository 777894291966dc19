"""Penalties and what they do to a firm's standing."""

from datetime import date

import pytest

from marketplace.core.act import CLOCKWORK, Act, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.directory import operations, queries
from marketplace.directory.queries import checks
from marketplace.directory.states import PenaltyKind, Standing

UNTIL = date(2026, 3, 31)


def take(town, its, at="2026-03-02T12:00+08:00"):
    now = town.act(at=at).now
    return queries.may_take(town.session, its.firm.organisation_id, town.item.id, None, now)


def test_a_suspension_is_public_and_ends_by_itself(town):
    its = town.admitted()
    act = town.act(town.regulator)
    penalty = operations.suspend(act, its.firm, reason="Two late reports", until=UNTIL)
    assert its.firm.standing is Standing.SUSPENDED
    assert queries.matching(town.session, town.item.id) == []
    assert "until 2026-03-31: Two late reports" in take(town, its)
    assert take(town, its, "2026-04-01T00:00+08:00") is None
    after = town.act(CLOCKWORK, at="2026-04-01T00:00+08:00")
    assert checks.due_penalties(town.session, after.now) == [penalty]
    operations.end_penalty(after, penalty)
    assert its.firm.standing is Standing.GOOD
    with pytest.raises(WrongStateError):
        operations.end_penalty(after, penalty)


def test_a_warned_firm_goes_on_working(town):
    its = town.admitted()
    operations.warn(town.act(town.regulator), its.firm, reason="Late once")
    assert its.firm.standing is Standing.WARNED
    assert take(town, its) is None
    assert queries.matching(town.session, town.item.id) == [its.firm.organisation_id]


def test_an_expelled_firm_does_not_come_back(town):
    its = town.admitted()
    operations.expel(town.act(town.regulator), its.firm, reason="Forged seals")
    assert "expelled" in take(town, its)
    operations.leave(town.act(its.actor), its.firm)
    operations.reopen(town.act(its.actor), its.firm)
    with pytest.raises(WrongStateError, match="expelled"):
        operations.apply(town.act(its.actor), its.firm)


@pytest.mark.parametrize("until", [None, date(2027, 3, 4), date(2026, 3, 1)])
def test_a_suspension_has_an_end_within_twelve_months(town, until):
    its = town.admitted()
    with pytest.raises(BadInputError) as refusal:
        operations.suspend(town.act(town.regulator), its.firm, reason="Late", until=until)
    assert refusal.value.field == "until"


def test_only_the_regulator_of_its_services_may(town):
    its = town.admitted()
    for role, actor in town.make.every_role().items():
        with pytest.raises(NotAllowedError):
            operations.warn(town.act(actor), its.firm, reason=str(role))


def test_a_complaint_that_is_upheld_may_whoever_decides(town, make):
    its = town.admitted()
    actor = make.actor(Role.REGULATOR)
    act = Act(town.session, actor, town.act().now, ("complaints.uphold",))
    given = {"complaint_id": 7, "department_id": town.department.id}
    penalty = operations.suspend(act, its.firm, reason="Upheld", until=UNTIL, **given)
    assert (penalty.kind, penalty.department_id) == (PenaltyKind.SUSPENSION, town.department.id)


def test_a_firm_works_where_it_says(town):
    its = town.admitted()
    elsewhere = queries.choices(town.session).areas[1][0]
    organisation, item = its.firm.organisation_id, town.item.id
    now = town.act().now
    assert "area" in queries.may_take(town.session, organisation, item, elsewhere, now)
    assert "admitted" in queries.may_take(town.session, 10**6, item, None, now)
