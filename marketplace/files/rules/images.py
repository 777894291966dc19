"""Images are decoded and written anew: nothing but the picture survives."""

import zlib
from io import BytesIO
from struct import error as StructError  # noqa: N812  (an exception by an old name)

from PIL import Image, ImageOps

from marketplace.core.texts import say
from marketplace.files.rules.unfit import UnfitError

MOST_PIXELS = 50_000_000
JPEG_QUALITY = 92
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    StructError,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def clean_png(body: bytes) -> bytes:
    return _written(_picture(body, "PNG"), "PNG")


def clean_jpeg(body: bytes) -> bytes:
    return _written(_picture(body, "JPEG"), "JPEG", quality=JPEG_QUALITY)


def _picture(body: bytes, format: str) -> Image.Image:
    """The decoded picture, upright, without metadata."""
    try:
        _refuse_large(Image.open(BytesIO(body), formats=(format,)))
        Image.open(BytesIO(body), formats=(format,)).verify()
        image = Image.open(BytesIO(body), formats=(format,))
        image.load()
        upright = ImageOps.exif_transpose(image)
    except _FAULTS as error:
        raise UnfitError(say("The picture is damaged and cannot be read.")) from error
    kept = upright.info.get("transparency")
    upright.info = {} if kept is None else {"transparency": kept}
    return upright


def _refuse_large(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        limit = MOST_PIXELS // 1_000_000
        raise UnfitError(say("The picture has more than %(limit)s million pixels.", limit=limit))


def _written(image: Image.Image, format: str, **options: int) -> bytes:
    kept = BytesIO()
    image.save(kept, format, **options)
    return kept.getvalue()
