"""Why a firm was chosen, or not, by lot."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class Lot(StrEnum):
    """Kept as the reason of an award or an offer."""

    DRAWN = auto()
    NOT_DRAWN = auto()
    OFF_THE_LONG_LIST = auto()
    OFF_THE_SHORT_LIST = auto()
    PICKED = auto()
    NOT_PICKED = auto()
    FIRST_BY_RULE = auto()


name_all(
    {
        Lot.DRAWN: say("Drawn from all who signed up; anybody can verify the draw"),
        Lot.NOT_DRAWN: say("Another number was drawn"),
        Lot.OFF_THE_LONG_LIST: say("Others had more credit: not on the long list"),
        Lot.OFF_THE_SHORT_LIST: say("On the long list, but not drawn for the short list"),
        Lot.PICKED: say("Picked by the owner from the short list, for a published reason"),
        Lot.NOT_PICKED: say("On the short list; the owner picked another firm"),
        Lot.FIRST_BY_RULE: say("The owner did not pick in time: the first drawn wins by rule"),
    }
)
