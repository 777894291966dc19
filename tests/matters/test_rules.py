"""What the requirement box says, and what the catalogue's small words mean."""

import pytest

from marketplace.matters.rules.prices import range_of, unit_of
from marketplace.matters.rules.requirement import DUTIES, Box, box_of, obligation_of
from marketplace.matters.rules.sources import From, source_of
from marketplace.matters.rules.wording import chinese_part
from marketplace.matters.states import Obligation

ALL = list(Obligation)
BY_DEPARTMENT = Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS


@pytest.mark.parametrize(
    ("obligations", "box"),
    [
        ([], Box.NOTHING),
        ([BY_DEPARTMENT], Box.DEPARTMENT),
        ([BY_DEPARTMENT, Obligation.APPLICANT_COMMISSIONS], Box.OWNER),
        ([Obligation.MARKET_OPTIONAL], Box.OWNER),
    ],
)
def test_the_box_is_one_of_three(obligations, box):
    assert box_of(obligations) is box


@pytest.mark.parametrize(
    ("obligation", "sentence"),
    [
        (Obligation.APPLICANT_COMMISSIONS, "a firm of his own choice"),
        (Obligation.APPLICANT_MAY_SELF_PREPARE, "may do this himself"),
        (BY_DEPARTMENT, "pays for it. Nobody may charge the owner."),
        (Obligation.MARKET_OPTIONAL, "chooses freely"),
        (Obligation.NEVER_REQUIRED, "no approval may ask for it"),
    ],
)
def test_each_obligation_is_said_plainly(obligation, sentence):
    assert sentence in DUTIES[obligation].verdict


def test_every_obligation_has_its_words():
    assert list(DUTIES) == ALL


def test_the_matter_goes_before_the_item():
    commissions = Obligation.APPLICANT_COMMISSIONS
    assert obligation_of("required_input", commissions) is commissions
    assert obligation_of("department_commissions_and_pays", commissions) is BY_DEPARTMENT


@pytest.mark.parametrize(
    ("text", "holder", "codes"),
    [
        ("applicant", From.APPLICANT, ()),
        ("service_hall", From.INTERMEDIARY, ()),
        ("share:platform", From.PLATFORM, ()),
        ("share:MR", From.DEPARTMENT, ("MR",)),
        ("M105", From.MATTER, ("M105",)),
        ("M111|M112", From.MATTER, ("M111", "M112")),
    ],
)
def test_a_source_is_read(text, holder, codes):
    source = source_of(text)
    assert (source.holder, source.codes) == (holder, codes)


def test_a_price_is_a_range_with_a_unit_in_words():
    price = {"low": 0.5, "high": 3, "unit": "万元/份"}
    assert (range_of(price), unit_of(price)) == ("0.5–3", "ten thousand yuan per report")
    assert range_of({"low": 0, "high": 0}) == ""
    assert unit_of({"unit": "元/米"}) == "元/米"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [("无资质要求 none", "无资质要求"), ("资质认定(CMA)", "资质认定(CMA)"), ("甲级", "甲级")],
)
def test_the_english_gloss_is_left_out_in_chinese(text, chinese):
    assert chinese_part(text) == chinese
