"""Two bidders of one request who share what only one firm should have."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from itertools import combinations
from math import log2

from marketplace.core.texts import Text, name_all, say
from marketplace.risk.rules.readings import Reading, ReadingState, Screen, flagged_if

SUSPICIOUS = 4.0
COMMONLY_SHARED = 5  # firms; more than this means an agent, a business park or a shared proxy


class Kind(StrEnum):
    BANK_ACCOUNT = "bank_account"
    LEGAL_REPRESENTATIVE = "legal_representative"
    DEVICE = "device"
    PHONE = "phone"
    ADDRESS = "address"


# Binary log-likelihood ratios of Fellegi and Sunter (1969): 6 means 64 to 1 for one hand.
WEIGHTS = {
    Kind.BANK_ACCOUNT: 6.0,
    Kind.LEGAL_REPRESENTATIVE: 6.0,
    Kind.DEVICE: 4.0,
    Kind.PHONE: 4.0,
    Kind.ADDRESS: 2.0,
}
NAMES: dict[StrEnum, Text] = {
    Kind.BANK_ACCOUNT: say("bank account"),
    Kind.LEGAL_REPRESENTATIVE: say("legal representative"),
    Kind.DEVICE: say("device"),
    Kind.PHONE: say("phone number"),
    Kind.ADDRESS: say("address"),
}
name_all(NAMES)

SHARED = Screen(
    "shared_identity",
    1,
    say(
        "The sum over what two bidders share: bank account 6, legal representative 6, device 4,"
        " phone 4, address 2; for a value that more than 5 firms use, less the binary logarithm of"
        " their number divided by 5. Flagged from 4. E-mail domains are not compared."
    ),
    say(
        "A business park's address, a bookkeeping agent's phone or a shared network fits many"
        " firms; two persons may bear one name."
    ),
)


@dataclass(frozen=True)
class Identity:
    """What is known of one bidder. Pass hashes of accounts, devices and identity numbers."""

    bidder: str
    legal_representative: str = ""
    phone: str = ""
    bank_account: str = ""
    address: str = ""
    device: str = ""

    def plain(self, kind: Kind) -> str:
        """The value as it is compared, and as the counts of `users` are keyed; "" when unknown."""
        value = unicodedata.normalize("NFKC", getattr(self, kind.value)).casefold()
        if kind is Kind.PHONE:
            digits = re.sub(r"^(00)?86(?=1\d{10}$)", "", re.sub(r"[^0-9]", "", value))
            return digits if len(digits) >= 7 else ""
        return re.sub(r"[\W_]", "", value)


Users = Mapping[tuple[Kind, str], int]


def shared_identity(bidders: Sequence[Identity], users: Users) -> tuple[Reading, ...]:
    """A reading for each suspicious pair, highest first; else one reading for them all.

    `users` counts, over the whole directory, the firms that use a `plain` value.
    """
    pairs = combinations(sorted(bidders, key=lambda identity: identity.bidder), 2)
    readings = [pair_score(a, b, users) for a, b in pairs if a.bidder != b.bidder]
    flagged = [r for r in readings if r.state is ReadingState.FLAGGED]
    if flagged:
        return tuple(sorted(flagged, key=lambda r: (-(r.value or 0), r.evidence)))
    return (_nothing_found(readings),)


def pair_score(a: Identity, b: Identity, users: Users) -> Reading:
    """`n` counts the kinds known of both; the evidence is both bidders, then the kinds shared."""
    known = [kind for kind in Kind if a.plain(kind) and b.plain(kind)]
    if not known:
        text = say("Nothing is known of both bidders that could be compared.")
        return SHARED.read(ReadingState.INSUFFICIENT, 0, text)
    shared = [kind for kind in known if a.plain(kind) == b.plain(kind)]
    value = sum(_weight(kind, users.get((kind, a.plain(kind)), 0)) for kind in shared)
    reading = SHARED.read(flagged_if(value >= SUSPICIOUS), len(known), _text(a, shared))
    evidence = (*sorted((a.bidder, b.bidder)), *(kind.value for kind in shared))
    return replace(reading, value=value, threshold=SUSPICIOUS, evidence=evidence)


def _weight(kind: Kind, firms: int) -> float:
    common = log2(firms / COMMONLY_SHARED) if firms > COMMONLY_SHARED else 0.0
    return max(0.0, WEIGHTS[kind] - common)


def _nothing_found(readings: Sequence[Reading]) -> Reading:
    compared = [reading for reading in readings if reading.state is ReadingState.CLEAR]
    if not compared:
        text = say("Nothing is known of both bidders that could be compared.")
        return SHARED.read(ReadingState.INSUFFICIENT, 0, text)
    text = say("%(n)s pairs of bidders compared; none shares enough to matter.", n=len(compared))
    highest = max(reading.value or 0.0 for reading in compared)
    reading = SHARED.read(ReadingState.CLEAR, len(compared), text)
    return replace(reading, value=highest, threshold=SUSPICIOUS)


def _text(one: Identity, shared: Sequence[Kind]) -> Text:
    """Names the kinds, never the values: of a phone number the last two digits at most."""
    if not shared:
        return say("The two bidders share none of what was compared.")
    matches = [_match(one, kind) for kind in shared]
    listed = reduce(lambda a, b: say("%(first)s, %(second)s", first=a, second=b), matches)
    return say("The two bidders have the same %(matches)s.", matches=listed)


def _match(one: Identity, kind: Kind) -> Text:
    if kind is Kind.PHONE:
        return say("phone number (ending in %(tail)s)", tail=one.plain(kind)[-2:])
    return NAMES[kind]
