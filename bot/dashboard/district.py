"""A district's pages: its scorecard, and one indicator with its trend, reports, evidence and people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template

from bot.dashboard.guard import (
    NO_FAULT,
    Fault,
    agreement_of,
    book,
    district_of,
    group,
    paged,
    person,
    store,
    today,
    visitors,
)
from handlers.office.assigning import DUTIES, colleagues, may_assign
from handlers.office.valuing import may_set_values
from handlers.province.trends import trend
from scoring.agreement import Agreement, Indicator
from scoring.levels.gaps import gap, thresholds
from scoring.levels.office_values import wanted
from scoring.periods import BANGKOK
from scoring.results.facts import Fact
from scoring.results.overview import of_group
from scoring.results.results import Results, results
from scoring.results.signed import frozen
from templates.charts import chart
from templates.words import scores
from templates.words.people.leaves import in_stead
from templates.words.province.province import section_score
from templates.words.score import history as told
from templates.words.score.asking import ONE_VALUE


def add(pages: Blueprint) -> None:
    pages.get("/d/<id>/<name>")(visitors(scorecard))
    pages.get("/d/<id>/<name>/<path:indicator>")(visitors(indicator_page))


def held(agreement: Agreement, district: str | None) -> Results:
    """Of a closed round as it was closed: page, printed form and file."""
    found = results(store(), agreement, district, today(), book().answers(agreement.id))
    kept = store().rounds.frozen(agreement.id)
    return frozen(kept, found) if kept else found


def scorecard(id: str, name: str) -> str:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    found = held(agreement, district)
    card = found.card()
    shown = {i.id for i in shown_to_visitor(agreement)}
    newest: dict[str, Any] = {}
    for entry in found.standing:
        if entry.indicator not in newest or entry.as_of > newest[entry.indicator]:
            newest[entry.indicator] = entry.as_of
    rows = [
        {
            "row": row, "why": scores.why(row.result), "gap": scores.gap(gap(row.result)),
            "when": newest.get(row.indicator.id), "evidence": evidence_of(agreement, district, row.indicator.id),
        }
        for row in card.rows
        if row.indicator.id in shown
    ]  # fmt: skip
    return render_template(
        "pages/district.html", agreement=agreement, district=district, name=name, card=card, rows=rows,
        section_score=section_score, ONE_VALUE=ONE_VALUE,
        signatures=store().signing.of(agreement.id, district, "results"),
    )  # fmt: skip


def evidence_of(agreement: Agreement, district: str | None, indicator: str) -> int:
    return len(store().dossier.of(agreement.id, district, indicator))


def shown_to_visitor(agreement: Agreement) -> tuple[Indicator, ...]:
    own = group()
    return tuple(agreement.indicators.values()) if own is None else of_group(agreement, own)


def indicator_page(id: str, name: str, indicator: str, fault: Fault = NO_FAULT) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    signed = agreement.indicators.get(indicator)
    if signed is None or signed not in agreement.of(district, book().answers(agreement.id)):
        abort(404)
    if signed not in shown_to_visitor(agreement):
        abort(403)
    found = held(agreement, district)
    result = found.result(indicator)
    history = store().ledger.history(agreement.id, district, indicator)
    turned = paged(history[::-1])
    drawn = trend(found, signed, history)
    picture = chart([(p.day, p.figure, p.level) for p in drawn.points], drawn.lines, drawn.unit, drawn.start, drawn.end)
    counted = result.case.indicator  # with the administrator's answers worked in
    asked = thresholds(agreement, counted, district, found.office.get(indicator, {}))
    levels = [
        {
            "level": level,
            "reasons": [(r, scores.reason(r, result)) for r in result.reasons(level.number)] if result.figures else [],
            "amounts": [scores.threshold(t) for t in asked
                        if t.level is level and signed.inputs[t.condition.input].parts],
        }
        for level in counted.levels
    ]  # fmt: skip
    wants = [w for w in wanted(agreement, district) if w.indicator == indicator]
    return render_template(
        "pages/one.html", agreement=agreement, district=district, name=name, indicator=signed, result=result,
        why=scores.why(result), gap=scores.gap(gap(result)), chart=picture, trend=drawn, levels=levels,
        reports=reports_of(history, signed, turned.rows), turned=turned,
        evidence=store().dossier.of(agreement.id, district, indicator),
        people=people_of(agreement, district, indicator), DUTIES=DUTIES, may_assign=may_assign(person(), district),
        colleagues=colleagues(store().people.of_province(agreement.province), district),
        shares=shares_of(agreement, district, indicator),
        wants=[(w, known(found, w.indicator, w.key)) for w in wants], may_set=may_set_values(person(), signed),
        line=scores.source(agreement, signed.proof), fault=fault,
    ), (400 if fault else 200)  # fmt: skip


def known(found: Results, indicator: str, key: str) -> Any:
    cell = found.agreement.indicators[indicator].tables.get(key, {}).get(found.district)
    if cell is not None:
        return cell.amount
    return found.office.get(indicator, {}).get(key)


def reports_of(history: Sequence[Fact], indicator: Indicator, shown: Sequence[Fact]) -> list[dict[str, Any]]:
    """Those shown of a history, each with what it says, who sent it and whether it still stands."""
    replaced = {f.replaces: f for f in history if f.replaces}
    names = names_of({who for f in shown for who in (f.person, f.stood_for) if who is not None})
    lines = []
    for fact in shown:
        used = indicator.inputs.get(fact.input)
        state = ""
        if fact.value is None:
            state = told.WITHDRAWN
        elif fact.id in replaced:
            state = told.REPLACED if replaced[fact.id].value is not None else told.WITHDRAWN
        lines.append(
            {
                "fact": fact, "input": used.short if used else fact.input, "state": state,
                "what": told.worth(fact.kind, fact.value, fact.slot, used), "by": by_whom(fact, names),
                "sent": datetime.fromtimestamp(fact.happened / 1000, BANGKOK),
            }
        )  # fmt: skip
    return lines


def by_whom(fact: Fact, names: dict[int | None, str]) -> str:
    """มาลี แทนคุณสมชาย: who sent it, and in whose stead."""
    by = names.get(fact.person, told.SOMEBODY)
    return f"{by} {in_stead([names[fact.stood_for]])}" if fact.stood_for is not None else by


def names_of(ids: set[int]) -> dict[int | None, str]:
    found: dict[int | None, str] = {None: ""}
    for id in ids:
        one = store().people.by_id(id)
        found[id] = one.name if one is not None and one.name else told.SOMEBODY
    return found


def people_of(agreement: Agreement, district: str | None, indicator: str) -> dict[str, str]:
    rows = [
        row for row in store().sharing.of_agreement(agreement.id)
        if (row["district"], row["indicator"]) == (district or "", indicator)
    ]  # fmt: skip
    names = names_of({row["person"] for row in rows})
    return {row["duty"]: names[row["person"]] for row in rows}


def shares_of(agreement: Agreement, district: str | None, indicator: str) -> list[Any]:
    return [row for row in store().sharing.shares(agreement.id, district) if row["indicator"] == indicator]
