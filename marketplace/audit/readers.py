"""Ways to the logs from the pages of things; heads signed by the clock; what must hold of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from marketplace.audit import policy, queries
from marketplace.audit.queries import proofs, tracing
from marketplace.audit.rules import STEPS
from marketplace.core.act import Actor
from marketplace.core.duties import duty
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.core.transparency import heads

PLACES = ("requests.request", "contracts.contract", "directory.firm", "projects.project")
LAST = 99


def show(session: Session, actor: Actor, thing: Any) -> Panel | None:
    if not policy.READERS_OF_ONE(actor):
        return None
    return Panel("audit/link.html", {"kind": thing.__tablename__, "id": thing.id})


for place in PLACES:
    panel(place, order=LAST)(show)


def in_the_public_log(session: Session, _: Actor, thing: Any) -> Panel | None:
    """The leaves about a thing, for everybody."""
    leaves = queries.leaves_about(session, thing.__tablename__, thing.id)
    return Panel("audit/leaves.html", {"leaves": leaves, "steps": STEPS}) if leaves else None


for place in (
    "requests.request",
    "contracts.contract",
    "selection.offer",
    "selection.draw",
    "selection.auction",
):
    panel(place, order=LAST - 1)(in_the_public_log)

duty("transparency.sign", heads.to_sign, heads.sign_now)


@invariant("the public log is whole, and each of its leaves has its fact")
def log_is_whole(session: Session, _: Path) -> Iterable[str]:
    return proofs.faults(session)


@invariant("the state of each thing follows from the facts about it")
def states_follow(session: Session, _: Path) -> Iterable[str]:
    return tracing.faults(session)
