"""Provenance as a card: each number with the words that stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.agreement import Agreement, Indicator, Question
from templates.cards import parts
from templates.messages import tap
from templates.words.score import asking
from templates.words.score import sources as words

Json = dict[str, Any]


@dataclass(frozen=True)
class Quote:
    """One number with its words; `line` 0: no document prints it."""

    of: str
    said: str
    line: int = 0
    note: str = ""


@dataclass(frozen=True)
class Behind:
    """All that stands behind one indicator."""

    indicator: Indicator
    quotes: tuple[Quote, ...]
    remarks: tuple[str, ...] = ()


def sources_card(each: Sequence[Behind], agreement: Agreement) -> Json:
    first = each[0]
    alt = words.alt(first.indicator, agreement, [q.line for q in first.quotes if q.line])
    quick = [tap(word, f"{word} {first.indicator.short}") for word in (asking.TARGET, asking.SCORE)]
    return parts.flex(alt, [_bubble(one, agreement) for one in each[:5]], quick)


def _bubble(one: Behind, agreement: Agreement) -> Json:
    body: list[Json] = []
    heading = ""
    for quote in one.quotes:
        above = words.heading(agreement, quote.line) if quote.line else ""
        if above and above != heading:  # said once for all the lines below it
            heading = above
            body.append(parts.note(above))
        body.append(parts.heading(quote.of, words.under(quote.line) if quote.line else ""))
        body += [parts.text(quote.said, size="sm"), parts.note(quote.note)]
    body += [parts.note(remark) for remark in one.remarks]
    return parts.bubble(parts.header(f"{words.TITLE} {one.indicator.short}", words.document(agreement)), body)


def question_card(question: Question, quote: Quote, answer: str | None, agreement: Agreement) -> Json:
    body = [
        *(parts.line(said) for said in words.question_lines(question, answer)),
        parts.between(),
        parts.note(words.heading(agreement, quote.line)),
        parts.heading(quote.of, words.under(quote.line)),
        parts.text(quote.said, size="sm"),
    ]
    made = parts.bubble(parts.header(question.id, words.document(agreement)), body)
    return parts.flex(words.question_alt(question), [made])
