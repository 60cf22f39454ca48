"""From TOML to an Agreement, refusing every number that its document does not prove, with all faults at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scoring import periods
from scoring.agreement import (
    CALENDAR,
    HEAD,
    Agreement,
    Correction,
    Document,
    Entry,
    Indicator,
    Input,
    Level,
    Section,
)
from scoring.amounts import or_text
from scoring.document import complete, proving
from scoring.document.conditions import Unreadable, continuity, parse, unproven
from scoring.document.duties_written import read_duty, read_question
from scoring.document.inputs_written import read_inputs
from scoring.document.proving import Fault, Proving
from scoring.document.quotes import dates, numbers, plain
from scoring.document.tables import read_table
from scoring.drafting import reread

HERE = Path(__file__).parents[1]
AGREEMENTS = HERE / "agreements"
SOURCES = HERE / "sources"
Raw = Mapping[str, Any]
UNTOUCHED: Mapping[str, Entry] = MappingProxyType({})
TOP = {
    "id", "province", "year", "round", "period", "signed_for", "source", "sha256", "districts", "section", "indicator",
    "question", "duty", "correction", "carried_from", "version", "in_force", "changes", "drafted", "answered",
}  # fmt: skip
ROW = {
    "id", "topic", "short", "name", "line", "scored", "weight", "group", "only", "except", "undecided", "unresolved",
    "cumulative", "requires", "declared", "empty", "target", "no_criteria", "quotes", "levels", "evidence", "inputs",
    "table", "cells", "names", "printed",
}  # fmt: skip


class Unproven(Exception):
    """An agreement file that is refused; `faults` has every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(f) for f in faults))
        self.faults = faults


@cache
def document(file: str, folder: Path = SOURCES) -> Document:
    raw = (folder / file).read_bytes()
    return Document(file, hashlib.sha256(raw).hexdigest(), tuple(raw.decode().split("\n")))


@cache
def shipped() -> Mapping[str, Agreement]:
    """The agreements in scoring/agreements/, by id; an unproven one stops the start."""
    loaded = [load(path.read_text(), path.name) for path in sorted(AGREEMENTS.glob("*.toml"))]
    return {a.id: a for a in loaded}


def shipped_text(id: str) -> str:
    return (AGREEMENTS / f"{id}.toml").read_text(encoding="utf-8")


def load(
    text: str, file: str, sources: Callable[[str], Document] = document, confirmed: Mapping[str, Entry] = UNTOUCHED
) -> Agreement:
    """An Agreement, or Unproven with every fault; `confirmed`: parts of a carried-over one, and who confirmed them."""
    agreement, faults = _read(text, file, sources, confirmed)
    if faults or agreement is None:
        raise Unproven(faults)
    return agreement


def check(text: str, file: str, sources: Callable[[str], Document] = document) -> list[Fault]:
    """Every fault of a file, each with its place."""
    return _read(text, file, sources, UNTOUCHED)[1]


def _read(
    text: str, file: str, sources: Callable[[str], Document], confirmed: Mapping[str, Entry]
) -> tuple[Agreement | None, list[Fault]]:
    try:
        raw = tomllib.loads(text, parse_float=or_text)
    except (ValueError, RecursionError) as wrong:  # also a whole number of thousands of digits
        return None, [Fault(file, "whole file", f"not readable as TOML: {wrong}")]
    return assemble(raw, file, sources, confirmed)


def assemble(
    raw: Raw, file: str, sources: Callable[[str], Document] = document, confirmed: Mapping[str, Entry] = UNTOUCHED
) -> tuple[Agreement | None, list[Fault]]:
    """The same from the TOML's tables."""
    missing = [
        k for k in ("id", "province", "year", "period", "source", "sha256", "districts", "indicator") if k not in raw
    ]
    if missing:
        return None, [Fault(file, "head", f"missing {', '.join(missing)}")]
    if wrong := complete.shapes(raw, file):
        return None, wrong
    try:
        if Path(raw["source"]).name != raw["source"]:
            raise OSError("a path is no file's name")
        paper = sources(raw["source"])
    except (OSError, TypeError, UnicodeDecodeError):
        return None, [Fault(file, "head", f'found source "{raw["source"]}", expected a file in scoring/sources/')]
    p = Proving(file, paper, raw.get("carried_from"), confirmed)
    try:
        return _agreement(raw, p), p.faults
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError) as wrong:
        # A clerk's slip of shape (a missing key, a word for a number) must name its place, not a line of ours.
        p.fault(p.place, f"not in the expected shape: {type(wrong).__name__} {wrong}")
        return None, p.faults


