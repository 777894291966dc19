"""Qualifications: checked, replaced, ended, and whose they are."""

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.directory import operations, queries
from marketplace.directory.models import Qualification
from marketplace.directory.queries import checks
from marketplace.directory.states import PAPER, PaperState, Standing


@pytest.mark.parametrize("state", PaperState)
def test_a_paper_moves_only_as_the_table_says(town, each, state):
    its = town.admitted()
    town.session.execute(Qualification.__table__.update().values(state=state))
    town.session.refresh(its.paper)

    def try_one(verb):
        try:
            _do(town, its, verb)
        except WrongStateError:
            assert not PAPER.allows(verb, state)
        else:
            assert its.paper.state is PAPER.moves[verb][1]

    each(PAPER.moves.keys() - {"replace"}, try_one)


def _do(town, its, verb):
    words = {"give_back": {"faults": "One"}, "refuse": {"reason": "No"}}.get(verb, {})
    actor = its.actor if verb in {"submit", "withdraw", "reopen"} else town.checker
    getattr(operations, f"{verb}_paper")(town.act(actor), its.paper, **words)


def change(town, its, **given):
    terms = town.terms(grade="乙级", **given)
    new = operations.draft_paper(town.act(its.actor), its.firm, terms=terms, replaces=its.paper)
    operations.submit_paper(town.act(its.actor), new)
    return new


def test_the_old_one_stays_in_force_until_the_new_one_is_accepted(town):
    its = town.admitted()
    new = change(town, its)
    assert its.paper.state is PaperState.IN_FORCE
    assert queries.matching(town.session, town.item.id) == [its.firm.organisation_id]
    assert [wait.paper for wait in checks.waiting(town.session, town.act().now)] == [new]
    operations.accept_paper(town.act(town.checker), new)
    assert (its.paper.state, new.state) == (PaperState.REPLACED, PaperState.IN_FORCE)


def test_a_refused_change_leaves_the_old_one(town):
    its = town.admitted()
    operations.refuse_paper(town.act(town.checker), change(town, its), reason="Illegible")
    assert queries.matching(town.session, town.item.id) == [its.firm.organisation_id]


def test_a_paper_that_begins_later_replaces_the_old_one_on_its_first_day(town):
    its = town.admitted()
    new = change(town, its, valid_from=date(2026, 3, 10))
    operations.accept_paper(town.act(town.checker), new)
    assert its.paper.state is PaperState.IN_FORCE
    assert checks.due_to_start(town.session, town.act(at="2026-03-09T23:59+08:00").now) == []
    on_the_day = town.act(CLOCKWORK, at="2026-03-10T00:00+08:00")
    assert checks.due_to_start(town.session, on_the_day.now) == [new]
    operations.start_paper(on_the_day, new)
    assert its.paper.state is PaperState.REPLACED


def test_a_certificate_serves_one_firm(town):
    its = town.admitted(certificate_no="甲测资字 5100123")
    other = town.draft()
    terms = town.terms(certificate_no="甲测资字－５１００１２３")
    with pytest.raises(BadInputError, match="another firm") as refusal:
        operations.draft_paper(town.act(other.actor), other.firm, terms=terms)
    assert refusal.value.field == "certificate_no"
    operations.withdraw_paper(town.act(its.actor), its.paper)
    operations.draft_paper(town.act(other.actor), other.firm, terms=terms)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"valid_to": date(2024, 1, 1)}, "valid_to"), ({"items": (999,)}, "items")],
)
def test_what_cannot_be_is_refused_on_its_field(town, given, field):
    its = town.draft()
    terms = town.terms()
    terms = type(terms)(**(vars(terms) | given))
    with pytest.raises(BadInputError) as refusal:
        operations.draft_paper(town.act(its.actor), its.firm, terms=terms)
    assert refusal.value.field == field


def test_a_paper_is_taken_out_the_day_after_its_last(town):
    its = town.admitted(valid_to=date(2026, 3, 20))
    take = (its.firm.organisation_id, town.item.id, town.area.id)
    last = town.act(at="2026-03-20T23:59+08:00").now
    assert checks.due_to_expire(town.session, last) == []
    assert queries.may_take(town.session, *take, last) is None
    after = town.act(CLOCKWORK, at="2026-03-21T00:00+08:00")
    assert "no qualification in force" in queries.may_take(town.session, *take, after.now)
    assert checks.due_to_expire(town.session, after.now) == [its.paper]
    operations.expire_paper(after, its.paper)
    assert checks.due_to_expire(town.session, after.now) == []
    assert queries.matching(town.session, town.item.id) == []
    assert its.firm.standing is Standing.NO_QUALIFICATION


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("02-17", 0, 0), ("02-18", 1, 0), ("03-12", 1, 0),
        ("03-13", 0, 1), ("03-20", 0, 1), ("03-21", 0, 0),
    ],
)  # fmt: skip
def test_warnings_come_30_and_7_days_before(town, day, first, last):
    town.admitted(valid_to=date(2026, 3, 20))
    now = town.act(at=f"2026-{day}T09:00+08:00").now
    due = [checks.due_to_warn_first(town.session, now), checks.due_to_warn_last(town.session, now)]
    assert [len(found) for found in due] == [first, last]


def test_each_warning_is_one_fact(town):
    its = town.admitted(valid_to=date(2026, 3, 20))
    now = town.act(CLOCKWORK, at="2026-03-14T09:00+08:00")
    operations.warn_last(now, its.paper)
    operations.warn_first(now, its.paper)
    assert checks.due_to_warn_last(town.session, now.now) == []
    told = town.session.scalars(select(Fact.thing_id).where(Fact.name.like("directory.warn_%")))
    assert told.all() == [its.paper.id, its.paper.id]


def test_before_entry_a_paper_goes_with_the_application(town):
    its = town.draft()
    with pytest.raises(WrongStateError, match="together with your application"):
        operations.submit_paper(town.act(its.actor), its.firm.qualifications[0])


def test_who_left_has_left(town):
    its = town.draft()
    [person] = its.firm.practitioners
    operations.end_practitioner(town.act(its.actor), person)
    with pytest.raises(WrongStateError, match="already left"):
        operations.end_practitioner(town.act(its.actor), person)
