"""What facts about requests, contracts and their money are about."""

from dataclasses import replace

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.core.texts import name_of
from marketplace.notices.queries.scene import Scene, last_day, names
from marketplace.notices.rules import Whom
from marketplace.payments.models import BankTransfer, Decision, Payment
from marketplace.requests.models import Request
from marketplace.requests.states import Ending


def why(reason: str) -> str:
    """What a person wrote, or the name of a rule."""
    return name_of(Ending(reason)) if reason in set(Ending) else reason


def of_request(request: Request) -> Scene:
    regulator = request.item.regulator_id if request.item else None
    return Scene(
        parties={Whom.OWNER: request.owner_id, Whom.REGULATOR: regulator},
        params={
            "title": request.title,
            "number": request.number,
            "owner": names(request.owner),
            "closes": request.closes_at,
            "objections": last_day(request.objections_until),
            "why": why(request.reason),
        },
        ids={"request": request.id},
        item=request.item_id or 0,
        area=request.area_id or 0,
    )


def with_firm(scene: Scene, firm: Organisation, **params: object) -> Scene:
    parties = {**scene.parties, Whom.FIRM: firm.id}
    return replace(scene, parties=parties, params={**scene.params, "firm": names(firm), **params})


def of_contract(contract: Contract) -> Scene:
    scene = with_firm(
        of_request(contract.request),
        contract.firm,
        number=contract.number,
        sign_due=last_day(contract.sign_due_at),
        due_on=contract.due_on,
        check_due=last_day(contract.check_due_at),
        why=why(contract.reason),
        ruling_due=last_day(contract.ruling_due_at),
    )
    return replace(scene, ids={**scene.ids, "contract": contract.id})


def of_payment(payment: Payment) -> Scene:
    scene = of_contract(payment.contract)
    params = {**scene.params, "amount": payment.amount, "payment": payment.number}
    return replace(scene, params=params, ids={**scene.ids, "payment": payment.id})


def of_decision(decision: Decision) -> Scene:
    return of_payment(decision.payment)


def of_bank_transfer(row: BankTransfer) -> Scene:
    scene = of_contract(row.contract)
    params = {**scene.params, "amount": row.amount}
    return replace(scene, params=params, ids={**scene.ids, "transfer": row.id})
