"""What waits for the person who looks, in the role he wears now."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.core.act import Actor, Role
from marketplace.desk.queries.waits import cases, firms, operators, owners, regulators, specialists
from marketplace.desk.rules import Wait, in_order

Look = Callable[[Session, Actor, datetime], list[Wait]]
LOOKS: dict[Role, Look] = {
    Role.CLERK: cases.of_clerk,
    Role.OWNER: owners.waits,
    Role.INTERMEDIARY: firms.waits,
    Role.REGULATOR: regulators.waits,
    Role.OPERATOR: operators.waits,
    Role.SPECIALIST: specialists.waits,
}


def mine(session: Session, actor: Actor, now: datetime) -> list[Wait]:
    """The most urgent first; at most a hundred of each kind."""
    look = LOOKS.get(actor.role)
    return in_order(look(session, actor, now)) if look else []
