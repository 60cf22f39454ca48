"""What the review page shows of one indicator: the paper's lines, the reading in Thai, its questions, values to try."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.dashboard.drafts.paper_side import Marks, marks, of_levels, on_paper, pages_of
from bot.office.reviewing import LOOK, Asked, Review, called, supposed
from handlers.reading.words.proposing import proposed
from scoring.agreement import Agreement
from scoring.drafting import columns_of_tables
from scoring.drafting.agreeing import TURNING, entered, inputs_of, measured
from scoring.drafting.columns_of_tables import NONE
from scoring.drafting.draft import Indicator
from scoring.levels.boundaries import Tried, strip, tried
from templates.paper import Block
from templates.words.drafting import answers as taps
from templates.words.drafting import page as words
from templates.words.drafting.questions import question
from templates.words.scores import day, number

MEANT = (*TURNING, "share_of_what")  # the answers whose levels are shown before they are tapped
CONDITIONS = 2  # rows of fields for one level


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    meaning: tuple[str, ...]  # the levels as this answer would have them


@dataclass(frozen=True)
class Told:
    """A question as the page shows it."""

    asked: Asked
    sentences: tuple[str, ...]
    choices: tuple[Choice, ...]
    field: str  # "number", "words", "head", "districts", "levels" or ""
    answered: str
    by: str


@dataclass(frozen=True)
class Card:
    one: Indicator
    state: str
    short: str
    weight: str
    scored: str
    districts: tuple[str, ...]
    measures: tuple[str, ...]
    levels: tuple[dict[str, Any], ...]
    told: tuple[Told, ...]
    remarks: tuple[str, ...]
    strip: tuple[Tried, ...]
    unit: str
    last: tuple[str, int | None] | None  # the value that was tried, and its level
    fields: tuple[dict[str, Any], ...]
    inputs: tuple[tuple[str, str], ...]
    paper: tuple[Block, ...]
    quotes: Mapping[tuple[int, int], int]  # (line, which quote of it) -> level
    pages: tuple[tuple[int, int], ...]  # (file, page)
    tables: tuple[str, ...]  # what the tables of districts are used for
    names: tuple[str, ...]  # how officers say it: given, else proposed
    columns: tuple[tuple[str, str, bool], ...]  # key, words, whether it is used: what a person may choose instead


def cards(review: Review, today: date) -> list[Card]:
    starts = sorted({one.line for one in review.indicators})
    marked = marks(review)
    return [_card(review, one, starts, marked, today) for one in review.indicators]


def of_paper(review: Review, today: date) -> list[Told]:
    return [_told(review, asked, today) for asked in review.of("")]


def _card(review: Review, one: Indicator, starts: Sequence[int], marked: Marks, today: date) -> Card:
    agreement = review.alone(one.id)
    said = [a for a in review.answers if a["of"] == one.id]
    measures = measured(one, said)
    short, weight, scored, only = (
        review.answer(one.id, *asked)
        for asked in (
            ("short",), ("weight", "weight_missing", "weight_unclear"), ("scored", "words_of_a_supervisor"),
            ("districts",),
        )
    )  # fmt: skip
    quotes = of_levels(one, marked)
    scale = strip(agreement, agreement.indicators[one.id]) if agreement else ()
    return Card(
        one, review.state(one.id), str(short["value"]) if short else called(one.name),
        str(weight["value"]) if weight else one.weight or "",
        str(scored["value"]) if scored and scored["value"] in words.SCORED else one.scored,
        tuple(only["value"]) if only else one.districts or (), tuple(words.measure(m) for m in measures.values()),
        tuple(_level(review, one, n, agreement, entered(said), quotes) for n in range(1, 6)),
        tuple(_told(review, asked, today) for asked in review.of(one.id)),
        tuple(question(ask) for ask in one.remarks), scale, _unit(agreement, one.id, scale),
        _tried(review, one.id, agreement), tuple(_fields(agreement, one, n) for n in range(1, 6)),
        tuple((name, words.measure(m)) for name, m in measures.items()),
        tuple(on_paper(review, one, starts, marked)), quotes, tuple(pages_of(review, one)),
        tuple(_tables(review, one, agreement)), names_of(review, one), _columns(review, one),
    )  # fmt: skip


def _level(
    review: Review,
    one: Indicator,
    n: int,
    agreement: Agreement | None,
    by_hand: Mapping[str, Mapping[str, Any]],
    quotes: Mapping[tuple[int, int], int],
) -> dict[str, Any]:
    signed = agreement.indicators[one.id] if agreement else None
    level = next((lv for lv in signed.levels if lv.number == n), None) if signed else None
    printed = next((lv for lv in one.levels if lv.number == n), None)
    typed = by_hand.get(str(n))
    return {
        "n": n, "said": words.signed_level(level, signed) if level and signed else words.unread_level(one, n),
        "line": printed.line if printed else 0,
        "quote": next((k for (_, k), level in quotes.items() if level == n), -1),
        "by": typed["by"] if typed else "",
        "why": typed["why"] if typed else "",
        "printed": bool(printed or typed),
    }  # fmt: skip


def names_of(review: Review, one: Indicator) -> tuple[str, ...]:
    given = review.answer(one.id, "names")
    return tuple(given["value"]) if given else proposed(one.name).names


def _tables(review: Review, one: Indicator, agreement: Agreement | None) -> list[str]:
    """What is looked up per district, with an example that can be held against the paper."""
    if agreement is None:
        return []
    signed = agreement.indicators[one.id]
    found = []
    for key, column in signed.tables.items():
        district = next((d for d in column if d), None)
        if district is not None:
            cell = column[district]
            found.append(
                words.looked_up(key, signed, len([d for d in column if d]), district, cell.amount, cell.proof.line)
            )
    return found


def _columns(review: Review, one: Indicator) -> tuple[tuple[str, str, bool], ...]:
    said = [a for a in review.answers if a["of"] in (one.id, "")]
    tables = columns_of_tables.of(review.draft, one, said)
    mine = [a for a in said if a["of"] == one.id]
    used = {
        t.key(n)
        for k, (t, n) in columns_of_tables.bound(tables, inputs_of(one, mine), one, said).items()
        if k[0] != "@"
    }
    return tuple(
        (t.key(n), t.headers[n][:60], t.key(n) in used) for t in tables for n in columns_of_tables.candidates(t)
    )


def _told(review: Review, asked: Asked, today: date) -> Told:
    one = next((i for i in review.indicators if i.id == asked.of), None)
    if asked.told or asked.why.startswith(LOOK) or not asked.asks:
        sentences: tuple[str, ...] = (asked.told or words.repaired(json.loads(review.row["repairs"])),)
        choices: tuple[tuple[str, str], ...] = taps.CHOICES.get(asked.why, taps.LOOKED)
    else:
        sentences = tuple(dict.fromkeys(question(ask) for ask in asked.asks))
        choices = taps.choices(asked.why, _usable(one, asked.levels))
    if asked.why == "which_column":
        columns = [word.partition("=") for word in asked.asks[0].words[2:]]
        choices = (*((key, header) for key, _, header in columns), (NONE, taps.NO_COLUMN))
    if asked.why == "table_of_whom" and len(asked.asks) == 1:
        choices = (*((i.id, taps.table_of(i.number, i.name)) for i in review.indicators), *choices)
    if asked.why == "period_differs" and len(asked.asks[0].words) == 4:
        a, b, c, d = asked.asks[0].words
        choices = ((f"{a}..{b}", words.days_of(a, b)), (f"{c}..{d}", words.days_of(c, d)))
    field = _field(asked, bool(choices))
    given = asked.answer
    return Told(
        asked, sentences, tuple(Choice(v, label, _meaning(review, asked, v, today)) for v, label in choices), field,
        next((label for v, label in choices if given and v == given["value"]), "")
        or (taps.option(asked.why, given["value"]) if given else ""), str(given["by"]) if given else "",
    )  # fmt: skip


def _field(asked: Asked, tapped: bool) -> str:
    """What is typed where no button answers."""
    for name, kinds in (
        ("number", taps.NUMBER), ("words", taps.WORDS), ("head", taps.OF_HEAD), ("districts", taps.BY_MEND),
    ):  # fmt: skip
        if asked.why in kinds:
            return name
    return "levels" if asked.of and not tapped else ""


def _usable(one: Indicator | None, levels: Sequence[int]) -> bool:
    if one is None or not levels:
        return True
    held = {lv.number for lv in one.levels if lv.conditions or lv.steps or lv.by_hand}
    return set(levels) <= held


def _meaning(review: Review, asked: Asked, value: str, today: date) -> tuple[str, ...]:
    if asked.why not in MEANT or not asked.of:
        return ()
    agreement = review.alone(asked.of, (supposed(asked.of, asked.why, value, today),))
    if agreement is None:
        return ()
    one = agreement.indicators[asked.of]
    return tuple(f"{lv.number}: {words.signed_level(lv, one)}" for lv in one.levels)


def _unit(agreement: Agreement | None, id: str, scale: Sequence[Tried]) -> str:
    if agreement is None or not scale:
        return ""
    if not scale[0].input:
        return "ขั้น"
    used = agreement.indicators[id].inputs[scale[0].input]
    return "%" if used.parts or used.unit == "ร้อยละ" else used.unit


def shown(value: str) -> str:
    """A tried value for the eye: a number with its commas, a day in Thai."""
    return day(date.fromisoformat(value)) if value.count("-") == 2 else number(Decimal(value))


def _tried(review: Review, id: str, agreement: Agreement | None) -> tuple[str, int | None] | None:
    step = review.tried(id)
    if step is None or agreement is None:
        return None
    name, _, value = str(step["value"]).partition("=")
    one = agreement.indicators[id]
    return (value, tried(agreement, one, name, value)) if not name or name in one.inputs else None


def _fields(agreement: Agreement | None, one: Indicator, n: int) -> dict[str, Any]:
    """What the plain fields of a level hold when they open."""
    rows: list[dict[str, str]] = []
    steps: list[str] = []
    signed = agreement.indicators[one.id] if agreement else None
    level = next((lv for lv in signed.levels if lv.number == n), None) if signed else None
    printed = next((lv for lv in one.levels if lv.number == n), None)
    if level is not None and signed is not None:
        for c in level.conditions:
            if c.op == "done":
                steps.append(signed.inputs[c.input].what)
            elif c.amount is not None:
                op = "band" if c.upper is not None else c.op
                rows.append({"input": c.input, "op": op, "value": _plain(c.amount), "to": _plain(c.upper)})
            elif c.end is not None:
                rows.append({"input": c.input, "op": "by", "value": c.end.isoformat(), "to": ""})
    elif printed is not None:
        rows = [{"input": c.input, "op": c.op, "value": c.value, "to": c.to or ""} for c in printed.conditions]
        steps = list(printed.steps)
    empty = {"input": "", "op": "", "value": "", "to": ""}
    return {"n": n, "rows": (rows + [empty] * CONDITIONS)[: max(CONDITIONS, len(rows))], "steps": "\n".join(steps)}


def _plain(amount: Any) -> str:
    return "" if amount is None else str(amount)
