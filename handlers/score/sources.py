"""ที่มา …: the verbatim words behind a threshold, weight or target, with document, heading and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.desk.desk import Desk, Example
from handlers.desk.nouns import Message, Turn
from handlers.score.naming import names_somebody
from handlers.score.scope import Scope, scoped
from handlers.score.which_indicator import choose, meant, outside
from scoring.agreement import Agreement, Indicator, Proof
from templates.cards.source import Behind, Quote, question_card, sources_card
from templates.messages import say
from templates.words import scores
from templates.words.report import receipts
from templates.words.score import asking, targets
from templates.words.score import sources as words

_ASKED = re.compile(r"ที่มา(?!ของรายได้)|(?:มา|เอามา|อ้างอิง|อิง)จากไหน|เอกสาร(?:หน้า|บรรทัด)ไหน")
_QUESTION = re.compile(r"[A-Z]{3}-[A-Z0-9]+", re.IGNORECASE)
_LEVEL = re.compile(r"(?:ระดับ|ขั้น)\s*(?:ที่)?\s*([1-5๑-๕])")
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def mine(message: Message, desk: Desk) -> bool:
    return bool(_ASKED.search(message.text))


def tell(scope: Scope, message: Message, desk: Desk) -> Turn:
    asked = _QUESTION.search(message.text)
    if asked:
        return _question(scope, asked.group().upper())
    found = meant(scope, message, desk)
    if not found:
        return outside(scope, message, desk) or choose(scope, asking.SOURCE, asking.WHICH_SOURCE)
    each = [behind(scope, indicator, message.text, desk) for indicator in found]
    return Turn((sources_card(each, scope.agreement),))


def _question(scope: Scope, id: str) -> Turn:
    agreement = scope.agreement
    question = agreement.questions.get(id)
    if question is None:
        return Turn((say(words.NO_SUCH_QUESTION),))
    quote = _quote(agreement, words.TITLE, question.proof)
    return Turn((question_card(question, quote, scope.answers.get(id), agreement),))


def behind(scope: Scope, indicator: Indicator, text: str, desk: Desk) -> Behind:
    """All of it, or the part that the words name: น้ำหนัก, ระดับ n, เป้า."""
    level = _LEVEL.search(text)
    parts: dict[str, Callable[[], Iterator[Quote]]] = {
        "name": lambda: _name(scope.agreement, indicator),
        "weight": lambda: _weight(scope.agreement, indicator),
        "levels": lambda: _levels(scope.agreement, indicator, int(level[1].translate(_THAI)) if level else None),
        "tables": lambda: _tables(scope, indicator),
    }
    wanted = tuple(parts)
    if words.WEIGHT in text:
        wanted = ("weight",)
    elif level:
        wanted = ("levels",)
    elif asking.TARGET in text or "ฐาน" in text:
        wanted = ("tables",)
    quotes = tuple(quote for part in wanted for quote in parts[part]())
    if not quotes:
        quotes = tuple(quote for part in parts.values() for quote in part())
    return Behind(indicator, quotes, tuple(_remarks(scope, indicator, quotes, desk)))


def _name(agreement: Agreement, indicator: Indicator) -> Iterator[Quote]:
    yield _quote(agreement, words.NAME, indicator.proof, indicator.name)


def _weight(agreement: Agreement, indicator: Indicator) -> Iterator[Quote]:
    if indicator.weight is not None and indicator.weight_proof is not None:
        yield _quote(agreement, words.weight(indicator.weight), indicator.weight_proof)
    else:
        yield Quote(words.WEIGHT, words.NO_WEIGHT)


def _levels(agreement: Agreement, indicator: Indicator, only: int | None) -> Iterator[Quote]:
    if indicator.no_criteria is not None:
        yield _quote(agreement, words.NO_CRITERIA, indicator.no_criteria)
    for level in indicator.levels:
        if only is None or level.number == only:
            yield _quote(agreement, words.level(level.number), level.proof)
            for condition in level.conditions:
                if condition.proof is not None and condition.proof.line != level.proof.line:
                    yield _quote(agreement, words.level(level.number), condition.proof)


def _tables(scope: Scope, indicator: Indicator) -> Iterator[Quote]:
    """The rows of this district (or of the province) from which bases and amounts are taken, each once."""
    agreement = scope.agreement
    if indicator.target is not None:
        yield _quote(agreement, words.PRINTED_TARGET, indicator.target.proof)
    district = None if indicator.scored == "province" else scope.district
    shown = set()
    for column in indicator.tables.values():
        cell = column.get(district)
        if cell is not None and cell.proof.entry is not None:
            yield _quote(agreement, words.row_of(district, agreement.province), cell.proof)
        elif cell is not None and cell.proof.line not in shown:
            shown.add(cell.proof.line)
            whole = replace(cell.proof, quote=agreement.document.lines[cell.proof.line - 1])
            yield _quote(agreement, words.row_of(district, agreement.province), whole)


def _quote(agreement: Agreement, of: str, proof: Proof, said: str = "") -> Quote:
    if proof.entry is not None:
        return Quote(of, words.entered(proof))
    line = agreement.document.lines[proof.line - 1] if 1 <= proof.line <= len(agreement.document.lines) else ""
    if names_somebody(line) or names_somebody(proof.quote):
        return Quote(of, words.NAMED, proof.line)
    return Quote(of, words.quote(said or proof.quote), proof.line, scores.carried(proof))


def _remarks(scope: Scope, indicator: Indicator, quotes: tuple[Quote, ...], desk: Desk) -> Iterator[str]:
    """What was read otherwise than printed on these lines, and what the office entered."""
    lines = {quote.line for quote in quotes}
    for correction in scope.agreement.corrections:
        if correction.proof.line in lines and not names_somebody(correction.proof.quote):
            yield words.correction(correction)
    if indicator not in scope.agreement.of(scope.district, scope.answers):
        return
    for question in receipts.unclear(scope.results.result(indicator.id)):
        yield words.unclear(question)
    for value in scope.results.values:
        if value.indicator == indicator.id:
            base, _, part = value.key.partition(".")
            used = indicator.inputs.get(base)
            if used is not None:
                what = used.whole if part else targets.office_name(used)
                yield words.office_value(what, value.amount, used.unit, _who(value.by, desk), value.as_of)


def _who(by: str, desk: Desk) -> str:
    """An officer's own whole is kept under that person's number."""
    person = desk.store.people.by_id(int(by)) if by.isascii() and by.isdigit() else None
    return person.name if person is not None else by


ROUTE = scoped("source", mine, tell, (Example("ที่มา รายได้ OTOP", "ดูข้อความในเอกสารที่เป็นที่มาของเกณฑ์ น้ำหนัก และเป้า"),))
