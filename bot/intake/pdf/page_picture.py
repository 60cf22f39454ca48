"""A PDF's page as a picture, to be looked at beside what was read from it."""

import io

import pypdfium2

WIDE, HIGH = 1000, 3000  # pixels at most
GREYS = 16  # enough for letters and rules, and a third of the bytes


def png(content: bytes, number: int) -> bytes:
    """`number` from 1."""
    page = pypdfium2.PdfDocument(content)[number - 1]
    scale = min(WIDE / page.get_width(), HIGH / page.get_height())
    shown = page.render(scale=scale, grayscale=True).to_pil().convert("L").quantize(GREYS)
    out = io.BytesIO()
    shown.save(out, "PNG", optimize=True)
    return out.getvalue()
