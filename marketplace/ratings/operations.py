"""Rating, opening what was rated, replying, hiding."""

from dataclasses import asdict
from datetime import datetime

from marketplace.contracts.models import Contract
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.ratings import queries, rules
from marketplace.ratings.models import Rating
from marketplace.ratings.policy import RATED, RATERS, REGULATOR
from marketplace.ratings.rules import Terms


@operation("ratings.rate", may=RATERS)
def rate(act: Act, contract: Contract, *, terms: Terms) -> Contract:
    """Say once how the other side was; it stays closed until both wrote or the days are over."""
    opens_at = _writing_ends(act, contract)
    here = act.actor.organisation_id
    if queries.by(act.session, contract.id, here) is not None:
        rule = say("Each side rates a finished contract once.")
        raise WrongStateError(say("Your side has rated this contract already."), rule)
    rated_id = contract.firm_id if here == contract.owner_id else contract.owner_id
    rating = Rating(
        contract_id=contract.id,
        rater_id=here,
        rated_id=rated_id,
        written_at=act.now,
        opens_at=opens_at,
        **asdict(terms),
    )
    rating.digest = rating.content_digest
    act.session.add(rating)
    act.session.flush()
    both = queries.written(act.session, contract.id)
    if len(both) == 2:
        for one in both:
            open(act, one)
    return contract


@operation("ratings.open", may=CLOCKWORK_ONLY, within=("ratings.rate",))
def open(act: Act, rating: Rating) -> None:  # noqa: A001 (the verb's own name)
    """From now on everybody reads it."""
    if rating.opened_at is None:
        rating.opened_at = act.now


@operation("ratings.reply", may=RATED)
def reply(act: Act, rating: Rating, *, reply: str) -> None:
    """The rated side says once, in public, what it has to say to it."""
    _demand_open(rating)
    if rating.replied_at is not None:
        rule = say("The rated side replies once, and a reply cannot be changed.")
        raise WrongStateError(say("Your side has replied to this rating already."), rule)
    if not reply.strip():
        raise BadInputError("reply", say("Write your reply."))
    rating.reply, rating.replied_at = reply, act.now


@operation("ratings.hide", may=REGULATOR, log=("reason",))
def hide(act: Act, rating: Rating, *, reason: str) -> None:
    """Take marks, words and reply out of sight and out of every figure; the digest stays."""
    _demand_open(rating)
    if rating.hidden_at is not None:
        raise WrongStateError(say("This rating is hidden already."))
    _demand_reason(reason)
    rating.hidden_at, rating.hidden_reason = act.now, reason
    rating.hidden_by_id = act.actor.organisation_id


@operation("ratings.unhide", may=REGULATOR, log=("reason",))
def unhide(act: Act, rating: Rating, *, reason: str) -> None:
    """Show and count it again, as it was written."""
    if rating.hidden_at is None:
        raise WrongStateError(say("This rating is not hidden."))
    _demand_reason(reason)
    rating.hidden_at, rating.hidden_by_id, rating.hidden_reason = None, None, ""


def _demand_open(rating: Rating) -> None:
    if rating.opened_at is None:
        raise WrongStateError(say("This rating is not open yet."))


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInputError("reason", say("Write the reason. It is published."))


def _writing_ends(act: Act, contract: Contract) -> datetime:
    days = contract.rule_set.rules.rating_calendar_days
    assert contract.accepted_at is not None  # noqa: S101 (the permit asks for an accepted one)
    ends = rules.writing_ends(contract.accepted_at, days, calendars.zone())
    if act.now >= ends:
        rule = say("Both sides rate within %(days)s calendar days of the acceptance.", days=days)
        raise WrongStateError(say("The time to rate this contract is over."), rule)
    return ends
