"""Everything the environment may say, read once, typed, refused when it is wrong."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from marketplace.core import paying

ROOT = Path(__file__).parents[2]
SHORTEST_SECRET = 32
PARTIES = ("regulator", "auditor")  # who may have a witness


class ConfigError(Exception):
    """The hall cannot start as it is configured; the text says which variable and why."""


@dataclass(frozen=True)
class Config:
    """`data` is the folder of database, index, uploads and keys."""

    data: Path
    secret: str
    demo: bool = False
    database: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    hosts: tuple[str, ...] = ()
    secure: bool = False
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    mail_server: str = ""
    mail_from: str = "hall@localhost"
    proxies: int = 0
    workers: int = 2
    threads: int = 8
    witnesses: tuple[tuple[str, Path], ...] = ()
    payment_service: paying.PaymentService | None = None

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'hall.db'}"

    @property
    def address(self) -> str:
        return self.base_url or f"http://{self.host}:{self.port}"


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """Read HALL_* and PORT. Raises ConfigError naming the variable and the rule."""
    demo = _flag(environ, "HALL_DEMO")
    data = Path(environ.get("HALL_DATA", "var")).resolve()
    hosts = tuple(filter(None, environ.get("HALL_HOSTS", "").split(",")))
    if not demo and not hosts:
        raise ConfigError("HALL_HOSTS: name the host names this hall answers to, by commas.")
    if not demo and not environ.get("HALL_MAIL_SERVER"):
        raise ConfigError("HALL_MAIL_SERVER: name the mail server as host:port.")
    secret, port = _secret(environ, demo, data), _number(environ, "PORT", 8000, most=65_534)
    return Config(
        data=data,
        secret=secret,
        demo=demo,
        database=environ.get("HALL_DATABASE", ""),
        host=environ.get("HALL_BIND", "127.0.0.1"),
        port=port,
        base_url=environ.get("HALL_URL", ""),
        hosts=hosts,
        secure=not demo or _flag(environ, "HALL_SECURE"),
        zone=_zone(environ),
        currency=environ.get("HALL_CURRENCY", "CNY"),
        mail_server=environ.get("HALL_MAIL_SERVER", ""),
        mail_from=environ.get("HALL_MAIL_FROM", "hall@localhost"),
        proxies=_number(environ, "HALL_PROXIES", 0, least=0),
        workers=_number(environ, "HALL_WORKERS", 2),
        threads=_number(environ, "HALL_THREADS", 8),
        witnesses=_witnesses(environ, demo, data),
        payment_service=_payment_service(environ, secret, port + 1 if demo else 0),
    )


def _payment_service(
    environ: Mapping[str, str], secret: str, port: int
) -> paying.PaymentService | None:
    """The demo has a peer of its own at the next port, unless it is told of another."""
    try:
        named = paying.from_environment(environ)
    except paying.PayingConfigError as error:
        raise ConfigError(str(error)) from error
    if named is None and port:
        return paying.of_the_demo(
            secret, _number(environ, "HALL_FAKE_STRIPE_PORT", port, 1, 65_535)
        )
    return named


def _witnesses(environ: Mapping[str, str], demo: bool, data: Path) -> tuple[tuple[str, Path], ...]:
    """HALL_WITNESSES: party=folder, by commas; the demo has both of its own beside it."""
    named = environ.get("HALL_WITNESSES", "")
    if not named:
        return tuple((party, data / "witness" / party / "spool") for party in PARTIES if demo)
    pairs = [part.partition("=") for part in named.split(",")]
    if any(party not in PARTIES or not folder for party, _, folder in pairs):
        raise ConfigError("HALL_WITNESSES: write regulator=FOLDER,auditor=FOLDER.")
    return tuple((party, Path(folder).resolve()) for party, _, folder in pairs)


def _secret(environ: Mapping[str, str], demo: bool, data: Path) -> str:
    secret = environ.get("HALL_SECRET", "")
    if not secret and demo:
        secret = _kept_secret(data / "demo-secret")
    if len(secret) < SHORTEST_SECRET:
        raise ConfigError(f"HALL_SECRET: set a secret of at least {SHORTEST_SECRET} characters.")
    return secret


def _kept_secret(file: Path) -> str:
    """The demo makes its own secret once, so that sign-ins outlive a restart."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text()


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").lower()
    if value not in {"", "0", "1", "no", "yes", "false", "true"}:
        raise ConfigError(f"{name}: write 1 or 0.")
    return value in {"1", "yes", "true"}


def _number(
    environ: Mapping[str, str], name: str, default: int, least: int = 1, most: int = 10_000
) -> int:
    text = environ.get(name, "") or str(default)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ConfigError(f"{name}: write a whole number from {least} to {most}.")
    return int(text)


def _zone(environ: Mapping[str, str]) -> str:
    name = environ.get("HALL_ZONE", "") or "Asia/Shanghai"
    try:
        return ZoneInfo(name).key
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError("HALL_ZONE: write a time zone, such as Asia/Shanghai.") from error
