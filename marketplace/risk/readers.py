"""Signals are computed when offers are opened, and again when a winner was passed over."""

from datetime import timedelta

from sqlalchemy.orm import Session

from marketplace.accounts.policy import holds
from marketplace.claims import operations as claim_checks
from marketplace.claims import queries as claims
from marketplace.claims.models import ClaimCheck
from marketplace.contracts.models import ChangeOrder, Contract
from marketplace.core import recounts, rulesets
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.panels import Panel, panel
from marketplace.core.texts import Text, say
from marketplace.matters import queries as catalogue
from marketplace.matters.queries import Asked
from marketplace.matters.rules.register import is_owners_duty
from marketplace.matters.rules.requirement import BY_DEPARTMENT
from marketplace.payments import queries as payments
from marketplace.ratings.models import Rating
from marketplace.requests.models import Request
from marketplace.risk import operations, policy, queries, rules
from marketplace.risk.rules import NAMES, written
from marketplace.selection.models import Auction, Award

# Not by facts: a new catalogue may make the department pay for what owners have asked for before.
duty("risk.find_charge", queries.charged, operations.find_charge)

A_YEAR = timedelta(days=365)


@reads("risk.compute", "selection.open", "selection.finish", "selection.pass_over")
def compute(act: Act, fact: Fact) -> None:
    request = _request_of(act.session, fact)
    if request is not None and request.opened_at is not None:
        operations.compute(act, request)


@reads("risk.watch_changes", "contracts.agree_change")
def watch_changes(act: Act, fact: Fact) -> None:
    """Both sides signed a change: has the price grown too much, or was it one too many?"""
    order = act.session.get(ChangeOrder, fact.thing_id)
    if order is not None:
        operations.watch_changes(act, act.session.get_one(Contract, order.contract_id))


@reads("risk.watch_claims", "claims.check")
def watch_claims(act: Act, fact: Fact) -> None:
    """The same false claim about one firm by enough owners opens a lead, once."""
    check = act.session.get(ClaimCheck, fact.thing_id)
    for pattern in claims.patterns(check) if check else ():
        _watch(act, pattern)


@reads("risk.watch_answers", "payments.answer")
def watch_answers(act: Act, fact: Fact) -> None:
    """A yes to "did you pay anything else" is for the regulator of the work to look into."""
    answer = payments.says_yes(act.session, fact.thing_id or 0)
    if answer is not None:
        operations.open_answer(act, answer)


def _watch(act: Act, pattern: claims.Pattern) -> None:
    figures = rulesets.in_force(act.session, act.now).rules
    key = rules.claim_pattern(pattern.firm_key, pattern.saying, pattern.about)
    before = queries.of_pattern(act.session, key)
    closed_at = next((one.closed_at for one in reversed(before) if one.closed_at), None)
    since = rules.counts_since(act.now, figures.claim_lead_calendar_days, closed_at)
    checks = claims.alike(act.session, pattern, since)
    if len({check.organisation_id for check in checks}) < figures.claim_lead_owners:
        return
    if not before or before[-1].closed_at:
        operations.open_lead(act, None, pattern=pattern, checks=checks, since=since)
    for check in checks:
        if check.handed_over_at is None:
            claim_checks.hand_over(act, check)


@reads("risk.watch_ratings", "ratings.open")
def watch_ratings(act: Act, fact: Fact) -> None:
    """Do these two praise each other again and again?"""
    rating = act.session.get(Rating, fact.thing_id)
    if rating is None:
        return
    contract, figures = rating.contract, rulesets.in_force(act.session, act.now).rules
    ratings = (contract.owner_id, contract.firm_id, act.now - A_YEAR)
    given, returned = queries.praise(act.session, *ratings)
    wanted, mean = figures.rating_ring_contracts, figures.rating_ring_tenths / 10
    if rules.is_ring(given, returned, wanted, mean):
        operations.open_ring(act, contract, contracts_n=min(len(given), len(returned)))


@reads("risk.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.unanswered(act.session), operations.ends, operations.recount)


@holds
def what_is_looked_into(session: Session, organisation_id: int) -> Text | None:
    """A lead that a regulator looks into keeps the firm it is about open."""
    taken = [one for one in queries.about(session, organisation_id) if one.closed_at is None]
    return say("Lead %(number)s is not closed.", number=taken[0].number) if taken else None


@panel("matters.asked", order=50)
def way_to_report(session: Session, actor: Actor, asked: Asked) -> Panel | None:
    """For who was asked for what nobody may ask for."""
    entry = catalogue.entry(session, asked.matter.id, asked.item.id) if asked.item else None
    if entry is not None and is_owners_duty(entry.obligation):
        return None
    return Panel("risk/way_to_report.html", {"asked": asked, "may": policy.REPORTERS(actor)})


def _request_of(session: Session, fact: Fact) -> Request | None:
    """The request that a fact is about, or whose award it is about."""
    if fact.thing_id is None:
        return None
    if fact.thing_kind == "awards":
        award = session.get(Award, fact.thing_id)
        return award.request if award else None
    if fact.thing_kind == "auctions":
        auction = session.get(Auction, fact.thing_id)
        return auction.request if auction else None
    return session.get(Request, fact.thing_id) if fact.thing_kind == "requests" else None


@panel("requests.request.top", order=20)
def warns_of_a_charge(_: Session, __: Actor, request: Request) -> Panel | None:
    """Nobody may charge an owner for what the department must commission and pay."""
    item = request.item
    if item is None or item.obligation is not BY_DEPARTMENT:
        return None
    return Panel("risk/charged.html", {"item": item})


@panel("requests.request", order=80)
def signals(session: Session, actor: Actor, request: Request) -> Panel | None:
    """For regulators and auditors alone."""
    if not policy.WATCHERS(actor):
        return None
    found = queries.of_request(session, request.id)
    names = {"signals": found, "names": NAMES, "written": written}
    return Panel("risk/on_request.html", names) if found else None
