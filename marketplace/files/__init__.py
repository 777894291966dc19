"""Uploads: what is let in, where it is kept, who may read it."""