def _agreement(raw: Raw, p: Proving) -> Agreement:
    p.drafted = raw.get("drafted") is True
    _head(raw, p)
    districts = tuple(raw["districts"])
    corrections = tuple(_correction(c, p) for c in raw.get("correction", ()))
    sections = tuple(_section(s, p) for s in raw.get("section", ()))
    indicators: dict[str, Indicator] = {}
    for row in raw["indicator"]:
        p.at(f"indicator {row.get('id')}")
        indicators[row["id"]] = _indicator(row, p, raw, corrections, sections)
    complete.ids(raw, p)
    questions = {q["id"]: read_question(q, p, indicators, districts) for q in raw.get("question", ())}
    duties = tuple(read_duty(d, p, raw, indicators, questions) for d in raw.get("duty", ()))
    agreement = Agreement(
        raw["id"], raw.get("version", 1), raw["province"], raw["year"], raw.get("round"),
        raw["period"][0], raw["period"][1],
        districts, p.paper, sections, indicators, duties, questions, corrections,
        raw.get("carried_from"), raw.get("in_force"), tuple(raw.get("changes", ())),
        tuple(part for part in (HEAD, CALENDAR, *indicators) if p.carried_from and part not in p.confirmed),
    )  # fmt: skip
    if p.drafted:
        for place, said in reread.faults(raw, p.paper.lines):
            p.fault(place, said)
        return agreement
    complete.weights(agreement, p)
    complete.deciding(agreement, raw["indicator"], p)
    complete.deadlines(duties, p)
    return agreement


def _head(raw: Raw, p: Proving) -> None:
    p.at("head")
    p.unknown(raw, TOP)
    complete.head(raw, p)
    complete.province(raw, p)
    if raw["sha256"] != p.paper.sha256:
        p.fault("head", f"sha256 of {p.paper.file}: found {p.paper.sha256}, expected {raw['sha256']}")
    year, round_ = raw["year"], raw.get("round")
    start, end = raw["period"]
    if (start, end) != periods.period(year, round_) and not p.drafted:
        p.fault("head", f"period: found {start}..{end}, expected {'..'.join(map(str, periods.period(year, round_)))}")
    if not raw["id"].endswith(f"-{year}" + (f"-{round_}" if round_ else "")):
        p.fault(
            "head", f'id: found "{raw["id"]}", expected the province, {year}' + (f" and {round_}" if round_ else "")
        )
    signed = p.proof(raw["signed_for"])
    if signed and not signed.entry and not p.drafted:
        said = dates(signed.quote)
        years = [n.amount for n in numbers(signed.quote)]
        if not (said == (start, end) or (round_ is None and not said and year in years)):
            p.fault("head", f'period {start}..{end} is not in the quote "{signed.quote}"')
    if len(set(raw["districts"])) != len(raw["districts"]):
        p.fault("head", "a district stands twice")


def _section(raw: Raw, p: Proving) -> Section:
    p.at(f"section {raw.get('id')}")
    p.unknown(raw, {"id", "name", "proof", "team"})
    found = Section(raw["id"], raw["name"], p.needed(raw["proof"]), raw.get("team", False))
    complete.section(found, p)
    return found


def _correction(raw: Raw, p: Proving) -> Correction:
    p.at(f"correction {raw.get('id')}")
    p.unknown(raw, {"id", "line", "printed", "corrected", "why"})
    if not raw["why"]:
        p.fault(p.place, "found no reason, expected why the printed form is read otherwise")
    return Correction(
        raw["id"], p.needed([raw["line"], raw["printed"]], whole_numbers=False), raw["corrected"], raw["why"]
    )


def _indicator(
    raw: Raw, p: Proving, agreement: Raw, corrections: tuple[Correction, ...], sections: tuple[Section, ...]
) -> Indicator:
    place = p.place
    p.unknown(raw, ROW)
    section, _, serial = raw["id"].partition("/")
    if section not in [s.id for s in sections]:
        p.fault(place, f'found section "{section}", expected one of {", ".join(s.id for s in sections)}')
    if not p.drafted:
        if raw["name"] not in plain(p.line(raw["line"])):
            p.fault(place, f'name "{raw["name"]}" is not on line {raw["line"]}')
        complete.named(raw, p)
    inputs = read_inputs(raw.get("inputs", {}), p)
    tables = {}
    cells = raw.get("cells", ())
    for table in raw.get("table", ()):
        complete.columns(table, inputs, p)
        tables.update(read_table(table, p, agreement["province"], tuple(agreement["districts"]), corrections, cells))
    p.among("column", [cell[0] for cell in cells], tables)
    tables.update(_printed(raw, p))
    levels = _levels(raw, p, inputs, frozenset(tables), {q[0]: q for q in raw.get("quotes", ())})
    p.at(place)
    inputs = {
        name: proving.at_level(
            used, [lv.number for lv in levels if any(name in (c.input, c.reference) for c in lv.conditions)]
        )
        for name, used in inputs.items()
    }
    only = _only(raw, p, tuple(agreement["districts"]))
    evidence = [(n, p.needed([line, quote])) for n, line, quote in raw.get("evidence", ())]
    levels = tuple(
        Level(lv.number, lv.text, lv.proof, lv.conditions, tuple(e for n, e in evidence if n == lv.number))
        for lv in levels
    )
    weight, weight_proof = p.amount(raw["weight"]) if "weight" in raw else (None, None)
    if not p.drafted:
        after = proving.within(raw, p, [row["line"] for row in agreement["indicator"]])
        complete.evidence(raw, levels, inputs, after, p)
        complete.labels(inputs, raw["line"], after, p)
    group = raw.get("group", ("", 0))
    if group[0]:
        p.needed([group[1], group[0]])
    requires = tuple(raw.get("requires", ())) or _needed_by_all(levels, inputs, raw.get("cumulative", True))
    empty, empty_proof = p.amount(raw["empty"]) if "empty" in raw else (None, None)
    undecided = frozenset(raw.get("undecided", ()))
    topic = raw.get("topic") or own_topic(raw, agreement)
    target = p.cell(raw["target"]) if "target" in raw else None
    deciding = next(iter(raw.get("unresolved", {}).values()), "") if undecided else ""
    return Indicator(
        raw["id"], section, serial, raw["name"], raw["short"], topic, raw["scored"],
        p.stands(raw["line"], raw["name"]), inputs, levels, weight, weight_proof, group[0], only,
        raw.get("cumulative", True), requires, None if empty is None else int(empty), empty_proof, tables, undecided,
        deciding, target,
        p.needed(raw["no_criteria"]) if "no_criteria" in raw else None,
        tuple(e for n, e in evidence if n == 0), tuple(p.needed(q) for q in raw.get("quotes", ())),
        tuple(raw.get("names", ())),
    )  # fmt: skip


