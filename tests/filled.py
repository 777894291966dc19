"""A small demo hall, filled once a day for all tests and workers; each takes its own copy."""

import fcntl
import shutil
import sys
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from flask_login import FlaskLoginClient
from flask_migrate import upgrade
from sqlalchemy import select

from marketplace.accounts.models import SignIn
from marketplace.app import ROOT, create_app
from marketplace.cli.demo import fill_hall
from marketplace.core import calendars, clock, keys, outbox, texts, words
from marketplace.core.config import Config
from marketplace.core.database import Row, db
from marketplace.files import backend
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import reindex

SECRET = "f" * 40
SCALE = 0.05
KEPT = ROOT / "build" / "filled"
FEW = 3
SOURCES = {".py", ".json", ".po", ".mo"}
DAY = "day"  # the file that says for which day a hall was filled
TOLD = (keys._FOLDER, outbox._ADDRESS, backend._roots, texts._TRANSLATORS)
SETTINGS = {"TESTING": True, "WTF_CSRF_ENABLED": False}


def config_of(data, **more):
    return Config(data=data, secret=SECRET, **{"demo": True} | more)


def told():
    """What the application made last has told this process, to tell it again after another's."""
    return words._port.backend, [list(place) for place in TOLD]


def tell(ports):
    words._port.backend, held = ports
    for place, mine in zip(TOLD, held, strict=True):
        place[:] = mine


@contextmanager
def apart():
    """What an application tells the process is as before when the block ends."""
    before = told()
    try:
        yield
    finally:
        if words._port.backend is not before[0]:
            words._port.backend.close()
        tell(before)


def own_folder(folder):
    """Keys and uploads of a test without an application; to be used `apart`."""
    keys.set_folder(folder)
    backend.connect(folder)


def filled():
    """The data folder of the small hall of today; the first run that asks for it fills it.

    It is kept under the digest of all that makes it, beside the last few others.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = KEPT / f"{today()}-{digest_of_sources()}"
        if not data.exists():
            _fill(KEPT / "filling")
            (KEPT / "filling").rename(data)
            older = sorted(KEPT.glob("2*"), key=lambda folder: folder.stat().st_mtime)
            for folder in older[:-FEW]:
                shutil.rmtree(folder)
    return data


def digest_of_sources():
    found = sha256(sys.version.encode())
    files = [ROOT / "requirements.txt", Path(__file__)]
    for place in ("marketplace", "migrations", "data"):
        files += sorted(file for file in (ROOT / place).rglob("*") if file.suffix in SOURCES)
    for file in files:
        found.update(f"{file.relative_to(ROOT)} ".encode() + sha256(file.read_bytes()).digest())
    return found.hexdigest()[:16]


def _fill(data):
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    with apart():
        app = create_app(config_of(data), **SETTINGS)
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            assert fill_hall(db.session(), config_of(data), SCALE) == []
            (data / DAY).write_text(today().isoformat())
            reindex(db.session(), WhooshBackend(data / "index"))
            db.session.remove()
            db.engine.dispose()


def today():
    return clock.now().astimezone(calendars.zone()).date()


def day_of(data):
    return date.fromisoformat((data / DAY).read_text())


def copy_of(folder, target):
    """A hall of one's own, equal to the filled one."""
    shutil.copytree(folder, target)
    return target


def application(data, **config):
    app = create_app(config_of(data, **config), **SETTINGS)
    app.test_client_class = FlaskLoginClient
    return app


def browser_of(app, membership=None, locale="en"):
    """A test client that acts for a membership; a stranger's without one."""
    browser = app.test_client()
    browser.set_cookie("locale", locale)
    if membership is None:
        return browser
    token = f"token-{membership.id}"
    hashed, now = sha256(token.encode()).hexdigest(), clock.now()
    known = select(SignIn.id).filter_by(token_hash=hashed)
    with app.app_context():
        if db.session.scalar(known) is None:
            moments = {"began_at": now, "seen_at": now, "second_factor_at": now}
            who = {"person_id": membership.person_id, "membership_id": membership.id}
            db.session.add(SignIn(token_hash=hashed, **who, **moments))
            db.session.commit()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return browser


def digests(connection):
    """A digest of the rows of each table; a session's last-seen mark does not count."""
    found = {}
    for table in Row.metadata.sorted_tables:
        columns = [column for column in table.c if column.name != "seen_at"]
        asked = select(*columns).order_by(table.c.id).compile(connection)
        rows = connection.exec_driver_sql(str(asked)).all()  # as they lie there: no types made
        found[table.name] = sha256(repr(rows).encode()).hexdigest()
    return found
