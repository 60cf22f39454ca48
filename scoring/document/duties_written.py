"""Open questions, deadlines and recurring duties, as an agreement file writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from scoring.agreement import Duty, Indicator, Question
from scoring.document.complete import once
from scoring.document.conditions import Unreadable, parse
from scoring.document.proving import Proving
from scoring.document.quotes import dates, numbers, spans
from scoring.periods import month_end

Raw = Mapping[str, Any]


def read_question(raw: Raw, p: Proving, indicators: Mapping[str, Indicator], districts: tuple[str, ...]) -> Question:
    p.at(f"question {raw.get('id')}")
    p.unknown(raw, {"id", "proof", "ask", "meanwhile", "indicators", "districts", "options", "section", "district_rows",
                    "round", "effects", "one_value", "shares"})  # fmt: skip
    p.among("indicator", raw.get("indicators", ()), indicators)
    p.among("district", raw.get("districts", ()), districts)
    for key in ("indicators", "districts", "options"):
        once(key, raw.get(key, ()), p)
    p.among(
        "section",
        [*raw.get("shares", ()), *([raw["one_value"]] if "one_value" in raw else ())],
        {i.section for i in indicators.values()},
    )
    effects = raw.get("effects", {})
    section, rows = raw.get("section"), raw.get("indicators", ())
    if section and any(not row.startswith(f"{section}/") for row in rows):
        p.fault(p.place, f"found section {section}, expected that of {', '.join(rows)}")
    p.among("answer", effects, raw.get("options", ()))
    for change in effects.values():
        for where, condition in change.items():
            indicator, _, what = where.rpartition(" ")
            p.among("indicator", [indicator], indicators)
            if what == "target" and indicator in indicators:
                p.among("column", [condition], indicators[indicator].tables)
            if what.isdigit() and indicator in indicators:
                try:
                    parse(condition, indicators[indicator].inputs, frozenset(indicators[indicator].tables))
                except Unreadable as wrong:
                    p.fault(p.place, str(wrong))
    return Question(
        raw["id"], raw["ask"], raw["meanwhile"], tuple(raw.get("options", ())), p.needed(raw["proof"]),
        tuple(raw.get("indicators", ())), tuple(raw.get("districts", ())), raw.get("section"),
        raw.get("district_rows", False), raw.get("round"), {answer: dict(change) for answer, change in effects.items()},
        raw.get("one_value", ""), tuple(raw.get("shares", ())),
    )  # fmt: skip


DUTY = {
    "id", "what", "when", "on", "days", "since", "proof", "who", "role", "indicator", "input", "question", "sends",
}  # fmt: skip
RECURRING = {"month_end": "สิ้นเดือน", "monthly": "เดือน", "quarterly": "ไตรมาสละ", "weekly": "สัปดาห์",
             "each_meeting": "ทุกครั้งที่มีการประชุม", "after_notice": "หลังจาก", "on": "", "open": ""}  # fmt: skip


# Words that say how often, longest first, and what a duty that quotes them is.
OFTEN = {"สิ้นเดือน": ("month_end",), "ทุกครั้งที่มีการประชุม": ("each_meeting",), "ไตรมาสละ": ("quarterly",),
         "สัปดาห์": ("weekly", "after_notice"), "ทุกเดือน": ("monthly",), "เดือนละ": ("monthly",),
         "/เดือน": ("monthly",)}  # fmt: skip


def _kept(printed: date, year: int) -> tuple[date, ...]:
    """The same day in a carried-over year; the end of February is the end of February."""
    last = month_end(year, printed.month)
    same = date(year, printed.month, min(printed.day, last.day))
    return (same, last) if printed == month_end(printed.year, printed.month) else (same,)


def read_duty(
    raw: Raw, p: Proving, agreement: Raw, indicators: Mapping[str, Indicator], questions: Mapping[str, Question]
) -> Duty:
    p.at(f"duty {raw.get('id')}")
    p.unknown(raw, DUTY)
    proof, when, on = p.needed(raw["proof"]), raw["when"], raw.get("on")
    p.among("when", [when], RECURRING)
    if RECURRING.get(when, "") not in proof.quote:
        p.fault(p.place, f'"{RECURRING[when]}" is not in the quote "{proof.quote}"')
    said = next((word for word in OFTEN if word in proof.quote), "")
    if said and (when not in OFTEN[said]) and not dates(proof.quote) and not p.drafted:
        p.fault(p.place, f'found when = {when}, and "{said}" in the quote "{proof.quote}"')
    if not raw["role"] and raw.get("sends", True):
        p.fault(p.place, "found no role and sends = True, expected sends = false: nobody here is told")
    if (when == "on") != (on is not None) and not p.carried_from:
        p.fault(p.place, f"found when = {when} with on = {on}, expected a day exactly where when is on")
    if on is not None and not p.drafted:
        printed = dates(proof.quote) or tuple(last for _, last in spans(proof.quote))
        same = p.carried_from and any(on in _kept(d, on.year) for d in printed)
        if on not in printed and not same:
            p.fault(p.place, f'the day {on} is not in the quote "{proof.quote}"')
    if when == "after_notice" and not any(
        n.amount * 7 == raw["days"] and n.after.startswith("สัปดาห์") for n in numbers(proof.quote)
    ):
        p.fault(p.place, f'{raw["days"]} days are not in the quote "{proof.quote}"')
    start: date = agreement["period"][0]
    if "since" in raw:
        start, line, quote = raw["since"]
        since = p.needed([line, quote])
        if start not in (*dates(since.quote), *(first for first, _ in spans(since.quote))) and not p.carried_from:
            p.fault(p.place, f'the day {start} is not in the quote "{quote}"')
    p.among("role", [raw["role"]], ("officer", "head", "owner", "supervisor", "admin", ""))
    p.among("question", [raw["question"]] if "question" in raw else [], questions)
    p.among("indicator", [raw["indicator"]] if "indicator" in raw else [], indicators)
    if raw.get("input") and raw.get("indicator") in indicators:
        p.among("input", [raw["input"]], indicators[raw["indicator"]].inputs)
    return Duty(
        raw["id"], raw["what"], when, proof, raw["who"], raw["role"], on, raw.get("days"), start,
        agreement["period"][1], raw.get("indicator"), raw.get("input"), raw.get("sends", True), raw.get("question"),
    )  # fmt: skip
