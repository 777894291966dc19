"""Money: paid in advance, held, passed on when work is accepted, given back or split by decision."""
