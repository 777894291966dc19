"""Words: the index behind `core.words`, and the job that keeps it. Nothing else knows Whoosh."""
