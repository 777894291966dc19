"""What gives or takes points, and the states of a contest and of a proposed measure."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class Side(StrEnum):
    """Whose credit it is."""

    FIRM = auto()
    OWNER = auto()


class Kind(StrEnum):
    """What happened."""

    RATED = auto()
    ON_TIME = auto()
    LATE = auto()
    FAULT_LATE = auto()
    FIRST_PASS = auto()
    RETURNED = auto()
    COMPLAINT = auto()
    REFUSED = auto()
    REFUSED_AGAIN = auto()
    WARNED = auto()
    SUSPENDED = auto()
    EXPELLED = auto()
    ANSWERED = auto()
    OBJECTION_ANSWERED = auto()
    SILENT = auto()
    OBJECTION_SILENT = auto()
    CANCELLED = auto()
    UNSIGNED = auto()
    PAID = auto()
    PAID_LATE = auto()


class ContestState(StrEnum):
    """A contest of one entry."""

    FILED = auto()
    UPHELD = auto()
    DISMISSED = auto()
    WITHDRAWN = auto()


CONTEST = Machine[ContestState](
    {
        "uphold": ({ContestState.FILED}, ContestState.UPHELD),
        "dismiss": ({ContestState.FILED}, ContestState.DISMISSED),
        "withdraw": ({ContestState.FILED}, ContestState.WITHDRAWN),
    }
)


class ProposalState(StrEnum):
    """A measure the ladder proposes; only a regulator carries it out."""

    PROPOSED = auto()
    CARRIED_OUT = auto()
    DROPPED = auto()


PROPOSAL = Machine[ProposalState](
    {
        "carry_out": ({ProposalState.PROPOSED}, ProposalState.CARRIED_OUT),
        "drop": ({ProposalState.PROPOSED}, ProposalState.DROPPED),
    }
)

# One call for each: members of two enumerations with one value are equal.
name_all({Side.FIRM: say("Firms"), Side.OWNER: say("Owners")})
name_all(
    {
        Kind.RATED: say("Rated by the other side"),
        Kind.ON_TIME: say("Work delivered in time"),
        Kind.LATE: say("Work delivered late"),
        Kind.FAULT_LATE: say("Work delivered so late that it counts as a fault"),
        Kind.FIRST_PASS: say("A department passed the work at first sight"),
        Kind.RETURNED: say("A department returned the work for a defect"),
        Kind.COMPLAINT: say("A complaint was upheld"),
        Kind.REFUSED: say("Refused the contract after winning"),
        Kind.REFUSED_AGAIN: say("Refused a contract for the third time or more in a year"),
        Kind.WARNED: say("Warned by a department"),
        Kind.SUSPENDED: say("Suspended by a department"),
        Kind.EXPELLED: say("Expelled by a department"),
        Kind.ANSWERED: say("Answered a delivery in time"),
        Kind.OBJECTION_ANSWERED: say("Answered an objection in time"),
        Kind.SILENT: say("Left a delivery unanswered"),
        Kind.OBJECTION_SILENT: say("Left an objection unanswered"),
        Kind.CANCELLED: say("Withdrew a request after firms had offered"),
        Kind.UNSIGNED: say("Did not sign the contract in time"),
        Kind.PAID: say("Paid in time"),
        Kind.PAID_LATE: say("Paid late"),
    }
)
name_all(
    {
        ContestState.FILED: say("Contest filed, decision due"),
        ContestState.UPHELD: say("Contest upheld: the entry is struck"),
        ContestState.DISMISSED: say("Contest dismissed: the entry stays"),
        ContestState.WITHDRAWN: say("Contest withdrawn"),
    }
)
name_all(
    {
        ProposalState.PROPOSED: say("Proposed, decision due"),
        ProposalState.CARRIED_OUT: say("Measure carried out"),
        ProposalState.DROPPED: say("No measure"),
    }
)
