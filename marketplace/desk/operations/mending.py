"""What failed is tried again."""

from marketplace.core.act import Act, Role
from marketplace.core.facts import Pending
from marketplace.core.operation import operation
from marketplace.core.outbox import Letter
from marketplace.core.policy import permit

OPERATOR = permit(Role.OPERATOR)


@operation("desk.retry", may=OPERATOR)
def retry(act: Act, pending: Pending) -> None:
    """Let the reader try once more from the beginning."""
    pending.parked, pending.tries = False, 0


@operation("desk.resend", may=OPERATOR)
def resend(act: Act, letter: Letter) -> None:
    """Let the mail be sent once more; one that was sent stays sent."""
    if letter.sent_at is None:
        letter.parked, letter.tries = False, 0
