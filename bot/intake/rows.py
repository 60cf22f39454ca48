"""A table's row as one line of the canonical text."""

from collections.abc import Iterable, Sequence

from scoring.drafting.text import Line

MOST_LINES = 20_000
MOST_LETTERS = 2_000_000


def one_line(pieces: Iterable[str]) -> str:
    """Several paragraphs of one cell, marked as the shipped documents mark them."""
    said = [" ".join(piece.split()) for piece in pieces if piece.strip()]
    return " ".join(f"<p>{piece}</p>" for piece in said) if len(said) > 1 else "".join(said)


def row_line(cells: Sequence[str], *, table: int, row: int, page: int | None = None) -> Line:
    return Line("\t".join(cells), page=page, table=table, row=row, cells=tuple(cells))
