"""Who is told of complaints."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_tell = teller("complaints", "/complaints/{complaint}")
_DECIDED = say("Complaint %(number)s about %(against)s is decided: %(result)s.")
_MOVED = say(
    "The calendar changed. Complaint %(number)s: %(deadline)s %(until)s, later than you were told."
)
TOLD: Table = {
    "complaints.file": (
        _tell(
            Whom.REGULATOR,
            say("Complaint %(number)s about %(against)s. Accept or refuse by %(accept_due)s."),
        ),
    ),
    "complaints.accept": (
        _tell(
            Whom.AGAINST,
            say("Complaint %(number)s is about your organisation. Answer by %(answer_due)s."),
        ),
        _tell(
            Whom.COMPLAINANT,
            say("Your complaint %(number)s is accepted. A decision is due by %(decide_due)s."),
        ),
    ),
    "complaints.recount": (_tell(Whom.PARTIES, _MOVED), _tell(Whom.REGULATOR, _MOVED)),
    "complaints.refuse": (
        _tell(Whom.COMPLAINANT, say("Your complaint %(number)s was not accepted: %(why)s")),
    ),
    "complaints.answer": (
        _tell(
            Whom.REGULATOR,
            say("Complaint %(number)s is answered. A decision is due by %(decide_due)s."),
        ),
        _tell(Whom.COMPLAINANT, say("The other side answered your complaint %(number)s.")),
    ),
    "complaints.extend": (
        _tell(
            Whom.PARTIES,
            say("More time to decide complaint %(number)s: until %(decide_due)s. %(extension)s"),
        ),
    ),
    "complaints.uphold": (_tell(Whom.PARTIES, _DECIDED),),
    "complaints.dismiss": (_tell(Whom.PARTIES, _DECIDED),),
    "complaints.withdraw": (
        _tell(Whom.REGULATOR, say("Complaint %(number)s was withdrawn.")),
        _tell(Whom.AGAINST, say("Complaint %(number)s was withdrawn.")),
    ),
    "complaints.flag": (
        _tell(Whom.REGULATOR, say("Complaint %(number)s is overdue with your department.")),
    ),
}
