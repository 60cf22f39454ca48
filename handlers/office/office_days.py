"""The office's own calendar: an administrator adds or moves deadlines with a reason, adds days off, sets the steps."""

import re
from dataclasses import replace
from datetime import date, time

from handlers.deadlines.due_list import entries, find
from handlers.deadlines.when import read_moment
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Change, Message, Option, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import AddDayOff, ChangeDeadline, SetGroup, SetReminders
from scoring.agreement import Agreement, Duty
from scoring.deadlines.duties import without_day
from scoring.deadlines.obligations import entered
from scoring.deadlines.steps import read_steps, to_json
from templates.messages import say
from templates.words.deadlines import deadlines as words

_WHY = re.compile(r"\s*(?:เพราะ|เนื่องจาก|เหตุผล)\s*:?\s*(.+)", re.DOTALL)
_MOVE = re.compile(r"เลื่อนกำหนด(?:ส่ง)?\s*(?:ข้อ)?\s*([0-9๐-๙]{1,2})\s*(?:เป็น|ไป)?\s*(.*)", re.DOTALL)
_DATE = re.compile(r"ตั้งวัน\s*(?:ข้อ)?\s*([0-9๐-๙]{1,2})\s*(?:เป็น)?\s*(.*)", re.DOTALL)
_TO = re.compile(r"(?:ถึง|ของ)\s*(.+)$")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
WEEKLY_ON, WEEKLY_OFF = "เปิดเตือนรายสัปดาห์", "ปิดเตือนรายสัปดาห์"
UNDATED = ("งานไม่มีวัน", "งานที่ไม่มีวัน", "กำหนดที่ไม่มีวัน")
OPENS = ("เพิ่มกำหนด", "เลื่อนกำหนด", "ตั้งวันเตือน", "ตั้งเวลาเตือน", "ตั้งวัน", "เพิ่มวันหยุด", WEEKLY_ON, WEEKLY_OFF, *UNDATED)
GROUP = ("เตือนในกลุ่ม", "เปิดเตือนในกลุ่ม", "ปิดเตือนในกลุ่ม")


def answer(message: Message, desk: Desk) -> Turn | None:
    person = desk.person
    if message.kind != "text" or person is None:
        return None
    said = message.text.strip()
    if message.group:
        return _group(said, message, desk) if said in GROUP else None
    if not said.startswith(OPENS):
        return None
    if person.role != "admin":
        return Turn(replies=(say(words.ADMIN_ONLY),))
    if not person.province:
        return Turn(replies=(say(words.OWN_PROVINCE),))
    if said in UNDATED:
        return _undated(desk)
    if said in (WEEKLY_ON, WEEKLY_OFF):
        return _weekly(said == WEEKLY_ON, message, desk)
    for opens, take in (
        ("เพิ่มกำหนดส่ง", _add), ("เพิ่มกำหนด", _add), ("เพิ่มวันหยุด", _day_off), ("ตั้งวันเตือน", _steps),
        ("ตั้งเวลาเตือน", _time),
    ):  # fmt: skip
        if said.startswith(opens):
            return take(said.removeprefix(opens).strip(), message, desk)
    if (move := _MOVE.fullmatch(said)) is not None:
        return _move(int(move.group(1)), move.group(2), message, desk)
    if (dated := _DATE.fullmatch(said)) is not None:
        return _set_day(int(dated.group(1)), dated.group(2), message, desk)
    return Turn(replies=(say(words.HOW_MOVE if said.startswith("เลื่อน") else words.HOW_DATE),))


def _reason(text: str) -> tuple[str, str]:
    """The words, and the reason behind "เพราะ"."""
    found = _WHY.search(text)
    return (text[: found.start()].strip(), found.group(1).strip()[:300]) if found else (text.strip(), "")


