"""A firm tells three owners the same untruth: each checks it, a lead opens, the firm is heard."""

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from tests.browser.hall import opened

FIRM = "涪川快办环境咨询有限公司", "Fuchuan Fastlane Environmental Co., Ltd."
MATTER = "建设项目环境影响报告书审批", "EIA report approval"
ITEM = "环境影响报告书编制", "Environmental impact report"
OWNERS = [f"owner{no}@example.org" for no in range(3)]
TALKER, REGULATOR = "talker@example.org", "ecology@example.org"
LIMIT = "It must be decided within %(days)s working days."


@pytest.fixture
def hall(tmp_path):
    """Three owners, a firm that may write the report, the department in charge."""
    with opened(tmp_path) as hall:
        for no, email in enumerate(OWNERS):
            house = hall.organisation(Kind.COMPANY, 20 + no, f"业主{no}", f"Owner {no}")
            hall.person(email, Role.OWNER, house)
        house = hall.organisation(Kind.INTERMEDIARY, 30, *FIRM)
        talker = hall.person(TALKER, Role.INTERMEDIARY, house)
        hall.admitted(talker, hall.operator, "S14")
        hall.person(REGULATOR, Role.REGULATOR, hall.department("EE"))
        hall.turn()
        yield hall


def test_the_claim_check(hall, visit, locale):
    anybody = visit(locale)
    is_answered_and_nothing_is_kept(anybody)
    reads_the_register(anybody)
    for email in OWNERS:
        checks_what_the_firm_said(visit(locale), email)
    hall.turn()
    regulator, talker = visit(locale), visit(locale)
    is_looked_into(regulator)
    is_answered(talker)
    is_closed(regulator)
    finds_the_record(visit(locale))
    assert not hall.faults


def says_three_months(person):
    person.page.locator("#approval_days").fill("3")
    person.page.locator("#approval_unit").select_option("months")
    person.ticks("“You must use us, others are not accepted”")
    person.presses("Check it")


def is_answered_and_nothing_is_kept(anybody):
    anybody.opens("/")
    anybody.follows("Check what you were told")
    anybody.presses("Check it")
    anybody.sees("There is a problem")
    anybody.page.locator("#matter").select_option(label=anybody.own(*MATTER))
    anybody.fills("Which firm said it?", FIRM[0])
    says_three_months(anybody)
    anybody.sees("The answers", "The owner chooses the firm. Nobody may name one.")
    anybody.sees(LIMIT, days=60)


def reads_the_register(anybody):
    anybody.follows("Approval matters")
    anybody.follows("Requirement register")
    anybody.selects("Who pays", "The department, never the owner")
    anybody.presses("Apply")
    anybody.sees("Not yet confirmed")
    anybody.follows_name(anybody.own(*MATTER))
    anybody.follows("Truth card")
    anybody.sees("No decided cases yet.", "Window")
    anybody.follows_name(anybody.own(*MATTER))
    anybody.follows("Check what you were asked for")
    anybody.page.locator("#item").select_option("other")
    anybody.presses("Check")
    anybody.sees("Nobody may ask you for it", "Sign in and report it")


def checks_what_the_firm_said(owner, email):
    owner.signs_in(email)
    owner.follows("Directory")
    owner.follows_name(owner.own(*FIRM))
    owner.follows("To the claim check")
    owner.page.locator("#matter").select_option(label=owner.own(*MATTER))
    owner.page.locator("#item").select_option(label=owner.own(*ITEM))
    owner.fills("The firm's work costs", "8万")
    says_three_months(owner)
    owner.sees("Your check is kept.")
    owner.sees(LIMIT, days=60)


def is_looked_into(regulator):
    regulator.at_desk(REGULATOR, "Leads that nobody looks into yet")
    assert regulator.page.locator("main tbody tr").count() == 2
    regulator.goes(regulator.page.locator("main tbody th a").last)
    regulator.sees("The claim checks behind it")
    assert regulator.page.locator("main tbody tr").count() == 3
    regulator.presses("Look into it")
    regulator.presses("Look into it")
    regulator.sees("The lead is with your department.")


def is_answered(talker):
    talker.at_desk(TALKER, "Answer a lead about your firm")
    talker.does_not_see(*(talker.own(f"业主{no}", f"Owner {no}") for no in range(3)))
    talker.presses("Answer the lead")
    talker.fills("Your answer", "系新员工误述，已更正。")
    talker.presses("Answer the lead")
    talker.sees("Your answer is with the regulator.")


def is_closed(regulator):
    regulator.at_desk(REGULATOR, "Close a lead")
    regulator.presses("Close the lead")
    regulator.marks("What did you find?", "The lead was right")
    regulator.fills("Your reason", "三家业主记录一致，已约谈。")
    regulator.presses("Close the lead")
    regulator.sees("The lead is closed.")


def finds_the_record(owner):
    owner.signs_in(OWNERS[0])
    owner.follows("Claim check")
    owner.follows("My claim checks")
    owner.follows_name("HS-2026-")
    owner.sees("Shown to the regulator", "Checked on")
    owner.does_not_see("业主1", "Owner 1")
