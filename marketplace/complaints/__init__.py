"""Complaints about a firm, an owner or an award, decided by the regulator of that service."""
