"""Reads labelled messages and counts, by voice: stored right, asked back, stored wrong, stored unasked, lost as talk.

python -m tests.reading.measure messages FILE.jsonl [--show]
python -m tests.reading.measure spoilers FILE.jsonl [--show]
python -m tests.reading.measure courtesy FILE.jsonl [--show]
python -m tests.reading.measure webhook FILE.jsonl [--show]    what becomes of clear reports in a conversation
"""

import datetime
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from handlers.reading import Reading, Value, read
from tests.reading import over_webhook

STORES = ("report", "correct", "set_value")
TODAY = datetime.date(2025, 3, 15)
# Clear sentences, one of each kind of topic: what stands before the figure, and the figure.
CLEAR = (
    ("เบิกจ่าย", "80%"),
    ("จปฐ. จัดเก็บได้", "96.5%"),
    ("OTOP เดือนกุมภาพันธ์", "450,000 บาท"),
    ("แผนงานสำเร็จ", "86%"),
    ("หนี้เกินกำหนดชำระกองทุนสตรี", "9.2%"),
    ("เข้าถึงแหล่งทุน", "12 จาก 14 ครัวเรือน"),
    ("ครัวเรือนยากจนพัฒนาแล้ว", "34 จาก 52 ครัวเรือน"),
    ("สัมมาชีพ", "ขั้น 2 เสร็จ"),
    ("ผ้าไหม เดือนมกราคม", "1.2 ล้านบาท"),
    ("ตำบลเข้มแข็ง", "2 ตำบล"),
    ("นางรอง เบิกจ่าย", "77.5%"),
)


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def verdict(one: dict[str, Any], reading: Reading) -> str:
    """right, asked, lost, wrong, unasked; "fine" for a message that is not clear and is not stored."""
    expect = one["expect"]
    stored = reading.intent in STORES and not reading.ask
    if one["clear"]:
        if reading.ask:
            return "asked"
        if not stored:
            return "lost"
        return "right" if agrees(one, reading) else "wrong"
    if not stored:
        return "fine" if reading.intent == expect["intent"] or reading.ask else "fine (intent)"
    if expect["intent"] not in STORES or expect["ask"]:
        return "unasked"
    return "right" if agrees(one, reading) else "wrong"


def agrees(one: dict[str, Any], reading: Reading) -> bool:
    expect = one["expect"]
    wanted = list(expect["values"])
    if not wanted and expect["intent"] != "report":
        return reading.intent == expect["intent"]
    # a step said to be undone is no result: marked as such or left out, both are right
    undone = {(value["topic"], value["value"]) for value in wanted if value.get("done") is False}
    found = [v for v in reading.values if v.done is not False or (v.topic, str(v.value)) in undone]
    if one.get("shape_free") or expect.get("shape_free"):
        return bool(found) and {value.topic for value in found} <= {value["topic"] for value in wanted}
    if len(wanted) != len(found):
        return False
    for value in wanted:
        match = next((other for other in found if _equal(value, other, expect)), None)
        if match is None:
            return False
        found.remove(match)
    dates = {str(expect.get("date")), str(one.get("date_alt", expect.get("date_alt")))} | {"None"}
    free = one.get("date_free") or expect.get("date_free")
    date = reading.date.isoformat() if reading.date else "None"
    return bool(free) or date in dates or (expect.get("date") not in (None, "stored") and date in dates)


def _equal(one: dict[str, Any], value: Value, expect: dict[str, Any]) -> bool:
    number = None if one.get("value") is None else Decimal(one["value"])
    whole = None if one.get("of") is None else Decimal(one["of"])
    district = one.get("district") or expect.get("district")
    return (
        value.topic == one["topic"]
        and value.value == number
        and value.of == whole
        and (one.get("kind") is None or value.kind == one["kind"])
        and (value.district or None) == (district or None)
        and ("sense" not in one or value.sense in (one["sense"], None))
        and ("done" not in one or value.done == one["done"])
    )


