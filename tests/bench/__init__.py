"""`make bench`: what a page costs the server, beside a floor measured in the same run."""
