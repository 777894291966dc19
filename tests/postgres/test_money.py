"""Money at once on PostgreSQL; and its ledger takes no change either."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from marketplace.payments import backend
from tests.filled import apart, own_folder
from tests.payments.test_race import MANY, effects, filled, race
from tests.payments.test_words_race import check_price, check_words, opened

pytestmark = [pytest.mark.postgres, pytest.mark.deep]


@pytest.mark.usefixtures("at")
def test_transfer_and_refund_at_once_are_one(database, tmp_path):
    engine = create_engine(database("money"), pool_size=MANY, max_overflow=5)
    with apart():
        own_folder(tmp_path)
        assert race(engine, filled(engine)) == 1
        assert effects(engine) == [1, 1, 1]
    backend.connect(None)
    for change in ("UPDATE ledger_lines SET amount_minor = 1", "DELETE FROM ledger_lines"):
        with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
            connection.execute(text(change))
    engine.dispose()


@pytest.mark.usefixtures("at")
def test_words_at_once_and_prices_at_once(database, tmp_path):
    for name in ("words", "price"):
        engine = create_engine(database(f"money_{name}"), pool_size=MANY, max_overflow=5)
        with apart():
            own_folder(tmp_path)
            owner = opened(engine)
            check_words(engine) if name == "words" else check_price(engine, owner)
        backend.connect(None)
        engine.dispose()
