"""What the clock does for accounts."""

from marketplace.accounts import operations, queries
from marketplace.core.duties import duty

duty("accounts.tidy", queries.to_tidy, operations.tidy)
