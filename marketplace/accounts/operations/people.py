"""People: signing up, proving the address, passwords, what they say of themselves."""

from collections.abc import Mapping

from sqlalchemy import delete, update

from marketplace.accounts import policy, queries
from marketplace.accounts.models import Person, Token
from marketplace.accounts.operations.signing import ANYBODY, end_sign_ins
from marketplace.accounts.rules import names, terms
from marketplace.accounts.rules.terms import Letter, Mailed, Newcomer
from marketplace.core import outbox
from marketplace.core.act import Act, Role
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say

LINK_IS_SPENT = say("This link was used already or is too old. Ask for a new one.")


def enter(act: Act, newcomer: Newcomer) -> Person:
    """Add the row of a new person."""
    person = Person(
        email=newcomer.email,
        email_key=names.email_key(newcomer.email),
        name=newcomer.name,
        password_hash=newcomer.password_hash,
        locale=newcomer.locale,
        registered_at=act.now,
    )
    act.session.add(person)
    act.session.flush()
    return person


def tell(act: Act, person: Person, key: str, letter: Letter) -> None:
    """Write to the person about his own account, once for each cause."""
    write(act, person.email, key, letter)


def write(act: Act, email: str, key: str, letter: Letter) -> None:
    outbox.post(act, f"accounts.{key}", to=email, subject=letter.subject, body=letter.body)


@operation("accounts.sign_up", may=ANYBODY)
def sign_up(act: Act, _: None, *, newcomer: Newcomer, mailed: Mailed) -> None:
    """Send a link that proves the address; a known address learns that it is known, by mail only.

    Until it is proved, whoever comes next takes the place: nobody can keep another's address.
    """
    person = queries.person_by_email(act.session, newcomer.email)
    if person is not None and person.confirmed_at is not None:
        tell(act, person, f"known:{mailed.token_hash}", mailed.letters["known"])
        return
    if person is None:
        person = enter(act, newcomer)
    person.name, person.password_hash = newcomer.name, newcomer.password_hash
    mail_token(act, person, terms.CONFIRM, mailed)


def mail_token(act: Act, person: Person, purpose: str, mailed: Mailed, email: str = "") -> None:
    """Only the newest link of a kind is good; it goes to the address it proves."""
    older = (Token.person_id == person.id, Token.purpose == purpose, Token.used_at.is_(None))
    act.session.execute(delete(Token).where(*older))
    ends_at = act.now + terms.TOKENS_LIVE[purpose]
    act.session.add(
        Token(
            purpose=purpose,
            token_hash=mailed.token_hash,
            person_id=person.id,
            email=email,
            ends_at=ends_at,
        )
    )
    write(act, email or person.email, f"{purpose}:{mailed.token_hash}", mailed.letters[purpose])


def spend(act: Act, token: Token) -> Person:
    """Use up a mailed word; the row count decides between two who come at once."""
    unspent = (Token.id == token.id, Token.used_at.is_(None), Token.ends_at > act.now)
    spent = act.session.execute(
        update(Token).where(*unspent).values(used_at=act.now).returning(Token.id)
    )
    if spent.first() is None:
        raise WrongStateError(LINK_IS_SPENT)
    return queries.person(act.session, token.person_id)


@operation("accounts.confirm", may=ANYBODY)
def confirm(act: Act, token: Token) -> Person:
    """The address is proved: the person may sign in."""
    person = spend(act, token)
    person.confirmed_at = person.confirmed_at or act.now
    return person


@operation("accounts.ask_reset", may=ANYBODY)
def ask_reset(act: Act, _: None, *, email: str, mailed: Mailed) -> None:
    """Mail a link to set a new password, if there is such an account; the page never says."""
    person = queries.person_by_email(act.session, email)
    if person is not None and person.confirmed_at and not person.disabled_at:
        mail_token(act, person, terms.RESET, mailed)


@operation("accounts.reset_password", may=ANYBODY)
def reset_password(act: Act, token: Token, *, password_hash: str, letter: Letter) -> Person:
    """Set a new password; every session ends, the second factor stays."""
    person = spend(act, token)
    _set_password(act, person, password_hash, letter)
    return person


@operation("accounts.change_password", may=policy.THE_PERSON)
def change_password(
    act: Act, person: Person, *, password_hash: str, letter: Letter, sign_in_id: int = 0
) -> None:
    """Set a new password; every session but this one ends."""
    _set_password(act, person, password_hash, letter, but=sign_in_id)


def _set_password(
    act: Act, person: Person, password_hash: str, letter: Letter, but: int = 0
) -> None:
    person.password_hash, person.failures = password_hash, 0
    end_sign_ins(act, person.id, but=but)
    tell(act, person, f"password:{person.id}:{act.now.isoformat()}", letter)


def rehash(act: Act, person: Person, password_hash: str) -> None:
    """The same password under today's parameters; no fact, for nothing changed for anybody."""
    person.password_hash = password_hash


@operation("accounts.revise_person", may=policy.THE_PERSON)
def revise_person(act: Act, person: Person, *, name: str, phone: str, locale: str) -> None:
    person.name, person.phone, person.locale = name, phone, locale


@operation("accounts.choose_language", may=policy.THE_PERSON, log=("locale",))
def choose_language(act: Act, person: Person, *, locale: str) -> None:
    person.locale = locale


@operation("accounts.choose_mails", may=policy.THE_PERSON)
def choose_mails(act: Act, person: Person, *, mails: Mapping[str, bool]) -> None:
    """Which kinds of notice come by mail as well."""
    person.mails = {kind: bool(mails.get(kind)) for kind in names.MAIL_KINDS}


@operation("accounts.disable", may=permit(Role.OPERATOR))
def disable(act: Act, person: Person) -> None:
    """Shut a person out at once; nobody can shut himself out."""
    if person.id == act.actor.person_id:
        raise NotAllowedError(say("You cannot disable your own account."))
    person.disabled_at = person.disabled_at or act.now
    end_sign_ins(act, person.id)


@operation("accounts.enable", may=permit(Role.OPERATOR))
def enable(act: Act, person: Person) -> None:
    person.disabled_at = None
