"""Who may read the log."""

from marketplace.core.act import Role
from marketplace.core.policy import permit

READERS_OF_ALL = permit(Role.AUDITOR)
READERS_OF_ONE = permit(Role.AUDITOR, Role.REGULATOR)
