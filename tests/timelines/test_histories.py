"""Turns from what happened to requests, contracts and cases."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from marketplace.timelines.rules import histories, working
from marketplace.timelines.rules.chains import Link, chains
from marketplace.timelines.rules.histories import Pass
from marketplace.timelines.states import Holder

ZONE = ZoneInfo("Asia/Shanghai")
OWNER, FIRM = Holder.OWNER, Holder.INTERMEDIARY
OFFICE, NOTICE = Holder.DEPARTMENT, Holder.NOTICE
LATER = datetime(2026, 12, 1, tzinfo=ZONE)


def day(n, hour=12):
    return datetime(2026, 3, n, hour, tzinfo=ZONE)


def told(passes):
    turns = histories.turns_of(passes, ZONE)
    return [(t.holder, t.began.day, t.ended.day if t.ended else None) for t in turns]


def asked(**moments):
    names = ("drafted_at", "submitted_at", "published_at", "closes_at", "selected_at")
    more = ("awarded_at", "ended_at", "regulator_id")
    given = dict.fromkeys((*names, *more)) | {"drafted_at": day(1)} | moments
    return histories.Asked(**given)


def agreed(*deliveries, **moments):
    names = ("owner_confirmed_at", "concluded_at", "referred_at", "ruled_at", "over_at")
    given = {"firm_id": 5, "regulator_id": 9, "drafted_at": day(1), "went_on": ()}
    given |= dict.fromkeys(names)
    return working.Agreed(**(given | {"deliveries": deliveries} | moments))


def test_neighbours_of_one_holder_are_one_turn():
    assert told([Pass(day(1), OWNER), Pass(day(3), OWNER), Pass(day(5), None)]) == [(OWNER, 1, 5)]


def test_a_turn_of_one_day_leaves_no_trace():
    passes = [Pass(day(2, 9), OWNER), Pass(day(2, 10), FIRM), Pass(day(2, 11), OFFICE)]
    assert told(passes) == [(OFFICE, 2, None)]


def test_days_are_those_of_the_hall():
    late = datetime(2026, 3, 1, 17, tzinfo=ZoneInfo("UTC"))  # the second of March in Shanghai
    assert told([Pass(late, OWNER)]) == [(OWNER, 2, None)]


def test_a_request_from_draft_to_award():
    whole = asked(
        submitted_at=day(2), published_at=day(3), closes_at=day(6), selected_at=day(7),
        awarded_at=day(10),
    )  # fmt: skip
    assert told(histories.of_asked(whole, LATER)) == [
        (OWNER, 1, 2), (OFFICE, 2, 3), (NOTICE, 3, 6), (OFFICE, 6, 7), (NOTICE, 7, 10),
        (OWNER, 10, None),
    ]  # fmt: skip


def test_offers_are_open_until_they_close():
    whole = asked(submitted_at=day(2), published_at=day(2), closes_at=day(9))
    assert told(histories.of_asked(whole, day(5))) == [(OWNER, 1, 2), (NOTICE, 2, None)]


def test_a_failed_request_is_nobodys():
    whole = asked(published_at=day(2), closes_at=day(9), ended_at=day(4))
    assert told(histories.of_asked(whole, LATER)) == [(OWNER, 1, 2), (NOTICE, 2, 4)]


def test_an_objection_goes_to_owner_firm_and_regulator():
    objection = histories.Objected(5, day(8), day(9), day(11), day(20))
    whole = asked(published_at=day(2), selected_at=day(7), objections=(objection,))
    assert told(histories.of_asked(whole, LATER))[2:] == [
        (OWNER, 8, 9), (FIRM, 9, 11), (OFFICE, 11, 20), (NOTICE, 20, None),
    ]  # fmt: skip


def test_a_contract_from_draft_to_acceptance():
    first = working.Delivered(day(10), day(12), accepted=False)
    second = working.Delivered(day(15), day(16), accepted=True)
    whole = agreed(first, second, owner_confirmed_at=day(2), concluded_at=day(4), over_at=day(16))
    assert told(working.of_agreed(whole)) == [
        (OWNER, 1, 2), (FIRM, 2, 10), (OWNER, 10, 12), (FIRM, 12, 15), (OWNER, 15, 16),
    ]  # fmt: skip


def test_a_quarrel_is_the_regulators_until_he_rules():
    once = working.Delivered(day(10), day(12), accepted=False)
    whole = agreed(once, concluded_at=day(4), referred_at=day(12), ruled_at=day(20))
    assert told(working.of_agreed(whole))[-2:] == [(OFFICE, 12, 20), (FIRM, 20, None)]


def test_a_case_with_a_pause_and_a_notice_of_gaps():
    waits = (
        working.Stood(OWNER, None, day(2), day(3)),
        working.Stood(FIRM, 5, day(5), day(19)),
    )
    whole = working.Applied(OFFICE, 9, day(1), day(21), waits)
    assert told(working.of_applied(whole)) == [
        (OFFICE, 1, 2), (OWNER, 2, 3), (OFFICE, 3, 5), (FIRM, 5, 19), (OFFICE, 19, 21),
    ]  # fmt: skip


def test_a_notice_that_nobody_answers():
    wait = working.Stood(OWNER, None, day(2), None)
    whole = working.Applied(OFFICE, 9, day(1), None, (wait,))
    assert told(working.of_applied(whole)) == [(OFFICE, 1, 2), (OWNER, 2, None)]


@pytest.mark.parametrize(
    ("links", "codes"),
    [
        ([], []),
        ([(1, True), (2, False)], [("S1", [1, 2])]),
        ([(1, False), (2, False)], [("S1", [1]), ("S1/2", [2])]),
        ([(1, True), (2, True), (3, False)], [("S1", [1, 2, 3])]),
    ],
)
def test_requests_in_a_chain(links, codes):
    found = chains([Link(number, "S1", failed) for number, failed in links])
    assert [(chain.code, chain.ids) for chain in found] == codes
