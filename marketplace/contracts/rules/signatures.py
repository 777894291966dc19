"""What a signature is over, and whether it holds. Anyone may check it: static/verify has how."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from marketplace.core.canonical import canonical

FORM = "contract-v1"


@dataclass(frozen=True)
class Signed:
    """A side of a contract says yes to a paper; `no` 0 is the contract, else a change order."""

    contract: str
    no: int
    digest: str
    side: str
    organisation: str
    person: str
    time: str

    @property
    def text(self) -> bytes:
        return canonical({"form": FORM, **asdict(self)}).encode()


def told_second(moment: datetime) -> str:
    """UTC, as "2026-03-02T01:00:00Z"."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def sign(secret: bytes, signed: Signed) -> tuple[str, str]:
    """The public key and the signature, as hexadecimal characters."""
    key = Ed25519PrivateKey.from_private_bytes(secret)
    return public_key(secret), key.sign(signed.text).hex()


def public_key(secret: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def holds(key: str, signature: str, signed: Signed) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), signed.text)
    except (InvalidSignature, ValueError):
        return False
    return True
