"""What waits and until when; lawful figures of a rule set; lawful days of a calendar."""

from marketplace.desk.rules.arrangements import arrangement_faults, years_of
from marketplace.desk.rules.figures import LABELS, changes, fault_in_figure, in_chapters
from marketplace.desk.rules.months import Day, Look, Month, months
from marketplace.desk.rules.waiting import Clock, Wait, clock, in_order

__all__ = [
    "LABELS",
    "Clock",
    "Day",
    "Look",
    "Month",
    "Wait",
    "arrangement_faults",
    "changes",
    "clock",
    "fault_in_figure",
    "in_chapters",
    "in_order",
    "months",
    "years_of",
]
