"""A target said is a target that holds: the amount in the sentence scores its level, one unit less does not."""

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from scoring.agreement import Agreement, Condition, Indicator, Level
from scoring.document.loading import shipped
from scoring.levels.gaps import Threshold, thresholds
from scoring.levels.score import score
from templates.words.score.targets import as_amount

WHOLES = 1000
PARTS = [
    (a, i) for a in shipped().values() for i in a.indicators.values()
    if any(i.inputs[c.input].parts and not i.inputs[c.input].every for lv in i.levels for c in lv.conditions)
]  # fmt: skip
SAID = re.compile(r"^= (ตั้งแต่|ไม่น้อยกว่า|ไม่เกิน|มากกว่า|น้อยกว่า) ([\d,]+(?:\.\d+)?) (\S+)")


def met(agreement: Agreement, indicator: Indicator, level: Level) -> dict[str, Any]:
    """Everything that this level and the ones below it ask for, and more."""
    found: dict[str, Any] = {}
    for lv in indicator.levels[: level.number] if indicator.cumulative else (level,):
        for c in lv.conditions:
            found[c.input] = _plenty(indicator, c)
    return found | {name: _plenty(indicator, None, name) for name in indicator.requires if name not in found}


def _plenty(indicator: Indicator, c: Condition | None, name: str = "") -> Any:
    used = indicator.inputs[c.input if c else name]
    if used.derive == "flag":
        return True
    if used.derive == "date":
        return c.end.isoformat() if c and c.end else None
    if used.derive == "dates":
        return [c.end.isoformat()] if c and c.end else None
    less = used.sense == "remaining" or (c is not None and c.op in ("<", "<="))
    if used.derive == "value":
        return "0" if less else "1000000" if used.unit != "ร้อยละ" else "100"
    return "0" if less else {"ratio": "100", "growth": "1000", "reduction": "100"}[used.derive]


def said(t: Threshold, indicator: Indicator) -> tuple[str, Decimal]:
    """The operator and the amount as an officer reads them."""
    assert t.amount is not None
    assert t.exact is not None
    sentence = as_amount(t.condition, indicator.inputs[t.condition.input], t.amount, t.exact, t.printed)
    found = SAID.match(sentence)
    assert found, sentence
    return found.group(1), Decimal(found.group(2).replace(",", ""))


def sought(found: tuple[Threshold, ...], indicator: Indicator) -> Iterator[Threshold]:
    for t in found:
        if t.condition.floor or t.condition.reference or not indicator.inputs[t.condition.input].parts:
            continue
        if t.amount is not None:
            yield t


def tried(
    agreement: Agreement, indicator: Indicator, district: str | None, office: dict[str, Decimal], t: Threshold
) -> None:
    used = indicator.inputs[t.condition.input]
    word, amount = said(t, indicator)
    step = Decimal(1) if used.countable else Decimal("0.01")
    up = word in ("ตั้งแต่", "ไม่น้อยกว่า", "มากกว่า")
    if word in ("มากกว่า", "น้อยกว่า"):
        amount += step if up else -step
    others = met(agreement, indicator, t.level)
    level, almost = (
        score(agreement, indicator, district, {**others, used.name: {used.parts[0]: n}}, office=office).level
        for n in (amount, amount - step if up else amount + step)
    )
    where = (agreement.id, indicator.id, district, t.level.number, office, word, amount)
    assert level is not None, where
    assert level >= t.level.number, where
    if up and amount == 0:
        return  # nothing less than nothing
    assert almost is None or almost < t.level.number, where  # None: more remaining than there was


@pytest.mark.parametrize(("agreement", "indicator"), PARTS, ids=lambda x: x.id)
def test_the_amount_that_is_said_scores_its_level_and_one_unit_less_does_not(
    agreement: Agreement, indicator: Indicator
) -> None:
    any_district = next(d for d in agreement.districts if agreement.has(indicator, d))
    printed = {key for key, column in indicator.tables.items() if any_district in column}
    wholes = [f"{u.name}.{u.parts[1]}" for u in indicator.inputs.values() if u.parts and not u.every]
    random = Random(indicator.id)
    for _ in range(WHOLES if not printed else 1):
        office = {}
        for key in wholes:
            most = random.choice((9, 60, 3000, 10**6))
            countable = indicator.inputs[key.partition(".")[0]].countable
            office[key] = Decimal(random.randint(1, most)) if countable else Decimal(random.randint(1, 10**11)) / 100
        for t in sought(thresholds(agreement, indicator, any_district, office), indicator):
            tried(agreement, indicator, any_district, office, t)


@pytest.mark.parametrize("indicator", [i for a, i in PARTS if a.id == "buriram-2561" and i.tables], ids=lambda i: i.id)
def test_every_amount_of_every_district_with_a_printed_whole_holds(indicator: Indicator) -> None:
    agreement = shipped()["buriram-2561"]
    for district in (*agreement.districts, None):
        result = score(agreement, indicator, district, {})
        if result.empty:
            continue
        for t in sought(thresholds(agreement, indicator, district), indicator):
            tried(agreement, indicator, district, {}, t)


def test_more_than_95_percent_of_50_is_from_48_on() -> None:
    agreement = shipped()["nongkhai-2565-1"]
    indicator = agreement.indicators["team/2"]
    found = thresholds(agreement, indicator, "ท่าบ่อ", {"plan_percent.den": Decimal(50)})
    top = next(t for t in found if t.level.number == 5)
    assert said(top, indicator) == ("ตั้งแต่", 48)
