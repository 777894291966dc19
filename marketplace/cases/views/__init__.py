"""Pages of cases."""

from marketplace.cases.views import applying, promises, public, reading, verbs
from marketplace.cases.views.door import bp

__all__ = ["applying", "bp", "promises", "public", "reading", "verbs"]
