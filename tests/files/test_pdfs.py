import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from marketplace.files.rules.pdfs import checked_pdf
from marketplace.files.rules.unfit import UnfitError

COMPACT = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def script():
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def pdf(change=lambda _: None, **options):
    kept, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    change(made)
    made.save(kept, **options)
    return kept.getvalue()


def zipped():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "hidden")
    return kept.getvalue()


def refusal(body):
    with pytest.raises(UnfitError) as refused:
        checked_pdf(body)
    return refused.value.text


def opens_with_script(made):
    made.Root.OpenAction = made.make_indirect(script())


def names_a_script(made):
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))


def launches(made):
    made.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("calc.exe")))


def attaches(made):
    made.attachments["a.txt"] = b"hidden"


def is_an_xfa_form(made):
    made.Root.AcroForm = Dictionary(XFA=made.make_stream(b"<xdp/>"))


def hides_in_a_stream(made):
    stream = made.make_stream(b"")
    stream.Deep = Array([Array([Dictionary(Deeper=script())])])
    made.Root.Odd = made.make_indirect(stream)


@pytest.mark.parametrize("options", [{}, COMPACT])
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (opens_with_script, "script"),
        (names_a_script, "script"),
        (launches, "program"),
        (attaches, "other files"),
        (is_an_xfa_form, "XFA"),
        (hides_in_a_stream, "script"),
    ],
)
def test_a_pdf_that_acts_is_refused(change, rule, options):
    assert rule in refusal(pdf(change, **options))


def test_a_name_written_in_hex_is_read():
    def change(made):
        made.Root.OpenAction = Dictionary(S=Name.JavaScriptZZ)

    body = pdf(change).replace(b"/JavaScriptZZ", b"/J#61vaScript")
    assert b"#61" in body
    assert "script" in refusal(body)


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_pdf_is_refused(user):
    body = pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
    assert "encrypted" in refusal(body)


@pytest.mark.parametrize("tail", [b"<script>", zipped(), b"%%EOF" + zipped()])
def test_a_tail_behind_a_pdf_is_refused(tail):
    assert "attached" in refusal(pdf() + tail)


def test_blanks_behind_a_pdf_do_no_harm():
    assert checked_pdf(pdf() + b"\r\n\0\n")


@pytest.mark.parametrize("body", [b"%PDF-1.7\n%%EOF", pdf()[:60] + b"\n%%EOF\n"])
def test_half_a_pdf_is_refused(body):
    assert "damaged" in refusal(body)


def bomb():
    """Object 5 lies in an object stream too large to unpack; a viewer would read it."""
    unpacked = b"5 0 " + b"<</S/JavaScript/JS(1)>>" + b" " * (101 * 1024**2)
    packed = zlib.compress(unpacked, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
    ]
    body, rows = b"%PDF-1.5\n", [(0, 0, 65535)]
    for number, text in enumerate(objects, 1):
        rows.append((1, len(body), 0))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    return _with_xref_stream(body, [*rows, (2, 4, 0), (1, len(body), 0)])


def _with_xref_stream(body, rows):
    table = b"".join(bytes([a]) + b.to_bytes(4, "big") + c.to_bytes(2, "big") for a, b, c in rows)
    head = b"<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    tail = b"6 0 obj\n%sstream\n%s\nendstream\nendobj\n" % (head, table)
    return body + tail + b"startxref\n%d\n%%%%EOF\n" % len(body)


def test_a_pdf_that_unpacks_too_large_is_refused():
    assert "damaged" in refusal(bomb())