def _add(text: str, message: Message, desk: Desk) -> Turn:
    said, why = _reason(text)
    moment = read_moment(said, desk.now)
    if moment.day is None or not moment.rest:
        return Turn(replies=(say(words.HOW_ADD),))
    if not why:
        return Turn(replies=(say(words.WHY),))
    agreement = _round(moment.day, desk)
    if agreement is None:
        return Turn(replies=(say(words.NO_ROUND),))
    what = moment.rest
    districts: tuple[str, ...] = ()
    if (to := _TO.search(what)) is not None:
        named = tuple(d for d in agreement.districts if d in to.group(1))
        if named:
            what, districts = what[: to.start()].strip(), named
    whom = " ".join(f"อ.{d}" for d in districts) or "ทุกอำเภอ"
    change = {"agreement": agreement.id, "day": moment.day.isoformat(), "why": why, "what": what[:200],
              "districts": list(districts)}  # fmt: skip
    return _confirm(words.ask_add(what, moment.day, whom, why), {**change, "shown": what}, message, desk)


def _move(number: int, text: str, message: Message, desk: Desk) -> Turn:
    said, why = _reason(text)
    day = read_moment(said, desk.now).day
    if day is None:
        return Turn(replies=(say(words.HOW_MOVE),))
    if not why:
        return Turn(replies=(say(words.WHY),))
    shown = desk.store.duties.shown(desk.me.id) or [e.key for e in entries(desk)]
    named = find(shown[number - 1], desk) if 1 <= number <= len(shown) else None
    if named is None:
        return Turn(replies=(say(words.NO_SUCH),))
    d = named[0]
    change = {
        "agreement": d.agreement,
        "duty": d.duty,
        "printed": d.printed.isoformat(),
        "day": day.isoformat(),
        "why": why,
    }
    return _confirm(words.ask_move(d.what, d.day, day, why), {**change, "shown": d.what}, message, desk)


def _set_day(number: int, text: str, message: Message, desk: Desk) -> Turn:
    said, why = _reason(text)
    day = read_moment(said, desk.now).day
    duties = _without_day(desk)
    if day is None:
        return Turn(replies=(say(words.HOW_DATE),))
    if not why:
        return Turn(replies=(say(words.WHY),))
    if not 1 <= number <= len(duties):
        return Turn(replies=(say(words.HOW_DATE),))
    agreement, duty = duties[number - 1]
    change = {"agreement": agreement.id, "duty": duty.id, "day": day.isoformat(), "why": why}
    return _confirm(words.ask_move(duty.what, None, day, why), {**change, "shown": duty.what}, message, desk)


def _without_day(desk: Desk) -> list[tuple[Agreement, Duty]]:
    """Duties whose document prints no day, and nobody has given one."""
    changes = desk.store.duties.changes(desk.me.province)
    found = []
    for a in desk.book.open(desk.me.province):
        given = entered(a, desk.book.answers(a.id), [c for c in changes if c.agreement == a.id])
        found += [(a, duty) for duty in without_day(a, given)]
    return found


def _undated(desk: Desk) -> Turn:
    duties = _without_day(desk)
    if not duties:
        return Turn(replies=(say(words.ALL_DATED),))
    lines = [f"{n}. {duty.what} ({duty.who})" for n, (_, duty) in enumerate(duties, 1)]
    return Turn(replies=(say(words.undated(lines)),))


def _round(day: date, desk: Desk) -> Agreement | None:
    """The open round that the day lies in, else the newest one."""
    rounds = desk.book.open(desk.me.province, day) or desk.book.open(desk.me.province)
    return rounds[0] if rounds else None


def _confirm(text: str, change: dict[str, object], message: Message, desk: Desk) -> Turn:
    options = [Option(words.YES, "yes"), Option(words.NO, "no")]
    return asking(message, desk, ROUTE.name, text, options, {"change": change})


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    if option.value != "yes" or desk.person is None or desk.person.role != "admin":
        return Turn(replies=(say(words.KEPT_AS_IS),))
    change = dict(question.payload["change"])
    what = change.pop("shown")
    told = words.changed(what, date.fromisoformat(change["day"]))
    moved = ChangeDeadline(province=desk.person.province, by=desk.person.id, at=message.ms, **change)
    return Turn(replies=(say(told),), changes=(moved,), must_arrive=True)


