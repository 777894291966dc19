"""Double entry: every line takes from one account what it gives to another, so all sum to 0.

A balance is what an account was given less what was taken. Where money lies (PROVIDER, DISPUTED)
and what it cost (FEES, LOSSES) stand at 0 or above; whose it is (HELD, TO_FIRM, TO_OWNER) at 0 or
below: the platform owes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.core.money import Money
from marketplace.payments.states import Account

OWED = frozenset({Account.HELD, Account.TO_FIRM, Account.TO_OWNER})


@dataclass(frozen=True)
class Line:
    """`amount` above 0 goes from `credit` to `debit`."""

    debit: Account
    credit: Account
    amount: Money

    def __post_init__(self) -> None:
        if self.amount.minor <= 0 or self.debit is self.credit:
            raise ValueError("a line moves an amount above 0 between two accounts")


def _lines(*moves: tuple[Account, Account, Money]) -> list[Line]:
    """Nothing is written about nothing."""
    return [Line(debit, credit, amount) for debit, credit, amount in moves if amount]


def funded(amount: Money, fee: Money) -> list[Line]:
    """The owner's money arrived; the service kept its fee, which the hall bears."""
    arrived = (Account.PROVIDER, Account.HELD, amount)
    return _lines(arrived, (Account.FEES, Account.PROVIDER, fee))


def decided(firm: Money, owner: Money) -> list[Line]:
    """It is settled to whom the money held goes."""
    return _lines((Account.HELD, Account.TO_FIRM, firm), (Account.HELD, Account.TO_OWNER, owner))


def transferred(amount: Money) -> list[Line]:
    return _lines((Account.TO_FIRM, Account.PROVIDER, amount))


def refunded(amount: Money) -> list[Line]:
    return _lines((Account.TO_OWNER, Account.PROVIDER, amount))


def disputed(amount: Money) -> list[Line]:
    """The payer's bank took the money back for the time being."""
    return _lines((Account.DISPUTED, Account.PROVIDER, amount))


def won(amount: Money) -> list[Line]:
    return _lines((Account.PROVIDER, Account.DISPUTED, amount))


def lost(amount: Money, held: Money) -> list[Line]:
    """What was still held goes back to the payer; what was passed on already, the hall has lost."""
    return _lines(
        (Account.HELD, Account.DISPUTED, held), (Account.LOSSES, Account.DISPUTED, amount - held)
    )


def balances(lines: Iterable[Line]) -> dict[tuple[Account, str], int]:
    """By account and currency, in minor units."""
    found: dict[tuple[Account, str], int] = {}
    for line in lines:
        for account, sign in ((line.debit, 1), (line.credit, -1)):
            key = (account, line.amount.currency)
            found[key] = found.get(key, 0) + sign * line.amount.minor
    return found
