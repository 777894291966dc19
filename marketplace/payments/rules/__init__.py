"""Decisions about money: values in, values out."""
