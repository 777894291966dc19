"""A hall in one file: a snapshot of the database, the uploads, and a list of their digests."""

import gzip
import hashlib
import json
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from marketplace.core.config import Config

LIST = "digests.json"
MEGABYTE = 2**20
KEYS = ("keys", "demo-secret")


class BackupError(Exception):
    """The backup cannot be written or brought back; the text says why."""


def keys_beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.keys")


def write(config: Config, file: Path) -> None:
    """Snapshot the database first: every upload it names is on disk by then, and never changes."""
    _must_be_sqlite(config)
    with TemporaryDirectory(dir=config.data) as place:
        snapshot = Path(place) / "hall.db"
        _snapshot(config.data / "hall.db", snapshot)
        parts = {"hall.db": snapshot}
        parts |= {_name(path, config.data): path for path in _files(config.data / "uploads")}
        _pack(file, parts)
    keys = [path for name in KEYS for path in _files(config.data / name)]
    _pack(keys_beside(file), {_name(path, config.data): path for path in keys})
    keys_beside(file).chmod(0o600)


def read(config: Config, file: Path) -> None:
    """Unpack into an empty data folder and compare every digest; a wrong byte is named."""
    _must_be_sqlite(config)
    config.data.mkdir(parents=True, exist_ok=True)
    held = [path for path in config.data.iterdir() if path.name not in KEYS]
    if held:
        raise BackupError(f"{config.data} is not empty: restore into an empty folder.")
    for archive in (file, keys_beside(file)):
        if not archive.exists():
            raise BackupError(f"{archive} is missing.")
        _unpack(archive, config.data)


def _must_be_sqlite(config: Config) -> None:
    if not config.database_url.startswith("sqlite"):
        raise BackupError("This hall's database is a PostgreSQL server: back it up with pg_dump.")


def _snapshot(source: Path, target: Path) -> None:
    if not source.exists():
        raise BackupError(f"{source} is missing: there is no hall to back up.")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (inner for inner in sorted(path.rglob("*")) if inner.is_file())


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    with path.open("rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest()


def _pack(file: Path, parts: dict[str, Path]) -> None:
    unfinished = file.with_name(f"{file.name}.part")
    digests = {name: _digest(path) for name, path in parts.items()}
    with TemporaryDirectory() as place, tarfile.open(unfinished, "w:gz") as archive:
        listed = Path(place) / LIST
        listed.write_text(json.dumps(digests))
        archive.add(listed, LIST)
        for name, path in parts.items():
            archive.add(path, name)
    unfinished.replace(file)


def _unpack(file: Path, folder: Path) -> None:
    try:
        _read_to_the_end(file)
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        digests = json.loads((folder / LIST).read_text())
    except (OSError, EOFError, tarfile.TarError, ValueError, zlib.error) as error:
        raise BackupError(f"{file} is damaged: {error}") from error
    (folder / LIST).unlink()
    for name, digest in digests.items():
        if not (folder / name).exists() or _digest(folder / name) != digest:
            raise BackupError(f"{file} is damaged: {name} is not what was packed.")


def _read_to_the_end(file: Path) -> None:
    """The checksum of the whole stands at the end, where unpacking does not look."""
    with gzip.open(file) as packed:
        while packed.read(MEGABYTE):
            pass
