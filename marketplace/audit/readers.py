"""A way to the log from the pages of things, for those who may read it."""

from typing import Any

from sqlalchemy.orm import Session

from marketplace.audit import policy
from marketplace.core.act import Actor
from marketplace.core.panels import Panel, panel

PLACES = ("requests.request", "contracts.contract", "directory.firm", "projects.project")
LAST = 99


def show(session: Session, actor: Actor, thing: Any) -> Panel | None:
    if not policy.READERS_OF_ONE(actor):
        return None
    return Panel("audit/link.html", {"kind": thing.__tablename__, "id": thing.id})


for place in PLACES:
    panel(place, order=LAST)(show)
