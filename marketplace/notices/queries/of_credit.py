"""What contests of credit entries and proposed measures need to be told."""

from collections.abc import Callable
from typing import Any

from marketplace.core.database import Row
from marketplace.core.texts import name_of
from marketplace.credit.models import Contest, Proposal
from marketplace.notices.queries.scene import Scene, last_day, names
from marketplace.notices.rules import Whom


def _of_contest(contest: Contest) -> Scene:
    return Scene(
        parties={Whom.REGULATOR: contest.regulator_id, Whom.AGAINST: contest.organisation_id},
        params={
            "name": names(contest.organisation),
            "due": last_day(contest.due_at),
            "result": name_of(contest.state),
            "why": contest.reason,
        },
        ids={"contest": contest.id},
    )


def _of_proposal(proposal: Proposal) -> Scene:
    params = {"name": names(proposal.firm), "due": last_day(proposal.due_at)}
    return Scene(parties={Whom.REGULATOR: proposal.regulator_id}, params=params)


CREDIT_SCENES: dict[type[Row], Callable[[Any], Scene]] = {
    Contest: _of_contest,
    Proposal: _of_proposal,
}
