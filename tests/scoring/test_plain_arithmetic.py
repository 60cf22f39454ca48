"""Gaps, supposing, pace, totals and the province's sums on random facts, beside school arithmetic written apart."""

import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

import pytest

from scoring.document.loading import shipped
from scoring.levels.gaps import gap
from scoring.levels.rollup import province
from scoring.levels.score import score
from scoring.levels.totals import scorecard
from scoring.results.facts import Fact
from scoring.results.pace import forecast
from scoring.results.results import Results, made_of
from scoring.results.round_form import form
from templates.words import scores

NONGKHAI, BURIRAM = shipped()["nongkhai-2565-1"], shipped()["buriram-2561"]
POOR = (25, 40, 55, 70, 85)  # line 97: at least
PLAN = (75, 80, 85, 90, 95)  # lines 76-80: more than
OTOP = (16, 17, 18, 19, 20)  # lines 253-257: at least so much more than the base
TIMES = 1000


def test_households_that_are_missing_are_counted_one_by_one() -> None:
    random = Random(1)
    for _ in range(TIMES):
        whole = random.randint(1, 400)
        done = random.randint(0, whole)
        result = score(NONGKHAI, "individual/1", "ท่าบ่อ", {"poor_percent": {"num": done}},
                       office={"poor_percent.den": Decimal(whole)})  # fmt: skip
        level = sum(1 for p in POOR if 100 * done >= p * whole)
        assert result.level == level
        if level == 5:
            assert gap(result) is None
            continue
        more = 0
        while 100 * (done + more) < POOR[level] * whole:
            more += 1
        found = gap(result)
        assert found is not None
        reached = sum(1 for p in POOR if 100 * (done + more) >= p * whole)
        assert scores.gap(found) == f"อีก {more} ครัวเรือน ถึงระดับ {reached}"


def test_plans_must_be_more_than_the_printed_share() -> None:
    random = Random(2)
    for _ in range(TIMES):
        whole = random.randint(1, 120)
        done = random.randint(0, whole)
        result = score(NONGKHAI, "team/2", "ท่าบ่อ", {"plan_percent": {"num": done, "den": whole}})
        level = sum(1 for p in PLAN if 100 * done > p * whole)
        assert result.level == level
        found = gap(result)
        if found is not None:
            more = 0
            while 100 * (done + more) <= PLAN[level] * whole:
                more += 1
            assert [n.amount for n in found.needs] == [more]
            assert found.reaches == sum(1 for p in PLAN if 100 * (done + more) > p * whole)


def reports(random: Random, district: str) -> list[Fact]:
    """Months and running totals of sales of one year, in the order in which they came in."""
    facts = []
    day = date(2017, 10, 5)
    for n in range(random.randint(1, 12)):
        day += timedelta(days=random.randint(1, 25))
        satang = random.randint(0, 10**9)
        total = random.random() < 0.3
        facts.append(
            Fact(f"f{n}", "total" if total else "month", BURIRAM.id, district, "function/2", "otop_growth_percent",
                 f"{Decimal(satang) / 100}", day, n + 1, "total" if total else f"{day:%Y-%m}")
        )  # fmt: skip
    return facts


def summed(facts: list[Fact]) -> Fraction:
    """The newest running total and every later month, each month as it was told last."""
    months: dict[str, Fraction] = {}
    total, told = Fraction(0), ""
    for fact in facts:
        if fact.slot == "total":
            total, told = Fraction(fact.value), f"{fact.as_of:%Y-%m}"
        else:
            months[fact.slot] = Fraction(fact.value)
    return total + sum((amount for month, amount in months.items() if month > told), Fraction(0))


def held(facts: list[Fact], district: str) -> Results:
    return made_of(BURIRAM, district, date(2018, 9, 30), facts, (), {})


def levels(now: Fraction, base: Fraction) -> int:
    return sum(1 for p in OTOP if 100 * now >= (100 + p) * base)


def test_what_is_supposed_is_what_the_report_would_bring() -> None:
    random = Random(3)
    bases = {
        d: Fraction(c.amount) for d, c in BURIRAM.indicators["function/2"].tables["otop_growth_percent.base"].items()
    }
    for _ in range(TIMES):
        district = random.choice(BURIRAM.districts)
        facts = reports(random, district)
        before, last = facts[:-1], facts[-1]
        now = summed(facts)
        for result in (held(before, district).with_facts([last]), held(facts, district)):
            found = result.result("function/2")
            assert Fraction(result.inputs["function/2"]["otop_growth_percent"]["now"]) == now
            assert found.level == levels(now, bases[district])


