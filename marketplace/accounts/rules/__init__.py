"""Decisions about people: passwords, tokens, throttles, codes, the seal on secrets."""
