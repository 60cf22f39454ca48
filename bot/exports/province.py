"""The province's table: levels, figures and sums as XLSX; every district and indicator on a line of its own as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from openpyxl import Workbook

from bot.exports.sheets import Value, empty, exact, filtered, named, paper, put, saved, table, widths
from scoring.agreement import Indicator, Input
from scoring.levels.score import Result
from scoring.results.overview import Overview
from templates.words.province import exports as words
from templates.words.province import province as province_words
from templates.words.scores import STATUS, day, round_name, unit

HEADING = 3  # the row of the headings, below the title


def province_book(seen: Overview) -> bytes:
    book = empty()
    columns = seen.of_districts()
    title = words.province_title(seen.agreement.province, round_name(seen.agreement), day(seen.day))
    sections = [s for s in seen.agreement.sections if any(i.section == s.id and i.weight is not None for i in columns)]

    headings = [
        words.DISTRICT,
        *(i.short for i in columns),
        *(words.score_of(s.name) for s in sections),
        words.REPORTED,
    ]
    rows: list[list[Value]] = []
    for district in seen.districts:
        card = seen.cards[district]
        totals = {t.section.id: t.on_five for t in card.sections}
        had = sum(1 for i in columns if (district, i.id) in seen.newest)
        rows.append(
            [district, *(_level(seen, district, i) for i in columns), *(totals.get(s.id) for s in sections), had]
        )
    _sheet(book, words.LEVELS, title, headings, rows, 20, *([14] * (len(headings) - 1)))

    figures = [_cells(line) for line in lines(seen)]
    _sheet(book, words.FIGURES, title, words.FIGURE_COLUMNS, figures, 20, 22, 8, 22, 26, 16, 12, 16, 16, 16)

    sums: list[list[Value]] = []
    for indicator in columns:
        row = seen.rollup(indicator)
        sums.append([
            indicator.short, row.level, row.reported, row.expected,
            *(row.counts.get(n, 0) for n in (5, 4, 3, 2, 1, 0)), province_words.rolled_up(row),
        ])  # fmt: skip
    _sheet(book, words.SUMS, title, words.SUM_COLUMNS, sums, 24, 10, 10, 10, 6, 6, 6, 6, 6, 6, 80)
    return saved(book)


def _sheet(
    book: Workbook, name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], *sizes: int
) -> None:
    sheet = named(book, name)
    put(sheet, 1, 1, title, bold=True, framed=False)
    table(sheet, HEADING, headings, rows)
    widths(sheet, *sizes)
    paper(sheet, wide=True, heading=HEADING)
    filtered(sheet, HEADING)


def _level(seen: Overview, district: str, indicator: Indicator) -> Value:
    row = seen.row(district, indicator.id)
    if row is None:
        return words.NOT_HERE
    return row.result.level


class Line:
    """One input of one district and indicator."""

    def __init__(self, district: str, indicator: Indicator, result: Result, used: Input, reported: date | None) -> None:
        self.district, self.indicator, self.result, self.used, self.reported = (
            district, indicator, result, used, reported,
        )  # fmt: skip

    @property
    def figure(self) -> Fraction | None:
        found = self.result.figures.get(self.used.name)
        if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], int) and isinstance(found[1], int):
            return Fraction(found[0], found[1])
        return None

    def part(self, n: int) -> Fraction | None:
        """What was reported as the upper (0) or lower (1) part."""
        if not self.used.parts:
            return None
        told = self.result.case.inputs.get(self.used.name)
        value = told.get(self.used.parts[n]) if isinstance(told, dict) else None
        if value is None and n == 1:
            known = self.result.case.known(f"{self.used.name}.{self.used.parts[1]}")
            return None if known is None else Fraction(*known)
        return None if value is None else Fraction(str(value))

    @property
    def done(self) -> str:
        told = self.result.case.inputs.get(self.used.name)
        if self.used.derive == "flag":
            return words.DONE if told is True else words.NOT_DONE if told is False else ""
        if self.used.derive in ("date", "dates") and told:
            return ", ".join(day(date.fromisoformat(one)) for one in (told if isinstance(told, list) else [told]))
        return ""


def lines(seen: Overview) -> list[Line]:
    found = []
    for district in seen.districts:
        for indicator in seen.of_districts():
            row = seen.row(district, indicator.id)
            if row is None:
                continue
            entry = seen.newest.get((district, indicator.id))
            for used in indicator.inputs.values():
                if used.counts != "office_value":
                    found.append(Line(district, indicator, row.result, used, entry.as_of if entry else None))
    return found


def _cells(line: Line) -> list[Value]:
    figure = line.figure
    return [
        line.district, line.indicator.short, line.result.level, STATUS[line.result.status], line.used.short,
        figure if figure is not None else line.done, unit(line.used), line.part(0), line.part(1), line.reported,
    ]  # fmt: skip


RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones are read as the others


def plain(words_: str) -> str:
    """Words that a spreadsheet would run as a formula begin with an apostrophe, also behind spaces, which it drops."""
    return "'" + words_ if words_.lstrip(" \u00a0").startswith(RISKY) else words_


def province_csv(seen: Overview) -> bytes:
    """UTF-8 with a byte order mark, so that Thai opens in a spreadsheet by a double click."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([plain(h) for h in words.FIGURE_COLUMNS])
    for line in lines(seen):
        cells = []
        for value in _cells(line):
            if value is None:
                cells.append("")
            elif isinstance(value, str):
                cells.append(plain(value))
            elif isinstance(value, date):
                cells.append(day(value))
            else:
                number = exact(value)
                cells.append(str(number) if isinstance(number, int) else f"{number:f}")
        writer.writerow(cells)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")