def test_the_pace_is_a_straight_line_to_the_rounds_end() -> None:
    random = Random(4)
    bases = {
        d: Fraction(c.amount) for d, c in BURIRAM.indicators["function/2"].tables["otop_growth_percent.base"].items()
    }
    days = (BURIRAM.end - BURIRAM.start).days + 1
    for _ in range(TIMES):
        district = random.choice(BURIRAM.districts)
        facts = reports(random, district)
        passed = (max(f.as_of for f in held(facts, district).standing) - BURIRAM.start).days + 1
        found = forecast(held(facts, district), BURIRAM.indicators["function/2"])
        if passed * 10 < days or passed >= days:
            assert found is None
            continue
        assert found is not None
        end = Fraction(floor(summed(facts) * days / passed * 100), 100)  # no satang is rounded up
        assert (found.now, found.end, found.level) == (summed(facts), end, levels(end, bases[district]))


def test_a_pages_totals_are_levels_times_weights() -> None:
    random = Random(5)
    for _ in range(TIMES // 5):
        told = {
            "individual/1": {"poor_percent": str(random.randint(0, 100))},
            "individual/8": {"otop_percent": str(random.randint(0, 40))},
            "individual/6": {"online_growth_percent": str(random.randint(0, 40))},
            "team/1": {"budget_percent": str(random.randint(0, 100))},
        }
        card = scorecard(NONGKHAI, "ท่าบ่อ", {k: v for k, v in told.items() if random.random() < 0.8})
        for section in form(card).sections:
            points: dict[str, int] = defaultdict(int)
            for line in section.lines:
                points[line.indicator.id] = (line.row.result.level or 0) * int(line.indicator.weight or 0)
            assert section.total.on_five == Fraction(sum(points.values()), 100)  # the weights of a section are 100
            shown = sum((line.weighted or Fraction(0) for line in section.lines), Fraction(0))
            assert shown == section.total.on_five
            said = Decimal(re.sub(",", "", scores.number(section.total.on_five)))
            assert abs(Fraction(said) - section.total.on_five) <= Fraction(1, 200)


def test_the_province_is_its_districts_added() -> None:
    random = Random(6)
    for _ in range(TIMES // 5):
        told: dict[str, tuple[int, int]] = {}
        for district in NONGKHAI.districts:
            whole = random.randint(0, 60)
            told[district] = (random.randint(0, whole), whole)
        silent = random.sample(NONGKHAI.districts, random.choice((0, 0, 1, 3)))
        reported = {d: {"poor_percent": {"num": n, "den": w}} for d, (n, w) in told.items() if d not in silent}
        row = province(NONGKHAI, "individual/1", reported)
        done, whole = (sum(told[d][part] for d in reported) for part in (0, 1))
        if silent or not whole:
            assert row.level is None
        else:
            assert row.level == sum(1 for p in POOR if 100 * done >= p * whole)
        if whole:
            assert row.so_far is not None
            assert row.so_far.figures["poor_percent"] is not None
            assert Fraction(*row.so_far.figures["poor_percent"]) == Fraction(100 * done, whole)  # type: ignore[misc]


@pytest.mark.parametrize("silent", [0, 1])
def test_growth_of_the_province_is_of_the_added_bases(silent: int) -> None:
    random = Random(7)
    column = BURIRAM.indicators["function/2"].tables["otop_growth_percent.base"]
    for _ in range(50):
        told = {d: Fraction(column[d].amount) * random.randint(100, 130) / 100 for d in BURIRAM.districts[silent:]}
        exact = {d: {"otop_growth_percent": {"now": Decimal(floor(n))}} for d, n in told.items()}
        row = province(BURIRAM, "function/2", exact)
        now, base = sum(floor(n) for n in told.values()), sum(Fraction(column[d].amount) for d in told)
        assert row.so_far is not None
        assert row.so_far.level == levels(Fraction(now), Fraction(base))
        assert row.level == (None if silent else row.so_far.level)
