"""What the tests of plans share with those of the catalogue."""

from tests.matters.conftest import catalogue, count_queries, take_in

__all__ = ["catalogue", "count_queries", "take_in"]
