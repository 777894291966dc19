"""Contesting an entry, and the regulator's decision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.credit import policy, queries
from marketplace.credit.models import Contest, Entry, Score
from marketplace.credit.operations.counting import count
from marketplace.credit.states import CONTEST
from marketplace.files import operations as files_room

ONCE = say("An entry is contested once, while it counts.")


@operation("credit.contest", may=policy.CONCERNED)
def contest(act: Act, entry: Entry, *, reasons: str, files: Sequence[Any] = ()) -> Contest:
    """Say why an entry is wrong; the regulator's time to decide begins."""
    act.session.refresh(entry, with_for_update={"of": Entry})  # two clicks make one contest
    if queries.contest_of(act.session, entry.id) is not None:
        raise WrongStateError(say("This entry was contested already."), rule=ONCE)
    if act.now >= entry.counts_until:
        raise WrongStateError(say("This entry does not count any more."), rule=ONCE)
    if not reasons.strip():
        raise BadInputError("reasons", say("Write why the entry is wrong."))
    if entry.regulator_id is None:
        raise DomainError(say("No department is there to decide this. Tell the hall's operator."))
    new = _new(act, entry, reasons)
    files_room.keep_all(act, new, files=files, purpose="evidence")
    return new


def _new(act: Act, entry: Entry, reasons: str) -> Contest:
    rule_set = rulesets.in_force(act.session, act.now)
    days = rule_set.rules.credit_contest_days
    new = Contest(
        entry_id=entry.id,
        organisation_id=entry.score.organisation_id,
        person_id=act.actor.person_id,
        regulator_id=entry.regulator_id,
        rule_set_id=rule_set.id,
        reasons=reasons,
        filed_at=act.now,
        due_at=calendars.current(act.session).deadline(act.now, days, calendars.zone()),
    )
    act.session.add(new)
    act.session.flush()
    return new


@operation("credit.withdraw", may=policy.CONTESTANT)
def withdraw(act: Act, contest: Contest) -> None:
    """Take the contest back before it is decided."""
    hold(act.session, contest)
    CONTEST.move(contest, "withdraw")
    contest.decided_at, contest.due_at = act.now, None


@operation("credit.uphold", may=policy.DECIDER, log=("reason",))
def uphold(act: Act, contest: Contest, *, reason: str) -> None:
    """The entry is wrong: it is struck, and the score counted anew at once."""
    hold(act.session, contest)
    CONTEST.move(contest, "uphold")
    _decide(act, contest, reason)
    entry = contest.entry
    entry.struck_at = act.now
    mine = select(Score).where(Score.id == entry.score_id).with_for_update()
    count(act, act.session.scalars(mine).one())


@operation("credit.dismiss", may=policy.DECIDER, log=("reason",))
def dismiss(act: Act, contest: Contest, *, reason: str) -> None:
    """The entry is right and stays."""
    hold(act.session, contest)
    CONTEST.move(contest, "dismiss")
    _decide(act, contest, reason)


def _decide(act: Act, contest: Contest, reason: str) -> None:
    if not reason.strip():
        raise BadInputError("reason", say("Write the reason. It is published."))
    contest.reason, contest.decided_at, contest.due_at = reason, act.now, None


@operation("credit.flag", may=CLOCKWORK_ONLY)
def flag(act: Act, contest: Contest) -> None:
    """Note that the regulator is late. It changes nothing but what is shown."""
    if contest.due_at is not None and contest.due_at <= act.now:
        contest.flagged_at = act.now
