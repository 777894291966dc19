"""The contract that follows from an award: its text, its parts, its paper."""

from dataclasses import asdict

from marketplace.contracts import queries, rules
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.operations.papers import CONTRACT, print_paper
from marketplace.contracts.queries import parts_of
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.errors import DomainError
from marketplace.core.money import Money, format_amount, in_words
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.selection.models import Award


@operation("contracts.draft", may=CLOCKWORK_ONLY)
def draft(act: Act, award: Award) -> Contract:
    """Write the contract that follows from an award; one for a request."""
    request = award.request
    rule_set = request.rule_set or rulesets.in_force(act.session, act.now)
    calendar = calendars.current(act.session)
    contract = Contract(
        number=_number(act, request),
        request_id=request.id,
        owner_id=request.owner_id,
        firm_id=award.firm_id,
        item_id=request.item_id,
        project_id=request.project_id,
        rule_set_id=rule_set.id,
        price=_price(award),
        days=_days(award),
        terms=[],
        drafted_at=act.now,
        sign_due_at=calendar.deadline(act.now, rule_set.rules.contract_days, calendars.zone()),
    )
    contract.milestones.append(Milestone(no=1, price=contract.price, days=contract.days))
    act.session.add(contract)
    act.session.flush()
    write_text(act, contract)
    return contract


def _number(act: Act, request: Request) -> str:
    """HT-XQ-2026-000123; the contract of an alternate is told apart by -2, -3."""
    before = queries.lapsed_n(act.session, request.id)
    return f"HT-{request.number}" + (f"-{before + 1}" if before else "")


def write_text(act: Act, contract: Contract) -> None:
    """The clauses of a draft as it stands, and the paper that both sides sign."""
    contract.terms = [asdict(clause) for clause in rules.clauses(_subject(contract))]
    print_paper(act, contract, CONTRACT)


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


def _subject(contract: Contract) -> rules.Subject:
    request, item, price = contract.request, contract.item, contract.price
    figures = contract.rule_set.rules
    return rules.Subject(
        request=request.number,
        title=request.title,
        owner_zh=contract.owner.name_zh,
        owner_en=contract.owner.name_en,
        firm_zh=contract.firm.name_zh,
        firm_en=contract.firm.name_en,
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
        days=contract.days,
        figures=figures,
        parts=parts_of(contract),
        currency=price.currency,
    )


def _deliverable(request: Request) -> str:
    """What the owner wrote, else what the catalogue expects of this service item."""
    return request.deliverable or "；".join(request.item.deliverables if request.item else ())
