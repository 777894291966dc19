"""What the hall asks its witnesses: to commit, to reveal, to sign heads of the log too, and after
a closing for the share of its key."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.core.act import Act
from marketplace.core.database import Row
from marketplace.core.errors import DomainError
from marketplace.core.transparency import cosigning, witnesses
from marketplace.core.transparency.names import Party
from marketplace.core.transparency.witnesses import Answer, Question, Witness
from marketplace.selection.models import Draw, SealShare
from marketplace.selection.operations.freezing import reveal
from marketplace.selection.operations.handing import hand_in
from marketplace.selection.operations.keeping import enrol
from marketplace.selection.operations.preparing import commit, prepare
from marketplace.selection.queries import draws as queries
from marketplace.selection.queries import keys
from marketplace.selection.queries.carrying import question_for
from marketplace.selection.queries.freezing import proof_of_freezing

STOCK = 3
Begin = Callable[..., AbstractContextManager[Act]]


@dataclass(frozen=True)
class Heard:
    """An answer, about which draw or head, of whom."""

    party: Party
    thing: Row
    question: Question
    answer: Answer


def exchange(session: Session, begin: Begin) -> int:
    """One round: prepare draws, put questions, keep answers; how much was done.

    Nothing is written while a witness is asked. `begin(thing)` begins a transaction of the clock.
    """
    done = _fill_stock(session, begin)
    for witness in witnesses.connected():
        done += _enrol(session, begin, witness)
        for thing, question in _questions(session, witness):
            answer = witness.ask(question)
            if answer is not None:
                done += _keep(begin, witness, Heard(witness.party, thing, question, answer))
    return done


def hear(act: Act, heard: Heard) -> None:
    """Keep what a witness said."""
    party, said, thing = heard.party, heard.answer, heard.thing
    if isinstance(thing, SealShare):
        request, share = thing.key.request, bytes.fromhex(said["share"])
        hand_in(act, request, party=thing.party, share=share)
    elif not isinstance(thing, Draw):
        cosigning.keep(act, heard.question, party, said)
    elif heard.question["about"] == "commit":
        commit(act, thing, party=party, commitment=said["commitment"])
    else:
        reveal(act, thing, party=party, secret=said["secret"])


def _keep(begin: Begin, witness: Witness, heard: Heard) -> int:
    try:
        with begin(heard.thing) as act:
            hear(act, heard)
    except DomainError:
        return 0  # such as a secret that does not fit: the draw will be void, and it is told whose
    witness.done(heard.question)
    return 1


def _enrol(session: Session, begin: Begin, witness: Witness) -> int:
    """Its key for boxes, so that shares of the next requests can be put away for it."""
    if not keys.must_be_asked(session, witness.party):
        return 0
    question = {"about": "hold", "name": "hold"}
    answer = witness.ask(question)
    if answer is None:
        return 0
    public = bytes.fromhex(answer["public"])
    with begin() as act:
        enrol(act, None, name=witness.party.value, public=public, signer=answer["key"])
    witness.done(question)
    return 1


def _fill_stock(session: Session, begin: Begin) -> int:
    """Only with witnesses to commit beside the server."""
    if not witnesses.connected() or queries.in_stock(session) >= STOCK:
        return 0
    with begin() as act:
        prepare(act, None)
    return 1


def _questions(session: Session, witness: Witness) -> Iterator[tuple[Row, Question]]:
    """First the newest head, for a witness reveals only what stands in a log it signed."""
    party = witness.party
    yield from cosigning.questions(session, witness)
    for draw in queries.uncommitted(session, party):
        told = {"about": "commit", "name": f"commit-{draw.number}", "draw_id": draw.number}
        yield draw, told
    for draw in queries.unrevealed(session, party):
        proof = proof_of_freezing(session, draw, cosigning.last_size(session, party))
        if proof is not None:
            name = f"reveal-{draw.number}-{proof['size']}"
            yield draw, {"about": "reveal", "name": name} | proof
    yield from for_shares(session, party)


def for_shares(session: Session, party: Party) -> Iterator[tuple[SealShare, Question]]:
    """What this witness is asked after closings whose leaf it has signed for."""
    for share in keys.to_ask(session, party):
        proof = keys.proof_of_closing(session, share.key, cosigning.last_size(session, party))
        if proof is not None:
            yield share, question_for(share, proof)
