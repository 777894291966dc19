"""Counters of the service centre and the posts behind them: who sits there, who stands in."""
