"""Signals are computed when offers are opened, and again when a winner was passed over."""

from sqlalchemy.orm import Session

from marketplace.core.act import Act, Actor
from marketplace.core.facts import Fact, reads
from marketplace.core.panels import Panel, panel
from marketplace.requests.models import Request
from marketplace.risk import operations, policy, queries
from marketplace.risk.rules import NAMES, written
from marketplace.selection.models import Award


@reads("risk.compute", "selection.open", "selection.pass_over")
def compute(act: Act, fact: Fact) -> None:
    request = _request_of(act.session, fact)
    if request is not None and request.opened_at is not None:
        operations.compute(act, request)


def _request_of(session: Session, fact: Fact) -> Request | None:
    """The request that a fact is about, or whose award it is about."""
    if fact.thing_id is None:
        return None
    if fact.thing_kind == "awards":
        award = session.get(Award, fact.thing_id)
        return award.request if award else None
    return session.get(Request, fact.thing_id) if fact.thing_kind == "requests" else None


@panel("requests.request", order=80)
def signals(session: Session, actor: Actor, request: Request) -> Panel | None:
    """For regulators and auditors alone."""
    if not policy.WATCHERS(actor):
        return None
    found = queries.of_request(session, request.id)
    names = {"signals": found, "names": NAMES, "written": written}
    return Panel("risk/on_request.html", names) if found else None
