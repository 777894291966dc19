"""Which other firms share what only one should have."""

from sqlalchemy import delete, or_

from marketplace.core import rulesets
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.directory.models import Firm, FirmLink, FirmMark
from marketplace.directory.queries import links
from marketplace.directory.rules.links import marks_of


@operation("directory.link", may=CLOCKWORK_ONLY)
def link(act: Act, firm: Firm) -> None:
    """Write its marks and links anew; what very many share is a business park, not a hand."""
    mine, most = firm.organisation_id, rulesets.in_force(act.session, act.now).rules.link_most_firms
    act.session.execute(delete(FirmMark).where(FirmMark.organisation_id == mine))
    either = or_(FirmLink.organisation_id == mine, FirmLink.other_id == mine)
    act.session.execute(delete(FirmLink).where(either))
    marks = sorted(marks_of(links.known_of(act.session, firm)))
    found = links.sharers(act.session, [key for _, key in marks], most)
    act.session.add_all(FirmMark(organisation_id=mine, kind=kind, key=key) for kind, key in marks)
    for other, kind in found:
        act.session.add(FirmLink(organisation_id=mine, other_id=other, kind=kind))
        act.session.add(FirmLink(organisation_id=other, other_id=mine, kind=kind))
    act.session.flush()
