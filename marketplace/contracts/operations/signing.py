"""From the award to a concluded contract, or to one that lapsed."""

from dataclasses import asdict

from marketplace.contracts import rules
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.operations.parts import begin, end_parts
from marketplace.contracts.policy import PARTIES
from marketplace.contracts.states import MACHINE
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act, Role
from marketplace.core.errors import DomainError, WrongStateError
from marketplace.core.money import Money, format_amount, in_words
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.requests.states import Ending
from marketplace.requests.states import State as RequestState
from marketplace.selection import queries as selection
from marketplace.selection.models import Award
from marketplace.selection.operations import cancel


@operation("contracts.draft", may=CLOCKWORK_ONLY)
def draft(act: Act, award: Award) -> Contract:
    """Write the contract that follows from an award; one for a request."""
    request = award.request
    rule_set = request.rule_set or rulesets.in_force(act.session, act.now)
    calendar = calendars.current(act.session)
    contract = Contract(
        number=f"HT-{request.number}",
        request_id=request.id,
        owner_id=request.owner_id,
        firm_id=award.firm_id,
        item_id=request.item_id,
        project_id=request.project_id,
        rule_set_id=rule_set.id,
        price=_price(award),
        days=_days(award),
        terms=[asdict(clause) for clause in rules.clauses(_subject(award, rule_set.rules))],
        drafted_at=act.now,
        sign_due_at=calendar.deadline(act.now, rule_set.rules.contract_days, calendars.zone()),
    )
    contract.milestones.append(Milestone(no=1, price=contract.price, days=contract.days))
    act.session.add(contract)
    return contract


def _price(award: Award) -> Money:
    price = award.price or award.request.agreed_price
    if price is None:
        raise DomainError(say("This award has no price, so no contract can be drafted."))
    return price


def _days(award: Award) -> int:
    item = award.request.item
    days = award.days or award.request.days_wanted or (item.days_typical if item else None)
    if not days:
        raise DomainError(say("This award has no time limit, so no contract can be drafted."))
    return days


def _subject(award: Award, figures: Rules) -> rules.Subject:
    request, item, price = award.request, award.request.item, _price(award)
    return rules.Subject(
        request=request.number,
        title=request.title,
        owner_zh=request.owner.name_zh,
        owner_en=request.owner.name_en,
        firm_zh=award.firm.name_zh,
        firm_en=award.firm.name_en,
        item_zh=f"{item.code} {item.name_zh}" if item else request.title,
        item_en=f"{item.code} {item.name_en}" if item else request.title,
        category=item.category if item else "",
        legal_basis=item.legal_basis if item else "",
        qualification=item.qualification if item else "",
        scope=request.scope,
        deliverable=_deliverable(request),
        acceptance_test=request.acceptance_test,
        price_zh=f"{format_amount(price, 'zh')}（{in_words(price, 'zh')}）",
        price_en=f"{format_amount(price, 'en')} ({in_words(price, 'en')})",
        days=_days(award),
        check_days=figures.delivery_check_days,
        returns=figures.returns_before_regulator,
        late_fault_days=figures.late_fault_days,
    )


def _deliverable(request: Request) -> str:
    """What the owner wrote, else what the catalogue expects of this service item."""
    return request.deliverable or "；".join(request.item.deliverables if request.item else ())


@operation("contracts.confirm", may=PARTIES)
def confirm(act: Act, contract: Contract) -> None:
    """The first side says yes to the text as it stands."""
    MACHINE.move(contract, "confirm")
    _sign(act, contract)


@operation("contracts.conclude", may=PARTIES)
def conclude(act: Act, contract: Contract) -> None:
    """The second side says yes: the contract is concluded and its days begin."""
    MACHINE.move(contract, "conclude")
    _sign(act, contract)
    contract.concluded_at = act.now
    begin(act, contract, contract.current)


def _sign(act: Act, contract: Contract) -> None:
    if contract.request.state != RequestState.AWARDED:
        raise WrongStateError(say("The award behind this contract no longer stands."))
    if act.now >= contract.sign_due_at:
        days = contract.rule_set.rules.contract_days
        rule = say("Both sides confirm within %(days)s working days of the award.", days=days)
        raise WrongStateError(say("The time to confirm this contract is over."), rule)
    side = "owner" if act.actor.role == Role.OWNER else "firm"
    if getattr(contract, f"{side}_confirmed_at") is not None:
        raise WrongStateError(say("Your side has confirmed this contract already."))
    setattr(contract, f"{side}_confirmed_at", act.now)


@operation("contracts.lapse", may=CLOCKWORK_ONLY)
def lapse(act: Act, contract: Contract) -> None:
    """Not confirmed by both sides in time; each silent side is a fact of its own."""
    MACHINE.move(contract, "lapse")
    end_parts(contract)
    contract.ended_at = act.now
    if contract.request.state != RequestState.AWARDED:
        return
    for side in rules.silent_sides(contract.owner_confirmed_at, contract.firm_confirmed_at):
        owner = side == Role.OWNER
        organisation_id = contract.owner_id if owner else contract.firm_id
        fail_to_sign(act, contract, side=side, silent_id=organisation_id)
    award = selection.award_of(act.session, contract.request)
    if award is not None:
        cancel(act, award, ending=Ending.NO_CONTRACT)


@operation(
    "contracts.fail_to_sign",
    may=CLOCKWORK_ONLY,
    log=("side", "silent_id"),
    within=("contracts.lapse",),
)
def fail_to_sign(act: Act, contract: Contract, *, side: Role, silent_id: int) -> None:
    """Only a fact: whose silence let the contract lapse. The award is cancelled."""
