"""The department in charge stands by a row of the requirement register."""

from datetime import date

from marketplace.core.act import Act
from marketplace.core.calendars import zone
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.matters import policy
from marketplace.matters.models import Requirement


@operation("matters.confirm", may=policy.CONFIRMERS, log=("article", "since"))
def confirm(act: Act, requirement: Requirement, *, article: str, since: date | None) -> None:
    """Say by which article this is needed, and since when it is; the last word counts."""
    if not (requirement.matter.is_active and requirement.item.is_active):
        raise WrongStateError(say("This is no longer in the catalogue."))
    if not article.strip():
        raise BadInputError("article", say("Write the law and the article."))
    if since and since > act.now.astimezone(zone()).date():
        raise BadInputError("since", say("This day has not come yet."))
    requirement.article, requirement.since = article.strip(), since
    requirement.confirmed_at, requirement.confirmed_by_id = act.now, act.actor.organisation_id
