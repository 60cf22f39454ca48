"""Drafts of the papers with answers, counted: levels right, asked, silently wrong; questions missing, needless.

python -m tests.drafting.measure [NAME …] [--why]
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fractions import Fraction
from pathlib import Path
from typing import Any

from scoring.drafting.draft import Ask, Draft, Indicator, Level
from scoring.drafting.drafting import draft
from scoring.drafting.text import Text, from_plain
from tests.drafting.places import places

PAPERS = Path(__file__).parent / "documents"


@dataclass
class Count:
    name: str
    levels: Counter[str] = field(default_factory=Counter)  # right, asked, wrong
    indicators: Counter[str] = field(default_factory=Counter)
    asks: Counter[str] = field(default_factory=Counter)  # asked, missing, needless
    said: list[str] = field(default_factory=list)
    paper: str = ""


def measure(folder: Path) -> Count:
    answers = json.loads((folder / "answers.json").read_text("utf-8"))
    given = _arguments(answers["given"]["arguments"])
    found = draft(read(folder, answers), places(), **given)
    count = Count(folder.name, paper=(folder / "paper.txt").read_text("utf-8"))
    _head(found, answers, count)
    for expected in answers["indicators"]:
        _indicator(expected, found, count)
    _documents_asks(found, answers, count)
    _tables(found, answers, count)
    matched = {id(m) for e in answers["indicators"] if (m := _match(e, found))}
    extra = [i for i in found.indicators if id(i) not in matched]
    for one in extra:
        count.indicators["extra"] += 1
        count.said.append(f"extra indicator {one.id} line {one.line} {one.name[:40]}")
    return count


def read(folder: Path, answers: dict[str, Any]) -> Text:
    """The paper's text form, and a second file with targets where there is one."""
    lines = list(from_plain((folder / "paper.txt").read_text("utf-8"), "paper.txt").lines)
    if (folder / "targets.tsv").exists():
        lines += from_plain((folder / "targets.tsv").read_text("utf-8"), "targets.xlsx").lines
    return Text(tuple(lines))


def _arguments(words: list[str]) -> dict[str, Any]:
    pairs = dict(zip(words[::2], words[1::2], strict=True))
    given: dict[str, Any] = {key.removeprefix("--"): value for key, value in pairs.items()}
    return {key: value if key == "province" else int(value) for key, value in given.items()}


def _match(expected: dict[str, Any], found: Draft) -> Indicator | None:
    def near(one: Indicator) -> float:
        return SequenceMatcher(None, one.name, expected["name"]).ratio()

    close = [i for i in found.indicators if i.line == expected["line"] or near(i) > 0.6]
    close = [i for i in close if i.round in (None, expected["round"]) or expected["round"] is None]
    if expected["variant"]:
        close = [i for i in close if i.line == expected["line"]] or close
    return max(close, key=lambda i: (i.line == expected["line"], i.number == expected["number"], near(i)), default=None)


def _number(text: str | None) -> object:
    if text is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    return 100 * Fraction(text) if "/" in text else Fraction(text)


def _conditions(rows: Any) -> list[tuple[object, ...]]:
    return sorted(((c["op"], _number(c["value"]), _number(c.get("to")), bool(c.get("floor"))) for c in rows), key=str)


def _own(level: Level) -> list[tuple[object, ...]]:
    return sorted(((c.op, _number(c.value), _number(c.to), c.floor) for c in level.conditions), key=str)


def _words(text: str) -> str:
    return re.sub(r"\s|</?[A-Za-z][^<>]*>|^[-●•.]|[.,;]$", "", text)


def _steps(expected: list[str], own: tuple[str, ...]) -> bool:
    return bool(expected) == bool(own) and SequenceMatcher(
        None, _words("".join(expected)), _words("".join(own))
    ).ratio() > 0.75  # fmt: skip


