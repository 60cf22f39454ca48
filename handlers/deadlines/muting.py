"""Stopping reminders: "หยุดเตือน" for everything or one topic, "เตือนต่อ" to hear them again."""

from rapidfuzz import fuzz, process

from handlers.deadlines.due_list import entries, office_deadlines
from handlers.deadlines.reminders import EVERYTHING
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Turn
from handlers.desk.writes import Mute, Unmute
from templates.messages import say, tap
from templates.words.deadlines import alarms as words

LIKE, MARGIN = 75, 8


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None or message.group:
        return None
    said = message.text.strip()
    if said.startswith(words.STOP):
        return _stop(said.removeprefix(words.STOP).strip(), message, desk)
    if said.startswith(words.RESUME):
        return _resume(said.removeprefix(words.RESUME).strip(), desk)
    return None


def _stop(about: str, message: Message, desk: Desk) -> Turn:
    topic, name = (EVERYTHING, "") if about in ("", "ทั้งหมด", "ทุกเรื่อง") else _topic(about, desk)
    if topic is None:
        return Turn(replies=(say(words.which(about[:40], _names(desk)[:8])),))
    change = Mute(person=desk.me.id, about=topic, at=message.ms)
    told = words.STOPPED if topic == EVERYTHING else words.stopped(name)
    back = tap(words.RESUME if topic == EVERYTHING else f"{words.RESUME} {name}")
    return Turn(replies=(say(told, [back]),), changes=(change,), rides=False)


def _resume(about: str, desk: Desk) -> Turn:
    muted = desk.store.duties.muted_of(desk.me.id)
    if not muted:
        return Turn(replies=(say(words.NOT_STOPPED),))
    if not about:
        everything = Unmute(person=desk.me.id, about=None)
        return Turn(replies=(say(words.RESUMED),), changes=(everything,))
    topic, name = _topic(about, desk)
    if topic is None:
        return Turn(replies=(say(words.which(about[:40], _names(desk)[:8])),))
    change = Unmute(person=desk.me.id, about=topic)
    return Turn(replies=(say(words.resumed(name)),), changes=(change,))


def _known(desk: Desk) -> dict[str, str]:
    """Names of what can be muted: indicators (all their deadlines share the topic) and duties."""
    found: dict[str, str] = {}
    for d in office_deadlines(desk):
        if d.short and d.topic:
            found.setdefault(d.short, d.topic)
        if d.what and not d.report:
            found.setdefault(d.what, d.topic or d.duty)
    return found


def _names(desk: Desk) -> list[str]:
    return list(dict.fromkeys(d.short or d.what for d in office_deadlines(desk) if d.short or d.what))


def _topic(about: str, desk: Desk) -> tuple[str | None, str]:
    """By its number in the list that was shown last, by name, or by a name that is clearly meant."""
    about = about.removeprefix("เรื่อง").strip()
    if about.isdecimal():
        shown = desk.store.duties.shown(desk.me.id)
        by_key = {e.key: e for e in entries(desk)}
        entry = by_key.get(shown[int(about) - 1]) if 1 <= int(about) <= len(shown) else None
        if entry is None:
            return None, ""
        return entry.deadline.topic or entry.deadline.duty, entry.deadline.short or entry.deadline.what
    known = _known(desk)
    if about in known:
        return known[about], about
    inside = {topic for name, topic in known.items() if about in name}
    if len(about) >= 3 and len(inside) == 1:
        return inside.pop(), about
    near = process.extract(about, list(known), scorer=fuzz.ratio, limit=4)
    if near and near[0][1] >= LIKE:
        best = known[near[0][0]]
        others = [score for name, score, _ in near[1:] if known[name] != best]
        if not others or near[0][1] - others[0] >= MARGIN:
            return best, near[0][0]
    return None, ""


ROUTE = Route(
    "muting",
    answer,
    examples=(
        Example("หยุดเตือน OTOP", "หยุดเตือนเรื่องหนึ่ง (หรือ “หยุดเตือน” ทุกเรื่อง)"),
        Example("เตือนต่อ", "กลับมาเตือนตามเดิม"),
    ),
)
