"""Writers of one process go one after another; readers do not wait."""

import fcntl
import threading

import pytest
from sqlalchemy import create_engine, text

from marketplace.core import queue


def hall(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'hall.db'}")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE tally (n INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))
        connection.commit()
    return engine


def add_one(engine):
    with engine.connect().execution_options(writes=True) as connection:
        n = connection.scalar(text("SELECT n FROM tally"))
        connection.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})
        connection.commit()


def test_many_writers_lose_nothing(tmp_path):
    engine = hall(tmp_path)
    threads = [threading.Thread(target=add_one, args=(engine,)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT n FROM tally")) == 16


def test_the_place_is_given_back_after_a_failure(tmp_path):
    engine = hall(tmp_path)
    with engine.connect() as connection:
        writer = connection.execution_options(writes=True)
        writer.execute(text("UPDATE tally SET n = 5"))
        assert queue.MARK in writer.info
    add_one(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT n FROM tally")) == 1


def test_another_process_waits_for_its_turn_on_a_file_beside_the_database(tmp_path):
    engine = hall(tmp_path)
    add_one(engine)
    with open(tmp_path / f"hall.db{queue.BESIDE}") as turn:
        with engine.connect().execution_options(writes=True) as writer:
            writer.execute(text("UPDATE tally SET n = 5"))
            with pytest.raises(BlockingIOError):
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
