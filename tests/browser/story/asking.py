"""From "which report does this approval want?" to a published request."""

from tests.browser.hall import PASSWORD
from tests.browser.story.people import ITEM, MATTER, OWNER
from tests.support import code_for

EMAIL = "owner@example.org"


def finds_what_is_needed(town):
    """Anybody: home, the matter, its requirement box, the service."""
    anybody = town.public
    anybody.opens("/")
    anybody.follows("Which report does my approval need?")
    anybody.fills("Name or words", town.name(MATTER))
    anybody.presses("Apply")
    anybody.follows_name(town.name(MATTER))
    anybody.sees("This matter needs one intermediary service", "By which article", "Who pays")
    anybody.follows_name(town.name(ITEM))
    anybody.sees("Who may do it, and what comes out", "Matters that need it")


def signs_up(town):
    owner = town.owner
    owner.opens("/")
    owner.follows("Sign in")
    owner.follows("Create an account")
    owner.fills("E-mail address", EMAIL)
    owner.fills("Your name", town.person)
    owner.fills("New password", PASSWORD)
    owner.presses("Create an account")
    owner.sees("Look into your mail")
    owner.opens(_link_in_the_mail(town))
    owner.presses("Confirm")
    owner.signs_in(EMAIL)


def _link_in_the_mail(town):
    """The operator of a demo reads what left the hall."""
    operator = town.operator.signs_in("operator@example.org")
    operator.follows("Administration")
    operator.follows("Outgoing mail")
    operator.follows("Confirm your address")
    link = operator.page.locator("main a[href*='/confirm/']").inner_text()
    return link[link.index("/accounts/") :]


def registers(town):
    owner = town.owner
    owner.follows_name(town.person)
    owner.follows("Register an organisation")
    owner.marks("What is it?", "Company")
    owner.fills("Unified social credit code", code_for(77))
    owner.fills("Name in Chinese", OWNER[0])
    owner.fills("Name in English", OWNER[1])
    owner.presses("Register")
    owner.sees("Your organisation is registered. You are its administrator.")


def enters_a_project(town):
    owner = town.owner
    owner.follows("My projects")
    owner.presses("Enter a project")
    owner.presses("Continue")
    owner.sees("There is a problem")
    owner.fills("Unified project code", "2026-510701-48-01-123456")
    owner.fills("Name of the project", town.project)
    owner.selects("Kind of project", "Public building")
    owner.page.get_by_label(owner.word("District")).select_option(index=1)
    owner.fills("Place", "北岸路1号")
    owner.fills("Planned investment", "1,200万")
    owner.presses("Continue")
    owner.page.get_by_label(town.name(MATTER)).check()
    owner.presses("Put on the list")
    owner.sees("The matters are on the project's list.")


def drafts_a_request(town):
    owner = town.owner
    owner.follows("Draft a request")
    owner.fills("Scope", "12 公顷，1:500；红线图已有。")
    owner.fills("How it is accepted", "自然资源局收件。")
    owner.fills("Ceiling", "10万")
    owner.presses("Keep the draft")
    owner.sees("The draft is kept. Hand it in for check when it is ready.")
    owner.presses("Hand in for check")
    owner.presses("Hand in")
    owner.sees("The request is with the operator.")


def is_published(town):
    operator = town.operator.signs_in("operator@example.org")
    operator.follows("My desk")
    operator.follows("Check a request")
    operator.presses("Publish")
    operator.presses("Publish")
    operator.sees("The request is published.")
    town.hall.turn()
