"""What must be there before the doors open: the database, the catalogue, the index, the keys."""

import click
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import queries as accounts
from marketplace.accounts.rules.names import DEMO_PASSWORD
from marketplace.cli.demo import fill_hall
from marketplace.cli.opened import make_app
from marketplace.core.config import ROOT, Config
from marketplace.core.database import db
from marketplace.core.rulesets import RuleSet
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import reindex


def prepare(config: Config, fill: bool) -> None:
    """Migrate before any worker starts, fill an empty demo, write a missing index."""
    config.data.mkdir(parents=True, exist_ok=True)
    app = make_app()
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        if fill and is_empty(db.session()):
            click.echo("Filling the demo hall ...", err=True)
            fill_hall(db.session(), config)
        backend = WhooshBackend(config.data / "index")
        if not backend.ready():
            reindex(db.session(), backend)
        db.session.remove()
        db.engine.dispose()


def is_empty(session: Session) -> bool:
    return session.scalar(select(RuleSet.id).limit(1)) is None


def announce(config: Config) -> None:
    """Say where the hall is and, in the demo, who may sign in."""
    click.echo(f"\nThe hall is at {config.address}")
    if not config.demo:
        return
    app = make_app()
    with app.app_context():
        click.echo(f"Demo accounts, password {DEMO_PASSWORD}:")
        for account in accounts.demo_accounts(db.session()):
            who, body = account.person.email, account.organisation.name_zh
            click.echo(f"  {who:34} {account.role:14} {body}")
