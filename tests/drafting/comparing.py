"""How a draft differs from what a careful person reads: wrong in silence, not asked, asked for nothing."""

from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import permutations
from typing import Any

Thing = dict[str, Any]
HEAD_WORDS = {"province": "จังหวัด", "year": "ปี", "round": "รอบ", "period": "วันที่ ช่วง ระยะ"}


@dataclass
class Verdict:
    """wrong: differs and nobody is asked; unasked: a question that had to come; needless: one that need not."""

    wrong: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    untouched: int = 0  # indicators that are right with no more questions than must be
    asked: int = 0


def compare(draft: Thing, answers: Thing) -> Verdict:
    verdict = Verdict()
    if answers["refused"] or draft.get("refused"):
        sentence = draft.get("refused") or ""
        if not any(word in sentence for word in answers.get("about", [])):
            verdict.wrong.append(f"refused: {sentence!r}, not {answers['refused']!r}")
        return verdict
    _head(draft["head"], answers["head"], verdict)
    pairs, extra = _paired(draft["indicators"], answers["indicators"])
    about_weights = any("น้ำหนัก" in ask or "weight" in ask for ask in draft["asks"])
    for theirs, ours in pairs:
        if theirs is None:
            verdict.wrong.append(f"{ours['id']}: missing")
            continue
        before = len(verdict.wrong) + len(verdict.unasked) + len(verdict.needless)
        _indicator(theirs, ours, about_weights, verdict)
        verdict.untouched += before == len(verdict.wrong) + len(verdict.unasked) + len(verdict.needless)
    verdict.wrong += [f"{indicator['id']}: stands nowhere on the paper" for indicator in extra]
    _paper(draft, answers, about_weights, verdict)
    return verdict


def _head(theirs: Thing, ours: Thing, verdict: Verdict) -> None:
    for name, words in HEAD_WORDS.items():
        asked = any(name in ask or any(word in ask for word in words.split()) for ask in theirs["asks"])
        verdict.asked += asked
        if theirs[name] != ours[name] and not asked:
            verdict.wrong.append(f"head: {name} is {theirs[name]!r}, not {ours[name]!r}")
        if name in ours["asks"] and not asked:
            verdict.unasked.append(f"head: {name}")


