"""Every change the operator makes to the hall itself."""

from marketplace.desk.operations.arranging import load_years, set_day
from marketplace.desk.operations.mending import resend, retry
from marketplace.desk.operations.placing import add_area, rename_area, restore_area, retire_area
from marketplace.desk.operations.ruling import set_rules
from marketplace.desk.operations.setting import count, set_hall

__all__ = [
    "add_area",
    "count",
    "load_years",
    "rename_area",
    "resend",
    "restore_area",
    "retire_area",
    "retry",
    "set_day",
    "set_hall",
    "set_rules",
]
