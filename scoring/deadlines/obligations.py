"""What is due: the deadlines of an agreement with what the office added or moved, and whether each is satisfied.

An obligation is a deadline for one district (None: the province). It is never stored, always computed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from scoring.agreement import Agreement, Indicator, Input
from scoring.deadlines.duties import Due, due

ROUND_END = "รายงานผลสิ้นรอบการประเมิน"  # what is due at a round's end, where the document prints no such duty
ROUND_ENDS = ("round-end", "round-1-end", "year-end")  # duties that stand for a report of every indicator
ONCE = ("on", "after_notice", "open")  # what is done late is done; a month that nobody reported stays unreported
LOOK_AFTER = timedelta(days=183)  # the last printed day lies two months after its round (Sa Kaeo 2.9)
NEVER = date.max
Place = tuple[str, str, str]  # agreement, district ("": province), indicator


@dataclass(frozen=True, slots=True)
class Changed:
    """A deadline that an administrator added, or moved: then `duty` and `printed` say which."""

    id: int
    province: str
    agreement: str
    day: date
    why: str
    by: int | None = None
    what: str = ""
    duty: str = ""
    printed: date | None = None
    role: str = "officer"
    districts: tuple[str, ...] = ()  # (): all


@dataclass(frozen=True, slots=True)
class Deadline:
    """One due day of a duty, or of one indicator's report at a round's end, before it is split over its districts."""

    agreement: str
    duty: str
    what: str
    day: date  # when it is due
    printed: date  # when it was due by the document: it names the obligation, whatever an administrator moves
    start: date  # the period that a report must lie in
    end: date
    role: str
    districts: tuple[str | None, ...]
    indicator: str | None = None
    short: str = ""  # the indicator's short name
    topic: str = ""
    input: str | None = None
    who: str = ""  # the responsible body, as printed
    group: str = ""  # the provincial group of the indicator
    sends: bool = True
    report: bool = False  # an indicator's report at a round's end
    by_fact: bool = False
    by_evidence: bool = False
    by_word: bool = False  # "ทำแล้ว" satisfies it
    counted: bool = False  # and stands for an entry of its period: a meeting of March
    why: str = ""  # why it was moved or added

    def key(self, district: str | None) -> str:
        """Names the obligation for ever."""
        return f"{self.agreement}:{self.duty}:{self.indicator or ''}:{self.printed.isoformat()}:{district or ''}"

    def claim(self, district: str | None) -> str:
        """Names its reminders: a deadline that is moved is reminded of anew."""
        key = self.key(district)
        return key if self.day == self.printed else f"{key}@{self.day.isoformat()}"


@dataclass(frozen=True)
class Results:
    """What has been done so far, as far as deadlines ask for it."""

    days: Mapping[Place, Sequence[tuple[str, date]]] = field(default_factory=dict)  # input and as-of day that stand now
    evidence: Mapping[Place, Sequence[date]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()  # keys of obligations that somebody called done
    signed: frozenset[tuple[str, str]] = frozenset()  # agreement and district whose round is certified
    # whether something was reported for a period that a newer value has since covered
    earlier: Callable[[Place, str | None, date, date], bool] = lambda place, input, start, end: False


def satisfied(deadline: Deadline, district: str | None, results: Results) -> bool:
    if results.done and deadline.key(district) in results.done:
        return True
    if deadline.report and (deadline.agreement, district or "") in results.signed:
        return True
    if deadline.indicator is None:
        return False
    place = (deadline.agreement, district or "", deadline.indicator)
    if deadline.by_fact:
        newer = False
        for input, day in results.days.get(place, ()):
            if deadline.input is None or input == deadline.input:
                if deadline.start <= day <= deadline.end:
                    return True
                newer = newer or day > deadline.end
        if newer and results.earlier(place, deadline.input, deadline.start, deadline.end):
            return True
    if deadline.by_evidence:
        return any(deadline.start <= day <= deadline.end for day in results.evidence.get(place, ()))
    return False


def calendar(agreement: Agreement, answers: Mapping[str, str], changes: Iterable[Changed] = ()) -> tuple[Deadline, ...]:
    """Every deadline of an agreement, in order of day."""
    last = agreement.end + LOOK_AFTER
    changes = [c for c in changes if c.agreement == agreement.id]
    dues = due(agreement, agreement.start, last, entered(agreement, answers, changes))
    found = [deadline for one in _from_the_last(dues, agreement) for deadline in _split(one, agreement, answers)]
    if not any(d.duty.id in ROUND_ENDS for d in dues):
        found += _reports(agreement, answers, "round-end", ROUND_END, agreement.end, agreement.start, NEVER)
    found = _moved(found, changes) + [_added(c, agreement) for c in changes if not c.duty]
    return tuple(sorted(found, key=lambda d: (d.day, d.duty, d.indicator or "")))


def entered(agreement: Agreement, answers: Mapping[str, str], changes: Iterable[Changed]) -> dict[str, list[date]]:
    """The days that no document prints and the administrator gave: of a notice, a meeting, an open duty."""
    found: dict[str, list[date]] = {}
    for duty in agreement.duties:
        answer = answers.get(duty.question or "")
        if duty.when == "after_notice" and answer is not None:
            try:
                found[duty.id] = [date.fromisoformat(answer)]
            except ValueError:
                continue  # an answer in words, not a day
    for c in changes:
        if c.duty and c.printed is None:
            found.setdefault(c.duty, []).append(c.day)
    return found


def _from_the_last(dues: Sequence[Due], agreement: Agreement) -> list[Due]:
    """A figure that is asked for on several days: each day's period begins after the day before it."""
    found, last = [], dict[tuple[str | None, str | None, bool], date]()
    for one in sorted(dues, key=lambda d: d.day):
        if one.duty.when in ONCE:
            about = (one.duty.indicator, one.duty.input, one.duty.id in ROUND_ENDS)
            if (one.duty.input or about[2]) and about in last and last[about] < one.day:
                one = replace(one, start=last[about] + timedelta(days=1))
            last[about] = one.day
        found.append(one)
    return found


