"""Bids on one auction in one round, a firm each, 16 at once: how many a second, in order."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import insert, select

from marketplace.accounts.models import Membership
from marketplace.app import create_app
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.requests.models import Request
from marketplace.requests.states import AuctionForm, State
from marketplace.selection.models import Auction, AuctionBid, AuctionBidder, Offer
from marketplace.selection.states import AuctionState
from tests.bench import pages, seed
from tests.bench.hall import SECRET
from tests.bench.load import Ask, run
from tests.bench.report import say
from tests.bench.server import serving

FIRMS, CONNECTIONS = 2_000, 16
FIRST_PRICE, STEP = 10_000_000, 50_000


def measure(folder: Path) -> None:
    """Every bid must be accepted, numbered without a gap, and none later than the one after it."""
    app = create_app(Config(data=folder, secret=SECRET, demo=True))
    with app.app_context():
        db.create_all()
        seed.fill(db.session(), FIRMS)
        asks = _asks(app, _auction())
        db.session.remove()
    environ = {"HALL_DEMO": "1", "HALL_DATA": str(folder), "HALL_SECRET": SECRET}
    with serving("wsgi:app", environ, folder / "bidding.log") as server:
        spread = [asks[start::CONNECTIONS] for start in range(CONNECTIONS)]
        figures = run(server, spread, lambda status: status == 303)
    say(
        f"bids accepted: {figures.asked - figures.failed:,} of {figures.asked:,}, "
        f"{figures.rate:.0f} a second, {figures.cpu:.2f} ms CPU each, p95 {figures.p95:.0f} ms"
    )
    with app.app_context():
        _in_order()


def _auction() -> int:
    """A running auction in one long round, with every firm a bidder."""
    now = clock.now()
    with writing(db.session(), CLOCKWORK) as act:
        asked = act.session.scalars(select(Request).where(Request.state == State.OPEN)).first()
        assert asked is not None
        asked.state = State.OPENED
        firms = act.session.scalars(select(Membership.organisation_id)).all()
        about = {"request_id": asked.id, "request_version": 1, "version": 1, "received_at": now}
        act.session.execute(insert(Offer), [about | {"firm_id": firm} for firm in firms])
        row = Auction(request_id=asked.id, form=AuctionForm.ROUNDS, rounds=1, currency="CNY")
        row.step_minor, row.lowest_minor, row.state = STEP, FIRST_PRICE, AuctionState.RUNNING
        row.most_extensions, row.extension_minutes, row.drop_percent = 10, 3, 10
        row.announced_at = row.starts_at = now
        row.ends_at = now + timedelta(hours=2)
        act.session.add(row)
        act.session.flush()
        offers = act.session.execute(select(Offer.id, Offer.firm_id)).all()
        act.session.execute(insert(AuctionBidder), [_bidder(row, *offer) for offer in offers])
        return asked.id


def _bidder(row: Auction, offer_id: int, firm_id: int) -> dict[str, object]:
    who = {"auction_id": row.id, "offer_id": offer_id, "firm_id": firm_id, "label": firm_id}
    return who | {"first_minor": FIRST_PRICE, "signed_up_at": row.announced_at, "days": 10}


def _asks(app: Flask, request_id: int) -> list[Ask]:
    members = list(db.session.scalars(select(Membership).order_by(Membership.id)))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    found: list[Ask] = []
    for no, visitor in enumerate(pages.sign_in(app, members)):
        fields = {"csrf_token": visitor.token, "price": f"{99_000 - no}", "token": f"bench-{no}"}
        body = urlencode(fields).encode()
        found.append(("POST", f"/requests/{request_id}/bid", visitor.headers | kind, body))
    return found


def _in_order() -> None:
    columns = select(AuctionBid.seq, AuctionBid.received_at).order_by(AuctionBid.seq)
    made = db.session.execute(columns).all()
    gapless = [one.seq for one in made] == list(range(1, len(made) + 1))
    falling = all(one.received_at <= other.received_at for one, other in pairwise(made))
    say(f"in order: {'yes' if gapless and falling else 'NO'} ({len(made):,} bids)")