def messages(path: str, show: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in lines(path):
        today = datetime.date.fromisoformat(one["today"])
        district = one.get("sender_district")
        reading = read(
            one["text"], today=today, province=one["province"], own_districts=(district,) if district else ()
        )
        how = verdict(one, reading)
        counts[one["voice"]][("clear " if one["clear"] else "other ") + how] += 1
        if show and how not in ("right", "fine"):
            values = [f"{v.topic} {v.kind} {v.value} of {v.of} {v.unit} {v.district} {v.date}" for v in reading.values]
            wants = [
                f"{v['topic']} {v['kind']} {v['value']} of {v['of']} {v.get('district')}"
                for v in one["expect"]["values"]
            ]
            unread = [one["text"][start:end] for start, end in reading.unread]
            print(f"{one['id']} {how} [{one['class']}] {one['text']!r}")
            print(f"    {reading.intent} {reading.reason} {unread} {values}")
            print(f"    wants {one['expect']['intent']} ask={one['expect']['ask']} {wants} {one['note']}")
    total: Counter[str] = Counter()
    for voice, count in counts.items():
        total += count
        print(f"{voice:10s}", _row(count))
    print(f"{'all':10s}", _row(total))


def _row(count: Counter[str]) -> str:
    clear = sum(number for what, number in count.items() if what.startswith("clear "))
    asked = count["clear asked"]
    share = f"{100 * asked / clear:.0f} %" if clear else "-"
    wrong = count["clear wrong"] + count["other wrong"]
    return (
        f"clear {clear:3d}  asked {asked:3d} ({share})  lost {count['clear lost']}"
        f"  wrong {wrong}  stored unasked {count['other unasked']}  other intent {count['other fine (intent)']}"
    )


def placed(phrase: str, positions: list[str], glued: bool = False) -> Iterator[str]:
    """The phrase at each of its places around every clear sentence."""
    blank = "" if glued else " "
    for topic, figure in CLEAR:
        if "front" in positions:
            yield f"{phrase} {topic} {figure}"
        if "middle" in positions:
            yield f"{topic}{blank}{phrase} {figure}"
        if "end" in positions:
            yield f"{topic} {figure}{blank}{phrase}"


def spoilers(path: str, show: bool) -> None:
    said = stored = 0
    bad: set[str] = set()
    for one in lines(path):
        for text in (*placed(one["spoiler"], one["positions"]), one["example"]):
            reading = read(text, today=TODAY, province="บุรีรัมย์")
            said += 1
            if reading.intent in STORES and not reading.ask and not _excepted(one, reading):
                stored += 1
                bad.add(one["id"])
                if show:
                    print(
                        f"{one['id']} [{one['class']}] {text!r} -> {[(v.topic, str(v.value)) for v in reading.values]}"
                    )
    print(f"{said} sentences with spoilers, {stored} stored, of {len(bad)} spoilers")


def _excepted(one: dict[str, Any], reading: Reading) -> bool:
    return any(value.topic in one.get("not_with", ()) for value in reading.values)


def courtesy(path: str, show: bool) -> None:
    said = asked = 0
    bad: Counter[str] = Counter()
    for one in lines(path):
        for text in (*placed(one["phrase"], one["positions"], one["class"] == "particle"), one["example"]):
            reading = read(text, today=TODAY, province="บุรีรัมย์")
            said += 1
            if reading.intent != "report" or reading.ask:
                asked += 1
                bad[f"{one['id']} {one['phrase']}"] += 1
                if show and bad[f"{one['id']} {one['phrase']}"] == 1:
                    unread = [text[start:end] for start, end in reading.unread]
                    print(f"{one['id']} {text!r} {reading.intent} {reading.reason} {unread}")
    print(f"{said} sentences with courtesy, {asked} not stored, of {len(bad)} phrases")


def webhook(path: str, show: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        over_webhook.report(over_webhook.taken(lines(path)), over_webhook.Offices(Path(folder)), show)


if __name__ == "__main__":
    what = {"messages": messages, "spoilers": spoilers, "courtesy": courtesy, "webhook": webhook}[sys.argv[1]]
    what(sys.argv[2], "--show" in sys.argv)
