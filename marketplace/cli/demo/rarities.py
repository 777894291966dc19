"""One of each rare course of a request, its contract and its money."""

from marketplace.cli.demo import wording
from marketplace.cli.demo.show import Show, fate

LARGE = 260_000  # yuan; two persons of the owner record a transfer
SMALL = 60_000


def of_long_ago() -> tuple[Show, ...]:
    """One of each rare course."""
    return (
        Show(250, fate(given_back=True)),
        Show(245, fate(withdrawn=True)),
        Show(240, fate(revised=True)),
        Show(235, fate(bidders=(2, 4))),
        Show(230, fate(bidders=(1, 1))),
        Show(225, fate(objection="settled")),
        Show(220, fate(objection="upheld")),
        Show(215, fate(objection="dismissed")),
        Show(210, fate(objection="silent")),
        Show(205, fate("owner_confirms")),
        Show(200, fate("firm_confirms", "owner_confirms")),
        Show(190, fate(returns=3, ruling="accepted")),
        Show(185, fate(returns=3, ruling="returned")),
        Show(180, fate(ended=True)),
        Show(175, fate(silent=True)),
        Show(170, fate(direct=True)),
        Show(16, fate(bidders=(1, 1))),
    )


def asked_back() -> tuple[Show, ...]:
    """An unusually low price, papers to be mended: each way it can go."""
    return (
        Show(165, fate(low="approve"), "S07", low=True),
        Show(160, fate(low="reject"), "S15", low=True),
        Show(155, fate(low="decline"), "S45", low=True),
        Show(150, fate(papers="approve"), "S45"),
        Show(145, fate(papers="reject"), "S02"),
        Show(66, fate(low="reject"), low=True),
    )


def of_money() -> tuple[Show, ...]:
    """Given back, ruled on, disputed, declined, on its way; large, denied, recorded twice."""
    return (
        Show(140, fate(takes=4, ended=True, money="paid", settles="back")),
        Show(136, fate(takes=4, ended=True, money="paid", settles="ruled"), price=SMALL),
        Show(132, fate(takes=9, money="won"), price=SMALL),
        Show(128, fate(takes=14, money="lost"), price=SMALL),
        Show(120, fate(takes=12, money="declined")),
        Show(110, fate(takes=9, money="two"), price=LARGE),
        Show(105, fate(takes=9, money="ruled"), price=SMALL),
        Show(100, fate(takes=9, money="dropped"), price=SMALL),
        Show(40, fate(takes=4, ended=True, money="paid", settles="back"), "S45"),
        Show(15, fate("deliver", money="disputed"), price=SMALL),
        Show(13, fate("deliver", money="slow")),
    )


def of_words() -> tuple[Show, ...]:
    """Ratings answered and hidden; what was paid besides."""
    return (
        Show(125, fate(replies=True)),
        Show(118, fate(hidden=True)),
        Show(50, fate(takes=6, replies=True), "S08"),
        Show(45, fate(takes=6, hidden=True, replies=True), "S51"),
        Show(38, fate(takes=6, extra=wording.EXTRA), "S08"),
    )
