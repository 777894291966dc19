"""Counting a score: entries are brought up to date, then summed up."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from marketplace.accounts import operations as accounts
from marketplace.accounts.models import Organisation
from marketplace.accounts.states import OWNER_KINDS, Kind
from marketplace.complaints.queries import default_regulator
from marketplace.contracts.models import Contract
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.rulesets import Rules
from marketplace.credit import queries
from marketplace.credit.models import Entry, Score
from marketplace.credit.rules.happenings import Happening
from marketplace.credit.rules.points import Line, full_points, last_day, points_on, tally
from marketplace.credit.states import Side
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm

WITHIN = ("credit.uphold",)
DAY = timedelta(days=1)


def touch(act: Act, organisation_id: int | None) -> None:
    """Something happened to this firm or owner: count its score."""
    body = act.session.get(Organisation, organisation_id) if organisation_id else None
    if body is None or body.kind not in OWNER_KINDS | {Kind.INTERMEDIARY}:
        return
    side = Side.FIRM if body.kind is Kind.INTERMEDIARY else Side.OWNER
    rule_set = rulesets.in_force(act.session, act.now)
    begun = {"side": side, "rule_set_id": rule_set.id, "counted_at": act.now}
    insert_once(act.session, Score, organisation_id=body.id, **begun)
    mine = select(Score).filter_by(organisation_id=body.id).with_for_update()
    count(act, act.session.scalars(mine).one())


@operation("credit.begin", may=CLOCKWORK_ONLY)
def begin(act: Act, firm: Firm) -> None:
    """Count a firm and those it worked for the first time, as after an upgrade of the hall."""
    touch(act, firm.organisation_id)
    owners = select(Contract.owner_id).where(Contract.firm_id == firm.organisation_id).distinct()
    for owner_id in act.session.scalars(owners).all():
        touch(act, owner_id)


@operation("credit.count", may=CLOCKWORK_ONLY, within=WITHIN)
def count(act: Act, score: Score) -> None:
    """Bring every entry to what it is worth today, and tell the rooms below the sum."""
    rule_set = rulesets.in_force(act.session, act.now)
    figures, today = rule_set.rules, _day(act.now)
    found = _found(act, score, figures, today)
    there = {(one.kind, one.source_kind, one.source_id): one for one in score.entries}
    for happening in found:
        if happening.key not in there:
            there[happening.key] = _enter(act, score, happening)
        _value(there[happening.key], happening, figures)
    known = {happening.key for happening in found}
    for key, entry in there.items():
        gone = key not in known or entry.struck_at is not None
        day = _day(entry.happened_at)
        entry.points = 0 if gone else points_on(entry.full, day, today, figures)
    total = tally((Line(one.kind, one.points) for one in there.values()), figures)
    _set(act, score, total.score if known else None)
    score.rule_set_id, score.counted_at = rule_set.id, act.now
    act.session.flush()


def _found(act: Act, score: Score, figures: Rules, today: date) -> list[Happening]:
    since = _midnight(today - DAY * (figures.credit_calendar_days - 1))
    found = queries.happenings(act.session, score.side, score.organisation_id, since)
    return [happening for happening in found if happening.at <= act.now]


def _enter(act: Act, score: Score, happening: Happening) -> Entry:
    regulator = happening.regulator_id
    if regulator is None:
        department = default_regulator(act.session)
        regulator = department.id if department else None
    new = Entry(
        kind=happening.kind,
        source_kind=happening.source_kind,
        source_id=happening.source_id,
        regulator_id=regulator,
    )
    score.entries.append(new)
    return new


def _value(entry: Entry, happening: Happening, figures: Rules) -> None:
    entry.happened_at, entry.about = happening.at, happening.about
    entry.full = full_points(happening.kind, figures, happening.stars, happening.place)
    entry.counts_until = _midnight(last_day(_day(happening.at), figures) + DAY)


def _set(act: Act, score: Score, value: int | None) -> None:
    """None: nothing within the period, which is no record. What fades is due again tomorrow."""
    score.due_at = None if value is None else _midnight(_day(act.now) + DAY)
    if value == score.value:
        return
    score.value = value
    if score.side is Side.OWNER:
        accounts.set_credit(act, score.organisation, score=score.value)
        return
    mine = select(Firm).filter_by(organisation_id=score.organisation_id).with_for_update()
    firm = act.session.scalar(mine)
    if firm is not None:
        directory.set_credit(act, firm, score=score.value)


def _day(moment: datetime) -> date:
    return moment.astimezone(calendars.zone()).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), calendars.zone())
