"""Every change of requests."""

from marketplace.requests.operations.asking import ask, reply
from marketplace.requests.operations.detailing import appoint, detail, fewest_evaluators
from marketplace.requests.operations.drafting import Need, draft, edit, exclude, include, submit
from marketplace.requests.operations.ending import fail, go_direct, renotice, void, withdraw
from marketplace.requests.operations.history import Past, record_histories, record_history
from marketplace.requests.operations.leaving import leave
from marketplace.requests.operations.preparing import Order, prepare
from marketplace.requests.operations.publishing import rules_of
from marketplace.requests.operations.recounting import ends, recount
from marketplace.requests.operations.running import (
    Revision,
    award,
    close,
    give_back,
    name,
    open,  # noqa: A004 (the verb of the machine)
    publish,
    receive,
    remind,
    revise,
    select,
    select_again,
)
from marketplace.requests.operations.terms import Direct, Published, Terms

__all__ = [
    "Direct",
    "Need",
    "Order",
    "Past",
    "Published",
    "Revision",
    "Terms",
    "appoint",
    "ask",
    "award",
    "close",
    "detail",
    "draft",
    "edit",
    "ends",
    "exclude",
    "fail",
    "fewest_evaluators",
    "give_back",
    "go_direct",
    "include",
    "leave",
    "name",
    "open",
    "prepare",
    "publish",
    "receive",
    "record_histories",
    "record_history",
    "recount",
    "remind",
    "renotice",
    "reply",
    "revise",
    "rules_of",
    "select",
    "select_again",
    "submit",
    "void",
    "withdraw",
]
