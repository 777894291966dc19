"""Which facts take a leaf of the public log, and which of them ask for a signed head at once;
and who signs and draws beside the hall."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class Party(StrEnum):
    """Who holds a secret of a draw, or signs heads of the log."""

    SERVER = auto()
    REGULATOR = auto()
    AUDITOR = auto()
    OWNER = auto()


name_all(
    {
        Party.SERVER: say("The hall's server"),
        Party.REGULATOR: say("The regulator's machine"),
        Party.AUDITOR: say("The audit office's machine"),
        Party.OWNER: say("The owner"),
    }
)
HEADED = frozenset(
    {
        "requests.close",
        "selection.open",
        "selection.freeze",
        "selection.draw",
        "selection.announce",
        "selection.begin",
        "selection.finish",
        "selection.spoil",
        "requests.award",
        "selection.conclude",
        "selection.name",
        "core.rotate",
    }
)
LOGGED = HEADED | {
    "contracts.agree_change",
    "core.halt",
    "credit.carry_out",
    "credit.dismiss",
    "credit.drop",
    "credit.uphold",
    "core.resume",
    "core.wake",
    "contracts.conclude",
    "contracts.confirm",
    "contracts.end",
    "contracts.lapse",
    "directory.end_penalty",
    "directory.expel",
    "directory.suspend",
    "directory.warn",
    "ratings.hide",
    "ratings.open",
    "ratings.reply",
    "ratings.unhide",
    "contracts.decline",
    "requests.fail",
    "requests.name",
    "requests.publish",
    "requests.renotice",
    "requests.revise",
    "requests.void",
    "requests.withdraw",
    "selection.ask_shares",
    "selection.cancel",
    "selection.halt",
    "selection.postpone",
    "selection.convene",
    "selection.extend",
    "selection.lapse",
    "selection.enrol",
    "selection.enter_beacon",
    "selection.entrust_share",
    "selection.hand_in",
    "selection.keep_share",
    "selection.make_shares",
    "selection.approve",
    "selection.ask_papers",
    "selection.audit",
    "selection.sample",
    "selection.clarify",
    "selection.decline",
    "selection.examine",
    "selection.default",
    "selection.notice",
    "selection.pass_over",
    "selection.pick",
    "selection.receive",
    "selection.redraw",
    "selection.retime",
    "selection.shorten",
    "selection.turn_away",
    "selection.reject",
    "selection.withdraw",
}
SEALED = frozenset({"selection.receive", "selection.withdraw"})  # told to all after the opening
