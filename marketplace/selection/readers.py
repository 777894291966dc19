"""The duties of the clock, what must hold, and what is shown on lower pages."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.accounts.policy import holds
from marketplace.core import clock, recounts
from marketplace.core.act import Act, Actor, Role
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.core.policy import may
from marketplace.core.texts import Text, say
from marketplace.directory.models import Firm
from marketplace.files.policy import readable
from marketplace.requests.models import Request
from marketplace.requests.operations import rules_of
from marketplace.requests.rules.phases import opening_is_late
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import INVITING, Method, State
from marketplace.selection import operations, queries
from marketplace.selection.models import Auction, Clarification, Evaluation
from marketplace.selection.policy import may_read_answer
from marketplace.selection.queries import (
    auction_proofs,
    auctions,
    clarifying,
    draws,
    keys,
    proofs,
    sampling,
)
from marketplace.selection.rules.merit import ASPECTS
from marketplace.selection.rules.methods import Answer, Step, rule_of
from marketplace.selection.states import DRAW, AwardState

duty("selection.open", queries.to_open, operations.open_or_ask, timed=True)
duty("selection.escalate", queries.to_escalate, operations.escalate)
duty("selection.settle", queries.to_settle, operations.settle)
duty("selection.reject", clarifying.to_reject, partial(operations.reject, reason=""))
duty("selection.approve", clarifying.to_approve, partial(operations.approve, reason=""))
duty("selection.sample", sampling.to_sample, operations.sample)
duty("selection.award", queries.to_award, operations.award, timed=True)
duty("selection.default", queries.to_default, operations.default, timed=True)
duty("selection.warn", queries.to_warn, operations.warn, timed=True)
duty("selection.lapse", queries.to_lapse, operations.lapse, timed=True)
duty("selection.notice", draws.to_notice, operations.notice)
duty("selection.draw", draws.to_draw, operations.draw, timed=True)
duty("selection.spoil", draws.to_spoil, operations.spoil, timed=True)
duty("selection.begin", auctions.to_begin, operations.begin, timed=True)
duty("selection.postpone", auctions.to_postpone, operations.postpone, timed=True)
duty("selection.halt", auctions.to_halt, operations.halt_if_cut, timed=True)
duty("selection.finish", auctions.to_finish, operations.finish, timed=True)


@reads("selection.reserve", "requests.submit", "requests.give_back")
def reserve(act: Act, fact: Fact) -> None:
    """A request in check has its draw already, so that its owner may add a secret."""
    request = act.session.get(Request, fact.thing_id)
    if request is not None:
        operations.reserve(act, request)


@reads("selection.retime", "requests.revise")
def retime(act: Act, fact: Fact) -> None:
    """A beacon's round always lies after the closing."""
    request = act.session.get(Request, fact.thing_id)
    draw = request and queries.living_draw(act.session, request)
    if draw and draw.beacon:
        operations.retime(act, draw)


@reads("selection.drop", "requests.withdraw", "requests.fail", "requests.void")
def drop(act: Act, fact: Fact) -> None:
    """A request that ended needs no draw; one that was held stays as it is."""
    request = act.session.get(Request, fact.thing_id)
    draw = request and queries.living_draw(act.session, request)
    if draw and DRAW.allows("drop", draw.state):
        operations.drop(act, draw)


@reads("selection.examine", "requests.select", "requests.select_again")
def examine(act: Act, fact: Fact) -> None:
    """Whichever method put a firm first, its price is looked at."""
    request = act.session.get(Request, fact.thing_id)
    award = request and queries.award_of(act.session, request)
    if award is not None and award.state is AwardState.STANDING:
        operations.examine_if_low(act, award)


