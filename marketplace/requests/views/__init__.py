"""Pages of requests."""

from marketplace.requests.views import (
    changing,
    checking,
    detailing,
    drafting,
    preparing,
    public,
    questions,
)
from marketplace.requests.views.blueprint import bp

__all__ = [
    "bp",
    "changing",
    "checking",
    "detailing",
    "drafting",
    "preparing",
    "public",
    "questions",
]
