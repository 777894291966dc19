"""Checks of what a firm told an owner: days, fee, "you must use us", "it is very hard"."""
