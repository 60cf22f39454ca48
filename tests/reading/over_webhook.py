"""What becomes of clear reports in a conversation: stored at once, after one tap, after more, or not at all.

Every message is sent as LINE's webhook brings it, to an office of its own; what stands in the ledger is compared.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from handlers.desk.nouns import Question
from scoring.agreement import Agreement
from scoring.results.facts import Standing
from tests.handlers.office import Json, Office, read_aloud

SENDER = "ผู้ส่ง"
MONTH_AND_DAY = "03-15"  # the day on which every message is said; the year is that of its agreement
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Went:
    """How one message went; `option` is the first that leads to what it says, counted from 1."""

    how: str  # at once, one tap, two taps, never, wrong
    asked: str = ""  # the question's key; "words" where nothing can be tapped
    option: int | None = None
    said: str = ""  # what the bot answered
    stands: str = ""


class Offices:
    """One prepared database for each agreement and sender, copied for each message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[str, str], tuple[Path, str]] = {}
        self.number = 0

    def of(self, one: Json) -> Office:
        key = (one["agreement"], one.get("sender_district") or "")
        if key not in self.made:
            self.made[key] = self._prepared(*key)
        prepared, day = self.made[key]
        self.number += 1
        copy = self.folder / f"copy-{self.number}"
        shutil.copytree(prepared, copy)
        office = Office(copy, day)
        office.people[SENDER], office.numbers[SENDER] = f"U{1:032x}", 1
        office.book.refresh()
        return office

    def _prepared(self, agreement: str, district: str) -> tuple[Path, str]:
        place = self.folder / f"{agreement}-{len(self.made)}"
        place.mkdir()
        office = Office(place, "2025-03-15", agreement)
        signed = office.book.get(agreement)
        assert signed is not None
        if district:
            office.enroll(SENDER, signed.province, district)
        else:
            office.enroll(SENDER, signed.province, role="supervisor")
        office.store.close()
        return place, f"{_year(signed)}-{MONTH_AND_DAY}"


def went(one: Json, offices: Offices) -> Went:
    office, said = _told(one, offices, [])
    question, stands = _open(office), _standing(office, one)
    shown = " ".join(f"{s.indicator}.{s.input} {s.slot} {s.value}" for s in stands)
    done = _says(one, stands, office)
    office.store.close()
    if done and (question is None or not question.options):
        return Went("at once", said=said, stands=shown)
    if question is None or not question.options:
        how = "wrong" if stands and question is None else "never"
        return Went(how, "words" if question is not None else "refused", said=said, stands=shown)
    found: list[tuple[int, int]] = []
    for n in range(1, len(question.options) + 1):
        taps = _taps(one, offices, [n])
        found += [(taps, n)] if taps else []
        if taps == 1:
            break
    taps, option = min(found, default=(0, None))
    how = {0: "never", 1: "one tap"}.get(taps, "two taps")
    return Went(how, str(question.payload.get("key") or question.asks), option, said, shown)


def _taps(one: Json, offices: Offices, taps: list[int]) -> int:
    """How many taps lead to what the message says, beginning with these; 0 where two do not."""
    office, _ = _told(one, offices, taps)
    question, done = _open(office), _says(one, _standing(office, one), office)
    office.store.close()
    if question is None or not question.options:
        return len(taps) if done else 0
    if len(taps) > 1:
        return 0
    return max((_taps(one, offices, [*taps, n]) for n in range(1, len(question.options) + 1)), default=0)


def _told(one: Json, offices: Offices, taps: list[int]) -> tuple[Office, str]:
    office = offices.of(one)
    answers = office.answer(SENDER, in_its_year(one["text"], office.today.day().year))
    for n in taps:
        question = _open(office)
        assert question is not None
        answers = office.tap(SENDER, f"q:{question.id}:{n}")
    return office, read_aloud(answers)


def in_its_year(text: str, year: int) -> str:
    """The messages were written for March 2568; a year in the words is moved to the agreement's."""
    moved = str(year + 543)
    return text.replace("2568", moved).replace("๒๕๖๘", moved.translate(THAI_DIGITS))


