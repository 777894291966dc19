"""Pages about accounts; importing the parts registers their routes."""

from marketplace.accounts.views import (
    account,
    factors,
    joining,
    leaving,
    organisations,
    proof,
    signing,
    staff,
)
from marketplace.accounts.views.door import Visitor, bp

__all__ = [
    "Visitor",
    "account",
    "bp",
    "factors",
    "joining",
    "leaving",
    "organisations",
    "proof",
    "signing",
    "staff",
]
