"""Publishers' codes and what the hall calls them. Keys are lower case; OCDS 1.1 codes first."""

from marketplace.core.texts import Text, say

METHODS = {word: word for word in ("open", "selective", "limited", "direct")}
METHOD_NAMES: dict[str, Text] = {
    "open": say("Open procedure"),
    "selective": say("Selective procedure: invited after a first choice"),
    "limited": say("Limited procedure: few were asked"),
    "direct": say("Direct award"),
}
STATUSES = {
    word: word
    for word in ("planning", "planned", "active", "cancelled", "unsuccessful", "complete")
} | {"withdrawn": "cancelled"}
CATEGORIES = {word: word for word in ("goods", "works", "services")}
AWARDS = {word: word for word in ("pending", "active", "cancelled", "unsuccessful")}
BIDS = {
    "valid": "valid",
    "disqualified": "disqualified",
    "withdrawn": "withdrawn",
    "invited": "other",
    "pending": "other",
    # Words of national systems (ARMEPS, ProZorro) for the same.
    "qualified": "valid",
    "active": "valid",
    "not-qualified": "disqualified",
    "rejected": "disqualified",
    "invalid": "disqualified",
    "unsuccessful": "disqualified",
}


def method_name(method: str) -> Text | str:
    """The name of an OCDS method; a publisher's own words as they are."""
    return METHOD_NAMES.get(method, method or say("Not told by the publisher"))
