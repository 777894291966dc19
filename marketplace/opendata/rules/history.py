"""A process as the hall keeps it: who is meant, how it ended, what cannot be kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from marketplace.core.money import Money
from marketplace.opendata.rules.processes import Award, Bid, Party, Process

LONGEST_KEY = 200
DONE = ("active", "pending")
ENDED = ("cancelled", "unsuccessful")
NOBODY = Party("unknown-buyer", "Unknown buyer")


@dataclass(frozen=True)
class Lot:
    """The valid bids for one lot: offer id, bidder's organisation, price."""

    request_id: int
    lot: str
    publisher: str
    bids: tuple[tuple[int, int, Money], ...]


def publisher_of(ocid: str) -> str:
    """The first two parts of an ocid name its publisher."""
    return "-".join(ocid.split("-")[:2])[:60]


def key_of(publisher: str, party: Party) -> str:
    """One publisher's id of a party; another publisher's same id is another party."""
    key = f"{publisher}/{party.id}"
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:160]}~{sha256(key.encode()).hexdigest()[:32]}"


def parties_of(process: Process) -> Iterable[Party]:
    """The parties that are kept: the buyer, and the first of each bid's and award's."""
    yield process.buyer or NOBODY
    yield from (bid.parties[0] for bid in process.bids)
    if winner := winning_award(process):
        yield winner.suppliers[0]


def winning_award(process: Process) -> Award | None:
    """The award that is kept: the first that stands and names a supplier."""
    standing = (award for award in process.awards if award.status in DONE and award.suppliers)
    return next(standing, None)


def has_won(process: Process, bid: Bid) -> bool:
    return bid.status == "valid" and any(
        award.bid == bid.id if award.bid else _same(award, bid)
        for award in process.awards
        if award.status in DONE
    )


def _same(award: Award, bid: Bid) -> bool:
    suppliers = {party.id for party in award.suppliers}
    return bid.parties[0].id in suppliers and award.lot == bid.lot and award.price == bid.price


def has_failed(process: Process) -> bool:
    return process.status in ENDED


def moment_of(process: Process, fallback: datetime) -> datetime:
    """When it was published, as well as the source tells."""
    told = (process.opened_at, process.published_at, process.closed_at)
    return next((moment for moment in told if moment), fallback)


def left_out(process: Process) -> dict[str, int]:
    """What was dropped or mended, counted by rule."""
    counts = Counter(note.rule.value for note in process.notes)
    counts["further_awards"] = sum(award.status in DONE for award in process.awards) - 1
    counts["partners"] = sum(len(bid.parties) - 1 for bid in process.bids)
    return {rule: count for rule, count in sorted(counts.items()) if count > 0}


def digest(process: Process) -> str:
    """Changes when anything that was understood changes; not when a line number does."""
    notes = tuple(replace(note, line=0) for note in process.notes)
    return sha256(repr(replace(process, notes=notes)).encode()).hexdigest()
