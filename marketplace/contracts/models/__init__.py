"""Tables of contracts: the agreement, its parts, and what is delivered for them."""

from marketplace.contracts.models.change import ChangeOrder
from marketplace.contracts.models.contract import Contract
from marketplace.contracts.models.paper import Paper, Signature
from marketplace.contracts.models.work import Deliverable, Milestone

__all__ = ["ChangeOrder", "Contract", "Deliverable", "Milestone", "Paper", "Signature"]
