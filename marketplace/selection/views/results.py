"""Opening by hand when the job is late, naming a firm, and the result for all to check."""

from collections.abc import Sequence

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.errors import WrongStateError
from marketplace.core.money import Money
from marketplace.core.texts import say
from marketplace.requests.operations import rules_of
from marketplace.requests.rules.phases import phase
from marketplace.requests.states import Method
from marketplace.selection import operations, queries
from marketplace.selection.forms import ConfirmForm
from marketplace.selection.models import Offer
from marketplace.selection.operations.keys import STILL_OPEN
from marketplace.selection.queries import auctions, sampling
from marketplace.selection.rules.average import shown
from marketplace.selection.rules.flaws import why
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.rules.methods import Step, rule_of
from marketplace.selection.views.auctions import auctioned
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.selection.views.scoring import sheets_of
from marketplace.web import acting, done, page, public


@bp.post("/requests/<int:id>/open")
def open(id: int) -> ResponseReturnValue:  # noqa: A001 (the verb of the machine)
    asked, early, opened = request_for(id, "open"), False, False
    if ConfirmForm().sent():
        with acting(None, asked) as act:
            early = not operations.has_closed(act, asked)
            if early:
                operations.turn_away(act, asked, verb="open")
            else:
                opened = operations.open_or_ask(act, asked)
    if early:
        raise WrongStateError(STILL_OPEN, rule=say("The attempt is kept in the public log."))
    if not opened:
        text = say("The offers are closed. They open as soon as a share of the key comes in.")
        return done(text, url_for("requests.show", id=id))
    return done(say("The offers are opened."), url_for(".result", id=id))


@bp.route("/requests/<int:id>/name", methods=["GET", "POST"])
def name(id: int) -> ResponseReturnValue:
    asked, form = request_for(id, "name"), ConfirmForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.name(act, asked)
            text = say("The direct selection is published.")
            return done(text, url_for("requests.show", id=id))
    return page("selection/name.html", form=form, asked=asked)


@bp.get("/requests/<int:id>/result")
@public
def result(id: int) -> ResponseReturnValue:
    session, asked = db.session(), request_for(id)
    rule, offers = rule_of(asked.method), queries.opened(session, asked)
    told = auctions.auction_of(session, asked) if rule.step is Step.BID else None
    return page(
        "selection/result.html",
        phase=phase(asked, clock.now()),
        asked=asked,
        offers=offers,
        award=queries.award_of(session, asked),
        audit=sampling.audit_of(session, asked),
        clarifications=queries.clarifications(session, asked),
        objections=queries.objections(session, asked),
        frozen=queries.is_frozen(session, asked),
        draws=queries.draws_of(session, asked) if rule.by_draw else [],
        rule=rule,
        minimum=rule.fewest(rules_of(asked)),
        can_object=asked.objections_until is not None and clock.now() < asked.objections_until,
        why=why,
        mean=_mean(offers) if asked.method is Method.AVERAGE_PRICE else None,
        **(auctioned(told) if told else {}),
        choice=queries.choice_of(session, asked) if rule.by_draw else None,
        **sheets_of(asked),
    )


def _mean(offers: Sequence[Offer]) -> Money | None:
    """Of the prices that were compared, also of one that fell away later."""
    counted = [one for one in offers if one.price and one.reason != Loss.ABOVE_CEILING]
    return shown([one.price for one in counted if one.price])
