"""The owner writes a request and hands it in."""

from dataclasses import dataclass

from sqlalchemy import update

from marketplace.core import calendars, rulesets
from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.matters.models import Matter, ServiceItem
from marketplace.projects import operations as projects
from marketplace.projects.models import Project
from marketplace.requests import queries
from marketplace.requests.models import Exclusion, Request, Series
from marketplace.requests.operations.detailing import demand_details, forget_details
from marketplace.requests.operations.terms import (
    Terms,
    auction_form,
    capped,
    fixed_price,
    keep_to_the_band,
    publishable,
    put,
    put_direct,
    told,
)
from marketplace.requests.policy import OWNER, owns_the_project
from marketplace.requests.rules.asking import why_not_ask
from marketplace.requests.states import DRAWN, MACHINE, USABLE, Fund, Method, State


@dataclass(frozen=True)
class Need:
    """The work that is asked for: a service item, for a matter of the project or for none."""

    item: ServiceItem
    matter: Matter | None


@operation("requests.draft", may=permit(Role.OWNER, when=owns_the_project))
def draft(act: Act, project: Project, *, need: Need, terms: Terms) -> Request:
    """Begin a request, unless nobody may ask the owner for this work."""
    refusal = why_not_ask(queries.wanted(act.session, need.item, need.matter))
    if refusal:
        law = say("Requirement register, %(law)s", law=need.item.legal_basis)
        raise DomainError(refusal, rule=law)
    request = Request(number=next_number(act), owner_id=project.owner_id, drafted_at=act.now)
    request.project_id, request.area_id = project.id, project.area_id
    request.item_id = need.item.id
    _count(act, project, need, request)
    request.exclusions, request.evaluators = [], []
    request.owner = project.owner
    _fill(act, request, terms)
    act.session.add(request)
    act.session.flush()
    return request


@operation("requests.edit", may=OWNER)
def edit(act: Act, request: Request, *, terms: Terms) -> None:
    """Change a draft."""
    _still_a_draft(act, request)
    _fill(act, request, terms)


@operation("requests.exclude", may=OWNER, log=("firm", "reason"))
def exclude(act: Act, request: Request, *, firm: str, reason: str) -> None:
    """Keep a firm out, for a reason that is published."""
    _still_a_draft(act, request)
    found = queries.find_firm(act.session, firm)
    if found is None:
        text = say("No firm of the directory has this unified code or exact name.")
        raise BadInputError("firm", text)
    told("reason", reason)
    if any(one.firm_id == found.id for one in request.exclusions):
        raise BadInputError("firm", say("This firm is excluded already."))
    request.exclusions.append(Exclusion(firm_id=found.id, reason=reason.strip()))


@operation("requests.include", may=OWNER, log=("exclusion",))
def include(act: Act, request: Request, *, exclusion: int) -> None:
    """Let an excluded firm in again."""
    _still_a_draft(act, request)
    request.exclusions[:] = [one for one in request.exclusions if one.id != exclusion]


@operation("requests.submit", may=OWNER)
def submit(act: Act, request: Request) -> None:
    """Hand the draft to the operator, who has one working day."""
    hold(act.session, request)
    request.rule_set = request.rule_set or rulesets.in_force(act.session, act.now)
    keep_to_the_band(request, request.rule_set.rules, complete=True)
    demand_details(request, request.rule_set.rules)
    MACHINE.move(request, "submit")
    await_check(act, request, request.rule_set.rules.request_check_days)


def await_check(act: Act, request: Request, days: int) -> None:
    calendar = calendars.current(act.session)
    request.submitted_at, request.reason = act.now, ""
    request.check_due_at = calendar.deadline(act.now, days, calendars.zone())


def next_number(act: Act) -> str:
    """XQ-2026-000123: each year counts from one; the row's lock keeps two from being alike."""
    year = act.now.astimezone(calendars.zone()).year
    insert_once(act.session, Series, year=year, last=0)
    one_more = update(Series).where(Series.year == year).values(last=Series.last + 1)
    last = act.session.execute(
        one_more.returning(Series.last), execution_options={"synchronize_session": False}
    ).scalar_one()
    return f"XQ-{year}-{last:06}"


def _count(act: Act, project: Project, need: Need, request: Request) -> None:
    """Tie the request to the matter, which then stays on the project's list."""
    if need.matter is None:
        return
    picked = next((one for one in project.needs if one.matter_id == need.matter.id), None)
    if picked is None:
        raise DomainError(say("Put this matter on the project's list first."))
    request.matter_id = need.matter.id
    projects.use(act, picked)


def _fill(act: Act, request: Request, terms: Terms) -> None:
    if terms.method not in USABLE:
        raise BadInputError("method", say("Choose one of the options listed."))
    publishable(act, terms)
    capped(terms.method, terms)
    put(request, terms)
    if request.method is not terms.method:
        forget_details(request)
    request.method, request.fund = terms.method, terms.fund or Fund.PRIVATE
    request.auction_form = auction_form(terms)
    if terms.method is Method.DIRECT:
        put_direct(act, request, terms)
    else:
        request.direct_firm_id, request.direct_reason = None, ""
        request.agreed_price = fixed_price(terms) if terms.method in DRAWN else None
    keep_to_the_band(request, rulesets.in_force(act.session, act.now).rules)


def _still_a_draft(act: Act, request: Request) -> None:
    hold(act.session, request)
    if request.state is not State.DRAFT:
        raise WrongStateError(say("Only a draft can be changed like this."))