def _year(signed: Agreement) -> int:
    return signed.end.year if signed.end.month > 3 or signed.end.month == 3 else signed.start.year


def _open(office: Office) -> Question | None:
    user = office.people[SENDER]
    return office.store.questions.open(f"{user}/{user}")


def _standing(office: Office, one: Json) -> list[Standing]:
    return [s for s in office.store.ledger.standing(one["agreement"], everywhere=True) if s.value is not None]


def _says(one: Json, stands: list[Standing], office: Office) -> bool:
    """Every value of the message stands, and nothing else of another topic or district."""
    signed = office.book.get(one["agreement"])
    assert signed is not None
    wanted, expect = list(one["expect"]["values"]), one["expect"]
    topics = {value["topic"] for value in wanted}
    if not stands or any(signed.indicators[s.indicator].topic not in topics for s in stands):
        return False
    if one.get("shape_free") or expect.get("shape_free"):
        return {signed.indicators[s.indicator].topic for s in stands} == topics
    home = expect.get("district") or one.get("sender_district")
    return all(
        any(_is(value, s, signed, stands) and (s.district or None) == (value.get("district") or home) for s in stands)
        for value in wanted
    )


def _is(value: Json, stands: Standing, signed: Agreement, every: list[Standing]) -> bool:
    indicator = signed.indicators[stands.indicator]
    used = indicator.inputs[stands.input]
    if indicator.topic != value["topic"]:
        return False
    if value["kind"] == "step" or value["value"] is None:
        at = value["value"] is None or used.level == int(value["value"])
        return at and (stands.value is value.get("done", True) or used.derive in ("date", "dates"))
    number = Decimal(value["value"])
    whole = None if value.get("of") is None else Decimal(value["of"])
    parts: dict[str, Any] = stands.value if isinstance(stands.value, dict) else {}
    if parts:  # remaining told as done, or the other way: what is left of the whole
        upper, key = _number(parts.get(used.parts[0])), f"{used.name}.{used.parts[1]}"
        printed = indicator.tables.get(key, {}).get(stands.district)
        wholes = [one for one in (whole, printed.amount if printed else None) if one is not None]
        return upper == number or upper in [one - number for one in wholes]
    if stands.kind == "event":  # where months with a meeting are counted, however many there were are one entry
        entries = sum((s.indicator, s.input, s.kind) == (stands.indicator, stands.input, "event") for s in every)
        return bool(used.every) or number in (entries, _number(stands.value))
    share = None if not whole else 100 * number / whole
    return _number(stands.value) in (number, share, 100 - number)


def _number(said: Any) -> Decimal | None:
    try:
        return Decimal(str(said))
    except InvalidOperation:
        return None


def report(cases: list[Json], offices: Offices, show: bool) -> None:
    """Counts what becomes of the clear messages that their agreement takes."""
    counts: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    first = options = 0
    for one in cases:
        found = went(one, offices)
        counts[found.how] += 1
        if found.how != "at once":
            asked[found.asked] += 1
        if found.option is not None or (found.how == "never" and found.asked not in ("words", "refused")):
            options += 1
            first += found.option == 1
        if show and found.how != "at once":
            print(f"{one['id']} {found.how} [{found.asked}, option {found.option}] {one['agreement']} {one['text']!r}")
            print(f"    {found.said!r}\n    stands: {found.stands}")
    all_of = sum(counts.values())
    soon, back = counts["at once"] + counts["one tap"], asked.total()
    print(f"{all_of} clear reports that the agreement takes: " + ", ".join(f"{h} {n}" for h, n in counts.most_common()))
    print(f"stored at once or after one tap: {soon} ({100 * soon / all_of:.1f} %)")
    print(f"asked back: {back} ({100 * back / all_of:.1f} %): {dict(asked.most_common())}")
    print(f"first option right: {first} of {options} questions with options")


def taken(cases: list[Json]) -> list[Json]:
    return [one for one in cases if one["clear"] and all(takes is True for takes in one["takes"])]
