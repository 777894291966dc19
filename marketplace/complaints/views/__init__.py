"""Pages of complaints."""

from marketplace.complaints.views import writing
from marketplace.complaints.views.reading import bp

__all__ = ["bp", "writing"]
