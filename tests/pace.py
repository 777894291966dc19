"""What makes all tests quick: the dearest files come first, and nothing is done twice in vain."""

import fcntl
import gc
import shutil

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.orm import Mapper

from marketplace.core.database import Row
from tests.filled import ROOT, digest_of_sources

KEPT, FEW = ROOT / "build" / "compiled", 3
# By what they cost, so that no worker begins one when the other has nothing left.
DEAREST = (
    "tests/browser/test_main_story.py",
    "tests/browser/test_cases.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_draw.py",
    "tests/browser/test_auction.py",
    "tests/browser/test_merit.py",
    "tests/lifecycle/test_courses.py",
    "tests/cli/test_demo.py",
    "tests/postgres/test_pages.py",
    "tests/test_roles.py",
    "tests/test_invariants.py",
    "tests/selection/test_exits.py",
    "tests/selection/test_auction_races.py",
    "tests/selection/test_races.py",
    "tests/cli/test_backup.py",
)
PLACES = {file: place for place, file in enumerate(DEAREST)}
SELDOM = 50_000  # new objects between two looks for garbage: tests make little of it


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: PLACES.get(item.nodeid.split("::")[0], len(PLACES)))


@event.listens_for(Mapper, "after_configured")
def _keys_stay():
    """Each flush looks whether a primary key has changed, through each of 200 relationships: a
    tenth of what tests without a browser cost, and no key ever changes.
    """
    for mapper in Row.registry.mappers:
        mapper._dependency_processors.clear()


def pytest_collection_finish():
    """All that is loaded by now stays to the end: the collector need not go through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 20, 20)


class Compiled(FileSystemBytecodeCache):
    """Each template in each language, for all applications of the tests; sources unchanged."""

    def get_bucket(self, environment, name, filename, source):
        language = getattr(environment, "language", "")
        return super().get_bucket(environment, f"{language}:{name}", filename, source)


def pytest_configure():
    folder = KEPT / digest_of_sources()
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder.mkdir(exist_ok=True)
        folder.touch()
        older = sorted(KEPT.glob("*/"), key=lambda kept: kept.stat().st_mtime)
        for old in older[:-FEW]:
            shutil.rmtree(old)
    Flask.jinja_options = {"bytecode_cache": Compiled(str(folder))}
