"""Scenario 18: five days to object, not three; what runs keeps its own, and so do old draws."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner

from marketplace.cli.public_log import draw
from marketplace.core.database import db
from marketplace.requests import operations as requests
from marketplace.selection import operations as selection
from tests.browser.hall import opened
from tests.browser.story.market import everybody, market_in
from tests.drawn import DRAWING, Lots, witnessed
from tests.market import CLOSING, Market, offer_of

TURN, AFTER = "2026-03-09T00:00+08:00", "2026-03-09T09:00+08:00"
CLOSING_AFTER = "2026-03-12T17:00+08:00"
REASON = "参选机构反映三个工作日不足以核对资料，延长至五个工作日。"
LABEL = "Days to object to a result"


@pytest.fixture
def hall(tmp_path):
    """Three have signed up for a draw under the first rules."""
    with opened(tmp_path) as hall, witnessed(tmp_path / "witness"):
        with market_in(hall) as market:
            request, firms = Lots(market).signed_up(3)
            hall.asked = f"/requests/{request.id}"
            hall.firms = dict(zip([f.code for f in everybody(market, firms)], firms, strict=True))
            hall.names = {one.code: one.names for one in everybody(market, firms)}
        yield hall


def test_a_new_rule_changes_nothing_that_runs(hall, visit, locale, tmp_path):
    anybody = visit(locale)
    operator_sets_five_days(visit(locale))
    told = a_firm_is_drawn(hall, anybody)
    hall.at(AFTER)
    everybody_reads_both_versions(anybody)
    what_runs_keeps_three_days(hall, anybody)
    the_old_draw_gives_the_old_winner(hall, anybody, told, tmp_path)
    what_begins_now_has_five(hall, anybody)
    assert hall.faults == []


def operator_sets_five_days(operator):
    """From a moment to come; a figure that is none is told on its field."""
    operator.signs_in("operator@example.org")
    operator.opens("/rules")
    operator.presses("Set a new version")
    operator.fills(LABEL, "-5")
    operator.dates("In force from", 2026, 3, 9)
    operator.field("Time").fill("00:00")
    operator.fills("Reason, published with it", REASON)
    operator.presses("Set this version")
    operator.sees("There is a problem")
    operator.fills(LABEL, "5")
    operator.presses("Set this version")
    operator.sees("Version %(version)s is set.", version=2)


def a_firm_is_drawn(hall, anybody):
    """Before the change; draw.json as everybody could keep it then."""
    for moment in (CLOSING, DRAWING):
        hall.at(moment)
    anybody.opens(f"{hall.asked}/result")
    anybody.follows("Verify this draw")
    hall.verify = anybody.page.url
    return anybody.fetches(hall.verify.replace("/verify", "/draw.json"))


def everybody_reads_both_versions(anybody):
    anybody.opens("/rules")
    anybody.sees("Version %(version)s", version=1)
    anybody.sees("In force now: version %(version)s", version=2)
    shown = anybody.text()
    assert REASON in shown
    assert anybody.own("3 个工作日 → 5 个工作日", "3 working days → 5 working days") in shown


def what_runs_keeps_three_days(hall, anybody):
    """The result of 5 March may be objected to until the 10th, and no longer."""
    anybody.opens(f"{hall.asked}/result")
    assert anybody.own("2026年3月10日", "10 March 2026") in anybody.text()


def the_old_draw_gives_the_old_winner(hall, anybody, told, tmp_path):
    """The same file, the same winner: by the page, and by `hall draw verify`."""
    anybody.opens(hall.verify)
    anybody.page.get_by_role("button", name=anybody.word("Verify the hall's file")).click()
    anybody.sees("Everything follows from everything: the draw is right.")
    again = anybody.fetches(hall.verify.replace("/verify", "/draw.json"))
    assert again == told
    rules = json.loads(anybody.fetches(hall.verify.replace("/verify", "/rules.json")))
    assert (rules["version"], rules["figures"]["objection_days"]) == (1, 3)
    drawn = json.loads(told)
    winner = drawn["pool"][drawn["result"][0] - 1]["id"]
    (tmp_path / "draw.json").write_text(told, encoding="utf-8")
    said = CliRunner().invoke(draw, ["verify", str(tmp_path / "draw.json")])
    assert (said.exit_code, f": {winner}\n" in said.output) == (0, True)
    anybody.opens(f"{hall.asked}/result")
    names = anybody.own(*hall.names[winner])
    assert anybody.word("Selected: %(firm)s", firm=names) in anybody.text()


def what_begins_now_has_five(hall, anybody):
    """Handed in and published under the new version: 13, 16, 17, 18 and 19 March."""
    with hall.app.app_context():
        market = Market(db.session())
        request = market.draft()
        requests.submit(market.act(market.owner, AFTER), request)
        requests.publish(market.act(market.operator, AFTER), request)
        for _ in range(3):
            selection.offer(market.act(market.firm(), AFTER), request, terms=offer_of())
        market.session.commit()
        path, closes_at = f"/requests/{request.id}/result", request.closes_at
        db.session.remove()
    assert closes_at == datetime.fromisoformat(CLOSING_AFTER)
    hall.at(CLOSING_AFTER)
    anybody.opens(path)
    assert anybody.own("2026年3月19日", "19 March 2026") in anybody.text()
