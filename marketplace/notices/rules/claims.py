"""Who is told of claim checks."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_tell = teller("complaints", "/claims/{check}")
TOLD: Table = {
    "claims.hand_over": (
        _tell(
            Whom.OWNER,
            say(
                "Other owners were told the same: your claim check %(number)s was shown to the"
                " regulator."
            ),
        ),
    ),
}
