"""What the administrator's answers to a document's open questions change in the scoring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from scoring.agreement import Agreement, Condition, Indicator
from scoring.amounts import typed
from scoring.document.conditions import parse

Pair = tuple[int, int]
LONGEST = 500  # letters of an answer


class Unanswerable(ValueError):
    """An answer that the question does not offer, or a question that there is not."""


def check_answer(agreement: Agreement, question: str, value: str) -> None:
    """Refuse an answer that the question does not offer; a question without options takes any words."""
    if question not in agreement.questions:
        known = ", ".join(agreement.questions)
        raise Unanswerable(f'{agreement.id}: found question "{question}", expected one of {known}')
    options, sections = agreement.questions[question].options, agreement.questions[question].shares
    if sections and _shares(value, sections) is None:
        of = " and ".join(sections)
        expected = f"the shares of {of} as numbers that add to 100, like 70/30"
        raise Unanswerable(f'{agreement.id}: {question}: found "{value}", expected {expected}')
    if len(value) > LONGEST:
        raise Unanswerable(f"{agreement.id}: {question}: found {len(value)} letters, expected {LONGEST} at most")
    if not value.strip() or (options and value not in options):
        known = ", ".join(options) or "some words"
        raise Unanswerable(f'{agreement.id}: {question}: found "{value}", expected one of {known}')


def _shares(value: str, sections: Sequence[str]) -> dict[str, Decimal] | None:
    numbers = [found for part in value.split("/") if (found := typed(part)) is not None]
    if len(numbers) != len(sections) or value.count("/") != len(sections) - 1 or sum(numbers) != 100:
        return None
    return dict(zip(sections, numbers, strict=True))


def split(agreement: Agreement, answers: Mapping[str, str]) -> Mapping[str, Decimal] | None:
    """What part of one score each section is, as the administrator has entered it; None: nobody has."""
    for question in agreement.questions.values():
        if question.shares and question.id in answers:
            return _shares(answers[question.id], question.shares)
    return None


def decided(agreement: Agreement, answers: Mapping[str, str]) -> Agreement:
    """With the sections that have one value for the whole province: their indicators are the province's own row."""
    whole = {q.one_value for q in agreement.questions.values() if q.one_value and answers.get(q.id) == q.options[-1]}
    if not whole:
        return agreement
    sections = tuple(replace(s, one_value=s.id in whole) for s in agreement.sections)
    moved = {i.id: replace(i, scored="province") for i in agreement.indicators.values() if i.section in whole}
    return replace(agreement, sections=sections, indicators={**agreement.indicators, **moved})


def worked_in(agreement: Agreement, indicator: Indicator, answers: Mapping[str, str]) -> Indicator:
    """The indicator as the answers have it; itself where they change nothing."""
    chosen = tuple(
        (q.id, answers[q.id]) for q in agreement.questions.values() if q.id in answers and indicator.id in q.indicators
    )
    return _worked_in(agreement, indicator, chosen) if chosen else indicator


@lru_cache(maxsize=256)
def _worked_in(agreement: Agreement, indicator: Indicator, chosen: tuple[tuple[str, str], ...]) -> Indicator:
    for question, answer in chosen:
        for where, change in agreement.questions[question].effects.get(answer, {}).items():
            whose, _, what = where.rpartition(" ")
            if whose != indicator.id:
                continue
            if what == "cumulative":
                indicator = replace(indicator, cumulative=False)
            elif what == "target":
                levels = tuple(replace(lv, conditions=_or(change, lv.conditions)) for lv in indicator.levels)
                indicator = replace(indicator, levels=levels)
            elif what.isdigit():
                conditions, _ = parse(change, indicator.inputs, frozenset(indicator.tables))
                levels = tuple(
                    replace(lv, conditions=tuple(conditions)) if lv.number == int(what) else lv
                    for lv in indicator.levels
                )
                indicator = replace(indicator, levels=levels)
    return indicator


def _or(column: str, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """remaining_percent.target: each percentage of that input holds for who is at the table's amount, too."""
    name = column.partition(".")[0]
    return tuple(replace(c, or_table=column) if c.input == name else c for c in conditions)


def factor(agreement: Agreement, indicator: Indicator, answers: Mapping[str, str], round: int | None) -> Pair:
    """What a base is multiplied by: the office may decide that a round asks for a part of the year's amount."""
    if round is None:
        return 1, 1
    for question in agreement.questions.values():
        if question.round == round and question.id in answers:
            part = question.effects.get(answers[question.id], {}).get(f"{indicator.id} base")
            if part:
                upper, _, lower = part.partition("/")
                return int(upper), int(lower or 1)
    return 1, 1
