"""Pages of cases."""

from marketplace.cases.views.door import bp

__all__ = ["bp"]
