"""Pages of the list: complete, without overlap, in order, whatever is asked."""

import pytest

from marketplace.core import words
from marketplace.core.words import Found
from marketplace.directory import operations
from marketplace.directory.models import Firm, Match
from marketplace.directory.queries import lists
from marketplace.directory.rules.lists import Cursor, Sort, Wanted, read_cursor
from marketplace.directory.rules.standing import keys_of
from marketplace.directory.states import FirmState, Standing

MANY = 53
STANDINGS = [Standing.GOOD, Standing.GOOD, Standing.WARNED, Standing.SUSPENDED]


@pytest.fixture
def crowd(town):
    """Firms with many equal keys; the fourth of every four is suspended."""
    for no in range(MANY):
        organisation = town.make.organisation(name_zh=f"测绘公司{no % 7}")
        firm = Firm(organisation=organisation, state=FirmState.ADMITTED, standing=STANDINGS[no % 4])
        firm.rating_mean, firm.rating_n, firm.contracts_n = 1 + no % 5, 1, no % 3
        town.session.add(firm)
        town.session.flush()
        keys = vars(keys_of(firm.rating_mean, None, firm.contracts_n, organisation.name_zh))
        grade = "甲级" if no % 10 == 0 else "乙级"
        town.session.add(Match(
            firm_id=firm.id, item_id=0, area_id=0, grade=grade, standing=firm.standing, **keys
        ))  # fmt: skip
    town.session.commit()
    return town.session


def walk(session, wanted, size=7):
    """Every page forwards, then back again from the last."""
    pages, cursor = [], None
    while True:
        shown = lists.page(session, wanted, cursor, size)
        pages.append(shown)
        if not shown.next:
            break
        cursor = read_cursor(shown.next, wanted.sort)
    for later, earlier in zip(pages[:0:-1], pages[-2::-1], strict=True):
        back = lists.page(session, wanted, read_cursor(later.previous, wanted.sort), size)
        assert [firm.id for firm in back.firms] == [firm.id for firm in earlier.firms]
    assert pages[0].previous == ""
    return [firm for shown in pages for firm in shown.firms]


SORTS = [sort for sort in Sort if sort is not Sort.RELEVANCE]
GRADES = ("", "甲级", "乙级")


@pytest.mark.parametrize("standing", [None, Standing.WARNED, Standing.SUSPENDED])
def test_the_pages_are_complete_in_order_and_go_back(crowd, each, standing):
    wanted = {standing} if standing else {Standing.GOOD, Standing.WARNED}

    def try_one(asked):
        firms = walk(crowd, asked)
        expected = {
            match.firm_id
            for match in crowd.query(Match)
            if match.standing in wanted and asked.grade in ("", match.grade)
        }
        assert len(firms) == len(expected)
        assert {firm.id for firm in firms} == expected
        keys = [(firm.key, firm.id) for firm in firms]
        assert keys == sorted(keys, reverse=asked.sort is not Sort.NAME)

    asked = [Wanted(sort=sort, standing=standing, grade=g) for sort in SORTS for g in GRADES]
    each(asked, try_one)


@pytest.mark.parametrize("few", [0, 500])
def test_rare_and_common_grades_give_the_same_list(crowd, monkeypatch, few):
    monkeypatch.setattr(lists, "FEW", few)
    expected = [no for no in range(0, MANY, 10) if no % 4 < 3]
    assert len(walk(crowd, Wanted(grade="甲级"))) == len(expected)


class Index:
    """An index that finds these ids for any word."""

    def __init__(self, ids, more=False):
        self.found = Found(tuple(ids), more)

    def find(self, kind, text, filters=None, limit=1000):
        assert kind == "firm"
        return self.found


@pytest.fixture
def found(crowd, monkeypatch):
    """All firms, found in a strange order, with one that is gone."""
    ids = [firm_id for (firm_id,) in crowd.query(Match.firm_id)]
    strange = [*sorted(ids, key=lambda firm_id: (firm_id % 7, firm_id)), 10**6]
    monkeypatch.setattr(words._port, "backend", Index(strange, more=True))
    return strange


