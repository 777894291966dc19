"""Why a firm was chosen, or not, by lot."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class Lot(StrEnum):
    """Kept as the reason of an award or an offer."""

    DRAWN = auto()
    NOT_DRAWN = auto()


name_all(
    {
        Lot.DRAWN: say("Drawn from all who signed up; anybody can verify the draw"),
        Lot.NOT_DRAWN: say("Another number was drawn"),
    }
)
