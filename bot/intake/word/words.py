"""The words of one paragraph of a Word file as they are printed: no hidden text, no field codes, symbols as letters."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}
SIGNS_BY_TAG = {qn(f"w:{name}"): sign for name, sign in SIGNS.items()}
UNPRINTED = {
    *(qn(f"w:{name}") for name in ("pPr", "rPr", "instrText", "delText", "del", "moveFrom", "object", "pict")),
    *(qn(f"w:{name}") for name in ("drawing", "txbxContent", "tblPr", "sdtPr", "sdtEndPr", "fldData", "rt")),
}
SYMBOL_FONT = {0xA3: "≤", 0xB3: "≥", 0x3C: "<", 0x3E: ">", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB7: "•", 0x2D: "-"}
BULLET_FONTS = ("wingdings", "webdings")


def paragraph_text(paragraph: Any) -> tuple[str, list[str]]:
    """The text, and reasons to look at the paper: signs that no letter stands for, words struck out."""
    strange: list[str] = []
    return "".join(_pieces(paragraph, strange)), strange


def text_boxes(paragraph: Any) -> list[Any]:
    """Text boxes anchored in a paragraph, each once: the older copy for older Words is passed over."""
    found = []
    for box in paragraph.iter(qn("w:txbxContent")):
        parents = list(box.iterancestors())
        inner = parents[: parents.index(paragraph)]
        if not any(p.tag in (ALTERNATIVES + "Fallback", qn("w:txbxContent")) for p in inner):
            found.append(box)
    return found


def _pieces(element: Any, strange: list[str]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in UNPRINTED:
            continue
        if tag in SIGNS_BY_TAG:
            yield SIGNS_BY_TAG[tag]
        elif tag in (qn("w:t"), MATH + "t"):
            yield (child.text or "").replace("\n", " ")
        elif tag == qn("w:sym"):
            yield _symbol(child, strange)
        elif tag == ALTERNATIVES + "AlternateContent":
            yield from _pieces(child[:1], strange)
        elif tag == MATH + "f":
            parts = ["".join(_pieces(part, strange)) for part in child if part.tag in (MATH + "num", MATH + "den")]
            yield "/".join(parts)
        elif tag == qn("w:r") and _is(child, "vanish"):
            continue
        else:
            if tag == qn("w:r") and (_is(child, "strike") or _is(child, "dstrike")):
                strange.append("struck")
            yield from _pieces(child, strange)


def _is(run: Any, name: str) -> bool:
    properties = run.find(qn("w:rPr"))
    found = None if properties is None else properties.find(qn(f"w:{name}"))
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _symbol(element: Any, strange: list[str]) -> str:
    font = (element.get(qn("w:font")) or "").lower()
    try:
        code = int(element.get(qn("w:char")) or "", 16) & 0xFF
    except ValueError:
        code = 0
    if font == "symbol" and code in SYMBOL_FONT:
        return SYMBOL_FONT[code]
    if not font.startswith(BULLET_FONTS):
        strange.append("symbol")
    return "□"