def test_words_keep_the_order_of_the_index(crowd, found):
    wanted = Wanted(text="测绘", sort=Sort.RELEVANCE)
    working = {
        match.firm_id for match in crowd.query(Match) if match.standing is not Standing.SUSPENDED
    }
    assert [firm.id for firm in walk(crowd, wanted)] == [i for i in found if i in working]
    assert lists.page(crowd, wanted, None).too_many


def test_words_can_be_sorted_otherwise(crowd, found):
    firms = walk(crowd, Wanted(text="测绘", sort=Sort.RATING, standing=Standing.SUSPENDED))
    assert [firm.rating_mean for firm in firms] == sorted(
        (firm.rating_mean for firm in firms), reverse=True
    )
    assert len(firms) == 13


def test_words_that_find_nothing_give_an_empty_page(crowd, monkeypatch):
    monkeypatch.setattr(words._port, "backend", Index([]))
    for sort in (Sort.RELEVANCE, Sort.NAME):
        assert len(lists.page(crowd, Wanted(text="x", sort=sort), None).firms) == 0


def test_everything_is_everything(crowd, monkeypatch):
    monkeypatch.setattr(lists, "CHUNK", 9)
    firms = [firm.id for firm in lists.everything(crowd, Wanted(sort=Sort.NAME))]
    assert len(firms) == len(set(firms)) == 40


@pytest.mark.parametrize(
    "text",
    ["", "a", "a.x.1", "a.1.x", "c.1.1", "a.1.99999999999999999", "a.-1.2", "a.'.1", "a.１.1"],
)
def test_a_broken_link_is_the_first_page(text):
    assert read_cursor(text, Sort.RATING) is None


def test_a_cursor_reads_itself():
    for cursor, sort in [(Cursor("12", 3), Sort.RATING), (Cursor("b2e2", 4, True), Sort.NAME)]:
        assert read_cursor(str(cursor), sort) == cursor


def test_filters_by_item_and_area(town):
    town.admitted()
    town.admitted(item=town.other_item)
    area = town.area.id
    for wanted, count in [
        (Wanted(), 2),
        (Wanted(item_id=town.item.id), 1),
        (Wanted(item_id=town.item.id, area_id=area, grade="甲级"), 1),
        (Wanted(item_id=town.item.id, area_id=area + 1), 0),
        (Wanted(grade="丙级"), 0),
    ]:
        assert len(lists.page(town.session, wanted, None).firms) == count
    firm = lists.page(town.session, Wanted(item_id=town.item.id), None).firms[0]
    assert lists.services(firm) == [town.item.id]


def test_figures_move_a_firm_in_the_list(town):
    low, high = town.admitted(rating=3.1), town.admitted(rating=4.2)
    shown = lists.page(town.session, Wanted(), None)
    assert [firm.id for firm in shown.firms] == [high.firm.id, low.firm.id]
    figures = {"rating_n": 9, "on_time_rate": 1.0, "contracts_n": 9}
    operations.set_figures(town.act(), low.firm, rating_mean=4.9, **figures)
    shown = lists.page(town.session, Wanted(), None)
    assert [firm.id for firm in shown.firms] == [low.firm.id, high.firm.id]


def test_credit_sorts_the_list_and_no_record_is_last(town):
    poor, good, new = town.admitted(), town.admitted(), town.admitted()
    operations.set_credit(town.act(), poor.firm, score=0)
    operations.set_credit(town.act(), good.firm, score=88)
    shown = lists.page(town.session, Wanted(sort=Sort.CREDIT), None)
    assert [firm.id for firm in shown.firms] == [good.firm.id, poor.firm.id, new.firm.id]
    assert [firm.credit_score for firm in shown.firms] == [88, 0, None]
    operations.set_credit(town.act(), good.firm, score=None)
    assert lists.page(town.session, Wanted(sort=Sort.CREDIT), None).firms[0].id == poor.firm.id
