"""One spelling and one voice: what no sentence that a person sees may say."""

from pathlib import Path

import pytest

import templates

ROOT = Path(templates.__file__).parent
FORBIDDEN = {  # as it is not written -> as it is
    "บอต": "บอท",
    "รับรองรับทราบ": "รับทราบ",
    "ในฐานะ": "เป็น",
    "อีเมล์": "อีเมล",
    "เว็ป": "เว็บ",
    "อนุญาติ": "อนุญาต",
    "0 วันก่อน": "วันนี้",
    "zip file": "a sentence in Thai",
}
SEEN = sorted(path for path in ROOT.rglob("*") if path.suffix in (".py", ".html", ".js"))


@pytest.mark.parametrize("form", FORBIDDEN)
def test_no_sentence_says(form: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{n} says {form}, the house writes {FORBIDDEN[form]}"
        for path in SEEN
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if form in line
    ]
    assert found == []
