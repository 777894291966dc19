"""What was said about payments beyond contracts: for the regulator of the work, and nobody else."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.contracts.models import Contract
from marketplace.core import keys
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.texts import say
from marketplace.payments.models import ExtraAnswer
from marketplace.payments.rules.sealing import unseal

PAGE = 20
PURPOSE = "payments: answers for the regulator"


@dataclass(frozen=True)
class Said:
    """An answer as it is written."""

    is_yes: bool
    text: str = ""


def place_of(contract_id: int, organisation_id: int) -> str:
    """An answer copied to another row does not open there."""
    return f"extra_answers:{contract_id}:{organisation_id}"


def answer_of(session: Session, contract_id: int, organisation_id: int) -> ExtraAnswer | None:
    mine = select(ExtraAnswer).filter_by(contract_id=contract_id, organisation_id=organisation_id)
    return session.scalar(mine)


def unsealed(row: ExtraAnswer) -> Said:
    place = place_of(row.contract_id, row.organisation_id)
    said = json.loads(unseal(keys.derived(PURPOSE), row.sealed, place))
    return Said(said["yes"], said["text"])


def answers_for(
    session: Session, actor: Actor, before: int = 0
) -> tuple[list[tuple[ExtraAnswer, Said]], int]:
    """Of the work that the reader's department regulates, the newest first; then the next key."""
    if actor.role is not Role.REGULATOR:
        rule = say("These answers are read by the regulator of the work, and by nobody else.")
        raise NotAllowedError(rule=rule)
    listed = (
        select(ExtraAnswer)
        .options(joinedload(ExtraAnswer.organisation))
        .options(joinedload(ExtraAnswer.contract).joinedload(Contract.request))
        .where(ExtraAnswer.regulator_id == actor.organisation_id)
        .order_by(ExtraAnswer.id.desc())
    )
    listed = listed.where(ExtraAnswer.id < before) if before else listed
    found = list(session.scalars(listed.limit(PAGE + 1)))
    after = found[PAGE - 1].id if len(found) > PAGE else 0
    return [(row, unsealed(row)) for row in found[:PAGE]], after


def says_yes(session: Session, id: int) -> ExtraAnswer | None:
    """The answer if it says yes: for the clock, which makes a lead of it."""
    row = session.get(ExtraAnswer, id)
    return row if row is not None and unsealed(row).is_yes else None
