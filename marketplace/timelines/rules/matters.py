"""An approval matter of the project: to be applied for, with the department, decided."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.core.texts import say
from marketplace.timelines.rules.nodes import NOBODY, Entry, Named, Node, Watch
from marketplace.timelines.states import Holder


@dataclass(frozen=True)
class MatterSeen:
    """`awaits_work`: an order for a report that this matter needs is running."""

    node: Node
    department: Named
    owner: Named
    committed_days: int
    picked_at: datetime
    applied_at: datetime | None
    decided_at: datetime | None
    awaits_work: bool = False


def of_matter(seen: MatterSeen, watch: Watch) -> Entry:
    """The committed days run from the application; until then the owner has the ball."""
    if seen.applied_at is None:
        return _not_applied(seen)
    promised = watch.after(seen.applied_at, seen.committed_days)
    actual = watch.day(seen.decided_at)
    decided = actual is not None
    return Entry(
        seen.node,
        at=seen.applied_at,
        state=say("Decided") if decided else say("Applied for, decision due"),
        holder=Holder.NOBODY if decided else Holder.DEPARTMENT,
        holder_name=NOBODY if decided else seen.department,
        promised=promised,
        actual=actual,
        days_left=watch.days_left(promised, actual),
    )


def _not_applied(seen: MatterSeen) -> Entry:
    waits = seen.awaits_work
    return Entry(
        seen.node,
        at=seen.picked_at,
        state=say("Waits for the report on order") if waits else say("To be applied for"),
        holder=Holder.NOBODY if waits else Holder.OWNER,
        holder_name=NOBODY if waits else seen.owner,
    )
