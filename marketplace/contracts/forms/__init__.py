"""What a person writes to act on a contract; field names are the operations' arguments."""

from marketplace.contracts.forms.parts import ChangeForm, PlanForm
from marketplace.contracts.forms.plain import (
    DeliverForm,
    GiveBackForm,
    PlainForm,
    ReasonForm,
    RefusalForm,
    SignForm,
)

__all__ = [
    "ChangeForm",
    "DeliverForm",
    "GiveBackForm",
    "PlainForm",
    "PlanForm",
    "ReasonForm",
    "RefusalForm",
    "SignForm",
]
