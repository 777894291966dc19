"""What waits at the desks of the demo accounts this morning, and one of each rare course."""

from marketplace.cli.demo import rarities, stories
from marketplace.cli.demo.show import Show
from marketplace.cli.demo.show import fate as _fate
from marketplace.requests.states import AuctionForm, Method

FIRM = stories.VISITORS
COMPANY, BODY = "company0", "body1"
PROTECTED = frozenset({FIRM, *stories.RING, stories.LATE, stories.EXPELLED, stories.FAVOURITE})


def shows() -> tuple[Show, ...]:
    """Made anew for each play, for a fate is used up."""
    return (
        *_of_the_accounts(),
        *_for_the_offices(),
        *_by_lot(),
        *_by_bids(),
        *_by_merit(),
        *rarities.of_long_ago(),
        *rarities.asked_back(),
        *rarities.of_money(),
        *rarities.of_words(),
    )


def _of_the_accounts() -> tuple[Show, ...]:
    return (*_of_the_company(), *_of_the_hospital(), *_of_the_firm())


def _of_the_company() -> tuple[Show, ...]:
    """From a draft to a rating, and what it is asked on the way."""
    parts = _fate("answer", takes=6, parts=2, change="agreed")
    ends = _fate(takes=4, ended=True, money="paid", settles="proposed")
    return (
        Show(1, _fate("submit"), "S29", COMPANY),
        Show(4, _fate("correct", given_back=True), "S28", COMPANY),
        Show(2, _fate(questions=(2, 1)), "S47", COMPANY),
        Show(6, _fate("decide"), "S07", COMPANY, by_firm=True, low=True),
        Show(8, _fate(objection="waiting"), "S31", COMPANY),
        Show(10, _fate("owner_confirms"), "S51", COMPANY, by_firm=True),
        Show(12, _fate("deliver", change="waiting"), "S08", COMPANY, by_firm=True),
        Show(12, _fate("deliver", money="page"), "S51", COMPANY, by_firm=True),
        Show(17, parts, "S08", COMPANY, by_firm=True),
        Show(18, ends, "S45", COMPANY),
        Show(19, _fate("owner_rates", takes=6), "S07", COMPANY, by_firm=True),
        Show(21, _fate(takes=6, money="one"), "S31", COMPANY, price=290_000),
    )


def _of_the_hospital() -> tuple[Show, ...]:
    return (
        Show(1, _fate("submit"), "S31", BODY),
        Show(2, _fate(questions=(1, 0)), "S48", BODY),
        Show(7, _fate("decide", papers="approve"), "S28", BODY),
        Show(19, _fate("answer", takes=8), "S15", BODY),
    )


def _of_the_firm() -> tuple[Show, ...]:
    """To answer, to justify, to mend, to sign, to deliver, late, before the regulator, paid."""
    return (
        Show(2, _fate(bidders=(1, 4), questions=(2, 2)), "S07"),
        Show(2, _fate(bidders=(0, 4)), "S08"),
        Show(3, _fate(bidders=(4, 4)), "S51"),
        Show(5, _fate("justify"), "S08", by_firm=True, low=True),
        Show(6, _fate("mend", papers="approve"), "S07", by_firm=True),
        Show(11, _fate("firm_confirms"), "S08", by_firm=True),
        Show(14, _fate("deliver"), "S51", by_firm=True),
        Show(21, _fate(takes=6, money="awaited"), "S51", by_firm=True, price=rarities.SMALL),
        Show(22, _fate("mend", takes=8, returns=1), "S08", by_firm=True),
        Show(23, _fate(takes=6, money="denied"), "S51", by_firm=True, price=rarities.SMALL),
        Show(34, _fate("rule", takes=6, returns=3, money="paid"), "S07", by_firm=True),
    )


def _for_the_offices() -> tuple[Show, ...]:
    """Objections passed on, contracts that are late, requests to check."""
    return (
        Show(14, _fate(objection="escalated"), "S08"),
        Show(14, _fate(objection="escalated"), "S15"),
        Show(9, _fate(objection="answered"), "S51"),
        Show(60, _fate("deliver"), "S45"),
        Show(1, _fate("check"), "S35"),
        Show(2, _fate("check"), "S39"),
        Show(2, _fate("check"), "S04"),
    )


def _by_lot() -> tuple[Show, ...]:
    """Draws: sign-up runs, just drawn with a firm standing aside, under contract, noticed again."""
    return (
        Show(2, _fate(bidders=(3, 4)), "S45", by_lot=True),
        Show(6, _fate(bidders=(5, 4)), "S31", by_lot=True, excludes=True),
        Show(7, _fate(bidders=(6, 4)), "S08", by_lot=True),
        Show(40, _fate(bidders=(5, 4)), "S51", by_lot=True),
        Show(75, _fate(bidders=(1, 4)), "S07", by_lot=True),
        Show(130, _fate(bidders=(6, 4)), "S15", by_lot=True, excludes=True),
    )


def _by_bids() -> tuple[Show, ...]:
    """Auctions: about to begin, ended with objections possible, in rounds and under contract."""
    return (
        Show(6, _fate(bidders=(4, 4)), "S07", auction=AuctionForm.SOFT_CLOSE, awaited=True),
        Show(6, _fate(bidders=(4, 4)), "S15", auction=AuctionForm.SOFT_CLOSE),
        Show(45, _fate(bidders=(4, 4)), "S45", auction=AuctionForm.ROUNDS),
    )


def _by_merit() -> tuple[Show, ...]:
    """Open, being scored, scored; a short list drawn, one picked from; the mean price."""
    merit, credit = Method.MERIT, Method.CREDIT_MERIT
    return (
        Show(2, _fate(bidders=(3, 4)), "S08", method=merit),
        Show(5, _fate("score", bidders=(4, 4)), "S51", method=merit),
        Show(9, _fate("score", bidders=(4, 4)), "S31", method=merit),
        Show(70, _fate("score", bidders=(4, 4)), "S45", method=merit),
        Show(8, _fate(bidders=(4, 4)), "S07", method=merit),
        Show(8, _fate(bidders=(4, 4)), "S15", method=Method.MERIT_PRICE),
        Show(5, _fate("pick", bidders=(6, 4)), "S08", method=credit, by_lot=True),
        Show(9, _fate(bidders=(6, 4)), "S51", method=credit, by_lot=True),
        Show(64, _fate("pick", bidders=(6, 4)), "S45", method=credit, by_lot=True),
        Show(8, _fate(bidders=(4, 4)), "S08", method=Method.AVERAGE_PRICE),
    )
