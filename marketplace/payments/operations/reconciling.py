"""Each night both books are compared, and every difference gets a name."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from marketplace.core import calendars, clock
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.operation import operation
from marketplace.core.packing import pack
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.payments import queries
from marketplace.payments.backend.port import (
    Gateway,
    LaterError,
    Movement,
    RefusedError,
    UnsureError,
)
from marketplace.payments.models import Reconciliation
from marketplace.payments.queries.reconciling import since
from marketplace.payments.rules.reconciling import Books, compare

Begin = Callable[..., AbstractContextManager[Act]]


def reconcile_if_due(session: Session, begin: Begin, gateway: Gateway) -> int:
    """Once a night, when somebody answers; nothing is open while the service is asked."""
    now = clock.now()
    if not queries.reconciliation_is_due(session, now):
        return 0
    start = since(session, now)
    session.rollback()
    try:
        movements, held = gateway.movements(start), gateway.balance()
    except (LaterError, UnsureError, RefusedError):
        return 0
    with begin() as act:
        reconcile(act, None, theirs=Books(start, movements_by_source(movements), held))
    return 1


def movements_by_source(movements: Sequence[Movement]) -> dict[str, int]:
    """What moved for each object of theirs, over all its lines, in minor units."""
    found: dict[str, int] = {}
    for one in movements:
        key = one.source or one.ref
        found[key] = found.get(key, 0) + one.net.minor
    return found


@operation("payments.reconcile", may=CLOCKWORK_ONLY)
def reconcile(act: Act, _: None, *, theirs: Books) -> Reconciliation | None:
    """Keep the report of this night, once."""
    ours = queries.our_books(act.session, theirs.since)
    old = queries.known_refs(act.session, set(theirs.moved) - set(ours.moved))
    report = compare(ours, theirs, old)
    day = act.now.astimezone(calendars.zone()).date()
    insert_once(
        act.session,
        Reconciliation,
        day=day,
        since=theirs.since,
        made_at=act.now,
        ours=len(ours.moved),
        theirs=len(theirs.moved),
        balances=report.balances,
        differences=[pack(text) for text in report.differences],
    )
    return queries.reconciliation_of(act.session, day)
