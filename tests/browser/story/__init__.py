"""The main story in chapters; every step is what a person does on a page."""
