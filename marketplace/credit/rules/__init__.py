"""How points are counted, and which measure follows refusals. Plain Python."""
