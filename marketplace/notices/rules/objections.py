"""Who is told of objections to a result."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import MOVED, Table, Whom, teller

_tell = teller("offers", "/objections/{objection}")
_award = teller("offers", "/requests/{request}")
_DECIDED = say("The regulator decided on the objection to the result of “%(title)s”: %(result)s.")
_asked = teller("offers", "/clarifications/{clarification}")
_CLARIFIED = say("What was asked about the result of “%(title)s” is decided: %(result)s.")
TOLD: Table = {
    "selection.examine": (
        _asked(
            Whom.FIRM,
            say("Your price for “%(title)s” is unusually low. Justify it by %(answer_due)s."),
        ),
        _asked(
            Whom.OWNER,
            say("The selected price for “%(title)s” is unusually low; the firm must justify it."),
        ),
    ),
    "selection.ask_papers": (
        _asked(
            Whom.FIRM,
            say("Papers of your offer for “%(title)s” are to be mended by %(answer_moment)s."),
        ),
        _asked(Whom.OWNER, say("The selected firm for “%(title)s” was asked to mend its papers.")),
    ),
    "selection.clarify": (
        _asked(
            Whom.OWNER,
            say("%(firm)s answered what was asked about “%(title)s”. Decide by %(decision_due)s."),
        ),
    ),
    "selection.approve": (_asked(Whom.BOTH, _CLARIFIED), _asked(Whom.BIDDERS, _CLARIFIED)),
    "selection.reject": (_asked(Whom.BOTH, _CLARIFIED), _asked(Whom.BIDDERS, _CLARIFIED)),
    "selection.decline": (
        _award(Whom.OWNER, say("The firm selected for “%(title)s” refused the work.")),
    ),
    "selection.contest": (
        _tell(
            Whom.OWNER,
            say("%(firm)s objects to the result of “%(title)s”. Answer by %(answer_due)s."),
        ),
        _tell(Whom.WINNER, say("An objection to the result of “%(title)s” was raised.")),
    ),
    "selection.answer": (
        _tell(Whom.FIRM, say("The owner answered your objection to the result of “%(title)s”.")),
    ),
    "selection.recount": (_tell(Whom.BOTH, MOVED), _tell(Whom.REGULATOR, MOVED)),
    "selection.recount_clarification": (_asked(Whom.BOTH, MOVED),),
    "selection.settle": (
        _tell(Whom.OWNER, say("The objection to the result of “%(title)s” is settled.")),
        _tell(Whom.WINNER, say("The objection to the result of “%(title)s” is settled.")),
    ),
    "selection.escalate": (
        _tell(
            Whom.REGULATOR,
            say("To be decided by %(decision_due)s: an objection to the result of “%(title)s”."),
        ),
        _tell(Whom.BOTH, say("The objection to the result of “%(title)s” is with the regulator.")),
    ),
    "selection.uphold": (_tell(Whom.BOTH, _DECIDED), _tell(Whom.BIDDERS, _DECIDED)),
    "selection.dismiss": (_tell(Whom.BOTH, _DECIDED), _tell(Whom.BIDDERS, _DECIDED)),
    "selection.cancel": (
        _award(Whom.FIRM, say("The award of “%(title)s” to your firm was cancelled.")),
    ),
    "selection.pass_over": (
        _award(Whom.FIRM, say("Your firm may not take “%(title)s” any more; the next one may.")),
    ),
}
