"""Makers of the accounts room."""

import pytest

from marketplace.accounts.models import Organisation
from marketplace.accounts.rules.terms import Letter, Mailed
from marketplace.accounts.rules.tokens import digest

LETTER = Letter("subject", "body")


@pytest.fixture
def mailed():
    """A word and its letters, as a page makes them."""

    def make(word):
        kinds = ("confirm", "known", "reset", "invite")
        return Mailed(digest(word), dict.fromkeys(kinds, LETTER))

    return make


@pytest.fixture
def organisation_of(session):
    return lambda actor: session.get(Organisation, actor.organisation_id)
