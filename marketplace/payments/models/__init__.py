"""Tables of money."""

from marketplace.payments.models.accounts import PayoutAccount
from marketplace.payments.models.answers import ExtraAnswer
from marketplace.payments.models.banking import BankTransfer
from marketplace.payments.models.ledger import LedgerLine
from marketplace.payments.models.payments import Decision, Payment, Settlement
from marketplace.payments.models.service import Command, Event, Reconciliation

__all__ = [
    "BankTransfer",
    "Command",
    "Decision",
    "Event",
    "ExtraAnswer",
    "LedgerLine",
    "Payment",
    "PayoutAccount",
    "Reconciliation",
    "Settlement",
]
