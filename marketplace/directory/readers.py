"""What the clock does in the directory, what the index knows of it, its panel on other pages."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from marketplace.core import clock, words
from marketplace.core.act import Act, Actor, Role
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.core.words import Entry
from marketplace.directory import operations, queries
from marketplace.directory.models import Firm, Qualification
from marketplace.directory.queries import checks, links, proofs
from marketplace.directory.queries.firms import WHOLE
from marketplace.directory.queries.lists import KIND
from marketplace.directory.states import FIRM, FirmState
from marketplace.files.policy import readable
from marketplace.matters.models import ServiceItem

BATCH = 500
LINKING = (
    "accounts.accept_invitation",
    "accounts.appoint",
    "accounts.join",
    "accounts.register_organisation",
    "accounts.remove",
    "accounts.revise_organisation",
    "directory.add_practitioner",
    "directory.admit",
    "directory.apply",
    "directory.describe",
    "directory.end_practitioner",
)

duty("directory.start_paper", checks.due_to_start, operations.start_paper)
duty("directory.expire_paper", checks.due_to_expire, operations.expire_paper)
duty("directory.warn_first", checks.due_to_warn_first, operations.warn_first)
duty("directory.warn_last", checks.due_to_warn_last, operations.warn_last)
duty("directory.end_penalty", checks.due_penalties, operations.end_penalty)


@reads("directory.leave", "accounts.close_organisation")
def leave(act: Act, fact: Fact) -> None:
    """The firm of a closed organisation goes out of the directory."""
    firm = queries.of_organisation(act.session, fact.thing_id or 0)
    if firm is not None and FIRM.allows("leave", firm.state):
        operations.leave(act, firm)


@reads("directory.link", *LINKING)
def link(act: Act, fact: Fact) -> None:
    """What a firm is known by may have changed: so may the firms it is linked with."""
    for organisation_id in links.concerned(act.session, fact):
        firm = links.firm_of(act.session, organisation_id)
        if firm is not None:
            operations.link(act, firm)


@invariant("lists match firms as their papers do")
def matches_fit(session: Session, _: Path) -> Iterable[str]:
    return proofs.mismatched(session, clock.now())


def may_see_scans(session: Session, actor: Actor, paper_id: int) -> bool:
    """Those who check, regulate and audit firms; the firm's own people may anyway."""
    return actor.role in {Role.OPERATOR, Role.REGULATOR, Role.AUDITOR}


readable(Qualification.__tablename__, may_see_scans)


@words.gather(KIND)
def gather(session: Session, ids: Sequence[int] | None) -> Iterable[Entry]:
    """The admitted firms by name, services and areas; better rated ones first among equals."""
    wanted = select(Firm).where(Firm.state == FirmState.ADMITTED).options(*WHOLE)
    if ids is not None:
        return _entries(session, wanted.where(Firm.id.in_(ids)))
    return _entries(session, wanted.order_by(Firm.id).execution_options(yield_per=BATCH))


def _entries(session: Session, firms: Select[Firm]) -> Iterator[Entry]:
    for firm in session.scalars(firms):
        yield _entry(firm)


def _entry(firm: Firm) -> Entry:
    organisation = firm.organisation
    items = {item.id: item for paper in firm.qualifications for item in paper.items}.values()
    fields = {
        "name_zh": organisation.name_zh,
        "name_en": organisation.name_en,
        "code": organisation.code or "",
        "text_items_zh": " ".join(item.name_zh for item in items),
        "text_items_en": " ".join(item.name_en for item in items),
        "text_papers": " ".join(paper.kind for paper in firm.qualifications),
        "text_areas": " ".join(f"{area.name_zh} {area.name_en}" for area in firm.areas),
        "text": firm.introduction,
    }
    return Entry(KIND, firm.id, fields, boost=round((firm.rating_mean or 0) * 1000))


@panel("matters.item", order=20)
def firms_for_item(session: Session, actor: Actor, item: ServiceItem) -> Panel | None:
    """The best rated firms that may do a service item."""
    names = {"firms": queries.best(session, item.id), "item": item}
    return Panel("directory/panels/item.html", names)
