"""Approvals and orders of a project in one order of time; who holds the ball."""
