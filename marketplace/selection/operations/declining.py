"""A selected firm says no before the award: its alternate takes the place, by the same order."""

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.requests.operations.terms import told
from marketplace.requests.states import State
from marketplace.selection.models import Award
from marketplace.selection.operations.awarding import pass_over
from marketplace.selection.policy import SELECTED_FIRM
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.states import AwardState


@operation("selection.decline", may=SELECTED_FIRM, log=("reason",))
def decline(act: Act, award: Award, *, reason: str) -> None:
    """Refuse the work after winning it: published, and it counts."""
    told("reason", reason)
    hold(act.session, award)
    hold(act.session, award.request)
    if award.request.state is not State.SELECTED or award.state is not AwardState.STANDING:
        raise WrongStateError(say("Work is refused between selection and award, not now."))
    pass_over(act, award, flaw=Flaw.DECLINED)
