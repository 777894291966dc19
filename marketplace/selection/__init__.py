"""How a request finds its firm: offers, their opening, the methods, the result and objections."""
