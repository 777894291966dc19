"""Scenario 3: a draw that anybody verifies, in both languages."""

import json
import subprocess
import sys

import pytest

from marketplace.accounts.states import Kind
from marketplace.app import ROOT
from marketplace.core.act import Role
from tests.browser.hall import opened
from tests.browser.story import asking
from tests.browser.story.people import ITEM_CODE, OWNER, Town
from tests.drawn import witnessed
from tests.support import code_for

SCRIPT = ROOT / "static" / "verify" / "verify_draw.py"
REASON = "该机构编制了本项目的可行性研究报告，按规定回避。"
NAMES = [(f"抽签测绘{no}号公司", f"Survey Firm {no}") for no in range(6)]
EMAIL = "owner@example.org"


@pytest.fixture
def town(tmp_path, visit, hall, locale):
    """Six admitted firms; the last one has a conflict of interest."""
    people = Town(hall, *(visit(locale) for _ in range(4)))
    for no, names in enumerate(NAMES):
        firm = hall.organisation(Kind.INTERMEDIARY, 21 + no, *names)
        actor = hall.person(f"lot{no}@example.org", Role.INTERMEDIARY, firm)
        hall.admitted(actor, hall.operator, ITEM_CODE)
    owner = hall.organisation(Kind.COMPANY, 77, *OWNER)
    hall.person(EMAIL, Role.OWNER, owner)
    hall.turn()
    return people


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall, witnessed(tmp_path / "witness"):
        yield hall


def test_a_draw_anyone_verifies(town, visit, locale, tmp_path):
    asks_for_a_draw(town)
    operator_publishes(town)
    five_sign_up_and_one_may_not(town, visit, locale)
    the_list_is_frozen(town)
    one_is_drawn(town)
    an_outsider_verifies(town, tmp_path)
    losers_see_their_numbers(town, visit, locale)
    assert not town.hall.faults


def asks_for_a_draw(town):
    owner = town.owner.signs_in(EMAIL)
    asking.enters_a_project(town)
    owner.follows("Draft a request")
    owner.fills("Scope", "12 公顷，1:500；红线图已有。")
    owner.fills("How it is accepted", "自然资源局收件。")
    owner.marks("How the firm is chosen", "Random draw")
    owner.presses("Keep the draft")
    owner.sees("Write the fixed price for whoever is drawn.")
    owner.fills("Agreed or fixed price", "8万")
    owner.presses("Keep the draft")
    owner.presses("Exclude a firm")
    owner.fills("Firm", code_for(26))
    owner.fills("Reason", REASON)
    owner.presses("Exclude")
    owner.presses("Hand in for check")
    owner.presses("Hand in")
    town.hall.turn()
    owner.page.reload()
    owner.follows("Add a secret of your own to the draw, if you like")
    assert len(owner.page.locator("[data-secret]").input_value()) == 64


def operator_publishes(town):
    operator = town.operator.signs_in("operator@example.org")
    operator.follows("My desk")
    operator.follows("Check a request")
    operator.presses("Publish with its draw")
    operator.presses("Publish")
    operator.sees("The request is published with the commitments of the draw.")
    town.hall.turn()


def finds(visitor, town):
    visitor.opens("/requests")
    visitor.follows_name(town.title)


def five_sign_up_and_one_may_not(town, visit, locale):
    town.hall.at("2026-03-03T10:00+08:00")
    for no in range(6):
        firm = visit(locale, width=375 if no % 2 else 1280)
        town.firms.append(firm.signs_in(f"lot{no}@example.org"))
        finds(firm, town)
        firm.presses("Sign up for the draw")
        firm.fills("A few words of your own", f"吉 {no}")
        firm.presses("Sign up")
        if no < 5:
            firm.sees("Your firm has signed up.")
            firm.does_not_see(f"吉 {no}")
        else:
            assert REASON in firm.text()


def the_list_is_frozen(town):
    """Its root is published before the draw; what the firms wrote is public from now on."""
    anybody = town.public
    finds(anybody, town)
    assert REASON in anybody.text()
    town.hall.at("2026-03-05T17:00+08:00")
    anybody.page.reload()
    anybody.sees("List frozen, draw due")
    anybody.follows("How this draw works, and who committed to it: %(number)s", number="")
    anybody.sees("The frozen list")
    shown = anybody.text()
    assert [no for no in range(5) if f"吉 {no}" not in shown] == []


def one_is_drawn(town):
    town.hall.at("2026-03-05T17:30+08:00")
    town.public.page.reload()
    town.public.sees("Drawn", "Digest of draw.json (SHA-256)")


def an_outsider_verifies(town, tmp_path):
    """In the browser, then with the script on his own computer; a changed list is caught."""
    anybody, page = town.public, town.public.page
    number = page.url.rsplit("/", 1)[1]
    anybody.follows("Verify this draw")
    page.get_by_role("button", name=anybody.word("Verify the hall's file")).click()
    anybody.sees("Everything follows from everything: the draw is right.")
    told = json.loads(anybody.fetches(f"/draws/{number}/draw.json"))
    good, bad = tmp_path / "draw.json", tmp_path / "forged.json"
    good.write_text(json.dumps(told), encoding="utf-8")
    told["pool"][0]["contribution"] = "x"
    bad.write_text(json.dumps(told), encoding="utf-8")
    page.locator("#own-file").set_input_files(bad)
    anybody.sees("This is not right. Keep the file and object to the result.")
    assert anybody.faults() == []
    winner = told["pool"][told["result"][0] - 1]["id"]
    assert f"1. number {told['result'][0]}: {winner}" in run(good).stdout
    assert run(bad).returncode == 1


def run(file):
    command = [sys.executable, "-I", str(SCRIPT), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (ours)


def losers_see_their_numbers(town, visit, locale):
    """Four of five may object; each reads which number it had."""
    town.hall.turn()
    seen = []
    for no in range(5):
        firm = town.firms[no].signs_in(f"lot{no}@example.org")
        finds(firm, town)
        firm.follows("See the result: every offer, the rule, and how to object")
        firm.sees("Another number was drawn", "Object to the result")
        seen.append(firm.text())
    town.firms[0].follows_name(town.firms[0].word("My offers"))
    town.firms[0].sees("My offers")
    assert all(name in seen[0] for name in (town.name(names) for names in NAMES[:5]))
    assert town.name(NAMES[5]) not in seen[0]
