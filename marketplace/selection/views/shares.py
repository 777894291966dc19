"""Pages of key shares: handing one in by hand, and an owner who keeps his own."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.canonical import canonical
from marketplace.core.database import db
from marketplace.core.errors import WrongStateError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.selection import operations
from marketplace.selection.forms import ConfirmForm, HandInForm
from marketplace.selection.operations.handing import PARTY_OF
from marketplace.selection.operations.keys import STILL_OPEN
from marketplace.selection.queries import keys as queries
from marketplace.selection.queries.carrying import carried
from marketplace.selection.rules.shares import new_words
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, page, reader


@bp.route("/requests/<int:id>/hand_in", methods=["GET", "POST"])
def hand_in(id: int) -> ResponseReturnValue:
    asked, form = request_for(id, "hand_in"), HandInForm()
    party, early, opened = PARTY_OF[reader().role], False, False
    if form.sent():
        with acting(form, asked) as act:
            early = not operations.has_closed(act, asked)
            if early:
                operations.turn_away(act, asked, verb="hand_in")
            else:
                share = operations.typed(act, asked, party=party, **form.terms())
                operations.hand_in(act, asked, party=party, share=share)
                opened = operations.open_or_ask(act, asked)
        if not form.errors:
            return _told(early, opened, id)
    key = queries.key_of(db.session(), asked)
    own = next((share for share in key.shares if share.party is party), None) if key else None
    return page("selection/hand_in.html", form=form, asked=asked, key=key, own=own)


def _told(early: bool, opened: bool, id: int) -> ResponseReturnValue:
    if early:
        raise WrongStateError(STILL_OPEN, rule=say("The attempt is kept in the public log."))
    if opened:
        return done(say("The offers are opened."), url_for(".result", id=id))
    return done(say("Your share is handed in."), url_for("requests.show", id=id))


@bp.get("/requests/<int:id>/question.json")
def question(id: int) -> ResponseReturnValue:
    """What a person carries to a witness whose line is broken."""
    asked = request_for(id, "hand_in")
    told = canonical(carried(db.session(), asked, PARTY_OF[reader().role]))
    name = f'attachment; filename="question-{asked.number}.json"'
    headers = {"Content-Disposition": name}
    return Response(told + "\n", mimetype="application/json", headers=headers)


@bp.get("/shares")
def shares() -> ResponseReturnValue:
    demand(reader(), "selection.keep_share")
    name = queries.owner_name(reader().organisation_id)
    own = queries.keeper(db.session(), name)
    ready = bool(queries.keepers(db.session(), reader().organisation_id))
    return page("selection/shares.html", own=own, ready=ready)


@bp.route("/shares/keep_share", methods=["GET", "POST"])
def keep_share() -> ResponseReturnValue:
    demand(reader(), "selection.keep_share")
    form, words = ConfirmForm(), new_words()
    if form.sent():
        with acting(form) as act:
            operations.keep_share(act, None, words=words)
        return page("selection/share_words.html", words=words)
    return page("selection/keep_share.html", form=form)


@bp.route("/shares/entrust_share", methods=["GET", "POST"])
def entrust_share() -> ResponseReturnValue:
    demand(reader(), "selection.entrust_share")
    form = ConfirmForm()
    if form.sent():
        with acting(form) as act:
            operations.entrust_share(act, None)
            text = say("The audit office's machine keeps the shares of your next requests.")
            return done(text, url_for(".shares"))
    return page("selection/entrust_share.html", form=form)
