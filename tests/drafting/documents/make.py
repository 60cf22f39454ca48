"""Makes the Word, Excel and PDF forms of the papers: python -m tests.drafting.documents.make [folder…]."""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.drafting.paperwork import excel, pdf, word

HERE = Path(__file__).parent
FORMS: dict[str, dict[str, Callable[[str, Path], None]]] = {
    "001-phayao-2570-1": {"paper.docx": word},
    "002-trang-2570-2": {"paper.xlsx": excel},
    "003-samutsongkhram-health": {"paper.docx": word},
    "004-kalasin-livestock": {"paper.pdf": pdf, "paper.xlsx": excel},
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
