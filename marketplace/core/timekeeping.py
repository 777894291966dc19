"""Can the clock be trusted? When it jumps, closings, openings and draws stand still until the
operator has looked: a deadline is only as honest as the clock."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.act import Act, Role
from marketplace.core.clock import Reading
from marketplace.core.database import Row
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say

JUMP = timedelta(seconds=30)
AWAY = timedelta(seconds=60)  # the clock is read every few seconds
SHORTEST_REASON = 10


class ClockMark(Row):
    """The last reading in order; from a jump until somebody resumed, the reading before it."""

    __tablename__ = "clock_marks"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    wall: Mapped[datetime]
    uptime: Mapped[float]
    boot: Mapped[str] = mapped_column(String(40))
    halted_at: Mapped[datetime | None]
    jump_seconds: Mapped[int] = mapped_column(default=0)

    def public_record(self) -> dict[str, int]:
        return {"jump_seconds": self.jump_seconds}


def jump(mark: Reading, now: Reading) -> timedelta:
    """How far the clock went astray since; zero when it is in order or nobody can know.

    On the same run of the machine both directions show. After a restart only the way back does:
    a hall may have been off for days.
    """
    passed = now.wall - mark.wall
    if mark.boot and mark.boot == now.boot:
        passed -= timedelta(seconds=now.uptime - mark.uptime)
        return passed if abs(passed) > JUMP else timedelta(0)
    return passed if passed < -JUMP else timedelta(0)


def mark_of(session: Session) -> ClockMark | None:
    return session.scalar(select(ClockMark))


def is_halted(session: Session) -> bool:
    return session.scalar(select(ClockMark.id).where(ClockMark.halted_at.is_not(None))) is not None


def demand_clock(session: Session) -> None:
    """Before whatever must not happen too early, or too late."""
    if is_halted(session):
        raise WrongStateError(
            say("The hall's clock has jumped: nothing is closed, opened or drawn for now."),
            rule=say("The operator looks at the clock and resumes with a reason, in public."),
        )


def watch(act: Act, reading: Reading) -> bool:
    """Keep the reading, or halt; may deadlines be acted on?"""
    mark = mark_of(act.session)
    if mark is None:
        act.session.add(
            ClockMark(id=1, wall=reading.wall, uptime=reading.uptime, boot=reading.boot)
        )
        return True
    if mark.halted_at is None:
        _compare(act, mark, reading)
    return mark.halted_at is None


def _compare(act: Act, mark: ClockMark, reading: Reading) -> None:
    off = jump(Reading(mark.wall, mark.uptime, mark.boot), reading)
    if off:
        halt(act, mark, seconds=round(off.total_seconds()), since=mark.wall)
        return
    if reading.wall - mark.wall >= AWAY:
        wake(act, mark, since=mark.wall, until=reading.wall)
    mark.wall, mark.uptime, mark.boot = reading.wall, reading.uptime, reading.boot


def demand_presence(act: Act) -> None:
    """Before what may hang on an outage that the clockwork has not noted yet.

    Where the clockwork itself is dead the operator goes on, under his name in the public log.
    """
    mark = mark_of(act.session)
    waits = act.actor.role not in (Role.OPERATOR, Role.CLOCKWORK)
    if mark and waits and act.now - mark.wall >= AWAY:
        raise WrongStateError(
            say("The hall was away, or its clockwork is: wait until it has looked at the clock."),
            rule=say("If that lasts, the operator may do this, and the public log says so."),
        )


@operation("core.halt", may=CLOCKWORK_ONLY, log=("seconds", "since"))
def halt(act: Act, mark: ClockMark, *, seconds: int, since: datetime) -> None:
    """The clock jumped by so many seconds after the reading `since`: what hangs on it stands."""
    mark.halted_at, mark.jump_seconds = act.now, seconds


@operation("core.wake", may=CLOCKWORK_ONLY, log=("since", "until"))
def wake(act: Act, mark: ClockMark, *, since: datetime, until: datetime) -> None:
    """For so long nobody looked at the clock: whatever ran meanwhile ran without the hall."""


def outages(session: Session, after: int) -> list[tuple[datetime, datetime | None]]:
    """From when to when the hall was away, by facts newer than that one; no end: a clock halted."""
    told = select(Fact.data).where(Fact.name.in_(("core.wake", "core.halt")), Fact.id > after)
    found = session.scalars(told.order_by(Fact.id)).all()
    return [(_moment(one["since"]), _end(one)) for one in found if "since" in one]


def _end(told: dict[str, str]) -> datetime | None:
    return _moment(told["until"]) if "until" in told else None


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


@operation("core.resume", may=permit(Role.OPERATOR), log=("reason",))
def resume(act: Act, mark: ClockMark, *, reason: str) -> None:
    """Somebody has looked at the clock; from its next reading on it is trusted again."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInputError("reason", say("Say in a sentence why; the reason is published."))
    if mark.halted_at is None:
        raise WrongStateError(say("The clock is trusted; nothing stands still."))
    mark.halted_at, mark.wall, mark.boot = None, act.now, ""
