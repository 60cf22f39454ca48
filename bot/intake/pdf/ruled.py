"""The ruled tables of a PDF page: where their rows and cells are, as pdfplumber finds them from the printed lines."""

from dataclasses import dataclass
from typing import Any

MOST_LINES = 20_000  # drawn on one page
MOST_CELLS = 5_000


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Ruled:
    box: Box
    rows: tuple[tuple[Box | None, ...], ...]  # None: covered by a merged cell to the left or above

    @property
    def edges(self) -> tuple[int, ...]:
        """Where its columns stand, to know its other half on the next page."""
        return tuple(sorted({round(side) for row in self.rows for c in row if c for side in (c.left, c.right)}))


def tables_of(page: Any) -> list[Ruled]:
    """From top to bottom; a box around text alone is no table."""
    if len(page.edges) > MOST_LINES:
        return []
    found = []
    for table in page.find_tables():
        if len(table.cells) > MOST_CELLS:
            continue
        rows = tuple(tuple(None if cell is None else Box(*cell) for cell in row.cells) for row in table.rows)
        if len(table.cells) > 1:
            found.append(Ruled(Box(*table.bbox), rows))
    return sorted(found, key=lambda table: table.box.top)
