"""A whole hall in this process, a real browser beside it, and a clock that the story moves."""

import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.hall import opened
from tests.browser.looking import Axe, resize
from tests.browser.visitor import Visitor

# Chromium without the windows it never opens here costs a third less.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not on this machine"))


@pytest.fixture(params=["zh", "en"])
def locale(request):
    """Each story is told in both languages."""
    return request.param


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """One hall for each story: the catalogue is loaded, two areas, an operator."""
    with opened(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """What axe found nothing wrong with, for all processes of these tests."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "sound"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def seats():
    """Pages free for the next visitor: clearing one costs a tenth of opening another."""
    return defaultdict(list)


@pytest.fixture
def visit(chromium, hall, sound, seats):
    """A new visitor of the hall: visit("zh"), visit("en", width=375, javascript=False)."""
    taken = []

    def come(locale="zh", javascript=True, width=1280):
        free = seats[locale, javascript]
        page = free.pop() if free else _opened(chromium, locale, javascript)
        resize(page, width)
        visitor = Visitor(page, hall, locale, Axe(sound) if javascript else None)
        taken.append((visitor, free))
        return visitor

    yield come
    for visitor, free in taken:
        try:
            free.append(visitor.leaves())
        except Error:  # a live page, which went on by itself in the same moment
            visitor.page.context.close()


def _opened(chromium, locale, javascript):
    language = "zh-CN" if locale == "zh" else "en-GB"
    context = chromium.new_context(locale=language, java_script_enabled=javascript)
    context.set_default_timeout(30_000)  # two slow cores
    return context.new_page()
