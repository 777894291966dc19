"""The public register: every matter and service, in both languages."""

import re

import pytest
from sqlalchemy import select

from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.queries import Wanted, items, matters

NOBODY = "Nobody may ask for one."


@pytest.fixture
def read(catalogue, sign_in):
    """The text of a public page."""

    def page(path, locale="en", status=200):
        reply = sign_in(locale=locale).get(path)
        assert reply.status_code == status, path
        return reply.get_data(as_text=True)

    return page


@pytest.mark.deep
def test_every_matter_and_service_has_its_page(read, session):
    rows = [*session.scalars(select(Matter.code)), *session.scalars(select(ServiceItem.code))]
    assert len(rows) == 176
    for code in rows:
        room = "services" if code.startswith("S") else "matters"
        assert f"{code} · " in read(f"/{room}/{code}")


@pytest.mark.parametrize("path", ["/matters", "/services", "/matters/M118", "/services/S60"])
def test_pages_speak_both_languages(read, path):
    assert "中介服务" in read(path, "zh")
    assert "ntermediary" in read(path, "en")


def test_the_lists_hold_all(read):
    assert read("/matters?whole=1").count('href="/matters/') >= 116
    assert read("/services").count('href="/services/') >= 60


def test_the_list_begins_with_stages_and_departments_that_lead_to_their_matters(read, session):
    page = read("/matters")
    assert 'href="/matters/M101"' not in page
    links = set(re.findall(r'href="(/matters\?(?:stage|department)=[^"]+)"', page))
    shown = {path: set(re.findall(r'href="/matters/([A-Z]\d+)"', read(path))) for path in links}
    every = set(session.scalars(select(Matter.code).filter_by(is_active=True)))
    for kind in ("stage", "department"):
        assert set().union(*(rows for path, rows in shown.items() if kind in path)) == every


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("M101", NOBODY),
        ("M111", "or charge him for one"),
        ("M103", "Whoever asks the owner for money breaks the rules."),
        ("M103", "The owner may do this himself"),
        ("P104", "chooses freely on the open market"),
        ("M117", "No other may be asked for."),
    ],
)
def test_the_box_says_what_the_owner_must_know(read, code, sentence):
    assert sentence in read(f"/matters/{code}")


def test_a_matter_that_needs_nothing_says_so_in_chinese(read):
    text = read("/matters/M101", "zh")
    assert "本事项不需要任何中介服务" in text
    assert "任何单位和个人不得要求申请人委托中介服务" in text


def test_nobody_is_told_twice_things(read):
    assert NOBODY not in read("/matters/M117")


def test_figures_say_how_sure_they_are(read):
    assert "illustrative, not official" in read("/matters/M102")
    assert "read in the law or rule" in read("/matters/M134")
    assert "No statutory limit" in read("/matters/M101")


def test_materials_say_who_has_them(read):
    assert "you need not hand it in" in read("/matters/M102")


def test_a_service_that_is_never_required_says_so(read):
    text = read("/services/S60")
    assert "Never required" in text
    assert "No matter may depend on it." in text


def test_who_prepared_may_not_review_stands_on_both_services(read):
    reviewer, prepared = read("/services/S03"), read("/services/S01")
    assert "It judges the work of these services" in reviewer
    assert 'href="/services/S01"' in reviewer
    assert "These services judge its work" in prepared
    assert 'href="/services/S03"' in prepared
    assert "no firm, nor one linked with it, does both" in prepared
    assert "Who prepared may not review" not in read("/services/S60")


def test_a_band_of_four_is_hidden_and_of_five_is_shown(read, session):
    item = session.scalars(select(ServiceItem).filter_by(code="S01")).one()
    item.band_n, item.band_price_median, item.band_days_median = 4, 4_200_000, 17
    session.commit()
    assert "42,000" not in read("/services/S01")
    item.band_n = 5
    session.commit()
    assert "42,000" in read("/services/S01")


@pytest.mark.parametrize("path", ["/matters/M999", "/services/S99", "/matters/%27"])
def test_what_does_not_exist_is_not_found(read, path):
    read(path, status=404)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?whole=1", 116),
        ("?needs=none", 54),
        ("?needs=some", 62),
        ("?department=WR", 6),
        ("?stage=PX_parallel_procedures", 12),
        ("?stage=nonsense", 0),
        ("?q=nothing", 0),
    ],
)
def test_matters_are_filtered(read, index, query, count):
    index()
    text = read(f"/matters{query}")
    assert f"Matters shown: {count}." in text or (count == 0 and "No matter fits" in text)


def test_services_are_filtered(catalogue, session):
    assert items(session, Wanted(category="fire")).count == 3
    assert items(session, Wanted(obligation="department_commissions_and_pays")).count == 10
    assert items(session, Wanted(category="magic")).count == 0
    assert items(session, Wanted(department="HC")).count == 13


def test_words_are_looked_up_in_the_index(catalogue, session, index):
    wanted = session.scalars(select(Matter).filter_by(code="M118")).one()
    index(wanted.id)
    ((stage, rows),) = matters(session, Wanted(text="环评")).groups
    assert (stage.no, [row.code for row in rows]) == (1, ["M118"])


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/matters", 6),
        ("/matters?whole=1", 8),
        ("/services", 6),
        ("/matters/M331", 12),
        ("/services/S31", 12),
    ],
)
def test_pages_ask_few_questions(read, count_queries, path, most):
    read(path)
    assert count_queries(lambda: read(path)) <= most


def test_a_retired_matter_keeps_its_page_and_leaves_the_list(read, session):
    row = session.scalars(select(Matter).filter_by(code="M101")).one()
    row.is_active = False
    session.commit()
    assert "no longer in the catalogue" in read("/matters/M101")
    assert "/matters/M101" not in read("/matters?whole=1")
