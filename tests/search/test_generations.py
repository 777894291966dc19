"""The index as a cache on disk: changed, replaced, broken and healed."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from marketplace.core.words import Entry
from marketplace.search.backend.protocol import IndexBusyError, SearchUnavailableError
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.backend.writing import MOST_SMALL
from tests.search.conftest import ALL, ITEM, LUSHUI, QINGLAN, Open


def test_an_update_replaces_and_removes(backend: WhooshBackend) -> None:
    before = backend.generation
    backend.update([Entry("firms", 1, {"name": "青山测绘"})], [("firms", 2), ("firms", 77)])
    assert backend.find("firms", "青岚").ids == ()
    assert backend.find("firms", "青山").ids == (1,)
    assert backend.find("firms", "绿水").ids == ()
    assert backend.generation != before


def test_a_thing_twice_in_a_batch_is_kept_once(backend: WhooshBackend) -> None:
    backend.update(
        [LUSHUI, Entry("firms", 2, {"name": "青山"}), Entry("firms", 2, {"name": "红山"})]
    )
    assert backend.find("firms", "山").ids == (2,)
    assert backend.find("firms", "青山").ids == ()


def test_another_process_sees_the_update(
    backend: WhooshBackend, folder: Path, opened: Open
) -> None:
    reader = opened(folder)
    assert reader.find("firms", "新来").ids == ()
    backend.update([Entry("firms", 9, {"name": "新来"}), Entry("owners", 1, {"name": "新来"})])
    assert reader.find("firms", "新来").ids == (9,)
    assert reader.find("owners", "新来").ids == (1,)


def test_later_segments_stay_few_and_in_order(backend: WhooshBackend, folder: Path) -> None:
    for boost in range(3 * MOST_SMALL):
        backend.update([Entry("firms", 100 + boost, {"name": "环评站"}, boost=boost)])
    best = [100 + boost for boost in reversed(range(3 * MOST_SMALL))]
    assert backend.find("firms", "站").ids == tuple(best)
    assert len(list((folder / "g000001" / "firms").glob("*.trm"))) <= MOST_SMALL + 1


def test_a_rebuild_switches_while_others_read(
    backend: WhooshBackend, folder: Path, opened: Open
) -> None:
    reader = opened(folder)

    def entries() -> list[Entry]:
        assert reader.find("firms", "青岚").ids == (1,)
        return [Entry("firms", 5, {"name": "青岚二所"})]

    backend.rebuild(entry for _ in range(1) for entry in entries())
    assert reader.find("firms", "青岚").ids == (5,)
    assert reader.find("service_items", "环境").ids == ()


def test_a_reader_goes_on_when_its_files_are_gone(
    backend: WhooshBackend, folder: Path, opened: Open
) -> None:
    reader = opened(folder)
    assert reader.ready()
    for _ in range(3):
        backend.rebuild(ALL)
    assert reader.find("firms", "青岚").ids == (1,)
    assert len(list(folder.glob("g*"))) == 2


def test_a_failed_rebuild_changes_nothing(backend: WhooshBackend) -> None:
    before = backend.generation
    with pytest.raises(ValueError, match="cannot name"):
        backend.rebuild([QINGLAN, Entry("../firms", 1, {"name": "x"})])
    assert backend.generation == before
    assert backend.find("firms", "青岚").ids == (1,)
    assert backend.rebuild(ALL) == len(ALL)


def test_a_failed_update_changes_nothing(backend: WhooshBackend) -> None:
    with pytest.raises(AttributeError):
        backend.update([Entry("firms", 1, {"name": None})])  # type: ignore[dict-item]  # a bug
    assert backend.find("firms", "青岚").ids == (1,)
    backend.update([], [("firms", 1)])
    assert backend.find("firms", "青岚").ids == ()


def test_without_an_index_it_says_so(folder: Path, opened: Open) -> None:
    backend = opened(folder)
    assert not backend.ready()
    with pytest.raises(SearchUnavailableError, match="not ready"):
        backend.find("firms", "环评")
    with pytest.raises(SearchUnavailableError):
        backend.update([QINGLAN])


@pytest.mark.deep
@pytest.mark.parametrize("broken", ["*.trm", "*.toc", "*.pst", "*.col"])
@pytest.mark.usefixtures("careless")
def test_a_rotten_index_is_noticed_and_healed(
    backend: WhooshBackend, folder: Path, broken: str, opened: Open
) -> None:
    for path in (folder / "g000001").glob(f"*/{broken}"):
        path.write_bytes(b"rot")
    reader = opened(folder)
    with pytest.raises(SearchUnavailableError):
        reader.find("firms", "环评")
    backend.rebuild(ALL)
    assert reader.ready()
    assert reader.find("firms", "青岚").ids == (1,)


def test_a_lost_folder_or_pointer_is_noticed(
    backend: WhooshBackend, folder: Path, opened: Open
) -> None:
    (folder / "current").write_text("nonsense")
    assert not backend.ready()
    backend.rebuild(ALL)
    shutil.rmtree(folder / "g000002")
    assert not opened(folder).ready()


def test_only_one_process_writes(backend: WhooshBackend, folder: Path) -> None:
    with (folder / "writing.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(IndexBusyError):
            backend.update([ITEM])
    backend.update([ITEM])


def test_a_fork_opens_its_own_files(backend: WhooshBackend) -> None:
    assert backend.ready()
    child = os.fork()
    if child == 0:
        os._exit(0 if backend.find("firms", "青岚").ids == (1,) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert backend.find("firms", "青岚").ids == (1,)
