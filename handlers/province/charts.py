"""กราฟ OTOP: how an indicator went over the round, as a picture with its figures as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from handlers.desk.desk import Desk, Example
from handlers.desk.nouns import Change, Json, Message, Turn
from handlers.province.trends import trend
from handlers.score.scope import Scope, scoped
from handlers.score.which_indicator import choose, meant, outside
from scoring.agreement import Indicator
from scoring.results.overview import Overview
from templates.charts import chart
from templates.messages import say, tap
from templates.pictures import drawing
from templates.words import charts as words
from templates.words.score import asking
from templates.words.scores import round_name

_ASKED = re.compile(r"กร[าๅ]?[๊้]?ฟ|กราฟ|แนวโน้ม|เทรนด?์?|แผนภูมิ|ชาร์[ตท]|graph|chart|trend", re.IGNORECASE)
MOST = 2  # pictures of one answer: each comes with its text

# a seed that only this picture has, and the SVG -> the image message and what must be written; None: no address
Draw = Callable[[str, str], tuple[Json, Change] | None]


def drawn(desk: Desk, seed: str, svg: str) -> tuple[tuple[Json, ...], tuple[Change, ...]]:
    """The picture's message; nothing where LINE could not fetch it."""
    draw: Draw | None = desk.extra.get("picture")
    made = draw(seed, svg) if draw is not None else None
    return ((made[0],), (made[1],)) if made is not None else ((), ())


def mine(message: Message, desk: Desk) -> bool:
    """A figure beside the word is a report, and none of ours."""
    return bool(_ASKED.search(message.text)) and not desk.reading(message).values


def tell(scope: Scope, message: Message, desk: Desk) -> Turn:
    found = meant(scope, message, desk)
    if not found:
        return outside(scope, message, desk) or choose(scope, words.CHART, words.WHICH)
    each = [_one(scope, indicator, message, desk) for indicator in found[:MOST]]
    replies = [reply for one in each for reply in one.replies]
    short = found[0].short
    quick = [tap(f"{word} {short}"[:20], f"{word} {short}") for word in (asking.SCORE, asking.TARGET)]
    replies[-1] = {**replies[-1], "quickReply": {"items": quick}}
    return Turn(tuple(replies), tuple(change for one in each for change in one.changes))


def _one(scope: Scope, indicator: Indicator, message: Message, desk: Desk) -> Turn:
    history = desk.store.ledger.history(scope.agreement.id, scope.district, indicator.id)
    found = trend(scope.results, indicator, history)
    if not found.points:
        return Turn((say(words.nothing(indicator.short, scope.place)),))
    points = [(p.day, p.figure, p.level) for p in found.points]
    numbers = chart(points, found.lines, found.unit, found.start, found.end)
    place = words.place(scope.place, scope.round, scope.day, scope.marks)
    pictures, kept = drawn(
        desk, f"{message.id}|{indicator.id}", drawing.trend(words.title(indicator.short), place, numbers)
    )
    text = words.told(indicator.short, scope.place, points, found.lines, found.unit)
    return Turn((*pictures, say(text if pictures else f"{text}\n{words.NO_PICTURE}")), kept)


def province(
    seen: Overview, marks: Sequence[str], seed: str, desk: Desk
) -> tuple[tuple[Json, ...], tuple[Change, ...]]:
    """The province as a grid of colours; its cards say the same in words."""
    columns = seen.of_districts()
    if not columns:
        return (), ()
    rows = [(district, [_cell(seen, district, i) for i in columns]) for district in seen.districts]
    whole = [drawing.Cell(seen.rollup(i).level) for i in columns]
    agreement = seen.agreement
    place = words.place(f"จ.{agreement.province}", round_name(agreement), seen.day, marks)
    return drawn(desk, seed, drawing.grid(words.GRID, place, [i.short for i in columns], rows, whole))


def _cell(seen: Overview, district: str, indicator: Indicator) -> drawing.Cell | None:
    row = seen.row(district, indicator.id)
    return drawing.Cell(row.result.level) if row is not None else None


ROUTE = scoped("charts", mine, tell, (Example("กราฟ OTOP", "ดูแนวโน้มของตัวชี้วัดเป็นรูป พร้อมเส้นระดับ"),))
