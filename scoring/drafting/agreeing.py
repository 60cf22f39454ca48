"""From a draft and a person's answers to an agreement's tables, as the five shipped files write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from scoring import periods
from scoring.drafting import columns_of_tables, printed
from scoring.drafting.draft import Ask, Condition, Draft, Indicator, Level, Measure
from scoring.drafting.words import COUNTED

LEVELS = ("1", "2", "3", "4", "5")
MENDS = ("levels", "short", "names", "weight", "districts", "scored", "drop", "which_column")  # mended unasked
TURNING = ("direction", "rising_but_less", "no_operator", "directions_differ")
PERIOD = ("period_not_printed", "two_rounds", "round_not_printed", "no_period", "period_differs")
_NAMES = re.compile(r"(?:^| & )(\w+)")
_MONEY = re.compile("เงิน|(?<!ปี)งบ|รายได้|(?<!ลูก)หนี้|ยอด|เบิกจ่าย|ใช้จ่าย|มูลค่า")
_PERSONS = re.compile("ผู้|เด็ก|บุคลากร|ประชาชน|สมาชิก|นักเรียน|เกษตรกร|ลูกหนี้|ข้าราชการ|กำลังพล|อาจารย์|บัณฑิต|เจ้าหน้าที่")
_NOT_AFTER = "(?!ได้|จ่าย|งาน|การ|ทาง|มูล|หนี้)"  # รายได้ are no ราย, รายงาน neither
ADD, OFF = "add", "off"  # an indicator that the drafter did not find; a deadline that nobody is reminded of
BY_HAND = "entered"  # the input of levels that stand in no words: a named person enters the level
Row = dict[str, Any]
Answers = Sequence[Mapping[str, Any]]


class Unanswered(ValueError):
    """What has to be answered before the draft is an agreement; each as "indicator: why"."""

    def __init__(self, open_: list[str]) -> None:
        super().__init__("; ".join(open_))
        self.open = open_


def data(
    draft: Draft,
    answers: Answers,
    id: str,
    source: str,
    sha256: str,
    tell: Callable[[Ask], str] = lambda ask: ask.why,
    call: Callable[[str], str] = lambda name: name[:20].strip(),
) -> Row:
    """`answers`: {of, asked, value, by, on, why}: of an indicator's id ("" the paper) and one question each.

    A value is "less" or "more" for a direction, a number for a weight, and wherever levels are entered or read
    otherwise {"5": "m1 >= 90 & s5_1", "s5_1": "what must be done", "m1.unit": "คน"}; MENDS name what a person mended
    unasked; anything else is what was said, and changes nothing. `tell` has the words of what is asked later, `call`
    the short name of an indicator to which nobody gave one.
    """
    draft = with_added(draft, answers)
    open_ = _open(draft, answers)
    if open_:
        raise Unanswered(open_)
    head = draft.head
    assert head.province is not None
    assert head.year is not None
    period = _period(draft, answers) or head.period or periods.period(head.year, head.round)
    made = {
        "id": id, "province": head.province, "year": head.year, **({"round": head.round} if head.round else {}),
        "period": list(period), "signed_for": _signed(draft, answers, period), "source": source, "sha256": sha256,
        "districts": list(head.districts), "drafted": True, "answered": [dict(a) for a in answers],
        "section": _sections(draft, answers),
        "indicator": [_indicator(one, answers, draft, call) for one in kept(draft, answers)],
        "question": printed.questions(draft, kept(draft, answers), _given(answers), tell),
        "duty": printed.duties(draft, period, {a["asked"] for a in answers if a["value"] == OFF}),
    }  # fmt: skip
    return made


def _open(draft: Draft, answers: Answers) -> list[str]:
    given = _given(answers)
    told = [("", ask) for ask in (*draft.head.asks, *draft.asks)]
    told += [(one.id, ask) for one in kept(draft, answers) for ask in one.asks]
    missing = [f"{of or 'paper'}: {ask.why}" for of, ask in told if ask.blocks and (of, ask.why) not in given]
    if draft.head.province is None or draft.head.year is None:
        missing.append("paper: province and year")
    return missing


def _given(answers: Answers) -> set[tuple[str, str]]:
    return {(a["of"], a["asked"]) for a in answers}


def with_added(draft: Draft, answers: Answers) -> Draft:
    """With the indicators that a person found on the paper and the drafter did not: each stands on its line."""
    made = list(draft.indicators)
    for answer in answers:
        told = answer["value"]
        if answer["asked"] != ADD or not isinstance(told, Mapping) or any(i.id == told["id"] for i in made):
            continue
        section, _, number = str(told["id"]).partition("/")
        like = next((i for i in made if i.section == section), None)
        made.append(
            Indicator(
                str(told["id"]), section, like.section_name if like else "", number, str(told["name"]),
                int(told["line"]), round=draft.head.round, section_line=like.section_line if like else 0,
                asks=(Ask("criteria_elsewhere", "no_levels", (), (str(told["name"])[:60],)),),
            )
        )  # fmt: skip
    return replace(draft, indicators=tuple(made))


def kept(draft: Draft, answers: Answers) -> list[Indicator]:
    """The indicators of this round that nobody has struck out."""
    given = _given(answers)
    return [one for one in draft.indicators if one.round in (None, draft.head.round) and (one.id, "drop") not in given]


def _answer(answers: Answers, of: str, *asked: str) -> Mapping[str, Any] | None:
    return next((a for a in answers if a["of"] == of and a["asked"] in asked), None)


def _named(answer: Mapping[str, Any]) -> Row:
    return {"by": answer["by"], "on": answer["on"], "why": answer["why"]}


def _period(draft: Draft, answers: Answers) -> tuple[date, date] | None:
    """The days that a person gave, where the paper prints others than its round has."""
    said = _answer(answers, "", "period_differs", "no_period")
    days = re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", str(said["value"])) if said else None
    return (date.fromisoformat(days[1]), date.fromisoformat(days[2])) if days else None


def _signed(draft: Draft, answers: Answers, period: tuple[date, date]) -> list[Any]:
    """The line that prints the period; else the person who said it."""
    said = _answer(answers, "", *PERIOD)
    if said is not None:
        return [_named(said), f"{period[0].isoformat()} – {period[1].isoformat()}"]
    if draft.head.signed_for is None:
        raise Unanswered(["paper: period"])
    return list(draft.head.signed_for)


def _sections(draft: Draft, answers: Answers) -> list[Row]:
    made: dict[str, Row] = {}
    for one in kept(draft, answers):
        if one.section in made:
            continue
        name, line = (one.section_name, one.section_line) if one.section_line else (one.name, one.line)
        made[one.section] = {"id": one.section, "name": name, "proof": [line, name]}
        if "ทีม" in name and one.section_line:
            made[one.section]["team"] = True
    return list(made.values())


def _indicator(one: Indicator, answers: Answers, draft: Draft, call: Callable[[str], str]) -> Row:
    short, scored = (_answer(answers, one.id, *asked) for asked in (("short",), ("scored", "words_of_a_supervisor")))
    row: Row = {"id": one.id, "short": short["value"] if short else call(one.name), "name": one.name,
                "line": one.line, "scored": one.scored}  # fmt: skip
    if scored is not None and scored["value"] in ("district", "province", "both"):
        row["scored"] = scored["value"]
    names = _answer(answers, one.id, "names")
    if names is not None and names["value"]:
        row["names"] = list(names["value"])
    weight = _answer(answers, one.id, "weight", "weight_missing", "weight_unclear")
    if weight is not None:
        row["weight"] = [weight["value"], _named(weight), str(weight["value"])]
    elif one.weight is not None:
        row["weight"] = [one.weight, one.weight_line, one.weight_quote]
    if one.group:
        row["group"] = [one.group, one.group_line]
    only = _answer(answers, one.id, "districts")
    if only is not None and only["value"]:
        row["only"] = list(only["value"])
    elif one.districts is not None and only is None:
        row["only"] = list(one.districts)
    said = [a for a in answers if a["of"] == one.id]
    numbers = {*(lv.number for lv in one.levels), *(int(n) for n in entered(said))}
    row["levels"] = [_level(one, number, said) for number in range(1, 6)] if numbers else []
    if not numbers:
        row["no_criteria"] = [one.line, one.name]
    row["inputs"] = inputs_of(one, said)
    beside = [*said, *(a for a in answers if not a["of"])]
    if values := columns_of_tables.cells(draft, one, row["inputs"], beside):
        row["printed"] = values
    return row


def entered(said: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Level -> the answer that has its condition; the last one stands."""
    return {n: a for a in said if isinstance(a.get("value"), Mapping) for n in a["value"] if n in LEVELS}


