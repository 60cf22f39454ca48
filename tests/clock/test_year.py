"""A year in a minute: the whole round of each of the five provinces, with everything that can go wrong.

What must be sent is worked out here from the typed deadlines by the plainest loops; the engine must come to the same.
"""

import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.simulator.api.faults import Fault
from scoring.deadlines.obligations import calendar
from scoring.document.loading import shipped
from tests.clock.documents import BURIRAM, CHONBURI, ROUNDS, Asked, Round
from tests.clock.office import Office, days, line_user

DAY = timedelta(days=1)
STEPS = (-7, -3, -1, 0, 1, 3)
GROUP = "กลุ่มงานประสานและสนับสนุนการบริหารงานพัฒนาชุมชน"  # named in Sa Kaeo's items 2.3 and 2.4 (lines 59, 60)
Work = tuple[Asked, str | None, str, str]  # what, district, indicator ("": none), input ("": by word)


def works(day: date, holidays: tuple[date, ...]) -> bool:
    return day.weekday() < 5 and day not in holidays


def sending(due: date, step: int, holidays: tuple[date, ...]) -> date:
    day = due + step * DAY
    while not works(day, holidays):
        day += DAY if step > 0 else -DAY
    return day


def works_of(r: Round) -> Iterator[Work]:
    """Every single thing that the documents ask of a district or the province."""
    districts = shipped()[r.agreement].districts
    has = dict(r.not_in)
    if r is BURIRAM:
        has["function/3"] = tuple(d for d in districts if d != "ลำปลายมาศ")
    if r is CHONBURI:
        has |= {
            "individual/2A": ("เมืองชลบุรี",),
            "individual/2B": tuple(d for d in districts if d != "เมืองชลบุรี"),
            "individual/3A": ("เมืองชลบุรี", "พนัสนิคม", "บางละมุง", "สัตหีบ"),
            "individual/3B": ("บ้านบึง", "หนองใหญ่", "บ่อทอง", "เกาะจันทร์", "เกาะสีชัง"),
        }
    for asked in r.asked:
        places: tuple[str | None, ...] = districts if asked.role in ("officer", "head") else (None,)
        for place in places:
            if asked.way == "*":
                for indicator in r.indicators:
                    if place is None or place in has.get(indicator, districts):
                        yield asked, place, indicator, "*"
            elif asked.way == "word":
                yield asked, place, "", ""
            else:
                indicator, input = asked.way.split()
                if place is None or place in has.get(indicator, districts):
                    yield asked, place, indicator, input


Fact = tuple[str | None, str, str, date, date]  # district, indicator, input, as-of day, day of the report


def script(r: Round, chance: random.Random, down: date) -> tuple[list[Fact], dict[Work, date]]:
    """When each thing is reported or called done, if ever: on working days at ten, some of them late."""
    facts: list[Fact] = []
    closed: dict[Work, date] = {}
    for work in works_of(r):
        asked, place, indicator, input = work
        if chance.random() < 0.35:
            continue
        when = asked.day + timedelta(days=chance.randint(-12, 6))
        while not works(when, r.holidays) or when == down:
            when += DAY
        if not r.first <= when <= r.last:
            continue
        if not input:
            closed[work] = when
            continue
        name = r.indicators[indicator] if input == "*" else input
        facts.append((place, indicator, name, min(when, asked.until or when), when))
    return facts, closed


def closed_on(work: Work, facts: list[Fact], closed: dict[Work, date]) -> date | None:
    """The day on which a thing is done, by whichever report does it."""
    asked, place, indicator, input = work
    if not input:
        return closed.get(work)
    fitting = [
        when
        for p, i, name, as_of, when in facts
        if (p, i) == (place, indicator) and input in ("*", name) and asked.since <= as_of <= (asked.until or date.max)
    ]
    return min(fitting, default=None)


Expected = dict[tuple[str, date], set[tuple[str, str, date, str | None, str, int]]]


