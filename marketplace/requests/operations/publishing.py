"""What several verbs do alike when a request is shown to all."""

from datetime import datetime

from marketplace.core import calendars, words
from marketplace.core.act import Act
from marketplace.core.rulesets import Rules
from marketplace.requests.models import Request, RequestVersion
from marketplace.requests.rules.times import earliest_closing
from marketplace.requests.rules.versions import written


def rules_of(request: Request) -> Rules:
    """The figures the procedure began under."""
    return request.rule_set.rules if request.rule_set else Rules()


def closing_after(act: Act, days: int) -> datetime:
    calendar = calendars.current(act.session)
    return earliest_closing(calendar, act.now, days, calendars.zone())


def show_to_all(act: Act, request: Request) -> None:
    request.published_at = request.published_at or act.now
    write_version(act, request, "")
    words.refresh(act.session, "request", request.id)


def allow_objections(act: Act, request: Request) -> None:
    days = rules_of(request).objection_days
    calendar = calendars.current(act.session)
    request.selected_at = act.now
    request.objections_until = calendar.deadline(act.now, days, calendars.zone())


def write_version(act: Act, request: Request, reason: str) -> None:
    row = RequestVersion(
        request_id=request.id,
        version=request.version,
        terms=written(request) | request.details(),
        reason=reason,
        written_at=act.now,
    )
    act.session.add(row)
