"""Which agreement, district and day a message is about, and whether this person may see it; else one question or a no.

Officers and heads see their own districts, owners and supervisors their province, an admin without a province all.
`scope` gives a Scope, or the Turn (a question, a refusal) that is the answer instead. `scoped` makes a whole route of
"is it mine?" and "what do I say in this scope?": it also takes the answer to the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Person, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.store import Store
from scoring.agreement import Agreement, Indicator
from scoring.levels.totals import Scorecard
from scoring.results.overview import same_group
from scoring.results.results import Results, results
from scoring.results.signed import frozen
from templates.messages import say
from templates.words.province.province import NO_GROUP, of_group
from templates.words.score import scope as words
from templates.words.scores import round_name

_ROUND = re.compile(r"(?:รอบ(?:ที่)?\s*([12])(?![0-9])\s*)?(?:(?:ปีงบประมาณ|ปีงบ|ปี|/)\s*((?:25)?[0-9]{2})(?![0-9]))?")
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
OWN_ROW = "-"  # stands for the province's own row where a district's name is expected


@dataclass(frozen=True)
class Scope:
    """One district (None: the province's own row) under one agreement, as of a day."""

    agreement: Agreement
    district: str | None
    day: date
    answers: Mapping[str, str] = field(repr=False)
    training: bool = False
    store: Store | None = field(default=None, repr=False)
    closed: bool = False
    past: bool = False  # an earlier day was asked for
    group: str | None = None  # of an owner: only what the document gives this กลุ่มงาน is shown

    def shows(self, indicator: Indicator) -> bool:
        return self.group is None or same_group(self.group, indicator.group)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those of the place that this person may see."""
        return tuple(i for i in self.agreement.of(self.district, self.answers) if self.shows(i))

    @property
    def card(self) -> Scorecard:
        """With the rows that this person may see; the sections' totals are of all their indicators."""
        whole = self.results.card()
        own, shared = (tuple(r for r in rows if self.shows(r.indicator)) for rows in (whole.rows, whole.shared))
        return replace(whole, rows=own, shared=shared)

    @cached_property
    def results(self) -> Results:
        """Of a closed round the figures of its closing, unless a day within it was asked for."""
        assert self.store is not None
        held = results(self.store, self.agreement, self.district, self.day, self.answers, past=self.past)
        kept = self.store.rounds.frozen(self.agreement.id)
        return frozen(kept, held) if kept and not (self.past and self.day < self.agreement.end) else held

    @property
    def place(self) -> str:
        return words.place(self.district, self.agreement.province)

    @property
    def round(self) -> str:
        return round_name(self.agreement)

    @property
    def marks(self) -> tuple[str, ...]:
        """Closed, of an earlier day, training, carried over and unconfirmed, ended: to be shown with every figure."""
        said = words.marks(self.agreement, self.training, self.day, closed=self.closed, past=self.past)
        return (of_group(self.group), *said) if self.group is not None else said


@dataclass(frozen=True)
class Wanted:
    """What the words name, or what was chosen: each "" where nothing is."""

    province: str = ""
    agreement: str = ""
    district: str = ""  # OWN_ROW: the province's own row
    said: str = ""  # the round as it was said, where there is none like it
    day: str = ""  # an earlier one that the figures are to be of


def named(message: Message, desk: Desk) -> Wanted:
    """What the words of a message name."""
    reading = desk.reading(message)
    province = reading.province or ""
    district = reading.district or ""
    if not district and not province and "จังหวัด" in message.text:
        district = OWN_ROW
    past = reading.date if reading.intent == "query_score" else None
    return Wanted(province, district=district, said=_said_round(message.text), day=earlier(past, desk))


def earlier(day: date | None, desk: Desk) -> str:
    """A day before today, as it is kept; what lies ahead is as of today."""
    return day.isoformat() if day is not None and day < desk.today else ""


def group_of(person: Person) -> str | None:
    """The กลุ่มงาน whose indicators alone an owner sees; None for everybody else."""
    return person.group if person.role == "owner" else None


def may_see(person: Person, agreement: Agreement, district: str | None) -> bool:
    return district in visible(person, agreement)


def visible(person: Person, agreement: Agreement) -> tuple[str | None, ...]:
    """The districts that a person may see, and None for the province's own row."""
    if person.province and person.province != agreement.province:
        return ()
    if person.role in ("officer", "head"):
        return tuple(d for d in agreement.districts if d in person.districts)
    if not person.province and person.role != "admin":
        return ()
    return (None, *agreement.districts) if has_own_row(agreement) else agreement.districts


def has_own_row(agreement: Agreement) -> bool:
    return any(i.scored != "district" for i in agreement.indicators.values())


def scope(
    message: Message,
    desk: Desk,
    wanted: Wanted | None = None,
    *,
    asks: str,
    payload: Mapping[str, Any] | None = None,
    closed: bool = False,
) -> Scope | Turn:
    """`asks`: the route whose `answered` gets the choice (see `chosen`), with `payload` and the words.
    `closed`: where no round is open, the last one that was is looked at."""
    person = desk.person
    assert person is not None
    wanted = wanted or named(message, desk)
    agreement = round_meant(message, desk, wanted, asks=asks, payload=payload, closed=closed)
    if isinstance(agreement, Turn):
        return agreement
    allowed = visible(person, agreement)
    if not allowed:
        return Turn((say(words.no_district_of_yours(person.districts, agreement)),))
    if wanted.district:
        district = None if wanted.district == OWN_ROW and has_own_row(agreement) else wanted.district
        if district is not None and district not in agreement.districts and district != OWN_ROW:
            return Turn((say(words.no_such_district(district, agreement)),))
        if district != OWN_ROW and district not in allowed:
            return Turn((say(words.not_yours(district, (d for d in allowed if d))),))
        if district != OWN_ROW:
            return _scope(agreement, district, wanted, desk)
    if len(allowed) == 1 or (person.role == "owner" and None in allowed):
        return _scope(agreement, allowed[0], wanted, desk)
    districts = [Option(f"อ.{d}" if d else words.PROVINCE_ROW, d or OWN_ROW) for d in allowed]
    return _question(message, desk, asks, payload, wanted, words.WHICH_DISTRICT, "district", districts)


def round_meant(
    message: Message,
    desk: Desk,
    wanted: Wanted,
    *,
    asks: str,
    payload: Mapping[str, Any] | None = None,
    closed: bool = False,
) -> Agreement | Turn:
    """The agreement that is meant, in the version of the day; or the question, or why there is none."""
    person = desk.person
    assert person is not None
    day = day_of(wanted, desk)
    province = _province(person, wanted, desk)
    if province is None:
        provinces = [Option(p[:20], p) for p in desk.book.provinces()]
        return _question(message, desk, asks, payload, wanted, words.WHICH_PROVINCE, "province", provinces)
    if person.province and province != person.province:
        return Turn((say(words.not_your_province(province, person.province)),))
    found = _rounds(province, wanted, desk, day) or (_closed(province, wanted, desk, day) if closed else [])
    if not found:
        return _no_round(province, wanted, desk, day)
    if len(found) > 1:
        rounds = [Option(words.round_option(a, desk.book.training(a.id)), a.id) for a in found]
        return _question(message, desk, asks, payload, wanted, words.WHICH_ROUND, "agreement", rounds)
    return desk.book.get(found[0].id, day) or found[0]


def _question(
    message: Message,
    desk: Desk,
    asks: str,
    payload: Mapping[str, Any] | None,
    wanted: Wanted,
    text: str,
    name: str,
    options: Sequence[Option],
) -> Turn:
    kept = {**(payload or {}), "wanted": asdict(wanted), "choosing": name}
    return asking(message, desk, asks, text, options, kept)


def chosen(question: Question, option: Option) -> Wanted:
    """What is wanted, with the answer to the question that `scope` asked."""
    before = Wanted(**question.payload["wanted"])
    return replace(before, said="", **{question.payload["choosing"]: option.value})


def scoped(
    name: str,
    mine: Callable[[Message, Desk], bool],
    tell: Callable[[Scope, Message, Desk], Turn],
    examples: tuple[Example, ...],
) -> Route:
    """A route that answers in a scope: `mine` says whether the words are for it, `tell` what the answer is."""

    def answer(message: Message, desk: Desk) -> Turn | None:
        if message.kind != "text" or desk.person is None or not mine(message, desk):
            return None
        return told(scope(message, desk, asks=name, closed=True), message, desk)

    def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
        again = replace(message, kind="text", data="", text=question.payload["words"])
        return told(scope(again, desk, chosen(question, option), asks=name, closed=True), again, desk)

    def told(found: Scope | Turn, message: Message, desk: Desk) -> Turn:
        if isinstance(found, Turn):
            return found
        none = found.group is not None and not any(map(found.shows, found.agreement.indicators.values()))
        return Turn((say(NO_GROUP),)) if none else tell(found, message, desk)

    return Route(name, answer, examples, answered)


def _scope(agreement: Agreement, district: str | None, wanted: Wanted, desk: Desk) -> Scope:
    answers, training = desk.book.answers(agreement.id), desk.book.training(agreement.id)
    closed, day = desk.book.closed(agreement.id), day_of(wanted, desk)
    return Scope(agreement, district, day, answers, training, desk.store, closed, bool(wanted.day),
                 group_of(desk.me))  # fmt: skip


def day_of(wanted: Wanted, desk: Desk) -> date:
    return date.fromisoformat(wanted.day) if wanted.day else desk.today


def _province(person: Person, wanted: Wanted, desk: Desk) -> str | None:
    """None: an admin without a province has not said which."""
    if wanted.province or person.province:
        return wanted.province or person.province
    provinces = desk.book.provinces()
    if wanted.district and wanted.district != OWN_ROW:
        provinces = tuple(p for p in provinces if wanted.district in desk.book.districts(p)) or provinces
    return provinces[0] if len(provinces) == 1 else None


def _rounds(province: str, wanted: Wanted, desk: Desk, day: date) -> list[Agreement]:
    """The one round that is meant; several: it must be asked."""
    every = desk.book.rounds(province)
    if wanted.agreement:
        return [a for a in every if a.id == wanted.agreement]
    if wanted.said:
        return [a for a in every if _is_said(a, wanted.said)]
    held = list(desk.book.open(province, day))
    if not held:  # ended, and not closed yet: the newest that has begun
        held = [a for a in desk.book.open(province) if a.end < day][:1]
    return [a for a in held if not desk.book.training(a.id)] or held


def _closed(province: str, wanted: Wanted, desk: Desk, day: date) -> list[Agreement]:
    """The closed round that the day is in, else the last one before it; nothing where another round was said."""
    ended = [a for a in desk.book.rounds(province) if desk.book.closed(a.id) and a.start <= day]
    real = [a for a in ended if not desk.book.training(a.id)] or ended
    return [] if wanted.said else sorted(real, key=lambda a: a.end < day)[:1]


def _no_round(province: str, wanted: Wanted, desk: Desk, day: date) -> Turn:
    every = desk.book.rounds(province)
    if wanted.said:
        return Turn((say(words.no_such_round(wanted.said, every, province)),))
    latest = next((a for a in every if a.start <= day), None)
    return Turn((say(words.no_round(province, day, latest, desk.me.oversees)),))


def _said_round(text: str) -> str:
    """รอบ 1, รอบที่ 2/2568, ปี 2561 -> as written in full; "" where no round is named."""
    for found in _ROUND.finditer(text.translate(_THAI)):
        number, year = found.groups()
        parts = [f"รอบ {number}"] if number else []
        if year:
            parts.append(f"ปี {year if len(year) == 4 else '25' + year}")
        if parts:
            return " ".join(parts)
    return ""


def _is_said(agreement: Agreement, said: str) -> bool:
    number, year = re.search(r"รอบ ([12])", said), re.search(r"ปี ([0-9]{4})", said)
    return (number is None or str(agreement.round) == number[1]) and (
        year is None or str(agreement.fiscal_year) == year[1]
    )
