"""One spelling of an e-mail address, the password of the demo, the kinds of notice."""

import unicodedata

from marketplace.core.act import Role
from marketplace.core.texts import say

DEMO_PASSWORD = "demo-hall-2026-open"  # noqa: S105 (shown on the sign-in page of the demo)
DEMO_MAIL = "@demo.example"
MAIL_KINDS = {
    "requests": say("Requests for which your organisation is qualified, or which it published"),
    "offers": say("Offers, results and objections"),
    "contracts": say("Contracts, deliverables and payments due"),
    "cases": say("Applications, cases and calls of the utilities"),
    "timelines": say("Housekeepers of projects"),
    "complaints": say("Complaints and decisions"),
    "directory": say("Entry into the directory, qualifications and standing"),
    "accounts": say("Your account and the people of your organisation"),
}
NEEDS_SECOND_FACTOR = frozenset({Role.REGULATOR, Role.OPERATOR})


def email_key(email: str) -> str:
    """NFKC and case folded: two spellings of one address are one account."""
    return unicodedata.normalize("NFKC", email).casefold().strip()


def closed_address(id: int) -> str:
    """In the place of an address that was given up; nobody can sign up with it."""
    return f"closed-{id}@closed.invalid"


def wants_mail(choices: dict[str, bool], kind: str) -> bool:
    """Mail comes unless the person said no to this kind."""
    return choices.get(kind, True)
