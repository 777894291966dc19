"""The people of an organisation: invited, joined, removed, made administrator, shut out."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from marketplace.accounts import operations, policy, queries
from marketplace.accounts.forms import InviteForm, JoinForm
from marketplace.accounts.models import Invitation, Membership, Organisation
from marketplace.accounts.rules import passwords, tokens
from marketplace.accounts.rules.terms import Mailed
from marketplace.accounts.states import ROLES_IN
from marketplace.accounts.views.door import bp
from marketplace.accounts.views.letters import invitation_to, letter, link
from marketplace.accounts.views.organisations import seen_organisation
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import name_of, say
from marketplace.web import acting, done, page, public, reader
from marketplace.web.forms import Form
from marketplace.web.texts import name


@bp.route("/organisations/<int:id>/invite", methods=["GET", "POST"])
def invite(id: int) -> ResponseReturnValue:
    organisation = seen_organisation(id)
    demand(reader(), "accounts.invite", organisation)
    form = _invite_form(organisation)
    if form.sent():
        mailed = _invitation(organisation)
        with acting(form, organisation) as act:
            operations.invite(act, organisation, **form.terms(), mailed=mailed)
            return done(say("The invitation is on its way."), url_for(".organisation", id=id))
    return page("accounts/invite.html", form=form, organisation=organisation)


def _invite_form(organisation: Organisation) -> InviteForm:
    roles, form = ROLES_IN[organisation.kind], InviteForm()
    form.role.coerce = lambda value: Role(value) if value else None
    form.role.choices = [(role, name_of(role)) for role in roles]
    form.role.process(request.form or None, roles[0] if len(roles) == 1 else None)
    return form


def _invitation(organisation: Organisation) -> Mailed:
    word = tokens.new()
    sent = invitation_to(name(organisation), link(".invitation", word=word))
    return Mailed(tokens.digest(word), {"invite": sent})


@bp.get("/invitations/<word>")
@public
def invitation(word: str) -> ResponseReturnValue:
    """What the invited person sees: to accept with an account, or to join without one."""
    found = queries.invitation_by_token(db.session(), word)
    return page("accounts/invitation.html", form=Form(), invitation=found, word=word)


@bp.post("/invitations/<word>/accept")
def accept_invitation(word: str) -> ResponseReturnValue:
    found = queries.invitation_by_token(db.session(), word)
    mine = queries.my_sign_in(db.session(), current_user.seen.sign_in_id, reader())
    with acting(None, found, mine) as act:
        operations.accept_invitation(act, found)
        theirs = queries.memberships_of(act.session, act.actor.person_id)
        seat = next(row for row in theirs if row.organisation_id == found.organisation_id)
        operations.wear(act, mine, membership=seat)
    return done(say("You have joined."), url_for(".account"))


@bp.route("/invitations/<word>/join", methods=["GET", "POST"])
@public
def join(word: str) -> ResponseReturnValue:
    found, form = queries.invitation_by_token(db.session(), word), JoinForm()
    form.own = (found.email_key,)
    if form.sent():
        asked = form.terms()
        hashed = passwords.hash_of(asked["password"])
        with acting(form, found) as act:
            operations.join(act, found, name=asked["name"], password_hash=hashed)
            return done(say("You have joined. Sign in."), url_for(".sign_in"))
    return page("accounts/join.html", form=form, invitation=found)


@bp.post("/invitations/<int:id>/withdraw")
def withdraw_invitation(id: int) -> ResponseReturnValue:
    found = db.session().get(Invitation, id)
    if found is None or not policy.sees_staff(reader(), found.organisation):
        raise NotFoundError
    with acting(None, found) as act:
        operations.withdraw_invitation(act, found)
    url = url_for(".organisation", id=found.organisation_id)
    return done(say("The invitation is withdrawn."), url)


def seen_membership(id: int) -> Membership:
    found = queries.membership(db.session(), id)
    if found.person_id != reader().person_id:
        seen_organisation(found.organisation_id)
    return found


@bp.route("/memberships/<int:id>/remove", methods=["GET", "POST"])
def remove(id: int) -> ResponseReturnValue:
    """End somebody's membership, or one's own."""
    found, form = seen_membership(id), Form()
    demand(reader(), "accounts.remove", found)
    if form.sent():
        mine = found.person_id == reader().person_id
        url = url_for(".account") if mine else url_for(".organisation", id=found.organisation_id)
        with acting(form, found) as act:
            operations.remove(act, found)
            return done(say("The membership has ended."), url)
    return page("accounts/remove.html", form=form, membership=found)


@bp.post("/memberships/<int:id>/set_admin")
def set_admin(id: int) -> ResponseReturnValue:
    found = seen_membership(id)
    with acting(None, found) as act:
        operations.set_admin(act, found, is_admin=request.form.get("is_admin") == "yes")
    url = url_for(".organisation", id=found.organisation_id)
    return done(say("The change is saved."), url)


@bp.post("/people/<int:id>/<any(disable, enable):verb>")
def shut_out(id: int, verb: str) -> ResponseReturnValue:
    """The operator disables or enables an account; he never sets a password."""
    person = queries.person(db.session(), id)
    with acting(None, person) as act:
        {"disable": operations.disable, "enable": operations.enable}[verb](act, person)
    return done(say("The change is saved."), _home_of(id))


def _home_of(id: int) -> str:
    """The page of the organisation a person acts for."""
    theirs = queries.memberships_of(db.session(), id)
    return url_for(".organisation", id=theirs[0].organisation_id) if theirs else "/"


@bp.route("/people/<int:id>/lift_factor", methods=["GET", "POST"])
def lift_factor(id: int) -> ResponseReturnValue:
    person, form = queries.person(db.session(), id), Form()
    demand(reader(), "accounts.lift_factor", person)
    if form.sent():
        told = letter("factor_off", link=link(".ask_reset"))
        with acting(form, person) as act:
            operations.lift_factor(act, person, letter=told)
            return done(say("The second factor is off."), _home_of(id))
    return page("accounts/lift_factor.html", form=form, person=person)
