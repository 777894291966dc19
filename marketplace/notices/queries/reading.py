"""Reads of a person's own notices."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from marketplace.core.act import Actor
from marketplace.core.errors import NotFoundError
from marketplace.core.texts import Text
from marketplace.notices import rules
from marketplace.notices.models import Notice

PAGE = 20
MOST_COUNTED = 99


def words(notice: Notice) -> Text:
    """What the notice says, to be translated where it is read."""
    return Text(notice.text, rules.decoded(notice.params))


def get(session: Session, id: int, reader: Actor) -> Notice:
    """One of the reader's own; the ids of other people's say nothing."""
    found = session.get(Notice, id)
    if found is None or found.person_id != reader.person_id:
        raise NotFoundError
    return found


def page(
    session: Session, reader: Actor, before: int = 0, unread_only: bool = False
) -> tuple[list[Notice], int]:
    """The newest first, and the cursor of the next page (0 when it is the last)."""
    mine = select(Notice).where(Notice.person_id == reader.person_id)
    if unread_only:
        mine = mine.where(Notice.read_at.is_(None))
    if before:
        mine = mine.where(Notice.id < before)
    found = list(session.scalars(mine.order_by(Notice.id.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


_NEW = select(Notice.id).where(Notice.person_id == bindparam("person_id"), Notice.read_at.is_(None))
_UNREAD = select(func.count()).select_from(_NEW.limit(MOST_COUNTED).subquery())


def unread(session: Session, person_id: int) -> int:
    """How many are unread, counted up to 99."""
    return session.scalar(_UNREAD, {"person_id": person_id}) or 0
