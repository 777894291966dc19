"""Who is told of accounts."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_tell = teller("accounts", "/accounts/")
_only_here = teller("", "/accounts/")  # the link goes by a mail of its own
TOLD: Table = {
    "accounts.set_admin": (_tell(Whom.PERSON, say("Your rights at %(organisation)s changed.")),),
    "accounts.invite": (
        _only_here(
            Whom.PERSON,
            say("%(organisation)s invites you to act for it. The link is in your mail."),
        ),
    ),
    "accounts.remove": (_tell(Whom.PERSON, say("You no longer act for %(organisation)s.")),),
}
