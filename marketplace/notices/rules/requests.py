"""Who is told of requests, offers and results."""

from marketplace.core.texts import name_of, say
from marketplace.notices.rules.shape import MOVED, Table, Whom, teller
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.lowest import Loss

PATH = "/requests/{request}"
_requests, _offers = teller("requests", PATH), teller("offers", PATH)
_result = teller("offers", "/requests/{request}/result")
_LOST = say("Your offer for “%(title)s” was not chosen: %(loss)s. Objections until %(objections)s.")
_ENDED = say("The request “%(title)s” has ended: %(why)s")
TOLD: Table = {
    "requests.submit": (
        _requests(Whom.OPERATOR, say("To be checked: the request “%(title)s” of %(owner)s.")),
    ),
    "requests.give_back": (
        _requests(Whom.OWNER, say("Your request “%(title)s” was returned: %(why)s")),
    ),
    "requests.publish": (
        _requests(Whom.OWNER, say("Your request “%(title)s” is published.")),
        _requests(
            Whom.MATCHING,
            say("A request you may answer until %(closes)s: “%(title)s” (%(owner)s)"),
        ),
    ),
    "requests.renotice": (
        _requests(
            Whom.OWNER, say("Your request “%(title)s” is noticed again. Offers close %(closes)s.")
        ),
        _requests(
            Whom.MATCHING,
            say("Noticed again, offers until %(closes)s: “%(title)s” (%(owner)s)"),
        ),
    ),
    "requests.remind": (
        _requests(Whom.OWNER, say("Offers for your request “%(title)s” close soon: %(closes)s.")),
        _requests(
            Whom.MATCHING,
            say("Closing soon, %(closes)s: “%(title)s” (%(owner)s). You may still offer."),
        ),
    ),
    "requests.recount": (_requests(Whom.OWNER, MOVED), _offers(Whom.BIDDERS, MOVED)),
    "requests.ask": (
        _requests(
            Whom.OWNER,
            say("A question about your request “%(title)s”. Answer by %(question_due)s."),
        ),
    ),
    "requests.reply": (
        _requests(Whom.FIRM, say("The owner answered your question about “%(title)s”.")),
        _offers(Whom.BIDDERS, say("The owner answered a question about “%(title)s”.")),
    ),
    "requests.revise": (
        _offers(
            Whom.BIDDERS,
            say("The request “%(title)s” was revised. See whether your offer still fits."),
        ),
    ),
    "requests.withdraw": (
        _offers(Whom.BIDDERS, say("The owner withdrew the request “%(title)s”: %(why)s")),
    ),
    "requests.fail": (_offers(Whom.OWNER, _ENDED), _offers(Whom.BIDDERS, _ENDED)),
    "requests.void": (_offers(Whom.OWNER, _ENDED), _offers(Whom.BIDDERS, _ENDED)),
}
_evaluation, _choice = teller("offers", "/requests/{request}/evaluation"), teller("offers", PATH)
TOLD |= {
    "selection.convene": (
        _evaluation(Whom.OWNER, say("Score the plans for “%(title)s” by %(score_due)s.")),
    ),
    "selection.extend": (
        _result(Whom.BIDDERS, say("The scoring for “%(title)s” is extended until %(score_due)s.")),
    ),
    "selection.warn": (
        _evaluation(
            Whom.OWNER,
            say(
                "The scoring for “%(title)s” is overdue. Without enough scores by %(score_due)s "
                "the request fails."
            ),
        ),
        _result(
            Whom.REGULATOR, say("The owner's scores for “%(title)s” are overdue: %(score_due)s.")
        ),
    ),
    "selection.shorten": (
        _choice(
            Whom.OWNER,
            say("Pick a firm for “%(title)s” from %(opens)s to %(pick_ends)s, and say why."),
        ),
    ),
}
_SELECTED = (
    _result(Whom.OWNER, say("The winner for “%(title)s” is selected. See the result.")),
    _result(
        Whom.WINNER,
        say("Your firm is selected for “%(title)s”. Objections are possible until %(objections)s."),
    ),
)
LOTS_LOST = (Lot.NOT_DRAWN, Lot.OFF_THE_LONG_LIST, Lot.OFF_THE_SHORT_LIST, Lot.NOT_PICKED)
_LOSSES = tuple(
    _result(Whom.LOSERS, _LOST % {"loss": name_of(loss)}, loss) for loss in (*Loss, *LOTS_LOST)
)
_auction, _receipts = teller("offers", "/requests/{request}/auction"), teller("offers", "/offers")
_BEGINS = say(
    "The auction for “%(title)s” begins at %(begins)s. Firms whose sign-up counts bid there."
)
_PUT_OFF = say("The auction for “%(title)s” is put off: it begins at %(begins)s.")
_HALTED = say(
    "The hall could not be reached while the auction for “%(title)s” ran. Every bid stands; the "
    "auction goes on at %(begins)s with the time that was left."
)
_NOT_COUNTED = say("Your sign-up for “%(title)s” does not count. Its receipt says why.")
TOLD |= {
    "selection.announce": (
        _auction(Whom.OWNER, _BEGINS),
        _auction(Whom.ADMITTED, _BEGINS),
        _receipts(Whom.TURNED_AWAY, _NOT_COUNTED),
    ),
    "selection.postpone": (_auction(Whom.OWNER, _PUT_OFF), _auction(Whom.ADMITTED, _PUT_OFF)),
    "selection.halt": (_auction(Whom.OWNER, _HALTED), _auction(Whom.ADMITTED, _HALTED)),
    "requests.select": (*_SELECTED, *_LOSSES),
    "requests.select_again": (*_SELECTED, *_LOSSES),
    "requests.name": _SELECTED,
}
