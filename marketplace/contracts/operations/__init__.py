"""Every change of a contract: one function for one verb."""

from marketplace.contracts.operations.acceptance import (
    accept,
    accept_by_rule,
    give_back,
    refer,
    return_by_rule,
    rule_accepted,
    rule_returned,
)
from marketplace.contracts.operations.changes import (
    agree_change,
    refuse_change,
    refuse_change_by_rule,
    withdraw_change,
)
from marketplace.contracts.operations.delivery import deliver, remind
from marketplace.contracts.operations.drafting import draft
from marketplace.contracts.operations.ending import (
    agree_end,
    end,
    end_by_rule,
    propose_end,
    refuse_end,
)
from marketplace.contracts.operations.parts import accept_milestone, book_payment, go_on
from marketplace.contracts.operations.planning import drop_plan, plan_parts
from marketplace.contracts.operations.proposing import propose_change
from marketplace.contracts.operations.recounting import (
    ends,
    ends_of_change,
    recount,
    recount_change,
)
from marketplace.contracts.operations.signing import (
    conclude,
    confirm,
    decline,
    fail_to_sign,
    lapse,
)

__all__ = [
    "accept",
    "accept_by_rule",
    "accept_milestone",
    "agree_change",
    "agree_end",
    "book_payment",
    "conclude",
    "confirm",
    "decline",
    "deliver",
    "draft",
    "drop_plan",
    "end",
    "end_by_rule",
    "ends",
    "ends_of_change",
    "fail_to_sign",
    "give_back",
    "go_on",
    "lapse",
    "plan_parts",
    "propose_change",
    "propose_end",
    "recount",
    "recount_change",
    "refer",
    "refuse_change",
    "refuse_change_by_rule",
    "refuse_end",
    "remind",
    "return_by_rule",
    "rule_accepted",
    "rule_returned",
    "withdraw_change",
]
