"""A batch of processes becomes closed requests, offers and awards, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marketplace.core.act import Act
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.opendata import queries
from marketplace.opendata.models import Source
from marketplace.opendata.operations.keeping import keep, register
from marketplace.opendata.rules.history import Lot, digest, key_of, left_out, publisher_of
from marketplace.opendata.rules.processes import Process


@dataclass
class Outcome:
    """What became of a batch: processes counted, and the lots that can be compared."""

    taken: int = 0
    unchanged: int = 0
    changed: int = 0
    bids: int = 0
    lots: list[Lot] = field(default_factory=list)


@operation("opendata.take_in", may=CLOCKWORK_ONLY, log=("file",))
def take_in(act: Act, _: None, *, batch: Sequence[Process], file: str) -> Outcome:
    """Take in what is new, bring up to date what its publisher changed, leave the rest."""
    processes = {process.ocid: process for process in batch}  # the last of one ocid counts
    outcome, known = Outcome(), queries.sources(act.session, list(processes))
    ids = register(act, processes.values())
    marks = {ocid: digest(process) for ocid, process in processes.items()}
    same = {ocid for ocid, source in known.items() if source.digest == marks[ocid]}
    told = [process for ocid, process in processes.items() if ocid not in same]
    for ocid, request in keep(act, told, ids).items() if told else ():
        source = known.get(ocid) or Source(external_id=ocid, request_id=request.id)
        source.digest = marks[ocid]
        _describe(act, source, processes[ocid], file)
    outcome.changed = sum(process.ocid in known for process in told)
    outcome.taken = len(told) - outcome.changed
    outcome.unchanged = len(same)
    act.session.flush()
    outcome.lots = _lots(act, processes, ids)
    outcome.bids = sum(len(process.bids) for process in processes.values())
    return outcome


def _describe(act: Act, source: Source, process: Process, file: str) -> None:
    source.file, source.taken_at = file[:200], act.now
    source.publisher = publisher_of(process.ocid)
    source.method = (process.method_details or process.method)[:60]
    source.category, source.notes = process.category, left_out(process)
    act.session.add(source)


def _lots(act: Act, processes: Mapping[str, Process], ids: Mapping[str, int]) -> list[Lot]:
    """The lots of a batch that have more than one valid, priced bid."""
    sources = queries.sources(act.session, list(processes))
    offers = queries.offer_ids(act.session, [source.request_id for source in sources.values()])
    found = []
    for ocid, source in sources.items():
        lots = _bids_by_lot(processes[ocid], offers.get(source.request_id, []), ids)
        found += [
            Lot(source.request_id, lot, source.publisher, tuple(bids))
            for lot, bids in lots.items()
            if len(bids) > 1
        ]
    return found


def _bids_by_lot(
    process: Process, offers: Sequence[int], ids: Mapping[str, int]
) -> dict[str, list[tuple[int, int, Money]]]:
    lots: dict[str, list[tuple[int, int, Money]]] = {}
    publisher = publisher_of(process.ocid)
    for offer_id, bid in zip(offers, process.bids, strict=True):
        if bid.status == "valid" and bid.price is not None:
            bidder = ids[key_of(publisher, bid.parties[0])]
            lots.setdefault(bid.lot, []).append((offer_id, bidder, bid.price))
    return lots
