"""The workbook of office values on its way in: all or nothing, each bad cell named, the file's hash as the source."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.typed import lost, shown, typed_amount
from bot.exports.values import HEAD, KEYS, OWN, Column, columns_of
from scoring.agreement import Agreement, Indicator, Input
from scoring.levels.office_values import OFFICE
from scoring.levels.score import score
from scoring.results.facts import Fact
from scoring.results.results import COUNT, TOTAL, Results
from templates.words.province import values as words

# What openpyxl raises for a file that is no workbook or a damaged one (ParseError is a SyntaxError).
UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, KeyError, ValueError, OSError,
    TypeError, AttributeError, IndexError, NotImplementedError, RuntimeError,
)  # fmt: skip
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
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
        written = load_workbook(io.BytesIO(content))  # formulas as they were typed
    except UNREADABLE as wrong:
        return Read(faults=(f"{file}: cannot be read as a workbook ({wrong}), expected the template as XLSX",))
    reader = _Reader(agreement, results, today, by, person, at, f"{file} sha256 {hash}", hash)
    for sheet, typed in zip(book.worksheets, written.worksheets, strict=True):
        vanishing = list(lost(sheet, typed, HEAD))
        reader.faults += vanishing
        if not vanishing:
            reader.sheet(sheet)
    if reader.faults:
        return Read(faults=tuple(reader.faults), hash=hash)
    return Read(tuple(reader.values), tuple(reader.facts), (), hash)


def agreement_in(content: bytes) -> str:
    """The agreement whose template this is; empty where it does not say."""
    try:
        _small(content)
        return _key(load_workbook(io.BytesIO(content), data_only=True).worksheets[0])[0]
    except UNREADABLE:
        return ""


def _key(sheet: Worksheet) -> tuple[str, str]:
    """The agreement (empty in templates that are older than 1 December 2026) and the indicator of a sheet."""
    named, _, id = str(sheet.cell(KEYS, 1).value or "").rpartition(" ")
    return named, id


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
        self.sheets: dict[str, str] = {}  # indicator -> the sheet that it stands on

    def sheet(self, sheet: Worksheet) -> None:
        named, id = _key(sheet)
        if named not in ("", self.agreement.id):
            self.faults.append(
                f"{sheet.title}!A{KEYS}: found a sheet of {named}, expected the template of {self.agreement.id}"
            )
            return
        indicator = self.agreement.indicators.get(id)
        if indicator is None:
            known = ", ".join(self.agreement.indicators)
            self.faults.append(f'{sheet.title}!A{KEYS}: found indicator "{id}", expected one of {known}')
            return
        if id in self.sheets:
            self.faults.append(f"{sheet.title}!A{KEYS}: found {id} again, expected it on {self.sheets[id]} alone")
            return
        self.sheets[id] = sheet.title
        columns = {c.key: c for c in columns_of(self.agreement, indicator)}
        keys = {n: str(sheet.cell(KEYS, n).value or "") for n in range(2, (sheet.max_column or 1) + 1)}
        for n, key in keys.items():
            if key and key in [k for m, k in keys.items() if m < n]:
                self.faults.append(f"{sheet.title}!{get_column_letter(n)}{KEYS}: found {key} again, expected it once")
            if key and key != "as_of" and key not in columns:
                self.faults.append(
                    f'{sheet.title}!{get_column_letter(n)}{KEYS}: found "{key}", expected one of '
                    f"{', '.join([*columns, 'as_of'])}"
                )
        dates = [n for n, key in keys.items() if key == "as_of"]
        self.told: dict[str, int] = {}
        for row in range(HEAD + 1, (sheet.max_row or HEAD) + 1):
            self._row(sheet, row, indicator, columns, keys, dates[0] if dates else 0)

    def _row(
        self, sheet: Worksheet, row: int, indicator: Indicator, columns: Mapping[str, Column], keys: Mapping[int, str],
        dated: int,
    ) -> None:  # fmt: skip
        name = str(sheet.cell(row, 1).value or "").strip()
        for n, key in keys.items():
            told = sheet.cell(row, n).value
            if told not in (None, "") and (not name or not key):
                place = f"{sheet.title}!{get_column_letter(n)}{row}"
                where = f"a key in row {KEYS}" if name else "a district"
                self.faults.append(f'{place}: found "{told}" without {where}, expected nothing there')
        if not name:
            return
        if name in self.told:
            self.faults.append(f"{sheet.title}!A{row}: found {name} again, expected it in row {self.told[name]} alone")
            return
        self.told[name] = row
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
                told = shown(sheet.cell(row, n))
                if isinstance(told, str) and columns[key].used.unit == "ร้อยละ":
                    told = told.strip().removesuffix("%")
                self._cell(place, told, columns[key], indicator, district, day)

    def _day(self, sheet: Worksheet, row: int, dated: int) -> date | None:
        told = sheet.cell(row, dated).value if dated else None
        last = min(self.today, self.agreement.end)
        if told in (None, ""):
            return last
        day: Any = told.date() if isinstance(told, datetime) else told
        if isinstance(day, str):
            try:
                day = date.fromisoformat(day.strip()) if DAY.fullmatch(day.strip()) else None
            except ValueError:
                day = None
        place = f"{sheet.title}!{get_column_letter(dated)}{row}"
        if not isinstance(day, date):
            self.faults.append(f'{place}: found "{told}", expected a day like 2026-03-15')
            return None
        if day.year > 2400:  # a Buddhist year typed into a date cell
            try:
                day = day.replace(year=day.year - 543)
            except ValueError:  # 29 February of a year that has none
                self.faults.append(f'{place}: found "{day}", expected a day that there is')
                return None
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
        found = typed_amount(told)
        if found is None or found < 0:
            self.faults.append(f'{place}: found "{told}", expected an amount like 2,400,000.50')
            return
        if column.used.countable and found != found.to_integral_value():
            self.faults.append(f"{place}: found {found}, expected a whole number of {column.used.unit}")
            return
        if column.key.startswith("v:"):
            self._value(place, found, column, indicator, district, day)
        else:
            self._result(place, found, column, indicator, district, day)

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


def _same(known: Any, new: Any, used: Input) -> bool:
    if isinstance(new, dict):
        old = known.get(used.parts[0]) if isinstance(known, dict) else None
        return old is not None and Decimal(old) == Decimal(new[used.parts[0]])
    return isinstance(known, str) and Decimal(known) == Decimal(new)