def _indicator(expected: dict[str, Any], found: Draft, count: Count) -> None:
    one = _match(expected, found)
    name = expected["id"]
    if one is None:
        count.indicators["lost"] += 1
        count.levels["wrong"] += len(expected["levels"])
        count.said.append(f"{name}: not found")
        return
    before = count.levels["wrong"], count.levels["asked"]
    own = {level.number: level for level in one.levels}
    for level in expected["levels"]:
        _level(name, level, own.pop(level["level"], None), one, expected, count)
    for number in own:
        count.levels["wrong"] += 1
        count.said.append(f"{name}: level {number} is not printed")
    _inputs(name, expected, one, count)
    for what, mine in (
        ("weight", one.weight),
        ("districts", one.districts),
        ("number", one.number),
        ("group", one.group),
        ("scored", one.scored),
    ):
        right = expected[what]
        if what == "scored" and not re.search("พัฒนาการอำเภอ|สาธารณสุขอำเภอ", count.paper):
            continue
        same = (sorted(right or ()) == sorted(mine or ())) if what == "districts" else mine == right
        if what == "weight" and right and mine:
            same = Fraction(right) == Fraction(mine)
        if what == "group" and right and mine:
            same = _words(right) == _words(mine)
        if not same:
            asked = any(a.about in (what, what.rstrip("s")) for a in (*one.asks, *found.asks))
            count.indicators[f"{what} {'asked' if asked else 'wrong'}"] += 1
            count.said.append(f"{name}: {what} {mine!r}, expected {right!r}{' (asked)' if asked else ''}")
    _asks(name, expected, one, count)
    after = count.levels["wrong"], count.levels["asked"]
    blocked = any(a.blocks for a in one.asks)
    count.indicators["right" if after == before and not blocked else "asked" if after[0] == before[0] else "wrong"] += 1


def _level(
    name: str, level: dict[str, Any], own: Level | None, one: Indicator, expected: dict[str, Any], count: Count
) -> None:
    number = level["level"]
    asked = any((number in a.levels or not a.levels) for a in one.asks)
    if level["entered_by_hand"]:
        right = own is not None and own.by_hand
    elif own is None:
        right = False
    else:
        options = [level["conditions"], *level.get("also", [])]
        right = any(_own(own) == _conditions(o) for o in options) and _steps(level["steps"], own.steps)
        right = right and own.needs_level == level["needs_level"]
    expected_ask = any(number in a["levels"] for a in expected["asks"])
    kind = "right" if right else "asked" if asked or (expected_ask and asked) else "wrong"
    if (
        right
        and own
        and not own.by_hand
        and _words(level["quote"]) not in _words(own.quote)
        and _words(own.quote) not in _words(level["quote"])
    ):
        kind = "wrong"
        count.said.append(f"{name} level {number}: quote {own.quote[:60]!r}, expected {level['quote'][:60]!r}")
    count.levels[kind] += 1
    if kind != "right":
        mine = (_own(own), own.steps, own.needs_level) if own else None
        wanted = (_conditions(level["conditions"]), level["steps"], level["needs_level"])
        count.said.append(f"{name} level {number} {kind}: {_short(mine)}, expected {_short(wanted)}")


def _short(rows: object) -> str:
    return re.sub(r"Fraction\((\d+), (\d+)\)", r"\1/\2", repr(rows)).replace("/1,", ",")[:240]


def _inputs(name: str, expected: dict[str, Any], one: Indicator, count: Count) -> None:
    right = sorted((m["kind"], m["derive"], m["better"]) for m in expected["inputs"].values())
    mine = sorted((m.kind, m.derive, m.better) for m in one.inputs.values())
    if right != mine:
        said = any(
            a.about
            in (
                "direction",
                "contradiction",
                "unit",
                "base",
                "two_readings",
                "criteria_elsewhere",
                "missing",
                "cut",
                "operator",
            )
            for a in one.asks
        )
        better = sorted(r[2] for r in right) != sorted(m[2] for m in mine)
        count.indicators[f"{'direction' if better else 'inputs'} {'asked' if said else 'wrong'}"] += 1
        count.said.append(f"{name}: inputs {mine}, expected {right}{' (asked)' if said else ''}")


