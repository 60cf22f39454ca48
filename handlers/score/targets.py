"""เป้า OTOP เท่าไหร่: every level of an indicator as an amount for this district."""

from __future__ import annotations

import re

from handlers.desk.desk import Desk, Example
from handlers.desk.nouns import Message, Turn
from handlers.score.scope import Scope, scoped
from handlers.score.scorecard import head_of
from handlers.score.which_indicator import choose, meant, outside
from scoring.agreement import Indicator
from scoring.levels.score import NOTHING, Case
from templates.cards.target import Target, short_target, targets_card
from templates.messages import say
from templates.words.score import asking as words

_HOW_MUCH = re.compile(r"(?:ต้องได้|ต้องทำ|ต้องมี|ต้องขาย|ต้องเบิก|ต้องเก็บ).{0,20}(?:เท่าไ|เท่าใด|กี่)")
_DEADLINE = re.compile(r"กำหนดส่ง|เดดไลน์|deadline|วันไหน|เมื่อไ|เมื่อใด|ภายในวัน")


def mine(message: Message, desk: Desk) -> bool:
    if _DEADLINE.search(message.text):
        return False
    reading = desk.reading(message)
    return reading.intent == "query_target" or bool(_HOW_MUCH.search(message.text))


def tell(scope: Scope, message: Message, desk: Desk) -> Turn:
    found = meant(scope, message, desk)
    if not found:
        return outside(scope, message, desk) or choose(scope, words.TARGET, words.WHICH_TARGET)
    targets = [target(scope, indicator) for indicator in found]
    if message.group:
        return Turn((say("\n\n".join(short_target(one, scope.place) for one in targets)),))
    return Turn((targets_card(targets, head_of(scope)),))


def target(scope: Scope, indicator: Indicator) -> Target:
    """With this district's result; of an indicator that it does not have, the province's amounts."""
    if indicator in scope.agreement.of(scope.district, scope.answers):
        result = scope.results.result(indicator.id)
        return Target(result.case.indicator, result, result.case)
    case = Case(scope.agreement, indicator, None, NOTHING, NOTHING, scope.answers, None)
    return Target(indicator, None, case)


ROUTE = scoped(
    "target",
    mine,
    tell,
    (Example("เป้า รายได้ OTOP เท่าไหร่", "ดูทุกระดับเป็นยอดของอำเภอ"),),
)
