"""A province's calendar as an .ics file, for the calendars that officers already use."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from scoring.agreement import Agreement


class Entry(Protocol):
    """One deadline, as far as a calendar shows it."""

    @property
    def agreement(self) -> str: ...
    @property
    def duty(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def printed(self) -> date: ...
    @property
    def who(self) -> str: ...
    @property
    def why(self) -> str: ...


def calendar_file(agreement: Agreement, entries: Iterable[Entry]) -> str:
    """One all-day event for each deadline (a round's end once). A moved one keeps its id and moves there too."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//radap//deadlines//TH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped('กำหนดส่ง ' + agreement.province)}",
    ]
    seen = set()
    for entry in entries:
        name = f"{entry.agreement}:{entry.duty}:{entry.printed.isoformat()}"
        if name in seen:
            continue
        seen.add(name)
        about = [f"ผู้รับผิดชอบ: {entry.who}"] if entry.who else []
        about += [f"เลื่อนหรือเพิ่มเพราะ: {entry.why}"] if entry.why else []
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(name.encode()).hexdigest()[:32]}@radap",
            f"DTSTAMP:{agreement.start:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(entry.what or agreement.province)}",
            *([f"DESCRIPTION:{_escaped(chr(10).join(about))}"] if about else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(folded + "\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, "\\" + char)
    return text.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """At most 75 bytes a line; what goes on begins with a space. A letter is never cut in two."""
    found, now = [], ""
    for char in line:
        if len((now + char).encode()) > 75:
            found.append(now)
            now = " "
        now += char
    return [*found, now]
