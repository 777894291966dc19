"""Which direct selections are audited: nobody chooses, the public log does.

SHA-256 of the text `direct-audit-v1|number of the request|root of the log`, as a whole number
modulo 100; sampled when that is under the published share. The root is that of the first signed
head that holds the publication, so nobody knows it before. Honest limit: whoever runs the hall
chooses what else enters the log before that head.
"""

from hashlib import sha256

WHOLE = 100


def value_of(number: str, root: str) -> int:
    """0 to 99, the same for whoever computes it."""
    digest = sha256(f"direct-audit-v1|{number}|{root}".encode()).hexdigest()
    return int(digest, 16) % WHOLE
