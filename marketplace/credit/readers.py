"""What touches a score, what time does to it, and where it is shown."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.accounts.policy import holds
from marketplace.accounts.states import Kind
from marketplace.cases.models import Attachment, Case, Return
from marketplace.complaints.models import Complaint
from marketplace.contracts.models import Contract, Milestone
from marketplace.core import recounts
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.core.texts import Text, say
from marketplace.credit import operations, policy, queries
from marketplace.credit.models import Contest
from marketplace.directory.models import Firm, Penalty
from marketplace.files.policy import readable
from marketplace.ratings.models import Rating
from marketplace.requests.models import Request
from marketplace.selection.models import Objection

duty("credit.begin", queries.uncounted, operations.begin)
duty("credit.count", queries.due, operations.count)
duty("credit.flag", queries.overdue, operations.flag)


@reads("credit.of_parts", "contracts.accept_milestone", "contracts.book_payment")
def of_parts(act: Act, fact: Fact) -> None:
    """Both sides of a part that was accepted, by the owner or by rule, or paid."""
    if part := act.session.get(Milestone, fact.thing_id):
        contract = act.session.get_one(Contract, part.contract_id)
        operations.touch(act, contract.firm_id)
        operations.touch(act, contract.owner_id)


@reads("credit.of_contracts", "contracts.give_back")
def of_contracts(act: Act, fact: Fact) -> None:
    """The owner answered a delivery."""
    if contract := act.session.get(Contract, fact.thing_id):
        operations.touch(act, contract.owner_id)


@reads("credit.of_refusals", *queries.REFUSING)
def of_refusals(act: Act, fact: Fact) -> None:
    """Whoever refuses loses points; a firm that won climbs the ladder too."""
    refuser = act.session.get(Organisation, queries.refuser(fact))
    request = queries.request_of(act.session, fact)
    if refuser is None or request is None:
        return
    operations.touch(act, refuser.id)
    if refuser.kind is Kind.INTERMEDIARY:
        operations.propose(act, fact, request=request)


@reads("credit.of_ratings", "ratings.open", "ratings.hide", "ratings.unhide")
def of_ratings(act: Act, fact: Fact) -> None:
    if rating := act.session.get(Rating, fact.thing_id):
        operations.touch(act, rating.rated_id)


@reads("credit.of_complaints", "complaints.uphold")
def of_complaints(act: Act, fact: Fact) -> None:
    if complaint := act.session.get(Complaint, fact.thing_id):
        operations.touch(act, complaint.against_id)


@reads("credit.of_penalties", "directory.warn", "directory.suspend", "directory.expel")
def of_penalties(act: Act, fact: Fact) -> None:
    if penalty := act.session.get(Penalty, fact.thing_id):
        operations.touch(act, penalty.firm.organisation_id)


@reads("credit.of_returns", "cases.return_deliverable")
def of_returns(act: Act, fact: Fact) -> None:
    if returned := act.session.get(Return, fact.thing_id):
        operations.touch(act, returned.firm_id)


@reads("credit.of_cases", "cases.grant", "cases.refuse")
def of_cases(act: Act, fact: Fact) -> None:
    """The firms whose works a department judged."""
    judged = select(Contract.firm_id).join(Attachment, Attachment.contract_id == Contract.id)
    case = act.session.get(Case, fact.thing_id)
    for firm_id in act.session.scalars(judged.where(Attachment.case_id == (case and case.id))):
        operations.touch(act, firm_id)


@reads("credit.of_requests", "requests.withdraw")
def of_requests(act: Act, fact: Fact) -> None:
    request = act.session.get(Request, fact.thing_id)
    if request is not None and request.first_offer_at is not None:
        operations.touch(act, request.owner_id)


@reads("credit.of_objections", "selection.answer", "selection.escalate")
def of_objections(act: Act, fact: Fact) -> None:
    if objection := act.session.get(Objection, fact.thing_id):
        operations.touch(act, objection.request.owner_id)


@reads("credit.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.running(act.session), operations.ends, operations.recount)


@holds
def what_is_contested(session: Session, organisation_id: int) -> Text | None:
    """An undecided contest keeps its organisation open."""
    if queries.undecided_of(session, organisation_id):
        return say("A contested entry of the credit score is not decided.")
    return None


def _may_read(session: Session, actor: Actor, id: int) -> bool:
    contest = session.get(Contest, id)
    return contest is not None and policy.READERS(actor, contest)


readable(Contest.__tablename__, _may_read)


@invariant("a credit score is the sum of its entries")
def scores_add_up(session: Session, _: Path) -> Iterable[str]:
    return queries.unexplained(session)


@panel("directory.firm", order=15)
def of_the_firm(_: Session, __: Actor, firm: Firm) -> Panel | None:
    """The score and the way to what it is made of; the figure is the firm's own column."""
    shown = {"score": firm.credit_score, "organisation_id": firm.organisation_id}
    return Panel("credit/of_firm.html", shown)


@panel("selection.result", order=30)
def of_the_selected(session: Session, _: Actor, request: Request) -> Panel | None:
    """The credit of who was selected, as it is today."""
    firm = queries.selected_firm(session, request.id)
    if firm is None:
        return None
    shown = {"score": firm.credit_score, "organisation_id": firm.organisation_id}
    return Panel("credit/of_selected.html", shown)


@panel("requests.request", order=15)
def of_the_owner(_: Session, __: Actor, request: Request) -> Panel | None:
    """What a firm may want to know before it offers."""
    return Panel("credit/of_owner.html", {"owner": request.owner})
