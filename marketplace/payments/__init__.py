"""Money: paid in advance, held, passed on on acceptance, given back or split by decision."""
