"""A market whose first steps were taken without pages; everybody in it may sign in."""

from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import update

from marketplace.accounts.models import Organisation, Person
from marketplace.core.database import db
from tests.browser.hall import HASHED
from tests.market import Market


@dataclass(frozen=True)
class Somebody:
    """Who acts: how he signs in, and what his organisation is called."""

    email: str
    name_zh: str
    name_en: str
    code: str

    @property
    def names(self):
        return self.name_zh, self.name_en


@contextmanager
def market_in(hall):
    """What is made within stands in the hall afterwards."""
    with hall.app.app_context():
        market = Market(db.session())
        yield market
        market.session.execute(update(Person).values(password_hash=HASHED))
        market.session.commit()
        db.session.remove()


def somebody(market, actor):
    person = market.session.get(Person, actor.person_id)
    body = market.session.get(Organisation, actor.organisation_id)
    return Somebody(person.email, body.name_zh, body.name_en, body.code)


def everybody(market, actors):
    return [somebody(market, actor) for actor in actors]
