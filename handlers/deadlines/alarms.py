"""Personal alarms: "เตือนพรุ่งนี้ 8 โมง …" says the words again at that time."""

import re
from datetime import datetime, timedelta

from handlers.deadlines.when import read_moment
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Turn
from handlers.desk.writes import DropAlarms, SetAlarm
from templates.messages import say, tap
from templates.words.deadlines import alarms as words

_ASKS = re.compile(r"(?:ช่วย)?เตือน(?:ความจำ)?(?:ฉัน|ผม|หนู|เรา)?(?:ด้วย|ที|อีกที|อีกครั้ง)?(?:ว่า)?")
LIST = ("การเตือนของฉัน", "ดูการเตือน", "เตือนอะไรไว้บ้าง")
DROP = ("ยกเลิกการเตือน", "ลบการเตือน", "ยกเลิกเตือน")
MOST, FURTHEST = 20, timedelta(days=366)


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None or message.group:
        return None
    said = message.text.strip()
    if said in LIST:
        return _list(desk)
    if said in DROP:
        drop = DropAlarms(person=desk.person.id)
        return Turn(replies=(say(words.DROPPED),), changes=(drop,))
    asks = _ASKS.match(said)
    if asks is None or said.startswith(words.RESUME):
        return None
    return _set(said[asks.end() :], message, desk)


def _set(text: str, message: Message, desk: Desk) -> Turn:
    moment = read_moment(text, desk.now)
    when = moment.when(desk.now)
    if when is None:
        past = moment.day is not None or moment.at is not None
        return Turn(replies=(say(words.PAST if past else words.HOW),))
    if when - desk.now.replace(tzinfo=None) > FURTHEST:
        return Turn(replies=(say(words.TOO_FAR),))
    if len(desk.store.alarms.waiting(desk.me.id)) >= MOST:
        return Turn(replies=(say(words.TOO_MANY, [tap(DROP[0])]),))
    about = moment.rest[:300]
    change = SetAlarm(
        id=f"{message.id}-alarm",
        person=desk.me.id,
        due=when.isoformat(timespec="minutes"),
        words=about,
        at=message.ms,
    )
    return Turn(replies=(say(words.is_set(when, about), [tap(LIST[0])]),), changes=(change,), must_arrive=True)


def _list(desk: Desk) -> Turn:
    rows = desk.store.alarms.waiting(desk.me.id)
    if not rows:
        return Turn(replies=(say(words.NONE),))
    lines = [words.is_set(datetime.fromisoformat(row["due"]), row["words"]) for row in rows]
    return Turn(replies=(say(words.mine(lines), [tap(DROP[0])]),))


ROUTE = Route(
    "alarms",
    answer,
    examples=(Example("เตือนพรุ่งนี้ 8 โมง ส่งรายงาน OTOP", "ตั้งเตือนส่วนตัว"),),
)
