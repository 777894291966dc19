"""Reading OCDS: `read` yields releases from a file, `understand` turns one into a process."""

from marketplace.opendata.rules.history import Lot
from marketplace.opendata.rules.processes import Award, Bid, Party, Process
from marketplace.opendata.rules.reading import read
from marketplace.opendata.rules.refusals import Refusal, Rule
from marketplace.opendata.rules.understanding import understand

__all__ = ["Award", "Bid", "Lot", "Party", "Process", "Refusal", "Rule", "read", "understand"]
