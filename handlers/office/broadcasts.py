"""Broadcasts: a supervisor or admin announces something to the province, some districts or a role; preview first."""

import json
import re
from datetime import datetime, timedelta

from handlers.deadlines.when import MORNING, read_moment
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Person, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import CreateBroadcast
from templates.messages import say, tap
from templates.words.deadlines.alarms import at
from templates.words.province import broadcasts as words

_ASKS = re.compile(r"ประกาศ(?!แล้ว)\s*")
_TO = re.compile(r"(?:ถึง|ไปที่|ไปยัง)\s*")
_RESULT = re.compile(r"ผลประกาศ\s*(?:ที่)?\s*([0-9๐-๙]{0,6})")
LONGEST = 4000  # the words have to fit into one message with their heading


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None or message.group:
        return None
    said = message.text.strip()
    result = _RESULT.fullmatch(said)
    asks = _ASKS.match(said)
    if result is None and asks is None:
        return None
    if not desk.person.oversees:
        return Turn(replies=(say(words.NOT_ALLOWED),)) if result or said[asks.end() if asks else 0 :] else None
    if result is not None:
        return _result(result.group(1), desk)
    assert asks is not None
    return _preview(said[asks.end() :], message, desk)


def _preview(text: str, message: Message, desk: Desk) -> Turn:
    """ประกาศ [ถึง …] [เมื่อ]: words. Without a colon everything is the words, and it goes to the whole province."""
    head, colon, body = text.partition(":")
    if not colon or "\n" in head or not _is_head(head, desk):
        to = _TO.match(head.strip()) if colon and "\n" not in head else None
        if to is not None:  # somebody whom this province does not have
            return Turn(replies=(say(words.unknown(head.strip()[to.end() :])),))
        head, body = "", text
    body = body.strip()
    if not body:
        return Turn(replies=(say(words.HOW),))
    if len(body) > LONGEST:
        return Turn(replies=(say(words.TOO_LONG),))
    whom, people = _recipients(head, desk)
    if not people:
        return Turn(replies=(say(words.NOBODY),))
    when = _when(head, desk)
    options = [Option(words.SEND_NOW, "now"), Option(words.SEND_MORNING, "morning"), Option(words.CANCEL, "no")]
    if when is not None:
        options = [Option(words.SEND_NOW, "now"), Option(words.CANCEL, "no")]
        options.insert(0, Option(f"ส่ง {when:%H:%M} น.", when.isoformat(timespec="minutes")))
    elif desk.store.duties.settings(_province(desk)).quiet(desk.now.time()):
        options = [options[1], options[0], options[2]]  # at night the morning comes first
    told = words.preview(body, whom, len(people), _left(desk), at(when) if when else words.NOW)
    payload = {"text": body, "whom": whom, "people": [p.id for p in people]}
    return asking(message, desk, ROUTE.name, told, options, payload)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    if option.value == "no" or desk.person is None or not desk.person.oversees:
        return Turn(replies=(say(words.CANCELLED),))
    now = desk.now.replace(tzinfo=None)
    if option.value == "now":
        due = now
    elif option.value == "morning":
        due = _next_morning(now)
    else:
        due = datetime.fromisoformat(option.value)
    create = CreateBroadcast(
        id=question.id,
        province=_province(desk),
        person=desk.person.id,
        words=question.payload["text"],
        whom=question.payload["whom"],
        due=due.isoformat(timespec="minutes"),
        people=question.payload["people"],
        at=message.ms,
    )
    when = words.NOW if option.value == "now" else at(due)
    told = words.accepted("", len(question.payload["people"]), when)
    return Turn(replies=(say(told, [tap("ผลประกาศ")]),), changes=(create,), must_arrive=True)


def _next_morning(now: datetime) -> datetime:
    """The next morning of a weekday."""
    due = datetime.combine(now.date(), MORNING)
    while due <= now or due.weekday() > 4:
        due += timedelta(days=1)
    return due


def _province(desk: Desk) -> str:
    return desk.me.province


def _everybody(desk: Desk) -> list[Person]:
    provinces = [desk.me.province] if desk.me.province else list(desk.book.provinces())
    return [p for name in provinces for p in desk.store.people.of_province(name) if p.id != desk.me.id]


def _parts(head: str, desk: Desk) -> tuple[list[str], list[str], str]:
    """Districts, roles, and what is neither."""
    rest = _TO.sub(" ", read_moment(head, desk.now).rest)
    districts: list[str] = []
    for name in sorted(desk.book.districts(_province(desk)), key=len, reverse=True):
        for spelt in (f"อำเภอ{name}", f"อ.{name}", name, *(("เมือง",) if name.startswith("เมือง") else ())):
            if spelt in rest:
                districts.append(name)
                rest = rest.replace(spelt, " ")
                break
    roles = []
    for spelt, role in sorted(words.ROLE_WORDS.items(), key=lambda pair: -len(pair[0])):
        if spelt in rest:
            roles.append(role)
            rest = rest.replace(spelt, " ")
    return districts, roles, re.sub(r"(?:และ|,|\s)+", "", rest)


def _is_head(head: str, desk: Desk) -> bool:
    """Whether the words before the colon say to whom and when, and nothing else."""
    moment = read_moment(head, desk.now)
    districts, roles, rest = _parts(head, desk)
    return not rest and bool(districts or roles or moment.day or moment.at or moment.exact or not head.strip())


def _recipients(head: str, desk: Desk) -> tuple[str, list[Person]]:
    districts, roles, _ = _parts(head, desk)
    people = _everybody(desk)
    if districts:
        people = [p for p in people if set(p.districts) & set(districts)]
    wanted = {r for r in roles if r}
    if wanted:
        people = [p for p in people if p.role in wanted or ("officer" in wanted and p.role == "head")]
    names = [f"อ.{d}" for d in districts] + [s for s, r in words.ROLE_WORDS.items() if r in wanted and s in head]
    return " ".join(names) or words.WHOLE, people


def _when(head: str, desk: Desk) -> datetime | None:
    return read_moment(head, desk.now).when(desk.now)


def _left(desk: Desk) -> int | None:
    """What LINE said last of the month's quota; None: no limit, or not known."""
    text = desk.store.kept.get("quota")
    if text is None:
        return None
    kept = json.loads(text)
    return None if kept["limit"] is None else max(kept["limit"] - kept["used"], 0)


def _result(number: str, desk: Desk) -> Turn:
    row = desk.store.broadcasts.by_number(int(number)) if number else desk.store.broadcasts.last_of(desk.me.id)
    if row is None or (desk.me.province and row["province"] != desk.me.province):
        return Turn(replies=(say(words.NONE_YET),))
    when = at(datetime.fromisoformat(row["due"]))
    counts = desk.store.broadcasts.result(row["id"])
    return Turn(replies=(say(words.result(row["number"], when, counts, row["state"]), [tap("ผลประกาศ")]),))


ROUTE = Route(
    "broadcast",
    answer,
    examples=(
        Example("ประกาศถึง บ้านกรวด สตึก: ขอให้ส่งรายงานภายในพรุ่งนี้", "ประกาศถึงอำเภอ หน้าที่ หรือทุกคน", role="supervisor"),
        Example("ผลประกาศ", "ดูผลการส่งประกาศล่าสุด", role="supervisor"),
    ),
    answered=answered,
)
