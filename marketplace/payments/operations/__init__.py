"""Every change to money: one function for one verb."""

from marketplace.payments.operations.accounts import (
    note_ready,
    open_account,
    renew_link,
    stop_account,
)
from marketplace.payments.operations.answering import answer
from marketplace.payments.operations.banking import (
    Record,
    approve,
    confirm,
    confirm_by_rule,
    deny,
    drop,
    record,
    rule_paid,
    rule_unpaid,
)
from marketplace.payments.operations.closing import cancel, cancel_by_rule, close_outdated
from marketplace.payments.operations.deciding import agree, propose, refuse, rule, second
from marketplace.payments.operations.disputing import dispute, lose, win
from marketplace.payments.operations.exchanging import Round, exchange
from marketplace.payments.operations.hearing import hear_again, receive, set_aside
from marketplace.payments.operations.ordering import retry
from marketplace.payments.operations.paying import fail, fund, pay, request, wait
from marketplace.payments.operations.settling import (
    divide,
    give_back,
    refund,
    release,
    settle,
    settle_by_rule,
    split,
    transfer,
)
from marketplace.payments.queries.answers import Said

__all__ = [
    "Record",
    "Round",
    "Said",
    "agree",
    "answer",
    "approve",
    "cancel",
    "cancel_by_rule",
    "close_outdated",
    "confirm",
    "confirm_by_rule",
    "deny",
    "dispute",
    "divide",
    "drop",
    "exchange",
    "fail",
    "fund",
    "give_back",
    "hear_again",
    "lose",
    "note_ready",
    "open_account",
    "pay",
    "propose",
    "receive",
    "record",
    "refund",
    "refuse",
    "release",
    "renew_link",
    "request",
    "retry",
    "rule",
    "rule_paid",
    "rule_unpaid",
    "second",
    "set_aside",
    "settle",
    "settle_by_rule",
    "split",
    "stop_account",
    "transfer",
    "wait",
    "win",
]
