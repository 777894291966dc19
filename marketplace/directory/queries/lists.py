"""The public list: one walk along one index for a page, whatever is filtered and sorted by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.core import words
from marketplace.directory.queries.walk import Listed, Walk, rare_of
from marketplace.directory.rules.lists import Cursor, Sort, Wanted, read_cursor

SIZE = 20
CHUNK = 500
FEW = 500  # so many firms of a grade are sorted rather than looked for along the order
KIND = "firm"


@dataclass(frozen=True)
class Page:
    """A page of firms, the cursors of its neighbours, and whether the words found too much."""

    firms: Sequence[Listed] = ()
    previous: str = ""
    next: str = ""
    too_many: bool = False


def page(session: Session, wanted: Wanted, cursor: Cursor | None, size: int = SIZE) -> Page:
    """The page that begins at the cursor."""
    if not wanted.text:
        return _by_key(session, wanted, cursor, size, None)
    found = words.find(KIND, wanted.text)
    if wanted.sort is not Sort.RELEVANCE:
        shown = _by_key(session, wanted, cursor, size, found.ids)
    else:
        shown = _by_rank(session, wanted, cursor, size, found.ids)
    return Page(shown.firms, shown.previous, shown.next, found.more)


def services(firm: Listed) -> list[int]:
    """The items that the firm has papers for."""
    return sorted(map(int, firm.services.split(","))) if firm.services else []


def everything(session: Session, wanted: Wanted) -> Iterator[Listed]:
    """Every firm of the list in its order; read chunk by chunk, holding no transaction open."""
    cursor: Cursor | None = None
    while True:
        shown = page(session, wanted, cursor, CHUNK)
        session.rollback()
        yield from shown.firms
        if not shown.next:
            return
        cursor = read_cursor(shown.next, wanted.sort)


def _by_key(
    session: Session,
    wanted: Wanted,
    cursor: Cursor | None,
    size: int,
    ids: Sequence[int] | None,
) -> Page:
    if ids is not None and not ids:
        return Page()
    walk = Walk(wanted, cursor, size + 1, ids, _is_rare(session, wanted))
    rows = walk.firms(session)
    more, rows = len(rows) > size, rows[:size]
    backwards = cursor is not None and cursor.backwards
    if backwards:
        rows.reverse()
    before = bool(rows) and (more if backwards else cursor is not None)
    after = bool(rows) and (backwards or more)
    return Page(
        rows,
        str(Cursor(str(rows[0].key), rows[0].id, backwards=True)) if before else "",
        str(Cursor(str(rows[-1].key), rows[-1].id)) if after else "",
    )


def _by_rank(
    session: Session, wanted: Wanted, cursor: Cursor | None, size: int, ids: Sequence[int]
) -> Page:
    """Found ids in the index's order; the cursor's key is a place among them."""
    backwards = cursor is not None and cursor.backwards
    start = int(cursor.key) if cursor else 0
    places = range(start - 1, -1, -1) if backwards else range(start, len(ids))
    shown: list[tuple[int, Listed]] = []
    for at in range(0, len(places), size * 2):
        chunk = places[at : at + size * 2]
        walk = Walk(wanted, None, len(chunk), [ids[place] for place in chunk], rare=True)
        rows = {row.id: row for row in walk.firms(session)}
        shown += [(place, rows[ids[place]]) for place in chunk if ids[place] in rows]
        if len(shown) > size:
            break
    more, shown = len(shown) > size, sorted(shown[:size])
    before = bool(shown) and (more if backwards else cursor is not None)
    after = bool(shown) and (backwards or more)
    return Page(
        [row for _, row in shown],
        str(Cursor(str(shown[0][0]), 0, backwards=True)) if before else "",
        str(Cursor(str(shown[-1][0] + 1), 0)) if after else "",
    )


def _is_rare(session: Session, wanted: Wanted) -> bool:
    """Are there so few firms of the grade that sorting them is less work than looking for them?"""
    if not wanted.grade:
        return False
    return (session.scalar(*rare_of(wanted, FEW)) or 0) < FEW
