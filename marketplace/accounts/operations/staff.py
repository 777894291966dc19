"""Who acts for an organisation: invited, joined, removed, made administrator."""

from sqlalchemy import delete, update

from marketplace.accounts import policy, queries
from marketplace.accounts.models import Invitation, Membership, Organisation, Person, SignIn
from marketplace.accounts.operations.people import enter
from marketplace.accounts.operations.signing import ANYBODY
from marketplace.accounts.rules import names, terms
from marketplace.accounts.rules.terms import Appointee, Mailed, Newcomer
from marketplace.accounts.states import ROLES_IN
from marketplace.core import outbox
from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say

INVITED = permit(*policy.SIGNED_IN, when=policy.has_an_account)
LAST_ONE = say("This is the last administrator. Make somebody else administrator first.")


@operation("accounts.invite", may=policy.STAFF_MANAGERS, log=("role", "is_admin"))
def invite(
    act: Act, organisation: Organisation, *, email: str, role: Role, is_admin: bool, mailed: Mailed
) -> Invitation:
    """Ask somebody by mail to act for the organisation."""
    _refuse_wrong_role(organisation, role)
    _refuse_self(act, email)
    invitation = Invitation(
        organisation=organisation,
        email_key=names.email_key(email),
        role=role,
        is_admin=is_admin,
        token_hash=mailed.token_hash,
        ends_at=act.now + terms.INVITATIONS_LIVE,
    )
    act.session.add(invitation)
    act.session.flush()
    letter, key = mailed.letters["invite"], f"accounts.invite:{mailed.token_hash}"
    outbox.post(act, key, to=email, subject=letter.subject, body=letter.body)
    return invitation


def _refuse_wrong_role(organisation: Organisation, role: Role) -> None:
    if role not in ROLES_IN[organisation.kind]:
        raise BadInputError("role", say("Nobody has this role in such an organisation."))


def _refuse_self(act: Act, email: str) -> None:
    """The operator who made himself a regulator could decide complaints."""
    inviter = queries.person(act.session, act.actor.person_id)
    if inviter.email_key == names.email_key(email):
        raise BadInputError("email", say("You cannot invite yourself."))


def _answer(act: Act, invitation: Invitation) -> None:
    mine = (Invitation.id == invitation.id, Invitation.answered_at.is_(None))
    living = (*mine, Invitation.ends_at > act.now)
    change = update(Invitation).where(*living).values(answered_at=act.now)
    if act.session.execute(change.returning(Invitation.id)).first() is None:
        raise WrongStateError(say("This invitation was answered, withdrawn or is too old."))


def _seat(act: Act, person: Person, organisation: Organisation, role: Role, admin: bool) -> None:
    """Begin a membership; the same one twice is one."""
    who = {"person_id": person.id, "organisation_id": organisation.id, "role": role}
    insert_once(act.session, Membership, **who, is_admin=admin, began_at=act.now)


@operation("accounts.accept_invitation", may=INVITED)
def accept_invitation(act: Act, invitation: Invitation) -> None:
    """A person who has an account joins, if the invitation went to his address."""
    person = queries.person(act.session, act.actor.person_id)
    if person.email_key != invitation.email_key:
        raise NotAllowedError(say("This invitation was sent to another address."))
    _answer(act, invitation)
    _seat(act, person, invitation.organisation, invitation.role, invitation.is_admin)


@operation("accounts.join", may=ANYBODY)
def join(act: Act, invitation: Invitation, *, name: str, password_hash: str) -> Person:
    """A new person joins: having the link proves the address."""
    person = queries.person_by_email(act.session, invitation.email_key)
    if person is not None and person.confirmed_at is not None:
        raise WrongStateError(say("You have an account. Sign in, then accept the invitation."))
    _answer(act, invitation)
    if person is None:
        person = enter(act, Newcomer(invitation.email_key, name, password_hash))
    person.name, person.password_hash, person.confirmed_at = name, password_hash, act.now
    _seat(act, person, invitation.organisation, invitation.role, invitation.is_admin)
    return person


@operation("accounts.withdraw_invitation", may=policy.STAFF_MANAGERS)
def withdraw_invitation(act: Act, invitation: Invitation) -> None:
    _answer(act, invitation)


@operation("accounts.remove", may=policy.STAFF_MANAGERS | policy.ITS_OWNER)
def remove(act: Act, membership: Membership) -> None:
    """End a membership and its sessions; an organisation keeps one administrator."""
    if membership.ended_at is not None:
        raise WrongStateError(say("This membership has ended."))
    _keep_an_administrator(act, membership)
    membership.ended_at = act.now
    act.session.execute(delete(SignIn).where(SignIn.membership_id == membership.id))


def _keep_an_administrator(act: Act, membership: Membership) -> None:
    """The lock on the organisation makes two who leave at once take turns."""
    act.session.refresh(membership.organisation, with_for_update=True)
    others = queries.administrators(act.session, membership.organisation_id)
    if membership.is_admin and [row.id for row in others] == [membership.id]:
        raise WrongStateError(LAST_ONE)


@operation("accounts.set_admin", may=policy.STAFF_MANAGERS, log=("is_admin",))
def set_admin(act: Act, membership: Membership, *, is_admin: bool) -> None:
    """Say who may manage the staff; there is always one."""
    if not is_admin:
        _keep_an_administrator(act, membership)
    membership.is_admin = is_admin


@operation("accounts.appoint", may=CLOCKWORK_ONLY)
def appoint(act: Act, organisation: Organisation, *, appointee: Appointee) -> Person:
    """Put a person in place from the command line or in the demo, once."""
    _refuse_wrong_role(organisation, appointee.role)
    person = queries.person_by_email(act.session, appointee.email)
    if person is None:
        who = (appointee.email, appointee.name, appointee.password_hash, appointee.locale)
        person = enter(act, Newcomer(*who))
        person.confirmed_at, person.phone = act.now, appointee.phone
    _seat(act, person, organisation, appointee.role, appointee.is_admin)
    return person
