"""The supervisor's week: only what should be looked at, once a week with the digest; and how to switch it off."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from handlers.deadlines.reminders import EVERYTHING
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Change, Json, Message, Turn
from handlers.desk.writes import Mute, Unmute
from handlers.province import charts
from handlers.province.oddities import odd
from handlers.province.questions import WEEK, days_ago, seen_by
from scoring.agreement import Agreement
from scoring.results.changes import changed
from scoring.results.overview import Overview, near, silent
from templates.cards.levels import Line, level_list
from templates.messages import say, tap
from templates.words.people.people import NOT_ALLOWED
from templates.words.province import province as words

ABOUT = "weekly"  # muted: this digest
LATEST = 2  # Wednesday: a Monday off moves it on, a week that is half over does not begin with it
SILENT_DAYS = 30
ON = ("เปิดสรุปประจำสัปดาห์", "เปิดสรุปสัปดาห์", "รับสรุปประจำสัปดาห์")
OFF = ("ปิดสรุปประจำสัปดาห์", "ปิดสรุปสัปดาห์", "ไม่รับสรุปประจำสัปดาห์")


class Made(NamedTuple):
    """What is added to a digest: under a name that is used once, with what must be written for it."""

    name: str
    messages: tuple[Json, ...]
    changes: tuple[Change, ...] = ()


def weekly(desk: Desk) -> Made | None:
    """For the clock: the week's name and its card; None on other days, when switched off, or when all is well."""
    person = desk.person
    if person is None or not person.oversees or not person.province or desk.today.weekday() > LATEST:
        return None
    if {ABOUT, EVERYTHING} & set(desk.store.duties.muted_of(person.id)):
        return None
    held = desk.book.open(person.province, desk.today)
    agreement = next((a for a in held if not desk.book.training(a.id)), None)
    if agreement is None:
        return None
    seen = seen_by(desk.me, agreement, desk)
    card = _card(agreement, seen, desk)
    if card is None:
        return None
    name = f"weekly:{desk.today:%G-%V}"
    picture, kept = charts.province(seen, (), f"{name}|{agreement.id}|{person.id}", desk)
    return Made(name, (*picture, card), kept)


def _card(agreement: Agreement, seen: Overview, desk: Desk) -> Json | None:
    since = days_ago(desk.now, WEEK)
    moved = changed(desk.store, seen, since)
    strange = odd(desk.store, seen, since)
    quiet = _quiet(seen)
    close = near(seen)
    said = words.digest_lines(
        sum(c.up for c in moved), sum(c.down for c in moved), len(quiet), len(close), len(strange)
    )
    if not said:
        return None
    lines = [Line(c.district or words.OWN_ROW, c.after, f"{c.indicator.short} {words.change(c.before, c.after)}")
             for c in moved if c.down][:4]  # fmt: skip
    lines += [Line(o.district or words.OWN_ROW, None, o.says, words.ODD_KINDS[o.kind]) for o in strange][:4]
    lines += [Line(d, None, words.quiet_for(SILENT_DAYS), " ") for d in quiet][:4]
    title = words.digest_title(agreement)
    card = level_list(title, lines, f"{title}: {', '.join(said)}", said, [words.DIGEST_HOW_OFF])
    card["quickReply"] = {"items": [tap("คะแนนจังหวัด"), tap("ใครยังไม่รายงาน"), tap("ผิดปกติ")]}
    return card


def _quiet(seen: Overview) -> list[str]:
    """Districts that have said nothing for a month."""
    since = seen.day - timedelta(days=SILENT_DAYS)
    if seen.agreement.start > since:
        return []
    return [s.district for s in silent(seen) if s.last is None or s.last < since]


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    said = message.text.strip().replace(" ", "")
    if said not in (*ON, *OFF):
        return None
    if not desk.person.oversees:
        return Turn(replies=(say(NOT_ALLOWED),))
    if said in OFF:
        off = Mute(person=desk.person.id, about=ABOUT, at=message.ms)
        return Turn(replies=(say(words.DIGEST_OFF, [tap(ON[0])]),), changes=(off,))
    on = Unmute(person=desk.person.id, about=ABOUT)
    return Turn(replies=(say(words.DIGEST_ON),), changes=(on,))


ROUTE = Route(
    "weekly",
    answer,
    examples=(
        Example("ปิดสรุปประจำสัปดาห์", "ไม่รับสรุปเรื่องที่ต้องดูประจำสัปดาห์", role="supervisor"),
        Example("เปิดสรุปประจำสัปดาห์", "รับสรุปเรื่องที่ต้องดูประจำสัปดาห์", role="supervisor"),
    ),
)
