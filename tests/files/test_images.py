import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from marketplace.files.rules import images
from marketplace.files.rules.images import clean_jpeg, clean_png
from marketplace.files.rules.unfit import UnfitError


def picture(format, mode="RGB", **options):
    kept = BytesIO()
    Image.new(mode, (40, 20)).save(kept, format, **options)
    return kept.getvalue()


def zipped():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "hidden")
    return kept.getvalue()


def refusal(clean, body):
    with pytest.raises(UnfitError) as refused:
        clean(body)
    return refused.value.text


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_png_survives(mode):
    kept = clean_png(picture("PNG", mode))
    assert Image.open(BytesIO(kept)).mode == mode


def test_a_picture_loses_its_metadata():
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    jpeg = picture("JPEG", exif=exif, comment=b"CANARY", xmp=b"CANARY", icc_profile=b"CANARY")
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "CANARY")
    png = picture("PNG", pnginfo=text, exif=exif, icc_profile=b"CANARY")
    for clean, body in ((clean_jpeg, jpeg), (clean_png, png)):
        assert b"CANARY" in body
        assert b"CANARY" not in clean(body)


def test_a_lying_picture_is_put_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    kept = clean_jpeg(picture("JPEG", exif=exif))
    assert Image.open(BytesIO(kept)).size == (20, 40)


@pytest.mark.parametrize("tail", [b"<script>CANARY</script>", zipped()])
@pytest.mark.parametrize(("clean", "format"), [(clean_png, "PNG"), (clean_jpeg, "JPEG")])
def test_what_hangs_on_a_picture_is_cut_off(clean, format, tail):
    assert tail not in clean(picture(format) + tail)


def test_the_pixels_are_limited(monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 799)
    assert "million pixels" in refusal(clean_png, picture("PNG"))


def test_a_picture_said_to_be_enormous_is_not_unpacked():
    body = bytearray(picture("PNG"))
    body[16:24] = (60_000).to_bytes(4, "big") * 2
    body[29:33] = zlib.crc32(body[12:29]).to_bytes(4, "big")
    assert refusal(clean_png, bytes(body))


@pytest.mark.parametrize(("clean", "format"), [(clean_png, "PNG"), (clean_jpeg, "JPEG")])
def test_half_a_picture_is_refused(clean, format):
    body = picture(format)
    assert "damaged" in refusal(clean, body[: len(body) // 2])
