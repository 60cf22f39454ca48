"""Makes the Word, Excel and PDF forms of the papers: python -m tests.drafting.documents.make [folder…]."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.drafting.paperwork import excel, numbered, pdf, printed, word

HERE = Path(__file__).parent
FORMS: dict[str, dict[str, Callable[[str, Path], None]]] = {
    "001-phayao-2570-1": {"paper.docx": word},
    "002-trang-2570-2": {"paper.xlsx": excel},
    "003-samutsongkhram-health": {"paper.docx": word},
    "004-kalasin-livestock": {"paper.pdf": pdf, "paper.xlsx": excel},
    "006-sukhothai-two-rounds": {"paper.docx": word},
    "007-phatthalung-odd": {"paper.pdf": pdf},
    "009-uthaithani-local": {"paper.xlsx": excel},
    "010-phrae-university": {"paper.docx": word},
    "012-yasothon-agriculture": {"paper.pdf": printed},
    "013-loei-water": {"paper.xlsx": excel, "paper.docx": word},
    "014-chumphon-runs": {"paper.docx": partial(word, scattered=True)},
    "016-mukdahan-targets": {"paper.pdf": partial(pdf, font="Norasi")},
    "017-nan-damaged": {"paper.docx": word},
    "018-satun-quarters": {"paper.docx": word},
    "019-chanthaburi-elsewhere": {"paper.pdf": pdf},
    "021-songkhla-pages": {"paper.docx": word},
    "022-nakhonphanom-glyphs": {"paper.docx": word},
    "023-phetchabun-lists": {"paper.docx": numbered},
    "024-singburi-columns": {"paper.docx": word, "paper.pdf": pdf, "paper.xlsx": excel},
    "025-chainat-school": {"paper.docx": word},
    "026-phangnga-hospital": {"paper.xlsx": excel, "paper.pdf": pdf},
    "027-pathumthani-ministry": {"paper.docx": word},
    "028-prachinburi-army": {"paper.docx": word},
    "029-rayong-power": {"paper.xlsx": excel},
    "030-tak-slips": {"paper.docx": partial(word, scattered=True), "paper.pdf": partial(pdf, font="Norasi")},
}


def main(wanted: list[str]) -> None:
    for folder in sorted(path for path in HERE.iterdir() if path.is_dir()):
        if wanted and folder.name not in wanted:
            continue
        text = folder / "paper.txt"
        for name, make in FORMS.get(folder.name, {}).items():
            make(text.read_text("utf-8"), folder / name)
        for table in folder.glob("*.tsv"):
            excel(table.read_text("utf-8"), table.with_suffix(".xlsx"))


if __name__ == "__main__":
    main(sys.argv[1:])
