"""Small lawful PDF files, written by hand, so that the demo shows scans and deliverables."""

from functools import cache

from marketplace.files.rules import Fit, fit

_USED = "/Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
_PAGE = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + _USED,
)
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@cache
def paper(name: str, *lines: str) -> Fit:
    """A one-page PDF with these lines of ASCII, checked as an upload is."""
    return fit(name, _pdf(lines))


def renamed(file: Fit, name: str) -> Fit:
    return Fit(name, file.checked)


def _pdf(lines: tuple[str, ...]) -> bytes:
    shown = " ".join(f"({_escaped(line)}) Tj 0 -28 Td" for line in lines)
    stream = f"BT /F1 18 Tf 72 740 Td {shown} ET"
    content = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    return _file([*_PAGE, content, _FONT])


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: list[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode("ascii")
