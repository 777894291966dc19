"""The later check of an informed commitment."""

from collections.abc import Collection

from marketplace.cases import policy
from marketplace.cases.models import Case, CommitmentLetter
from marketplace.cases.rules.commitments import barred_until
from marketplace.cases.states import PROMISES
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say


@operation("cases.check", may=policy.CHECKER, log=("broken",))
def check(
    act: Act, letter: CommitmentLetter, *, broken: Collection[int], finding: str = ""
) -> Case:
    """Say of each condition whether it was kept; one broken bars the owner for some months."""
    if letter.check_due_at is None:
        raise WrongStateError(say("A commitment is checked after the decision."))
    if broken and not finding.strip():
        raise BadInputError("finding", say("Write what was found."))
    known = {condition.id for condition in letter.conditions}
    if not set(broken) <= known:
        raise BadInputError("broken", say("Choose conditions of this letter."))
    for condition in letter.conditions:
        condition.kept = condition.id not in broken
        condition.finding = "" if condition.kept else finding[:500]
    letter.checked_at, letter.checked_by_id = act.now, act.actor.person_id
    if broken:
        _breach(act, letter)
    else:
        PROMISES.move(letter, "keep")
    return letter.case


def _breach(act: Act, letter: CommitmentLetter) -> None:
    PROMISES.move(letter, "breach")
    today = act.now.astimezone(calendars.zone()).date()
    months = letter.case.rule_set.rules.commitment_bar_months
    letter.barred_until = barred_until(today, months)
