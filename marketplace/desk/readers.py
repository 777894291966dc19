"""What the clock does for the home page."""

from marketplace.core.duties import duty
from marketplace.desk import operations, queries

duty("desk.count", queries.stale_counts, operations.count)
