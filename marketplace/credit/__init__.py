"""Credit scores of firms and of owners: every point with its source, and open to contest."""
