"""The hall under measurement: filled, indexed, served, asked."""

from pathlib import Path
from urllib.parse import quote, urlencode

from flask import Flask
from sqlalchemy import select

from marketplace.accounts.models import Membership
from marketplace.app import create_app
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.directory.models import Match
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import reindex
from tests.bench import pages, seed
from tests.bench.load import Ask, Figures, run
from tests.bench.report import Report, say, timed
from tests.bench.server import Server, serving

SECRET = "bench" * 8
ASKS = {1: 300, 16: 800}
OFFERS = 2_000


def ask_page(
    server: Server, path: str, connections: int, visitor: pages.Visitor | None = None
) -> Figures:
    """The same page, over and over, over so many connections at once."""
    ask = pages.get(quote(path, safe="/?&=%"), visitor)
    each = ASKS[connections] // connections
    return run(server, [[ask] * each] * connections, lambda status: status == 200)


def measure(folder: Path, size: int, report: Report) -> Report:
    """Fill a hall of that size, serve it, and ask for every page."""
    say(f"\n{size:,} firms and as many requests")
    app = create_app(Config(data=folder, secret=SECRET, demo=True))
    with app.app_context():
        db.create_all()
        with timed("to fill"):
            seed.fill(db.session(), size)
        with timed("to index"):
            reindex(db.session(), WhooshBackend(folder / "index"))
        visitor, offers = pages.sign_in(app, _anybody())[0], _offers(app)
        engine = db.engine
    client = app.test_client()
    paths = pages.pages(lambda path, times: pages.walk(client, path, times))
    counts = {name: pages.count_queries(engine, client, path) for name, path in paths.items()}
    environ = {"HALL_DEMO": "1", "HALL_DATA": str(folder), "HALL_SECRET": SECRET}
    with serving("wsgi:app", environ, folder / "hall.log") as server:
        for name, path in paths.items():
            _page(server, report, name, path)
            say(f"{'':38} {counts[name]:>4} queries")
            _page(server, report, f"{name}, signed in", path, visitor)
        _page(server, report, "notices", "/notices", visitor)
        posted = run(server, _spread(offers), lambda status: status in {302, 303})
        report.add("posting an offer", 16, posted)
        say(f"memory of the web tree: {server.pss_mebibytes():.0f} MiB PSS")
    return report


def _page(
    server: Server, report: Report, name: str, path: str, visitor: pages.Visitor | None = None
) -> None:
    ask_page(server, path, 16, visitor)
    report.add(name, 1, ask_page(server, path, 1, visitor))
    report.add(name, 16, ask_page(server, path, 16, visitor))


def _anybody() -> list[Membership]:
    return list(db.session.scalars(select(Membership).order_by(Membership.id).limit(1)))


def _offers(app: Flask) -> list[Ask]:
    """One post from each of many firms, to an open request that they match."""
    request = db.session.scalars(
        select(Request).where(Request.state == State.OPEN).order_by(Request.id)
    ).first()
    assert request is not None
    firms = select(Match.firm_id).where(Match.item_id == request.item_id, Match.area_id == 0)
    members = select(Membership).where(Membership.id.in_(firms), Membership.id != 1)
    chosen = list(db.session.scalars(members.order_by(Membership.id).limit(OFFERS)))
    visitors = pages.sign_in(app, chosen)
    return [_offer(visitor, request.id, no) for no, visitor in enumerate(visitors)]


def _offer(visitor: pages.Visitor, request_id: int, no: int) -> Ask:
    fields = {"csrf_token": visitor.token, "price": f"{40_000 + no}", "days": "10", "note": ""}
    body = urlencode(fields | {"all_included": "y"}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return "POST", f"/requests/{request_id}/offer", visitor.headers | kind, body


def _spread(asks: list[Ask]) -> list[list[Ask]]:
    return [asks[start::16] for start in range(16)]
