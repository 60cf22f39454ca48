"""ทำอะไรก่อนดี: what brings most for least, and where the round will end at the pace so far."""

from __future__ import annotations

import re
from fractions import Fraction

from handlers.desk.desk import Desk, Example
from handlers.desk.nouns import Message, Turn
from handlers.score.scope import Scope, scoped
from handlers.score.scorecard import head_of
from scoring.levels.gaps import gap
from scoring.levels.totals import Scorecard, effect
from scoring.results.overview import far
from scoring.results.pace import forecast
from templates.cards.scorecard import Pace, Step, priority_card
from templates.messages import say
from templates.words.score import scope as scope_words

_ASKED = re.compile(
    r"(?:ทำ|เร่ง|รายงาน|ส่ง|เน้น|เริ่ม)(?:อะไร|ตัวไหน|เรื่องไหน|งานไหน|ข้อไหน|ตัวใด|เรื่องใด).{0,6}(?:ก่อน|ดี)|อะไรก่อน(?:ดี)?$"
)
_POLITE = re.compile(r"(?:ครับ|ค่ะ|คะ|คับ|นะ|ไหม|\?|\s)+$")


def mine(message: Message, desk: Desk) -> bool:
    return bool(_ASKED.search(_POLITE.sub("", message.text)))


def tell(scope: Scope, message: Message, desk: Desk) -> Turn:
    if message.group:
        return Turn((say(scope_words.IN_PRIVATE),))
    card = scope.card
    return Turn((priority_card(card, steps(card), paces(scope, card), head_of(scope)),))


def steps(card: Scorecard) -> list[Step]:
    """Weighted gain for each part of the way that is missing; where no weights are printed, levels for it."""
    found: list[tuple[Fraction, Step]] = []
    for row in card.rows:
        missing = gap(row.result)
        if missing is None or row.result.level is None or any(n.kind == "too_late" for n in missing.needs):
            continue
        points = effect(card, row.indicator.id, row.result.level, missing.reaches)
        gain = points if points is not None else Fraction(missing.reaches - row.result.level)
        found.append((gain / max(far(missing), Fraction(1, 10**9)), Step(row, missing, points)))
    return [step for _, step in sorted(found, key=lambda pair: -pair[0])]


def paces(scope: Scope, card: Scorecard) -> list[Pace]:
    found = []
    for row in card.rows:
        if not row.indicator.levels or row.result.level == 5:
            continue
        then = forecast(scope.results, row.indicator)
        if then is not None:
            found.append(Pace(row, then.level, then.now, then.end, then.unit, then.as_of))
    return found


ROUTE = scoped(
    "priority",
    mine,
    tell,
    (Example("ทำอะไรก่อนดี", "เรียงงานที่ได้คะแนนมากด้วยแรงน้อย และผลเมื่อสิ้นรอบถ้าทำในอัตรานี้"),),
)
