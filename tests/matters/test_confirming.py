"""What departments stand by, and what decided cases say, as the operations keep it."""

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import history
from marketplace.matters import operations
from marketplace.matters.models import Matter, Requirement

ARTICLE = "环境影响评价法第十六条"
FIGURES = operations.Actuals(7, 4.5, 1, 5, 7, (("图纸缺章", 3), ("面积不一致", 1)))


@pytest.fixture
def row(catalogue, session):
    of_matter = select(Requirement).join(Requirement.matter).where(Matter.code == "M117")
    return session.scalars(of_matter).first()


@pytest.fixture
def regulator(make, row):
    return make.actor(Role.REGULATOR, row.matter.department)


def confirm(act, row, article=ARTICLE, since=date(2003, 9, 1)):
    operations.confirm(act, row, article=article, since=since)


def test_nothing_is_confirmed_by_itself(catalogue, session):
    rows = session.scalars(select(Requirement)).all()
    assert {(r.article, r.since, r.confirmed_at, r.confirmed_by_id) for r in rows} == {
        ("", None, None, None)
    }


def test_the_department_in_charge_confirms(act, row, regulator, session):
    confirm(act(regulator), row, article=f" {ARTICLE} ")
    assert (row.article, row.since) == (ARTICLE, date(2003, 9, 1))
    assert row.confirmed_by_id == regulator.organisation_id
    (fact,) = history(session, "requirements", row.id)
    assert (fact.name, fact.data["since"]) == ("matters.confirm", "2003-09-01")


@pytest.mark.parametrize("role", [Role.REGULATOR, Role.OWNER, Role.OPERATOR, Role.AUDITOR])
def test_nobody_else_confirms(act, make, row, role):
    with pytest.raises(NotAllowedError):
        confirm(act(make.actor(role)), row)


@pytest.mark.parametrize(
    ("terms", "words"),
    [({"article": " "}, "article"), ({"since": date(2026, 3, 3)}, "not come yet")],
)
def test_an_empty_article_and_a_day_to_come_are_refused(act, row, regulator, terms, words):
    with pytest.raises(BadInputError, match=words):
        confirm(act(regulator), row, **terms)


def test_what_is_retired_is_not_confirmed(act, row, regulator):
    row.matter.is_active = False
    with pytest.raises(WrongStateError):
        confirm(act(regulator), row)


def test_a_changed_row_is_no_longer_confirmed(act, row, regulator, books, take_in, session):
    confirm(act(regulator), row)
    take_in()
    assert row.confirmed_at
    books.matters["M117"]["service_items"][0]["obligation"] = "applicant_may_self_prepare"
    take_in(books.write())
    session.refresh(row)
    assert (row.confirmed_at, row.confirmed_by_id, row.article) == (None, None, ARTICLE)


def test_actual_figures_are_the_clocks_alone(act, make, row):
    operations.book_actuals(act(), row.matter, figures=FIGURES)
    assert (row.matter.actual_n, row.matter.actual_median_days) == (7, 4.5)
    assert row.matter.top_reasons[0] == {"text": "图纸缺章", "n": 3}
    for role in (Role.REGULATOR, Role.OPERATOR, Role.CLERK):
        with pytest.raises(NotAllowedError):
            operations.book_actuals(act(make.actor(role)), row.matter, figures=FIGURES)
