"""Which uploads are let in. Slow (a full parse): call it before the writing transaction."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto

from marketplace.core.errors import BadInputError
from marketplace.core.texts import name_all, say
from marketplace.files.rules.images import clean_jpeg, clean_png
from marketplace.files.rules.names import extension_of, safe_name
from marketplace.files.rules.pdfs import checked_pdf
from marketplace.files.rules.unfit import UnfitError

__all__ = ["LARGEST", "Checked", "Fit", "Kind", "check", "fit", "safe_name"]

LARGEST = 20 * 1024 * 1024
FIELD = "files"


class Kind(StrEnum):
    PDF = auto()
    PNG = auto()
    JPEG = auto()


name_all({Kind.PDF: say("PDF document"), Kind.PNG: say("PNG image"), Kind.JPEG: say("JPEG image")})


@dataclass(frozen=True)
class Checked:
    """An upload that may be stored: `body` is what to keep, images without their metadata."""

    kind: Kind
    mime: str
    body: bytes
    sha256: str


@dataclass(frozen=True)
class Fit:
    """A checked upload and the name to show it by."""

    name: str
    checked: Checked


@dataclass(frozen=True)
class _Format:
    kind: Kind
    mime: str
    magic: bytes
    clean: Callable[[bytes], bytes]


_PDF = _Format(Kind.PDF, "application/pdf", b"%PDF-", checked_pdf)
_PNG = _Format(Kind.PNG, "image/png", b"\x89PNG\r\n\x1a\n", clean_png)
_JPEG = _Format(Kind.JPEG, "image/jpeg", b"\xff\xd8\xff", clean_jpeg)
_FORMATS = {"pdf": _PDF, "png": _PNG, "jpg": _JPEG, "jpeg": _JPEG}


def check(name: str, body: bytes, *, largest: int = LARGEST) -> Checked:
    """The upload fit for keeping; BadInputError("files") names the file and the broken rule."""
    shown = safe_name(name)
    try:
        return _checked(extension_of(shown), body, largest)
    except UnfitError as unfit:
        raise BadInputError(
            FIELD, say("%(name)s: %(fault)s", name=shown, fault=unfit.text)
        ) from unfit


def fit(name: str, body: bytes) -> Fit:
    """As `check`, with the safe name."""
    return Fit(safe_name(name), check(name, body))


def _checked(extension: str, body: bytes, largest: int) -> Checked:
    accepted = _FORMATS.get(extension)
    if accepted is None:
        raise UnfitError(say("Only PDF, PNG and JPEG files are accepted."))
    if len(body) > largest:
        raise UnfitError(say("The file is larger than %(size)s MB.", size=largest // 1024**2))
    if not body.startswith(accepted.magic):
        raise UnfitError(say("What is in the file does not fit its name."))
    kept = accepted.clean(body)
    return Checked(accepted.kind, accepted.mime, kept, hashlib.sha256(kept).hexdigest())
