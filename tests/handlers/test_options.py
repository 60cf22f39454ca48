"""An option stores what it shows: every option of every question that the corpus brings up is taken, and compared.

Each message is said to a fresh office, and each option is taken in a fresh copy of what then stands: handlers write
nothing, so their turns are looked at and never applied.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.questions import shown
from handlers.desk.writes import RecordFact
from handlers.routes.dispatch import answer_message
from handlers.routes.table import ROUTES
from scoring.agreement import Agreement, Input
from scoring.results.facts import Fact
from templates.words.scores import MONTHS
from tests.handlers.office import Office, read_aloud
from tests.reading.corpus import CORPUS, HELD_OUT, toml_cases

OFFICES = {  # agreement -> a day of its round, an officer's district
    "buriram-2561": ("2018-03-15", "ละหานทราย"),
    "chaiyaphum-2562-1": ("2019-03-15", "ภูเขียว"),
    "chonburi-2568-1": ("2025-03-15", "ศรีราชา"),
    "nongkhai-2565-1": ("2022-03-15", "ท่าบ่อ"),
    "sakaeo-2567-1": ("2024-03-15", "อรัญประเทศ"),
}
ONCE_WRONG = (
    "OTOP 5 แสน 1/2",  # a base of 2 baht
    "OTOP 25/68",  # without บาท
    "สัมมาชีพ 80% / 40 ครัวเรือน",  # an example with the message's other figure
    "สัมมาชีพ 40 ครัวเรือน 80%",
    "เบิกจ่าย สามไตรมาส 80% 78% 82%",  # one option of four figures
    "TPMAP วิเคราะห์ 20 ครัวเรือน ช่วยเหลือแล้ว 15 ครัวเรือน",  # one of the two was stored, the other asked about
)
SAMPLE, DEEP = 150, 4  # messages in the short form; questions after one another
PARTS = (CORPUS, HELD_OUT, HELD_OUT / "second", HELD_OUT / "third")
MESSAGES = (CORPUS / "messages.jsonl", HELD_OUT / "fourth" / "messages.jsonl")

NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
DAYS = re.compile(
    rf"(?:วันที่ )?\d+ (?:{'|'.join(re.escape(m) for m in MONTHS[1:])})(?: \d+)?|"
    rf"(?:{'|'.join(re.escape(m) for m in MONTHS[1:])}) \d{{2,4}}(?![\d,.])|(?:รอบ|ปี) \d+(?:/\d+)?|\([^)]*\)"
)
STEPS = re.compile(r"(?:ขั้น|ระดับ) ?[\d–, ]+")
FIGURE = re.compile(rf"(?P<of>{NUMBER})(?: จาก (?P<whole>{NUMBER}))?\s*(?P<unit>%|บาท|[\u0e00-\u0e7f]+)?")
EXAMPLE = re.compile(r"(?:เช่น|ลองพิมพ์:?) ?“([^”]+)”")
AS_ONE_LIKES = 10  # จปฐ., and a target that was asked about, may be exceeded, but not by a digit too many


def messages() -> list[str]:
    """What the corpus asks about, in all its parts."""
    said = [c.text for part in PARTS for c in toml_cases(part)]
    said += [json.loads(line)["text"] for path in MESSAGES for line in path.read_text("utf-8").splitlines()]
    return sorted(set(said))


@dataclass
class Fault:
    kind: str
    message: str
    told: str

    def __str__(self) -> str:
        return f"{self.kind} | {self.message!r} | {self.told}"


class Asked:
    """One person of one office, who says one thing; nothing that is said or answered is kept."""

    def __init__(self, office: Office, agreement: Agreement, who: str) -> None:
        self.agreement, self.desk = agreement, office.desk(who)
        self.own = self.desk.me.districts
        self.faults: list[Fault] = []
        self.questions = self.options = self.examples = 0

    def say(self, text: str, question: Question | None = None) -> Turn:
        return answer_message(self._message(text), replace(self.desk, question=question))

    def _message(self, text: str) -> Message:
        user = self.desk.me.line_user
        return Message("w1", "text", self.desk.now, user, user or "", text=text)

    def check(self, text: str) -> None:
        turn = self.say(text)
        if self.desk.reading(self._message(text)).intent == "report":
            self._refused(text, turn)
        if turn.question is not None and turn.question.asks == "reports":
            self._question(text, turn.question, ())

    # a question and each of its options

    def _question(self, text: str, question: Question, taken: Sequence[str]) -> None:
        if not question.options or len(taken) == DEEP:
            return
        self.questions += 1
        told = f"{question.text} {[o.label for o in question.options]}"
        declined = any(option.declines for option in question.options)
        if not declined and "พิมพ์" not in question.text and "พิมพ์ใหม่" not in read_aloud([shown(question)]):
            self._fault("only the wrong thing", text, told)
        for option in self._taken(text, question):
            self.options += 1
            route = next(r for r in ROUTES if r.name == question.asks)
            assert route.answered is not None
            desk = replace(self.desk, question=question)
            turn = route.answered(question, option, replace(self._message(option.label), id="w2"), desk)
            self._option(text, question, option, turn, taken)
            if turn.question is not None and turn.question.asks == "reports":
                self._question(text, turn.question, (*taken, option.label))

    @staticmethod
    def _taken(text: str, question: Question) -> Sequence[Option]:
        """Every option; of a list of districts, which are taken alike, the first and one that the message draws."""
        offered = question.options
        if question.payload["key"] != "district" or len(offered) <= 3:
            return offered
        return offered[0], random.Random(text).choice(offered[1:])

    def _option(self, text: str, question: Question, option: Option, turn: Turn, taken: Sequence[str]) -> None:
        facts = [c.fact for c in turn.changes if isinstance(c, RecordFact)]
        said = read_aloud(list(turn.replies))
        told = f"{question.text!r} {[*taken, option.label]} -> {[_fact(f) for f in facts]} {said!r}"
        if turn.question is None or not turn.question.options:
            self._refused(text, turn, stored=True)
        if not facts:
            says_so = option.declines or re.search("^ไม่|ไม่บันทึก|^คง |^ยังไม่", option.label)
            goes_on = turn.question is not None and turn.question.options
            if not says_so and not goes_on:
                self._fault("stores nothing and does not say so", text, told)
            return
        if option.declines and len(question.payload["items"]) == 1:
            self._fault("stores although it declines", text, told)
        waiting = question.payload["items"]
        if len(waiting) > 1 and question.payload["key"] != "reading":
            facts = [f for f in facts if _is_of(f, waiting[0], self.agreement)] or facts
        for fact in facts:
            for kind in self._differs(question, option.label, fact, facts, turn):
                self._fault(kind, text, told)

    def _differs(self, question: Question, label: str, fact: Fact, facts: Sequence[Fact], turn: Turn) -> Iterator[str]:
        indicator = self.agreement.indicators[fact.indicator]
        used = indicator.inputs[fact.input]
        receipt = read_aloud(list(turn.replies))
        place = re.search(r"อ\.(\S+)", label)
        if place is not None and place[1] not in {f.district for f in facts}:
            yield "another district"
        if self.own and fact.district not in (*self.own, None):
            yield "not the person's district"
        if used.derive != "flag":
            yield from _impossible(used, fact, "over" if _says_over(question) else indicator.topic)
            if used.derive not in ("date", "dates") and not any(_shown(f, receipt) for f in _parts(fact)[:1]):
                yield "the receipt does not say the figure"
        month = re.search(rf"เดือน ({'|'.join(re.escape(m) for m in MONTHS[1:])})", label)
        if month is not None and fact.kind == "month" and int(fact.slot[5:7]) != MONTHS.index(month[1]):
            yield "another month"
        steps = STEPS.search(label)
        if steps is not None and used.derive == "flag" and str(used.level) not in re.findall(r"\d+", steps[0]):
            levels = [int(n) for n in re.findall(r"\d+", steps[0])]
            if not levels or not min(levels) <= (used.level or 0) <= max(levels):
                yield "another step"
        figures = list(FIGURE.finditer(STEPS.sub("", DAYS.sub("", label.replace(used.short, "")))))
        if not figures or used.derive in ("flag", "date", "dates"):
            return
        stored = {p for f in facts for p in _parts(f)}
        several = len({item["value"]["topic"] for item in question.payload["items"]}) > 1
        waits = _waiting(turn) if several else set()
        for one in figures:
            amounts = {_decimal(one["of"])} | ({_decimal(one["whole"])} if one["whole"] else set())
            if not amounts & stored and "−" not in receipt and not amounts & waits:
                yield "another figure"
        if len(figures) == 1 and len(facts) == 1:
            yield from _unit(figures[0]["unit"], used, fact)

    # a refusal and its examples

    def _refused(self, text: str, turn: Turn, *, stored: bool = False) -> None:
        if any(isinstance(c, RecordFact) for c in turn.changes) and not stored:
            return
        reading = self.desk.reading(self._message(text))
        own = {abs(v.value) for v in reading.values if v.value is not None and v.kind != "step"}
        own |= {v.of for v in reading.values if v.of is not None}
        for example in EXAMPLE.findall(read_aloud(list(turn.replies))):
            self.examples += 1
            figures = {_decimal(f["of"]) for f in FIGURE.finditer(STEPS.sub("", DAYS.sub("", example)))}
            if figures & own:
                self._fault("an example with the person's own figure", text, example)
            again = self.say(example, turn.question)
            kept = any(isinstance(c, RecordFact) for c in again.changes) or _tells_whole(turn)
            asks = again.question is not None and again.question.options
            if not kept and not asks:
                self._fault("an example that is not stored", text, f"{example} -> {read_aloud(list(again.replies))!r}")

    def _fault(self, kind: str, text: str, told: str) -> None:
        self.faults.append(Fault(kind, text, told))


def _fact(fact: Fact) -> str:
    return f"{fact.indicator}.{fact.input} {fact.district} {fact.kind} {fact.value} {fact.slot} {fact.as_of}"


def _waiting(turn: Turn) -> set[Decimal]:
    """The figures that are asked about next."""
    items = turn.question.payload.get("items", ()) if turn.question is not None else ()
    return {Decimal(item["value"]["value"]) for item in items if item["value"]["value"] is not None}


def _decimal(said: str) -> Decimal:
    return Decimal(said.replace(",", ""))


def _parts(fact: Fact) -> list[Decimal]:
    parts = list(fact.value.values()) if isinstance(fact.value, dict) else [fact.value]
    return [Decimal(str(p)) for p in parts if re.fullmatch(NUMBER, str(p))]


def _shown(amount: Decimal, receipt: str) -> bool:
    return any(_decimal(n) == abs(amount) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", receipt))


def _is_of(fact: Fact, item: Any, agreement: Agreement) -> bool:
    return bool(agreement.indicators[fact.indicator].topic == item["value"]["topic"])


def _tells_whole(turn: Turn) -> bool:
    return turn.question is not None and turn.question.payload.get("key") == "whole"


def _says_over(question: Question) -> bool:
    return any("over" in item["decisions"] for item in question.payload["items"]) or question.payload["key"] == "over"


def _impossible(used: Input, fact: Fact, about: str) -> Iterator[str]:
    parts = _parts(fact)
    if not parts or (used.derive in ("growth", "reduction") and not isinstance(fact.value, dict)):
        return
    if min(parts) < 0:
        yield "impossible: below nothing"
    if used.derive != "ratio":
        return
    times = AS_ONE_LIKES if about in ("over", "jpt_collection") else 1
    if len(parts) == 2 and parts[0] > parts[1] * times:
        yield "impossible: more than the whole"
    if not isinstance(fact.value, dict) and fact.kind == "value" and parts[0] > 100 * times:
        yield "impossible: more than 100 %"


def _unit(unit: str | None, used: Input, fact: Fact) -> Iterator[str]:
    """% is a share, บาท an amount of money, anything else a count."""
    share = not isinstance(fact.value, dict) and fact.kind == "value" and (bool(used.parts) or used.unit == "ร้อยละ")
    if unit is None:
        yield "a figure without a unit"
    elif (unit == "%") != share or (unit == "บาท" and used.unit != "บาท"):
        yield "another kind of unit"


def _office(folder: Path, agreement: str) -> tuple[Office, Agreement]:
    day, district = OFFICES[agreement]
    office = Office(folder, day, agreement)
    found = office.book.get(agreement)
    assert found is not None
    assert district in found.districts, (agreement, found.districts)
    office.enroll("เจ้าหน้าที่", found.province, district)
    office.enroll("ผู้กำกับ", found.province, role="supervisor")
    return office, found


def _faults(folder: Path, agreement: str, who: str, said: Sequence[str]) -> tuple[Asked, list[str]]:
    office, found = _office(folder, agreement)
    person = Asked(office, found, who)
    for text in said:
        person.check(text)
    office.store.close()
    return person, [str(fault) for fault in person.faults]


@pytest.mark.parametrize(
    ("agreement", "who"), [*((a, "เจ้าหน้าที่") for a in OFFICES), ("buriram-2561", "ผู้กำกับ")]
)  # fmt: skip
def test_an_option_of_a_sample_stores_what_it_shows(agreement: str, who: str, tmp_path: Path) -> None:
    said = random.Random(f"{agreement} {who}").sample(messages(), SAMPLE)
    person, faults = _faults(tmp_path, agreement, who, said)
    assert person.options > SAMPLE / 5
    assert person.examples
    assert faults == []


@pytest.mark.parametrize("who", ["เจ้าหน้าที่", "ผู้กำกับ"])
@pytest.mark.parametrize("agreement", OFFICES)
def test_what_once_stored_something_else_stores_what_it_shows(agreement: str, who: str, tmp_path: Path) -> None:
    _, faults = _faults(tmp_path, agreement, who, ONCE_WRONG)
    assert faults == []


@pytest.mark.fault
@pytest.mark.timeout(900)  # a few thousand messages, each with every option of every question
@pytest.mark.parametrize("who", ["เจ้าหน้าที่", "ผู้กำกับ"])
@pytest.mark.parametrize("agreement", OFFICES)
def test_every_option_stores_what_it_shows(agreement: str, who: str, tmp_path: Path) -> None:
    person, faults = _faults(tmp_path, agreement, who, messages())
    print(f"{agreement} {who}: {person.questions} questions, {person.options} options, {person.examples} examples")
    assert faults == []
