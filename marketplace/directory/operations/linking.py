"""Which other firms share what only one should have."""

from typing import Any

from sqlalchemy import Table, delete, insert, or_

from marketplace.core import rulesets
from marketplace.core.act import Act
from marketplace.core.database import table_of
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.directory.models import Firm, FirmLink, FirmMark
from marketplace.directory.queries import links
from marketplace.directory.rules.links import marks_of
from marketplace.directory.states import Mark

MARKS, LINKS = table_of(FirmMark), table_of(FirmLink)  # plain: written anew each time


@operation("directory.link", may=CLOCKWORK_ONLY)
def link(act: Act, firm: Firm) -> None:
    """Write its marks and links anew; what very many share is a business park, not a hand."""
    mine, most = firm.organisation_id, rulesets.in_force(act.session, act.now).rules.link_most_firms
    act.session.execute(delete(MARKS).where(MARKS.c.organisation_id == mine))
    either = or_(LINKS.c.organisation_id == mine, LINKS.c.other_id == mine)
    act.session.execute(delete(LINKS).where(either))
    marks = sorted(marks_of(links.known_of(act.session, firm)))
    found = list(links.sharers(act.session, [key for _, key in marks], most))
    _write(act, MARKS, [{"organisation_id": mine, "kind": kind, "key": key} for kind, key in marks])
    _write(act, LINKS, [_link(mine, other, kind) for other, kind in found])
    _write(act, LINKS, [_link(other, mine, kind) for other, kind in found])


def _link(organisation_id: int, other_id: int, kind: Mark) -> dict[str, Any]:
    return {"organisation_id": organisation_id, "other_id": other_id, "kind": kind}


def _write(act: Act, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        act.session.execute(insert(table), rows)
