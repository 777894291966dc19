"""The market, and who waits for what in it."""

import pytest

from marketplace.core import clock
from marketplace.desk import queries


@pytest.fixture
def waits(session):
    """What waits for an actor now, as texts."""
    return lambda actor: [str(wait.what) for wait in queries.mine(session, actor, clock.now())]
