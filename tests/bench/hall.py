"""The hall under measurement: filled, indexed, served, asked."""

from pathlib import Path
from urllib.parse import quote, urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from marketplace.accounts.models import Membership
from marketplace.app import create_app
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.directory.models import Match
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import reindex
from tests.bench import pages, rows, seed, words
from tests.bench.load import Ask, Figures, run
from tests.bench.report import Report, say, timed
from tests.bench.server import Server, serving

SECRET = "bench" * 8
ASKS = {1: 320, 16: 640}
WARMING = 48
OFFERS = 2_000
READER = 1  # the member who reads the pages signed in; he posts nothing


def ask_page(
    server: Server, path: str, connections: int, visitor: pages.Visitor | None = None, asks: int = 0
) -> Figures:
    """The same page, over and over, over so many connections at once."""
    ask = pages.get(quote(path, safe="/?&=%"), visitor)
    each = (asks or ASKS[connections]) // connections
    return run(server, [[ask] * each] * connections, lambda status: status == 200)


def measure(folder: Path, size: int, report: Report) -> Report:
    """Fill a hall of that size, serve it, and ask for every page."""
    say(f"\n{size:,} firms and as many requests")
    app = create_app(Config(data=folder, secret=SECRET, demo=True))
    with app.app_context():
        _fill(folder, size)
        visitor, offers = pages.sign_in(app, _members(READER))[0], _offers(app)
        engine = db.engine
    client = app.test_client(use_cookies=False)
    paths = pages.pages(lambda path, times: pages.walk(client, path, times))
    counts = {name: _counts(engine, client, path, visitor) for name, path in paths.items()}
    environ = {"HALL_DEMO": "1", "HALL_DATA": str(folder), "HALL_SECRET": SECRET}
    with serving("wsgi:app", environ, folder / "hall.log") as server:
        for name, path in paths.items():
            if name not in pages.OWN:
                _page(server, report, name, path)
            _page(server, report, f"{name}, signed in", path, visitor)
            say(f"{'':38} queries: {counts[name][0]} signed out, {counts[name][1]} signed in")
        report.begin()
        posted = run(server, _spread(offers), lambda status: status in {302, 303})
        report.add("posting an offer", 16, posted)
        say(f"memory of the web tree: {server.pss_mebibytes():.0f} MiB PSS")
    words.measure(folder / "index", pages.WORDS)
    return report


def _fill(folder: Path, size: int) -> None:
    """Unless an earlier run has filled it."""
    if (folder / "index").exists():
        return
    db.create_all()
    with timed("to fill"):
        seed.fill(db.session(), size)
    with timed("to index"):
        reindex(db.session(), WhooshBackend(folder / "index"))


def _counts(
    engine: Engine, client: FlaskClient, path: str, visitor: pages.Visitor
) -> tuple[int, int]:
    return (
        pages.count_queries(engine, client, path),
        pages.count_queries(engine, client, path, visitor),
    )


def _page(
    server: Server, report: Report, name: str, path: str, visitor: pages.Visitor | None = None
) -> None:
    ask_page(server, path, 16, visitor, WARMING)
    report.begin()
    report.add(name, 1, ask_page(server, path, 1, visitor))
    report.add(name, 16, ask_page(server, path, 16, visitor))


def _members(*ids: int) -> list[Membership]:
    return list(db.session.scalars(select(Membership).where(Membership.id.in_(ids))))


def _offers(app: Flask) -> list[Ask]:
    """One post from each of many firms, to an open request that they match."""
    common = select(Match.item_id).where(Match.firm_id == 4, Match.item_id > 0)
    fresh = (Request.state == State.OPEN, Request.first_offer_at.is_(None))
    open_ones = select(Request).where(*fresh, Request.item_id.in_(common))
    request = db.session.scalars(open_ones.order_by(Request.item_id, Request.id).limit(1)).one()
    firms = select(Match.firm_id).where(
        Match.item_id == request.item_id, Match.area_id == rows.EVERYWHERE
    )
    members = select(Membership).where(Membership.id.in_(firms), Membership.id != READER)
    chosen = list(db.session.scalars(members.order_by(Membership.id).limit(OFFERS)))
    request_id = request.id
    return [_offer(one, request_id, no) for no, one in enumerate(pages.sign_in(app, chosen))]


def _offer(visitor: pages.Visitor, request_id: int, no: int) -> Ask:
    fields = {"csrf_token": visitor.token, "price": f"{40_000 + no}", "days": "10", "note": ""}
    body = urlencode(fields | {"all_included": "y"}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return "POST", f"/requests/{request_id}/offer", visitor.headers | kind, body


def _spread(asks: list[Ask]) -> list[list[Ask]]:
    return [asks[start::16] for start in range(16)]
