"""One process by the operations of the rooms below: its parties, request, bids and award."""

from collections.abc import Iterable, Mapping, Sequence

from marketplace.accounts import operations as accounts
from marketplace.core.act import Act
from marketplace.opendata.rules import history
from marketplace.opendata.rules.processes import Bid, Party, Process
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection import operations as selection

Ids = Mapping[str, int]


def register(act: Act, processes: Iterable[Process]) -> dict[str, int]:
    """The organisations of all parties that are kept, by key; new ones are entered."""
    named: dict[str, str] = {}
    for process in processes:
        publisher = history.publisher_of(process.ocid)
        for party in history.parties_of(process):
            named.setdefault(history.key_of(publisher, party), party.name)
    return accounts.register_externals(act, None, names=named)


def keep(act: Act, processes: Sequence[Process], ids: Ids) -> dict[str, Request]:
    """The requests with their bids and awards as they stand in the source now, by ocid."""
    pasts = [_past(act, process, ids) for process in processes]
    kept = requests.record_histories(act, None, pasts=pasts)
    histories = [_history(act, process, kept[process.ocid], ids) for process in processes]
    selection.record_histories(act, None, histories=histories)
    return kept


def _history(act: Act, process: Process, request: Request, ids: Ids) -> selection.History:
    offers = [_offer(act, process, bid, ids) for bid in process.bids]
    return selection.History(request, offers, _award(act, process, ids))


def _past(act: Act, process: Process, ids: Ids) -> requests.Past:
    published = history.moment_of(process, act.now)
    award = history.winning_award(process)
    decided = award.at if award else None
    return requests.Past(
        external_id=process.ocid,
        owner_id=_id(process, process.buyer or history.NOBODY, ids),
        title=process.title if process.title != process.ocid else _called(process),
        state=_state(process),
        published_at=published,
        scope=process.description,
        closes_at=process.closed_at,
        ended_at=decided or process.closed_at or process.published_at or published,
        ceiling=process.value,
    )


def _called(process: Process) -> str:
    """A process without a title: whose it was, and its number there."""
    number = process.ocid.removeprefix(f"{history.publisher_of(process.ocid)}-")
    buyer = process.buyer.name if process.buyer else ""
    return f"{buyer} · {number}" if buyer else process.ocid


def _state(process: Process) -> State:
    if history.has_failed(process):
        return State.FAILED
    return State.AWARDED if history.winning_award(process) else State.CLOSED


def _offer(act: Act, process: Process, bid: Bid, ids: Ids) -> selection.PastOffer:
    return selection.PastOffer(
        firm_id=_id(process, bid.parties[0], ids),
        price=bid.price,
        received_at=bid.at or history.moment_of(process, act.now),
        valid=bid.status == "valid",
        won=history.has_won(process, bid),
    )


def _award(act: Act, process: Process, ids: Ids) -> selection.PastAward | None:
    award = history.winning_award(process)
    if award is None:
        return None
    return selection.PastAward(
        firm_id=_id(process, award.suppliers[0], ids),
        price=award.price,
        decided_at=award.at or history.moment_of(process, act.now),
    )


def _id(process: Process, party: Party, ids: Ids) -> int:
    return ids[history.key_of(history.publisher_of(process.ocid), party)]
