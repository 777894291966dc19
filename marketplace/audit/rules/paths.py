"""Where the page of a thing is, by its kind."""

PATHS = {
    "requests": "/requests/{id}",
    "case_applications": "/cases/applications/{id}",
    "cases": "/cases/{id}",
    "contracts": "/contracts/{id}",
    "clarifications": "/clarifications/{id}",
    "bank_transfers": "/payments/transfers/{id}",
    "payments": "/payments/{id}",
    "claim_checks": "/claims/{id}",
    "complaints": "/complaints/{id}",
    "projects": "/projects/{id}",
    "firms": "/directory/{id}",
    "objections": "/objections/{id}",
    "offers": "/offers/{id}",
    "organisations": "/accounts/organisations/{id}",
    "leads": "/signals/leads/{id}",
    "signals": "/signals/{id}",
}


def path_of(kind: str, id: int | None) -> str:
    """The page of a thing; "" when it has none of its own."""
    return PATHS[kind].format(id=id) if kind in PATHS and id is not None else ""
