"""People, the organisations they act for, their roles, and how they sign in."""
