"""What a signal is called, which family it belongs to, how strong it is, how it is written."""

from marketplace.core.texts import Text, say
from marketplace.risk.rules.bands import BAND, FAR_Z
from marketplace.risk.rules.changing import GROWN, OFTEN
from marketplace.risk.rules.duty import CHARGED
from marketplace.risk.rules.identity import SHARED, Kind
from marketplace.risk.rules.prices import DISTANCE, VARIATION
from marketplace.risk.rules.readings import Reading
from marketplace.risk.rules.ties import EQUAL, STEPPED

FAMILIES = {
    VARIATION.kind: "price",
    DISTANCE.kind: "price",
    EQUAL.kind: "price",
    STEPPED.kind: "price",
    SHARED.kind: "identity",
    BAND.kind: "band",
    CHARGED.kind: "duty",
    GROWN.kind: "change",
    OFTEN.kind: "change",
}
FAMILY_NAMES = {
    "price": say("Offers of one request"),
    "identity": say("Shared identity"),
    "band": say("Price against the band"),
    "duty": say("The department's duty"),
    "change": say("Changes of a contract"),
}
NAMES: dict[str, Text] = {
    VARIATION.kind: say("Offers lie close together"),
    DISTANCE.kind: say("The winner stands apart from the rest"),
    EQUAL.kind: say("Identical offers"),
    STEPPED.kind: say("Offers in whole percentages of the lowest"),
    SHARED.kind: say("Bidders share what only one firm should have"),
    BAND.kind: say("Price far from comparable contracts"),
    CHARGED.kind: say("Owner charged for the department's duty"),
    GROWN.kind: say("The price grew after the contract was signed"),
    OFTEN.kind: say("The contract was changed often"),
}
GRADES = {
    "A": say("Strong: breach of a rule, or proof of identity"),
    "B": say("Medium: a clear pattern"),
    "C": say("Weak: context only"),
}
STRENGTHS = {"A": say("Strong"), "B": say("Medium"), "C": say("Weak")}
PROOFS = {Kind.BANK_ACCOUNT.value, Kind.LEGAL_REPRESENTATIVE.value}
AS_SHARES = {VARIATION.kind, GROWN.kind}
UNITS: dict[str, Text] = {
    VARIATION.kind: say("%(n)s%%"),
    DISTANCE.kind: say("%(n)s times the spread"),
    EQUAL.kind: say("%(n)s at one price"),
    STEPPED.kind: say("chance %(n)s"),
    SHARED.kind: say("%(n)s points"),
    BAND.kind: say("%(n)s times the median"),
    CHARGED.kind: say("%(n)s request"),
    GROWN.kind: say("%(n)s%%"),
    OFTEN.kind: say("%(n)s changes"),
}
Z_SCORE, Z_LIMIT = say("z = %(n)s"), say("z beyond ±%(n)s")
RATIO_LIMIT = say("%(n)s times P75, or P25 divided by %(n)s")
WITH_BIDDERS = 2  # the first two evidences of a pair are its bidders


def grade(reading: Reading) -> str:
    """A for a breach of a rule and when two bidders are shown to be one hand, else B."""
    if reading.kind == CHARGED.kind:
        return "A"
    if reading.kind != SHARED.kind:
        return "B"
    return "A" if PROOFS & set(reading.evidence[WITH_BIDDERS:]) else "B"


def written(kind: str, value: float | None, threshold: float | None = None) -> str:
    """A value with its unit; a dash for one that cannot be a number.

    The threshold tells which of its two units a price against the band was measured in.
    """
    if value is None:
        return "–"
    unit = Z_SCORE if kind == BAND.kind and threshold == FAR_Z else UNITS[kind]
    return unit % {"n": f"{100 * value if kind in AS_SHARES else value:.3g}"}


def limit(kind: str, threshold: float | None) -> str:
    """A threshold with its unit."""
    if kind != BAND.kind or threshold is None:
        return written(kind, threshold)
    unit = Z_LIMIT if threshold == FAR_Z else RATIO_LIMIT
    return unit % {"n": f"{threshold:.3g}"}