def _paired(theirs: list[Thing], ours: list[Thing]) -> tuple[list[tuple[Thing | None, Thing]], list[Thing]]:
    """Each of ours with the one of theirs that has its number and round and the name most like it."""
    left, pairs = list(theirs), []
    for indicator in ours:
        alike = [t for t in left if t["number"] == indicator["number"] and t["round"] == indicator["round"]]
        best = max(alike, key=lambda t: SequenceMatcher(None, t["name"], indicator["name"]).ratio(), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((best, indicator))
    return pairs, left


def _indicator(theirs: Thing, ours: Thing, about_weights: bool, verdict: Verdict) -> None:
    name, abouts = ours["id"], {ask["about"] for ask in theirs["asks"]}
    if _number(theirs["weight"]) != _number(ours["weight"]) and "weight" not in abouts and not about_weights:
        verdict.wrong.append(f"{name}: weight {theirs['weight']}, not {ours['weight']}")
    other_place = set(theirs["districts"] or ()) != set(ours["districts"] or ())
    if other_place and not abouts & {"district", "districts", "variant"}:
        verdict.wrong.append(f"{name}: districts {theirs['districts']}, not {ours['districts']}")
    asked = {level for ask in theirs["asks"] for level in ask["levels"]}
    mine = {level["level"]: level for level in ours["levels"]}
    read = {level["level"]: level for level in theirs["levels"]}
    for level in sorted((mine.keys() | read.keys()) - asked):
        if level not in mine or level not in read:
            verdict.wrong.append(f"{name}: level {level} {'is not printed' if level in read else 'is missing'}")
    names = _renaming(theirs, ours)
    for level in sorted((mine.keys() & read.keys()) - asked):
        verdict.wrong += [f"{name}: level {level}: {fault}" for fault in _level(read[level], mine[level], names)]
    verdict.asked += len(theirs["asks"])
    for ask in ours["asks"]:
        if not any(_same(ask, other) for other in theirs["asks"]):
            verdict.unasked.append(f"{name}: {ask['about']} {ask['levels']} ({ask['question']})")
    for other in theirs["asks"]:
        if not any(_same(ask, other) for ask in ours["asks"] + ours["may_ask"]):
            verdict.needless.append(f"{name}: {other['about']} {other['levels']} ({other['question']})")


def _same(ask: Thing, other: Thing) -> bool:
    levels = not ask["levels"] or not other["levels"] or set(ask["levels"]) & set(other["levels"])
    return bool(levels) and other["about"] in {ask["about"], *ask.get("also", [])}


def _renaming(theirs: Thing, ours: Thing) -> dict[str, str]:
    """Which of their inputs is which of ours: of all ways the one under which most levels agree."""
    used = list(dict.fromkeys(c["input"] for level in theirs["levels"] for c in level["conditions"]))[:5]
    inputs = [*ours["inputs"], *(f"?{n}" for n in range(len(used)))]
    mine = {level["level"]: level for level in ours["levels"]}

    def same_kind(names: dict[str, str]) -> int:
        return sum(_kind(theirs["inputs"][t]) == _kind(ours["inputs"].get(o, {})) for t, o in names.items())

    def agreeing(names: dict[str, str]) -> tuple[int, int]:
        both = [level for level in theirs["levels"] if level["level"] in mine]
        return sum(not _level(level, mine[level["level"]], names) for level in both), same_kind(names)

    ways = (dict(zip(used, way, strict=True)) for way in permutations(inputs, len(used)))
    best = max(ways, key=agreeing)
    return {t: o if same_kind({t: o}) else f"{o} of another kind" for t, o in best.items()}


def _kind(one: Thing) -> tuple[str, ...]:
    """What makes a figure another figure; a percentage may be reported itself or as a share of a whole."""
    kind, derive = one.get("kind", ""), one.get("derive", "")
    derive = derive if derive in ("growth", "reduction") else ""
    return "number" if kind == "count" else kind, derive, one.get("better", ""), one.get("every") or ""


def _level(theirs: Thing, ours: Thing, names: dict[str, str]) -> list[str]:
    faults = []
    read = {_condition(c, names.get(c["input"], c["input"])) for c in theirs["conditions"]}
    right = [{_condition(c, c["input"]) for c in way} for way in (ours["conditions"], *ours.get("also", []))]
    if read not in right:
        faults.append(f"{sorted(map(str, read))}, not {sorted(map(str, right[0]))}")
    if theirs["needs_level"] != ours["needs_level"] or theirs["entered_by_hand"] != ours["entered_by_hand"]:
        faults.append("needs another level, or is entered by hand")
    steps, printed = _squeezed("".join(theirs["steps"])), _squeezed("".join(ours["steps"]))
    if bool(steps) != bool(printed) or not (steps in printed or printed in steps):
        faults.append(f"steps {theirs['steps']}, not {ours['steps']}")
    return faults


def _condition(one: Thing, name: str) -> tuple[str, str, str, str, bool]:
    return name, one["op"], _value(one["value"]), _value(one["to"]), bool(one.get("floor"))


def _value(text: str | None) -> str:
    if text is None or text.count("-") == 2:
        return text or ""
    return str(Fraction(text))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _squeezed(text: str) -> str:
    return "".join(text.removeprefix("และ").split())


def _paper(draft: Thing, answers: Thing, about_weights: bool, verdict: Verdict) -> None:
    verdict.asked += len(draft["asks"])
    by_weight = [ask for i in draft["indicators"] for ask in i["asks"] if ask["about"] == "weight"]
    for ask in answers["asks"]:
        if not (about_weights or by_weight):
            verdict.unasked.append(ask)
    if draft["asks"] and not answers["asks"] and not answers["may_ask"]:
        verdict.needless += draft["asks"]
    districts = {table["districts"] for table in answers["tables"]}
    if districts != {table["districts"] for table in draft["tables"]}:
        verdict.wrong.append(f"tables of districts: {draft['tables']}, not {districts}")
    days, right = ({one["day"] for one in side["deadlines"]} for side in (draft, answers))
    measured = {c["value"] for i in answers["indicators"] for level in i["levels"] for c in level["conditions"]}
    if right - days or days - right - measured:
        verdict.wrong.append(f"deadlines: {sorted(days)}, not {sorted(right)}")
    mended, damaged = ({one["line"] for one in side["repairs"]} for side in (draft, answers))
    if bool(mended) != bool(damaged):
        verdict.wrong.append(f"repairs on lines {sorted(mended)}, not {sorted(damaged)}")
