"""What the tests of plans share with those of the catalogue."""

from tests.matters.conftest import count_queries

__all__ = ["count_queries"]
