"""What was said, against what the hall knows: every answer has its basis, and none is invented."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.claims.rules import (
    WRONG,
    Days,
    Known,
    KnownItem,
    KnownMatter,
    Row,
    Said,
    answers,
    firm_key,
)
from marketplace.claims.states import Saying, Unit, Verdict
from marketplace.core.money import Money
from marketplace.core.texts import Names
from marketplace.matters.rules.truth import Share, Truth
from marketplace.matters.states import Obligation, Sureness

TRUE, FALSE, NOT_REQUIRED, UNKNOWN = Verdict
NAMES = Names("事项", "Matter")
NO_CASES = Truth(0, 5, None, None, None, ())
ROW = Row(NAMES, Obligation.APPLICANT_COMMISSIONS, "Law, article 1")
DEPARTMENT = replace(ROW, obligation=Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS)
MATTER = KnownMatter(
    "M1", NAMES, "0", "Law", 20, Sureness.SEEN, 5, Sureness.ILLUSTRATIVE, NO_CASES, {"S1": ROW}
)
ITEM = KnownItem("S1", NAMES, Obligation.APPLICANT_COMMISSIONS, "Law, article 1", (5, 20))


def yuan(amount):
    return Money(amount * 100, "CNY")


BANDED = replace(ITEM, band_n=9, prices=(yuan(20_000), yuan(40_000)), days=(10, 20))


def cases(median, passed=8):
    return replace(MATTER, truth=Truth(10, 5, median, Share(1, 10), Share(passed, 10), ()))


def verdict(known=None, **said):
    (answer,) = answers(Said(**said), known or Known())
    return answer.verdict


def working(count):
    return Days(count, Unit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("matter", "days", "expected"),
    [
        (MATTER, 21, FALSE),  # above what the law allows
        (MATTER, 20, UNKNOWN),  # only the illustrative commitment speaks against it
        (MATTER, 3, UNKNOWN),
        (replace(MATTER, committed=Sureness.SOURCE), 6, FALSE),
        (replace(MATTER, committed=Sureness.SOURCE), 5, TRUE),
        (replace(MATTER, statutory=Sureness.RECALLED), 90, UNKNOWN),
        (replace(MATTER, statutory_days=None, statutory=Sureness.NONE), 90, UNKNOWN),
        (cases(4.5), 5, TRUE),
        (cases(4.5), 6, FALSE),
        (cases(9.0), 9, TRUE),
        (cases(9.0), 10, FALSE),
    ],
)
def test_days_of_the_approval(matter, days, expected):
    assert verdict(Known(matter), approval_days=working(days)) is expected


def test_three_months_are_counted_in_working_days():
    (answer,) = answers(Said(approval_days=Days(3, Unit.MONTHS)), Known(MATTER))
    assert (answer.verdict, answer.about) == (FALSE, "M1")
    assert "Counted as 63 working days" in answer.basis
    assert Days(14, Unit.CALENDAR_DAYS).working(21) == 10
    assert Days(15, Unit.CALENDAR_DAYS).working(21) == 11


@pytest.mark.parametrize(
    ("fee", "amount", "expected"),
    [("0", 1, FALSE), ("0", 0, TRUE), ("按标准", 1, UNKNOWN), ("按标准", 0, UNKNOWN)],
)
def test_the_fee_of_the_authority(fee, amount, expected):
    assert verdict(Known(replace(MATTER, fee=fee)), authority_fee=yuan(amount)) is expected


@pytest.mark.parametrize(
    ("item", "price", "expected"),
    [
        (BANDED, 40_000, TRUE),
        (BANDED, 40_001, FALSE),
        (BANDED, 20_000, TRUE),
        (BANDED, 19_999, UNKNOWN),
        (replace(BANDED, band_n=4), 90_000, UNKNOWN),
        (ITEM, 90_000, UNKNOWN),
        (replace(BANDED, obligation=Obligation.NEVER_REQUIRED), 1, NOT_REQUIRED),
    ],
)
def test_the_price_against_the_band(item, price, expected):
    assert verdict(Known(item=item), service_price=yuan(price)) is expected


def test_the_department_pays_whatever_the_item_says_in_general():
    known = Known(replace(MATTER, rows={"S1": DEPARTMENT}), BANDED)
    assert verdict(known, service_price=yuan(1)) is NOT_REQUIRED
    assert verdict(known, must_use_us=True) is NOT_REQUIRED


def test_a_price_in_another_money_is_not_compared():
    assert verdict(Known(item=BANDED), service_price=Money(9_000_000, "USD")) is UNKNOWN


@pytest.mark.parametrize(("days", "expected"), [(21, FALSE), (20, TRUE), (9, UNKNOWN)])
def test_the_days_of_the_work(days, expected):
    assert verdict(Known(item=BANDED), service_days=working(days)) is expected
    assert verdict(Known(item=ITEM), service_days=working(days)) is UNKNOWN


def test_nobody_must_be_used_and_nobody_known():
    for known in (Known(), Known(MATTER), Known(MATTER, ITEM)):
        assert verdict(known, must_use_us=True) is FALSE
        assert verdict(known, need_someone=True) is FALSE
    assert verdict(Known(replace(MATTER, rows={})), must_use_us=True) is NOT_REQUIRED


@pytest.mark.parametrize(("passed", "expected"), [(5, FALSE), (4, TRUE), (10, FALSE)])
def test_hard_is_what_few_pass(passed, expected):
    assert verdict(Known(cases(4.0, passed)), very_hard=True) is expected
    assert verdict(Known(MATTER), very_hard=True) is UNKNOWN


@pytest.mark.parametrize(
    ("matter", "obligation", "expected"),
    [
        (MATTER, Obligation.APPLICANT_COMMISSIONS, TRUE),
        (replace(MATTER, rows={}), Obligation.APPLICANT_COMMISSIONS, NOT_REQUIRED),
        (replace(MATTER, rows={"S1": DEPARTMENT}), Obligation.APPLICANT_COMMISSIONS, NOT_REQUIRED),
        (MATTER, Obligation.NEVER_REQUIRED, TRUE),
        (None, Obligation.APPLICANT_COMMISSIONS, UNKNOWN),
        (None, Obligation.NEVER_REQUIRED, NOT_REQUIRED),
    ],
)
def test_a_demanded_report(matter, obligation, expected):
    known = Known(matter, demanded=replace(ITEM, obligation=obligation))
    assert verdict(known, demanded_item=True) is expected


def test_another_paper_is_settled_only_where_nothing_is_needed():
    assert verdict(Known(MATTER), demanded_other="盖章的说明") is UNKNOWN
    assert verdict(Known(replace(MATTER, rows={})), demanded_other="说明") is NOT_REQUIRED


def test_the_same_firm_however_it_is_written():
    assert firm_key(None, " 快办 咨询ＡＢＣ ") == firm_key(None, "快办咨询abc")
    assert firm_key(7, "anything") == "organisation:7"
    assert firm_key(None, "  ") == ""


DAYS = st.none() | st.builds(Days, st.integers(1, 3650), st.sampled_from(Unit))
MONEY = st.none() | st.builds(yuan, st.integers(0, 10**9))
SAID = st.builds(
    Said, DAYS, MONEY, DAYS, MONEY, st.booleans(), st.booleans(), st.booleans(), st.booleans(),
    st.sampled_from(["", "说明", "100 %"]),
)  # fmt: skip
KNOWN = st.builds(
    Known,
    st.sampled_from([None, MATTER, cases(4.5), replace(MATTER, rows={})]),
    st.sampled_from([None, ITEM, BANDED]),
    st.just(ITEM),
)


@given(SAID, KNOWN)
def test_each_thing_is_answered_once_and_never_without_reason(said, known):
    found = answers(said, known)
    typed = [value for value in vars(said).values() if value not in (None, False, "")]
    assert len(found) == len(typed)
    order = list(Saying)
    assert [a.saying for a in found] == sorted((a.saying for a in found), key=order.index)
    for answer in found:
        assert answer.text
        assert answer.basis or answer.verdict is UNKNOWN
        assert answer.is_wrong == (answer.verdict in WRONG)


@given(st.integers(1, 3650), st.integers(1, 3650), KNOWN)
def test_a_longer_time_is_never_truer(shorter, longer, known):
    shorter, longer = sorted((shorter, longer))
    if verdict(known, approval_days=working(shorter)) is FALSE:
        assert verdict(known, approval_days=working(longer)) is FALSE
