"""A trend and a province's grid as SVG: the numbers of the page's own chart, its colours told apart in grey too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from templates.cards.levels import COLOURS
from templates.charts import BOTTOM, LEFT, RIGHT, Chart
from templates.words import charts as words

INK, GREY, PAPER, RULE = "#1F2933", "#5F6B76", "#FFFFFF", "#C5CDD5"
FONT = "Noto Sans, Noto Sans Thai"  # both stand in fonts/; of a letter the first that has it is taken
DASHES = 'stroke-dasharray="6 5" stroke-width="1.5"'
HALO = f'stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'  # words upon a line
HEAD = 58  # what title and place need
NAME, ROW, SLANTED = 118, 26, 118  # of the grid: the districts' names, a row, the indicators' names
NARROW, BROAD, WIDEST = 40, 76, 400  # a cell at least and at most; all cells of a row where they are few
MOST_LETTERS = 20


@dataclass(frozen=True)
class Cell:
    """Of a district and an indicator; `level` None: hollow, there is no level yet. No cell: it does not apply."""

    level: int | None


def trend(title: str, place: str, chart: Chart) -> str:
    drawn = [
        _words(LEFT, 26, title, 18),
        _words(LEFT, 46, place, 12, colour=GREY),
        f'<g transform="translate(0 {HEAD})">',
    ]
    for line in chart.lines:
        colour = COLOURS[line.level]
        drawn.append(_line(LEFT, line.y, RIGHT, line.y, colour, DASHES))
        drawn.append(_words(RIGHT + 8, line.label_y, line.says, 12, colour=colour))
    for month in chart.months:
        drawn.append(_line(month.x, BOTTOM + 4, month.x, BOTTOM + 10, GREY))
        drawn.append(_words(month.x, BOTTOM + 28, month.says, 12, colour=GREY))
    drawn.append(_line(LEFT, BOTTOM + 4, RIGHT, BOTTOM + 4, GREY))
    drawn.append(f'<path d="{chart.path}" fill="none" stroke="{INK}" stroke-width="2.5"/>')
    drawn += [_mark(mark.x, mark.y, mark.level) for mark in chart.marks]
    if chart.marks:
        last = chart.marks[-1]
        anchor = "end" if Fraction(last.x) > Fraction(LEFT + RIGHT, 2) else "start"
        newest = _words(0, -12, last.says, 13, anchor=anchor)
        drawn.append(f'<g transform="translate({last.x} {last.y})" {HALO}>{newest}</g>')
    return _svg(480, HEAD + BOTTOM + 40, [*drawn, "</g>"])


def grid(
    title: str,
    place: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell | None]]],
    whole: Sequence[Cell | None],
) -> str:
    """A row for each district and, below a line, the whole province: its level only when every district is in."""
    cell = min(max(WIDEST // max(len(columns), 1), NARROW), BROAD)
    top, wide = HEAD + SLANTED, NAME + cell * len(columns) + 64
    drawn = _head(title, place)
    for n, name in enumerate(columns):
        x = NAME + cell * n + cell // 2
        shown = name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1] + "…"
        drawn.append(f'<g transform="translate({x} {top - 6}) rotate(-52)">{_words(0, 0, shown, 12)}</g>')
    for n, (name, cells) in enumerate(rows):
        drawn += _row(top + ROW * n, name, cells, cell)
    bottom = top + ROW * len(rows) + 10
    drawn.append(_line(LEFT, bottom - 5, NAME + cell * len(columns), bottom - 5, GREY))
    drawn += _row(bottom, words.WHOLE, whole, cell)
    legend = bottom + ROW + 26
    drawn.append(_words(LEFT, legend, words.LEGEND, 12, colour=GREY))
    return _svg(max(wide, 480), legend + 16, drawn)


def _head(title: str, place: str) -> list[str]:
    return [_words(LEFT, 26, title, 18), _words(LEFT, 46, place, 12, colour=GREY)]


def _row(y: int, name: str, cells: Sequence[Cell | None], wide: int) -> list[str]:
    drawn = [_words(LEFT, y + 18, name, 13)]
    for n, cell in enumerate(cells):
        x = NAME + wide * n
        if cell is None:
            drawn.append(_words(x + wide // 2, y + 18, "·", 13, colour=GREY, anchor="middle"))
            continue
        hollow = cell.level is None
        fill, said = (PAPER, "–") if hollow else (COLOURS[cell.level], str(cell.level))
        frame = COLOURS[None] if hollow else fill
        place = f'x="{x + 2}" y="{y + 2}" width="{wide - 4}" height="{ROW - 4}" rx="4"'
        drawn.append(f'<rect {place} fill="{fill}" stroke="{frame}"/>')
        drawn.append(
            _words(x + wide // 2, y + 18, said, 13, colour=COLOURS[None] if hollow else PAPER, anchor="middle")
        )
    return drawn


def _mark(x: str, y: str, level: int | None) -> str:
    """Hollow where the day has a figure and no level."""
    fill = PAPER if level is None else COLOURS[level]
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'


def _line(x1: int | str, y1: int | str, x2: int | str, y2: int | str, colour: str, more: str = "") -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" {more}/>'


def _words(
    x: int | str, y: int | str, said: str, size: int, *, colour: str = INK, anchor: str = "start"
) -> str:  # fmt: skip
    place = f'x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(said)}</text>"


def _svg(wide: int, high: int, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="{FONT}">'
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>{"".join(drawn)}</svg>'
    )
