"""Sealed offers, their opening, the result and an objection to it."""

from tests.browser.story.people import FIRMS

TYPED = ("9.8万", "98,500", "９９０００")
SHOWN = ("98,000", "98,500", "99,000")
WAIT = "Your objection was answered: content, or to the regulator?"
ALL_FEES = "The price covers all fees; nothing more will be asked for."
GROUNDS = "公告的测绘范围为十二公顷，中选报价只含八公顷，不是完整报价。"


def are_offered(town):
    """Three firms are told, each in its own way of writing an amount."""
    town.hall.at("2026-03-03T10:00+08:00")
    for no, typed in enumerate(TYPED):
        firm = town.firms[no].signs_in(f"firm{no}@example.org")
        firm.follows("Notices")
        firm.presses("Open")
        firm.presses("Make an offer")
        seals(firm, typed, no)
        firm.sees("Your offer is sealed.", "Digest of the envelope (SHA-256)")
        firm.does_not_see(SHOWN[no])


def seals(firm, typed, no):
    """Without the tick the hall asks again, and says the amount in words."""
    firm.fills("Price", typed)
    firm.fills("Working days you need", str(10 + no))
    firm.presses("Seal the offer")
    firm.sees("Confirm that the price covers all fees; nothing may be asked for later.")
    assert firm.own("人民币玖万", "ninety-") in firm.text()
    firm.ticks(ALL_FEES)
    firm.presses("Seal the offer")


def are_opened(town):
    """By the job, at the minute; then anybody reads every offer and the rule."""
    anybody = town.public
    anybody.opens("/")
    anybody.follows("See the requests")
    anybody.follows_name(town.title)
    anybody.does_not_see(*SHOWN)
    town.hall.at("2026-03-05T17:00+08:00")
    anybody.page.reload()
    anybody.follows("See the result: every offer, the rule, and how to object")
    anybody.sees("Objections", "Nobody has objected.", "Dearer than the winning offer")
    shown = anybody.text()
    assert [price for price in SHOWN if price not in shown] == []
    assert anybody.word("Selected: %(firm)s", firm=town.name(FIRMS[0])) in shown


def are_opened_by_hand(town):
    """The job is late: the page says so, and a button does the same."""
    town.hall.strikes("2026-03-05T17:20+08:00")
    owner = town.owner.signs_in("owner@example.org")
    owner.follows("My projects")
    owner.follows_name(town.project)
    owner.follows_name(town.title)
    owner.does_not_see(*SHOWN)
    owner.presses("Open the offers now")
    owner.sees("The offers are opened.")
    assert [price for price in SHOWN if price not in owner.text()] == []


def are_objected_to(town):
    """A loser objects, the owner answers, the loser is content."""
    town.hall.at("2026-03-06T09:00+08:00")
    loser = town.firms[1].signs_in("firm1@example.org")
    loser.follows("Notices")
    loser.presses("Open")
    loser.presses("Object to the result")
    loser.fills("What is wrong with the result", GROUNDS)
    loser.presses("Raise the objection")
    town.hall.turn()
    owner = town.owner.at_desk("owner@example.org", "Answer an objection")
    owner.presses("Answer")
    owner.fills("Your answer", "公告范围与中选报价一致，均为十二公顷，请见红线图和报价说明。")
    owner.presses("Publish the answer")
    town.hall.turn()
    loser.at_desk("firm1@example.org", WAIT)
    loser.presses("Take the objection back")
    loser.presses("Take back")
    loser.sees("The objection is settled.")
