"""A day or an hour to come, as people write it at the beginning of what they ask: พรุ่งนี้ 8 โมง, 15 มี.ค., อีก 2 ชั่วโมง.

Reports speak of days that have been; these words look forward, so they have their own small grammar.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

MORNING = time(8, 30)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_WORDS = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบเอ็ด": 11, "สิบ": 10}
_N = r"(\d{1,2}|" + "|".join(_WORDS) + ")"
_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "มกราคม มกรา ม.ค. มค", "กุมภาพันธ์ กุมภา ก.พ. กพ", "มีนาคม มีนา มี.ค. มีค", "เมษายน เมษา เม.ย. เมย",
            "พฤษภาคม พฤษภา พ.ค. พค", "มิถุนายน มิถุนา มิ.ย. มิย", "กรกฎาคม กรกฎา ก.ค. กค", "สิงหาคม สิงหา ส.ค. สค",
            "กันยายน กันยา ก.ย. กย", "ตุลาคม ตุลา ต.ค. ตค", "พฤศจิกายน พฤศจิกา พ.ย. พย", "ธันวาคม ธันวา ธ.ค. ธค",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(re.escape(m) for m in sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:\s*(?:พ\.ศ\.\s*)?(\d{4}|\d{2}(?![\d.:/]|\s*(?:โมง|น\.|ทุ่ม))))?"  # 9 โมง behind it is no year
_WEEKDAYS = {"จันทร์": 0, "อังคาร": 1, "พุธ": 2, "พฤหัสบดี": 3, "พฤหัส": 3, "ศุกร์": 4, "เสาร์": 5, "อาทิตย์": 6}
_PARTS = {
    "เช้า": MORNING,
    "สาย": time(9, 30),
    "บ่าย": time(13, 0),
    "เย็น": time(16, 0),
    "ค่ำ": time(18, 0),
    "คืน": time(19, 0),
}


@dataclass(frozen=True)
class Moment:
    day: date | None = None
    at: time | None = None
    exact: datetime | None = None  # อีก 2 ชั่วโมง
    rest: str = ""  # what follows

    def when(self, now: datetime) -> datetime | None:
        """The moment to come; None when it is past or nothing was said."""
        here = now.replace(tzinfo=None, second=0, microsecond=0)
        if self.exact is not None:
            return self.exact
        if self.day is None and self.at is None:
            return None
        at = self.at or MORNING
        if self.day is None:
            today = datetime.combine(here.date(), at)
            return today if today > here else today + timedelta(days=1)
        named = datetime.combine(self.day, at)
        return named if named > here else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text]


Take = Callable[[re.Match[str], datetime], Moment | None]


def _relative(days: int) -> Take:
    return lambda m, now: Moment(day=now.date() + timedelta(days=days))


def _part(m: re.Match[str], now: datetime) -> Moment:
    day = now.date() + timedelta(days=1) if m.group(2) == "พรุ่งนี้" else now.date()
    return Moment(day=day, at=_PARTS[m.group(1)])


def _weekday(m: re.Match[str], now: datetime) -> Moment:
    ahead = (_WEEKDAYS[m.group(1)] - now.weekday() - 1) % 7 + 1
    return Moment(day=now.date() + timedelta(days=ahead))


def _named(m: re.Match[str], now: datetime) -> Moment | None:
    return _date(int(m.group(1)), _MONTHS[m.group(2)], m.group(3), now)


def _slashed(m: re.Match[str], now: datetime) -> Moment | None:
    return _date(int(m.group(1)), int(m.group(2)), m.group(3), now)


def _date(day: int, month: int, year: str | None, now: datetime) -> Moment | None:
    try:
        if year is not None:
            said = int(year) + (2500 if len(year) == 2 else 0)
            return Moment(day=date(said - 543 if said > 2400 else said, month, day))
        this = date(now.year, month, day)
        return Moment(day=this if this >= now.date() else date(now.year + 1, month, day))
    except ValueError:
        return None


def _ahead(m: re.Match[str], now: datetime) -> Moment:
    count, unit = _number(m.group(1)), m.group(2)
    if unit.startswith(("วัน", "สัปดาห์", "อาทิตย์")):
        return Moment(day=now.date() + timedelta(days=count * (1 if unit == "วัน" else 7)))
    step = timedelta(minutes=count) if unit == "นาที" else timedelta(hours=count)
    return Moment(exact=now.replace(tzinfo=None, second=0, microsecond=0) + step)


def _clock(hour: int, minute: int = 0) -> Moment | None:
    return Moment(at=time(hour % 24, minute)) if 0 <= hour <= 24 and 0 <= minute < 60 else None


def _oclock(m: re.Match[str], now: datetime) -> Moment | None:
    hour = _number(m.group(1))
    evening = m.group(2) == "เย็น" or (m.group(2) is None and hour < 6)
    return _clock(hour + 12 if evening and hour < 12 else hour, 30 if m.group(3) else 0)


def _afternoon(m: re.Match[str], now: datetime) -> Moment | None:
    hour = _number(m.group(1)) if m.group(1) else 1
    return _clock(hour + 12, 30 if m.group(2) else 0) if 1 <= hour <= 6 else None


def _night(m: re.Match[str], now: datetime) -> Moment | None:
    hour = _number(m.group(1))
    return _clock(18 + hour, 30 if m.group(2) else 0) if 1 <= hour <= 5 else None


_RULES: tuple[tuple[re.Pattern[str], Take], ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (r"(เช้า|สาย|บ่าย|เย็น|ค่ำ|คืน)(วันนี้|นี้|พรุ่งนี้)", _part),
        (r"วันนี้", _relative(0)),
        (r"พรุ่งนี้", _relative(1)),
        (r"มะรืน(?:นี้)?", _relative(2)),
        (rf"อีก\s*{_N}\s*(วัน|สัปดาห์|อาทิตย์|ชั่วโมง|ชม\.?|นาที)", _ahead),
        (rf"(?:วันที่\s*)?(\d{{1,2}})\s*({_MONTH}){_YEAR}", _named),
        (r"(?:วันที่\s*)?(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?", _slashed),
        (r"(?:วัน)?(จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:หน้า|นี้)?", _weekday),
        (r"(\d{1,2})[.:](\d{2})(?:\s*น\.?|(?!\d))", lambda m, now: _clock(int(m.group(1)), int(m.group(2)))),
        (r"(\d{1,2})\s*(?:น\.|นาฬิกา)", lambda m, now: _clock(int(m.group(1)))),
        (r"เที่ยงคืน", lambda m, now: _clock(0)),
        (r"เที่ยง(?:วัน|ตรง)?", lambda m, now: _clock(12)),
        (rf"บ่าย\s*(?:{_N}\s*)?โมง(ครึ่ง)?", _afternoon),
        (rf"บ่าย\s*{_N}(ครึ่ง)?", _afternoon),
        (rf"{_N}\s*โมง(เช้า|เย็น)?(ครึ่ง)?", _oclock),
        (rf"{_N}\s*ทุ่ม(ครึ่ง)?", _night),
        (r"ตี\s*([1-5])", lambda m, now: _clock(int(m.group(1)))),
        (r"(เช้า|สาย|บ่าย|เย็น|ค่ำ)(?=\s|$)", lambda m, now: Moment(at=_PARTS[m.group(1)])),
    )
)  # fmt: skip
_FILLER = re.compile(r"(?:ใน|ตอน|เวลา|ณ|ช่วง|,|\s)+")


def read_moment(text: str, now: datetime) -> Moment:
    """The day and the hour that the words begin with, and what follows them; a first day and a first hour count."""
    text = text.translate(_DIGITS)
    found, at = Moment(), 0
    while True:
        filler = _FILLER.match(text, at)
        start = filler.end() if filler else at
        for pattern, take in _RULES:
            match = pattern.match(text, start)
            one = take(match, now) if match else None
            if match and one is not None and _fits(found, one):
                found = replace(found, day=found.day or one.day, at=found.at or one.at, exact=found.exact or one.exact)
                at = match.end()
                break
        else:
            return replace(found, rest=text[at:].strip(" :\n"))


def _fits(found: Moment, one: Moment) -> bool:
    if found.exact is not None or (one.exact is not None and (found.day or found.at)):
        return False
    return not (one.day and found.day) and not (one.at and found.at)
