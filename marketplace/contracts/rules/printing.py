"""A contract or a change order as a PDF: the same text gives the same bytes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

FONT = "STSong-Light"  # of every reader of Chinese PDF files; so none is carried along
WIDTH, HEIGHT = 595.28, 841.89  # A4, in points
MARGIN, FOOT = 62.0, 40.0
HEAD, TITLE, TEXT, RENDERING = 18, 12, 10.5, 9  # sizes of type
LEADING = 1.6
NEVER_FIRST = "，。；：、）”》！？,.;:)"
_PIECES = re.compile(r"[!-~]+ ?|.")


def paper_of(title: str, number: str, clauses: Sequence[Mapping[str, str]]) -> bytes:
    """Title, number, then each clause in Chinese and, smaller, in English."""
    sheet = Sheet(number)
    sheet.write(title, HEAD)
    sheet.write(number, TEXT)
    for no, clause in enumerate(clauses, 1):
        sheet.skip(TITLE)
        sheet.write(f"{no}. {clause['title_zh']}  {clause['title_en']}", TITLE)
        sheet.write(clause["text_zh"], TEXT)
        sheet.write(clause["text_en"], RENDERING)
    return sheet.done()


class Sheet:
    """Lines from the top down, on as many pages as they need."""

    def __init__(self, number: str) -> None:
        self.number, self.page, self.y = number, 1, HEIGHT - MARGIN
        self.file = BytesIO()
        self.canvas = _canvas(self.file)
        self.canvas.setTitle(number)

    def write(self, text: str, size: float) -> None:
        for paragraph in text.splitlines():
            for line in lines_of(paragraph, size, WIDTH - 2 * MARGIN):
                self._line(line, size)

    def skip(self, points: float) -> None:
        self.y -= points

    def _line(self, line: str, size: float) -> None:
        if self.y - size * LEADING < MARGIN:
            self._turn()
        self.y -= size * LEADING
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(MARGIN, self.y, line)

    def _turn(self) -> None:
        self._foot()
        self.canvas.showPage()
        self.page, self.y = self.page + 1, HEIGHT - MARGIN

    def _foot(self) -> None:
        self.canvas.setFont(FONT, RENDERING)
        self.canvas.drawCentredString(WIDTH / 2, FOOT, f"{self.number}  ·  {self.page}")

    def done(self) -> bytes:
        self._foot()
        self.canvas.save()
        return self.file.getvalue()


def lines_of(text: str, size: float, width: float) -> Iterator[str]:
    """Chinese breaks anywhere but before a closing mark; other words stay whole if they fit."""
    line, used = "", 0.0
    for piece in _fitting(text, size, width):
        wide = _wide(piece.rstrip(), size)
        if line and used + wide > width and piece not in NEVER_FIRST:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + _wide(piece, size)
    yield line


def _fitting(text: str, size: float, width: float) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        yield from [piece] if _wide(piece, size) <= width else piece


def _wide(text: str, size: float) -> float:
    return _share(text) * size


@lru_cache(maxsize=20_000)
def _share(text: str) -> float:
    """How wide it is at one point; measured once, for that takes most of the time."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 (see below)

    return float(stringWidth(text, FONT, 1))


def _canvas(file: BytesIO) -> Any:
    """Loaded when first asked for: most pages of the hall print nothing.

    Streams are kept as bytes: as text (ASCII base 85) they are a quarter longer, and slow to make.
    """
    from reportlab import rl_config  # noqa: PLC0415 (see above)
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415 (see above)
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 (see above)

    rl_config.useA85 = 0
    if FONT not in getRegisteredFontNames():
        registerFont(UnicodeCIDFont(FONT))
    return Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
