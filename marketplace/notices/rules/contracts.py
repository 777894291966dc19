"""Who is told of contracts and ratings."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import MOVED, Table, Whom, teller

_tell = teller("contracts", "/contracts/{contract}")
TOLD: Table = {
    "contracts.draft": (
        _tell(
            Whom.BOTH,
            say("The contract for “%(title)s” is drafted. Sign it by %(sign_due)s."),
        ),
    ),
    "contracts.confirm": (
        _tell(
            Whom.OTHER_SIDE,
            say("The other side signed the contract for “%(title)s”. Sign by %(sign_due)s."),
        ),
    ),
    "contracts.conclude": (
        _tell(
            Whom.BOTH,
            say("The contract for “%(title)s” is concluded. The work is due on %(due_on)s."),
        ),
    ),
    "contracts.decline": (
        _tell(Whom.OWNER, say("%(firm)s refused the contract for “%(title)s”.")),
    ),
    "contracts.lapse": (
        _tell(
            Whom.BOTH, say("The contract for “%(title)s” lapsed: not both sides signed in time.")
        ),
    ),
    "contracts.deliver": (
        _tell(
            Whom.OWNER,
            say("%(firm)s delivered the work for “%(title)s”. Answer by %(check_due)s."),
        ),
    ),
    "contracts.remind": (
        _tell(
            Whom.OWNER,
            say("The work for “%(title)s” counts as accepted unless you answer by %(check_due)s."),
        ),
    ),
    "contracts.give_back": (
        _tell(Whom.FIRM, say("The owner returned the work for “%(title)s” with reasons.")),
    ),
    "contracts.accept": (
        _tell(
            Whom.FIRM,
            say(
                "The owner accepted the work for “%(title)s”. Rate each other once all is accepted."
            ),
        ),
    ),
    "contracts.accept_by_rule": (
        _tell(
            Whom.BOTH,
            say("No answer came in time: the work for “%(title)s” is accepted by rule."),
        ),
    ),
    "contracts.plan_parts": (
        _tell(Whom.FIRM, say("The owner cut the work for “%(title)s” into parts. Read it, sign.")),
    ),
    "contracts.drop_plan": (
        _tell(Whom.OWNER, say("The firm wants the work for “%(title)s” in one part.")),
    ),
    "contracts.propose_change": (
        _tell(
            Whom.OTHER_SIDE,
            say("The other side proposes a change of “%(title)s”. Answer by %(answer_due)s."),
        ),
    ),
    "contracts.agree_change": (
        _tell(
            Whom.BOTH,
            say("A change of “%(title)s” is agreed. The work is due on %(due_on)s."),
        ),
    ),
    "contracts.refuse_change": (
        _tell(Whom.OTHER_SIDE, say("The proposed change of “%(title)s” is refused.")),
    ),
    "contracts.withdraw_change": (
        _tell(Whom.OTHER_SIDE, say("The proposed change of “%(title)s” is taken back.")),
    ),
    "contracts.refuse_change_by_rule": (
        _tell(Whom.BOTH, say("The proposed change of “%(title)s” is refused by rule.")),
    ),
    "contracts.go_on": (
        _tell(
            Whom.BOTH,
            say("The next part of the work for “%(title)s” has begun. It is due on %(due_on)s."),
        ),
    ),
    "contracts.recount": (_tell(Whom.BOTH, MOVED),),
    "contracts.recount_change": (_tell(Whom.BOTH, MOVED),),
    "contracts.refer": (
        _tell(Whom.BOTH, say("The work for “%(title)s” is now before the regulator.")),
        _tell(
            Whom.REGULATOR,
            say(
                "Rule by %(ruling_due)s: the work of %(firm)s for “%(title)s” came back too often."
            ),
        ),
    ),
    "contracts.rule_accepted": (
        _tell(Whom.BOTH, say("The regulator found the work for “%(title)s” as agreed.")),
    ),
    "contracts.rule_returned": (
        _tell(Whom.BOTH, say("The regulator ruled that the work for “%(title)s” must be mended.")),
    ),
    "contracts.return_by_rule": (
        _tell(
            Whom.BOTH,
            say("No ruling came in time on the work for “%(title)s”: it may be delivered again."),
        ),
        _tell(Whom.REGULATOR, say("The time to rule on the work for “%(title)s” is over.")),
    ),
    "contracts.end_by_rule": (
        _tell(Whom.BOTH, say("The contract for “%(title)s” ends with its award: %(why)s")),
    ),
    "contracts.propose_end": (
        _tell(Whom.OTHER_SIDE, say("The other side proposes to end the contract for “%(title)s”.")),
    ),
    "contracts.refuse_end": (
        _tell(Whom.OTHER_SIDE, say("The contract for “%(title)s” goes on: no end was agreed.")),
    ),
    "contracts.end": (_tell(Whom.BOTH, say("The contract for “%(title)s” has ended early.")),),
    "ratings.rate": (
        _tell(
            Whom.OTHER_SIDE,
            say("The other side rated “%(title)s”. It opens when you have too."),
        ),
    ),
    "ratings.reply": (
        _tell(Whom.OTHER_SIDE, say("The other side replied to your rating of “%(title)s”.")),
    ),
    "ratings.hide": (
        _tell(Whom.BOTH, say("A rating for “%(title)s” was hidden by the department.")),
    ),
    "ratings.unhide": (_tell(Whom.BOTH, say("A hidden rating for “%(title)s” is shown again.")),),
    "ratings.open": (
        _tell(Whom.RATED, say("The other side's rating for “%(title)s” is open. You can read it.")),
    ),
}
