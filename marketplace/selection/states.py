"""States of an offer, an award and an objection."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class OfferState(StrEnum):
    """A sealed offer is readable by nobody before the opening."""

    SEALED = auto()
    REPLACED = auto()
    WITHDRAWN = auto()
    VALID = auto()
    INVALID = auto()
    WON = auto()


OFFER = Machine[OfferState](
    {
        "replace": ({OfferState.SEALED}, OfferState.REPLACED),
        "withdraw": ({OfferState.SEALED}, OfferState.WITHDRAWN),
        "admit": ({OfferState.SEALED}, OfferState.VALID),
        "invalidate": (
            {OfferState.SEALED, OfferState.VALID, OfferState.WON},
            OfferState.INVALID,
        ),
        "win": ({OfferState.VALID}, OfferState.WON),
    }
)


class AwardState(StrEnum):
    """An award stands, or was cancelled by a decision."""

    STANDING = auto()
    CANCELLED = auto()


AWARD = Machine[AwardState]({"cancel": ({AwardState.STANDING}, AwardState.CANCELLED)})


class ObjectionState(StrEnum):
    """Raised to the owner; unanswered or unsatisfying it goes to the regulator."""

    RAISED = auto()
    ANSWERED = auto()
    SETTLED = auto()
    ESCALATED = auto()
    UPHELD = auto()
    DISMISSED = auto()


OBJECTION = Machine[ObjectionState](
    {
        "answer": ({ObjectionState.RAISED}, ObjectionState.ANSWERED),
        "settle": (
            {ObjectionState.RAISED, ObjectionState.ANSWERED, ObjectionState.ESCALATED},
            ObjectionState.SETTLED,
        ),
        "escalate": ({ObjectionState.RAISED, ObjectionState.ANSWERED}, ObjectionState.ESCALATED),
        "uphold": ({ObjectionState.ESCALATED}, ObjectionState.UPHELD),
        "dismiss": ({ObjectionState.ESCALATED}, ObjectionState.DISMISSED),
    }
)


class DrawState(StrEnum):
    """A draw is prepared before anybody knows for which request, so that no notice waits for it."""

    GATHERING = auto()
    READY = auto()
    NOTICED = auto()
    FROZEN = auto()
    DRAWN = auto()
    SPOILT = auto()
    DROPPED = auto()


DRAW = Machine[DrawState](
    {
        "commit": ({DrawState.GATHERING}, DrawState.READY),
        "notice": ({DrawState.READY}, DrawState.NOTICED),
        "freeze": ({DrawState.NOTICED}, DrawState.FROZEN),
        "draw": ({DrawState.FROZEN}, DrawState.DRAWN),
        "spoil": ({DrawState.FROZEN}, DrawState.SPOILT),
        "drop": (
            {DrawState.READY, DrawState.NOTICED, DrawState.FROZEN, DrawState.SPOILT},
            DrawState.DROPPED,
        ),
    }
)


class AuctionState(StrEnum):
    """Announced at the opening, begun at its minute, ended when nobody may bid any more."""

    ANNOUNCED = auto()
    RUNNING = auto()
    ENDED = auto()


AUCTION = Machine[AuctionState](
    {
        "begin": ({AuctionState.ANNOUNCED}, AuctionState.RUNNING),
        "halt": ({AuctionState.RUNNING}, AuctionState.ANNOUNCED),
        "finish": ({AuctionState.RUNNING}, AuctionState.ENDED),
    }
)


class EvaluationState(StrEnum):
    """Plans are scored in time, or late, or not at all."""

    SCORING = auto()
    LATE = auto()
    DONE = auto()
    LAPSED = auto()


EVALUATION = Machine[EvaluationState](
    {
        "extend": ({EvaluationState.SCORING}, EvaluationState.SCORING),
        "warn": ({EvaluationState.SCORING}, EvaluationState.LATE),
        "conclude": ({EvaluationState.SCORING, EvaluationState.LATE}, EvaluationState.DONE),
        "lapse": ({EvaluationState.SCORING, EvaluationState.LATE}, EvaluationState.LAPSED),
    }
)


class ClarificationKind(StrEnum):
    """What the selected firm is asked."""

    LOW_PRICE = auto()
    PAPERS = auto()


class ClarificationState(StrEnum):
    """Asked once; silence of the firm is a refusal, silence of the owner an approval."""

    ASKED = auto()
    ANSWERED = auto()
    APPROVED = auto()
    REJECTED = auto()
    DROPPED = auto()


CLARIFYING = frozenset({ClarificationState.ASKED, ClarificationState.ANSWERED})
CLARIFICATION = Machine[ClarificationState](
    {
        "clarify": ({ClarificationState.ASKED}, ClarificationState.ANSWERED),
        "approve": ({ClarificationState.ANSWERED}, ClarificationState.APPROVED),
        "reject": (CLARIFYING, ClarificationState.REJECTED),
        "drop": (CLARIFYING, ClarificationState.DROPPED),
    }
)


class ChoiceState(StrEnum):
    """The owner picks from the short list at the announced time, or the draw's order decides."""

    AWAITED = auto()
    PICKED = auto()
    DEFAULTED = auto()


