"""What a bid must keep to: the refusals of an auction, each with its rule."""

from dataclasses import dataclass, field

from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.texts import say
from marketplace.selection.rules.auction import Stand, is_steep

LONGEST_TOKEN = 64


@dataclass(frozen=True)
class Bidding:
    """What a firm sends; `sure` says that it was shown a steep drop in words and means it."""

    price: Money
    token: str = field(repr=False)
    sure: bool = False


@dataclass(frozen=True)
class Own:
    """A firm's last price before this bid, and the round it was bid in; 0 for the first price."""

    id: int
    price: int
    round: int = 0


def fault(stand: Stand, own: Own, bid: Bidding, number: int) -> DomainError | None:
    """Why this bid is refused now; None when it counts. `number` is that of the round."""
    if not 0 < len(bid.token) <= LONGEST_TOKEN:
        return WrongStateError(say("This form is incomplete. Go back, reload, send again."))
    if number:
        return _fault_in_round(own, number) or _fault_in_price(stand, own.price, bid)
    if own.id == stand.leader_id:
        return WrongStateError(
            say("Your firm leads already."),
            rule=say("Whoever leads has nobody to beat; bid when another firm is lower."),
        )
    return _fault_in_price(stand, stand.lowest_minor, bid)


def _fault_in_round(own: Own, number: int) -> DomainError | None:
    if own.round < number:
        return None
    return WrongStateError(
        say("Your firm has bid in round %(no)s already.", no=number),
        rule=say("In each round a firm bids once; it may bid again in the next one."),
    )


def _fault_in_price(stand: Stand, before: int, bid: Bidding) -> DomainError | None:
    price = bid.price
    if price.minor <= 0:
        return BadInputError("price", say("Write a price greater than zero."))
    most = Money(before - stand.step_minor, price.currency)
    if price.minor > most.minor:
        text = say(
            "Write %(most)s or less: a bid goes down by at least %(step)s.",
            most=most,
            step=Money(stand.step_minor, price.currency),
        )
        return BadInputError("price", text if most.minor > 0 else say("There is no lower price."))
    if is_steep(price.minor, before, stand.drop_percent) and not bid.sure:
        text = say(
            "This is more than %(share)s percent lower at once. If you mean %(price)s, tick the "
            "box below.",
            share=stand.drop_percent,
            price=price,
        )
        return BadInputError("sure", text)
    return None
