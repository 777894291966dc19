"""Scores, entries, contests and proposals found."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import OWNER_KINDS, Kind
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.rulesets import RuleSet
from marketplace.core.texts import say
from marketplace.credit.models import Contest, Entry, Proposal, Score
from marketplace.credit.states import ContestState, ProposalState
from marketplace.directory.models import Firm
from marketplace.selection.models import Award

PAGE, ENTRIES = 20, 50
BATCH = 200


def organisation(session: Session, actor: Actor, id: int) -> Organisation:
    """A firm or an owner; a natural person's page is for himself, regulators and auditors."""
    found = session.get(Organisation, id)
    if found is None or found.kind not in OWNER_KINDS | {Kind.INTERMEDIARY}:
        raise NotFoundError
    within = actor.role in (Role.REGULATOR, Role.AUDITOR) or actor.organisation_id == id
    if found.kind is Kind.NATURAL_PERSON and not within:
        raise NotFoundError
    if found.kind is Kind.INTERMEDIARY and not within and firm_id(session, id) is None:
        raise NotFoundError
    return found


def firm_id(session: Session, organisation_id: int) -> int | None:
    """Its page in the directory, if it has one."""
    mine = select(Firm.id).where(Firm.organisation_id == organisation_id)
    return session.scalar(mine.where(Firm.admitted_at.is_not(None)))


def selected_firm(session: Session, request_id: int) -> Firm | None:
    """Whom the request's award names, if it is in the directory."""
    named = select(Firm).join(Award, Award.firm_id == Firm.organisation_id)
    return session.scalar(named.where(Award.request_id == request_id).limit(1))


def score_of(session: Session, organisation_id: int) -> Score | None:
    """With its entries and their contests, for the page that explains it."""
    mine = select(Score).where(Score.organisation_id == organisation_id)
    whole = selectinload(Score.entries).selectinload(Entry.contests)
    return session.scalar(mine.options(whole, joinedload(Score.rule_set)))


def shown(score: Score, now: datetime, after: int = 0) -> tuple[list[Entry], int]:
    """The entries of the period, the newest first, and the cursor of the next page."""
    living = [entry for entry in score.entries if now < entry.counts_until]
    living.sort(key=lambda entry: (entry.happened_at, entry.id), reverse=True)
    ids = [entry.id for entry in living]
    start = ids.index(after) + 1 if after in ids else 0
    found = living[start : start + ENTRIES]
    return found, found[-1].id if start + ENTRIES < len(living) else 0


def entry(session: Session, id: int) -> Entry:
    whole = joinedload(Entry.score).joinedload(Score.organisation)
    found = session.get(Entry, id, options=[whole])
    if found is None:
        raise NotFoundError
    return found


def contest(session: Session, actor: Actor, id: int) -> Contest:
    sides = (joinedload(Contest.organisation), joinedload(Contest.regulator))
    found = session.get(Contest, id, options=[*sides, joinedload(Contest.entry)])
    if found is None:
        raise NotFoundError
    organisation(session, actor, found.organisation_id)
    return found


def contest_of(session: Session, entry_id: int) -> Contest | None:
    """What stands in the way of another contest: one that runs or was decided."""
    decided = (ContestState.FILED, ContestState.UPHELD, ContestState.DISMISSED)
    mine = select(Contest).where(Contest.entry_id == entry_id, Contest.state.in_(decided))
    return session.scalar(mine.limit(1))


def contests(
    session: Session, state: ContestState | None, before: int = 0
) -> tuple[Sequence[Contest], int]:
    """Everybody's list, the newest first, and the cursor of the next page (0 when it is last)."""
    public = Organisation.kind != Kind.NATURAL_PERSON
    wanted = select(Contest).join(Contest.organisation).where(public).order_by(Contest.id.desc())
    if state:
        wanted = wanted.where(Contest.state == state)
    if before:
        wanted = wanted.where(Contest.id < before)
    named = (joinedload(Contest.organisation), joinedload(Contest.entry))
    found = session.scalars(wanted.options(*named).limit(PAGE + 1)).all()
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def proposal(session: Session, id: int) -> Proposal:
    found = session.get(Proposal, id, options=[joinedload(Proposal.firm)])
    if found is None:
        raise NotFoundError
    return found


def proposals(session: Session, actor: Actor, after: int = 0) -> tuple[Sequence[Proposal], int]:
    """What a department has to decide (an auditor sees all), the most urgent first."""
    if actor.role not in (Role.REGULATOR, Role.AUDITOR):
        raise NotAllowedError(rule=say("This is decided by the department of the service."))
    wanted = select(Proposal).where(Proposal.state == ProposalState.PROPOSED)
    if actor.role is not Role.AUDITOR:
        wanted = wanted.where(Proposal.regulator_id == actor.organisation_id)
    if last := session.get(Proposal, after) if after else None:
        wanted = wanted.where(tuple_(Proposal.due_at, Proposal.id) > tuple_(last.due_at, last.id))
    named = (joinedload(Proposal.firm), joinedload(Proposal.request))
    listed = wanted.options(*named).order_by(Proposal.due_at, Proposal.id)
    found = session.scalars(listed.limit(PAGE + 1)).all()
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def due(session: Session, now: datetime) -> Sequence[Score]:
    """Scores that time has changed."""
    old = select(Score).where(Score.due_at <= now).order_by(Score.due_at)
    return session.scalars(old.limit(BATCH)).all()


def overdue(session: Session, now: datetime) -> Sequence[Contest]:
    """Where the regulator's time has run out and nobody was told yet."""
    late = select(Contest).where(Contest.due_at <= now, Contest.flagged_at.is_(None))
    return session.scalars(late.order_by(Contest.due_at).limit(BATCH)).all()


def running(session: Session) -> Sequence[Contest | Proposal]:
    contests = session.scalars(select(Contest).where(Contest.due_at.is_not(None))).all()
    proposals = session.scalars(select(Proposal).where(Proposal.due_at.is_not(None))).all()
    return [*contests, *proposals]


def undecided_of(session: Session, organisation_id: int) -> bool:
    mine = select(Contest.id).where(
        Contest.organisation_id == organisation_id, Contest.state == ContestState.FILED
    )
    return session.scalar(mine.limit(1)) is not None


def formulas(session: Session) -> Sequence[RuleSet]:
    """All versions of the rules, the newest first: each has its formula."""
    return session.scalars(select(RuleSet).order_by(RuleSet.version.desc())).all()
