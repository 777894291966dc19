"""Decisions on cases: values in, values out."""
