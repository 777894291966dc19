"""What decided cases say about their matter, told to the catalogue."""

from dataclasses import asdict

from marketplace.cases import queries
from marketplace.cases.rules.actuals import figures
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.matters import operations as matters
from marketplace.matters.models import Matter


@operation("cases.book", may=CLOCKWORK_ONLY)
def book(act: Act, matter: Matter) -> None:
    """Count the decided cases of a matter anew."""
    found = figures(*queries.told_of_matter(act.session, matter.id))
    matters.book_actuals(act, matter, figures=matters.Actuals(**asdict(found)))
