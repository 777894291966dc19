"""Draws are prepared in stock: all have committed before anybody knows for which request."""

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.calendars import zone
from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.transparency import witnesses
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import Draw, DrawParty
from marketplace.selection.policy import DRAW_OWNER
from marketplace.selection.queries import draws as queries
from marketplace.selection.rules.drawing import FEWEST_OTHERS, SECRET, commitment
from marketplace.selection.states import DRAW, DrawState


def server_secret(draw: Draw) -> str:
    """Kept nowhere: it follows from the holder's key, which is not in the database."""
    return keys.derived(f"draw-secret-v1|{draw.number}")


@operation("selection.prepare", may=CLOCKWORK_ONLY)
def prepare(act: Act, _: None) -> Draw:
    """A draw for whichever request comes next; the server commits to its secret."""
    year, last = act.now.astimezone(zone()).year, queries.last_draw_id(act.session)
    draw = Draw(number=f"CQ-{year}-{last + 1:06}", prepared_at=act.now, parties=[])
    act.session.add(draw)
    _commit(act, draw, Party.SERVER, commitment(draw.number, Party.SERVER, server_secret(draw)))
    return draw


@operation("selection.commit", may=CLOCKWORK_ONLY, log=("party", "commitment"))
def commit(act: Act, draw: Draw, *, party: Party, commitment: str) -> None:
    """A witness committed; when all have, at least two beside the server, the draw is ready."""
    hold(act.session, draw)
    if draw.state is not DrawState.GATHERING or party in _committed(draw):
        return
    _commit(act, draw, party, commitment)
    others = _committed(draw) - {Party.SERVER}
    asked = {witness.party for witness in witnesses.connected()}
    if len(others) >= FEWEST_OTHERS and others >= asked:
        DRAW.move(draw, "commit")


@operation("selection.pledge", may=DRAW_OWNER, log=("commitment",))
def pledge(act: Act, draw: Draw, *, commitment: str) -> None:
    """The owner adds a secret of his own, before sign-up opens; he must reveal it in time."""
    hold(act.session, draw)
    if draw.state is not DrawState.READY:
        raise WrongStateError(say("Secrets are committed to before sign-up opens, not later."))
    if not SECRET.fullmatch(commitment):
        raise BadInputError("commitment", say("A commitment has 64 characters, 0-9 and a-f."))
    mine = next((one for one in draw.parties if one.party is Party.OWNER), None)
    if mine is None:
        _commit(act, draw, Party.OWNER, commitment)
    else:
        mine.commitment, mine.committed_at = commitment, act.now


@operation("selection.reserve", may=CLOCKWORK_ONLY)
def reserve(act: Act, request: Request) -> None:
    """Tie a draw of the stock to a request in check, so that its owner may add a secret."""
    kept = queries.living_draw(act.session, request)
    wanted = request.by_draw and request.state is State.IN_CHECK
    if kept is not None and not wanted and kept.state is DrawState.READY:
        DRAW.move(kept, "drop")
    elif wanted and kept is None:
        take_draw(act, request)


@operation("selection.drop", may=CLOCKWORK_ONLY)
def drop(act: Act, draw: Draw) -> None:
    """The request ended without its draw, which will not be used for another one."""
    DRAW.move(draw, "drop")


def take_draw(act: Act, request: Request, turn: int = 1) -> Draw | None:
    draw = queries.from_stock(act.session)
    if draw is not None:
        draw.request, draw.request_id, draw.turn = request, request.id, turn
        act.session.flush()
    return draw


def demand_draw(act: Act, request: Request, turn: int = 1) -> Draw:
    found = take_draw(act, request, turn)
    if found is not None:
        return found
    raise DomainError(
        say("The other parties of the draw have not committed to their secrets yet."),
        rule=say("A draw is noticed only with the commitments of the hall and two others. They "
                 "commit by themselves within a minute; if not, their machines are down."),
    )  # fmt: skip


def _committed(draw: Draw) -> set[Party]:
    return {one.party for one in draw.parties}


def _commit(act: Act, draw: Draw, party: Party, commitment: str) -> None:
    draw.parties.append(DrawParty(party=party, commitment=commitment, committed_at=act.now))
    act.session.flush()
