"""The hall's keys: files of the data folder, made once, read by nobody but the hall."""

import contextlib
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

KEY_SIZE = 32
_FOLDER: list[Path] = []


class KeyFileError(Exception):
    """A key of the hall is missing or damaged."""


def set_folder(data: Path) -> None:
    """Tell where the hall keeps its data; the keys lie in `keys` below it."""
    _FOLDER[:] = [data / "keys"]


def holder_key() -> bytes:
    """The 32 bytes that wrap the private key of each request; made at first use."""
    return _key("holder.key")


def log_key() -> bytes:
    """The first key of the public log; names in leaves follow from it for ever."""
    return _key("log.key")


def contract_key() -> bytes:
    """The 32 bytes from which the key that signs contracts is made; made at first use."""
    return _key("contract.key")


def log_keys() -> list[bytes]:
    """All keys that ever signed the public log, the oldest first; the last one signs."""
    first = log_key()
    return [first, *(own_key(file) for file in _later_log_keys())]


def add_log_key() -> bytes:
    """Another file, which signs from now on."""
    return _key(f"log-{len(_later_log_keys()) + 2}.key")


def _later_log_keys() -> list[Path]:
    found = folder().glob("log-*.key")
    return sorted(found, key=lambda file: int(file.stem.partition("-")[2]))


def derived(purpose: str) -> str:
    """64 hexadecimal characters that follow from the holder's key alone, other for each purpose."""
    return hmac.new(holder_key(), purpose.encode(), sha256).hexdigest()


def folder() -> Path:
    if not _FOLDER:
        raise KeyFileError("set_folder was not called")
    return _FOLDER[-1]


def _key(name: str) -> bytes:
    return own_key(folder() / name)


def own_key(file: Path) -> bytes:
    """The 32 bytes of a key file; made at first use."""
    if not file.exists():
        _make(file)
    key = file.read_bytes()
    if len(key) != KEY_SIZE:
        raise KeyFileError(f"{file} must have {KEY_SIZE} bytes")
    return key


def _make(file: Path) -> None:
    """Whole or not at all, and once: another process may be making it in the same second."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    with open(draft, "xb", opener=lambda path, flags: os.open(path, flags, 0o400)) as new:
        new.write(secrets.token_bytes(KEY_SIZE))
        new.flush()
        os.fsync(new.fileno())
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(draft)
    draft.unlink()
