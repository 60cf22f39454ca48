"""A digest: one person's due things of a day, as the messages that carry them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from handlers.deadlines.reminders import Item
from handlers.desk.nouns import Person, Question
from handlers.desk.unsaved import said_on
from scoring.agreement import Agreement
from scoring.deadlines.obligations import Deadline
from templates.cards.reminders import Line, fill, reminder_card
from templates.messages import LABEL, tap
from templates.words.deadlines import reminders as words
from templates.words.people import people
from templates.words.people.leaves import in_stead

Json = dict[str, Any]
LevelOf = Callable[[str, str | None, str], int | None]  # agreement, district, indicator -> the level as it stands
Agreements = Mapping[str, Agreement]
MOST_TAPS = 3


def no_level(agreement: str, district: str | None, indicator: str) -> int | None:
    return None


def digest_messages(
    person: Person,
    items: Sequence[Item],
    day: date,
    agreements: Agreements,
    level_of: LevelOf = no_level,
    lost: Iterable[Question] = (),
) -> tuple[Json, ...]:
    own, upward = [i for i in items if not i.upward], [i for i in items if i.upward]
    unsaved = [words.asked_on(str(q.payload.get("words", "")), said_on(q)) for q in lost]
    foot = [words.NOT_SAVED + "\n" + "\n".join(unsaved[:3])] if unsaved else []
    if person.stands_for:
        foot.append(in_stead(name for _, name in person.stands_for))
    messages = []
    if own:
        lines = _lines(own, person, day, agreements, level_of)
        alt = words.summary(len(lines), lines[0].what, lines[0].when)
        place = people.place(person.province, person.role, person.districts, person.group)
        messages.append(reminder_card(words.TITLE, place, alt, lines, foot))
    if upward:
        lines = _upward(upward, day)
        alt = words.upward_summary(len(lines), lines[0].what)
        card = reminder_card(
            words.UPWARD_TITLE,
            people.place(person.province, person.role, (), ""),
            alt,
            lines,
            [words.TOLD_OFFICERS],
            late=True,
        )
        messages.append(card)
    if messages:
        messages[-1]["quickReply"] = {"items": _taps(own, agreements, day)}
    return tuple(messages)


def _grouped(items: Sequence[Item]) -> list[list[Item]]:
    """A round's end is one thing, however many indicators it asks for."""
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for item in sorted(items, key=lambda i: (i.deadline.day, i.deadline.duty, i.district or "")):
        d = item.deadline
        about = d.duty if d.report else f"{d.duty} {d.indicator}"
        groups.setdefault((d.agreement, about, d.printed, item.district), []).append(item)
    return list(groups.values())


def _lines(items: Sequence[Item], person: Person, day: date, agreements: Agreements, level_of: LevelOf) -> list[Line]:
    found = []
    several = len(person.districts) > 1
    for group in _grouped(items):
        item = group[0]
        d = item.deadline
        place = words.district(item.district) if several or (item.district is None and d.report) else ""
        state = words.missing([i.deadline.short for i in group]) if d.report else _state(item, level_of)
        found.append(
            Line(
                what=d.what or words.TITLE,
                place=place,
                when=words.by_when(d.day, day),
                late=d.day < day,
                state=state,
                example=example(d, item.district, agreements, day, named=several),
                note=words.ESCALATED if any(i.escalated for i in group) else "",
            )
        )
    return found


def _state(item: Item, level_of: LevelOf) -> str:
    d = item.deadline
    if not d.by_fact:
        return ""
    level = level_of(d.agreement, item.district, d.indicator) if d.indicator else None
    parts = [words.not_yet(month_of(d)), words.standing(level)]
    return " · ".join(part for part in parts if part)


def month_of(deadline: Deadline) -> date | None:
    """The month that a monthly deadline asks for."""
    one = (deadline.start.year, deadline.start.month) == (deadline.end.year, deadline.end.month)
    return deadline.end if one else None


def example(deadline: Deadline, district: str | None, agreements: Agreements, day: date, *, named: bool = False) -> str:
    """Words to copy; `named`: beginning with the district, for who has several."""
    agreement = agreements.get(deadline.agreement)
    if agreement is None or deadline.indicator is None or not deadline.by_fact:
        return ""
    indicator = agreement.indicators[deadline.indicator]
    when = month_of(deadline) or min(deadline.day, day)
    text = words.example(indicator, indicator.inputs.get(deadline.input or ""), district, when)
    return f"{district}: {text}" if named and district and text else text


def _upward(items: Sequence[Item], day: date) -> list[Line]:
    """For the supervisor: what is late, and where; never a list of persons."""
    groups: dict[tuple[str, str, date], list[Item]] = {}
    for item in items:
        groups.setdefault((item.deadline.agreement, item.deadline.duty, item.deadline.printed), []).append(item)
    found = []
    for group in groups.values():
        d = group[0].deadline
        places: dict[str, int] = {}
        for item in group:
            name = words.district(item.district)
            places[name] = places.get(name, 0) + 1
        names = [f"{name} ({n})" if d.report else name for name, n in places.items()]
        everywhere = len(places) > 1 and len(places) == len({x for item in group for x in item.deadline.districts})
        found.append(Line(d.what, "", words.by_when(d.day, day), True, words.late_districts(names, everywhere)))
    return found


def _taps(own: Sequence[Item], agreements: Agreements, day: date) -> list[Json]:
    """One tap answers: done, or the keyboard with the beginning of the report."""
    found: list[Json] = []
    for group in _grouped(own)[: MOST_TAPS - 1]:
        item = group[0]
        d = item.deadline
        if d.by_word:
            found.append(
                tap(f"{words.DONE}: {d.what}", f"{words.DONE} {d.what}"[:300], data=f"done:{d.key(item.district)}")
            )
        elif text := example(d, item.district, agreements, day):
            label = d.short or words.FILL
            found.append(fill(label if len(label) <= LABEL else label[: LABEL - 1] + "…", words.start_of_example(text)))
    return [*found, tap(words.ASK_LIST)]