def _asks(name: str, expected: dict[str, Any], one: Indicator, count: Count) -> None:
    left = list(one.asks)
    for ask in expected["asks"]:
        names = {ask["about"], *ask.get("also", ())}
        mine = [a for a in left if a.about in names]
        count.asks["asked" if mine else "missing"] += 1
        if not mine:
            said = [(a.about, a.levels) for a in one.asks]
            count.said.append(f"{name}: did not ask {ask['about']} {ask['levels']} {ask['question'][:70]} ({said})")
        left = [a for a in left if a not in mine]
    allowed = {a["about"] if isinstance(a, dict) else a for a in expected.get("may_ask") or []}
    for needless in (a for a in left if a.about not in allowed):
        count.asks["needless"] += 1
        count.said.append(f"{name}: needless {needless.about}/{needless.why} {needless.levels} {needless.words}")


def _head(found: Draft, answers: dict[str, Any], count: Count) -> None:
    head, right = found.head, answers["head"]
    for what, mine in (("province", head.province), ("year", head.year), ("round", head.round)):
        if mine != right[what]:
            asked = any(a.about == what for a in head.asks)
            count.indicators[f"head {'asked' if asked else 'wrong'}"] += 1
            count.said.append(f"head: {what} {mine!r}, expected {right[what]!r}{' (asked)' if asked else ''}")
    period = [day.isoformat() for day in head.period] if head.period else None
    if period != right["period"]:
        asked = any(a.about in ("period", "round", "year") for a in head.asks)
        count.indicators[f"head {'asked' if asked else 'wrong'}"] += 1
        count.said.append(f"head: period {period}, expected {right['period']}")
    _keywords("head", head.asks, right["asks"], right.get("may_ask") or [], count)
    days = {(d["day"], d["line"]) for d in answers.get("deadlines", ())}
    mine = {(d.day.isoformat(), d.line) for d in found.deadlines}
    for day in days - mine:
        count.indicators["deadline wrong"] += 1
        count.said.append(f"deadline {day} not found; found {sorted(mine)}")


def _keywords(place: str, asks: tuple[Ask, ...], wanted: list[str], may: list[str], count: Count) -> None:
    left = list(asks)
    for words in wanted:
        mine = [a for a in left if a.about in words or a.about.rstrip("s") in words]
        count.asks["asked" if mine else "missing"] += 1
        if not mine:
            count.said.append(f"{place}: did not ask {words!r}")
        left = [a for a in left if a not in mine]
    for needless in (a for a in left if not any(a.about in m for m in may)):
        count.asks["needless"] += 1
        count.said.append(f"{place}: needless {needless.about}/{needless.why} {needless.words}")


def _documents_asks(found: Draft, answers: dict[str, Any], count: Count) -> None:
    _keywords("paper", found.asks, answers["asks"], answers.get("may_ask") or [], count)


def _tables(found: Draft, answers: dict[str, Any], count: Count) -> None:
    for table in answers.get("tables") or ():
        mine = [t for t in found.tables if t.indicator == table["indicator"]]
        rows = {who: tuple(v.replace(",", "") for v in values) for t in mine for who, (_, values) in t.rows.items()}
        for district, values in table.get("rows", {}).items():
            got = rows.get(district, ())
            kind = "right" if all(v.replace(",", "") in got for v in values) else "lost" if not got else "wrong"
            count.indicators[f"table row {kind}"] += 1
            if kind != "right":
                count.said.append(f"table {table['indicator']}: {district} {got}, expected {values}")


def main() -> None:
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")]
    folders = [f for f in sorted(PAPERS.iterdir()) if f.is_dir() and "refused" not in f.name]
    folders = [f for f in folders if not wanted or any(f.name.startswith(w) for w in wanted)]
    total = Count("all")
    for folder in folders:
        count = measure(folder)
        print(_line(count))
        if "--why" in sys.argv:
            print("\n".join(f"    {line}" for line in count.said))
        for kind in ("levels", "indicators", "asks"):
            getattr(total, kind).update(getattr(count, kind))
    print(_line(total))


def _line(count: Count) -> str:
    levels, asks = count.levels, count.asks
    said = ", ".join(f"{k} {n}" for k, n in sorted(count.indicators.items()))
    return (
        f"{count.name:28} levels {levels['right']:3} right {levels['asked']:3} asked {levels['wrong']:3} silently wrong"
        f" | questions {asks['asked']} asked {asks['missing']} missing {asks['needless']} needless | {said}"
    )


if __name__ == "__main__":
    main()
