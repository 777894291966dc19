"""Papers of a contract, and whether their signatures hold."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from marketplace.contracts import rules
from marketplace.contracts.models import Contract, Paper, Signature
from marketplace.core import calendars, keys
from marketplace.core.act import Role
from marketplace.core.errors import NotFoundError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.texts import say
from marketplace.core.transparency.models import LogLeaf

BATCH = 50
SIDES = (Role.OWNER, Role.INTERMEDIARY)


@dataclass(frozen=True)
class Checked:
    """A paper, whether it is what was signed, and each signature with whether it holds."""

    paper: Paper
    is_whole: bool
    signatures: list[tuple[Signature, bool]]


def signed_by(contract: Contract, row: Signature) -> rules.Signed:
    """What this signature is over."""
    time = rules.told_second(row.signed_at)
    names = (row.organisation, row.person)
    return rules.Signed(contract.number, row.no, row.digest, row.side.value, *names, time)


def hall_key() -> str:
    """The public key with which the hall signs contracts."""
    return rules.public_key(keys.contract_key())


def paper(contract: Contract, no: int) -> Paper:
    found = contract.paper(no)
    if found is None:
        raise NotFoundError
    return found


def checked(contract: Contract) -> list[Checked]:
    """Every paper against its digest, every signature against its key and the hall's."""
    return [_checked(contract, one) for one in contract.papers]


def _checked(contract: Contract, paper: Paper) -> Checked:
    ours = hall_key()
    rows = contract.signatures_of(paper.no)
    held = [
        (row, row.digest == paper.sha256 and row.key == ours and _holds(contract, row))
        for row in rows
    ]
    return Checked(paper, sha256(paper.body).hexdigest() == paper.sha256, held)


def _holds(contract: Contract, row: Signature) -> bool:
    return rules.holds(row.key, row.signature, signed_by(contract, row))


def signatures_file(contract: Contract, no: int) -> dict[str, Any]:
    """The exact form that static/verify/verify_contract.py reads."""
    found = paper(contract, no)
    told = [
        {**asdict(signed_by(contract, row)), "sig": row.signature}
        for row in contract.signatures_of(no)
    ]
    common = {"form": rules.FORM, "contract": contract.number, "no": no, "digest": found.sha256}
    return common | {"key": hall_key(), "signatures": told}


def signed_copy(session: Session, contract: Contract, no: int) -> bytes:
    """Paper and signature page as one file; what was signed remains the paper alone."""
    found, rows = paper(contract, no), contract.signatures_of(no)
    if len(rows) < len(SIDES):
        raise WrongStateError(say("Both sides sign first; then there is a signed copy."))
    leaves = _leaves(session, contract)
    signings = [
        rules.Signing(*_told(row), next((n for n, said in leaves if row.signature in said), None))
        for row in rows
    ]
    file = f"{contract.number}-{no}.pdf"
    copied = rules.Copied(contract.number, file, found.sha256, rows[0].key, signings)
    return rules.signed_copy(found.body, copied, calendars.zone())


def _told(row: Signature) -> tuple[str, str, str, datetime, str]:
    return row.side.value, row.organisation, row.person, row.signed_at, row.signature


def _leaves(session: Session, contract: Contract) -> list[tuple[int, str]]:
    """What the public log says of the contract, oldest first: number and record."""
    about = (Fact.thing_kind == Contract.__tablename__, Fact.thing_id == contract.id)
    told = select(LogLeaf.id, Fact.record).join(Fact, Fact.id == LogLeaf.fact_id).where(*about)
    return [(key - 1, said or "") for key, said in session.execute(told.order_by(LogLeaf.id))]


def forged(session: Session) -> Iterator[str]:
    """Papers and signatures that are not as they were signed."""
    every = select(Contract).join(Contract.papers).distinct().execution_options(yield_per=BATCH)
    whole = selectinload(Contract.papers).undefer(Paper.body), selectinload(Contract.signatures)
    for contract in session.scalars(every.options(*whole)):
        for one in checked(contract):
            if not one.is_whole or not all(holds for _, holds in one.signatures):
                yield f"contract {contract.number}: paper {one.paper.no} is not what was signed"
