"""Who is told of housekeepers and of targets."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_desk = teller("timelines", "/timelines/mine")
_line = teller("timelines", "/timelines/{project}")
_YOURS = say("You look after “%(project)s” of %(owner)s from now on. Call the owner by %(due)s.")
_KEEPER = say("%(keeper)s looks after “%(project)s” and calls you by %(due)s.")
TOLD: Table = {
    "timelines.assign": (_desk(Whom.PERSON, _YOURS), _line(Whom.OWNER, _KEEPER)),
    "timelines.contact": (
        _line(Whom.OWNER, say("“%(project)s”: your housekeeper noted what you agreed.")),
    ),
    "timelines.flag": (
        _desk(Whom.PERSON, say("“%(project)s”: the time to call the owner is over.")),
        _line(Whom.OPERATOR, say("“%(project)s”: %(keeper)s did not call the owner in time.")),
    ),
}
