"""A question to a witness as one file, for a person to carry when the line is broken."""

from typing import Any

from sqlalchemy.orm import Session

from marketplace.core.errors import WrongStateError
from marketplace.core.texts import say
from marketplace.core.transparency import cosigning, heads, proofs
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request
from marketplace.selection.models import SealShare
from marketplace.selection.queries.keys import awaited, key_of, proof_of_closing


def carried(session: Session, request: Request, party: Party) -> dict[str, Any]:
    """The newest head, to be signed first, and the question for the share."""
    key, head = key_of(session, request), heads.newest(session)
    mine = next((share for share in awaited(key) if share.party is party), None)
    proof = proof_of_closing(session, mine.key, head.size) if mine and head else None
    if mine is None or head is None or proof is None or mine.keeper is Party.OWNER:
        raise WrongStateError(say("This request does not wait for shares of its key."))
    before = cosigning.last_size(session, mine.keeper)
    path = proofs.consistency(session, before, head.size) if before else []
    signed = {"size": head.size, "root": head.root, "time": head.time, "sig": head.signature}
    cosign = {"about": "cosign", "name": f"cosign-{before}-{head.size}"} | signed
    told = {"cosign": cosign | {"proof": [node.hex() for node in path]}}
    return told | {"share": question_for(mine, proof), "hall_key": heads.public_key()}


def question_for(share: SealShare, proof: dict[str, Any]) -> dict[str, Any]:
    """With the leaf of the closing, and the proof that the log holds it."""
    key = share.key
    told = {"about": "share", "name": f"share-{share.id}-{proof['size']}"}
    which = {"request_id": key.request_id, "number": key.request.number}
    box = {"party": share.party.value, "box": share.box.hex(), "public": key.public.hex()}
    return told | which | box | {"not_before": key.not_before} | proof
