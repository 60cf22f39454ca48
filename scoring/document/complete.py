"""What a document prints has to be in its file whole and once: evidence lists, deadlines, names, ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from scoring.agreement import Agreement, Duty, Input, Level, Section
from scoring.digits import ARABIC
from scoring.document.proving import Fault, Proving
from scoring.document.quotes import DATE, MONTH, cut_word, numbers, plain

_EVIDENCE = re.compile(r"ระดับที่ ([0-9๐-๙]) ต้องมีหลักฐาน")
_SERIAL = re.compile(r"ตัวชี้วัดที่ ?([0-9๐-๙]+)")
_TOPIC = re.compile(r"[a-z]+(?:_[a-z]+)*")
LONGEST_NAME = 120  # letters of what an officer says of an indicator
_WITHIN = re.compile(rf"ภายใน\s*(?:(?:วันที่\s*)?{DATE}|เดือน\s*(?:{MONTH})\s*[0-9๐-๙]{{4}}|[0-9๐-๙]+ สัปดาห์)")

_SHAPES: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys(("id", "province", "source", "sha256"), (str, "words")), "year": (int, "a fiscal year of พ.ศ."),
    "round": (int, "1 or 2"), "version": (int, "a whole number"),
    "period": (list, "its first and last day"), "districts": (list, "the districts' names"),
    **dict.fromkeys(("indicator", "section", "question", "duty", "correction"), (list, "tables")),
}  # fmt: skip


def shapes(raw: Mapping[str, Any], file: str) -> list[Fault]:
    return [
        Fault(file, "head", f"found {key} = {raw[key]!r}, expected {what}")
        for key, (kind, what) in _SHAPES.items()
        if key in raw and type(raw[key]) is not kind
    ]


def ids(raw: Mapping[str, Any], p: Proving) -> None:
    for kind in ("section", "indicator", "question", "duty"):
        for name, times in Counter(row["id"] for row in raw.get(kind, ())).items():
            if times > 1:
                p.fault(f"{kind} {name}", "this id stands twice")


def head(raw: Mapping[str, Any], p: Proving) -> None:
    """The shape that the rest is read in: names, days, a round that there is."""
    districts, period = raw["districts"], raw["period"]
    if not districts or not all(isinstance(d, str) and d.strip() for d in districts):
        p.fault("head", f"found districts {districts!r}, expected the districts' names")
    if len(period) != 2 or not all(type(day) is date for day in period):
        p.fault("head", f"found period {period!r}, expected its first and last day")
    if raw.get("round") not in (None, 1, 2):
        p.fault("head", f"found round {raw['round']}, expected 1, 2 or none")


def province(raw: Mapping[str, Any], p: Proving) -> None:
    """A province's name is its town's without เมือง, or stands behind จังหวัด in the document."""
    name = raw["province"]
    written = re.compile(rf"จังหวัด{re.escape(name)}(?![ก-๎])")
    if f"เมือง{name}" not in raw["districts"] and not any(written.search(line) for line in p.paper.lines):
        said = "expected one whose เมือง is a district or that the document names"
        p.fault("head", f'found province "{name}", {said}')


def once(what: str, names: Iterable[str], p: Proving) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            p.fault(p.place, f"{what}: found {name} twice")


def section(found: Section, p: Proving) -> None:
    if found.name not in found.proof.quote:
        p.fault(p.place, f'name "{found.name}" is not in the quote "{found.proof.quote}"')
    if found.team != ("ทีม" in found.name):
        p.fault(p.place, f'found team = {found.team}, and the name "{found.name}"')


def named(raw: Mapping[str, Any], p: Proving) -> None:
    """Name and number of an indicator are those of its line; the words that a program reads are of their lists."""
    text = plain(p.line(raw["line"]))
    if cut_word(text, raw["name"]):
        p.fault(p.place, f'name "{raw["name"]}" cuts a word of line {raw["line"]}')
    serial = raw["id"].partition("/")[2].rstrip("AB")
    printed = _SERIAL.search(text)
    if printed and printed[1].translate(ARABIC) != serial:
        p.fault(p.place, f'found number {serial}, line {raw["line"]} prints "{printed.group()}"')
    p.among("scored", [raw["scored"]], ("district", "province", "both"))
    if "topic" in raw and not _TOPIC.fullmatch(raw["topic"]):
        p.fault(p.place, f'found topic "{raw["topic"]}", expected small letters and _ as in budget_spent')
    for name in raw.get("names", ()):
        if not isinstance(name, str) or not 1 < len(name.strip()) <= LONGEST_NAME:
            p.fault(p.place, f"names: found {name!r}, expected words of 2 to {LONGEST_NAME} letters")
    once("names", raw.get("names", ()), p)
    group, line = raw.get("group", ("", 0))
    cells = p.line(line).split("\t") if isinstance(line, int) else []
    if group and len(cells) > 1 and group not in cells:
        p.fault(p.place, f'group: found "{group}", expected the whole cell of line {line}')
    for key in ("only", "except", "undecided"):
        once(key, raw.get(key, ()), p)


def columns(raw: Mapping[str, Any], inputs: Mapping[str, Input], p: Proving) -> None:
    """Number and district come first; a column behind an input's name is one of its parts or its target."""
    where = f"{p.place}, table {raw.get('what')}"
    names = raw["columns"]
    for name, times in Counter(names).items():
        if times > 1:
            p.fault(where, f"column: found {name} twice")
    if names[:2] != ["no", "district"]:
        p.fault(where, f"found columns {', '.join(names[:2])}, expected no, district first")
    for name in names[2:]:
        used, point, part = name.partition(".")
        if point and (used not in inputs or part not in (*inputs[used].parts, "target")):
            said = "expected num, den or target of an input behind its point"
            p.fault(where, f'found column "{name}", {said}')


