"""Who may, and who may not. The operator decides nothing."""

import pytest

from marketplace.accounts.models import Membership
from marketplace.accounts.states import Kind
from marketplace.complaints import operations
from marketplace.complaints.states import Measure
from marketplace.core.act import Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.policy import PERMISSIONS, may
from tests.complaints.conftest import FRIDAY
from tests.market import BEGAN

DECIDING = ("accept", "refuse", "extend", "uphold", "dismiss")
VERBS = (*DECIDING, "file", "answer", "withdraw", "flag")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", [Role.OPERATOR, Role.CLERK, Role.AUDITOR, Role.STRANGER])
def test_these_do_nothing(verb, role):
    assert PERMISSIONS[f"complaints.{verb}"].says(role) == "-"


@pytest.mark.parametrize("verb", DECIDING)
def test_only_the_department_decides(sides, verb):
    complaint = sides.file()
    other = sides.service()  # keeps its own regulator
    assert other.regulator_id == sides.regulator.organisation_id
    assert may(sides.regulator, f"complaints.{verb}", complaint)
    for actor in (sides.owner, sides.winner, sides.loser, sides.operator, another(sides)):
        assert not may(actor, f"complaints.{verb}", complaint)


def another(sides):
    return sides.actor(Role.REGULATOR, Kind.DEPARTMENT)


def test_a_regulator_who_serves_a_side_does_not_decide(sides):
    complaint, judge = sides.file(), sides.regulator
    side = {"organisation_id": sides.winner.organisation_id, "role": Role.INTERMEDIARY}
    sides.add(Membership(person_id=judge.person_id, began_at=BEGAN, **side))
    with pytest.raises(NotAllowedError):
        operations.accept(sides.act(judge, FRIDAY), complaint)


def test_only_the_other_side_answers(sides):
    complaint = sides.accepted()
    for actor in (sides.owner, sides.loser, sides.regulator, sides.operator):
        with pytest.raises(NotAllowedError):
            operations.answer(sides.act(actor, FRIDAY), complaint, answer="No.")


def test_only_the_complainant_withdraws(sides):
    complaint = sides.file()
    for actor in (sides.winner, sides.loser, sides.regulator, sides.operator):
        with pytest.raises(NotAllowedError):
            operations.withdraw(sides.act(actor, FRIDAY), complaint)


def test_the_operator_upholds_nothing(sides):
    with pytest.raises(NotAllowedError):
        operations.uphold(
            sides.act(sides.operator, "2026-03-20T10:00+08:00"),
            sides.accepted(),
            reason="Because.",
            measure=Measure.NONE,
        )
