"""The second factor: set up, used, renewed, turned off."""

from collections.abc import Sequence

from sqlalchemy import delete, update

from marketplace.accounts import policy
from marketplace.accounts.models import Person, RecoveryCode, SignIn
from marketplace.accounts.operations.people import tell
from marketplace.accounts.operations.signing import ANYBODY, end_sign_ins
from marketplace.accounts.rules.terms import Letter
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say

WRONG_CODE = say("This code does not fit, or was used already. Wait for the next one.")


@operation("accounts.set_up_factor", may=policy.THE_PERSON)
def set_up_factor(
    act: Act, person: Person, *, sealed: str, step: int, code_hashes: Sequence[str]
) -> None:
    """Keep the sealed secret, after a first code proved that the phone has it."""
    if person.totp_secret:
        raise WrongStateError(say("The second factor is on already."))
    person.totp_secret, person.totp_last_step = sealed, step
    _replace_codes(act, person, code_hashes)
    mine = update(SignIn).where(SignIn.person_id == person.id)
    act.session.execute(mine.values(second_factor_at=act.now))


@operation("accounts.use_factor", may=ANYBODY)
def use_factor(act: Act, person: Person, *, step: int) -> None:
    """A code is good once: its step must be later than the last one used."""
    newer = (Person.id == person.id, Person.totp_last_step < step)
    change = update(Person).where(*newer).values(totp_last_step=step).returning(Person.id)
    if act.session.execute(change).first() is None:
        raise BadInputError("code", WRONG_CODE)


@operation("accounts.use_recovery_code", may=ANYBODY)
def use_recovery_code(act: Act, person: Person, *, code_hash: str) -> None:
    """A spare code is good once."""
    mine = (RecoveryCode.person_id == person.id, RecoveryCode.code_hash == code_hash)
    unused = update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None))
    used = unused.values(used_at=act.now).returning(RecoveryCode.id)
    if act.session.execute(used).first() is None:
        raise BadInputError("code", WRONG_CODE)


@operation("accounts.renew_codes", may=policy.THE_PERSON)
def renew_codes(act: Act, person: Person, *, code_hashes: Sequence[str]) -> None:
    """Ten new spare codes; the old ones are worth nothing."""
    _replace_codes(act, person, code_hashes)


@operation("accounts.turn_off_factor", may=policy.THE_PERSON)
def turn_off_factor(act: Act, person: Person, *, letter: Letter) -> None:
    """Only the password is asked from now on; the person is told by mail."""
    forget_factor(act, person)
    tell(act, person, f"factor_off:{person.id}:{act.now.isoformat()}", letter)


@operation("accounts.lift_factor", may=permit(Role.OPERATOR) | CLOCKWORK_ONLY)
def lift_factor(act: Act, person: Person, *, letter: Letter) -> None:
    """For who lost phone and codes, and proved in person who he is; his sessions end."""
    if person.id == act.actor.person_id:
        raise NotAllowedError(say("Turn it off in your own account, with password and code."))
    forget_factor(act, person)
    end_sign_ins(act, person.id)
    tell(act, person, f"factor_off:{person.id}:{act.now.isoformat()}", letter)


def forget_factor(act: Act, person: Person) -> None:
    person.totp_secret = ""
    _replace_codes(act, person, ())


def _replace_codes(act: Act, person: Person, code_hashes: Sequence[str]) -> None:
    act.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    act.session.add_all(
        RecoveryCode(person_id=person.id, code_hash=hashed) for hashed in code_hashes
    )
