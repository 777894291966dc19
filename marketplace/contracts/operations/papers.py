"""A text becomes a paper, and a side signs it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from marketplace.accounts.models import Person
from marketplace.contracts import rules
from marketplace.contracts.models import Contract, Paper, Signature
from marketplace.contracts.queries import signed_by
from marketplace.core import keys
from marketplace.core.act import Act, Role
from marketplace.core.errors import WrongStateError
from marketplace.core.texts import say

CONTRACT = 0  # its number among the papers; a change order has its own
TITLES = ("中介服务合同", "合同变更单")


def print_paper(
    act: Act, contract: Contract, no: int, clauses: Sequence[Mapping[str, str]] = ()
) -> None:
    """Once for each text; a draft that changes is printed anew, and nobody has signed it yet."""
    number = f"{contract.number}-{no}" if no else contract.number
    body = rules.paper_of(TITLES[no > 0], number, clauses or contract.terms)
    digest = sha256(body).hexdigest()
    paper = contract.paper(no)
    if paper is None:
        paper = Paper(no=no)
        contract.papers.append(paper)
    paper.body, paper.sha256, paper.printed_at = body, digest, act.now


def sign_paper(act: Act, contract: Contract, no: int) -> None:
    """The acting side says yes to the paper of this number, once."""
    side, paper = side_of(act), contract.paper(no)
    if paper is None or any(one.side is side for one in contract.signatures_of(no)):
        raise WrongStateError(say("Your side has signed this contract already."))
    organisation = contract.owner if side is Role.OWNER else contract.firm
    person = act.session.get_one(Person, act.actor.person_id)
    row = Signature(
        no=no,
        side=side,
        organisation=organisation.name_zh,
        person_id=person.id,
        person=person.name,
        signed_at=act.now,
        digest=paper.sha256,
    )
    row.key, row.signature = rules.sign(keys.contract_key(), signed_by(contract, row))
    contract.signatures.append(row)


def side_of(act: Act) -> Role:
    return Role.OWNER if act.actor.role is Role.OWNER else Role.INTERMEDIARY
