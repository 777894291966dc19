"""Signals: computed signs that a person looks into. A signal is not a verdict."""
