"""What ended without an award need not be followed: the owner says so, and his desk is clear."""

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.requests import queries
from marketplace.requests.models import Request
from marketplace.requests.policy import OWNER
from marketplace.requests.rules.following import may_be_left


@operation("requests.leave", may=OWNER)
def leave(act: Act, request: Request) -> None:
    """Take the request off the desk; what may follow it stays allowed."""
    hold(act.session, request)
    if not may_be_left(request.state):
        raise WrongStateError(say("Only a request that failed or is void can be left at that."))
    if queries.next_of(act.session, request):
        raise WrongStateError(say("Another request has taken the place of this one already."))
    if queries.is_left(act.session, request):
        raise WrongStateError(say("You have left this request at that already."))
