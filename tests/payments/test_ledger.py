"""Whatever happens to money, the ledger sums to 0 and knows what is held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.payments.rules import ledger
from marketplace.payments.rules.ledger import Line, balances
from marketplace.payments.states import Account


def yuan(minor):
    return Money(minor, "CNY")


AMOUNTS = st.integers(1, 10**12)
ENDS = st.sampled_from(["settled", "under way", "held", "won", "lost", "lost late"])


@st.composite
def lives(draw):
    """One payment's lines from its arrival to its end, and what is still held of it."""
    amount = draw(AMOUNTS)
    firm = draw(st.integers(0, amount))
    fee = draw(st.integers(0, amount))
    whole, lines = yuan(amount), ledger.funded(yuan(amount), yuan(fee))
    settled = ledger.decided(yuan(firm), yuan(amount - firm))
    paid_out = ledger.transferred(yuan(firm)) + ledger.refunded(yuan(amount - firm))
    ways = {
        "held": ([], amount),
        "under way": (settled, 0),
        "settled": (settled + paid_out, 0),
        "won": (ledger.disputed(whole) + ledger.won(whole), amount),
        "lost": (ledger.disputed(whole) + ledger.lost(whole, whole), 0),
        "lost late": (settled + ledger.disputed(whole) + ledger.lost(whole, yuan(0)), 0),
    }
    more, held = ways[draw(ENDS)]
    return lines + more, held


@given(st.lists(lives(), max_size=8))
def test_the_ledger_always_sums_to_zero_and_knows_what_is_held(found):
    lines = [line for some, _ in found for line in some]
    sums = balances(lines)
    assert sum(sums.values()) == 0
    assert -sums.get((Account.HELD, "CNY"), 0) == sum(held for _, held in found)


@given(st.lists(lives(), max_size=8))
def test_nobody_is_owed_less_than_nothing(found):
    sums = balances([line for some, _ in found for line in some])
    assert all(sums.get((account, "CNY"), 0) <= 0 for account in ledger.OWED)
    assert sums.get((Account.LOSSES, "CNY"), 0) >= 0


@pytest.mark.parametrize("amount", [0, -1])
def test_a_line_moves_more_than_nothing(amount):
    with pytest.raises(ValueError, match="above 0"):
        Line(Account.HELD, Account.PROVIDER, yuan(amount))


def test_a_line_has_two_accounts():
    with pytest.raises(ValueError, match="two accounts"):
        Line(Account.HELD, Account.HELD, yuan(1))


def test_currencies_never_mix():
    lines = ledger.funded(yuan(5), yuan(0)) + ledger.funded(Money(7, "EUR"), Money(0, "EUR"))
    assert balances(lines)[Account.PROVIDER, "CNY"] == 5
    assert balances(lines)[Account.PROVIDER, "EUR"] == 7
