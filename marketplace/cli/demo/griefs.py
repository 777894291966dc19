"""Complaints of the demo, in every state."""

from marketplace.cli.demo.judging import Grievance, some_contract
from marketplace.cli.demo.shows import PROTECTED
from marketplace.cli.demo.world import World
from marketplace.complaints.states import Kind, Measure


def grievances(world: World) -> tuple[tuple[int, Grievance], ...]:
    """Complaints in every state, by the working day on which they are filed."""

    def about(department: str, kind: Kind, outcome: str, *measure: object) -> Grievance:
        pick = some_contract(world, department, PROTECTED)
        return Grievance(world, pick, kind, outcome, *measure)  # type: ignore[arg-type]  # its last, given in order

    return (
        (1, about("NR", Kind.EXTRA_FEE, "filed")),
        (3, about("NR", Kind.QUALITY, "accepted")),
        (9, about("NR", Kind.LATE, "answered")),
        (7, about("EE", Kind.QUALITY, "answered")),
        (1, about("EE", Kind.LATE, "filed")),
        (15, about("HC", Kind.QUALITY, "extended")),
        (45, about("HC", Kind.QUALITY, "upheld", Measure.SUSPENSION, 6)),
        (170, about("HC", Kind.EXTRA_FEE, "upheld", Measure.SUSPENSION, 1)),
        (110, about("NR", Kind.QUALITY, "upheld", Measure.NONE)),
        (90, about("EE", Kind.LATE, "dismissed")),
        (130, about("NR", Kind.EXTRA_FEE, "refused")),
        (70, about("HC", Kind.LATE, "withdrawn")),
        (150, about("DRC", Kind.LATE, "upheld", Measure.WARNING)),
        (60, Grievance(world, some_contract(world, "HC", PROTECTED), Kind.UNPAID, "dismissed",
                       by_firm=True)),
    )  # fmt: skip
