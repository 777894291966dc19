"""Indexes behind one Protocol."""
