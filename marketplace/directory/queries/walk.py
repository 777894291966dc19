"""The query of one page of the list, written so that the right index is walked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.accounts.models import Organisation
from marketplace.directory.models import Firm, Match
from marketplace.directory.rules.lists import Cursor, Sort, Wanted
from marketplace.directory.rules.standing import WORKING
from marketplace.directory.states import Standing

_KEYS: dict[Sort, InstrumentedAttribute[Any]] = {
    Sort.RATING: Match.rating_key,
    Sort.ON_TIME: Match.on_time_key,
    Sort.CONTRACTS: Match.contracts_key,
    Sort.NAME: Match.name_key,
}


def filters(wanted: Wanted, standing: Standing | None) -> list[ColumnElement[bool]]:
    standings = [wanted.standing] if wanted.standing else list(WORKING)
    return [
        Match.standing == standing if standing else Match.standing.in_(standings),
        Match.item_id == wanted.item_id,
        Match.area_id == wanted.area_id,
    ]


def _off_index(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """The same value, but no index is chosen for it."""
    return func.coalesce(column, None)


@dataclass(frozen=True)
class Walk:
    """One page's way along the index: each standing's in turn, then merged."""

    wanted: Wanted
    cursor: Cursor | None
    size: int
    ids: Sequence[int] | None
    rare: bool

    def select(self) -> Any:
        asked = self.wanted.standing
        standings = (asked,) if asked else WORKING
        parts = [select(self._one(standing).subquery()) for standing in standings]
        found = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
        return (
            select(
                Firm.id, Organisation.name_zh, Organisation.name_en, Organisation.code,
                Organisation.address, Firm.contact_phone, Firm.rating_mean, Firm.rating_n,
                Firm.on_time_rate, Firm.contracts_n, found.c.grade, found.c.standing, found.c.key,
            )
            .join(found, found.c.firm_id == Firm.id)
            .join(Organisation, Organisation.id == Firm.organisation_id)
            .order_by(*self._order(found.c.key, found.c.firm_id))
            .limit(self.size)
        )  # fmt: skip

    def _one(self, standing: Standing) -> Select[Any]:
        column = _KEYS.get(self.wanted.sort, Match.rating_key)
        key = _off_index(column) if self.rare else column
        walk = select(Match.firm_id, column.label("key"), Match.grade, Match.standing)
        walk = walk.where(*self._wanted(standing)).order_by(*self._order(key, Match.firm_id))
        if self.cursor is not None:
            walk = walk.where(self._beyond(key, self.cursor))
        return walk.limit(self.size)

    def _wanted(self, standing: Standing) -> list[ColumnElement[bool]]:
        """The filters: by these firms, by the few rows of a rare grade, or along the index."""
        here, grade = filters(self.wanted, standing), self.wanted.grade
        if self.ids is not None:
            known = Match.firm_id.in_(self.ids), _off_index(Match.standing) == standing.value
            here = [*filters(self.wanted, None)[1:], *known]
        elif self.rare and grade:
            few = select(Match.id).where(*here, Match.grade == grade)
            return [Match.id.in_(few)]
        return [*here, _off_index(Match.grade) == grade] if grade else here

    def _falls(self) -> bool:
        """Greater first? Backwards the other way round."""
        backwards = self.cursor is not None and self.cursor.backwards
        return (self.wanted.sort is Sort.NAME) == backwards

    def _order(self, key: Any, id: Any) -> tuple[Any, Any]:
        return (key.desc(), id.desc()) if self._falls() else (key.asc(), id.asc())

    def _beyond(self, key: Any, cursor: Cursor) -> ColumnElement[bool]:
        place = tuple_(key, Match.firm_id)
        value = cursor.key if self.wanted.sort is Sort.NAME else int(cursor.key)
        mark = tuple_(value, cursor.id)
        beyond: ColumnElement[bool] = place < mark if self._falls() else place > mark
        return beyond
