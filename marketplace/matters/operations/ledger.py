"""Keeping rows as a catalogue wants them, and a note of what that changed."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import words
from marketplace.core.database import Row
from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.rules.report import Outcome

R = TypeVar("R", bound=Row)
Values = Mapping[str, Any]


def settle(row: Row, values: Values) -> bool:
    """Give the row these values; whether any was another before."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


class Ledger:
    """What became of each row of the catalogue, by its kind and id."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.outcomes: dict[tuple[str, str], Outcome] = {}

    def note(self, kind: str, code: str, outcome: Outcome) -> None:
        """An added row stays added, whatever is changed on it later."""
        if self.outcomes.get((kind, code)) is not Outcome.ADDED:
            self.outcomes[kind, code] = outcome

    def keep(self, table: type[R], kind: str, wanted: Mapping[str, Values]) -> dict[str, R]:
        """Rows by code, with the values wanted; those no longer wanted are among them."""
        known: dict[str, Any] = {row.code: row for row in self._all(table)}
        for code, values in wanted.items():
            if code not in known:
                known[code] = table(code=code, **values)
                self.session.add(known[code])
                self.note(kind, code, Outcome.ADDED)
                continue
            changed = settle(known[code], values)
            self.note(kind, code, Outcome.CHANGED if changed else Outcome.UNCHANGED)
        self.session.flush()
        return known

    def retire(self, kind: str, rows: Mapping[str, Matter] | Mapping[str, ServiceItem]) -> None:
        """What the catalogue no longer names stays, for what refers to it, but is over."""
        for code, row in rows.items():
            if row.is_active and (kind, code) not in self.outcomes:
                row.is_active = False
                self.note(kind, code, Outcome.RETIRED)

    def keep_parts(
        self,
        table: type[Row],
        key: str,
        wanted: Mapping[int, Mapping[Any, Values]],
        lapsed: Values = MappingProxyType({}),
    ) -> set[int]:
        """The parts of each matter, by matter id and `key`; the ids of matters this changed.

        A part that changes takes the values `lapsed` besides.
        """
        missing = {(m, part): v for m, parts in wanted.items() for part, v in parts.items()}
        changed = set()
        for part in self._all(table):
            values = missing.pop((part.matter_id, getattr(part, key)), None)
            if values is None and part.matter_id in wanted:
                self.session.delete(part)
                changed.add(part.matter_id)
            elif values is not None and settle(part, values):
                settle(part, lapsed)
                changed.add(part.matter_id)
        for (matter, name), values in missing.items():
            self.session.add(table(**{"matter_id": matter, key: name, **values}))
        self.session.flush()
        return changed | {matter for matter, _ in missing}

    def refresh_words(self, kind: str, rows: Mapping[str, Row]) -> None:
        """Have the index read again what is not as it was."""
        for code, row in rows.items():
            if self.outcomes.get((kind, code), Outcome.UNCHANGED) is not Outcome.UNCHANGED:
                words.refresh(self.session, kind, row.id)

    def _all(self, table: type[Any]) -> Iterable[Any]:
        return self.session.scalars(select(table).order_by(table.id)).all()