@reads("selection.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.running(act.session), operations.ends, operations.recount)
    asked = clarifying.waiting(act.session)
    do = operations.recount_clarification
    recounts.recount(act, asked, operations.ends_of_clarification, do)


@holds
def what_is_offered(session: Session, organisation_id: int) -> Text | None:
    """A sealed offer, or one that won and awaits its award, keeps the firm open."""
    number = queries.running_of(session, organisation_id)
    return say("Your offer for %(number)s still counts.", number=number) if number else None


def _may_read_papers(session: Session, actor: Actor, id: int) -> bool:
    asked = session.get(Clarification, id)
    return asked is not None and may_read_answer(actor, asked)


readable(Clarification.__tablename__, _may_read_papers)


@invariant("no offer came in after the closing")
def none_is_late(session: Session, _: Path) -> Iterable[str]:
    return proofs.late(session)


@invariant("no offer can be read before it is opened")
def none_is_legible(session: Session, _: Path) -> Iterable[str]:
    return proofs.legible(session)


@invariant("each offer has the envelope that was acknowledged")
def envelopes_are_whole(session: Session, _: Path) -> Iterable[str]:
    return proofs.broken(session)


@invariant("the bids of each auction stand in one falling order, as it was published")
def auctions_stand(session: Session, _: Path) -> Iterable[str]:
    return auction_proofs.disordered(session)


@invariant("a decided request has one standing award")
def awards_stand(session: Session, _: Path) -> Iterable[str]:
    return proofs.unawarded(session)


def running_evaluation(session: Session, request: Request) -> Evaluation | None:
    """While plans are scored everybody sees who holds the ball."""
    waits = rule_of(request.method).step is Step.SCORE and request.state is State.OPENED
    return queries.evaluation_of(session, request) if waits else None


@panel("requests.request.top", order=10)
def offer_or_result(session: Session, actor: Actor, request: Request) -> Panel | None:
    """What the reader may do now: offer, see his receipt, open what is late, read the result."""
    now, mine = clock.now(), None
    if actor.role is Role.INTERMEDIARY:
        mine = queries.living(session, request, actor.organisation_id)
    names = {
        "request": request,
        "mine": mine,
        "takes_offers": request.state is State.OPEN and takes_offers(request.closes_at, now),
        "must_confirm": mine is not None and mine.request_version < request.material_version,
        "late": opening_is_late(request, now),
        "waits": bool(keys.awaited(keys.key_of(session, request))),
        "by_lot": request.by_draw,
        "by_bids": request.method is Method.AUCTION,
        "auction": _auction(session, request),
        "draw": queries.living_draw(session, request) if request.by_draw else None,
        "choice": queries.choice_of(session, request) if request.by_draw else None,
        "evaluation": running_evaluation(session, request),
        "frozen": request.state is State.SELECTED and queries.is_frozen(session, request),
        "has_result": request.selected_at is not None or request.opened_at is not None,
    }
    return Panel("selection/of_request.html", names)


def _auction(session: Session, request: Request) -> Auction | None:
    held = request.method is Method.AUCTION and request.opened_at is not None
    return auctions.auction_of(session, request) if held else None


@panel("requests.request", order=5)
def how(_: Session, __: Actor, request: Request) -> Panel | None:
    """The rule of its method in words, while it matters to who might offer."""
    rule = rule_of(request.method)
    if rule.answer is Answer.NOTHING:
        return None
    words = rule.chosen % {"n": rule.fewest(rules_of(request))}
    names = {"rule": rule, "words": words, "request": request, "aspects": ASPECTS}
    return Panel("selection/how.html", names)


@panel("requests.request.top", order=12)
def seal(session: Session, actor: Actor, request: Request) -> Panel | None:
    """Who keeps the key to the offers, and whose share the opening waits for."""
    if request.method not in INVITING or request.state not in (State.OPEN, State.CLOSED):
        return None
    key = keys.key_of(session, request)
    names = {
        "request": request,
        "keepers": keys.who_keeps(session, request, key),
        "awaited": [share.keeper for share in keys.awaited(key)],
        "one_will_do": keys.one_will_do(key),
        "holds_one": may(actor, "selection.hand_in", request),
    }
    return Panel("selection/seal.html", names)


@panel("directory.firm", order=40)
def won(session: Session, _: Actor, firm: Firm) -> Panel | None:
    """The requests this firm won lately."""
    awards = queries.won_by(session, firm.organisation_id)
    return Panel("selection/of_firm.html", {"awards": awards}) if awards else None
