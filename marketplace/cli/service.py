"""Running the hall: `serve` starts all of it, `worker` and `migrate` are its parts."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import click
import structlog
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import SQLAlchemyError

from marketplace.cli.opened import config_of, opened
from marketplace.cli.readiness import announce, prepare
from marketplace.core.config import ROOT, Config, from_environment
from marketplace.core.database import db
from marketplace.fake_stripe.server import folder_of as fake_folder
from marketplace.fake_stripe.server import stand_in
from marketplace.jobs import operations
from marketplace.jobs.backend import own_name
from marketplace.search.backend.protocol import IndexBusyError, SearchUnavailableError
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import keep_index
from marketplace.witness.rounds import serve as answer_for

PAUSE_SECONDS = 1.0
LOOPBACK, WEBHOOK = "http://127.0.0.1:", "/payments/webhook"
log = structlog.get_logger()


@click.command()
def migrate() -> None:
    """Bring the database to the newest migration."""
    with opened() as (app, _):
        config_of(app).data.mkdir(parents=True, exist_ok=True)
        upgrade(directory=str(ROOT / "migrations"))


@click.command()
def worker() -> None:
    """Do the jobs: read facts, do what is due, send mail, keep the index."""
    stop = threading.Event()
    _on_signal(stop.set)
    holder = own_name()
    with opened() as (app, _):
        while not stop.is_set():
            busy = _round(app, holder)
            stop.wait(0 if busy else PAUSE_SECONDS)
        operations.leave_lease(db.session(), holder)


def _round(app: Flask, holder: str) -> int:
    """One round of everything; a broken database or index is waited for."""
    config = config_of(app)
    postman = (
        operations.MailServer(config.mail_server, config.mail_from) if config.mail_server else None
    )
    try:
        session = db.session()
        if not operations.take_lease(session, holder):
            return 0
        operations.watch_clock(session)
        done = operations.tick(session) + operations.send_letters(session, postman)
        return done + keep_index(session, WhooshBackend(config.data / "index"))
    except (SQLAlchemyError, IndexBusyError, SearchUnavailableError, OSError) as error:
        log.warning("round failed", error=repr(error))
        return 0
    finally:
        db.session.remove()


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
def witness(folders: tuple[Path, ...]) -> None:
    """Be a witness: answer what the hall asks in FOLDER/spool, and remember in FOLDER/store.

    The folder bears the name of its party, regulator or auditor. On a machine of its own
    `python -m marketplace.witness FOLDER` does the same without the rest of the hall.
    """
    stop = threading.Event()
    _on_signal(stop.set)
    answer_for([*folders], stop)


@click.command()
@click.option("--demo/--no-demo", default=True, help="Fill an empty demo hall first.")
def serve(demo: bool) -> None:
    """Migrate, prepare, then run web server, worker and (demo) what stands beside them."""
    config = from_environment()
    prepare(config, fill=demo and config.demo)
    stop = threading.Event()
    _on_signal(stop.set)
    web = _web(config)
    helpers = [(start, start()) for start in (_jobs, *_witnesses(config), *_peer(config))]
    announce(config)
    try:
        while not stop.wait(PAUSE_SECONDS):
            if web.poll() is not None:
                raise SystemExit(web.returncode or 1)
            helpers = [(start, start() if up.poll() is not None else up) for start, up in helpers]
    finally:
        for process in (web, *(up for _, up in helpers)):
            _end(process)


def _web(config: Config) -> subprocess.Popen[bytes]:
    options = {
        "bind": f"{config.host}:{config.port}",
        "workers": config.workers,
        "threads": config.threads,
        "worker-class": "gthread",
        "worker-tmp-dir": str(config.data),
        "graceful-timeout": 10,
    }
    words = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--preload",
        "--no-control-socket",
        *words,
        "wsgi:app",
    ]
    return subprocess.Popen(command, cwd=ROOT)  # noqa: S603 (our own words)


def _jobs() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "marketplace", "worker"]
    return subprocess.Popen(command, cwd=ROOT)  # noqa: S603 (our own words)


def _witnesses(config: Config) -> tuple[Callable[[], subprocess.Popen[bytes]], ...]:
    """The demo has both beside it; in life each runs on the machine of its own party."""
    mine = [spool.parent for _, spool in config.witnesses if config.data in spool.parents]
    command = [sys.executable, "-m", "marketplace.witness", *map(str, mine)]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=ROOT)  # noqa: S603 (our own words)

    return (start,) if config.demo and mine else ()


def _peer(config: Config) -> tuple[Callable[[], subprocess.Popen[bytes]], ...]:
    """The demo has a stand-in for the payment service, unless it is told of another."""
    service = config.payment_service
    if not config.demo or service is None or not service.address.startswith(LOOPBACK):
        return ()
    told = f"{LOOPBACK}{config.port}{WEBHOOK}"
    command = [
        sys.executable, "-m", "marketplace.fake_stripe",
        str(fake_folder(config.data)), str(service.port), told,
    ]  # fmt: skip
    secret = {"STRIPE_KEY": service.key, "STRIPE_WEBHOOK_SECRET": service.secrets[0]}

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | secret)  # noqa: S603 (our own)

    return (start,)


@click.command("fake-stripe")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("port", type=int)
@click.argument("url")
def fake_stripe(folder: Path, port: int, url: str) -> None:
    """Be a stand-in for the payment service: remember in FOLDER, listen on PORT, tell URL.

    It moves no money. STRIPE_KEY and STRIPE_WEBHOOK_SECRET say by what it knows the hall.
    """
    stop = threading.Event()
    _on_signal(stop.set)
    stand_in(folder, port, url, stop)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()


def _on_signal(stop: Callable[[], None]) -> None:
    def ask(_: int, __: FrameType | None) -> None:
        stop()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)


COMMANDS = (serve, worker, witness, fake_stripe, migrate)