def _level(one: Indicator, number: int, said: Answers) -> list[Any]:
    mended = entered(said).get(str(number))
    level = next((lv for lv in one.levels if lv.number == number), None)
    if mended is not None:
        words = level.quote if level else str(mended["value"][str(number)])
        return [number, _named(mended), words, mended["value"][str(number)]]
    if level is None or not (level.conditions or level.steps or level.by_hand):
        raise Unanswered([f"{one.id}: level {number}"])
    if level.by_hand:
        return [number, level.line, level.quote, f"{BY_HAND} >= {number}"]
    return [number, level.line, level.quote, " & ".join(_conditions(one, level, said))]


def _conditions(one: Indicator, level: Level, said: Answers) -> list[str]:
    turned = next((a["value"] for a in said if a["asked"] in TURNING), None)
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
    elif turned == "less" and op == ">=" and not c.floor:
        op = "<="
    return f"{c.input} {op} {c.value}" + (" (floor)" if c.floor else "")


def inputs_of(one: Indicator, said: Answers) -> Row:
    """What an officer reports of it, as the agreement's table has it."""
    by_hand = entered(said)
    if any(lv.by_hand for lv in one.levels) and not by_hand:
        return {BY_HAND: {"value": "ระดับที่ผู้รับผิดชอบใส่ตามเอกสาร", "unit": "ระดับ"}}
    measures = measured(one, said)
    used = {c.input for lv in one.levels if str(lv.number) not in by_hand for c in lv.conditions}
    texts = [str(a["value"][n]) for n, a in by_hand.items()]
    used |= {name for text in texts for name in _NAMES.findall(text)}
    made: Row = {name: _input(measure) for name, measure in measures.items() if name in used or not by_hand}
    for level in one.levels:
        for n, step in enumerate(level.steps if str(level.number) not in by_hand else (), 1):
            made[f"s{level.number}_{n}"] = {"flag": step[:80]}
    steps = {k: v for a in said if a["asked"] == "levels" for k, v in a["value"].items()}
    for name in sorted(used - set(made)):
        made[name] = (
            {"flag": str(steps.get(name, "ขั้นตอน"))[:80]}
            if name.startswith("s")
            else _input(measures.get(name, Measure(one.name[:60], "number", "")), one.name)
        )
    return made


