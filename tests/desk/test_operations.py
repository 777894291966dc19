"""What the operator sets: names, areas, rule sets, days; who may not."""

from dataclasses import asdict
from datetime import date, datetime

import pytest
from sqlalchemy import select

from marketplace.core import calendars, places, rulesets
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import BadInputError, NotAllowedError
from marketplace.core.facts import Fact, Pending
from marketplace.core.outbox import Letter
from marketplace.core.rulesets import Rules
from marketplace.core.texts import Names
from marketplace.desk import operations, queries
from marketplace.desk.operations.setting import Hall

HALL = Hall("涪川大厅", "Fuchuan Hall", "0816-1", "a@b.test", "", "", "", "")
LATER = datetime.fromisoformat("2026-06-01T00:00+08:00")
NOTHING = Names("", "")


@pytest.fixture
def operator(make):
    return make.actor(Role.OPERATOR)


def set_rules(act, when=LATER, **figures):
    terms = {"figures": asdict(Rules()) | figures, "in_force_from": when, "reason": "Faster."}
    return operations.set_rules(act, None, **terms)


def test_the_hall_says_what_the_operator_set(act, operator, session):
    operations.set_hall(act(operator), None, hall=HALL)
    assert places.settings(session)["name_en"] == "Fuchuan Hall"
    operations.set_hall(act(operator), None, hall=HALL)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OPERATOR}))
def test_only_the_operator_sets_anything(act, make, role):
    actor = make.every_role().get(role, CLOCKWORK)
    with pytest.raises(NotAllowedError):
        operations.set_hall(act(actor), None, hall=HALL)
    with pytest.raises(NotAllowedError):
        set_rules(act(actor))


def test_a_new_version_counts_from_its_day(act, operator, session):
    new = set_rules(act(operator), offer_days=5)
    session.flush()
    assert new.version == 2
    assert rulesets.in_force(session, act().now).rules.offer_days == 3
    assert rulesets.in_force(session, LATER).rules.offer_days == 5


def test_a_running_procedure_keeps_its_version(act, operator, session):
    before = rulesets.in_force(session, act().now)
    set_rules(act(operator), offer_days=5)
    session.flush()
    assert before.rules.offer_days == 3


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("in_force_from", {"when": datetime.fromisoformat("2026-03-02T12:00+08:00")}),
        ("offer_days", {"offer_days": 0}),
        ("contract_days", {"contract_days": None}),
        ("reason", {}),
    ],
)
def test_an_unlawful_version_is_refused_on_its_field(act, operator, field, terms):
    with pytest.raises(BadInputError) as refused:
        set_rules(act(operator), **terms)
    assert refused.value.field == field


def test_an_area_is_added_once_renamed_retired_and_restored(act, operator, session):
    names = {"name_zh": "新区", "name_en": "New Area"}
    area = operations.add_area(act(operator), None, code="５１０７０３", **names)
    assert area.code == "510703"
    with pytest.raises(BadInputError):
        operations.add_area(act(operator), None, code="510703", **names)
    operations.rename_area(act(operator), area, name_zh="园区", name_en="Park")
    operations.retire_area(act(operator), area)
    session.flush()
    assert area not in places.areas(session)
    operations.restore_area(act(operator), area)
    session.flush()
    assert area in places.areas(session)


def set_day(act, day, is_open):
    when = date.fromisoformat(day)
    operations.set_day(act, None, day=when, is_open=is_open, name=NOTHING, reason="Decree")
    act.session.flush()
    return calendars.current(act.session).is_open(when)


def test_a_day_can_be_taken_off_and_given_back(act, operator, session):
    assert set_day(act(operator), "2026-03-10", False) is False
    assert set_day(act(operator), "2026-03-10", True) is True
    assert queries.calendar_day(session, date(2026, 3, 10)) is None
    assert set_day(act(operator), "2026-03-14", True) is True


def test_a_day_of_an_unknown_year_is_refused(act, operator):
    with pytest.raises(BadInputError):
        set_day(act(operator), "2040-03-10", False)


def test_a_loaded_year_replaces_what_was_known(act, operator, session):
    year = {"status": "official", "days_off": [], "make_up_workdays": []}
    operations.load_years(act(operator), None, years={"2026": year}, names="2026")
    session.flush()
    assert calendars.current(session).is_open(date(2026, 1, 1))


def test_what_was_parked_is_tried_again(act, operator, session, make):
    fact = make.save(Fact(name="a.b", person_id=0, organisation_id=0, role=Role.OWNER,
                          at=act().now, data={}))  # fmt: skip
    pending = make.save(Pending(reader="x", fact_id=fact.id, tries=5, parked=True))
    letter = Letter(effect_key="k", recipient="a@b.test", subject="S", body="B")
    letter.written_at, letter.tries, letter.parked = act().now, 8, True
    make.save(letter)
    operations.retry(act(operator), pending)
    operations.resend(act(operator), letter)
    assert (pending.parked, pending.tries, letter.parked, letter.tries) == (False, 0, False, 0)


def test_counts_are_kept_for_an_hour(act, session):
    now = act().now
    (hall,) = queries.stale_counts(session, now)
    operations.count(act(), hall)
    session.flush()
    assert queries.stale_counts(session, now) == []
    assert queries.counts(session).at
    assert len(queries.stale_counts(session, datetime.fromisoformat("2026-03-02T13:01+08:00"))) == 1


def test_a_set_day_is_in_the_log_with_its_reason(act, operator, session):
    set_day(act(operator), "2026-03-10", False)
    fact = session.scalars(select(Fact).filter_by(name="desk.set_day")).one()
    assert fact.data == {"day": "2026-03-10", "is_open": False, "reason": "Decree"}
