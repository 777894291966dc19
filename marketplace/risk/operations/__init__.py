"""Every change to signals. None of them punishes anybody."""

from marketplace.risk.operations.computing import compute
from marketplace.risk.operations.history import screen_history
from marketplace.risk.operations.judging import answer, mark

__all__ = ["answer", "compute", "mark", "screen_history"]
