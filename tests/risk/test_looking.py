"""A regulator looks into a lead; whom it is about is heard; those concerned are told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.accounts.states import Kind
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.calendars import CalendarDay
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.outbox import Letter
from marketplace.directory.models import Penalty
from marketplace.risk import operations
from marketplace.risk.readers import recount, what_is_looked_into
from marketplace.risk.states import MACHINE, Asker, LeadState, Outcome
from tests.risk.village import LATER, MONDAY, TUESDAY, close


def test_nobody_is_found_wrong_unheard_and_nobody_is_punished(village, session):
    village.tell(*village.owners(3), need_someone=True)
    (lead,) = village.leads()
    with pytest.raises(NotAllowedError):
        operations.reply(village.act(village.talker, MONDAY), lead, answer="No.")
    operations.take(village.act(village.regulator, MONDAY), lead)
    with pytest.raises(WrongStateError, match="may still answer"):
        close(village, lead)
    operations.reply(village.act(village.talker, TUESDAY), lead, answer="It was a trainee.")
    close(village, lead)
    assert (lead.outcome, lead.answer) == (Outcome.FOUNDED, "It was a trainee.")
    assert session.scalars(select(Penalty)).all() == []


def test_when_the_time_to_answer_is_over_it_is_closed_without(village):
    village.tell(*village.owners(3), need_someone=True)
    (lead,) = village.leads()
    operations.take(village.act(village.regulator, MONDAY), lead)
    close(village, lead, at=LATER)
    with pytest.raises(WrongStateError):
        operations.reply(village.act(village.talker, LATER), lead, answer="Too late.")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLOCKWORK])
def test_only_the_competent_regulator_takes_and_closes(village, make, role):
    lead = village.report(asker=Asker.FIRM, firm=village.talks)
    actor = make.every_role()[role]
    if role is not Role.REGULATOR:
        with pytest.raises(NotAllowedError):
            operations.take(village.act(actor), lead)
    operations.take(village.act(make.actor(Role.REGULATOR)), lead)
    with pytest.raises(NotAllowedError):
        close(village, lead, by=actor)


def test_a_department_does_not_look_into_itself(village):
    lead = village.report()
    assert lead.department_id == village.regulator.organisation_id
    with pytest.raises(NotAllowedError):
        operations.take(village.act(village.regulator), lead)
    other = village.actor(Role.REGULATOR, Kind.DEPARTMENT)
    operations.take(village.act(other), lead)
    operations.reply(village.act(village.regulator), lead, answer="It was a mistake.")


def test_every_state_and_verb(village):
    acts = {"take": lambda lead: operations.take(village.act(other), lead),
            "close": lambda lead: close(village, lead, Outcome.PASSED_ON, by=other)}  # fmt: skip
    other = village.actor(Role.REGULATOR, Kind.DEPARTMENT)
    lead = village.report(asker=Asker.OTHER)
    for state, verb in (
        (LeadState.OPEN, "take"),
        (LeadState.TAKEN, "close"),
        (LeadState.CLOSED, ""),
    ):
        assert lead.state is state
        for name in sorted(set(acts) - {verb}):
            with pytest.raises((WrongStateError, NotAllowedError)):
                acts[name](lead)
        assert set(MACHINE.verbs_from(state)) == ({verb} - {""})
        acts.get(verb, lambda _: None)(lead)


def letters(village, step):
    """Who got a mail of a step, and what it says."""
    mine = select(Letter).where(Letter.effect_key.like(f"lead:%:{step}:%")).order_by(Letter.id)
    return [(one.recipient, one.subject) for one in village.session.scalars(mine)]


def address(village, actor):
    return village.session.get(Person, actor.person_id).email


def test_those_concerned_are_told_by_mail_each_once(village):
    village.tell(*village.owners(3), need_someone=True)
    (lead,) = village.leads()
    operations.take(village.act(village.regulator, MONDAY), lead)
    close(village, lead, at=LATER)
    assert [to for to, _ in letters(village, "open")] == [address(village, village.regulator)]
    ((to, subject),) = letters(village, "take")
    assert (to, "2026年3月5日" in subject) == (address(village, village.talker), True)
    assert [to for to, _ in letters(village, "close")] == [address(village, village.talker)]


def test_who_wants_no_such_mail_gets_none(village):
    village.session.get(Person, village.talker.person_id).mails = {"complaints": False}
    lead = village.report(asker=Asker.FIRM, firm=village.talks)
    operations.take(village.act(village.actor(Role.REGULATOR, Kind.DEPARTMENT)), lead)
    assert letters(village, "take") == []


def test_a_holiday_that_is_put_in_gives_more_time_to_answer(village):
    village.tell(*village.owners(3), need_someone=True)
    (lead,) = village.leads()
    operations.take(village.act(village.regulator, MONDAY), lead)
    before = lead.answer_due_at
    village.add(CalendarDay(day=date(2026, 3, 4), is_open=False))
    village.session.info.clear()
    recount(village.act(CLOCKWORK, MONDAY), None)
    assert lead.answer_due_at == before + timedelta(days=1)


def test_a_firm_that_is_looked_into_stays_open(village, session):
    lead = village.report(asker=Asker.FIRM, firm=village.talks)
    assert what_is_looked_into(session, village.talks.id) is None
    regulator = village.actor(Role.REGULATOR, Kind.DEPARTMENT)
    operations.take(village.act(regulator), lead)
    assert lead.number in what_is_looked_into(session, village.talks.id)
    close(village, lead, Outcome.UNFOUNDED, by=regulator)
    assert what_is_looked_into(session, village.talks.id) is None
