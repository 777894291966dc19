"""Drafts for the services of a plan, one or all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.core.act import Act, Role
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.projects.models import Project
from marketplace.requests.operations.drafting import Need, draft
from marketplace.requests.operations.terms import Terms
from marketplace.requests.policy import owns_the_project


@dataclass(frozen=True)
class Order:
    """A draft to be made."""

    need: Need
    terms: Terms


@operation("requests.prepare", may=permit(Role.OWNER, when=owns_the_project), log=("plan",))
def prepare(act: Act, project: Project, *, plan: int, orders: Sequence[Order]) -> None:
    """Begin a request for each; each then stands on its matter like any other."""
    for order in orders:
        draft(act, project, need=order.need, terms=order.terms)
