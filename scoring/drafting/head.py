"""Whose agreement it is and for when: province, fiscal year, round and period, as the text says or a person does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from scoring import periods
from scoring.digits import MONTHS
from scoring.drafting.draft import Ask, Head
from scoring.drafting.text import Text
from scoring.drafting.words import MONTH, plain

_PROVINCE = re.compile(r"(?:จังหวัด|ศาลากลางจังหวัด|พัฒนาการจังหวัด|จ\.)\s*([ก-๎]+)")
_TOWN = re.compile(r"(?:อำเภอ|อ\.)\s*เมือง([ก-๎]+)")
_YEAR = re.compile(r"(?:ปีงบประมาณ|ประจำปี(?:งบประมาณ)?|ปี)\s*(?:พ\.?\s*ศ\.?)?\s*(2[45]\d\d)(?!\d)")
_ROUND = re.compile(r"(?:รอบการประเมิน|รอบ|ครั้ง)\s*(?:ที่)?\s*([12])(?!\d|\s*[.,]\d|\s*เดือน|\s*ครั้ง)(?:\s*/\s*(2[45]\d\d))?")
_COMPARED = re.compile(r"(?:จาก|เทียบกับ|เทียบ|ฐาน|ของ)\s*$")
_OFFICE = re.compile(
    r"^\s*(?:สำ\s?นักงาน|โรงพยาบาล|มหาวิทยาลัย|วิทยาลัย|เทศบาล|องค์การ|ศูนย์|โรงเรียน|การประปา|การไฟฟ้า|มณฑล|กองพัน|ค่าย|ที่ทำการ|แขวง)"
)
_PERIOD = re.compile(
    rf"(?P<all>(\d{{1,2}})\s*({MONTH})\s*(?:พ\.?\s*ศ\.?\s*)?(\d{{4}}|\d\d)\s*(?:-|ถึง|ถึงวันที่)\s*(?:วันที่\s*)?(\d{{1,2}})\s*({MONTH})\s*(?:พ\.?\s*ศ\.?\s*)?(\d{{4}}|\d\d))"
)


def head(
    text: Text, places: Mapping[str, Sequence[str]], province: str | None, year: int | None, round_: int | None
) -> Head:
    """`places`: every province with its districts; what a person has said goes before what the text says."""
    flat = [plain(line.text) for line in text.lines]
    asks: list[Ask] = []
    province = province or _province(flat, places, asks)
    found_year, year_line = _year(flat, asks) if year is None else (year, 0)
    rounds = _rounds(flat, found_year)
    periods_found = _periods(flat)
    if round_ is None:
        round_ = _round(rounds, periods_found, found_year, asks)
    districts = tuple(places.get(province or "", ()))
    signed = next(
        (line for line, span in periods_found if found_year and span == periods.period(found_year, round_)), None
    )
    period = None
    spans = {span for _, span in periods_found}
    if found_year is not None and (round_ is not None or not rounds):
        expected = periods.period(found_year, round_)
        if expected in spans or (round_ is not None and len(spans) != 1):
            period = expected
        elif len(spans) == 1:
            period = spans.pop()
            signed = next(line for line, _ in periods_found)
            asks.append(Ask("year", "period_differs", (), tuple(day.isoformat() for day in (*period, *expected))))
        if not periods_found and round_ is not None:
            asks.append(Ask("period", "period_not_printed", (), tuple(day.isoformat() for day in expected)))
    if period is None and not any(a.about in ("round", "period") for a in asks):
        asks.append(Ask("period", "no_period"))
    signed_for = None
    if signed is not None:
        signed_for = (signed, text.quote(signed).strip())
    elif year_line:
        signed_for = (year_line, text.quote(year_line).strip())
    return Head(province, districts, found_year, round_, period, signed_for, tuple(asks))


def _province(flat: list[str], places: Mapping[str, Sequence[str]], asks: list[Ask]) -> str | None:
    said: Counter[str] = Counter()
    for line in flat:
        for found in _PROVINCE.finditer(line):
            name = max((p for p in places if found[1].startswith(p)), key=len, default=None)
            if name:
                said[name] += 1
    ranked = said.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        if len(ranked) > 1:
            asks.append(Ask("province", "provinces_several", (), tuple(said), tuple(said)))
        return ranked[0][0]
    if ranked:
        asks.append(Ask("province", "provinces_several", (), tuple(said), tuple(said)))
        return None
    towns = Counter(m[1] for line in flat for m in _TOWN.finditer(line))
    named = [p for p in places if any(t == p or t.startswith(p) for t in towns)]
    if len(named) == 1:
        asks.append(Ask("province", "province_from_district", (), (named[0], f"เมือง{named[0]}")))
        return named[0]
    offices = {p for line in flat[:40] if _OFFICE.match(line) for p in places if p in line}
    if len(offices) == 1:
        return offices.pop()
    asks.append(Ask("province", "province_not_named", (), tuple(named), tuple(named)))
    return None


def _year(flat: list[str], asks: list[Ask]) -> tuple[int | None, int]:
    said: Counter[int] = Counter()
    first: dict[int, int] = {}
    headings: Counter[int] = Counter()
    for n, line in enumerate(flat, 1):
        for found in _YEAR.finditer(line):
            if _COMPARED.search(line[: found.start()]):
                continue
            value = int(found[1])
            said[value] += 1
            first.setdefault(value, n)
            if re.search(r"รอบ(?:การประเมิน)?\s*(?:ที่)?\s*[12]|ครั้งที่", line):
                headings[value] += 3
            if "งบประมาณ" in found.group() or re.match(r"\s*(?:สรุป|แบบ|เรื่อง|รอบ|ข้อตกลง|คำรับรอง)", line):
                headings[value] += 1
    for found in (m for line in flat for m in _ROUND.finditer(line)):
        if found[2]:
            headings[int(found[2])] += 1
            first.setdefault(int(found[2]), next(n for n, line in enumerate(flat, 1) if found.group() in line))
    ranked = (headings or said).most_common(2)
    if not ranked:
        asks.append(Ask("year", "year_not_printed"))
        return None, 0
    if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
        asks.append(
            Ask("year", "years_several", (), tuple(str(y) for y, _ in ranked), tuple(str(y) for y, _ in ranked))
        )
    return ranked[0][0], first[ranked[0][0]]


def _rounds(flat: list[str], year: int | None) -> Counter[int]:
    """Rounds that headings name; a round of another year does not count."""
    said: Counter[int] = Counter()
    for line in flat:
        for found in _ROUND.finditer(line):
            whole = found.group()
            other = found[2] and year and int(found[2]) != year
            if not other and ("รอบ" in whole or found[2]) and not re.search(r"ระดับ\s*[1-5]", line[: found.start()]):
                said[int(found[1])] += 1
    return said


def _round(
    rounds: Counter[int], found: list[tuple[int, tuple[date, date]]], year: int | None, asks: list[Ask]
) -> int | None:
    if len(rounds) == 1:
        return next(iter(rounds))
    if len(rounds) > 1:
        asks.append(Ask("round", "two_rounds", (), (), ("1", "2", "year")))
        return None
    printed = {span for _, span in found}
    for round_ in (1, 2):
        if year and periods.period(year, round_) in printed:
            return round_
    if not (year and periods.period(year) in printed):
        asks.append(Ask("period", "round_not_printed", (), (), ("1", "2", "year")))
    return None


def _periods(flat: list[str]) -> list[tuple[int, tuple[date, date]]]:
    found = []
    for n, line in enumerate(flat, 1):
        for m in _PERIOD.finditer(line):
            first, last = _date(m[2], m[3], m[4]), _date(m[5], m[6], m[7])
            if first and last and first < last:
                found.append((n, (first, last)))
    return found


def _date(day: str, month: str, year: str) -> date | None:
    number = int(year) + (2500 if int(year) < 100 else 0)
    try:
        return date(number - periods.BUDDHIST if number > 2400 else number, MONTHS[month], int(day))
    except ValueError:
        return None
