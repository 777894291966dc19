"""Complaints on the pages of the rooms below; what is late; who may read the evidence."""

from sqlalchemy.orm import Session

from marketplace.accounts.policy import holds
from marketplace.complaints import operations, policy, queries
from marketplace.complaints.models import Complaint
from marketplace.contracts.models import Contract
from marketplace.core import clock, recounts
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.panels import Panel, panel
from marketplace.core.policy import may
from marketplace.core.texts import Text, say
from marketplace.directory.models import Firm
from marketplace.files.policy import readable
from marketplace.requests.models import Request

duty("complaints.flag", queries.overdue, operations.flag)


@reads("complaints.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.running(act.session), operations.ends, operations.recount)


@holds
def what_is_complained_of(session: Session, organisation_id: int) -> Text | None:
    """An undecided complaint keeps both its sides open."""
    number = queries.undecided_of(session, organisation_id)
    return say("Complaint %(number)s is not decided.", number=number) if number else None


def _may_read(session: Session, actor: Actor, id: int) -> bool:
    complaint = session.get(Complaint, id)
    return complaint is not None and policy.READERS(actor, complaint)


readable(Complaint.__tablename__, _may_read)


@panel("directory.firm", order=60)
def upheld(session: Session, _: Actor, firm: Firm) -> Panel | None:
    """The complaints that were upheld against a firm."""
    found = queries.upheld_against(session, firm.organisation_id)
    return Panel("complaints/upheld.html", {"complaints": found}) if found else None


@panel("requests.request", order=70)
def of_request(session: Session, actor: Actor, request: Request) -> Panel | None:
    """The docket's entries on a request, and the way to complain for who is entitled to."""
    found = queries.about_request(session, request.id)
    link = _may_complain(session, actor, request, None)
    return _panel(found, "request", request.id, link)


@panel("contracts.contract", order=70)
def of_contract(session: Session, actor: Actor, contract: Contract) -> Panel | None:
    found = queries.about_contract(session, contract.id)
    link = _may_complain(session, actor, None, contract)
    return _panel(found, "contract", contract.id, link)


def _may_complain(
    session: Session, actor: Actor, request: Request | None, contract: Contract | None
) -> bool:
    if not may(actor, "complaints.file"):
        return False
    return bool(queries.subjects(session, actor.organisation_id, clock.now(), request, contract))


def _panel(found: list[Complaint], key: str, id: int, link: bool) -> Panel | None:
    if not found and not link:
        return None
    return Panel("complaints/about.html", {"complaints": found, "link": link, "where": {key: id}})
