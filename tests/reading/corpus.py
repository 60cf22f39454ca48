"""Judges readings against the corpus: what a sentence must mean, what must read as nothing, what must be asked."""

import datetime
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from handlers.reading import Reading, Value, read

CORPUS = Path(__file__).parents[1] / "corpus"
HELD_OUT = CORPUS / "held_out"
STORES = ("report", "correct", "set_value")


@dataclass(frozen=True)
class Case:
    where: str
    kind: str  # means, nothing, ask
    text: str
    today: datetime.date
    province: str | None
    label: dict[str, Any]
    hazards: tuple[int, ...] = ()


@dataclass
class Verdict:
    """`wrong`: something false would be stored, or a wrong intent; `asked`: a clear message was asked back."""

    case: Case
    reading: Reading
    wrong: list[str] = field(default_factory=list)
    asked: bool = False


def toml_cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            book = tomllib.load(file)
        for kind in ("means", "nothing", "ask"):
            for group in book.get(kind, ()):
                today = datetime.date.fromisoformat(str(group.get("today", book.get("today", "2025-03-15"))))
                hazard = group.get("hazard", ())
                hazards = (hazard,) if isinstance(hazard, int) else tuple(hazard)
                for number, text in enumerate(group["say"]):
                    label = {**group, "number": number}
                    yield Case(path.name, kind, text, today, group.get("province"), label, hazards)


def message_cases(path: Path) -> Iterator[Case]:
    """The labelled messages of the contract; the sender's province is that of the district named, else บุรีรัมย์."""
    provinces = _provinces()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        province = provinces.get(label["district"] or "", "บุรีรัมย์")
        yield Case(f"{path.name}:{number}", "message", label["text"], datetime.date(2025, 3, 15), province, label)


def _provinces() -> dict[str, str]:
    from handlers.reading.words.lexicon import names

    ours = ("บุรีรัมย์", "ชัยภูมิ", "หนองคาย", "ชลบุรี", "สระแก้ว")
    return {district: province for district, province in names() if province in ours}


def judge(case: Case) -> Verdict:
    reading = read(case.text, today=case.today, province=case.province)
    verdict = Verdict(case, reading)
    {"means": _means, "nothing": _nothing, "ask": _ask, "message": _message}[case.kind](verdict)
    return verdict


def _means(verdict: Verdict) -> None:
    expect, reading = verdict.case.label["expect"], verdict.reading
    if reading.ask:
        verdict.asked = True
        return
    if reading.intent != expect["intent"]:
        verdict.wrong.append(f"intent {reading.intent}, not {expect['intent']}")
    values = expect.get("values", [])
    _same_date(verdict, expect.get("date"))
    if not any("district" in value for value in values):
        _same(verdict, "district", reading.district, expect.get("district"))
    _same_values(verdict, values, expect.get("district"), verdict.case.label.get("may_add", []))


def _nothing(verdict: Verdict) -> None:
    label, reading = verdict.case.label, verdict.reading
    intents = [label["intent"]] if isinstance(label["intent"], str) else label["intent"]
    if reading.intent not in intents:
        verdict.wrong.append(f"intent {reading.intent}, not {' or '.join(intents)}")
    if reading.values:
        verdict.wrong.append(f"values {[(v.topic, v.kind, str(v.value)) for v in reading.values]}")
    if "district" in label:
        _same(verdict, "district", reading.district, label["district"])
    if "date" in label:
        _same_date(verdict, label["date"])


def _ask(verdict: Verdict) -> None:
    label, reading = verdict.case.label, verdict.reading
    if not reading.ask and not (label.get("or_nothing") and reading.intent not in STORES):
        verdict.wrong.append(f"not asked: {[(v.topic, v.kind, str(v.value), str(v.of)) for v in reading.values]}")
    if "candidates" in label:
        candidates = label["candidates"]
        wanted = candidates[label["number"]] if isinstance(candidates[0], list) and len(candidates) > 1 else candidates
        wanted = wanted[0] if isinstance(wanted[0], list) else wanted
        offered = {value.value for option in reading.options for value in option}
        missing = [one for one in wanted if Decimal(one) not in offered]
        if missing and reading.ask:
            verdict.wrong.append(f"does not offer {missing}, but {sorted(map(str, offered))}")


def _message(verdict: Verdict) -> None:
    label, reading = verdict.case.label, verdict.reading
    intents = {label["intent"], *label.get("alt_intents", ())}
    storing = reading.intent in STORES
    if label["ambiguous"]:
        if not reading.ask and storing:
            verdict.wrong.append(f"not asked: {[(v.topic, v.kind, str(v.value)) for v in reading.values]}")
        if reading.intent not in intents | set(reading.also) & intents:
            verdict.wrong.append(f"intent {reading.intent}, not {intents}")
        return
    if reading.ask and label["intent"] in (*STORES, "what_if"):
        verdict.asked = True
        return
    if reading.intent not in intents:
        verdict.wrong.append(f"intent {reading.intent}, not {intents}")
    _same_date(verdict, label["date"])
    values = [{**one, "topic": one.get("indicator", label["indicator_hint"])} for one in label["values"]]
    if not any("district" in one for one in values):
        _same(verdict, "district", reading.district, label["district"])
    _same_values(verdict, values, label["district"], [])
    if label.get("period"):
        _same(verdict, "period", reading.period, label["period"])
    if label["indicator_hint"] and reading.topic != label["indicator_hint"]:
        verdict.wrong.append(f"topic {reading.topic}, not {label['indicator_hint']}")


def _same(verdict: Verdict, what: str, found: object, expected: object) -> None:
    if found != expected:
        verdict.wrong.append(f"{what} {found}, not {expected}")


def _same_date(verdict: Verdict, expected: object) -> None:
    found = verdict.reading.date.isoformat() if verdict.reading.date else None
    _same(verdict, "date", found, str(expected) if expected else None)


def _same_values(
    verdict: Verdict, wanted: list[dict[str, Any]], district: str | None, extra: list[dict[str, Any]]
) -> None:
    left = list(verdict.reading.values)
    for one in wanted:
        match = next((value for value in left if _equal(value, one, district)), None)
        if match is None:
            verdict.wrong.append(f"no value { ({k: str(v) for k, v in one.items()}) }")
        else:
            left.remove(match)
    for value in left:
        if not any(_equal(value, one, district) for one in extra):
            verdict.wrong.append(
                f"a value more: {value.topic} {value.kind} {value.value} of {value.of} {value.unit} {value.district}"
            )


def _equal(value: Value, one: dict[str, Any], district: str | None) -> bool:
    return (
        value.topic == one.get("topic")
        and value.value == (None if one.get("value") is None else Decimal(one["value"]))
        and value.of == (None if one.get("of") is None else Decimal(one["of"]))
        and ("kind" not in one or value.kind == one["kind"])
        and ("unit" not in one or value.unit == one["unit"])
        and value.district == one.get("district", district)
        and ("done" not in one or value.done == one["done"])
        and ("aspect" not in one or value.aspect == one["aspect"])
        and ("sense" not in one or (value.sense or "none") == one["sense"])
    )
