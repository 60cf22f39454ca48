"""The workbook of office values on its way in: all or nothing, each bad cell named, the file's hash as the source."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.values import HEAD, KEYS, OWN, Column, columns_of
from handlers.facts import Fact
from handlers.results import COUNT, TOTAL, Results
from scoring.agreement import Agreement, Indicator, Input
from scoring.office import OFFICE
from scoring.score import score
from templates.words import values as words

LARGEST = 1_000_000  # bytes of a workbook
UNPACKED = 30_000_000  # bytes that it may unfold to


@dataclass(frozen=True)
class Read:
    """What a workbook says, or every cell that is wrong."""

    values: tuple[dict[str, Any], ...] = ()
    facts: tuple[Fact, ...] = ()
    faults: tuple[str, ...] = ()
    hash: str = ""


def read_values(
    content: bytes, file: str, agreement: Agreement, results: Mapping[str | None, Results], today: date, by: str,
    person: int | None, at: int,
) -> Read:  # fmt: skip
    """Only what differs from what is known; nothing at all when one cell is wrong."""
    hash = hashlib.sha256(content).hexdigest()
    try:
        _small(content)
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as wrong:
        return Read(faults=(f"{file}: cannot be read as a workbook ({wrong}), expected the template as XLSX",))
    reader = _Reader(agreement, results, today, by, person, at, f"{file} sha256 {hash}", hash)
    for sheet in book.worksheets:
        reader.sheet(sheet)
    if reader.faults:
        return Read(faults=tuple(reader.faults), hash=hash)
    return Read(tuple(reader.values), tuple(reader.facts), (), hash)


def _small(content: bytes) -> None:
    if len(content) > LARGEST:
        raise ValueError(f"found {len(content)} bytes, expected {LARGEST} at most")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(info.file_size for info in packed.infolist())
    if size > UNPACKED:
        raise ValueError(f"unfolds to {size} bytes, expected {UNPACKED} at most")


class _Reader:
    def __init__(
        self, agreement: Agreement, results: Mapping[str | None, Results], today: date, by: str, person: int | None,
        at: int, source: str, hash: str,
    ) -> None:  # fmt: skip
        self.agreement, self.results, self.today = agreement, results, today
        self.by, self.person, self.at, self.source, self.hash = by, person, at, source, hash
        self.values: list[dict[str, Any]] = []
        self.facts: list[Fact] = []
        self.faults: list[str] = []

    def sheet(self, sheet: Worksheet) -> None:
        id = str(sheet.cell(KEYS, 1).value or "")
        indicator = self.agreement.indicators.get(id)
        if indicator is None:
            known = ", ".join(self.agreement.indicators)
            self.faults.append(f'{sheet.title}!A{KEYS}: found indicator "{id}", expected one of {known}')
            return
        columns = {c.key: c for c in columns_of(self.agreement, indicator)}
        keys = {n: str(sheet.cell(KEYS, n).value or "") for n in range(2, (sheet.max_column or 1) + 1)}
        for n, key in keys.items():
            if key and key != "as_of" and key not in columns:
                self.faults.append(
                    f'{sheet.title}!{get_column_letter(n)}{KEYS}: found "{key}", expected one of '
                    f"{', '.join([*columns, 'as_of'])}"
                )
        dates = [n for n, key in keys.items() if key == "as_of"]
        for row in range(HEAD + 1, (sheet.max_row or HEAD) + 1):
            self._row(sheet, row, indicator, columns, keys, dates[0] if dates else 0)

    def _row(
        self, sheet: Worksheet, row: int, indicator: Indicator, columns: Mapping[str, Column], keys: Mapping[int, str],
        dated: int,
    ) -> None:  # fmt: skip
        name = str(sheet.cell(row, 1).value or "").strip()
        if not name:
            return
        district = None if name == OWN else name
        if district is not None and district not in self.agreement.districts:
            known = ", ".join(self.agreement.districts)
            self.faults.append(f'{sheet.title}!A{row}: found district "{name}", expected one of {known} or {OWN}')
            return
        if indicator not in self.agreement.of(district):
            self.faults.append(f"{sheet.title}!A{row}: {name} does not have {indicator.id}, expected no such row")
            return
        day = self._day(sheet, row, dated)
        if day is None:
            return
        for n, key in keys.items():
            if key in columns:
                place = f"{sheet.title}!{get_column_letter(n)}{row}"
                self._cell(place, sheet.cell(row, n).value, columns[key], indicator, district, day)

    def _day(self, sheet: Worksheet, row: int, dated: int) -> date | None:
        told = sheet.cell(row, dated).value if dated else None
        last = min(self.today, self.agreement.end)
        if told in (None, ""):
            return last
        day: Any = told.date() if isinstance(told, datetime) else told
        if isinstance(day, str):
            try:
                day = date.fromisoformat(day.strip())
            except ValueError:
                day = None
        place = f"{sheet.title}!{get_column_letter(dated)}{row}"
        if not isinstance(day, date):
            self.faults.append(f'{place}: found "{told}", expected a day like 2026-03-15')
            return None
        if day.year > 2400:  # a Buddhist year typed into a date cell
            day = day.replace(year=day.year - 543)
        if not self.agreement.start <= day <= last:
            self.faults.append(f"{place}: found {day}, expected a day from {self.agreement.start} to {last}")
            return None
        return date(day.year, day.month, day.day)

    def _cell(
        self, place: str, told: Any, column: Column, indicator: Indicator, district: str | None, day: date
    ) -> None:
        if told is None or (isinstance(told, str) and not told.strip()):
            return
        if column.used.derive == "flag" and column.key.startswith("r:"):
            self._flag(place, told, column, indicator, district, day)
            return
        amount = _amount(told)
        if amount is None or amount < 0:
            self.faults.append(f'{place}: found "{told}", expected an amount like 2,400,000.50')
            return
        if column.used.countable and amount != amount.to_integral_value():
            self.faults.append(f"{place}: found {amount}, expected a whole number of {column.used.unit}")
            return
        if column.key.startswith("v:"):
            self._value(place, amount, column, indicator, district, day)
        else:
            self._result(place, amount, column, indicator, district, day)

    def _flag(
        self, place: str, told: Any, column: Column, indicator: Indicator, district: str | None, day: date
    ) -> None:
        if str(told).strip() not in (*words.YES, *words.NO) and told not in (True, False, 1, 0):
            self.faults.append(f'{place}: found "{told}", expected {words.DONE} or nothing')
            return
        done = told in (True, 1) or str(told).strip() in words.YES
        known = self.results[district].inputs.get(indicator.id, {}).get(column.name)
        if known is not done and (done or known is not None):
            self.facts.append(self._fact("flag", "", done, column.name, indicator, district, day))

    def _value(
        self, place: str, amount: Decimal, column: Column, indicator: Indicator, district: str | None, day: date
    ) -> None:
        cell = indicator.tables.get(column.name, {}).get(district)
        if cell is not None:
            if cell.amount != amount:
                self.faults.append(f"{place}: found {amount}, expected {cell.amount} as line {cell.proof.line} prints")
            return
        if self.results[district].office.get(indicator.id, {}).get(column.name) == amount:
            return
        self.values.append({
            "agreement": self.agreement.id, "district": district or "", "indicator": indicator.id,
            "input": column.name, "amount": f"{amount:f}", "as_of": day.isoformat(), "strength": OFFICE,
            "set_by": self.by, "source": self.source, "at": self.at,
        })  # fmt: skip

    def _result(
        self, place: str, amount: Decimal, column: Column, indicator: Indicator, district: str | None, day: date
    ) -> None:
        used = column.used
        slot = {"months": TOTAL, "events": COUNT}.get(used.counts, "")
        kind = {"months": "total", "events": "count"}.get(used.counts, "value")
        value: Any = f"{amount:f}"
        if used.parts and not slot:
            value = {used.parts[0]: value}
        known = self.results[district].of(indicator.id, used.name, slot)
        if known is not None and _same(known.value, value, used):
            return
        inputs = {used.name: {used.parts[0]: f"{amount:f}"} if used.parts else f"{amount:f}"}
        tried = score(
            self.agreement, indicator, district, inputs, office=self.results[district].office.get(indicator.id, {})
        )
        if tried.status == "invalid":
            self.faults.append(f"{place}: found {amount}, which cannot be ({tried.fault})")
            return
        self.facts.append(self._fact(kind, slot, value, used.name, indicator, district, day))

    def _fact(
        self, kind: str, slot: str, value: Any, input: str, indicator: Indicator, district: str | None, day: date
    ) -> Fact:
        id = f"file-{self.hash[:16]}-{indicator.id}-{district or ''}-{input}-{slot}"
        return Fact(
            id=id, kind=kind, agreement=self.agreement.id, district=district, indicator=indicator.id, input=input,
            value=value, as_of=day, happened=self.at, slot=slot, person=self.person, note=self.source,
        )  # fmt: skip


def _amount(told: Any) -> Decimal | None:
    """A cell's number as it was typed: a spreadsheet hands on binary numbers, which are written back as shown."""
    if isinstance(told, bool):
        return None
    try:
        found = Decimal(repr(told)) if isinstance(told, float) else Decimal(str(told).replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 15 else None


def _same(known: Any, new: Any, used: Input) -> bool:
    if isinstance(new, dict):
        old = known.get(used.parts[0]) if isinstance(known, dict) else None
        return old is not None and Decimal(old) == Decimal(new[used.parts[0]])
    return isinstance(known, str) and Decimal(known) == Decimal(new)
