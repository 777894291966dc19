"""An online service hall for the intermediaries that construction approvals need."""
