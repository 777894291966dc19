"""Sealed offers, their opening, the result and an objection to it."""

from tests.browser.story.people import FIRMS

TYPED = ("9.8万", "98,500", "９９０００")
SHOWN = ("98,000", "98,500", "99,000")
GROUNDS = "测绘范围与公告不符。"


def are_offered(town):
    """Three firms are told, each in its own way of writing an amount."""
    town.hall.at("2026-03-03T10:00+08:00")
    for no, typed in enumerate(TYPED):
        firm = town.firms[no].signs_in(f"firm{no}@example.org")
        firm.follows("Notices")
        firm.presses("Open")
        firm.presses("Make an offer")
        _seals(firm, typed, no)
        firm.sees("Your offer is sealed.", "Digest of the envelope (SHA-256)")
        firm.does_not_see(SHOWN[no])


def _seals(firm, typed, no):
    """Without the tick the hall asks again, and says the amount in words."""
    firm.fills("Price", typed)
    firm.fills("Working days you need", str(10 + no))
    firm.presses("Seal the offer")
    firm.sees("Confirm that the price covers all fees; nothing may be asked for later.")
    assert firm.own("人民币玖万", "ninety-") in firm.text()
    firm.ticks("The price covers all fees; nothing more will be asked for.")
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
    owner.fills("Your answer", "范围见附件红线图。")
    owner.presses("Publish the answer")
    town.hall.turn()
    loser.at_desk("firm1@example.org", "Your objection was answered")
    loser.presses("Take the objection back")
    loser.presses("Take back")
    loser.sees("The objection is settled.")
