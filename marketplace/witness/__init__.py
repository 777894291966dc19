"""A witness of the hall: a small process of its own, with its own key and memory.

It commits to secrets of draws and reveals them once the frozen list stands in the public log, and
it signs heads of that log, each only if it continues the one it signed before.
"""