def labels(inputs: Mapping[str, Input], first: int, after: int, p: Proving) -> None:
    """A number in what an officer is asked for (a year, a quarter) is one that the indicator's own lines print."""
    printed = {n.amount for line in range(first, after) for n in numbers(p.line(line))}
    for used in inputs.values():
        for words in (used.what, used.whole, used.short):
            for n in numbers(words):
                if n.amount not in printed:
                    said = f'"{words}" has {n.amount}, which no line of the indicator prints'
                    p.fault(f"{p.place}, input {used.name}", said)


def conditions(levels: Sequence[Level], place: str, p: Proving) -> None:
    """A level asks for a thing once; a floor lies below the first level that asks its figure for more."""
    asked: set[str] = set()
    for n, level in enumerate(levels):
        where = f"{place}, level {level.number}"
        for said, times in Counter(f"{c.input} {c.op}".removesuffix(" done") for c in level.conditions).items():
            if times > 1:
                p.fault(where, f'found "{said}" twice, expected it once')
        above = levels[n + 1].conditions if n + 1 < len(levels) else ()
        for c in level.conditions:
            meets = any(a.input == c.input and {a.op[0], c.op[0]} == {"<", ">"} for a in above)
            if c.floor and (c.input in asked or not meets):
                p.fault(where, "found a floor, expected one only where the next level begins at its end")
            if c.op == "done" and c.input in asked:
                p.fault(where, f"found the step {c.input} of an earlier level, expected it once")
        asked |= {c.input for c in level.conditions}


def evidence(
    raw: Mapping[str, Any], levels: Sequence[Level], inputs: Mapping[str, Input], after: int, p: Proving
) -> None:
    """Each line below "ระดับที่ n ต้องมีหลักฐานเชิงประจักษ์" is evidence of level n; no other step is marked by evidence."""
    rows = raw.get("evidence", ())
    if any(not isinstance(line, int) for _, line, _ in rows):
        return  # an amendment's own list stands on no line
    listed = dict(_listed(p, raw["line"], after))  # line -> level
    for number, line, quote in rows:
        if number != listed.get(line, 0):
            said = f"found level {number}, expected {listed.get(line, 0)} as in the heading above it"
            p.fault(p.place, f"evidence on line {line}: {said}")
        elif number and quote != p.line(line).removeprefix("- "):
            p.fault(p.place, f'evidence on line {line}: found "{quote}", expected the whole line')
    once("evidence", [f'"{quote}"' for _, _, quote in rows], p)
    for line in sorted(set(listed) - {line for _, line, _ in rows}):
        p.fault(p.place, f"line {line} prints evidence of level {listed[line]}, found no row for it")
    for level in levels:
        for used in (inputs[c.input] for c in level.conditions):
            if used.evidence and level.number not in listed.values():
                p.fault(p.place, f"input {used.name}: found evidence = true, the document prints none for its level")


def _listed(p: Proving, first: int, after: int) -> Iterable[tuple[int, int]]:
    """(line, level) of each item of the document's evidence lists: the lines from the heading to the next gap."""
    for heading in range(first, after):
        found = _EVIDENCE.search(p.line(heading))
        line = heading + 2 if found else after
        while line < after and p.line(line).strip():
            yield line, int(found[1].translate(ARABIC))  # type: ignore[index]
            line += 1


def deciding(agreement: Agreement, rows: Iterable[Mapping[str, Any]], p: Proving) -> None:
    """What a file declares as open, and who has an undecided indicator, is asked by a question of the file."""
    corrections = [c.id for c in agreement.corrections]
    for raw in rows:
        p.at(f"indicator {raw['id']}")
        bearing = [q.id for q in agreement.questions.values() if raw["id"] in q.indicators]
        p.among("declared", [d for d in raw.get("declared", ()) if d not in corrections], bearing)
        for question in raw.get("unresolved", {}).values():
            if question not in agreement.questions:
                p.fault(p.place, f'found unresolved "{question}", expected a question of this file')
    for indicator in agreement.indicators.values():
        asked = agreement.questions.get(indicator.deciding)
        if asked and set(asked.options) != indicator.undecided:
            p.at(f"question {asked.id}")
            expected = ", ".join(sorted(indicator.undecided))
            p.fault(p.place, f"found options {', '.join(asked.options)}, expected the undecided districts {expected}")


def deadlines(duties: Iterable[Duty], p: Proving) -> None:
    """Each "ภายในวันที่ …" of the document is a duty's, as often as it is printed; an amended one's day is entered."""
    told = list(duties)
    missing = []
    for line, text in enumerate(p.paper.lines, 1):
        for words, times in Counter(m.group() for m in _WITHIN.finditer(text)).items():
            day = words.removeprefix("ภายใน").strip()
            if sum(d.proof.line == line and day in d.proof.quote for d in told) < times:
                missing.append(f'line {line} prints "{words}", found no duty for it')
    if len(missing) > sum(d.proof.entry is not None for d in told):
        for said in missing:
            p.fault("calendar", said)


def weights(agreement: Agreement, p: Proving) -> None:
    """The weights of a section add to 100 for every district, unless an open question names section or district."""
    for section in agreement.sections:
        p.at(f"section {section.id}")
        rows = [i for i in agreement.indicators.values() if i.section == section.id]
        printed = [i for i in rows if i.weight is not None]
        asked = [q for q in agreement.questions.values() if q.section == section.id]
        if not printed or any(not q.districts for q in asked):
            continue
        excused = {d for q in asked for d in q.districts}
        for district in agreement.districts:
            total = agreement.weight_of(section.id, district)
            if total != 100 and district not in excused:
                p.fault(p.place, f"weights of {district} add to {total}, expected 100")
