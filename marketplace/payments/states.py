"""States of a payment and of a bank transfer; the accounts of the ledger; kinds of orders."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class State(StrEnum):
    """Where the money of one payment is."""

    PLANNED = auto()
    REQUESTED = auto()
    PENDING = auto()
    FUNDED = auto()
    RELEASING = auto()
    TRANSFERRED = auto()
    REFUNDING = auto()
    REFUNDED = auto()
    DIVIDING = auto()
    SPLIT = auto()
    DISPUTED = auto()
    LOST = auto()
    FAILED = auto()


MACHINE = Machine[State](
    {
        "request": ({State.PLANNED}, State.REQUESTED),
        "wait": ({State.PLANNED, State.REQUESTED}, State.PENDING),
        "fund": ({State.PLANNED, State.REQUESTED, State.PENDING}, State.FUNDED),
        "fail": ({State.PLANNED, State.REQUESTED, State.PENDING}, State.FAILED),
        "release": ({State.FUNDED}, State.RELEASING),
        "transfer": ({State.RELEASING}, State.TRANSFERRED),
        "give_back": ({State.FUNDED}, State.REFUNDING),
        "refund": ({State.REFUNDING}, State.REFUNDED),
        "divide": ({State.FUNDED}, State.DIVIDING),
        "split": ({State.DIVIDING}, State.SPLIT),
        "dispute": ({State.FUNDED}, State.DISPUTED),
        "win": ({State.DISPUTED}, State.FUNDED),
        "lose": ({State.DISPUTED}, State.LOST),
    }
)
AWAITED = frozenset({State.PLANNED, State.REQUESTED, State.PENDING})
HOLDS_MONEY = frozenset({State.FUNDED, State.DISPUTED})
REACHED = frozenset(set(State) - AWAITED - {State.FAILED})  # the money was here
PASSED_ON = frozenset({State.RELEASING, State.TRANSFERRED, State.DIVIDING, State.SPLIT})


class BankState(StrEnum):
    """Where the record of a bank transfer is."""

    PROPOSED = auto()
    RECORDED = auto()
    CONFIRMED = auto()
    DENIED = auto()
    DROPPED = auto()


BANK = Machine[BankState](
    {
        "pass_on": ({BankState.PROPOSED}, BankState.RECORDED),
        "approve": ({BankState.PROPOSED}, BankState.RECORDED),
        "drop": ({BankState.PROPOSED, BankState.RECORDED}, BankState.DROPPED),
        "confirm": ({BankState.RECORDED, BankState.DENIED}, BankState.CONFIRMED),
        "confirm_by_rule": ({BankState.RECORDED}, BankState.CONFIRMED),
        "deny": ({BankState.RECORDED}, BankState.DENIED),
        "rule_paid": ({BankState.DENIED}, BankState.CONFIRMED),
        "rule_unpaid": ({BankState.DENIED}, BankState.DROPPED),
    }
)


class Account(StrEnum):
    """The accounts of the ledger: where money lies (a debit adds), and whose it is."""

    PROVIDER = auto()
    HELD = auto()
    TO_FIRM = auto()
    TO_OWNER = auto()
    FEES = auto()
    DISPUTED = auto()
    LOSSES = auto()


class Order(StrEnum):
    """What the hall orders of the payment service."""

    CHECKOUT = auto()
    EXPIRE = auto()
    TRANSFER = auto()
    REFUND = auto()
    ACCOUNT = auto()
    LINK = auto()


class Paid(StrEnum):
    """What the payment service says of a page to pay on, when it is asked."""

    OPEN = auto()
    UNDERWAY = auto()
    ARRIVED = auto()
    OVER = auto()
    REFUSED = auto()


# One enumeration each: as texts, members of two may be equal.
name_all(
    {
        State.PLANNED: say("Being prepared"),
        State.REQUESTED: say("The owner may pay now"),
        State.PENDING: say("Paid, money under way"),
        State.FUNDED: say("Money held by the platform"),
        State.RELEASING: say("Being transferred to the firm"),
        State.TRANSFERRED: say("Transferred to the firm"),
        State.REFUNDING: say("Being refunded to the owner"),
        State.REFUNDED: say("Refunded to the owner"),
        State.DIVIDING: say("Being split between both sides"),
        State.SPLIT: say("Split between both sides"),
        State.DISPUTED: say("Disputed by the payer's bank"),
        State.LOST: say("Taken back by the payer's bank"),
        State.FAILED: say("Not paid"),
    }
)
name_all(
    {
        BankState.PROPOSED: say("A second person of the owner must approve"),
        BankState.RECORDED: say("Recorded, the firm to confirm"),
        BankState.CONFIRMED: say("Received by the firm"),
        BankState.DENIED: say("The firm says it did not come; the regulator rules"),
        BankState.DROPPED: say("Record withdrawn"),
    }
)
name_all(
    {
        Account.PROVIDER: say("Balance at the payment service"),
        Account.HELD: say("Held for milestones"),
        Account.TO_FIRM: say("On its way to firms"),
        Account.TO_OWNER: say("On its way back to owners"),
        Account.FEES: say("Fees of the payment service, borne by the hall"),
        Account.DISPUTED: say("Withheld in disputes"),
        Account.LOSSES: say("Lost in disputes after payment"),
    }
)
name_all(
    {
        Order.CHECKOUT: say("Open a page to pay on"),
        Order.EXPIRE: say("Close a page to pay on"),
        Order.TRANSFER: say("Transfer to the firm"),
        Order.REFUND: say("Refund to the owner"),
        Order.ACCOUNT: say("Open an account for a firm"),
        Order.LINK: say("Link for a firm to set up its account"),
    }
)
name_all(
    {
        Paid.OPEN: say("Page open, nothing paid"),
        Paid.UNDERWAY: say("Money under way"),
        Paid.ARRIVED: say("Money arrived"),
        Paid.OVER: say("Page closed, nothing paid"),
        Paid.REFUSED: say("Payment did not arrive"),
    }
)
