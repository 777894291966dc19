"""Pages of money."""

from marketplace.payments.views import books, paying, reading, verbs
from marketplace.payments.views.door import bp

__all__ = ["books", "bp", "paying", "reading", "verbs"]
