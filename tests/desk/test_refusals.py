"""Who is refused reads who may instead, never the name of a permission."""

import pytest

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.contracts.models import Contract
from marketplace.core.act import CLOCKWORK, STRANGER, Actor, Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.policy import PERMISSIONS, demand
from marketplace.directory.models import Firm
from marketplace.risk.models import Signal
from marketplace.selection.models import Objection
from tests.market import MONDAY


@pytest.mark.parametrize("role", sorted(Role))
def test_no_refusal_shows_a_raw_permission(app, role):
    actor, seen = Actor(0, 0, role), 0
    for name, permit in PERMISSIONS.items():
        if role not in {clause for clause, _ in permit.clauses}:
            with pytest.raises(NotAllowedError) as refused:
                demand(actor, name)
            assert name not in str(refused.value.rule)
            seen += 1
    assert seen


def things(market):
    """One of each thing that a department answers for."""
    request = market.open()
    market.firm()
    yield "contracts.end", Contract(item=market.item)
    yield "selection.uphold", Objection(request=request)
    yield "directory.warn", market.session.query(Firm).first()
    signal = Signal(request=request, kind="k", family="price", flagged=True, n=1, text="",
                    details={}, computed_at=market.act(CLOCKWORK, MONDAY).now)  # fmt: skip
    yield "risk.mark", market.add(signal)


def test_a_regulator_of_another_department_reads_which_one_it_is(market):
    competent = market.session.get(Organisation, market.regulator.organisation_id).name_en
    other = market.actor(Role.REGULATOR, Kind.DEPARTMENT)
    for permission, thing in things(market):
        demand(market.regulator, permission, thing)
        with pytest.raises(NotAllowedError) as refused:
            demand(other, permission, thing)
        assert competent in str(refused.value.rule), permission


@pytest.mark.parametrize("verb", ["set_rules", "set_day", "load_years"])
def test_only_administrators_of_the_operator_change_what_binds_all(app, verb):
    demand(Actor(1, 1, Role.OPERATOR, is_admin=True), f"desk.{verb}")
    for actor in (Actor(1, 1, Role.OPERATOR), STRANGER):
        with pytest.raises(NotAllowedError):
            demand(actor, f"desk.{verb}")


def test_the_page_of_a_refusal_says_it_in_the_readers_language(look, make):
    clerk = make.actor(Role.CLERK)
    assert "此操作由以下角色办理：项目业主" in look("/projects/enter", clerk, 403, locale="zh")
    assert "This is done by: Project owner" in look("/projects/enter", clerk, 403)
