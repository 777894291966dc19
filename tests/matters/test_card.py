"""The truth card: figures only when there are enough of them, and what nobody knows said so."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.matters import operations
from marketplace.matters.models import Matter
from marketplace.matters.rules.truth import share, truth_of

FIGURES = operations.Actuals(
    8, 4.5, 2, 6, 8, (("面积不一致", 1), ("图纸缺章", 4), ("缺少承诺书", 3), ("其他", 1))
)
COUNTS = st.integers(0, 50)


def columns(n=0, late=0, passed=0, of=0, reasons=()):
    return SimpleNamespace(
        actual_n=n, actual_median_days=3.0, actual_late_n=late, first_pass_n=passed,
        first_pass_of_n=of, top_reasons=[{"text": text, "n": k} for text, k in reasons],
    )  # fmt: skip


@given(n=COUNTS, smallest=st.integers(0, 20))
def test_too_few_cases_show_nothing(n, smallest):
    truth = truth_of(columns(n, n, n, n, [("a", 1)]), smallest)
    shown = (truth.median_days is not None, truth.late is not None, bool(truth.reasons))
    assert shown == (n >= smallest, n >= max(smallest, 1), n >= smallest)


@given(whole=st.integers(1, 1000), part=st.integers(0, 1000))
def test_a_share_is_a_percentage(whole, part):
    found = share(min(part, whole), whole, 1)
    assert 0 <= found.percent <= 100


def test_the_three_commonest_reasons_come_first():
    truth = truth_of(columns(9, reasons=[("a", 1), ("b", 5), ("c", 2), ("d", 4)]), 5)
    assert truth.reasons == (("b", 5), ("d", 4), ("c", 2))


@pytest.fixture
def matter(catalogue, session):
    return session.scalars(select(Matter).filter_by(code="M117")).one()


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "No decided cases yet"), ("zh", "暂无办结件")]
)
def test_without_cases_it_says_so(matter, look, locale, words):
    assert words in look("/matters/M117/card", locale=locale)


def test_with_cases_it_shows_them(act, matter, look, session):
    operations.book_actuals(act(), matter, figures=FIGURES)
    session.commit()
    text = look("/matters/M117/card")
    for words in ("within 4.5 working days", "2 (25 %)", "75 %", "图纸缺章", "4 times"):
        assert words in text
    assert "其他" not in text


def test_four_cases_are_hidden(act, matter, look, session):
    figures = operations.Actuals(4, 2.0, 0, 4, 4, (("图纸缺章", 1),))
    operations.book_actuals(act(), matter, figures=figures)
    session.commit()
    text = look("/matters/M117/card")
    assert "4 decided cases, and figures are shown from 5 on" in text
    assert "图纸缺章" not in text


def test_it_bears_a_square_code_and_the_window(matter, look):
    text = look("/matters/M101/card")
    assert "data:image/svg+xml" in text
    assert "/matters/M101/card</p>" in text
    assert "综合窗口1/规划" in text
    assert "has published no number of its own" in text


def test_a_contact_is_the_departments_own(matter, look, session):
    matter.department.phone = "0816-5550101"
    session.commit()
    assert "0816-5550101" in look("/matters/M117/card")
