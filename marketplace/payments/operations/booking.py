"""Writing into the ledger, in the transaction of what is written about."""

from collections.abc import Iterable

from marketplace.core.act import Act
from marketplace.payments.models import LedgerLine, Payment
from marketplace.payments.rules.ledger import Line


def book(act: Act, payment: Payment, what: str, lines: Iterable[Line]) -> None:
    """`what` happens to a payment once: the table refuses the same a second time."""
    for no, line in enumerate(lines):
        act.session.add(
            LedgerLine(
                effect=f"{what}:{payment.id}:{no}",
                payment_id=payment.id,
                debit=line.debit,
                credit=line.credit,
                amount=line.amount,
                at=act.now,
            )
        )
    act.session.flush()
