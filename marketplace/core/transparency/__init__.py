"""The public log: a hash tree over what the hall did, which nobody can change unseen."""
