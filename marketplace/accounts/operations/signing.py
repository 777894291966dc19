"""Sign-ins: begun, marked, ended; and how often one may try."""

from math import ceil

from sqlalchemy import delete, select, update

from marketplace.accounts import policy
from marketplace.accounts.models import Attempts, Membership, Person, SignIn
from marketplace.accounts.rules import sessions, throttle
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError, NotFoundError
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say

ANYBODY = permit(*policy.SIGNED_IN)


@operation("accounts.attempt", may=ANYBODY, log=("what",))
def attempt(act: Act, _: None, *, what: str, who: str, field: str = "password") -> None:
    """Count one try; refuse it when too many were made. `who` is a mark, never a name."""
    limit = throttle.LIMITS[what]
    insert_once(act.session, Attempts, what=what, who=who, window_began_at=act.now, count=0)
    mine = select(Attempts).where(Attempts.what == what, Attempts.who == who)
    row = act.session.scalars(mine.with_for_update()).one()
    tally = throttle.Tally(row.count, row.window_began_at)
    wait = throttle.free_at(tally, limit) - act.now
    if wait.total_seconds() > 0:
        minutes = ceil(wait.total_seconds() / 60)
        text = say("Too many attempts. Try again in %(minutes)s minutes.", minutes=minutes)
        raise BadInputError(field, text)
    after = throttle.next_tally(tally, limit, act.now)
    row.count, row.window_began_at = after.count, after.window_began_at


@operation("accounts.fail_to_sign_in", may=ANYBODY)
def fail_to_sign_in(act: Act, person: Person | None) -> None:
    """Note a wrong password or code; after a hundred only a new password helps."""
    if person is not None:
        more = {"failures": Person.failures + 1}
        act.session.execute(update(Person).where(Person.id == person.id).values(more))


@operation("accounts.sign_in", may=ANYBODY, log=("with_factor",))
def sign_in(
    act: Act, person: Person, *, token_hash: str, with_factor: bool = False, device_hash: str = ""
) -> None:
    """Begin a session in the oldest role the person has."""
    membership = act.session.scalars(
        select(Membership)
        .where(Membership.person_id == person.id, Membership.ended_at.is_(None))
        .order_by(Membership.id)
        .limit(1)
    ).first()
    person.failures = 0
    act.session.add(
        SignIn(
            token_hash=token_hash,
            person_id=person.id,
            membership_id=membership and membership.id,
            began_at=act.now,
            seen_at=act.now,
            second_factor_at=act.now if with_factor else None,
            device_hash=device_hash,
        )
    )


@operation("accounts.sign_out", may=policy.ITS_OWNER)
def sign_out(act: Act, sign_in: SignIn) -> None:
    """End one session, here or on another machine."""
    act.session.delete(sign_in)


@operation("accounts.wear", may=policy.ITS_OWNER)
def wear(act: Act, sign_in: SignIn, *, membership: Membership) -> None:
    """Act from now on for another of one's organisations."""
    if membership.person_id != sign_in.person_id or membership.ended_at is not None:
        raise NotFoundError
    sign_in.membership_id = membership.id


def mark_seen(act: Act, sign_in_id: int) -> None:
    """Keep the session from falling idle; at most once a minute, and no fact."""
    stale = (SignIn.id == sign_in_id, SignIn.seen_at <= act.now - sessions.MARK_EVERY)
    act.session.execute(update(SignIn).where(*stale).values(seen_at=act.now))


def end_sign_ins(act: Act, person_id: int, *, but: int = 0) -> None:
    """End all sessions of a person, save one."""
    theirs = (SignIn.person_id == person_id, SignIn.id != but)
    act.session.execute(delete(SignIn).where(*theirs))


def forgive(act: Act, *, account: str, address: str) -> None:
    """A good try was none: forget the account's, take one from the address's."""
    theirs = (Attempts.what == "account", Attempts.who == account)
    act.session.execute(delete(Attempts).where(*theirs))
    shared = (Attempts.what == "address", Attempts.who == address, Attempts.count > 0)
    act.session.execute(update(Attempts).where(*shared).values(count=Attempts.count - 1))