def _day_off(text: str, message: Message, desk: Desk) -> Turn:
    moment = read_moment(text, desk.now)
    if moment.day is None or not moment.rest:
        return Turn(replies=(say(words.HOW_DAY_OFF),))
    name = moment.rest[:100]
    off = AddDayOff(desk.me.province, moment.day.isoformat(), name, desk.me.id, message.ms)
    return Turn(replies=(say(words.day_off(moment.day, name)),), changes=(off,))


def _steps(text: str, message: Message, desk: Desk) -> Turn:
    steps = read_steps(text)
    if steps is None:
        return Turn(replies=(say(words.HOW_STEPS),))
    settings = replace(desk.store.duties.settings(desk.me.province), steps=steps)
    before = [-s.days for s in steps if s.days <= 0]
    told = words.steps_set(before, [s.days for s in steps if s.days > 0])
    return Turn(replies=(say(told),), changes=(_set(to_json(settings), message, desk),))


def _time(text: str, message: Message, desk: Desk) -> Turn:
    found = _TIME.fullmatch(text.removesuffix("น.").strip())
    morning = time(int(found.group(1)), int(found.group(2))) if found else None
    if morning is None or not time(6) <= morning <= time(16):
        return Turn(replies=(say(words.HOW_TIME),))
    settings = replace(desk.store.duties.settings(desk.me.province), morning=morning)
    return Turn(replies=(say(words.time_set(f"{morning:%H:%M}")),), changes=(_set(to_json(settings), message, desk),))


def _weekly(on: bool, message: Message, desk: Desk) -> Turn:
    """Weekly duties are off until an administrator switches them on."""
    rounds = desk.book.open(desk.me.province)
    weekly = {duty.id: duty.what for a in rounds for duty in a.duties if duty.when == "weekly" and duty.role}
    if not weekly:
        return Turn(replies=(say(words.NO_WEEKLY),))
    settings = replace(desk.store.duties.settings(desk.me.province), weekly=tuple(weekly) if on else ())
    told = words.weekly_set(list(weekly.values()), on)
    return Turn(replies=(say(told),), changes=(_set(to_json(settings), message, desk),))


def _set(settings: str, message: Message, desk: Desk) -> Change:
    return SetReminders(desk.me.province, settings, desk.me.id, message.ms)


def _group(said: str, message: Message, desk: Desk) -> Turn:
    """In a group: off unless an administrator switches it on, having read what it costs."""
    if said == "เตือนในกลุ่ม" or desk.me.role != "admin" or not desk.me.province:
        return Turn(replies=(say(words.GROUP_OFF),))
    on = said.startswith("เปิด")
    group = SetGroup(message.chat, desk.me.province if on else None, desk.me.id, message.ms)
    return Turn(replies=(say(words.GROUP_ON if on else words.GROUP_CLOSED),), changes=(group,))


ROUTE = Route(
    "office_days",
    answer,
    examples=(
        Example("เพิ่มกำหนด 15 มี.ค. ส่งแบบสรุป เพราะ หนังสือที่ 123", "เพิ่มกำหนดส่งพร้อมเหตุผล", role="admin"),
        Example("เลื่อนกำหนด 3 เป็น 20 มี.ค. เพราะ หนังสือที่ 123", "เลื่อนกำหนดข้อ 3 ใน “กำหนดส่ง”", role="admin"),
        Example("งานไม่มีวัน", "ดูงานที่เอกสารไม่ได้ระบุวัน เพื่อ “ตั้งวัน”", role="admin"),
        Example("เพิ่มวันหยุด 14 พ.ค. วันพืชมงคล", "เพิ่มวันหยุดราชการ", role="admin"),
        Example("ตั้งวันเตือน 7 3 1 0 +1 +3", "ตั้งวันเตือนก่อนและหลังครบกำหนด", role="admin"),
        Example("ตั้งเวลาเตือน 08:30", "ตั้งเวลาเตือนตอนเช้า", role="admin"),
        Example("เปิดเตือนรายสัปดาห์", "เตือนงานประจำสัปดาห์ด้วย (ปกติปิดไว้)", role="admin"),
    ),
    answered=answered,
)
