"""On the page of an imported request: that it is history, and whose."""

from sqlalchemy.orm import Session

from marketplace.core.act import Actor
from marketplace.core.panels import Panel, panel
from marketplace.opendata import queries
from marketplace.opendata.rules.codes import method_name
from marketplace.requests.models import Request
from marketplace.requests.states import Method


@panel("requests.request", order=10)
def source(session: Session, _: Actor, request: Request) -> Panel | None:
    if request.method is not Method.IMPORTED:
        return None
    source = queries.source_of(session, request.id)
    names = {"source": source, "method": method_name(source.method if source else "")}
    return Panel("opendata/source.html", names)