def expected(r: Round, facts: list[Fact], closed: dict[Work, date], down: date, gone: dict[str, date]) -> Expected:
    """Person and day -> the reminders in that day's digest."""
    found: Expected = defaultdict(set)
    by_place: dict[tuple[str | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_place[fact[0], fact[1]].append(fact)
    for work in works_of(r):
        asked, place, indicator, _ = work
        done = closed_on(work, by_place[place, indicator], closed)
        for step in STEPS:
            day = sending(asked.day, step, r.holidays)
            if day < r.first or day > r.last:
                continue
            if day == down:
                day = next(d for d in days(down + DAY, r.last) if works(d, r.holidays))
            if done is not None and done < day:
                continue
            for name in whom(r, asked, place, step):
                if name not in gone or day <= gone[name]:
                    found[name, day].add(
                        (asked.duty, indicator, asked.day, place, "^" if name == "sup" and place else "", step)
                    )
    return found


def whom(r: Round, asked: Asked, place: str | None, step: int) -> list[str]:
    if place is None:
        return ["owner"] if asked.duty in ("2.3", "2.4") else ["sup"]
    named = [f"{place} head"] if asked.role == "head" else [f"{place} head", f"{place} 1", f"{place} 2"]
    return [*named, "sup"] if step == 3 else named


@pytest.mark.parametrize(
    "r", [pytest.param(r, marks=[pytest.mark.fault] if r is BURIRAM else []) for r in ROUNDS],  # half a minute alone
    ids=lambda r: r.agreement,
)  # fmt: skip
def test_every_reminder_of_a_round_goes_once_and_none_to_whom_has_reported(
    r: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, r.agreement, patch=monkeypatch)
    agreement = shipped()[r.agreement]
    chance = random.Random(r.agreement)
    workdays = [d for d in days(r.first, r.last) if works(d, r.holidays)]
    down = sending(r.asked[-1].day, -1, r.holidays)  # the clock is off on a day on which something is due
    back = chance.choice([d for d in workdays[5:] if abs((d - down).days) > 6])  # then it is set back two days
    names = {}
    for district in agreement.districts:
        for name, role in ((f"{district} head", "head"), (f"{district} 1", "officer"), (f"{district} 2", "officer")):
            names[name] = office.person(name, r.province, role, district)
    names["sup"] = office.person("sup", r.province, "supervisor")
    names["owner"] = office.person("owner", r.province, "owner", group=GROUP)
    office.person("admin", r.province, "admin")
    blocks = {f"{agreement.districts[0]} 1": workdays[len(workdays) // 2]}  # the bot is told of this one
    silent = f"{agreement.districts[1]} 2"  # LINE says 200 and nothing arrives

    facts, closed = script(r, chance, down)
    keys = {
        (d.duty, d.printed, place): d.key(place) for d in calendar(agreement, {}) for place in d.districts if d.by_word
    }
    facts_on: dict[date, list[Fact]] = defaultdict(list)
    for fact in facts:
        facts_on[fact[4]].append(fact)
    closed_on_day: dict[date, list[Work]] = defaultdict(list)
    for work, when in closed.items():
        closed_on_day[when].append(work)
    for fault in (
        Fault("push", "500", times=None, probability=0.06),
        Fault("push", "500", times=None, probability=0.04, effect=True),
        Fault("push", "429-rate", times=None, probability=0.04),
    ):
        office.faults.add(fault)

    planned = 0
    for n, day in enumerate(days(r.first, r.last)):
        if day == down:
            continue
        office.today.set(day, 8, 0)
        planned += len(office.clock.planner.plan(r.province, day, 1))
        for hour, minute in ((8, 30), (11, 0), (17, 0)):
            office.today.set(day, hour, minute)
            office.restart()  # at every tick
            clocks = [office.clock, office.new_clock()]  # two of them
            if n % 5 == 0:
                threads = [threading.Thread(target=clock.tick) for clock in clocks]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            else:
                for clock in clocks:
                    clock.tick()
            office.deliver()
            if hour == 8:
                office.today.set(day, 10, 0)
                for place, indicator, input, as_of, _ in facts_on[day]:
                    for _ in range(2):  # twice the same report has no second effect
                        office.reports(
                            r.agreement, place, indicator, input, as_of, id=f"{place}{indicator}{input}{as_of}"
                        )
                for asked, place, _, _ in closed_on_day[day]:
                    who = f"{place} head" if place else "sup"
                    office.says(who, data=f"done:{keys[asked.duty, asked.day, place]}", id=f"e{asked}{place}")
                    office.says(who, data=f"done:{keys[asked.duty, asked.day, place]}", id=f"e{asked}{place}")
                for name, when in blocks.items():
                    if when == day:
                        office.world.change_person(line_user(name), blocked=True)
                        office.says(name, data="unfollow")
        if day == workdays[len(workdays) // 3]:
            office.world.change_person(line_user(silent), blocked=True)
        if day == back:
            before = len(office.sending.sent)
            office.today.set(day - 2 * DAY, 9, 0)
            office.tick()
            assert len(office.sending.sent) == before, "a clock that is set back sends nothing again"

    assert office.faults.played, "the faults were really played"
    truth = expected(r, facts, closed, down, blocks)
    pushed: dict[tuple[str, date], int] = defaultdict(int)
    by_user = {line_user(name): name for name in names}
    for sent in office.pushes():
        for user in sent.to:
            pushed[by_user[user], office.day_of(sent)] += 1
    assert dict(pushed) == dict.fromkeys(truth, 1)

    by_id = {id: name for name, id in names.items()}
    told: Expected = defaultdict(set)
    deadlines = {d.key(place): (d, place) for d in calendar(agreement, {}) for place in d.districts}
    for row in office.store.db.query("SELECT * FROM reminders WHERE state IN ('sent', 'rode')"):
        d, place = deadlines[row["obligation"]]
        indicator = (d.indicator or "") if d.by_fact else ""
        upward = "^" if row["step"].endswith("^") else ""
        step = int(row["step"].rstrip("^"))
        told[by_id[row["person"]], date.fromisoformat(row["day"])].add(
            (d.duty, indicator, d.printed, place, upward, step)
        )
    assert {
        k: (told.get(k, set()) - truth[k], truth[k] - told.get(k, set())) for k in truth if told.get(k) != truth[k]
    } == {}
    assert dict(told) == dict(truth)

    assert planned == len(office.pushes()), "what the plan said it would cost is what LINE's API counted"
    assert len({s.retry_key for s in office.pushes()}) == len(office.pushes())
    print(f"\n{r.agreement}: {len(names)} people, {len(told)} digests, {len(office.pushes())} pushes, faults played:")
    print(office.faults.played)
