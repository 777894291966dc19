"""Every read of the project library and of plans."""

from marketplace.projects.queries.library import (
    PAGE,
    Slice,
    code_is_taken,
    get,
    library,
    matters,
    need,
)
from marketplace.projects.queries.plans import (
    plan,
    plan_by_token,
    plan_of,
    plans_of,
    plans_of_owner,
    twin_of,
)

__all__ = [
    "PAGE",
    "Slice",
    "code_is_taken",
    "get",
    "library",
    "matters",
    "need",
    "plan",
    "plan_by_token",
    "plan_of",
    "plans_of",
    "plans_of_owner",
    "twin_of",
]
