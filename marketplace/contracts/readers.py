"""What follows from awards and acceptances, and what other pages show of contracts."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.accounts.policy import holds
from marketplace.contracts import operations, queries
from marketplace.contracts.models import Contract
from marketplace.contracts.policy import READERS
from marketplace.contracts.rules import quartiles
from marketplace.contracts.states import FINISHED, OVER, State
from marketplace.core import recounts
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.core.texts import Text, say
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm
from marketplace.files.policy import readable
from marketplace.matters import operations as matters
from marketplace.projects.models import Project
from marketplace.requests.models import Request
from marketplace.requests.states import Ending

readable("deliverables", queries.reads_deliverable)
duty("contracts.lapse", queries.unsigned, operations.lapse)
duty("contracts.remind", queries.to_remind, operations.remind)
duty("contracts.return_by_rule", queries.unruled, operations.return_by_rule)
duty(
    "contracts.refuse_change_by_rule",
    queries.unanswered_changes,
    operations.refuse_change_by_rule,
)
duty("contracts.accept_by_rule", queries.unanswered, operations.accept_by_rule)


@reads("contracts.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.running(act.session), operations.ends, operations.recount)
    changes = queries.open_changes(act.session)
    recounts.recount(act, changes, operations.ends_of_change, operations.recount_change)


@holds
def what_is_agreed(session: Session, organisation_id: int) -> Text | None:
    """A contract that is not over keeps both its sides open."""
    number = queries.running_of(session, organisation_id)
    return say("The contract %(number)s still runs.", number=number) if number else None


@reads("contracts.draft", "requests.award")
def draft_the_contract(act: Act, fact: Fact) -> None:
    award = queries.standing_award(act.session, fact.thing_id or 0)
    if award is None:
        return
    last = queries.of_request(act.session, award.request_id)
    if last is None or last.state is State.LAPSED:
        operations.draft(act, award)


@reads("contracts.end_by_rule", "requests.void")
def end_with_the_award(act: Act, fact: Fact) -> None:
    """A void request has no contract: one that still runs ends."""
    contract = queries.of_request(act.session, fact.thing_id or 0)
    if contract is not None and contract.state not in OVER:
        operations.end_by_rule(act, contract, ending=Ending(contract.request.reason))


@reads(
    "contracts.figures",
    "contracts.accept",
    "contracts.accept_by_rule",
    "contracts.rule_accepted",
)
def tell_figures(act: Act, fact: Fact) -> None:
    """The band of the service item and the record of the firm, told to the rooms below."""
    contract = act.session.get(Contract, fact.thing_id)
    if contract is None or contract.state not in FINISHED:
        return
    _tell_band(act, contract)
    firm = queries.firm_of(act.session, contract.firm_id)
    if firm is not None:
        _tell_record(act, firm)


def _tell_band(act: Act, contract: Contract) -> None:
    if contract.item is None:
        return
    found = queries.finished_terms(act.session, contract.item.id, contract.price.currency)
    prices, days = (quartiles([pair[at] for pair in found]) for at in (0, 1))
    if prices is None or days is None:
        return
    band = matters.Band(
        n=len(found),
        price_p25=prices.p25,
        price_median=prices.median,
        price_p75=prices.p75,
        days_p25=days.p25,
        days_median=days.median,
        days_p75=days.p75,
    )
    matters.set_band(act, contract.item, band=band)


def _tell_record(act: Act, firm: Firm) -> None:
    record = queries.record_of(act.session, firm.organisation_id)
    directory.set_figures(
        act,
        firm,
        rating_mean=firm.rating_mean,
        rating_n=firm.rating_n,
        on_time_rate=record.on_time_rate,
        contracts_n=record.n,
    )


@invariant("what a contract's state promises is there")
def states_hold(session: Session, _: Path) -> Iterable[str]:
    return queries.faults(session)


@invariant("each paper of a contract is what its sides signed")
def papers_are_signed(session: Session, _: Path) -> Iterable[str]:
    return queries.forged(session)


@panel("requests.request", order=60)
def of_the_request(session: Session, actor: Actor, request: Request) -> Panel | None:
    contract = queries.of_request(session, request.id)
    if contract is None:
        return None
    shown = {"contract": contract, "is_open": READERS(actor, contract)}
    return Panel("contracts/of_request.html", shown)


@panel("directory.firm", order=30)
def of_the_firm(session: Session, _: Actor, firm: Firm) -> Panel | None:
    if not firm.contracts_n:
        return Panel("contracts/of_firm.html", {"finished": []})
    finished = queries.finished_of(session, firm.organisation_id)
    record = queries.record_of(session, firm.organisation_id)
    return Panel("contracts/of_firm.html", {"finished": finished, "record": record})


@panel("projects.project", order=60)
def of_the_project(session: Session, actor: Actor, project: Project) -> Panel | None:
    found = queries.of_project(session, project.id)
    rows = [(contract, READERS(actor, contract)) for contract in found]
    return Panel("contracts/of_project.html", {"rows": rows}) if found else None
