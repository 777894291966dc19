"""Reads of people, memberships, invitations and mailed tokens."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from marketplace.accounts.models import Invitation, Membership, Person, Token
from marketplace.accounts.rules import names, tokens
from marketplace.core.act import Role
from marketplace.core.errors import NotFoundError

DEMO_ACCOUNTS_SHOWN = 12


def person(session: Session, id: int) -> Person:
    found = session.get(Person, id)
    if found is None:
        raise NotFoundError
    return found


def person_by_email(session: Session, email: str) -> Person | None:
    mine = select(Person).where(Person.email_key == names.email_key(email))
    return session.scalars(mine).one_or_none()


def membership(session: Session, id: int) -> Membership:
    found = session.get(Membership, id, options=[joinedload(Membership.organisation)])
    if found is None or found.ended_at is not None:
        raise NotFoundError
    return found


def _living() -> Select[Membership]:
    return select(Membership).where(Membership.ended_at.is_(None)).order_by(Membership.id)


def memberships_of(session: Session, person_id: int) -> list[Membership]:
    """What a person may wear now, oldest first."""
    mine = _living().where(Membership.person_id == person_id)
    return list(session.scalars(mine.options(joinedload(Membership.organisation))))


def staff(session: Session, organisation_id: int) -> list[Membership]:
    """The living memberships of an organisation, with the people, disabled ones too."""
    theirs = _living().where(Membership.organisation_id == organisation_id)
    return list(session.scalars(theirs.options(joinedload(Membership.person))))


def people_of(session: Session, organisation_id: int, role: Role | None = None) -> list[Person]:
    """Who acts for an organisation now, in one role or in any; disabled people left out."""
    theirs = select(Person).where(
        Person.disabled_at.is_(None),
        Person.id.in_(
            select(Membership.person_id).where(
                Membership.organisation_id == organisation_id,
                Membership.ended_at.is_(None),
                *([Membership.role == role] if role else []),
            )
        ),
    )
    return list(session.scalars(theirs.order_by(Person.id)))


def administrators(session: Session, organisation_id: int) -> list[Membership]:
    """The memberships that may manage the staff, of people who are not disabled."""
    return [
        row
        for row in staff(session, organisation_id)
        if row.is_admin and row.person.disabled_at is None
    ]


def invitations_to(session: Session, organisation_id: int) -> list[Invitation]:
    """Invitations nobody has answered, newest first."""
    open_ones = select(Invitation).where(
        Invitation.organisation_id == organisation_id, Invitation.answered_at.is_(None)
    )
    return list(session.scalars(open_ones.order_by(Invitation.id.desc()).limit(100)))


def invitation_by_token(session: Session, word: str) -> Invitation:
    mine = select(Invitation).where(Invitation.token_hash == tokens.digest(word))
    found = session.scalars(mine.options(joinedload(Invitation.organisation))).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def token(session: Session, purpose: str, word: str) -> Token:
    mine = select(Token).where(Token.purpose == purpose, Token.token_hash == tokens.digest(word))
    found = session.scalars(mine).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def demo_accounts(session: Session) -> list[Membership]:
    """The accounts that the sign-in page of the demo shows."""
    theirs = (
        _living()
        .join(Membership.person)
        .join(Membership.organisation)
        .where(Person.email_key.endswith(names.DEMO_MAIL), Person.disabled_at.is_(None))
        .options(contains_eager(Membership.person), contains_eager(Membership.organisation))
    )
    return list(session.scalars(theirs.limit(DEMO_ACCOUNTS_SHOWN)))
