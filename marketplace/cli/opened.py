"""The hall's application and session for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.core.config import Config
from marketplace.core.database import db


def config_of(app: Flask) -> Config:
    config = app.extensions["config"]
    assert isinstance(config, Config)  # noqa: S101 (narrows what extensions hold)
    return config


def make_app() -> Flask:
    """The application, by the factory that the entry point gave to the command."""
    app = click.get_current_context().obj()
    assert isinstance(app, Flask)  # noqa: S101 (narrows what click holds)
    return app


@contextmanager
def opened() -> Iterator[tuple[Flask, Session]]:
    """The application, and a session that ends with the command."""
    app = make_app()
    with app.app_context():
        try:
            yield app, db.session()
        finally:
            db.session.remove()
            db.engine.dispose()
