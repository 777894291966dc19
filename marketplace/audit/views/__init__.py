"""The log of facts for auditors, and the public log for everybody."""

from marketplace.audit.views import facts, public_log
from marketplace.audit.views.blueprint import bp

__all__ = ["bp", "facts", "public_log"]
