"""Every read of draws."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from marketplace.core.errors import NotFoundError
from marketplace.core.facts import Fact
from marketplace.core.transparency.heads import told_time
from marketplace.core.transparency.names import Party
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import DRAWN, State
from marketplace.selection.models import Draw, DrawEntry, DrawParty
from marketplace.selection.rules import drawing
from marketplace.selection.states import DrawState

LIMIT = 200
TOLD = frozenset({DrawState.NOTICED, DrawState.FROZEN, DrawState.DRAWN, DrawState.SPOILT})
twin = aliased(Draw)
OVER = (DrawState.DRAWN, DrawState.SPOILT)


def draw(session: Session, number: str) -> Draw:
    """A draw is public with all that was told of it."""
    found = session.scalar(_whole().where(Draw.number == number, Draw.request_id.is_not(None)))
    if found is None:
        raise NotFoundError
    return found


def draws_of(session: Session, request: Request) -> Sequence[Draw]:
    """The newest first."""
    mine = _whole().where(Draw.request_id == request.id)
    return session.scalars(mine.order_by(Draw.turn.desc())).all()


def living_draw(session: Session, request: Request) -> Draw | None:
    """The draw that decides, decided or would decide this request."""
    mine = _whole().where(Draw.request_id == request.id, Draw.state != DrawState.DROPPED)
    return session.scalars(mine.order_by(Draw.turn.desc()).limit(1)).first()


def from_stock(session: Session) -> Draw | None:
    """The oldest draw that all have committed to and no request has."""
    ready = _whole().where(Draw.state == DrawState.READY, Draw.request_id.is_(None))
    return session.scalars(ready.order_by(Draw.id).limit(1).with_for_update(of=Draw)).first()


def in_stock(session: Session) -> int:
    """Draws for no request yet, ready or in preparation."""
    free = (Draw.request_id.is_(None), Draw.state.in_((DrawState.GATHERING, DrawState.READY)))
    return session.scalar(select(func.count(Draw.id)).where(*free)) or 0


def last_draw_id(session: Session) -> int:
    return session.scalar(select(func.max(Draw.id))) or 0


def uncommitted(session: Session, party: Party) -> Sequence[Draw]:
    """Draws in preparation that wait for this party."""
    mine = exists().where(DrawParty.draw_id == Draw.id, DrawParty.party == party)
    waiting = _whole().where(Draw.state == DrawState.GATHERING, ~mine)
    return session.scalars(waiting.order_by(Draw.id).limit(LIMIT)).all()


def unrevealed(session: Session, party: Party) -> Sequence[Draw]:
    """Frozen draws whose secret this party still holds."""
    kept = (DrawParty.draw_id == Draw.id, DrawParty.party == party, DrawParty.secret.is_(None))
    waiting = _whole().where(Draw.state == DrawState.FROZEN, exists().where(*kept))
    return session.scalars(waiting.order_by(Draw.id).limit(LIMIT)).all()


def to_reveal(session: Session, owner_id: int) -> Sequence[Draw]:
    """Frozen draws whose owner has not told the secret he added."""
    mine = (DrawParty.draw_id == Draw.id, DrawParty.party == Party.OWNER)
    silent = exists().where(*mine, DrawParty.secret.is_(None))
    waiting = _whole().join(Draw.request).where(Request.owner_id == owner_id, silent)
    return session.scalars(waiting.where(Draw.state == DrawState.FROZEN).limit(LIMIT)).all()


def to_notice(session: Session, now: datetime) -> Sequence[Request]:
    """Drawn requests to be noticed again, once there is a draw for them."""
    again = (Request.state == State.IN_CHECK, Request.method.in_(DRAWN))
    due = select(Request).where(*again, Request.previous_id.is_not(None))
    found = session.scalars(due.order_by(Request.id).limit(LIMIT)).all()
    return found if found and in_stock_ready(session) else []


def in_stock_ready(session: Session) -> bool:
    ready = exists().where(Draw.state == DrawState.READY, Draw.request_id.is_(None))
    return bool(session.scalar(select(ready)))


def to_draw(session: Session, now: datetime) -> Sequence[Draw]:
    """Frozen, its minute has come, and everybody has revealed."""
    due = _whole().where(Draw.state == DrawState.FROZEN, Draw.draws_at <= now, ~_silent())
    beacon = or_(Draw.beacon.is_(None), Draw.beacon_value.is_not(None))
    return session.scalars(due.where(beacon).order_by(Draw.draws_at).limit(LIMIT)).all()


def to_spoil(session: Session, now: datetime) -> Sequence[Draw]:
    """Frozen, and somebody let the time to reveal go by."""
    due = _whole().where(Draw.state == DrawState.FROZEN, Draw.reveal_by <= now)
    beaconless = (Draw.beacon.is_not(None)) & Draw.beacon_value.is_(None)
    missing = due.where(or_(_silent(), beaconless))
    return session.scalars(missing.order_by(Draw.reveal_by).limit(LIMIT)).all()


def spoilt(session: Session, regulator_id: int) -> Sequence[Draw]:
    """Void draws, not held anew, whose requests wait for this regulator."""
    mine = ServiceItem.regulator_id == regulator_id
    waiting = _whole().join(Draw.request).join(Request.item).where(mine)
    undecided = (Draw.state == DrawState.SPOILT, Request.state == State.OPENED)
    newest = select(func.max(twin.turn)).where(twin.request_id == Draw.request_id)
    last = waiting.where(*undecided, Draw.turn == newest.scalar_subquery())
    return session.scalars(last.order_by(Draw.reveal_by).limit(LIMIT)).all()


def is_undecided(session: Session, draw: Draw) -> bool:
    """Void, the newest of its request, and the request still waits for a decision."""
    waits = draw.request is not None and draw.request.state is State.OPENED
    return (
        draw.state is DrawState.SPOILT
        and waits
        and draw.request is not None
        and living_draw(session, draw.request) is draw
    )


def over(session: Session) -> Sequence[Draw]:
    """Every draw that was held, to be written out."""
    return session.scalars(_whole().where(Draw.state.in_(OVER)).order_by(Draw.id)).all()


def drawn(draw: Draw) -> list[DrawEntry]:
    """The lines that were drawn, the first of each firm, in their order."""
    lines = {line.no: line for line in draw.entries}
    firsts = dict[int, DrawEntry]()
    for number in draw.result or []:
        firsts.setdefault(lines[number].firm_id, lines[number])
    return list(firsts.values())


def document(draw: Draw) -> drawing.Document:
    """draw.json, as far as it is known."""
    commits = {one.party.value: one.commitment for one in draw.parties}
    closes_at = draw.closes_at or (draw.request.closes_at if draw.request else None)
    notice = {
        "server_commit": commits.pop(drawing.SERVER),
        "parties": commits,
        "beacon": draw.beacon,
        "closes_at": closes_at and told_time(closes_at),
    }
    pool = [
        {"no": one.no, "id": one.code, "contribution": one.contribution} for one in draw.entries
    ]
    return {
        "draw_id": draw.number,
        "n_select": draw.n_select,
        "notice": notice,
        "pool": pool,
        "pool_root": draw.pool_root,
        "reveals": {one.party.value: one.secret for one in draw.parties if one.secret},
        "beacon_value": draw.beacon_value,
        "result": draw.result or [],
    }


def _silent() -> ColumnElement[bool]:
    """Somebody but the server, which follows by itself, has not revealed."""
    kept = (DrawParty.draw_id == Draw.id, DrawParty.secret.is_(None))
    return exists().where(*kept, DrawParty.party != Party.SERVER)


def _whole() -> Select[Draw]:
    return select(Draw).options(
        joinedload(Draw.request),
        selectinload(Draw.parties),
        selectinload(Draw.entries).joinedload(DrawEntry.firm),
    )


def beacon_entered_at(session: Session, draw: Draw) -> datetime | None:
    """When the operator entered the value, by its fact."""
    mine = (Fact.thing_kind == Draw.__tablename__, Fact.thing_id == draw.id)
    entered = select(Fact.at).where(*mine, Fact.name == "selection.enter_beacon")
    return session.scalar(entered.limit(1))
