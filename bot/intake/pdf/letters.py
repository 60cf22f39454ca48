"""The letters of a PDF page with the places where they are printed, as pdfium finds them."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MOST_LETTERS = 60_000  # of one page
LOST = "\ufffd"
MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")


@dataclass(slots=True)
class Letter:
    """One printed sign: mostly one letter, several where the font joins them, or a mark above or below another."""

    text: str
    left: float
    right: float
    base: float  # the line it stands on, from the top of the page as pdfplumber measures
    size: float

    @property
    def is_mark(self) -> bool:
        return self.text in MARKS

    @property
    def is_space(self) -> bool:
        return self.text == " "


class Turned:
    """From the page's own measure to pdfplumber's: turned as it is shown, and from the top."""

    def __init__(self, media: tuple[float, ...], rotation: int, height: float) -> None:
        x0, y0, x1, y1 = media
        self.matrix = {
            90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0),
        }.get(rotation % 360, (1, 0, 0, 1, -x0, -y0))  # fmt: skip
        self.left, self.top = x0, y0 + height

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return self.left + a * x + c * y + e, self.top - (b * x + d * y + f)


@dataclass(slots=True)
class _Sign:
    """One character as pdfium tells it: where its origin and its ink are."""

    code: int
    origin: tuple[float, float]
    ink: tuple[float, float]  # left and right
    size: float


def letters_of(page: Any, turned: Turned) -> list[Letter]:
    """In the order of the file, without the spaces and line ends that pdfium only supposes."""
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > MOST_LETTERS:
            return []
        found: list[Letter] = []
        before: _Sign | None = None
        for sign in _signs(text, count, turned):
            char = _char(sign.code)
            if before is not None and found and _same_print(before, sign):
                found[-1].text += char
                found[-1].right = max(found[-1].right, sign.ink[1])
            else:
                found.append(_letter(char, sign))
            before = sign
        return found
    finally:
        text.close()


def _signs(text: Any, count: int, turned: Turned) -> Any:
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            code = 0
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        ends = (turned.point(left.value, bottom.value)[0], turned.point(right.value, top.value)[0])
        size = max(float(pdfium.FPDFText_GetFontSize(text, index)), 1.0)
        yield _Sign(code, turned.point(x.value, y.value), (min(ends), max(ends)), size)


def _same_print(before: _Sign, sign: _Sign) -> bool:
    """Whether a font prints both with one stroke: pdfium then shares the ink out evenly among them."""
    return (
        abs(before.origin[0] - sign.origin[0]) < 0.01
        and abs(before.origin[1] - sign.origin[1]) < 0.01
        and abs(before.ink[1] - sign.ink[0]) < 0.01
        and before.ink[0] < before.ink[1]
    )


def _letter(char: str, sign: _Sign) -> Letter:
    (x, base), (left, right) = sign.origin, sign.ink
    if char in MARKS or right <= x + 0.05 * sign.size:  # drawn before its origin: above or below the letter before
        return Letter(char, left if left < right else x, max(right, left), base, sign.size)
    return Letter(char, x, max(right, x), base, sign.size)


def _char(code: int) -> str:
    if code in (2, 0xFFFE, 0xAD):  # a hyphen at the end of a line
        return "-"
    if code < 0x20:
        return LOST
    return " " if code in (0xA0, 0x2002, 0x2003, 0x2009, 0x3000) else chr(code)
