"""Every change to people, organisations and sign-ins."""

from marketplace.accounts.operations.organisations import (
    register_body,
    register_department,
    register_external,
    register_organisation,
    revise_organisation,
)
from marketplace.accounts.operations.signing import (
    attempt,
    fail_to_sign_in,
    forgive,
    mark_seen,
    sign_in,
    sign_out,
    wear,
)

__all__ = [
    "attempt",
    "fail_to_sign_in",
    "forgive",
    "mark_seen",
    "register_body",
    "register_department",
    "register_external",
    "register_organisation",
    "revise_organisation",
    "sign_in",
    "sign_out",
    "wear",
]
