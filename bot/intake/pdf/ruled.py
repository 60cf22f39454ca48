"""The ruled tables of a PDF page: where their rows and cells are, as pdfplumber finds them from the printed lines."""

from dataclasses import dataclass
from typing import Any

MOST_LINES = 20_000  # drawn on one page
MOST_CELLS = 5_000
NEAR = 3.0  # points between rules that meet
SHIFTED = 6  # points that a column may shift from page to page
LEAST = 5.0  # length of a rule


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

    def goes_on(self, edges: tuple[int, ...]) -> bool:
        """Whether its columns stand where those of the page before did."""
        return len(edges) == len(self.edges) and all(
            abs(a - b) < SHIFTED for a, b in zip(edges, self.edges, strict=True)
        )


def tables_of(page: Any) -> list[Ruled]:
    """From top to bottom; a box around text alone is no table."""
    if len(page.edges) > MOST_LINES:
        return []
    found = []
    ends = _open_ends(page)
    for table in page.find_tables({"explicit_horizontal_lines": ends} if ends else None):
        if len(table.cells) > MOST_CELLS:
            continue
        rows = tuple(tuple(None if cell is None else Box(*cell) for cell in row.cells) for row in table.rows)
        if len(table.cells) > 1:
            found.append(Ruled(Box(*table.bbox), rows))
    return sorted(found, key=lambda table: table.box.top)


def _open_ends(page: Any) -> list[float]:
    """Where upright rules end without a level one: a table that goes on over the page, as browsers print it."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > LEAST]
    level = [edge for edge in page.edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > LEAST]
    if len(upright) < 2:
        return []
    ends = []
    for side in (min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)):
        closed = any(abs(edge["top"] - side) < NEAR for edge in level)
        reach = sum(min(abs(edge["top"] - side), abs(edge["bottom"] - side)) < NEAR for edge in upright)
        if reach > 1 and not closed:
            ends.append(side)
    return ends
