"""What a signal is called, which family it belongs to, how strong it is, how it is written."""

from marketplace.core.texts import Text, say
from marketplace.risk.rules.bands import BAND
from marketplace.risk.rules.identity import SHARED, Kind
from marketplace.risk.rules.prices import DISTANCE, VARIATION
from marketplace.risk.rules.readings import Reading, percent
from marketplace.risk.rules.ties import EQUAL, STEPPED

FAMILIES = {
    VARIATION.kind: "price",
    DISTANCE.kind: "price",
    EQUAL.kind: "price",
    STEPPED.kind: "price",
    SHARED.kind: "identity",
    BAND.kind: "band",
}
FAMILY_NAMES = {
    "price": say("Offers of one request"),
    "identity": say("Shared identity"),
    "band": say("Price against the band"),
}
NAMES: dict[str, Text] = {
    VARIATION.kind: say("Offers lie close together"),
    DISTANCE.kind: say("The winner stands apart from the rest"),
    EQUAL.kind: say("Identical offers"),
    STEPPED.kind: say("Offers in whole percentages of the lowest"),
    SHARED.kind: say("Bidders share what only one firm should have"),
    BAND.kind: say("Price far from comparable contracts"),
}
GRADES = {
    "A": say("A: breach of a rule, or proof of identity"),
    "B": say("B: strong pattern"),
    "C": say("C: weak context"),
}
PROOFS = {Kind.BANK_ACCOUNT.value, Kind.LEGAL_REPRESENTATIVE.value}
AS_SHARES = {VARIATION.kind}
WITH_BIDDERS = 2  # the first two evidences of a pair are its bidders


def grade(reading: Reading) -> str:
    """A when two bidders are shown to be one hand, B for the other patterns."""
    if reading.kind != SHARED.kind:
        return "B"
    return "A" if PROOFS & set(reading.evidence[WITH_BIDDERS:]) else "B"


def written(kind: str, value: float | None) -> str:
    """A value or threshold as it is shown; a dash for one that cannot be a number."""
    if value is None:
        return "–"
    return percent(value) if kind in AS_SHARES else f"{value:.3g}"
