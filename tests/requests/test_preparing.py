"""From a plan to drafts, with closing dates counted backwards."""

import pytest
from sqlalchemy import select

from marketplace.core.act import Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.rulesets import Rules
from marketplace.matters import operations as matters
from marketplace.matters import queries as catalogue
from marketplace.projects import operations as projects
from marketplace.requests import operations, queries
from marketplace.requests.models import Request
from marketplace.requests.rules.planning import turns
from marketplace.requests.states import State
from tests.matters.conftest import APPROVALS
from tests.matters.guiding import EXAMPLES


@pytest.fixture
def owner(market):
    matters.take_in(market.act(market.operator), None, folder=APPROVALS)
    market.session.commit()
    return market.owner


@pytest.fixture
def plan(market, owner):
    guidance = catalogue.guidance(market.session)
    draft = projects.Draft(EXAMPLES["X01"]["answers"], guidance, "Workshop")
    made = projects.save(market.act(owner), market.project(owner), draft=draft)
    market.session.commit()
    return made


def test_what_is_needed_later_may_close_later():
    rules = Rules(request_check_days=1, offer_days=3, objection_days=3, contract_days=10)
    nodes = [
        {"code": "S1", "days": 10, "start": 0, "finish": 10, "waits_for": []},
        {"code": "S2", "days": 4, "start": 0, "finish": 4, "waits_for": []},
        {"code": "M1", "days": 5, "start": 10, "finish": 15, "waits_for": ["S1", "S2"]},
    ]
    found = turns(nodes, rules)
    assert (found["S1"].closes, found["S1"].needed) == (4, 27)
    assert (found["S2"].closes, found["S2"].needed) == (10, 27)


def test_all_drafts_at_once_and_none_twice(market, plan, owner, send, look):
    page = look(f"/plans/{plan.id}", owner)
    begun = [one for one in queries.planned(market.session, plan, market.act(owner).now)
             if one.may_begin]  # fmt: skip
    assert len(begun) >= 6
    assert f"Create all {len(begun)} requests" in page
    send(f"/requests/prepare?plan={plan.id}", owner)
    send(f"/requests/prepare?plan={plan.id}", owner)
    made = market.session.scalars(select(Request)).all()
    assert {row.item.code for row in made} == {one.item.code for one in begun}
    assert all(row.state is State.DRAFT and row.closes_at and row.scope for row in made)
    assert "Create all" not in look(f"/plans/{plan.id}", owner, locale="zh")


def test_one_draft_is_begun_by_its_button(market, plan, owner, send):
    send(f"/requests/prepare?plan={plan.id}", owner, item="S28")
    (made,) = market.session.scalars(select(Request))
    assert (made.item.code, made.matter.code) == ("S28", "M331")
    assert made.days_wanted == made.item.days_typical
    operations.submit(market.act(owner, "2026-03-02T13:00+08:00"), made)


def test_the_departments_own_work_is_nobodys_request(market, plan, owner):
    found = queries.planned(market.session, plan, market.act(owner).now)
    assert all(one.item.obligation != "department_commissions_and_pays" for one in found)


def test_strangers_to_the_plan_see_no_button_and_have_none(market, plan, make, look, send):
    regulator = make.actor(Role.REGULATOR)
    assert "From the plan to requests" not in look(f"/plans/{plan.id}", regulator)
    send(f"/requests/prepare?plan={plan.id}", make.actor(Role.OWNER), 403)
    with pytest.raises(NotAllowedError):
        operations.prepare(market.act(regulator), plan.project, plan=plan.id, orders=[])


def test_a_plan_without_a_project_asks_for_one_first(market, owner, send, look):
    guidance = catalogue.guidance(market.session)
    draft = projects.Draft(EXAMPLES["X08"]["answers"], guidance, "Shop")
    alone = projects.save(market.act(owner), None, draft=draft)
    market.session.commit()
    assert "Say first for which project" in look(f"/plans/{alone.id}", owner)
    send(f"/requests/prepare?plan={alone.id}", owner, 400)
