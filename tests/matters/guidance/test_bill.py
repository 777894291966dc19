"""Days and yuan of a plan, its flow charts, and what differs between two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.accounts.models import Organisation
from marketplace.matters import queries
from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.rules.guidance import make_plan
from marketplace.matters.rules.guidance.book import Step
from marketplace.matters.rules.guidance.chart import drawn, wide, wrapped
from marketplace.matters.rules.guidance.costs import Cost, cost_of, total_of
from marketplace.matters.rules.guidance.difference import difference
from marketplace.matters.rules.guidance.spans import Source, Span, Who, forecast, steps_of
from marketplace.matters.states import Obligation
from tests.matters.guiding import EXAMPLES, any_answers, real_book

MUST, MAY = Obligation.APPLICANT_COMMISSIONS, Obligation.APPLICANT_MAY_SELF_PREPARE
TOO_FEW = (0, None, None)
WAN = 1_000_000  # minor units of ten thousand yuan


def price(unit, low=3, high=15):
    return {"low": low, "high": high, "unit": unit}


@pytest.mark.parametrize(
    ("unit", "obligation", "band", "cost"),
    [
        ("万元/份", MUST, TOO_FEW, Cost(3 * WAN, 15 * WAN)),
        ("万元/份", MUST, (7, 400, 900), Cost(400, 900, Source.HALL, 7)),
        ("%投资额", MUST, TOO_FEW, Cost(None, None)),
        ("%投资额", MUST, (5, 400, 900), Cost(400, 900, Source.HALL, 5)),
        ("元/㎡", Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS, (9, 400, 900), Cost(0, 0)),
        ("万元/份", Obligation.NEVER_REQUIRED, TOO_FEW, Cost(0, 0)),
    ],
)
def test_what_a_service_costs_the_owner(unit, obligation, band, cost):
    assert cost_of(price(unit), obligation, band) == cost


def test_the_sum_keeps_apart_what_may_be_spared_and_what_cannot_be_summed():
    total = total_of([(Cost(1, 3), MUST), (Cost(10, 30), MAY), (Cost(None, None), MUST)])
    assert (total.needed.high, total.spared.high, total.unsummed) == (3, 30, 1)
    assert (total.whole.low, total.whole.high) == (11, 33)


@given(any_answers(), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_shares_add_up_in_every_column(answers, chance):
    steps = steps_of(make_plan(real_book(), answers).as_json()["nodes"])
    spans = {s.code: Span(s.days // 2, s.days, s.days + chance.randint(0, 9)) for s in steps}
    who = {step.code: chance.choice(list(Who)) for step in steps}
    whole = forecast(steps, spans, who)
    for column in ("low", "planned", "high"):
        assert sum(getattr(share, column) for share in whole.shares) == getattr(whole, column)
    assert whole.low <= whole.planned <= whole.high


def test_boxes_stand_apart_and_arrows_are_not_said_twice():
    steps = [Step("A", "approval", 1, ()), Step("B", "approval", 1, ("A", "elsewhere")),
             Step("C", "approval", 1, ("A", "B"))]  # fmt: skip
    chart = drawn(steps, {"A": "规划条件出具", "B": "Land", "C": "Permit"})
    assert [arrow.ends for arrow in chart.arrows] == [("A", "B"), ("B", "C")]
    assert [box.x for box in chart.boxes] == sorted({box.x for box in chart.boxes})
    assert drawn([], {}).boxes == ()


@given(st.text(min_size=1, max_size=80))
def test_a_name_fits_into_its_box(name):
    lines = wrapped(name)
    assert len(lines) <= 2
    assert wrapped("项目建议书审批") == ("项目建议书审批",)
    assert wide("审批A") == 5


def test_the_difference_of_two_plans():
    then, now = (
        make_plan(real_book(), EXAMPLES["X01"]["answers"] | {"Q14": said}).as_json()
        for said in ("registration", "form")
    )
    found = difference(then, now)
    assert (found.matters_added, found.matters_gone) == (("M119", "M412"), ("M120",))
    assert found.answers == {"Q14": (("registration",), ("form",))}
    assert {"S15", "S54"} <= set(found.items_added)
    assert difference(then, then).is_none


@pytest.fixture
def bill(catalogue, session):
    def of(example="X03", smallest=5):
        plan = make_plan(real_book(), EXAMPLES[example]["answers"])
        return queries.bill(session, plan.as_json(), smallest)

    return of


def test_each_paper_stands_there_once_with_all_who_want_it(bill):
    papers = bill().papers
    lawful = {"app", "commit"}  # one a stage, one a matter
    codes = [p.material.code for p in papers if p.material.code not in lawful]
    assert len(codes) == len(set(codes))
    assert max(len(paper.wanted_by) for paper in papers) > 5
    applications = [p for p in papers if p.material.code == "app"]
    assert len({paper.wanted_by[0].stage_id for paper in applications}) == len(applications)


def test_the_hall_s_own_figures_count_from_the_smallest_number_on(bill, session):
    item = session.query(ServiceItem).filter_by(code="S31").one()
    item.band_n, item.band_price_p25, item.band_price_p75 = 5, 100, 200
    item.band_days_p25, item.band_days_median, item.band_days_p75 = 11, 12, 13
    matter = session.query(Matter).filter_by(code="M303").one()
    matter.actual_n, matter.actual_median_days = 5, 1.0
    session.flush()
    found = {work.item.code: work for work in bill().works}["S31"]
    assert found.cost == Cost(100, 200, Source.HALL, 5)
    assert found.span == Span(11, 12, 13, Source.HALL, 5)
    permit = {one.matter.code: one for one in bill().approvals}["M303"]
    assert (permit.span.low, permit.span.source) == (1, Source.HALL)
    later = {work.item.code: work for work in bill(smallest=6).works}["S31"]
    assert later.span.source is Source.CATALOGUE


def test_everything_of_the_plan_stands_in_one_stage(bill):
    found = bill()
    assert len(found.approvals) == len(EXAMPLES["X03"]["expected_matters"])
    assert len(found.works) == len(EXAMPLES["X03"]["expected_service_items"])
    assert [part.stage.no for part in found.parts] == [1, 2, 3, 4, 5]
    assert {one.who for one in found.approvals} == {Who.DEPARTMENT, Who.UTILITY, Who.OWNER}


def test_departments_may_be_renamed_and_the_bill_follows(bill, session):
    session.query(Organisation).filter_by(department="DRC").update({"name_en": "Planning Office"})
    session.flush()
    session.expire_all()
    assert "Planning Office" in {one.matter.department.name_en for one in bill().approvals}
