"""Signals over imported history: price screens alone, many lots at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.risk import rules
from marketplace.risk.models import Signal
from marketplace.risk.operations.computing import figures, fresh, key

Key = tuple[str, int, str]
COMPARED = ("flagged", "value", "threshold", "n")


@operation("risk.screen_history", may=CLOCKWORK_ONLY)
def screen_history(
    act: Act, _: None, *, lots: Sequence[rules.Lot], peers: Mapping[str, rules.Peers]
) -> tuple[int, int]:
    """Keep the price screens of these lots; how many signals are new, and how many changed."""
    known = _known(act, {lot.request_id for lot in lots})
    new, changed = [], []
    for row in _rows(lots, peers):
        before = known.get((row["kind"], row["request_id"], row["subject"]))
        if before is None:
            new.append(row | fresh(act.now))
        elif before[1] != _compared(row):
            changed.append(row | {"id": before[0], "computed_at": act.now})
    if new:
        act.session.execute(insert(Signal), new)
    if changed:
        act.session.execute(update(Signal), changed)
    return len(new), len(changed)


def _rows(lots: Sequence[rules.Lot], peers: Mapping[str, rules.Peers]) -> Iterable[dict[str, Any]]:
    for lot in lots:
        for reading in rules.screen(lot.offers, peers[lot.source]):
            if rules.is_measured(reading):
                yield key(lot.request_id, lot.subject, reading) | figures(reading)


def _compared(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in COMPARED)


def _known(act: Act, requests: set[int]) -> dict[Key, tuple[int, tuple[Any, ...]]]:
    columns = (Signal.flagged, Signal.value, Signal.threshold, Signal.n)
    kept = select(Signal.id, Signal.kind, Signal.request_id, Signal.subject, *columns)
    rows = act.session.execute(kept.where(Signal.request_id.in_(requests)))
    return {(row[1], row[2], row[3]): (row[0], tuple(row[4:])) for row in rows}
