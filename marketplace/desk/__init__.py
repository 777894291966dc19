"""The home page, what waits for each person, the operator's rooms, and the help."""
