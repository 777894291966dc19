"""An index of four firms in a temporary folder."""

import gc
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marketplace.core.words import Entry
from marketplace.search.backend.whoosh_backend import WhooshBackend

QINGLAN = Entry(
    "firms",
    1,
    {
        "name_zh": "四川青岚环境影响评价技术有限公司",
        "name_en": "Qinglan Environmental Assessment Ltd",
        "area": "510100 510104",
        "text_zh": "简称青岚环评，兼做水土保持方案",
    },
    boost=5,
)
LUSHUI = Entry(
    "firms",
    2,
    {"name_zh": "重庆绿水环评中心", "name_en": "Green Water Surveys", "area": "510100"},
    boost=9,
)
TENDER = Entry(
    "firms",
    3,
    {"name_zh": "成都招标代理公司", "area": "510107", "text_zh": "不做环评，只做招标"},
    boost=99,
)
ITEM = Entry("service_items", 1, {"name_zh": "环境影响评价文件编制", "code": "S-01"})
ALL = QINGLAN, LUSHUI, TENDER, ITEM
Open = Callable[[Path], WhooshBackend]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opened() -> Iterator[Open]:
    """Open an index as another process would."""
    backends: list[WhooshBackend] = []

    def another(folder: Path) -> WhooshBackend:
        backends.append(WhooshBackend(folder))
        return backends[-1]

    yield another
    for backend in backends:
        backend.close()


@pytest.fixture
def backend(opened: Open, folder: Path) -> WhooshBackend:
    backend = opened(folder)
    backend.rebuild(ALL)
    return backend


@pytest.fixture
def careless() -> Iterator[None]:
    """Whoosh leaves files open when it fails to read them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()
