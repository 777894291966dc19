"""States and methods of a request."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class State(StrEnum):
    """Where a request is. Contract states belong to the contract."""

    DRAFT = auto()
    IN_CHECK = auto()
    OPEN = auto()
    CLOSED = auto()
    OPENED = auto()
    SELECTED = auto()
    AWARDED = auto()
    FAILED = auto()
    WITHDRAWN = auto()
    VOID = auto()


class Method(StrEnum):
    """How one intermediary is chosen."""

    SEALED_PRICE = auto()
    RANDOM = auto()
    AUCTION = auto()
    MERIT = auto()
    MERIT_PRICE = auto()
    CREDIT_MERIT = auto()
    AVERAGE_PRICE = auto()
    DIRECT = auto()
    IMPORTED = auto()  # whatever the foreign procedure was


class Fund(StrEnum):
    """Whose money pays: public money narrows the choice of methods."""

    FISCAL = auto()
    PRIVATE = auto()
    MIXED = auto()


class AuctionForm(StrEnum):
    """How an auction runs; published with the request."""

    SOFT_CLOSE = auto()
    ROUNDS = auto()


class Aspect(StrEnum):
    """What an owner may weigh. The price is scored by a formula, everything else by people."""

    PLAN = auto()
    STAFF = auto()
    QUALITY = auto()
    SERVICE = auto()
    PRICE = auto()


class Hiding(StrEnum):
    """What stays sealed until the scores are in."""

    PRICES = auto()
    NOTHING = auto()
    EVERYTHING = auto()


class DirectGround(StrEnum):
    """Why one firm is named without asking the market; whatever else needs words of its own."""

    SMALL = auto()
    SECOND_FAILURE = auto()
    ONLY_ONE = auto()
    FOLLOWS_UP = auto()
    URGENT = auto()
    OTHER = auto()


class Ending(StrEnum):
    """Why a request ended by rule; kept as its reason, and shown in the reader's language."""

    TOO_FEW = auto()
    TOO_FEW_AGAIN = auto()
    NOBODY_LEFT = auto()
    OBJECTION_UPHELD = auto()
    NO_CONTRACT = auto()
    COMPLAINT_UPHELD = auto()
    DRAW_SPOILT = auto()
    NOT_SCORED = auto()


MACHINE = Machine[State](
    {
        "submit": ({State.DRAFT}, State.IN_CHECK),
        "give_back": ({State.IN_CHECK}, State.DRAFT),
        "publish": ({State.IN_CHECK}, State.OPEN),
        "revise": ({State.OPEN}, State.OPEN),
        "name": ({State.IN_CHECK}, State.SELECTED),
        "close": ({State.OPEN}, State.CLOSED),
        "open": ({State.CLOSED}, State.OPENED),
        "select": ({State.OPENED}, State.SELECTED),
        "select_again": ({State.SELECTED, State.AWARDED}, State.SELECTED),
        "award": ({State.SELECTED}, State.AWARDED),
        "fail": ({State.OPEN, State.CLOSED, State.OPENED, State.SELECTED}, State.FAILED),
        "withdraw": ({State.DRAFT, State.IN_CHECK, State.OPEN}, State.WITHDRAWN),
        "void": (
            {State.OPEN, State.CLOSED, State.OPENED, State.SELECTED, State.AWARDED},
            State.VOID,
        ),
    }
)
INVITING = frozenset(set(Method) - {Method.DIRECT, Method.IMPORTED})  # firms answer first
DRAWN = frozenset({Method.RANDOM, Method.CREDIT_MERIT})  # noticed with a draw, at a fixed price
USABLE = (  # what an owner may choose today
    Method.SEALED_PRICE,
    Method.AUCTION,
    Method.MERIT,
    Method.MERIT_PRICE,
    Method.AVERAGE_PRICE,
    Method.CREDIT_MERIT,
    Method.RANDOM,
    Method.DIRECT,
)
PUBLIC_MONEY = frozenset({Fund.FISCAL, Fund.MIXED})
PUBLIC = frozenset(set(State) - {State.DRAFT, State.IN_CHECK})

name_all(
    {
        State.DRAFT: say("Draft"),
        State.IN_CHECK: say("In check"),
        State.OPEN: say("Open for offers"),
        State.CLOSED: say("Closed, opening due"),
        State.OPENED: say("Offers opened"),
        State.SELECTED: say("Winner selected, objections possible"),
        State.AWARDED: say("Awarded"),
        State.FAILED: say("Failed"),
        State.WITHDRAWN: say("Withdrawn"),
        State.VOID: say("Void"),
        Ending.TOO_FEW: say("Too few valid offers; the request is noticed once more."),
        Ending.TOO_FEW_AGAIN: say(
            "Too few valid offers for the second time; the owner may now choose a firm directly "
            "and publish why."
        ),
        Ending.NOBODY_LEFT: say("No firm that offered may take this work any more."),
        Ending.OBJECTION_UPHELD: say("The regulator upheld an objection to the result."),
        Ending.NO_CONTRACT: say("No contract was concluded in time."),
        Ending.COMPLAINT_UPHELD: say("The regulator upheld a complaint about the award."),
        Ending.DRAW_SPOILT: say("The draw was void, and the regulator ended the request."),
        Fund.FISCAL: say("Fiscal money"),
        Fund.PRIVATE: say("Private money"),
        Fund.MIXED: say("Fiscal and private money"),
        AuctionForm.SOFT_CLOSE: say("Open, with a soft close"),
        AuctionForm.ROUNDS: say("In rounds"),
        Ending.NOT_SCORED: say(
            "The owner's evaluators did not score the plans in time; the owner may notice the "
            "request again."
        ),
        Aspect.PLAN: say("Plan of the work"),
        Aspect.STAFF: say("People who do it"),
        Aspect.QUALITY: say("Quality and control"),
        Aspect.SERVICE: say("Service and response"),
        Aspect.PRICE: say("Price"),
        Hiding.PRICES: say("Prices stay sealed until all scores are in"),
        Hiding.NOTHING: say("Plans and prices open at the closing"),
        Hiding.EVERYTHING: say("Plans and prices stay sealed until all scores are in"),
        Method.SEALED_PRICE: say("Sealed price"),
        Method.RANDOM: say("Random draw"),
        Method.AUCTION: say("Reverse auction"),
        Method.MERIT: say("Merit of the plan"),
        Method.MERIT_PRICE: say("Merit first, then price"),
        Method.CREDIT_MERIT: say("Credit merit"),
        Method.AVERAGE_PRICE: say("Average price"),
        Method.DIRECT: say("Direct selection"),
        Method.IMPORTED: say("Imported procedure"),
    }
)
name_all(
    {
        DirectGround.SMALL: say("The amount is small, and asking the market would cost more"),
        DirectGround.SECOND_FAILURE: say("Too few firms offered twice"),
        DirectGround.ONLY_ONE: say("Only this firm has the qualification or the data needed"),
        DirectGround.FOLLOWS_UP: say("It continues this firm's earlier work on the project"),
        DirectGround.URGENT: say("A danger or a legal deadline leaves no time for offers"),
        DirectGround.OTHER: say("Another reason, told below"),
    }
)
