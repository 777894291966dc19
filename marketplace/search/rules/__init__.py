"""Texts in, tokens out: what is written of an entry, and what a query asks for."""
