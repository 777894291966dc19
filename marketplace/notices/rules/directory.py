"""Who is told of entry into the directory, of papers and of standing."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_tell = teller("directory", "/my-firm")
_check = teller("directory", "/entry-checks")
_PENALTY = say("%(penalty)s of your firm: %(why)s")
TOLD: Table = {
    "directory.apply": (
        _check(Whom.OPERATOR, say("%(firm)s applies for entry. Check it by %(check_due)s.")),
    ),
    "directory.give_back": (
        _tell(Whom.FIRM, say("Your application was returned. Mend all faults and send it again.")),
    ),
    "directory.refuse": (_tell(Whom.FIRM, say("Your application was refused: %(why)s")),),
    "directory.admit": (
        _tell(Whom.FIRM, say("Your firm is admitted to the directory. You may now take work.")),
    ),
    "directory.submit_paper": (
        _check(
            Whom.OPERATOR,
            say("%(firm)s sent a qualification, “%(paper)s”. Check it by %(check_due)s."),
        ),
    ),
    "directory.give_back_paper": (
        _tell(Whom.FIRM, say("The qualification “%(paper)s” was returned with its faults.")),
    ),
    "directory.refuse_paper": (
        _tell(Whom.FIRM, say("The qualification “%(paper)s” was refused: %(why)s")),
    ),
    "directory.accept_paper": (
        _tell(Whom.FIRM, say("The qualification “%(paper)s” is accepted.")),
    ),
    "directory.warn_first": (
        _tell(Whom.FIRM, say("The qualification “%(paper)s” ends on %(ends)s. Send the next one.")),
    ),
    "directory.warn_last": (
        _tell(
            Whom.FIRM,
            say("The qualification “%(paper)s” ends on %(ends)s: then you get no such work."),
        ),
    ),
    "directory.expire_paper": (
        _tell(
            Whom.FIRM,
            say("The qualification “%(paper)s” has ended. Running contracts stay as they are."),
        ),
    ),
    "directory.warn": (_tell(Whom.FIRM, _PENALTY),),
    "directory.suspend": (_tell(Whom.FIRM, _PENALTY),),
    "directory.expel": (_tell(Whom.FIRM, _PENALTY),),
    "directory.end_penalty": (_tell(Whom.FIRM, say("%(penalty)s of your firm has ended.")),),
}
