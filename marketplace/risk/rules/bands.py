"""One price against the prices of comparable contracts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from marketplace.core.money import Money
from marketplace.core.texts import Text, say
from marketplace.risk.rules.readings import Reading, ReadingState, Screen, flagged_if, percent
from marketplace.risk.rules.robust import CONSISTENT, mad, median, quantile

FEWEST, ENOUGH_FOR_Z = 5, 20
FAR_Z, FAR_RATIO = 3.0, 1.3

BAND = Screen(
    "price_against_band",
    FEWEST,
    say(
        "With 20 comparable contracts or more: z = (ln price - median of ln) / (1.4826 MAD)."
        " Flagged above 3 when the price is also more than 1.3 times P75, or below -3 when it is"
        " also less than P25 divided by 1.3. With 5 to 19 contracts, or when their prices hardly"
        " differ, without z."
    ),
    say(
        "A rush, a difficult site or a wider scope is dearer; a repeated or simplified job is"
        " cheaper. Ask for the reason first."
    ),
)


@dataclass(frozen=True)
class Band:
    n: int
    low: float
    middle: float
    high: float
    z: float | None


def price_against_band(price: Money, contracts: Sequence[Money], id: str = "") -> Reading:
    """`value` is z, or the ratio to the median where there is no z; `id` is the price's evidence.

    Contracts in another currency are not counted. Never raises on positive prices.
    """
    peers = [c.minor for c in contracts if c.currency == price.currency and c.minor > 0]
    if price.minor <= 0:
        text = say("An offer of nothing or less cannot be compared.")
        return BAND.read(ReadingState.NOT_APPLICABLE, len(peers), text)
    if len(peers) < FEWEST:
        text = say("%(n)s comparable contracts; this needs %(least)s.", n=len(peers), least=FEWEST)
        return BAND.read(ReadingState.INSUFFICIENT, len(peers), text)
    band = _band(price.minor, peers)
    ratio = price.minor / band.middle
    state = flagged_if(_is_far(price.minor, band))
    return replace(
        BAND.read(state, band.n, _text(ratio, band, price.currency)),
        value=ratio if band.z is None else band.z,
        threshold=FAR_RATIO if band.z is None else FAR_Z,
        evidence=(id,) if id else (),
        peers=1.0 if band.z is None else 0.0,
        peers_n=band.n,
    )


def _band(minor: int, peers: Sequence[int]) -> Band:
    low, middle, high = (quantile(peers, share) for share in (0.25, 0.5, 0.75))
    logs = [log(peer) for peer in peers]
    spread = CONSISTENT * mad(logs)
    # A spread of rounding error alone would call any other price far.
    has_z = len(peers) >= ENOUGH_FOR_Z and spread > 1e-9
    z = (log(minor) - median(logs)) / spread if has_z else None
    return Band(len(peers), low, middle, high, z)


def _is_far(minor: int, band: Band) -> bool:
    if minor > FAR_RATIO * band.high:
        return band.z is None or band.z > FAR_Z
    if minor * FAR_RATIO < band.low:
        return band.z is None or band.z < -FAR_Z
    return False


def _text(ratio: float, band: Band, currency: str) -> Text:
    low, high = (Money(round(edge), currency) for edge in (band.low, band.high))
    return say(
        "%(share)s of the median of %(n)s comparable contracts; half of them lie between %(low)s"
        " and %(high)s.",
        share=percent(ratio, 0),
        n=band.n,
        low=low,
        high=high,
    )