def _printed(raw: Raw, p: Proving) -> dict[str, dict[str | None, Any]]:
    """Values per district of a drafted agreement, each with its line; no other writes them so."""
    if "printed" in raw and not p.drafted:
        p.fault(p.place, "found printed, expected a table")
        return {}
    return {
        column: {district or None: p.cell([amount, line, row]) for district, amount, line, row in rows}
        for column, rows in raw.get("printed", {}).items()
    }


def _only(raw: Raw, p: Proving, districts: tuple[str, ...]) -> frozenset[str] | None:
    if not p.drafted:
        return proving.only(raw, p, districts)
    return frozenset(raw["only"]) if "only" in raw else None


def own_topic(raw: Raw, agreement: Raw) -> str:
    """`agreement:indicator`; versions for different districts (2A, 2B) have the topic of the first."""
    serial = raw["id"].rstrip("AB")
    first = next(row for row in agreement["indicator"] if row["id"].rstrip("AB") == serial)
    return f"{agreement['id']}:{first['id']}"


def _levels(raw: Raw, p: Proving, inputs: Any, tables: frozenset[str], quotes: Mapping[int, Any]) -> tuple[Level, ...]:
    place, rows = p.place, raw.get("levels", ())
    if "no_criteria" in raw and not rows:
        return ()
    if [row[0] for row in rows] != [1, 2, 3, 4, 5]:
        p.fault(place, f"found levels {[row[0] for row in rows]}, expected [1, 2, 3, 4, 5]")
    levels: list[Level] = []
    for n, line, quote, text in rows:
        p.at(f"{place}, level {n}")
        proof = p.proof([line, quote])
        try:
            conditions, others = parse(text, inputs, tables)
        except Unreadable as unreadable:
            p.fault(p.place, str(unreadable))
            continue
        if proof and not p.drafted:
            if not proof.entry:
                proving.labelled(n, line, quote, p)
            used = []
            for i, condition in enumerate(conditions):
                other = p.needed(quotes[others[i]]) if others[i] in quotes else proof
                below = next((c for c in (levels[-1].conditions if levels else ()) if c.input == condition.input), None)
                wrong, printed = unproven(
                    condition, inputs[condition.input], other, inputs, below, bool(p.carried_from) and not other.entry
                )
                if wrong:
                    p.fault(p.place, f"{wrong} ({f'line {other.line}' if other.line else 'entered'})")
                if other is not proof:
                    conditions[i] = proving.proven_by(condition, other)
                used.append(printed)
            proving.nothing_left(quote, conditions, used, inputs, p)
        levels.append(Level(n, plain(quote), proof or p.nowhere(), tuple(conditions)))
    p.at(place)
    complete.conditions(levels, place, p)
    if not raw.get("declared") and not p.drafted:
        for n, said in continuity([list(lv.conditions) for lv in levels]):
            p.fault(f"{place}, levels {n} and {n + 1}", f"{said}; expected a declared question or remark")
    return tuple(levels)


def _needed_by_all(levels: tuple[Level, ...], inputs: Mapping[str, Input], cumulative: bool) -> tuple[str, ...]:
    """Figures without which there is no level: those of every level, and where levels build up those of the first.

    A step is no figure: one that is not reported counts as not done.
    """
    figures = [{c.input for c in lv.conditions if inputs[c.input].derive != "flag"} for lv in levels]
    needed = set.intersection(*figures) if figures else set()
    if cumulative and figures:
        needed |= figures[0]
    return tuple(name for name in inputs if name in needed)
