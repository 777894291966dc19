"""Assembles the application. Nothing imports this module but wsgi.py, the doors and the tests."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Flask

from marketplace import web
from marketplace.core import calendars, keys, logs, outbox, words
from marketplace.core.config import ROOT, Config, from_environment
from marketplace.core.database import db
from marketplace.core.transparency import witnesses
from marketplace.core.transparency.asking import SpoolWitness
from marketplace.core.transparency.names import Party
from marketplace.payments import backend as payment_backend
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.web import streams

HALF_MEGABYTE = 500_000
IN_MEMORY = "sqlite://"
LARGEST_UPLOAD = 25 * 1024 * 1024
ROOMS = (
    "accounts",
    "files",
    "matters",
    "directory",
    "windows",
    "projects",
    "requests",
    "selection",
    "contracts",
    "payments",
    "cases",
    "timelines",
    "claims",
    "complaints",
    "ratings",
    "credit",
    "audit",
    "notices",
    "opendata",
    "risk",
    "search",
    "desk",
    "jobs",
)


def modules(name: str) -> list[ModuleType]:
    """The modules of that name, of each room that has one, from the lowest room up."""
    names = [f"marketplace.{room}.{name}" for room in ROOMS]
    return [import_module(name) for name in names if find_spec(name)]


def create_app(config: Config | None = None, **overrides: object) -> Flask:
    """The hall as a WSGI application; `overrides` are Flask's own settings, for tests."""
    config = config or from_environment()
    logs.start()
    calendars.set_zone(config.zone)
    outbox.set_address(config.address)
    keys.set_folder(config.data)
    witnesses.connect(SpoolWitness(Party(name), folder) for name, folder in config.witnesses)
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.config.from_mapping(_settings(config))
    app.config.from_mapping(overrides)
    app.extensions["config"] = config
    db.init_app(app)
    _let_migrate(app)
    web.init_app(app, config.proxies)
    streams.init_app(app, config.threads)
    words.connect(WhooshBackend(config.data / "index"))
    payment_backend.connect_service(config.payment_service)
    modules("models")
    modules("readers")
    for views in modules("views"):
        app.register_blueprint(views.bp)
    return app


def _let_migrate(app: Flask) -> None:
    """Commands and tests bring Alembic along; a web server need not hold it in memory."""
    if "FLASK_RUN_FROM_CLI" in os.environ:  # for `flask db`
        import_module("flask_migrate")
    if brought := sys.modules.get("flask_migrate"):
        brought.Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)


def _settings(config: Config) -> dict[str, object]:
    engine = {"pool_pre_ping": not config.database_url.startswith("sqlite")}
    if config.database_url != IN_MEMORY:
        engine["pool_use_lifo"] = True  # the connection used last is warm
    return {
        "SECRET_KEY": config.secret,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine,
        "HALL_DEMO": config.demo,
        "HALL_DATA": config.data,
        "HALL_ZONE": config.zone,
        "HALL_CURRENCY": config.currency,
        "HALL_ADDRESS": config.address,
        "TRUSTED_HOSTS": list(config.hosts) or None,
        "MAX_CONTENT_LENGTH": LARGEST_UPLOAD,
        "MAX_FORM_MEMORY_SIZE": HALF_MEGABYTE,
        "SESSION_COOKIE_NAME": "__Host-session" if config.secure else "session",
        "SESSION_COOKIE_SECURE": config.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
        "WTF_CSRF_TIME_LIMIT": 8 * 3600,
        "WTF_CSRF_SSL_STRICT": config.secure,
    }
