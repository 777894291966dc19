"""A peer that behaves as the payment service does, for the demo and the tests. It moves no money.

A small process of its own on loopback: it remembers, answers the same key with the same answer
(saved errors too), has a page to pay on, and tells of events by signed webhooks.
"""
