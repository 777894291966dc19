"""Before the opening an offer is readable nowhere: not on the disk, not in a log, not by a role."""

import gzip
import tempfile
from urllib.parse import parse_qsl, urlencode

import pytest
from sqlalchemy import func, select, update

from marketplace.cli import backups
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import db
from marketplace.requests.models import Request
from marketplace.selection import operations
from marketplace.selection.models import ShareKeeper
from tests.bench.server import serving
from tests.drawn import witnessed
from tests.durability.posting import acknowledged
from tests.filled import config_of

pytestmark = pytest.mark.slow
PRICE, NOTE = "43519.87", "Quetzal nests in Fuchuan"
FORMS = (PRICE, "43,519.87", "Quetzal")
CANARIES = [form.encode(code) for code in ("utf-8", "utf-16-le") for form in FORMS]


@pytest.fixture
def temporary(place, monkeypatch):
    """The temporary files of this process and of the hall it serves lie here."""
    folder = place.folder / "tmp"
    folder.mkdir(exist_ok=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def found(folder):
    """Files in which a canary can be read, archives unpacked."""
    return sorted(
        {file.name for file in folder.rglob("*") if file.is_file() and seen(file.read_bytes())}
    )


def seen(data):
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return any(canary in data for canary in CANARIES)


def exchanged(session):
    session.commit()
    while operations.exchange(session, lambda *things: writing(session, CLOCKWORK, *things)):
        pass
    session.rollback()


def said(ask, **fields):
    """The same post with other fields; None leaves one out."""
    method, path, headers, body = ask
    told = dict(parse_qsl(body.decode(), keep_blank_values=True)) | fields
    kept = {name: value for name, value in told.items() if value is not None}
    return method, path, headers, urlencode(kept).encode()


def post(place, temporary):
    """A wrong offer that is shown back, then the canary, then two others."""
    canary = said(place.offers[0], price=PRICE, note=NOTE)
    environ = place.environ | {"TMPDIR": str(temporary)}
    with serving("wsgi:app", environ, place.folder / "hall.log") as server:
        assert acknowledged(server.port, said(canary, all_included=None)) == []
        for ask in (canary, *place.offers[1:3]):
            assert acknowledged(server.port, ask)


def test_an_offer_is_readable_nowhere_before_its_opening(place, temporary):
    session, folder = db.session(), place.folder
    request_id = int(place.offers[0][1].split("/")[2])
    with witnessed(folder / "witness"):
        exchanged(session)
        assert session.scalar(select(func.count(ShareKeeper.id))) == 2
        post(place, temporary)
        backups.write(config_of(folder), folder / "before.backup")
        assert found(folder) == []
        open_now(session, request_id)
    assert any(name.startswith("hall.db") for name in found(folder))


def open_now(session, request_id):
    session.rollback()
    closed = update(Request).where(Request.id == request_id).values(closes_at=clock.now())
    session.execute(closed)
    session.commit()
    opened = False
    while not opened:
        request = session.get(Request, request_id)
        with writing(session, CLOCKWORK, request) as act:
            opened = operations.open_or_ask(act, request)
        exchanged(session)
