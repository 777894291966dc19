"""Every read of cases."""

from marketplace.cases.queries.due import (
    late,
    to_accept_by_rule,
    to_check,
    uncontacted,
    undelivered,
)
from marketplace.cases.queries.figures import (
    first_pass_of,
    returned_of,
    sums,
    told_of_matter,
)
from marketplace.cases.queries.finding import (
    application,
    breaches,
    contact,
    contacts_of_owner,
    contacts_of_project,
    contacts_of_utility,
    get,
    letter,
    of_project,
    of_project_with_matters,
    open_of_post,
    project_by_code,
)
from marketplace.cases.queries.lists import Slice, listed, mine
from marketplace.cases.queries.milestones import projects_elsewhere
from marketplace.cases.queries.papers import (
    barred_until,
    has_already,
    living,
    papers,
    wanting_work,
    with_work,
    works_for,
)
from marketplace.cases.queries.times import Clocks, clocks, spans

__all__ = [
    "Clocks",
    "Slice",
    "application",
    "barred_until",
    "breaches",
    "clocks",
    "contact",
    "contacts_of_owner",
    "contacts_of_project",
    "contacts_of_utility",
    "first_pass_of",
    "get",
    "has_already",
    "late",
    "letter",
    "listed",
    "living",
    "mine",
    "of_project",
    "of_project_with_matters",
    "open_of_post",
    "papers",
    "project_by_code",
    "projects_elsewhere",
    "returned_of",
    "spans",
    "sums",
    "to_accept_by_rule",
    "to_check",
    "told_of_matter",
    "uncontacted",
    "undelivered",
    "wanting_work",
    "with_work",
    "works_for",
]
