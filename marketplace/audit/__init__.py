"""The log of facts, read by auditors; the history of one thing, also by regulators."""