CHOICE = Machine[ChoiceState](
    {
        "pick": ({ChoiceState.AWAITED}, ChoiceState.PICKED),
        "default": ({ChoiceState.AWAITED}, ChoiceState.DEFAULTED),
    }
)


class Finding(StrEnum):
    """What the audit of a direct selection found."""

    SOUND = auto()
    FAULTY = auto()


FREEZING = frozenset({ObjectionState.RAISED, ObjectionState.ANSWERED, ObjectionState.ESCALATED})

name_all(
    {
        OfferState.SEALED: say("Sealed"),
        OfferState.REPLACED: say("Replaced"),
        OfferState.WITHDRAWN: say("Withdrawn"),
        OfferState.VALID: say("Valid"),
        OfferState.INVALID: say("Not valid"),
        OfferState.WON: say("Won"),
        AwardState.STANDING: say("Standing"),
        AwardState.CANCELLED: say("Cancelled"),
        ObjectionState.RAISED: say("Raised, answer due"),
        ObjectionState.ANSWERED: say("Answered"),
        ObjectionState.SETTLED: say("Settled"),
        ObjectionState.ESCALATED: say("With the regulator"),
        ObjectionState.UPHELD: say("Upheld"),
        ObjectionState.DISMISSED: say("Dismissed"),
        EvaluationState.SCORING: say("Plans being scored"),
        EvaluationState.LATE: say("Scores overdue"),
        EvaluationState.DONE: say("Scored"),
        EvaluationState.LAPSED: say("Not scored in time"),
        ChoiceState.AWAITED: say("The owner's choice is due"),
        ChoiceState.PICKED: say("Picked by the owner"),
        ChoiceState.DEFAULTED: say("First drawn, by rule"),
        DrawState.GATHERING: say("Secrets being committed to"),
        DrawState.READY: say("Ready for a notice"),
        DrawState.NOTICED: say("Sign-up runs"),
        DrawState.FROZEN: say("List frozen, draw due"),
        DrawState.DRAWN: say("Drawn"),
        DrawState.SPOILT: say("Void: a secret was not revealed"),
        DrawState.DROPPED: say("Not held"),
        AuctionState.ANNOUNCED: say("Auction announced"),
        AuctionState.RUNNING: say("Auction runs"),
        AuctionState.ENDED: say("Auction ended"),
    }
)
name_all(
    {
        ClarificationKind.LOW_PRICE: say("Unusually low price"),
        ClarificationKind.PAPERS: say("Papers to be mended"),
        ClarificationState.ASKED: say("Asked, answer of the firm due"),
        ClarificationState.ANSWERED: say("Answered, decision of the owner due"),
        ClarificationState.APPROVED: say("Accepted by the owner"),
        ClarificationState.REJECTED: say("Not accepted, the offer is out"),
        ClarificationState.DROPPED: say("Of no use any more"),
    }
)
name_all(
    {
        Finding.SOUND: say("The reason holds"),
        Finding.FAULTY: say("The reason does not hold"),
    }
)
