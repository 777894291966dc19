"""Reads of a person's own notices."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Person
from marketplace.core.act import Actor
from marketplace.core.errors import NotFoundError
from marketplace.core.texts import Text
from marketplace.notices import rules
from marketplace.notices.models import Notice

PAGE = 20
MOST_COUNTED = 99
GREATEST_ID = 2**63 - 1


def get(session: Session, id: int, reader: Actor) -> Notice:
    """One of the reader's own; the ids of other people's say nothing."""
    found = session.get(Notice, id)
    if found is None or found.person_id != reader.person_id:
        raise NotFoundError
    return found


class Line(NamedTuple):
    """What the list shows of a notice."""

    id: int
    text: str
    params: dict[str, Any]
    told_at: datetime
    read_at: datetime | None


def words(notice: Notice | Line) -> Text:
    """What the notice says, to be translated where it is read."""
    return Text(notice.text, rules.decoded(notice.params))


_NOTICE = Notice.__table__.c  # plain columns, no objects
_NEWEST = (
    select(_NOTICE.id, _NOTICE.text, _NOTICE.params, _NOTICE.told_at, _NOTICE.read_at)
    .where(_NOTICE.person_id == bindparam("person_id"), _NOTICE.id < bindparam("before"))
    .order_by(_NOTICE.id.desc())
    .limit(PAGE + 1)
)
_UNREAD_ONES = _NEWEST.where(_NOTICE.read_at.is_(None))


def page(
    session: Session, reader: Actor, before: int = 0, unread_only: bool = False
) -> tuple[list[Line], int]:
    """The newest first, and the cursor of the next page (0 when it is the last)."""
    values = {"person_id": reader.person_id, "before": before or GREATEST_ID}
    rows = session.execute(_UNREAD_ONES if unread_only else _NEWEST, values).all()
    found = [Line._make(row) for row in rows]
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


_WHOSE = Person.__table__.c.id
_MINE = select(_NOTICE.id).where(_NOTICE.person_id == _WHOSE, _NOTICE.read_at.is_(None))
_COUNTED = _MINE.correlate(Person.__table__).limit(MOST_COUNTED).subquery()
UNREAD = select(func.count()).select_from(_COUNTED).scalar_subquery()  # beside a person, up to 99
