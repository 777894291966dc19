"""Approval matters, service items, and which matter requires which item by which article."""
