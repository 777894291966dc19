"""Another address, and the ways out: an organisation closes, a person closes his account."""

from sqlalchemy import delete, select, update

from marketplace.accounts import policy, queries
from marketplace.accounts.models import Invitation, Membership, Organisation, Person, SignIn, Token
from marketplace.accounts.operations.factors import forget_factor
from marketplace.accounts.operations.people import mail_token, spend, write
from marketplace.accounts.operations.signing import ANYBODY, end_sign_ins
from marketplace.accounts.operations.staff import LAST_ONE
from marketplace.accounts.rules import names, terms
from marketplace.accounts.rules.terms import Letter, Mailed
from marketplace.accounts.states import HALL_KINDS
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say


@operation("accounts.ask_email", may=policy.THE_PERSON)
def ask_email(act: Act, person: Person, *, email: str, mailed: Mailed) -> None:
    """Mail a link to the new address; one that has an account learns so by mail, the page never."""
    other = queries.person_by_email(act.session, email)
    if other is not None and other.id == person.id:
        raise BadInputError("email", say("This is your address already."))
    if other is not None and other.confirmed_at is not None:
        write(act, other.email, f"known:{mailed.token_hash}", mailed.letters["known"])
        return
    mail_token(act, person, terms.EMAIL, mailed, email)


@operation("accounts.change_email", may=ANYBODY)
def change_email(act: Act, token: Token, *, letter: Letter) -> Person:
    """The new address is proved: it takes the place of the old one, which is told."""
    person, old = spend(act, token), queries.person_by_email(act.session, token.email)
    if old is not None and old.confirmed_at is not None:
        raise WrongStateError(say("This address has an account of its own by now."))
    if old is not None:
        _make_way(act, old)
    write(act, person.email, f"moved:{token.token_hash}", letter)
    person.email, person.email_key = token.email, names.email_key(token.email)
    return person


def _make_way(act: Act, unproved: Person) -> None:
    """Somebody began an account with this address and never proved it."""
    unproved.email = unproved.email_key = names.closed_address(unproved.id)
    act.session.flush()


@operation("accounts.close_organisation", may=policy.CLOSERS)
def close_organisation(act: Act, organisation: Organisation) -> None:
    """Nobody acts for it any more; refused while something runs that needs it."""
    act.session.refresh(organisation, with_for_update=True)
    if organisation.kind in HALL_KINDS or organisation.closed_at is not None:
        raise WrongStateError(say("This organisation cannot be closed, or is closed already."))
    for hold in policy.HOLDS:
        if reason := hold(act.session, organisation.id):
            rule = say("An organisation closes when nothing runs that needs it.")
            raise WrongStateError(reason, rule)
    organisation.closed_at = act.now
    living = Membership.organisation_id == organisation.id, Membership.ended_at.is_(None)
    seats = select(Membership.id).where(Membership.organisation_id == organisation.id)
    act.session.execute(update(Membership).where(*living).values(ended_at=act.now))
    act.session.execute(delete(SignIn).where(SignIn.membership_id.in_(seats)))
    unanswered = Invitation.organisation_id == organisation.id, Invitation.answered_at.is_(None)
    act.session.execute(update(Invitation).where(*unanswered).values(answered_at=act.now))


@operation("accounts.reopen_organisation", may=permit(Role.OPERATOR))
def reopen_organisation(act: Act, organisation: Organisation) -> None:
    """As it was when it closed: the same people act for it again."""
    closed_at = organisation.closed_at
    if closed_at is None:
        raise WrongStateError(say("This organisation is open."))
    theirs = Membership.organisation_id == organisation.id, Membership.ended_at == closed_at
    act.session.execute(update(Membership).where(*theirs).values(ended_at=None))
    organisation.closed_at = None


@operation("accounts.close_account", may=policy.THE_PERSON)
def close_account(act: Act, person: Person) -> None:
    """Forget the person's name and addresses; what he did in the log stays, under a number."""
    for seat in queries.memberships_of(act.session, person.id):
        chiefs = queries.administrators(act.session, seat.organisation_id)
        if [chief.id for chief in chiefs] == [seat.id]:
            rule = say("Close the organisation, or make somebody else its administrator.")
            raise WrongStateError(LAST_ONE, rule)
        seat.ended_at = act.now
    end_sign_ins(act, person.id)
    forget_factor(act, person)
    act.session.execute(delete(Token).where(Token.person_id == person.id))
    person.email = person.email_key = person.name = names.closed_address(person.id)
    person.phone, person.password_hash, person.mails = "", "!", {}
    person.disabled_at = act.now
