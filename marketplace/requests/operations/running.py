"""From the operator's check to the award. What selection decides arrives through `within`."""

from dataclasses import dataclass

from marketplace.core import words
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say
from marketplace.core.timekeeping import demand_clock
from marketplace.requests.models import Request
from marketplace.requests.operations.publishing import (
    allow_objections,
    closing_after,
    rules_of,
    show_to_all,
    write_version,
)
from marketplace.requests.operations.terms import (
    Published,
    capped,
    keep_to_the_band,
    publishable,
    put,
    told,
)
from marketplace.requests.policy import OWNER
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.rules.versions import changes, is_material, written
from marketplace.requests.states import DRAWN, INVITING, MACHINE

OPERATOR = permit(Role.OPERATOR)
SELECTION_ONLY = permit()


@dataclass(frozen=True)
class Revision(Published):
    """New terms of an open request, and why."""

    reason: str


@operation("requests.give_back", may=OPERATOR, log=("reason",))
def give_back(act: Act, request: Request, *, reason: str) -> None:
    """Return a request to its owner with what is wrong with it."""
    told("reason", reason)
    hold(act.session, request)
    MACHINE.move(request, "give_back")
    request.reason, request.check_due_at = reason, None


@operation("requests.publish", may=OPERATOR, within=("selection.notice",))
def publish(act: Act, request: Request) -> None:
    """Invite offers; the closing the owner wished for, but never too early."""
    if request.method not in INVITING:
        raise WrongStateError(say("A direct selection is published by naming its firm."))
    if request.method in DRAWN and "selection.notice" not in act.within:
        raise WrongStateError(say("A draw is published with the commitments to its secrets."))
    hold(act.session, request)
    MACHINE.move(request, "publish")
    rules = rules_of(request)
    again = request.round > 0
    earliest = closing_after(act, rules.renotice_days if again else rules.offer_days)
    request.closes_at = max(request.closes_at or earliest, earliest)
    show_to_all(act, request)


@operation("requests.name", may=SELECTION_ONLY, within=("selection.name",))
def name(act: Act, request: Request) -> None:
    """Publish a direct selection: the firm is chosen, objections are possible."""
    hold(act.session, request)
    MACHINE.move(request, "name")
    request.closes_at = None
    allow_objections(act, request)
    show_to_all(act, request)


@operation("requests.revise", may=OWNER, log=("reason",))
def revise(act: Act, request: Request, *, terms: Revision) -> None:
    """Publish new terms; after a material change the offers made before must be confirmed."""
    hold(act.session, request)
    if not takes_offers(request.closes_at, act.now):
        raise WrongStateError(say("Offers have closed; the request can no longer be revised."))
    MACHINE.move(request, "revise")
    told("reason", terms.reason)
    publishable(act, terms)
    capped(request.method, terms)
    before = written(request)
    found = changes(before, written(terms))
    if not found:
        raise BadInputError("title", say("Nothing was changed."))
    _keep_the_deadline_fair(act, request, terms, is_material(found))
    put(request, terms)
    keep_to_the_band(request, rules_of(request))
    request.version += 1
    if is_material(found):
        request.material_version = request.version
    words.refresh(act.session, "request", request.id)
    write_version(act, request, terms.reason)


@operation("requests.receive", may=SELECTION_ONLY, within=("selection.receive",))
def receive(act: Act, request: Request) -> None:
    """Remember when the first offer came: from now on material changes must be confirmed."""
    request.first_offer_at = request.first_offer_at or act.now


@operation("requests.close", may=CLOCKWORK_ONLY, within=("selection.open", "selection.ask_shares"))
def close(act: Act, request: Request) -> None:
    """Tidy up behind the deadline, which has done its work already."""
    if takes_offers(request.closes_at, act.now):
        raise WrongStateError(say("Offers are still open until the published moment."))
    demand_clock(act.session)
    hold(act.session, request)
    MACHINE.move(request, "close")


@operation("requests.remind", may=CLOCKWORK_ONLY)
def remind(act: Act, request: Request) -> None:
    """Tell the firms that match, and the owner, that offers close soon; once."""
    if not takes_offers(request.closes_at, act.now):
        raise WrongStateError(say("Offers have closed."))
    request.reminded_at = act.now


@operation("requests.open", may=SELECTION_ONLY, within=("selection.open",))
def open(act: Act, request: Request) -> None:  # noqa: A001 (the verb of the machine)
    hold(act.session, request)
    MACHINE.move(request, "open")
    request.opened_at = act.now


@operation(
    "requests.select",
    may=SELECTION_ONLY,
    within=(
        "selection.open",
        "selection.draw",
        "selection.finish",
        "selection.conclude",
        "selection.pick",
        "selection.default",
    ),
)
def select(act: Act, request: Request) -> None:
    """A winner stands; from now on whoever took part may object."""
    hold(act.session, request)
    MACHINE.move(request, "select")
    allow_objections(act, request)


@operation(
    "requests.select_again",
    may=SELECTION_ONLY,
    within=("selection.pass_over", "selection.approve"),
)
def select_again(act: Act, request: Request) -> None:
    """The next in order took the winner's place: the time to object begins anew."""
    MACHINE.move(request, "select_again")
    request.awarded_at = request.taken_by_id = None
    allow_objections(act, request)


@operation("requests.award", may=SELECTION_ONLY, within=("selection.award",))
def award(act: Act, request: Request, *, firm_id: int) -> None:
    hold(act.session, request)
    MACHINE.move(request, "award")
    request.awarded_at, request.taken_by_id = act.now, firm_id


def _keep_the_deadline_fair(act: Act, request: Request, terms: Revision, material: bool) -> None:
    """The closing only moves later; after a material change it leaves time to reckon anew."""
    if terms.closes_at is None or (request.closes_at and terms.closes_at < request.closes_at):
        raise BadInputError("closes_at", say("The closing can only move later."))
    days = rules_of(request).renotice_days
    if material and request.first_offer_at and terms.closes_at < closing_after(act, days):
        text = say(
            "Offers have been made for the old terms: leave at least %(days)s working days to "
            "confirm them.",
            days=days,
        )
        raise BadInputError("closes_at", text)
