"""Taking in a catalogue: all of it or nothing, and twice is once."""

import pytest
from sqlalchemy import func, select

from marketplace.accounts.models import Organisation
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.facts import history
from marketplace.core.words import GATHERERS, Stale
from marketplace.matters import operations
from marketplace.matters.models import Material, Matter, Requirement, ServiceItem, Stage
from marketplace.matters.rules.faults import CatalogueError
from tests.matters.conftest import APPROVALS


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def matter(session, code):
    return session.scalars(select(Matter).filter_by(code=code)).one()


def test_everything_is_taken_in(catalogue, session):
    tables = Stage, Matter, ServiceItem, Material, Requirement
    assert [count(session, table) for table in tables] == [5, 116, 60, 259, 88]
    assert len(catalogue.added) == 37 + 5 + 116 + 60 + 1
    assert catalogue.unchanged == tuple(f"calendar {year}" for year in range(2024, 2028))
    assert matter(session, "M101").department.name_en == "Natural Resources and Planning Bureau"


def test_the_same_catalogue_twice_changes_nothing(catalogue, take_in, session):
    before = count(session, Organisation)
    again = take_in()
    assert (again.added, again.changed, again.retired) == ((), (), ())
    assert len(again.unchanged) == 37 + 5 + 116 + 60 + 4 + 1
    assert count(session, Organisation) == before


def test_a_changed_row_is_changed_and_a_missing_one_retired(catalogue, take_in, books, session):
    books.matters["M102"]["committed_days"] = 3
    books.matters["M103"]["materials"].pop()
    books.drop("M416")
    report = take_in(books.write())
    assert report.changed == ("matter M102", "matter M103")
    assert report.retired == ("matter M416",)
    assert matter(session, "M102").committed_days == 3
    assert not matter(session, "M416").is_active


def test_a_retired_matter_comes_back(catalogue, take_in, books, session):
    books.drop("M416")
    take_in(books.write())
    assert take_in().changed == ("matter M416",)
    assert matter(session, "M416").is_active


def test_a_bad_catalogue_changes_nothing(catalogue, take_in, books, session):
    books.matters["M102"]["committed_days"] = 99
    books.matters["M103"]["committed_days"] = -1
    with pytest.raises(CatalogueError):
        take_in(books.write())
    assert matter(session, "M102").committed_days != 99


def test_a_first_bad_catalogue_leaves_the_tables_empty(take_in, books, session):
    books.matters["M103"]["stage"] = "S9"
    with pytest.raises(CatalogueError):
        take_in(books.write())
    assert [count(session, table) for table in (Stage, Matter, ServiceItem)] == [0, 0, 0]


def test_what_changed_is_indexed_again(catalogue, session):
    kinds = session.execute(select(Stale.kind, func.count()).group_by(Stale.kind)).all()
    assert dict(map(tuple, kinds)) == {"item": 60, "matter": 116}
    one = session.scalars(select(ServiceItem.id).filter_by(code="S01")).one()
    (entry,) = GATHERERS["item"](session, [one])
    assert entry.fields["name_zh"] == "项目申请报告编制"
    assert len(list(GATHERERS["matter"](session, None))) == 116


@pytest.mark.parametrize("role", [Role.OWNER, Role.REGULATOR, Role.AUDITOR])
def test_only_the_operator_takes_a_catalogue_in(act, make, role):
    with pytest.raises(NotAllowedError):
        operations.take_in(act(make.actor(role)), None, folder=APPROVALS)


def test_the_operator_may(act, make, session):
    operations.take_in(act(make.actor(Role.OPERATOR)), None, folder=APPROVALS)
    assert count(session, Matter) == 116


def test_clockwork_sets_a_band(catalogue, act, make, session):
    item = session.scalars(select(ServiceItem).filter_by(code="S01")).one()
    operations.set_band(act(CLOCKWORK), item, band=operations.Band(7, price_median=500_000))
    session.flush()
    assert (item.band_n, item.band_price_median, item.band_price_p25) == (7, 500_000, None)
    assert history(session, "service_items", item.id)[0].name == "matters.set_band"
    with pytest.raises(NotAllowedError):
        operations.set_band(act(make.actor(Role.OPERATOR)), item, band=operations.Band(0))
