"""A table of a document, row by row as printed: the line's number, then the line itself, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.agreement import Cell, Correction
from scoring.amounts import typed
from scoring.digits import number
from scoring.document.proving import Proving

HALF = Decimal("0.5")  # printed targets are rounded to whole baht
Column = dict[str | None, Cell]


def read_table(
    raw: Mapping[str, Any], p: Proving, province: str, districts: tuple[str, ...], corrections: tuple[Correction, ...],
    changed: Any = (),
) -> dict[str, Column]:  # fmt: skip
    """Column name -> district (None: the province's row) -> cell; `changed`: the cells that an amendment names."""
    place = p.place
    p.at(f"{place}, table {raw.get('what')}")
    p.unknown(raw, {"what", "columns", "rows", "sums"})
    names, found = raw["columns"], {name: Column() for name in raw["columns"][2:]}
    seen = []
    for row in raw["rows"].strip("\n").split("\n"):
        serial, _, text = row.partition("\t")
        line = int(serial)
        if text.rstrip() != p.line(line).rstrip():
            p.fault(p.place, f'row "{text.rstrip()}" is not line {line} of {p.paper.file}')
            continue
        cells = [_corrected(cell, line, corrections) for cell in text.split("\t")]
        who = _whose(cells[1][0], province, districts)
        if who == "":
            p.fault(p.place, f'line {line}: found "{cells[1][0]}", expected a district of {province}')
            continue
        seen.append(who)
        for name, (cell, printed) in zip(names[2:], cells[2:], strict=False):
            amount = number(cell)
            if cell and amount is None:
                p.fault(p.place, f'line {line}: found "{cell}", expected a number')
            elif amount is not None:
                found[name][who] = Cell(
                    amount,
                    p.stands(line, text.rstrip()),
                    number(printed) if printed else None,
                )
    if seen.count(None) > 1:
        p.fault(p.place, f"found {seen.count(None)} rows of the province, expected 1 at most")
    for district in districts:
        if seen.count(district) != 1:
            p.fault(p.place, f"found {seen.count(district)} rows of {district}, expected 1")
    for name, whose, *amount in changed:
        who = _whose(whose, province, districts)
        if who == "":
            p.fault(p.place, f'found "{whose}", expected a district of {province}')
        elif name in found:
            found[name][who] = p.cell(amount)
    _sums(raw.get("sums", ()), found, p)
    _growths(found, p)
    p.at(place)
    return found


def _corrected(cell: str, line: int, corrections: tuple[Correction, ...]) -> tuple[str, str]:
    """(what is read, what is printed where it was corrected)."""
    for c in corrections:
        if c.proof.line == line and c.proof.quote == cell:
            return c.corrected, cell
    return cell, ""


def _whose(name: str, province: str, districts: tuple[str, ...]) -> str | None:
    if name in (province, "รวม"):
        return None
    return name if name in districts else ""


def _sums(columns: Any, found: dict[str, Column], p: Proving) -> None:
    for name in columns:
        total = sum((cell.amount for district, cell in found[name].items() if district is not None), Decimal(0))
        if None not in found[name] or total != found[name][None].amount:
            printed = found[name][None].amount if None in found[name] else "nothing"
            p.fault(p.place, f"{name}: the rows add to {total}, the total prints {printed}")


def _growths(found: dict[str, Column], p: Proving) -> None:
    """A printed target of 17 % more is within half a baht of 117 % of the printed base."""
    bases = next((c for name, c in found.items() if name.endswith(".base")), None)
    for name, column in found.items():
        if not name.startswith("@") or bases is None:
            continue
        for who, cell in column.items():
            exact = bases[who].amount * (100 + (typed(name[1:]) or 0)) / 100
            if abs(cell.amount - exact) > HALF:
                where = f"line {cell.proof.line}"
                p.fault(
                    p.place, f"{where}: found {cell.amount} for {name[1:]} % more, expected {exact} as the base gives"
                )
