"""Tables of one-window cases."""

from marketplace.cases.models.case import Application, Case, Handover, Pause
from marketplace.cases.models.milestone import Milestone
from marketplace.cases.models.papers import Attachment, Correction, CorrectionLine, Return
from marketplace.cases.models.promises import CommitmentLetter, Condition, UtilityContact

__all__ = [
    "Application",
    "Attachment",
    "Case",
    "CommitmentLetter",
    "Condition",
    "Correction",
    "CorrectionLine",
    "Handover",
    "Milestone",
    "Pause",
    "Return",
    "UtilityContact",
]
