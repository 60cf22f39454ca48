"""แบบสรุปคะแนนผลการประเมิน: each indicator with weight, result, level, weighted score and remark, and the totals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.levels.score import Result
from scoring.levels.totals import SectionTotal
from scoring.results.round_form import Form, FormLine
from templates.words import scores
from templates.words.province import exports as words

Shown = str | int | Decimal | Fraction | None


@dataclass(frozen=True)
class Source:
    """What stands behind ที่มา: where an indicator is printed, and what the document leaves open about it."""

    indicator: str
    printed: str
    open: tuple[str, ...]


@dataclass(frozen=True)
class ScoreLine:
    number: str
    name: str
    weight: Decimal | None
    achieved: str
    level: int | None
    weighted: Fraction | None
    remark: str


@dataclass(frozen=True)
class ScoreSection:
    name: str
    lines: tuple[ScoreLine, ...]
    weight: Decimal | None
    on_five: Fraction | None
    remark: str


@dataclass(frozen=True)
class ScoreForm:
    title: str
    under: tuple[str, ...]  # of whom and of when, below the title
    sections: tuple[ScoreSection, ...]
    overall: tuple[str, Fraction] | None
    sources: tuple[Source, ...]


def score_form(form: Form, remarks: tuple[str, ...] = ()) -> ScoreForm:
    card = form.card
    agreement = card.agreement
    sections = tuple(
        ScoreSection(s.total.section.name, tuple(_line(one) for one in s.lines), s.total.weight, s.total.on_five,
                     _remark(s.total))
        for s in form.sections
    )  # fmt: skip
    sources = tuple(
        Source(row.indicator.name, scores.source(agreement, row.indicator.proof),
               tuple(agreement.questions[q].ask for q in row.result.open if q in agreement.questions))
        for row in form.rows
    )  # fmt: skip
    overall = None if card.overall is None else (scores.overall(card), card.overall)
    return ScoreForm(words.SUMMARY, (*words.whose(agreement, card.district), *remarks), sections, overall, sources)


def _line(line: FormLine) -> ScoreLine:
    result = line.row.result
    said = [] if result.level is not None else [scores.STATUS[result.status]]
    if result.open:
        said.append(words.UNCONFIRMED)
    return ScoreLine(
        line.indicator.number, line.indicator.name, line.indicator.weight, achieved(result), result.level,
        line.weighted, " ".join(said),
    )  # fmt: skip


def achieved(result: Result) -> str:
    """ผลการดำเนินงาน: "86%"; of several figures each with its name; of steps how many are done."""
    figures, done, steps = [], 0, 0
    for name, used in result.case.indicator.inputs.items():
        found = result.figures.get(name)
        if used.derive == "flag":
            steps += 1
            done += found is True or result.case.inputs.get(name) is True
        elif used.counts == "office_value":
            continue
        elif isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], int) and isinstance(found[1], int):
            figures.append((used.short, scores.quantity(Fraction(*found), scores.unit(used))))
        elif used.derive in ("date", "dates") and found:
            days = found if isinstance(found, tuple) else (found,)
            figures.append((used.short, ", ".join(scores.day(d) for d in days)))  # type: ignore[arg-type]
    said = [figures[0][1]] if len(figures) == 1 else [f"{short} {figure}" for short, figure in figures]
    if steps and done:
        said.append(words.steps_done(done, steps))
    return " · ".join(said)


def _remark(total: SectionTotal) -> str:
    if total.on_five is None:
        return words.NO_WEIGHTS
    return words.missing(len(total.missing)) if total.missing else ""


def cells(line: ScoreLine) -> tuple[Shown, ...]:
    """In the order of the form's columns."""
    return line.number, line.name, line.weight, line.achieved, line.level, line.weighted, line.remark


def total_cells(section: ScoreSection) -> tuple[Shown, ...]:
    return "", words.TOTAL, section.weight, "", None, section.on_five, section.remark


def two_places(amount: Fraction | Decimal | int) -> str:
    """A score as the form prints it: always two decimals."""
    whole, _, rest = scores.number(amount).partition(".")
    return f"{whole}.{rest:0<2}"
