"""The bids and the awards of a release."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marketplace.opendata.rules.codes import AWARDS, BIDS
from marketplace.opendata.rules.parties import LONGEST_ID, Register
from marketplace.opendata.rules.processes import Award, Bid
from marketplace.opendata.rules.refusals import Notes, Rule
from marketplace.opendata.rules.values import code, entries, moment, money, part, words

Found = Mapping[str, Any]


def bids_of(release: Found, parties: Register) -> tuple[Bid, ...]:
    found = release.get("bids")
    listed = found.get("details") if isinstance(found, dict) else found
    bids: dict[str, Bid] = {}
    for path, one in entries(listed, parties.notes, "bids/details"):
        bid = _bid(one, path, parties)
        if bid is None:
            continue
        twin = bids.get(bid.id)
        if twin and (twin.parties, twin.lot) == (bid.parties, bid.lot):
            parties.notes.add(path, Rule.REPEATED, bid.id)
            continue
        key = _own_id(bid.id, bids, parties.notes, path)
        bids[key] = replace(bid, id=key)
    return tuple(bids.values())


def _own_id(id: str, taken: Mapping[str, object], notes: Notes, path: str) -> str:
    """`id`, or `id#2` and so on when another entry bears it."""
    if id not in taken:
        return id
    notes.add(f"{path}/id", Rule.RENUMBERED, id)
    number = 2
    while f"{id}#{number}" in taken:
        number += 1
    return f"{id}#{number}"


def _bid(found: Found, path: str, parties: Register) -> Bid | None:
    notes = parties.notes
    bidders = parties.find_all(found.get("tenderers"), f"{path}/tenderers")
    if not bidders:
        notes.add(path, Rule.NO_BIDDER, found.get("id"))
        return None
    return Bid(
        id=words(found.get("id"), LONGEST_ID) or path,
        parties=bidders,
        price=money(part(found, "value", notes, f"{path}/value"), notes, f"{path}/value"),
        status=code(found.get("status"), BIDS, notes, f"{path}/status"),
        at=moment(found.get("date"), notes, f"{path}/date"),
        lot=_lot(found),
    )


def _lot(found: Found) -> str:
    """The one lot meant; several are joined, so that they compare only with the same several."""
    lots = [found.get("relatedLot"), found.get("lotID")]
    several = found.get("relatedLots")
    for one in several if isinstance(several, list) else []:
        lots.append(one.get("lotId", one.get("id")) if isinstance(one, dict) else one)
    return " ".join(sorted({words(lot, 60) for lot in lots} - {""}))[:LONGEST_ID]


def awards_of(release: Found, parties: Register) -> tuple[Award, ...]:
    awards: dict[str, Award] = {}
    for path, one in entries(release.get("awards"), parties.notes, "awards"):
        award = _award(one, path, parties)
        twin = awards.get(award.id)
        if twin and (twin.suppliers, twin.lot) == (award.suppliers, award.lot):
            parties.notes.add(path, Rule.REPEATED, award.id)
            continue
        key = _own_id(award.id, awards, parties.notes, path)
        awards[key] = replace(award, id=key)
    return tuple(awards.values())


def _award(found: Found, path: str, parties: Register) -> Award:
    notes = parties.notes
    suppliers = parties.find_all(found.get("suppliers"), f"{path}/suppliers")
    if not suppliers:
        notes.add(path, Rule.NO_SUPPLIER, found.get("id"))
    return Award(
        id=words(found.get("id"), LONGEST_ID) or path,
        suppliers=suppliers,
        price=money(part(found, "value", notes, f"{path}/value"), notes, f"{path}/value"),
        at=moment(found.get("date"), notes, f"{path}/date"),
        status=code(found.get("status"), AWARDS, notes, f"{path}/status"),
        bid=words(found.get("relatedBid"), LONGEST_ID),
        lot=_lot(found),
    )
