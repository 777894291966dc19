"""Who is told of cases, of returned work and of utilities."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_tell = teller("cases", "/cases/{case}")
_call = teller("cases", "/cases/utilities")
_YOURS = say("%(number)s, %(matter)s: this case is with you now.")
_ACCEPTED = say("%(number)s, %(matter)s: accepted. The decision is promised by %(due)s.")
_DECIDED = say("%(number)s, %(matter)s: decided. %(result)s.")
_LATE = say("%(number)s, %(matter)s: the promised day has passed without a decision.")
_OWED = say("%(number)s, %(matter)s: a paper promised for later did not come in time.")
_SILENT = say("%(project)s: %(utility)s did not call the owner in time.")
TOLD: Table = {
    "cases.notify": (
        _tell(
            Whom.OWNER,
            say("%(number)s, %(matter)s: notice %(notice)s names %(gaps)s gaps. Mend all of them."),
        ),
    ),
    "cases.accept": (_tell(Whom.OWNER, _ACCEPTED), _tell(Whom.PERSON, _YOURS)),
    "cases.accept_by_rule": (_tell(Whom.OWNER, _ACCEPTED), _tell(Whom.PERSON, _YOURS)),
    "cases.decline": (
        _tell(Whom.OWNER, say("%(number)s, %(matter)s: not accepted. %(why)s (%(law)s)")),
    ),
    "cases.pause": (
        _tell(Whom.OWNER, say("%(number)s, %(matter)s: the clock stands still. %(pause)s")),
    ),
    "cases.resume": (
        _tell(
            Whom.OWNER,
            say("%(number)s, %(matter)s: the clock runs on. The decision is promised by %(due)s."),
        ),
    ),
    "cases.return_deliverable": (
        _tell(
            Whom.BOTH,
            say("%(number)s: %(department)s returned the work of %(firm)s for a defect. %(why)s"),
        ),
    ),
    "cases.mend": (_tell(Whom.PERSON, say("%(number)s: a better version of the work is there.")),),
    "cases.answer": (
        _tell(Whom.PERSON, say("%(number)s: the applicant says that all gaps are mended.")),
    ),
    "cases.grant": (_tell(Whom.OWNER, _DECIDED),),
    "cases.refuse": (_tell(Whom.OWNER, _DECIDED),),
    "cases.reply": (
        _tell(Whom.OWNER, say("%(number)s, %(matter)s: the decision lies ready at the window.")),
    ),
    "cases.withdraw": (_tell(Whom.PERSON, say("%(number)s: the applicant withdrew it.")),),
    "cases.hand_over": (_tell(Whom.PERSON, _YOURS),),
    "cases.assign": (_tell(Whom.PERSON, _YOURS),),
    "cases.recount": (
        _tell(
            Whom.OWNER,
            say("%(number)s, %(matter)s: the calendar changed. %(deadline)s %(until)s."),
        ),
    ),
    "cases.mark_late": (_tell(Whom.OWNER, _LATE), _tell(Whom.REGULATOR, _LATE)),
    "cases.flag_deferred": (_tell(Whom.OWNER, _OWED), _tell(Whom.REGULATOR, _OWED)),
    "cases.remind_check": (
        _tell(Whom.REGULATOR, say("%(number)s, %(matter)s: check the owner's commitment now.")),
    ),
    "cases.check": (_tell(Whom.OWNER, say("%(number)s, %(matter)s: checked. %(promise)s.")),),
    "cases.tell_utility": (
        _call(
            Whom.REGULATOR, say("%(project)s: the scheme is approved. Call the owner by %(due)s.")
        ),
        _call(Whom.OWNER, say("%(project)s: %(utility)s is told, and calls you by %(due)s.")),
    ),
    "cases.contact": (
        _call(Whom.OWNER, say("%(project)s: %(utility)s has noted its first call. Is it agreed?")),
    ),
    "cases.flag_utility": (_call(Whom.OWNER, _SILENT), _call(Whom.REGULATOR, _SILENT)),
}
