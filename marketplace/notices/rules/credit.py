"""Who is told of credit: entries contested, and measures proposed after a refusal."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_contest = teller("complaints", "/credit/contests/{contest}")
_either = teller("complaints", "/credit/")
_proposal = teller("complaints", "/credit/proposals")
_DECIDED = say("Your contest of a credit entry is decided: %(result)s. %(why)s")
_MOVED = say("The calendar changed. %(deadline)s %(until)s, later than you were told.")
TOLD: Table = {
    "credit.contest": (
        _contest(
            Whom.REGULATOR,
            say("%(name)s contests an entry of its credit. Decide by %(due)s."),
        ),
    ),
    "credit.uphold": (_contest(Whom.AGAINST, _DECIDED),),
    "credit.dismiss": (_contest(Whom.AGAINST, _DECIDED),),
    "credit.withdraw": (
        _contest(Whom.REGULATOR, say("%(name)s withdrew its contest of a credit entry.")),
    ),
    "credit.flag": (
        _contest(Whom.REGULATOR, say("The contest of %(name)s is overdue with your department.")),
    ),
    "credit.recount": (_either(Whom.REGULATOR, _MOVED),),
    "credit.propose": (
        _proposal(
            Whom.REGULATOR,
            say("%(name)s won and did not sign. Decide on a measure by %(due)s."),
        ),
    ),
}
