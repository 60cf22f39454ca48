"""Practice: for five messages, or a day, nothing is written of what is answered; one tap does it for real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Json, Message, Turn
from handlers.desk.writes import KeepHabit
from handlers.routes.help import own_examples
from templates.cards.practice import made_safe
from templates.messages import say, tap
from templates.words.people import practice as words

NAME = "practice"
ABOUT = "practice"  # kept as a habit: how many messages are left, and since when
LASTS = timedelta(days=1)
REAL = "real:"
MOST_DATA = 300  # LINE: what a tap can carry; longer words are sent once more
TAPPED_WITHIN = timedelta(days=7)
HARMLESS = {"GiveLink", "KeepPicture", "NoteUnread", "KeepHabit"}  # of questions: a link, a picture, a note
REPORTS = "reports"


def left(message: Message, desk: Desk) -> int:
    """How many messages of this person are still practice; 0 for whoever does not practise."""
    if message.kind != "text" or message.group or desk.person is None or not desk.person.active:
        return 0
    count, _, since = desk.habits().get(ABOUT, "").partition("|")
    if not count or message.ms - int(since) > LASTS.total_seconds() * 1000 or message.ms < int(since):
        return 0
    return int(count)


def practised(turn: Turn, route: str, message: Message, desk: Desk) -> Turn:
    """The turn of a message that is practice: shown as it would be, and nothing of it written."""
    remaining = left(message, desk) - 1
    since = desk.habits()[ABOUT].partition("|")[2]
    counted = KeepHabit(desk.me.id, ABOUT, f"{remaining}|{since}" if remaining else "")
    writes = [change for change in turn.changes if type(change).__name__ not in HARMLESS]
    if route == REPORTS:
        asked = [say(words.WOULD_ASK)] if turn.question is not None and turn.question.options else []
        shown: list[Json] = [*asked, *made_safe(turn.replies)][:4]
        note = words.not_stored(message.text, remaining)
    elif writes or turn.pushes or turn.menus:
        shown, note = [], words.not_done(message.text, remaining)
    else:
        replies = (*turn.replies[:4], say(words.still(remaining), _ends(remaining)))
        asks = turn.question if turn.question is not None and turn.question.asks != REPORTS else None
        return replace(turn, replies=replies, changes=(*turn.changes, counted), question=asks, unsaved=(), rides=False)
    quick = [*_really(message, desk), *_ends(remaining)]
    return Turn((*shown, say(note, quick)), (counted,), must_arrive=True, rides=False)


def _really(message: Message, desk: Desk) -> list[Json]:
    data = f"{REAL}{desk.day.isoformat()}:{message.text}"
    fits = len(data.encode("utf-16-le")) // 2 <= MOST_DATA
    return [tap(words.REAL, f"{words.REAL}: {message.text}", data=data)] if fits else []


def _ends(remaining: int) -> list[Json]:
    return [tap(words.END)] if remaining else []


def for_real(message: Message, desk: Desk) -> tuple[Message, Desk] | None:
    """A tap that stores what was practised: the same words, of the day on which they were written."""
    day, _, said = message.data.removeprefix(REAL).partition(":")
    try:
        of = date.fromisoformat(day)
    except ValueError:
        return None
    if not said or not desk.today - TAPPED_WITHIN <= of <= desk.today:
        return None
    return replace(message, kind="text", data="", text=said), replace(desk, sent=of)


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or message.group or desk.person is None:
        return None
    said = "".join(message.text.split()).removesuffix("ค่ะ").removesuffix("ครับ").removesuffix("หน่อย")
    if said in {"".join(one.split()) for one in words.STARTS}:
        examples = own_examples(desk)[:2]
        begin = KeepHabit(desk.me.id, ABOUT, f"{words.MESSAGES}|{message.ms}")
        taps = [tap(one[:20], one) for one in (*examples, "คะแนน", words.END)]
        return Turn((say(words.begins(examples), taps),), (begin,), must_arrive=True, rides=False)
    if said in words.ENDS:
        if not left(message, desk):
            return Turn((say(words.NOT_PRACTISING),))
        return Turn((say(words.ENDED),), (KeepHabit(desk.me.id, ABOUT, ""),), must_arrive=True)
    return None


ROUTE = Route(
    NAME,
    answer,
    examples=(
        Example(words.OFFER, "ฝึกพิมพ์โดยยังไม่บันทึก"),
        Example(words.END, "ออกจากโหมดฝึก"),
    ),
)
