"""What a province and its districts signed: the nouns of an agreement, each number standing on a line of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

# units of which there may be a part: 4.25 คะแนน, 12.5 ไร่, 45.2 ต่อแสนประชากร
MEASURED = frozenset(
    """
    คะแนน ระดับ ค่า ดัชนี อัตรา เท่า หน่วย ไร่ ตารางเมตร ลูกบาศก์เมตร กิโลเมตร เมตร ตัน กิโลกรัม กรัม ลิตร ชั่วโมง กิโลวัตต์
    """.split()  # noqa: SIM905
)
PROVINCE = None  # the district of the province's own row
HEAD, CALENDAR = "head", "calendar"  # parts of an agreement beside its indicators: sections and questions; deadlines


@dataclass(frozen=True, slots=True)
class Entry:
    """A number that no document prints: entered by a named person, on a day, for a reason."""

    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a number stands: document, line (from 1) and verbatim words; or who entered it."""

    document: str
    line: int
    quote: str
    entry: Entry | None = None
    carried_from: str | None = None  # the agreement that it was carried over from
    confirmed: Entry | None = None  # who confirmed that it still holds

    @property
    def unconfirmed(self) -> bool:
        return self.carried_from is not None and self.confirmed is None


@dataclass(frozen=True, slots=True)
class Document:
    """A signed document, kept verbatim in scoring/sources/."""

    file: str
    sha256: str
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """What an officer reports for an indicator."""

    name: str
    derive: str  # value, flag, ratio, growth, reduction, date, dates
    what: str  # Thai: what a value or flag is; for a ratio, growth or reduction its upper part
    unit: str  # as officers say it: บาท, ครัวเรือน, ครั้ง ...; "" for a flag or date
    whole: str = ""  # Thai: the lower part of a ratio (num/den), the base of a growth or reduction (now/base)
    counts: str = "as_of"  # as_of, months, events, office_value
    sense: str = "done"  # done, remaining
    level: int | None = None  # the level whose condition this is (flags; a figure that only one level reads)
    evidence: bool = False  # marked by attaching evidence to `level`
    capped: bool = False  # more than all cannot be (remaining)
    every: str = ""  # month or quarter: computed from dated entries per month or per quarter
    short: str = ""  # Thai, for cards and questions
    printed: str = ""  # an office value's words in the document: ค่าขั้นต่ำ

    @property
    def parts(self) -> tuple[str, ...]:
        """("num", "den"), ("now", "base") or ()."""
        if self.derive == "ratio":
            return ("num", "den")
        return ("now", "base") if self.derive in ("growth", "reduction") else ()

    @property
    def countable(self) -> bool:
        """True where only whole numbers can be: households, times, persons."""
        return self.kind in ("count", "days")

    @property
    def kind(self) -> str:
        """What its amounts are: percent, baht, days, number (may have a fraction) or count (whole things)."""
        if self.unit.startswith("บาท"):
            return "baht"
        if self.unit.startswith("ต่อ") or self.unit in MEASURED or not self.unit:
            return "number"
        return {"ร้อยละ": "percent", "วัน": "days"}.get(self.unit, "count")


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One thing that a level asks for; a level holds when all of its conditions hold."""

    input: str
    op: str  # ">=", ">", "<=", "<", "done", "by" (a day not after), "within" (a day of a span), "each" (its months)
    amount: Decimal | Fraction | None = None  # a Fraction for "๑ ใน ๓": a third of the whole, as a percentage
    reference: str = ""  # the input whose value is the amount (Sa Kaeo's min, std, high)
    upper: Decimal | None = None  # printed upper edge of a band; bands are read by their lower bound
    floor: bool = False  # holds for whatever is reported (policy 5)
    word: str = ""  # the word that stands for the number: ทุกคน, ทุกเดือน, เท่าเดิม ...
    start: date | None = None
    end: date | None = None
    proof: Proof | None = None  # where it differs from its level's (a table, a second line)
    or_table: str = ""  # the office decided: who is at this column's amount fulfils the percentage too


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    number: int
    text: str  # the document's words for this level, without tags
    proof: Proof
    conditions: tuple[Condition, ...]
    evidence: tuple[Proof, ...] = ()  # หลักฐานเชิงประจักษ์ that the document asks for


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed value of a per-district table."""

    amount: Decimal
    proof: Proof
    printed: Decimal | None = None  # where it was corrected: what the paper says


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    id: str
    section: str  # Section.id
    number: str
    name: str
    short: str  # at most about 20 Thai characters, for cards
    topic: str
    scored: str  # district, province, both
    proof: Proof
    inputs: Mapping[str, Input]
    levels: tuple[Level, ...]  # five, or none where the document has no criteria
    weight: Decimal | None = None
    weight_proof: Proof | None = None
    group: str = ""  # responsible provincial group as printed
    only: frozenset[str] | None = None  # the districts that have it; None: all
    cumulative: bool = True  # False: the highest level that holds
    requires: tuple[str, ...] = ()  # inputs without which there is no level at all
    empty_level: int | None = None  # the level of a district without a target group
    empty_proof: Proof | None = None  # where the document says so
    tables: Mapping[str, Mapping[str | None, Cell]] = field(default_factory=dict)  # "x.base" -> district -> Cell
    undecided: frozenset[str] = frozenset()  # districts of which the document leaves open whether they have it
    deciding: str = ""  # the question whose answer names the one district that has it
    target: Cell | None = None  # a printed target without levels
    no_criteria: Proof | None = None
    evidence: tuple[Proof, ...] = ()  # evidence that the document lists for no level in particular
    quotes: tuple[Proof, ...] = ()  # other printed words that belong to it
    names: tuple[str, ...] = ()  # how officers say it, beside its name and short name; the first is used in examples

    @property
    def own_topic(self) -> bool:
        """Whether its topic is its own (`agreement:indicator`), and none that the program ships."""
        return ":" in self.topic

    def less_is_better(self, used: Input) -> bool:
        ops = {c.op for level in self.levels for c in level.conditions if c.input == used.name}
        return bool(ops) and ops <= {"<=", "<"}


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    name: str
    proof: Proof
    team: bool = False
    one_value: bool = False  # the administrator decided: one value for the whole province, the same in each district


