"""Blind mutual ratings, one from each side of a finished contract."""
