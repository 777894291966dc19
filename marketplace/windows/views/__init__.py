"""Pages of counters, posts and attendance."""

from marketplace.windows.views import attendance, posts
from marketplace.windows.views.door import bp

__all__ = ["attendance", "bp", "posts"]
