"""What the closing of a request with 500 offers costs, from the closing to the selected firm."""

import time
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.app import create_app
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, Act, Actor, Role, writing
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.core.money import Money
from marketplace.directory.models import Match
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection import operations
from tests.bench import rows, seed
from tests.bench.report import say

FIRMS, OFFERS = 2_100, 500
AIM_SECONDS = 2


def measure(folder: Path) -> None:
    """Seconds of CPU: the transaction of the worker, its log and its commit."""
    app = create_app(Config(data=folder, secret="bench" * 8, demo=True))
    with app.app_context():
        db.create_all()
        seed.fill(db.session(), FIRMS)
        seconds = _close(db.session())
    met = "met" if seconds < AIM_SECONDS else "NOT MET"
    say(f"closing and opening {OFFERS} offers: {seconds:.2f} s CPU (aim {AIM_SECONDS}, {met})")


def _close(session: Session) -> float:
    asked = select(Request.id).where(Request.state == State.OPEN, Request.item_id.in_(_common()))
    request_id = session.scalars(asked.order_by(Request.item_id, Request.id).limit(1)).one()
    _offer_all(session, request_id)
    with writing(session, CLOCKWORK) as act:
        here = update(Request).where(Request.id == request_id)
        act.session.execute(here.values(closes_at=clock.now()))
    session.expunge_all()
    request = session.get_one(Request, request_id)
    began = time.process_time()
    with writing(session, CLOCKWORK, request) as act:
        operations.open_or_ask(act, request)
    assert request.state is State.SELECTED, request.state
    return time.process_time() - began


def _common() -> list[int]:
    return list(db.session.scalars(select(Match.item_id).where(Match.firm_id == 4)))


def _offer_all(session: Session, request_id: int) -> None:
    request = session.get_one(Request, request_id)
    able = (Match.item_id == request.item_id, Match.area_id == rows.EVERYWHERE)
    firms = list(session.scalars(select(Match.firm_id).where(*able).limit(OFFERS)))
    with writing(session, CLOCKWORK) as act:
        for no, firm in enumerate(firms):
            actor = Actor(firm, rows.FIRST + firm, Role.INTERMEDIARY)
            price = Money(4_000_000 + no, "CNY")
            terms = operations.Terms(price, 10, "", all_included=True)
            mine = Act(act.session, actor, act.now)
            operations.offer(mine, session.get_one(Request, request_id), terms=terms)
    assert len(firms) == OFFERS, len(firms)
