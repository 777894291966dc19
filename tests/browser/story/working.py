"""From the award to the ratings."""

from tests.browser.hall import PASSWORD
from tests.browser.paper import pdf
from tests.browser.story.people import FIRMS

OWNER, FIRM = "owner@example.org", "firm0@example.org"
ASPECTS = ("Quality", "Days kept", "Attitude", "Fee kept", "Conduct")


def is_contracted(town):
    """The time to object is over: the award, the draft, both confirm."""
    town.hall.at("2026-03-11T09:00+08:00")
    owner = town.owner.at_desk(OWNER, "Sign the contract")
    owner.presses("Sign the contract")
    owner.fills("Present password", PASSWORD)
    owner.presses("Sign for my side")
    owner.sees("You have signed the contract")
    firm = town.firms[0].at_desk(FIRM, "Sign the contract")
    firm.presses("Sign and conclude the contract")
    firm.fills("Present password", PASSWORD)
    firm.presses("Conclude the contract")
    firm.sees("The contract is concluded")
    town.hall.turn()


def is_delivered_twice(town):
    """Returned once with reasons, then accepted."""
    _delivers(town, "2026-03-16T10:00+08:00", "first")
    owner = town.owner.at_desk(OWNER, "Accept or return the work")
    owner.presses("Return the work with reasons")
    owner.fills("What is not as agreed", "第三页缺少界址点坐标表。")
    owner.presses("Return the work")
    owner.sees("The work is returned")
    _delivers(town, "2026-03-18T10:00+08:00", "second")
    owner.at_desk(OWNER, "Accept or return the work")
    owner.presses("Accept the work")
    owner.presses("Accept the work")
    owner.sees("The work is accepted")
    town.hall.turn()


def _delivers(town, moment, version):
    town.hall.at(moment)
    firm = town.firms[0].at_desk(FIRM, "Deliver the work")
    firm.presses("Deliver the work")
    firm.attaches("The work and its annexes", f"{version}.pdf", pdf(version))
    firm.presses("Deliver")
    firm.sees("The work is delivered")
    town.hall.turn()


def is_rated(town):
    """Blind until both have written; then everybody reads both."""
    is_rated_by(town.owner, OWNER, "4, good")
    is_rated_by(town.firms[0], FIRM, "5, very good")
    town.hall.turn()
    anybody = town.public
    anybody.opens("/")
    anybody.follows("Find a firm")
    anybody.follows_name(town.name(FIRMS[0]))
    anybody.sees("Finished contracts", "Ratings", "Requests won")
    assert anybody.word("%(n)s accepted through this hall, of which %(in_time)s in time.",
                        n=1, in_time=1) in anybody.text()  # fmt: skip
    assert town.title in anybody.text()


def is_rated_by(visitor, email, mark="4, good", words=""):
    visitor.at_desk(email, "Rate the other side")
    visitor.presses("Give this rating")
    visitor.sees("There is a problem")
    for aspect in ASPECTS:
        visitor.marks(aspect, mark)
    visitor.fills("In your own words", words)
    visitor.presses("Give this rating")
    visitor.sees("Your rating is kept.")


def stands_on_the_timeline(town):
    owner = town.owner.signs_in(OWNER)
    owner.follows("My projects")
    owner.follows_name(town.project)
    owner.sees("Timeline")
    assert town.title in owner.text()
