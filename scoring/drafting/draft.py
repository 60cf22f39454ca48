"""What a draft is: the head, the indicators with their levels as printed, and everything that a person is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

REMARK = "remark"  # what follows from the policies and is only said: a gap between bands


@dataclass(frozen=True)
class Ask:
    """A question that the paper leaves open: `why` names the kind, `words` are the paper's own words and numbers."""

    about: str
    why: str
    levels: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    blocks: bool = True  # False: the level follows from the policies and is confirmed later


@dataclass(frozen=True)
class Condition:
    """One thing that a level asks of a measure; `value` is an exact decimal, or a day as ISO."""

    input: str
    op: str  # >= > <= < band
    value: str
    to: str | None = None
    floor: bool = False
    word: str = ""  # the word that stands for the number: ทุกคน, ครบทุก
    at: tuple[int, int] = (0, 0)  # where the number stands in the level's quote


@dataclass(frozen=True)
class Measure:
    """What an officer will report, as a proposal."""

    label: str
    kind: str  # percent, count, baht, number, days, date
    unit: str
    derive: str = "value"
    num: str = ""
    den: str = ""
    now: str = ""
    base: str = ""
    counts: str = "as_of"
    every: str | None = None
    sense: str | None = None
    better: str = "more"


@dataclass(frozen=True)
class Level:
    number: int
    line: int
    quote: str
    span: tuple[int, int]
    cell: tuple[int, int] | None = None
    conditions: tuple[Condition, ...] = ()
    steps: tuple[str, ...] = ()
    needs_level: int | None = None
    by_hand: bool = False


@dataclass(frozen=True)
class Indicator:
    id: str
    section: str
    section_name: str
    number: str
    name: str
    line: int
    variant: str | None = None
    round: int | None = None
    districts: tuple[str, ...] | None = None
    weight: str | None = None
    weight_line: int = 0
    scored: str = "district"
    group: str | None = None
    group_line: int = 0
    inputs: dict[str, Measure] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    asks: tuple[Ask, ...] = ()
    remarks: tuple[Ask, ...] = ()
    section_line: int = 0
    section_weight: str | None = None
    weight_quote: str = ""


@dataclass(frozen=True)
class Head:
    province: str | None = None
    districts: tuple[str, ...] = ()
    year: int | None = None
    round: int | None = None
    period: tuple[date, date] | None = None
    signed_for: tuple[int, str] | None = None  # line and words that print the period or the year
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Table:
    """Values printed per district."""

    indicator: str
    columns: tuple[str, ...]
    rows: dict[str | None, tuple[int, tuple[str, ...]]]  # district (None: the province) -> line, values as printed
    line: int = 0
    headers: tuple[str, ...] = ()  # the words above each column

    def key(self, column: int) -> str:
        """How a person's answer names a column."""
        return f"{self.line}.{column}"


@dataclass(frozen=True)
class Deadline:
    day: date
    what: str
    line: int


@dataclass(frozen=True)
class Draft:
    head: Head
    indicators: tuple[Indicator, ...] = ()
    tables: tuple[Table, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    asks: tuple[Ask, ...] = ()
    remarks: tuple[Ask, ...] = ()
