"""The worker's round with the payment service: orders go out, words are worked on.

Nothing is written while the service is asked, and no transaction is open then.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.act import Act
from marketplace.core.errors import DomainError
from marketplace.core.kept import words_of
from marketplace.payments import backend, queries
from marketplace.payments.backend.port import (
    Gateway,
    LaterError,
    RefusedError,
    Reply,
    SeenPayment,
    Sent,
    UnsureError,
)
from marketplace.payments.models import Command, Event, Payment
from marketplace.payments.operations import hearing, reconciling
from marketplace.payments.operations.closing import not_closed
from marketplace.payments.operations.completing import complete
from marketplace.payments.operations.ordering import renew
from marketplace.payments.operations.paying import ASK_AGAIN, hear
from marketplace.payments.rules.commands import MOST_TRIES, wait_after
from marketplace.payments.states import Order, Paid

Begin = Callable[..., AbstractContextManager[Act]]
log = structlog.get_logger()


def exchange(session: Session, begin: Begin) -> int:
    """One round; how much was done. `begin(thing)` begins a transaction of the clock."""
    gateway = backend.gateway()
    if gateway is None:
        return 0
    done = Round(session, begin, gateway, session.rollback).work(clock.now())
    return done + reconciling.reconcile_if_due(session, begin, gateway)


@dataclass(frozen=True)
class Round:
    """`rest` ends the reading before the service is asked."""

    session: Session
    begin: Begin
    gateway: Gateway
    rest: Callable[[], object]

    def work(self, now: datetime) -> int:
        done = sum(self._send(one) for one in queries.due_commands(self.session, now))
        done += sum(self._hear(one) for one in queries.due_events(self.session, now))
        return done + sum(self._look(one) for one in queries.to_look_at(self.session, now))

    def _send(self, id: int) -> bool:
        command = self.session.get(Command, id, populate_existing=True)
        if command is None or command.done_at is not None:
            return False
        sent, unsure = Sent(command.kind, command.key, dict(command.body)), command.unsure
        self.rest()
        try:
            reply = self.gateway.find(sent) if unsure else self.gateway.send(sent)
        except LaterError as error:
            self._put_off(command, words_of(error), unsure=unsure)
        except UnsureError as error:
            self._put_off(command, words_of(error), unsure=True)
        except RefusedError as error:
            return self._refused(command, sent, words_of(error))
        else:
            return self._answered(command, reply)
        return False

    def _refused(self, command: Command, sent: Sent, error: str) -> bool:
        """A page that cannot be closed is paid, or over by itself: ask which."""
        seen = self._seen(sent.body["session"]) if sent.kind is Order.EXPIRE else None
        if seen is None or seen.paid is Paid.OPEN:
            self._park(command, error)
            return False
        with self.begin(command) as act:
            fault = not_closed(act, command, seen)
            command.parked, command.error = fault is not None, fault or ""
        return fault is None

    def _seen(self, ref: str) -> SeenPayment | None:
        try:
            return self.gateway.see_payment(ref)
        except (LaterError, UnsureError, RefusedError):
            return None

    def _answered(self, command: Command, reply: Reply | None) -> bool:
        """A spoilt order that made nothing goes out anew, under a new key that is stored first."""
        if reply is None:
            with self.begin(command) as act:
                renew(act, command)
            return True
        try:
            with self.begin(command) as act:
                complete(act, command, reply)
        except DomainError as error:
            self._park(command, error.text)
            return False
        return True

    def _put_off(self, thing: Command | Event, error: str, *, unsure: bool = False) -> None:
        with self.begin(thing) as act:
            thing.tries += 1
            thing.due_at = act.now + wait_after(thing.tries)
            thing.error, thing.parked = error, thing.tries >= MOST_TRIES
            if isinstance(thing, Command):
                thing.unsure = unsure

    def _park(self, thing: Command | Event, error: str) -> None:
        """Until somebody looks: the operator sees it."""
        log.warning("payment parked", thing=f"{thing.__tablename__} {thing.id}")
        with self.begin(thing):
            thing.parked, thing.error = True, error

    def _hear(self, id: int) -> bool:
        event = self.session.get(Event, id, populate_existing=True)
        if event is None or event.worked_at is not None:
            return False
        word = hearing.Word(event.kind, event.thing_ref, event.livemode, event.account_ref)
        self.rest()
        try:
            found = hearing.ask(self.gateway, word)
            with self.begin(event) as act:
                fault = hearing.take(act, word, found)
                event.worked_at = None if fault else act.now
                event.parked, event.error = fault is not None, fault or ""
        except (LaterError, UnsureError) as error:
            self._put_off(event, words_of(error))
            return False
        except (RefusedError, DomainError) as error:
            self._park(event, words_of(error))
            return False
        return fault is None

    def _look(self, id: int) -> bool:
        """No word came in time: ask by ourselves."""
        payment = self.session.get(Payment, id, populate_existing=True)
        ref = payment.checkout_ref if payment else None
        self.rest()
        if payment is None or ref is None:
            return False
        seen = self._seen(ref)
        with self.begin(payment) as act:
            if seen is None or hear(act, payment, seen):
                payment.look_at = act.now + ASK_AGAIN
        return seen is not None
