"""Publishers' codes and what the hall calls them. Keys are lower case; OCDS 1.1 codes first."""

METHODS = {word: word for word in ("open", "selective", "limited", "direct")}
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
