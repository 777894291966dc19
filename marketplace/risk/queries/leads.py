"""Leads found: one, the regulators' list, a reporter's own, those about a firm."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Organisation
from marketplace.claims import queries as claims
from marketplace.claims.models import ClaimCheck
from marketplace.claims.states import Saying
from marketplace.complaints import queries as complaints
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say
from marketplace.matters.models import ServiceItem
from marketplace.ratings.models import Rating
from marketplace.risk import policy
from marketplace.risk.models import Lead
from marketplace.risk.states import LeadKind, LeadState

PAGE = 20
SHOWN = (
    joinedload(Lead.firm),
    joinedload(Lead.department),
    joinedload(Lead.regulator),
    joinedload(Lead.taken_by),
    joinedload(Lead.reporter),
    joinedload(Lead.matter),
    joinedload(Lead.item),
)


def lead(session: Session, id: int, reader: Actor) -> Lead:
    found = session.get(Lead, id, options=SHOWN)
    if found is None:
        raise NotFoundError
    if not policy.LEAD_READERS(reader, found):
        text = say(
            "Read by regulators, auditors, who reported it, and whom it is about once asked."
        )
        raise NotAllowedError(text)
    return found


def leads(
    session: Session, reader: Actor, state: LeadState | None, before: int = 0
) -> tuple[list[Lead], int]:
    """What a regulator or auditor may look into, the newest first."""
    told = Lead.regulator_id == reader.organisation_id
    mine: list[ColumnElement[bool]] = [(Lead.kind != LeadKind.EXTRA_PAYMENT) | told]
    if reader.role is Role.REGULATOR:
        mine.append(
            Lead.firm_id.is_not(None)
            | Lead.department_id.is_distinct_from(reader.organisation_id)
            | (Lead.state != LeadState.OPEN)
        )
    if state:
        mine.append(Lead.state == state)
    return _page(session, mine, before)


def reported_by(session: Session, reporter: int, before: int = 0) -> tuple[list[Lead], int]:
    return _page(session, [Lead.reporter_id == reporter], before)


def about(session: Session, organisation_id: int, limit: int = PAGE) -> Sequence[Lead]:
    """What an organisation is asked to answer, the newest first."""
    theirs = (Lead.firm_id == organisation_id, Lead.state != LeadState.OPEN)
    found = select(Lead).where(*theirs).options(*SHOWN).order_by(Lead.id.desc()).limit(limit)
    return session.scalars(found).all()


def _page(
    session: Session, wanted: list[ColumnElement[bool]], before: int
) -> tuple[list[Lead], int]:
    chosen = select(Lead).where(*wanted).options(*SHOWN)
    if before:
        chosen = chosen.where(Lead.id < before)
    found = list(session.scalars(chosen.order_by(Lead.id.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def of_pattern(session: Session, pattern: str) -> Sequence[Lead]:
    """The leads of one pattern, the oldest first: the last may still be open."""
    return session.scalars(select(Lead).where(Lead.pattern == pattern).order_by(Lead.id)).all()


def unanswered(session: Session) -> Sequence[Lead]:
    """Leads that are looked into, and whose time to answer may still run."""
    taken = (Lead.state == LeadState.TAKEN, Lead.answered_at.is_(None))
    return session.scalars(select(Lead).where(*taken).options(joinedload(Lead.rule_set))).all()


def regulator_for(
    session: Session, item: ServiceItem | None, accused_id: int | None
) -> Organisation | None:
    """The department of the service, else that of complaints; never the one it is about."""
    likely = (item.regulator if item else None, complaints.default_regulator(session))
    fit = (one for one in likely if one is not None and one.id != accused_id)
    return next(fit, None)


def praise(
    session: Session, owner_id: int, firm_id: int, since: datetime
) -> tuple[list[float], list[float]]:
    """The open ratings between two since then: of the firm, and of the owner."""
    between = select(Rating).where(Rating.opened_at >= since, Rating.hidden_at.is_(None))
    both = (owner_id, firm_id)
    found = session.scalars(between.where(Rating.rater_id.in_(both), Rating.rated_id.in_(both)))
    means: dict[int, list[float]] = {owner_id: [], firm_id: []}
    for rating in found:
        means[rating.rated_id].append(rating.mean)
    return means[firm_id], means[owner_id]


def checks_behind(session: Session, lead: Lead) -> Sequence[ClaimCheck]:
    """The claim checks that the regulator was shown for a lead."""
    if lead.kind is not LeadKind.FALSE_CLAIM:
        return ()
    _, firm_key, saying, about = lead.pattern.split("|", 3)
    pattern = claims.Pattern(firm_key, Saying(saying), about)
    found = claims.alike(session, pattern, lead.counted_since)
    return [one for one in found if one.handed_over_at and _belongs(one, lead)]


def _belongs(check: ClaimCheck, lead: Lead) -> bool:
    """What came after a lead was closed belongs to the next one."""
    return lead.closed_at is None or check.made_at <= lead.closed_at
