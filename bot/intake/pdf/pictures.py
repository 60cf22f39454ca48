"""Pictures on a PDF page: a page that is only a picture of a page cannot be read."""

from typing import Any

import pypdfium2.raw as pdfium

FEW_LETTERS = 8
WHOLE_PAGE = 0.5  # of the page
LARGE = 0.12
MOST_OBJECTS = 50_000
UNSEEN = 3  # the way of printing of letters that a scanner's software hides behind its picture


def is_scan(page: Any, letters: int) -> bool:
    """A picture with no letters beside it, or with letters that a machine guessed and hid behind it."""
    share = max(_shares(page), default=0.0)
    if letters < FEW_LETTERS:
        return share > LARGE
    return share > WHOLE_PAGE and _unseen(page)


def large_pictures(page: Any) -> bool:
    return any(share > LARGE for share in _shares(page))


def _shares(page: Any) -> list[float]:
    """How much of the page each picture covers."""
    whole = page.get_width() * page.get_height() or 1.0
    found = []
    for picture in _objects(page, pdfium.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = picture.get_bounds()
        found.append(abs((right - left) * (top - bottom)) / whole)
    return found


def _unseen(page: Any) -> bool:
    texts = _objects(page, pdfium.FPDF_PAGEOBJ_TEXT)
    unseen = sum(pdfium.FPDFTextObj_GetTextRenderMode(text) == UNSEEN for text in texts)
    return bool(unseen * 2 > len(texts))


def _objects(page: Any, kind: int) -> list[Any]:
    found = []
    for n, thing in enumerate(page.get_objects(filter=[kind], max_depth=3)):
        if n > MOST_OBJECTS:
            break
        found.append(thing)
    return found
