"""The clocks of a case as they stand at a moment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.cases.models import Case
from marketplace.cases.rules.clocks import (
    Span,
    Taken,
    Wait,
    due_day,
    end_of,
    local_day,
    taken,
    wait,
)
from marketplace.cases.states import BACK
from marketplace.core import calendars


@dataclass(frozen=True)
class Clocks:
    """Committed and statutory side by side; the last days count the pauses in."""

    taken: Taken | None
    committed: Wait | None
    statutory: Wait | None


def spans(case: Case) -> list[Span]:
    """The pauses of a case by days."""
    zone = calendars.zone()
    return [
        Span(
            local_day(pause.started_at, zone),
            local_day(pause.ended_at, zone) if pause.ended_at else None,
        )
        for pause in case.pauses
    ]


def clocks(session: Session, case: Case, now: datetime) -> Clocks:
    """While the clock is paused no wait is shown; of a decided case, whether it was in time."""
    calendar, zone = calendars.current(session), calendars.zone()
    if case.accepted_at is None or (case.state not in BACK and case.decided_at is None):
        return Clocks(None, None, None)
    accepted, pauses = local_day(case.accepted_at, zone), spans(case)
    until = local_day(case.decided_at or now, zone)
    spent = taken(calendar, accepted, until, pauses)
    paused = any(span.end is None for span in pauses)
    if paused:
        return Clocks(spent, None, None)
    seen = case.decided_at or now

    def running(days: int | None) -> Wait | None:
        if days is None:
            return None
        last = due_day(calendar, accepted, days, pauses)
        return wait(end_of(last, zone), seen, calendar, zone)

    return Clocks(spent, running(case.committed_days), running(case.statutory_days))
