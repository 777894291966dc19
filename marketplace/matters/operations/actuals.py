"""What the decided cases of a matter say, told by the room that knows the cases."""

from dataclasses import dataclass

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.matters.models import Matter


@dataclass(frozen=True)
class Actuals:
    """Over `n` decided cases; days are working days without pauses. Reasons: text and count."""

    n: int
    median_days: float | None = None
    late_n: int = 0
    first_pass_n: int = 0
    first_pass_of_n: int = 0
    top_reasons: tuple[tuple[str, int], ...] = ()


@operation("matters.book_actuals", may=CLOCKWORK_ONLY, log=("figures",), within=("cases.book",))
def book_actuals(act: Act, matter: Matter, *, figures: Actuals) -> None:
    """Keep the newest figures; a page shows them only from the rule set's smallest number on."""
    matter.actual_n, matter.actual_median_days = figures.n, figures.median_days
    matter.actual_late_n = figures.late_n
    matter.first_pass_n, matter.first_pass_of_n = figures.first_pass_n, figures.first_pass_of_n
    matter.top_reasons = [{"text": text, "n": n} for text, n in figures.top_reasons]
