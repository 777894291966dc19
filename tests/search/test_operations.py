"""From a stale thing to the index, through crashes."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from marketplace.core import words
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import Row
from marketplace.core.words import Entry, Stale
from marketplace.search import operations
from marketplace.search.backend.protocol import SearchUnavailableError
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.models import Claim
from tests.search.conftest import LUSHUI, QINGLAN

Firms = dict[int, Entry]


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Row.metadata.create_all(engine, [Row.metadata.tables[t.__tablename__] for t in (Stale, Claim)])
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def firms(monkeypatch: pytest.MonkeyPatch) -> Firms:
    """What the tables hold; only firms are gathered."""
    known = {1: QINGLAN, 2: LUSHUI}

    def gather(session: Session, ids: Sequence[int] | None) -> Iterable[Entry]:
        return [known[key] for key in (known if ids is None else ids) if key in known]

    monkeypatch.setattr(words, "GATHERERS", {"firms": gather})
    monkeypatch.setattr(operations, "GATHERERS", words.GATHERERS)
    return known


def stale(session: Session, kind: str, *ids: int) -> None:
    with writing(session, CLOCKWORK) as act:
        for thing_id in ids:
            words.refresh(act.session, kind, thing_id)


def left(session: Session) -> tuple[int, int]:
    count = [session.scalar(select(func.count()).select_from(table)) for table in (Stale, Claim)]
    return count[0] or 0, count[1] or 0


def test_what_is_stale_is_indexed_and_what_is_gone_removed(
    session: Session, firms: Firms, backend: WhooshBackend
) -> None:
    firms[1] = Entry("firms", 1, {"name": "新名测绘"})
    del firms[2]
    stale(session, "firms", 1, 2)
    assert operations.index_batch(session, backend) == 2
    assert backend.find("firms", "新名").ids == (1,)
    assert backend.find("firms", "绿水").ids == ()
    assert left(session) == (0, 0)
    assert operations.index_batch(session, backend) == 0


def test_a_crash_leaves_the_claim_for_the_next_batch(
    session: Session, firms: Firms, backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale(session, "firms", 1)
    with monkeypatch.context() as broken:
        broken.setattr(backend, "update", _fail)
        with pytest.raises(SearchUnavailableError):
            operations.index_batch(session, backend)
    assert left(session) == (0, 1)
    stale(session, "firms", 1, 2)
    assert operations.index_batch(session, backend) == 2
    assert left(session) == (0, 0)


def _fail(entries: object, removals: object) -> None:
    raise SearchUnavailableError


def test_stale_again_while_indexed_is_indexed_again(
    session: Session, firms: Firms, backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale(session, "firms", 1)
    update = backend.update

    def meanwhile(*args: Iterable[object]) -> None:
        stale(session, "firms", 1)
        update(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(backend, "update", meanwhile)
    operations.index_batch(session, backend)
    assert left(session) == (1, 0)


def test_reindex_writes_all_that_rooms_give(
    session: Session, firms: Firms, backend: WhooshBackend
) -> None:
    assert operations.reindex(session, backend) == 2
    assert backend.find("firms", "招标").ids == ()
    assert backend.find("firms", "环评").ids == (2, 1)


def test_a_crowded_index_is_written_anew(
    session: Session, firms: Firms, backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "crowded", lambda: True)
    stale(session, "firms", 1)
    operations.index_batch(session, backend)
    assert backend.generation == "g000002 0"


def test_the_port_leads_here(backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_port", type(words._port)())
    words.connect(backend)
    assert words.find("firms", "青岚").ids == (1,)


def test_a_lost_index_is_written_anew(
    session: Session, firms: Firms, backend: WhooshBackend, folder: Path
) -> None:
    shutil.rmtree(folder)
    stale(session, "firms", 1)
    assert operations.keep_index(session, backend) == 0
    assert backend.find("firms", "环评").ids == (2, 1)
    assert operations.keep_index(session, backend) == 1
    assert left(session) == (0, 0)
