"""A PDF is let in whole and unchanged (it may be signed), if nothing in it can act."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from marketplace.core.texts import Text, say
from marketplace.files.rules.unfit import UnfitError

MOST_OBJECTS = 200_000
MOST_UNPACKED = 100 * 1024 * 1024
_ACTS = say("The PDF contains a script or starts a program.")
_CARRIES = say("The PDF carries other files inside.")
_IS_A_FORM = say("The PDF is an XFA form. Print it to a plain PDF and send that.")
_REFUSED: dict[str, Text] = {
    "/JavaScript": _ACTS,
    "/JS": _ACTS,
    "/Launch": _ACTS,
    "/EmbeddedFile": _CARRIES,
    "/EmbeddedFiles": _CARRIES,
    "/EF": _CARRIES,
    "/RichMedia": _CARRIES,
    "/XFA": _IS_A_FORM,
}
_AFTER_THE_END = re.compile(rb"%%EOF[\s\x00]*\Z")

# For the whole process: a small file must not unpack into all the memory.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
)


def checked_pdf(body: bytes) -> bytes:
    if not _AFTER_THE_END.search(body, max(0, len(body) - 1024)) or _is_zip(body):
        raise UnfitError(say("Something else is attached after the end of the PDF."))
    try:
        with pikepdf.open(BytesIO(body), attempt_recovery=False) as pdf:
            _refuse_what_acts(pdf)
            _refuse_what_was_not_read(pdf)
    except pikepdf.PasswordError as error:
        raise UnfitError(_encrypted()) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise UnfitError(_damaged()) from error
    return body


def _refuse_what_acts(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise UnfitError(_encrypted())
    if len(pdf.pages) == 0:
        raise UnfitError(say("The PDF has no page."))
    if len(pdf.objects) > MOST_OBJECTS:
        raise UnfitError(say("The PDF has too many parts."))
    for name in _names(pdf):
        if name in _REFUSED:
            raise UnfitError(_REFUSED[name])


def _refuse_what_was_not_read(pdf: pikepdf.Pdf) -> None:
    """An object stream over the limits reads as empty here, but not in a viewer."""
    if any("repairing" not in str(warning) for warning in pdf.get_warnings()):
        raise UnfitError(_damaged())


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every key and every name, with #xx read, object streams too; each object once."""
    waiting: list[object] = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Name):
            yield str(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield from thing.keys()
            waiting += _direct(value for _, value in thing.items())
        elif isinstance(thing, pikepdf.Array):
            waiting += _direct(thing)


def _direct(values: Iterable[object]) -> list[object]:
    """Without references: what they point at is among the objects already."""
    return [value for value in values if not getattr(value, "is_indirect", False)]


def _is_zip(body: bytes) -> bool:
    return zipfile.is_zipfile(BytesIO(body))


def _damaged() -> Text:
    return say("The PDF is damaged and cannot be read.")


def _encrypted() -> Text:
    return say("The PDF is encrypted. Send it without a password or restrictions.")