@dataclass(frozen=True, slots=True)
class Duty:
    """A deadline or a recurring duty that the document prints."""

    id: str
    what: str
    when: str  # on, month_end, monthly, quarterly, weekly, each_meeting, after_notice, open
    proof: Proof
    who: str  # as printed, offices and roles only
    role: str  # officer, head, owner, supervisor, "" (no role here: stands in the calendar, is not sent)
    on: date | None = None
    days: int | None = None  # after_notice: days after the day that the administrator enters
    start: date | None = None  # recurring: first and last day of the span
    end: date | None = None
    indicator: str | None = None
    input: str | None = None
    sends: bool = True  # weekly ones and those without a role here are off until switched on
    question: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What the document leaves open, for the administrator to answer."""

    id: str
    ask: str
    meanwhile: str  # what is done until it is answered
    options: tuple[str, ...]  # () : any value
    proof: Proof
    indicators: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()  # () : all
    section: str | None = None
    district_rows: bool = False  # asked for districts, not for the province's own row
    round: int | None = None  # asked of one round's levels only
    effects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # answer -> "indicator level" -> condition
    one_value: str = ""  # asks whether this section has one value for the province: the last of the options says yes
    shares: tuple[str, ...] = ()  # asks what part of one score each of these sections is; they add to 100

    def bears_on(self, indicator: str, district: str | None) -> bool:
        if indicator not in self.indicators or (self.district_rows and district is None):
            return False
        return not self.districts or district in self.districts


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed form that is read otherwise: both forms and the reason are kept."""

    id: str
    proof: Proof  # its quote is the printed form
    corrected: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    id: str
    version: int
    province: str
    fiscal_year: int
    round: int | None
    start: date
    end: date
    districts: tuple[str, ...]
    document: Document
    sections: tuple[Section, ...]
    indicators: Mapping[str, Indicator]
    duties: tuple[Duty, ...]
    questions: Mapping[str, Question]
    corrections: tuple[Correction, ...]
    carried_from: str | None = None
    in_force: date | None = None  # an amended version: from when
    changes: tuple[str, ...] = ()  # an amended version: what it changes
    unconfirmed: tuple[str, ...] = ()  # carried over: the parts that nobody has confirmed yet (HEAD, an indicator …)

    def has(self, indicator: Indicator, district: str | None, answers: Mapping[str, str] | None = None) -> bool | None:
        """Whether a district has an indicator; None: the document leaves it open and nobody has answered."""
        if district is None:
            return True
        if district in indicator.undecided:
            answer = (answers or {}).get(indicator.deciding)
            return None if answer is None else answer == district
        return indicator.only is None or district in indicator.only

    def of(self, district: str | None, answers: Mapping[str, str] | None = None) -> tuple[Indicator, ...]:
        """The indicators of a district (undecided ones too), or of the province's own row."""
        rows = (i for i in self.indicators.values() if i.scored != ("province" if district is not None else ""))
        return tuple(i for i in rows if self.has(i, district, answers) is not False)

    def weight_of(self, section: str, district: str | None, answers: Mapping[str, str] | None = None) -> Decimal | None:
        """Sum of the weights of a section that apply to a district; None where no or not every weight is printed."""
        rows = [i for i in self.of(district, answers) if i.section == section]
        weights = [i.weight for i in rows]
        return sum((w for w in weights if w is not None), Decimal(0)) if rows and None not in weights else None

    def indicators_of_topic(self, topic: str, district: str | None) -> tuple[Indicator, ...]:
        return tuple(i for i in self.of(district) if i.topic == topic)

    def called(self, topic: str | None) -> str:
        """What an own topic is called here; "" where no indicator is about it."""
        return next((i.short for i in self.indicators.values() if i.own_topic and i.topic == topic), "")

    def heading(self, line: int) -> str:
        """The page heading above a line: what a person looks for on paper."""
        for number in range(min(line, len(self.document.lines)), 0, -1):
            text = self.document.lines[number - 1]
            if text.startswith(
                (
                    "สรุปตัวชี้วัด",
                    "เป้าหมายตัวชี้วัดการประเมิน",
                    "องค์ประกอบ/ตัวชี้วัด การ",
                    "แนวทางการดำเนินงาน",
                    "กรอบระยะเวลา",
                    "คำสั่งจังหวัด",
                    "กำหนดการประชุม",
                    "ตัวชี้วัดที่ ",
                    "เรื่อง ",
                )
            ):
                return " ".join(text.split("<")[0].split())
        return self.document.file
