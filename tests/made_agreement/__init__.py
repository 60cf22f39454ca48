"""An agreement that an office made: a province that the program has none of, indicators that nobody has heard of."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from scoring.agreement import Agreement, Document
from scoring.document.loading import load

HERE = Path(__file__).parent
ID = "surin-2570-1"
TOML = (HERE / f"{ID}.toml").read_text(encoding="utf-8")
PAPER = (HERE / f"{ID}.txt").read_text(encoding="utf-8")


def paper(file: str) -> Document:
    assert file == f"{ID}.txt"
    return Document(file, hashlib.sha256(PAPER.encode()).hexdigest(), tuple(PAPER.split("\n")))


@cache
def surin() -> Agreement:
    return load(TOML, ID, paper)


def keep(store: Any) -> None:
    """As an office keeps it: the document's text, and the agreement that stands on it."""
    with store.db.transaction():
        store.rounds.keep_paper(file=f"{ID}.txt", text=PAPER, by="ผู้ดูแล", at=1)
        store.rounds.keep_agreement(id=ID, toml=TOML, by="ผู้ดูแล", training=False, at=1)
