"""What the worker does, round after round."""

from marketplace.jobs.operations.lease import leave_lease, take_lease
from marketplace.jobs.operations.letters import MailServer, Postman, send_letters
from marketplace.jobs.operations.rounds import (
    ask_witnesses,
    do_duties,
    read_facts,
    tick,
    watch_clock,
)

__all__ = [
    "MailServer",
    "Postman",
    "ask_witnesses",
    "do_duties",
    "leave_lease",
    "read_facts",
    "send_letters",
    "take_lease",
    "tick",
    "watch_clock",
]
