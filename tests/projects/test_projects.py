"""The project library."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.projects import operations, queries, rules
from marketplace.projects.models import Project
from tests.market import PROJECT

TODAY, BEFORE, LATER = date(2026, 3, 2), date(2026, 2, 27), date(2026, 3, 3)


@pytest.mark.parametrize("typed", ["2026-510701-48-01-123456", " ２０２６–510701—48-01-123456 "])
def test_the_code_is_understood_as_typed(typed):
    code = rules.tidy_code(typed)
    assert code == "2026-510701-48-01-123456"
    assert rules.code_is_well_formed(code)


@pytest.mark.parametrize("code", ["", "2026-51070-48-01-123456", "2026-510701-48-01-1234567"])
def test_other_codes_are_refused(market, code):
    with pytest.raises(BadInputError, match="unified project code"):
        market.project(code=code)


def test_a_code_is_entered_once(market):
    project = market.project()
    with pytest.raises(BadInputError, match="already"):
        market.project(code=project.code)
    act = market.act(market.owner)
    operations.revise(act, project, terms=replace(PROJECT, code=project.code, name="New"))
    assert project.name == "New"


def test_matters_are_picked_once_and_unpicked_while_nothing_stands_on_them(market):
    project, act = market.project(), market.act(market.owner)
    operations.pick(act, project, matter=[market.matter.id, 999])
    (need,) = project.needs
    operations.unpick(act, need)
    assert project.needs == []
    request = market.draft()
    with pytest.raises(WrongStateError, match="stands on"):
        operations.unpick(act, request.project.needs[0])


@pytest.mark.parametrize(
    ("applied", "decided", "field"),
    [(LATER, None, "applied_at"), (None, BEFORE, "decided_at"), (TODAY, BEFORE, "decided_at")],
)
def test_days_that_cannot_be(market, applied, decided, field):
    (need,), act = market.project().needs, market.act(market.owner)
    with pytest.raises(BadInputError) as refused:
        operations.note(act, need, applied_at=applied, decided_at=decided)
    assert refused.value.field == field


def test_days_are_noted(market):
    (need,), act = market.project().needs, market.act(market.owner)
    operations.note(act, need, applied_at=BEFORE, decided_at=TODAY)
    assert need.applied_at.isoformat() == "2026-02-26T16:00:00+00:00"


def test_only_its_owner_changes_a_project_and_nobody_an_archived_one(market, make):
    project = market.project()
    for actor in make.every_role().values():
        with pytest.raises(NotAllowedError):
            operations.archive(market.act(actor), project)
    operations.archive(market.act(market.owner), project)
    with pytest.raises(NotAllowedError):
        operations.pick(market.act(market.owner), project, matter=[])


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_who_sees_a_project(market, look, make, locale):
    project = market.project()
    seen = {Role.OPERATOR, Role.REGULATOR, Role.AUDITOR, Role.CLERK, Role.SPECIALIST}
    for role, actor in make.every_role().items():
        status = 200 if role in seen else 303 if role is Role.STRANGER else 403
        look(f"/projects/{project.id}", actor, status, locale)
    page = look(f"/projects/{project.id}", market.owner, locale=locale)
    assert market.item.name_zh in page or market.item.name_en in page


def test_the_owner_enters_and_picks_in_the_browser(market, look, send, session):
    look("/projects", market.owner)
    look("/projects/enter", market.owner)
    fields = {"code": "2026-510701-48-01-777777", "name": "Bridge", "kind": "road",
              "area_id": market.area.id, "address": "Road 1", "investment": "1.2亿"}  # fmt: skip
    assert (
        "comma" in send("/projects/enter", market.owner, 422, **fields | {"investment": "1,2"}).text
    )
    place = send("/projects/enter", market.owner, **fields).location
    made = session.query(Project).one()
    assert made.investment.minor == 12_000_000_000
    assert market.matter.code in look(place, market.owner)
    send(place, market.owner, matter=[market.matter.id])
    session.expire_all()
    (need,) = made.needs
    note = f"/projects/{made.id}/matters/{need.id}/note"
    look(note, market.owner)
    send(note, market.owner, applied_at="2026-02-27", decided_at="")
    send(f"/projects/{made.id}/matters/{need.id}/unpick", market.owner, 409)
    look(f"/projects/{made.id}/revise", market.owner)
    send(f"/projects/{made.id}/archive", market.owner)


def test_the_library_is_listed_by_pages(market):
    made = [market.project() for _ in range(21)]
    first = queries.library(market.session, market.owner)
    second = queries.library(market.session, market.owner, first.next)
    assert [row.id for row in (*first.rows, *second.rows)] == [p.id for p in reversed(made)]


def test_an_archived_project_is_taken_up_again_by_its_owner(market, send, look):
    project = market.project()
    market.session.commit()
    path = f"/projects/{project.id}"
    send(f"{path}/archive", market.owner)
    assert "Take this project up again" in look(path, market.owner)
    send(f"{path}/restore", market.owner)
    assert "Archive this project" in look(path, market.owner)
    send(f"{path}/restore", market.owner, 409)
    send(f"{path}/restore", market.operator, 403)
