"""Makes the five signed documents as Word, Excel and PDF files: python -m tests.drafting.seeds.make [name…]."""

import sys
from pathlib import Path

from tests.drafting.paperwork import excel, pdf, printed, word

HERE = Path(__file__).parent
SOURCES = HERE.parents[2] / "scoring" / "sources"


def main(wanted: list[str]) -> None:
    for source in sorted(SOURCES.glob("*.txt")):
        if wanted and source.stem not in wanted:
            continue
        text = source.read_text("utf-8")
        word(text, HERE / f"{source.stem}.docx", "Garuda")
        excel(text, HERE / f"{source.stem}.xlsx", numbers=False)
        pdf(text, HERE / f"{source.stem}.garuda.pdf", "Garuda")
        pdf(text, HERE / f"{source.stem}.norasi.pdf", "Norasi")
        printed(text, HERE / f"{source.stem}.browser.pdf", "Loma")


if __name__ == "__main__":
    main(sys.argv[1:])
