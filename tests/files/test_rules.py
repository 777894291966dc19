import hashlib
import unicodedata
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from marketplace.core.errors import BadInputError
from marketplace.core.texts import name_of
from marketplace.files.rules import LARGEST, Kind, check, safe_name


def pdf():
    kept, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.save(kept)
    return kept.getvalue()


def picture(format):
    kept = BytesIO()
    Image.new("RGB", (40, 20)).save(kept, format)
    return kept.getvalue()


def refusal(name, body, **options):
    with pytest.raises(BadInputError) as refused:
        check(name, body, **options)
    assert refused.value.field == "files"
    assert refused.value.text.startswith(safe_name(name))
    return refused.value.text


def test_a_pdf_is_kept_unchanged():
    body = pdf()
    kept = check("报告.PDF", body)
    assert (kept.kind, kept.mime, kept.body) == (Kind.PDF, "application/pdf", body)
    assert kept.sha256 == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize(
    ("name", "format", "mime"),
    [
        ("a.png", "PNG", "image/png"),
        ("a.jpg", "JPEG", "image/jpeg"),
        ("a.JPEG", "JPEG", "image/jpeg"),
    ],
)
def test_a_picture_is_written_anew(name, format, mime):
    kept = check(name, picture(format))
    assert kept.mime == mime
    assert Image.open(BytesIO(kept.body)).size == (40, 20)
    assert kept.sha256 == hashlib.sha256(kept.body).hexdigest()


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "pdf", "a.pdf.zip", "", ".pdf"])
def test_only_three_kinds(name):
    assert "Only PDF, PNG and JPEG" in refusal(name, b"<svg onload=alert(1)>")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", picture("PNG")),
        ("a.png", picture("JPEG")),
        ("a.jpg", pdf()),
        ("a.pdf", b"\n" + pdf()),
        ("a.pdf", b"PK\3\4" + pdf()),
        ("a.png", b"<svg/>"),
        ("a.pdf", b""),
    ],
)
def test_the_content_fits_the_name(name, body):
    assert "does not fit its name" in refusal(name, body)


def test_the_size_is_limited():
    assert "larger than 20 MB" in refusal("a.pdf", bytes(LARGEST + 1))
    assert check("a.pdf", pdf(), largest=10_000)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\scans\\a b.png", "a b.png"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("e\u0301.pdf", "é.pdf"),
        (" ..hidden.pdf. ", "hidden.pdf"),
        ("", "file"),
        ("/", "file"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 200, "x" * 120),
    ],
)
def test_the_name_shown(given, shown):
    assert safe_name(given) == shown


@given(st.text(max_size=300))
def test_any_name_becomes_safe(text):
    name = safe_name(text)
    assert 1 <= len(name) <= 120
    assert not set(name) & set("/\\\r\n\0")
    assert all(unicodedata.category(char)[0] != "C" for char in name)
    assert safe_name(name) == name


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(noise):
    for name, head in (
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.png", picture("PNG")[:40]),
        ("a.jpg", b"\xff\xd8\xff"),
    ):
        assert refusal(name, head + noise)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_a_name(kind):
    assert name_of(kind)
