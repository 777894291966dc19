"""Words of the payment service: kept once, then worked on after asking for the thing again."""

from dataclasses import dataclass

from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import Text, say
from marketplace.payments import policy, queries
from marketplace.payments.backend.port import Gateway, SeenDispute, SeenPayment, Told
from marketplace.payments.models import Event
from marketplace.payments.operations.accounts import hear_ready
from marketplace.payments.operations.disputing import hear_dispute
from marketplace.payments.operations.paying import hear

SESSION, DISPUTE, ACCOUNT = "checkout.session.", "charge.dispute.", "account.updated"


@dataclass(frozen=True)
class Word:
    """What a kept event is about; `account` is the connected account it came from, if any."""

    kind: str
    thing: str
    livemode: bool
    account: str


Found = SeenPayment | SeenDispute | bool | None


def receive(act: Act, told: Told) -> bool:
    """Keep a signed word; False when it is here already. The worker does the rest."""
    return insert_once(
        act.session,
        Event,
        ref=told.ref,
        kind=told.kind[:80],
        thing_ref=told.thing,
        livemode=told.livemode,
        account_ref=told.account,
        told_at=told.signed_at,
        received_at=act.now,
        due_at=act.now,
        tries=0,
        parked=False,
        error="",
    )


@operation("payments.hear_again", may=policy.OPERATOR)
def hear_again(act: Act, event: Event) -> None:
    """Ask the service once more about what a parked word tells of."""
    _demand_parked(event)
    event.parked, event.due_at, event.tries = False, act.now, 0


@operation("payments.set_aside", may=policy.OPERATOR, log=("reason",))
def set_aside(act: Act, event: Event, *, reason: str) -> None:
    """Somebody has looked, and settled it at the service: nothing follows from it here."""
    _demand_parked(event)
    event.parked, event.worked_at = False, act.now


def _demand_parked(event: Event) -> None:
    if not event.parked:
        raise WrongStateError(say("This word is not parked."))


def ask(gateway: Gateway, word: Word) -> Found:
    """The thing as the service shows it now; None for words that we do nothing about."""
    if word.kind.startswith(SESSION):
        return gateway.see_payment(word.thing)
    if word.kind.startswith(DISPUTE):
        return gateway.see_dispute(word.thing)
    return gateway.is_ready(word.thing) if word.kind == ACCOUNT else None


def take(act: Act, word: Word, found: Found) -> Text | None:
    """Why it cannot be taken as ours, or None."""
    if isinstance(found, SeenPayment):
        return _of_payment(act, word, found)
    if isinstance(found, SeenDispute):
        disputed = queries.by_intent(act.session, found.intent)
        return hear_dispute(act, disputed, found) if disputed else _unknown(word)
    if isinstance(found, bool):
        hear_ready(act, word.thing, is_ready=found)
    return None


def _of_payment(act: Act, word: Word, seen: SeenPayment) -> Text | None:
    if word.account or word.livemode != seen.livemode:
        return say("This word came from another account or another mode.")
    payment = queries.by_number(act.session, seen.reference)
    return hear(act, payment, seen) if payment else _unknown(word)


def _unknown(word: Word) -> Text:
    return say("No payment of ours belongs to %(thing)s.", thing=word.thing)
