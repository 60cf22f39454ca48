"""From a draft and a person's answers to an agreement's tables, as the five shipped files write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from scoring import periods
from scoring.drafting.draft import Ask, Condition, Draft, Indicator, Level, Measure
from scoring.drafting.words import COUNTED

BY_HAND = "entered"  # the input of levels that stand in no words: a named person enters the level
Row = dict[str, Any]
Answers = Sequence[Mapping[str, Any]]


class Unanswered(ValueError):
    """What has to be answered before the draft is an agreement; each as "indicator: why"."""

    def __init__(self, open_: list[str]) -> None:
        super().__init__("; ".join(open_))
        self.open = open_


def data(draft: Draft, answers: Answers, id: str, source: str, sha256: str) -> Row:
    """`answers`: {of, asked, value, by, on, why}: of an indicator's id ("" the paper) and one question each.

    A value is "less" or "more" for a direction, a number for a weight, and {"5": "m1 >= 90"} wherever levels are
    entered or read otherwise; anything else is what was said, and changes nothing.
    """
    open_ = _open(draft, answers)
    if open_:
        raise Unanswered(open_)
    head = draft.head
    assert head.province is not None
    assert head.year is not None
    first, last = periods.period(head.year, head.round)
    period = head.period or (first, last)
    made = {
        "id": id, "province": head.province, "year": head.year, **({"round": head.round} if head.round else {}),
        "period": list(period), "signed_for": _signed(draft, answers, period), "source": source, "sha256": sha256,
        "districts": list(head.districts), "drafted": True, "answered": [dict(a) for a in answers],
        "section": _sections(draft),
        "indicator": [_indicator(one, answers) for one in draft.indicators if _kept(one, draft)],
    }  # fmt: skip
    return made


def _open(draft: Draft, answers: Answers) -> list[str]:
    given = {(a["of"], a["asked"]) for a in answers}
    told = [("", ask) for ask in (*draft.head.asks, *draft.asks)]
    told += [(one.id, ask) for one in draft.indicators for ask in one.asks]
    missing = [f"{of or 'paper'}: {ask.why}" for of, ask in told if ask.blocks and (of, ask.why) not in given]
    if draft.head.province is None or draft.head.year is None:
        missing.append("paper: province and year")
    return missing


def _kept(one: Indicator, draft: Draft) -> bool:
    return one.round in (None, draft.head.round)


def _answer(answers: Answers, of: str, *asked: str) -> Mapping[str, Any] | None:
    return next((a for a in answers if a["of"] == of and a["asked"] in asked), None)


def _named(answer: Mapping[str, Any]) -> Row:
    return {"by": answer["by"], "on": answer["on"], "why": answer["why"]}


def _signed(draft: Draft, answers: Answers, period: tuple[date, date]) -> list[Any]:
    """The line that prints the period; else the person who said it."""
    said = _answer(answers, "", "period_not_printed", "two_rounds", "round_not_printed", "no_period", "period_differs")
    if said is not None:
        return [_named(said), f"{period[0].isoformat()} – {period[1].isoformat()}"]
    assert draft.head.signed_for is not None
    return list(draft.head.signed_for)


def _sections(draft: Draft) -> list[Row]:
    made: dict[str, Row] = {}
    for one in draft.indicators:
        if one.section in made:
            continue
        name, line = (one.section_name, one.section_line) if one.section_line else (one.name, one.line)
        made[one.section] = {"id": one.section, "name": name, "proof": [line, name]}
        if "ทีม" in name and one.section_line:
            made[one.section]["team"] = True
    return list(made.values())


def _indicator(one: Indicator, answers: Answers) -> Row:
    row: Row = {"id": one.id, "short": one.name[:20].strip(), "name": one.name, "line": one.line, "scored": one.scored}
    weight = _answer(answers, one.id, "weight_missing", "weight_unclear")
    if weight is not None:
        row["weight"] = [weight["value"], _named(weight), str(weight["value"])]
    elif one.weight is not None:
        row["weight"] = [one.weight, one.weight_line, one.weight_quote]
    if one.group:
        row["group"] = [one.group, one.group_line]
    if one.districts is not None:
        row["only"] = list(one.districts)
    said = [a for a in answers if a["of"] == one.id]
    row["levels"] = [_level(one, number, said) for number in range(1, 6)] if one.levels else []
    if not one.levels:
        row["no_criteria"] = [one.line, one.name]
    row["inputs"] = _inputs(one, said)
    return row


def _level(one: Indicator, number: int, said: Answers) -> list[Any]:
    entered = next((a for a in said if isinstance(a.get("value"), Mapping) and str(number) in a["value"]), None)
    level = next((lv for lv in one.levels if lv.number == number), None)
    if entered is not None:
        words = level.quote if level else str(entered["value"][str(number)])
        return [number, _named(entered), words, entered["value"][str(number)]]
    if level is None or not (level.conditions or level.steps or level.by_hand):
        raise Unanswered([f"{one.id}: level {number}"])
    if level.by_hand:
        return [number, level.line, level.quote, f"{BY_HAND} >= {number}"]
    return [number, level.line, level.quote, " & ".join(_conditions(one, level, said))]


def _conditions(one: Indicator, level: Level, said: Answers) -> list[str]:
    turned = next((a["value"] for a in said if a["asked"] in ("direction", "rising_but_less", "no_operator")), None)
    made = [_condition(c, one.inputs[c.input], turned) for c in level.conditions]
    return made + [f"s{level.number}_{n}" for n in range(1, len(level.steps) + 1)]


def _condition(c: Condition, measure: Measure, turned: str | None) -> str:
    if measure.kind == "date":
        if c.op == "band":
            return f"{c.input} within {c.value}..{c.to}"
        last = date.fromisoformat(c.value) - timedelta(days=1 if c.op == "<" else 0)
        return f"{c.input} by {last.isoformat()}"
    if c.op == "band" and measure.better == "less":  # the lower, the better: a band is reached from above
        return f"{c.input} <= {c.to}"
    if c.op == "band":
        return f"{c.input} {c.value}..{c.to}"
    op = c.op
    if turned == "more" and op == "<=":
        op = ">="
    elif turned == "less" and op == ">=":
        op = "<="
    return f"{c.input} {op} {c.value}" + (" (floor)" if c.floor else "")


def _inputs(one: Indicator, said: Answers) -> Row:
    if any(lv.by_hand for lv in one.levels):
        return {BY_HAND: {"value": "ระดับที่ผู้รับผิดชอบใส่ตามเอกสาร", "unit": "ระดับ"}}
    made: Row = {name: _input(measure) for name, measure in one.inputs.items()}
    for level in one.levels:
        entered = any(isinstance(a.get("value"), Mapping) and str(level.number) in a["value"] for a in said)
        for n, step in enumerate(level.steps if not entered else (), 1):
            made[f"s{level.number}_{n}"] = {"flag": step[:80]}
    for answer in said:
        for text in (answer["value"] if isinstance(answer.get("value"), Mapping) else {}).values():
            for name in re.findall(r"(?:^| & )(\w+)", str(text)):
                made.setdefault(
                    name, {"flag": "ขั้นตอน"} if name.startswith("s") else {"value": one.name[:60], "unit": "หน่วย"}
                )
    return made


def _input(measure: Measure) -> Row:
    label = measure.label or "ผลการดำเนินงาน"
    if measure.kind == "date":
        return {measure.derive: label, **({"counts": "events"} if measure.derive == "dates" else {})}
    events: Row = {"counts": "events", "every": measure.every} if measure.every else {}
    if measure.kind != "percent":
        return {"value": label, "unit": measure.unit or "หน่วย", **events}
    unit = next(
        (u for u in COUNTED if len(u) > 2 and u in label),
        "บาท" if re.search("เงิน|งบ|รายได้|หนี้|ยอด", label) else "รายการ",
    )
    if measure.derive in ("growth", "reduction"):
        return {measure.derive: [measure.now or label, measure.base or f"{label} (ฐาน)"], "unit": unit}
    whole = measure.den if measure.den and measure.den != label else f"{label} ทั้งหมด"
    remaining: Row = {"sense": "remaining", "capped": True} if measure.sense == "remaining" else {}
    return {"ratio": [label, whole], "unit": unit, **remaining, **events}


def asks(draft: Draft) -> list[tuple[str, Ask]]:
    """Everything that waits for an answer, with whose it is: "" for the paper."""
    own = [(one.id, ask) for one in draft.indicators for ask in one.asks]
    return [("", ask) for ask in (*draft.head.asks, *draft.asks)] + own
