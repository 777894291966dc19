"""Penalties: decided by the department that regulates, public, and ending by themselves."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from marketplace.core import rulesets
from marketplace.core.act import Act
from marketplace.core.calendars import zone
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.directory.models import Firm, Penalty
from marketplace.directory.operations.matching import rematch
from marketplace.directory.policy import DECIDER, REGULATOR
from marketplace.directory.states import PenaltyKind

UPHELD = ("complaints.uphold", "credit.carry_out")
LOGGED = ("reason", "until", "complaint_id", "department_id")
Until = date | datetime | None


@operation("directory.warn", may=REGULATOR, log=LOGGED, within=UPHELD)
def warn(
    act: Act,
    firm: Firm,
    *,
    reason: str,
    until: Until = None,
    complaint_id: int | None = None,
    department_id: int | None = None,
) -> Penalty:
    """Warn a firm in public; it may go on working. `until` is the last day, or the moment."""
    return _punish(act, firm, Penalty(
        kind=PenaltyKind.WARNING, reason=reason, ends_at=_end(act, until),
        complaint_id=complaint_id, department_id=department_id,
    ))  # fmt: skip


@operation("directory.suspend", may=REGULATOR, log=LOGGED, within=UPHELD)
def suspend(
    act: Act,
    firm: Firm,
    *,
    reason: str,
    until: Until,
    complaint_id: int | None = None,
    department_id: int | None = None,
) -> Penalty:
    """Take a firm out of new work until a day; it ends by itself."""
    ends_at = _end(act, until)
    months = rulesets.in_force(act.session, act.now).rules.longest_suspension_months
    if ends_at is None or ends_at > _months_after(act.now, months):
        raise BadInputError(
            "until",
            say("Choose a last day within %(months)s months.", months=months),
            rule=say("A suspension lasts at most %(months)s months.", months=months),
        )
    return _punish(act, firm, Penalty(
        kind=PenaltyKind.SUSPENSION, reason=reason, ends_at=ends_at,
        complaint_id=complaint_id, department_id=department_id,
    ))  # fmt: skip


@operation("directory.expel", may=REGULATOR, log=LOGGED, within=UPHELD)
def expel(
    act: Act,
    firm: Firm,
    *,
    reason: str,
    until: Until = None,
    complaint_id: int | None = None,
    department_id: int | None = None,
) -> Penalty:
    """Put a firm out of the hall, for good unless a last day is named."""
    return _punish(act, firm, Penalty(
        kind=PenaltyKind.EXPULSION, reason=reason, ends_at=_end(act, until),
        complaint_id=complaint_id, department_id=department_id,
    ))  # fmt: skip


@operation("directory.end_penalty", may=DECIDER | CLOCKWORK_ONLY)
def end_penalty(act: Act, penalty: Penalty) -> None:
    """End a penalty: its time is over, or the department takes it back."""
    if penalty.ended_at is not None:
        raise WrongStateError(say("This penalty has already ended."))
    penalty.ended_at = act.now
    rematch(act, penalty.firm)


def _punish(act: Act, firm: Firm, penalty: Penalty) -> Penalty:
    if not penalty.reason.strip():
        raise BadInputError("reason", say("Give the reason; it is public."))
    penalty.firm_id, penalty.begins_at = firm.id, act.now
    penalty.department_id = penalty.department_id or act.actor.organisation_id
    act.session.add(penalty)
    rematch(act, firm)
    return penalty


def _end(act: Act, until: Until) -> datetime | None:
    """The moment at which it no longer counts; a day counts whole."""
    if until is not None and not isinstance(until, datetime):
        until = datetime.combine(until + timedelta(days=1), time(), zone())
    if until is not None and until <= act.now:
        raise BadInputError("until", say("Choose a day that is still to come."))
    return until


def _months_after(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day) + timedelta(days=1)