def _split(one: Due, agreement: Agreement, answers: Mapping[str, str]) -> list[Deadline]:
    duty = one.duty
    if duty.id in ROUND_ENDS:
        return _reports(agreement, answers, duty.id, duty.what, one.day, one.start, NEVER)
    indicator = agreement.indicators.get(duty.indicator or "")
    name, input = _input(duty.input, indicator)
    here: tuple[str | None, ...] = (None,)
    if duty.role in ("officer", "head"):
        here = _having(agreement, indicator, answers) if indicator is not None else agreement.districts
    return [
        Deadline(
            agreement=agreement.id,
            duty=duty.id,
            what=duty.what,
            day=one.day,
            printed=one.day,
            start=one.start,
            end=NEVER if duty.when in ONCE else one.end,
            role=duty.role,
            districts=here,
            indicator=indicator.id if indicator else None,
            short=indicator.short if indicator else "",
            topic=indicator.topic if indicator else "",
            input=name,
            who=duty.who,
            group=indicator.group if indicator else "",
            sends=duty.sends and bool(duty.role),
            by_fact=input is not None,
            by_evidence=indicator is not None and (input is None or input.derive in ("flag", "date", "dates")),
            by_word=input is None or bool(input.every),
            counted=input is not None and bool(input.every),
        )
    ]


def _input(name: str | None, indicator: Indicator | None) -> tuple[str | None, Input | None]:
    """The input that a duty asks for; where an indicator has only one, that one."""
    if indicator is None:
        return None, None
    if name is None and len(indicator.inputs) == 1:
        name = next(iter(indicator.inputs))
    return name, indicator.inputs.get(name or "")


def _reports(
    agreement: Agreement, answers: Mapping[str, str], duty: str, what: str, day: date, start: date, end: date
) -> list[Deadline]:
    """A round's end asks for a report of every indicator that has criteria."""
    found = []
    for indicator in agreement.indicators.values():
        if not indicator.levels:
            continue
        rows: list[tuple[str, tuple[str | None, ...]]] = []
        if indicator.scored in ("district", "both"):
            rows.append(("officer", _having(agreement, indicator, answers)))
        if indicator.scored in ("province", "both"):
            rows.append(("owner", (None,)))
        for role, places in rows:
            found.append(
                Deadline(
                    agreement=agreement.id,
                    duty=duty,
                    what=what,
                    day=day,
                    printed=day,
                    start=start,
                    end=end,
                    role=role,
                    districts=places,
                    indicator=indicator.id,
                    short=indicator.short,
                    topic=indicator.topic,
                    group=indicator.group,
                    report=True,
                    by_fact=True,
                )
            )
    return found


def _having(agreement: Agreement, indicator: Indicator, answers: Mapping[str, str]) -> tuple[str | None, ...]:
    """The districts that have the indicator for certain, and something to report for it."""
    empty: set[str | None] = set()
    if indicator.empty_level is not None:
        wholes = [cells for name, cells in indicator.tables.items() if name.endswith(".den")]
        empty = {district for cells in wholes for district, cell in cells.items() if not cell.amount}
    return tuple(d for d in agreement.districts if d not in empty and agreement.has(indicator, d, answers))


def _moved(found: list[Deadline], changes: Sequence[Changed]) -> list[Deadline]:
    """With what an administrator moved; of several moves of one deadline the last stands."""
    moved = {(c.duty, c.printed): c for c in changes if c.printed is not None}
    return [replace(d, day=m.day, why=m.why) if (m := moved.get((d.duty, d.printed))) is not None else d for d in found]


def _added(change: Changed, agreement: Agreement) -> Deadline:
    here: tuple[str | None, ...] = (None,)
    if change.role in ("officer", "head"):
        here = (*(change.districts or agreement.districts),)
    return Deadline(
        agreement=agreement.id,
        duty=f"extra-{change.id}",
        what=change.what,
        day=change.day,
        printed=change.day,
        start=agreement.start,
        end=NEVER,
        role=change.role,
        districts=here,
        by_word=True,
        why=change.why,
    )
