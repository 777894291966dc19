"""Every read of people, organisations and sign-ins."""

from marketplace.accounts.queries.organisations import (
    by_external_id,
    department,
    departments,
    external_ids,
    find_by_code,
    organisation,
    page_of_organisations,
)
from marketplace.accounts.queries.people import (
    administrators,
    demo_accounts,
    invitation_by_token,
    invitations_to,
    membership,
    memberships_of,
    people_of,
    person,
    person_by_email,
    staff,
    token,
)
from marketplace.accounts.queries.signing import (
    Seen,
    count_beside,
    my_sign_in,
    recovery_codes_left,
    seen,
    sign_ins_of,
    tally,
)
from marketplace.accounts.queries.tidying import forgettings, to_tidy

__all__ = [
    "Seen",
    "administrators",
    "by_external_id",
    "count_beside",
    "demo_accounts",
    "department",
    "departments",
    "external_ids",
    "find_by_code",
    "forgettings",
    "invitation_by_token",
    "invitations_to",
    "membership",
    "memberships_of",
    "my_sign_in",
    "organisation",
    "page_of_organisations",
    "people_of",
    "person",
    "person_by_email",
    "recovery_codes_left",
    "seen",
    "sign_ins_of",
    "staff",
    "tally",
    "to_tidy",
    "token",
]
