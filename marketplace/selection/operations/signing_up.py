"""A firm takes part in a draw: no price, only its name and, if it likes, a few words."""

from dataclasses import dataclass

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.selection import queries
from marketplace.selection.models import Offer
from marketplace.selection.operations.offering import may_offer, put_in, still_open
from marketplace.selection.policy import FIRM
from marketplace.selection.rules.drawing import contribution_is_fit
from marketplace.selection.rules.methods import Answer, rule_of
from marketplace.selection.rules.sealed import SignUp


@dataclass(frozen=True)
class Entry:
    """The contribution is mixed into the draw; it stays sealed until the list is frozen."""

    contribution: str


@operation("selection.sign_up", may=FIRM)
def sign_up(act: Act, request: Request, *, terms: Entry, device: str = "") -> Offer:
    """Stand on the list of a draw; once for each firm."""
    still_open(act, request)
    if rule_of(request.method).answer is not Answer.SIGN_UP:
        raise WrongStateError(say("This request wants an offer with a price."))
    may_offer(act, request)
    if queries.living(act.session, request, act.actor.organisation_id):
        raise WrongStateError(say("Your firm has signed up for this draw already."))
    words = terms.contribution.strip()
    if not contribution_is_fit(words):
        text = say("Write at most 64 printable characters on one line.")
        raise BadInputError("contribution", text)
    return put_in(act, request, SignUp(words).to_bytes(), device)