def measured(one: Indicator, said: Answers) -> dict[str, Measure]:
    """What an officer reports, with what a person said of it: unit, words, and of what it is a share."""
    found = dict(one.inputs)
    for answer in said:
        if answer["asked"] == "share_of_what" and answer["value"] in ("ratio", "growth"):
            found = {n: replace(m, derive=answer["value"]) if m.kind == "percent" else m for n, m in found.items()}
        if answer["asked"] in ("base_not_printed", "which_year") and answer["value"] not in ("yes", "entered"):
            found = {
                n: replace(m, base=f"{m.base or m.label} ({answer['value']})")
                if m.derive in ("growth", "reduction") else m for n, m in found.items()
            }  # fmt: skip
        if answer["asked"] == "no_unit" and isinstance(answer["value"], str):
            found = {n: replace(m, unit=answer["value"]) if not m.unit else m for n, m in found.items()}
        if answer["asked"] == "levels":
            for key, words in answer["value"].items():
                name, point, part = key.partition(".")
                if not point:
                    continue
                found[name] = replace(found.get(name, Measure(one.name[:60], "number", "")), **{part: words})
    return found


def _input(measure: Measure, name: str = "") -> Row:
    label = measure.label or name[:60] or "ผลการดำเนินงาน"
    if measure.kind == "date":
        return {measure.derive: label, **({"counts": "events"} if measure.derive == "dates" else {})}
    events: Row = {"counts": "events", "every": measure.every} if measure.every else {}
    if measure.kind != "percent":
        return {"value": label, "unit": measure.unit or "หน่วย", **events}
    unit = _counted_in(measure, label)
    if measure.derive in ("growth", "reduction"):
        return {measure.derive: [measure.now or label, measure.base or f"{label} (ฐาน)"], "unit": unit}
    whole = measure.den if measure.den and measure.den != label else f"{label} ทั้งหมด"
    remaining: Row = {"sense": "remaining", "capped": True} if measure.sense == "remaining" else {}
    return {"ratio": [label, whole], "unit": unit, **remaining, **events}


def _counted_in(measure: Measure, label: str) -> str:
    """The unit of a share's amounts, by the words that it begins with. "ครัวเรือนที่มีรายได้" are households."""
    said = measure.now or label
    for words in (said, measure.den):
        units = [unit for unit in COUNTED if len(unit) > 2 and re.match(unit + _NOT_AFTER, words)]
        if units:
            return max(units, key=len)
        if _PERSONS.match(words):
            return "คน"
        if _MONEY.search(words):
            return "บาท"
    return "รายการ"


def asks(draft: Draft) -> list[tuple[str, Ask]]:
    """Everything that waits for an answer, with whose it is: "" for the paper."""
    own = [(one.id, ask) for one in draft.indicators for ask in one.asks]
    return [("", ask) for ask in (*draft.head.asks, *draft.asks)] + own
