"""A complaint with evidence, its decision, the public docket, the signals."""

from tests.browser.paper import pdf
from tests.browser.story.people import FIRMS

OWNER, FIRM, REGULATOR = "owner@example.org", "firm0@example.org", "regulator@example.org"
WHAT = "交付后又索要盖章费两千元。"
REASON = "超出合同收费，事实清楚。"


def is_filed(town):
    town.hall.at("2026-03-20T09:00+08:00")
    owner = town.owner.signs_in(OWNER)
    owner.follows("My contracts")
    owner.follows_name(town.title)
    owner.follows("Complain about this")
    about = owner.word("About a firm")
    said = owner.word("%(about)s: %(name)s", about=about, name=town.name(FIRMS[0]))
    owner.page.get_by_label(said).check()
    owner.selects("What is wrong?", "A fee beyond the contract")
    owner.fills("What happened, and when?", WHAT)
    owner.attaches("Evidence files", "receipt.pdf", pdf("receipt"))
    owner.presses("Send the complaint")
    owner.sees("Your complaint is filed.")
    town.hall.turn()


def is_heard(town):
    town.hall.at("2026-03-23T09:00+08:00")
    regulator = town.regulator.at_desk(REGULATOR, "Accept or refuse a complaint")
    regulator.sees("receipt.pdf")
    regulator.presses("Take it up")
    regulator.presses("Take it up")
    town.hall.at("2026-03-24T09:00+08:00")
    firm = town.firms[0].at_desk(FIRM, "Answer a complaint")
    firm.presses("Answer the complaint")
    firm.fills("Your answer", "已退还。")
    firm.presses("Answer the complaint")
    firm.sees("Your answer is with the regulator.")


def is_decided(town):
    town.hall.at("2026-03-25T09:00+08:00")
    regulator = town.regulator.at_desk(REGULATOR, "Decide a complaint")
    regulator.presses("Uphold the complaint")
    regulator.fills("Reason", REASON)
    regulator.marks("Measure", "Suspension")
    regulator.selects("Suspended for", "1 month")
    regulator.presses("Uphold the complaint")
    regulator.sees("The complaint is upheld.")
    town.hall.turn()


def is_on_the_docket(town):
    """The organisation and the reason, no person and nothing of what was written."""
    anybody = town.public
    anybody.opens("/")
    anybody.follows("Complaints and decisions")
    anybody.follows_name("TS-2026-")
    shown = anybody.text()
    assert REASON in shown
    assert town.name(FIRMS[0]) in shown
    assert not [hidden for hidden in (town.person, "firm0", WHAT) if hidden in shown]
    anybody.opens("/")
    anybody.follows("Find a firm")
    anybody.selects("Standing of the firm", "Suspended")
    anybody.presses("Apply")
    anybody.follows_name(town.name(FIRMS[0]))
    anybody.sees("Upheld complaints")


def is_watched(town):
    """The regulator sees the signals of the request, the firms' prices being so close."""
    regulator = town.regulator.signs_in(REGULATOR)
    regulator.follows("Requests")
    regulator.follows_name(town.title)
    regulator.sees("Seen by regulators and auditors only.", "Flagged")
    regulator.page.locator("main li a[href*='/signals/']").first.click()
    regulator.sees("Formula", "Typical false positives", "Measured (n)")
    regulator.look()
    regulator.follows("Signals")
