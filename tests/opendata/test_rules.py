"""Releases of our own making: each kind of dirt once, and any JSON at all."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.opendata.rules import Process, Refusal, Rule, understand

FIRMS = [{"id": "A", "name": "甲公司"}, {"id": "B", "name": "乙公司"}]


def bid(id="1", firm="A", amount=100, **more):
    value = {"amount": amount, "currency": "CNY"}
    return {"id": id, "status": "valid", "tenderers": [{"id": firm}], "value": value, **more}


def release(*bids, **more):
    return {
        "ocid": "ocds-test-1",
        "date": "2024-03-01T08:00:00+08:00",
        "parties": FIRMS,
        "buyer": {"id": "A"},
        "tender": {"title": "Survey", "status": "complete", "procurementMethod": "open"},
        "bids": {"details": list(bids)},
        **more,
    }


def rules(process):
    return [note.rule for note in process.notes]


def priced(value):
    return understand(release(bid(value=value)))


def test_a_clean_release_needs_no_note():
    process = understand(release(bid()), line=7)
    assert (process.ocid, process.title, process.method) == ("ocds-test-1", "Survey", "open")
    assert process.bids[0].price == Money(10000, "CNY")
    assert process.bids[0].parties[0].name == "甲公司"
    assert process.published_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert process.notes == ()


@pytest.mark.parametrize("ocid", [None, "", 7, "x" * 201, ["a"]])
def test_without_an_ocid_it_is_refused(ocid):
    refused = understand(release(ocid=ocid), line=3)
    assert (refused.line, refused.rule, refused.path) == (3, Rule.NO_OCID, "ocid")
    assert "OCID" in refused.text


def test_a_plan_alone_is_refused():
    plan = {"ocid": "ocds-test-2", "planning": {"tender": {"title": "Next year"}}}
    assert understand(plan).rule is Rule.NO_TENDER


@pytest.mark.parametrize(
    ("value", "rule", "price"),
    [
        ({"amount": "48000", "currency": "CNY"}, Rule.AMOUNT_AS_TEXT, Money(4800000, "CNY")),
        ({"amount": "48,000.50", "currency": "CNY"}, Rule.AMOUNT_AS_TEXT, Money(4800050, "CNY")),
        ({"amount": 5, "currency": "RMB"}, Rule.CURRENCY_RENAMED, Money(500, "CNY")),
        ({"amount": 5, "currency": "mdl"}, Rule.CURRENCY_RENAMED, Money(500, "MDL")),
        ({"amount": "1.005", "currency": "USD"}, Rule.ROUNDED, Money(101, "USD")),
        ({"amount": 100.5, "currency": "JPY"}, Rule.ROUNDED, Money(101, "JPY")),
        ({"amount": 5}, Rule.NO_CURRENCY, None),
        ({"amount": 5, "currency": "XYZ"}, Rule.UNKNOWN_CURRENCY, None),
        ({"amount": -5, "currency": "CNY"}, Rule.NOT_POSITIVE, None),
        ({"amount": 0.001, "currency": "CNY"}, Rule.NOT_POSITIVE, None),
        ({"amount": None, "currency": "CNY"}, Rule.BAD_AMOUNT, None),
        ({"amount": "about 5", "currency": "CNY"}, Rule.BAD_AMOUNT, None),
        ({"amount": "NaN", "currency": "CNY"}, Rule.BAD_AMOUNT, None),
        ({"amount": True, "currency": "CNY"}, Rule.BAD_AMOUNT, None),
        ({"amount": "1e-999999", "currency": "CNY"}, Rule.BAD_AMOUNT, None),
        ({"amount": 10**15, "currency": "CNY"}, Rule.TOO_LARGE, None),
        ("much", Rule.WRONG_TYPE, None),
    ],
)
def test_a_dirty_price_is_mended_or_left_out(value, rule, price):
    process = priced(value)
    assert process.bids[0].price == price
    assert rule in rules(process)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20240301", 1),
        ("2024-03-02", 2),
        ("2024-03-03T00:00:00", 3),
        ("2024-03-04T08:00:00+08:00", 4),
        ("2024-03-05T00:00:00.00Z", 5),
        ("2024/3/6", 6),
        ("7.3.2024", 7),
        ("2024年3月8日", 8),
    ],
)
def test_dates_of_many_forms_become_utc(text, day):
    process = understand(release(bid(date=text)))
    assert process.bids[0].at == datetime(2024, 3, day, tzinfo=UTC)
    assert process.notes == ()


@pytest.mark.parametrize("text", ["yesterday", "7/6/2016", "0001-01-01T00:00:00+08:00", 20240301])
def test_a_date_that_needs_guessing_is_left_out(text):
    process = understand(release(bid(date=text)))
    assert process.bids[0].at is None
    assert rules(process) == [Rule.BAD_DATE]


def test_a_period_that_ends_before_it_begins_is_left_out():
    period = {"startDate": "2024-03-02", "endDate": "2024-03-01"}
    process = understand(release(tender={"tenderPeriod": period}))
    assert (process.opened_at, process.closed_at) == (None, None)
    assert rules(process) == [Rule.PERIOD_BACKWARDS]


def test_a_repeated_bid_counts_once_and_another_firm_keeps_its_own():
    process = understand(release(bid("1", "A"), bid("1", "A"), bid("1", "B")))
    assert [one.id for one in process.bids] == ["1", "1#2"]
    assert rules(process) == [Rule.REPEATED, Rule.RENUMBERED]


def test_a_bidder_absent_from_the_parties_is_taken_as_named():
    process = understand(release(bid(tenderers=[{"name": "Third  Firm"}])))
    assert [(p.id, p.name) for p in process.bids[0].parties] == [("name:third firm", "Third  Firm")]
    assert rules(process) == [Rule.NOT_AMONG_PARTIES]


def test_a_bid_of_nobody_is_left_out():
    process = understand(release(bid(tenderers=[{}]), bid("2")))
    assert [one.id for one in process.bids] == ["2"]
    assert rules(process) == [Rule.NO_BIDDER]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("qualified", "valid"),
        ("Not-Qualified", "disqualified"),
        ("withdrawn", "withdrawn"),
        ("pending", "other"),
    ],
)
def test_words_of_national_systems_are_known(word, status):
    process = understand(release(bid(status=word)))
    assert process.bids[0].status == status
    assert process.notes == ()


def test_an_unknown_code_is_kept_as_other_with_its_words():
    process = understand(release(tender={"procurementMethod": "Cerere"}))
    assert (process.method, process.method_details) == ("other", "Cerere")
    assert rules(process) == [Rule.UNKNOWN_CODE]


def test_lots_are_kept_apart():
    process = understand(release(bid("1", relatedLot="L1"), bid("2", relatedLots=["L2"])))
    assert [one.lot for one in process.bids] == ["L1", "L2"]


def test_an_award_keeps_its_bid_and_its_suppliers():
    award = {"id": "w", "status": "active", "suppliers": {"id": "B"}, "relatedBid": "1"}
    process = understand(release(awards=[award, award]))
    assert [(a.id, a.suppliers[0].id, a.bid) for a in process.awards] == [("w", "B", "1")]
    assert rules(process) == [Rule.REPEATED]


def test_text_that_a_database_refuses_is_cleaned():
    process = understand(release(tender={"title": "a\x00b\ud800"}))
    assert process.title == "ab?"


def test_every_rule_has_a_text():
    assert all(Refusal(1, "", "", rule).text for rule in Rule)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["ocid", "date", "parties", "buyer", "tender", "bids", "awards"]


@given(st.dictionaries(st.sampled_from(KEYS), ANY))
def test_no_release_makes_it_raise(found):
    assert isinstance(understand({"ocid": "x", **found}), Process | Refusal)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "status", "date", "value"), ANY)))
def test_no_bid_makes_it_raise(found):
    process = understand(release({"tenderers": [{"id": "A"}], **found}))
    assert len(process.bids) == 1
    json.dumps([note.seen for note in process.notes])
