"""One procurement process as the hall understands it."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.core.money import Money
from marketplace.opendata.rules.refusals import Refusal


@dataclass(frozen=True)
class Party:
    """An external organisation. `id` is the publisher's, else made from register or name."""

    id: str
    name: str
    country: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Bid:
    """`status` is valid, disqualified, withdrawn or other; a consortium has several parties."""

    id: str
    parties: tuple[Party, ...]
    price: Money | None
    status: str
    at: datetime | None
    lot: str = ""  # only bids for one lot may be compared


@dataclass(frozen=True)
class Award:
    """`status` is pending, active, cancelled, unsuccessful or other; `bid` is the winning bid."""

    id: str
    suppliers: tuple[Party, ...]
    price: Money | None
    at: datetime | None
    status: str
    bid: str = ""
    lot: str = ""


@dataclass(frozen=True)
class Process:
    """`published_at` is the release's own date; `notes` tells what was dropped or mended."""

    ocid: str
    title: str
    description: str
    buyer: Party | None
    method: str
    method_details: str
    status: str
    opened_at: datetime | None
    closed_at: datetime | None
    published_at: datetime | None
    value: Money | None
    category: str
    bids: tuple[Bid, ...] = ()
    awards: tuple[Award, ...] = ()
    notes: tuple[Refusal, ...] = ()
