"""Of any earlier day a district has what stood then, whatever was corrected or taken back since: random histories."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from scoring.results.facts import Fact
from scoring.results.results import results
from tests.handlers.office import Office

A, D, START, TODAY = "nongkhai-2565-1", "ท่าบ่อ", date(2021, 10, 5), date(2022, 3, 15)
BUDGET, OTOP = ("team/1", "budget_percent"), ("individual/8", "otop_percent")


class Told:
    """One report as somebody would write it in a notebook, and whether it still holds."""

    def __init__(self, id: str, slot: str, value: str, day: date) -> None:
        self.id, self.slot, self.value, self.day, self.holds = id, slot, value, day, True


def history(office: Office, random: Random) -> tuple[list[Told], list[Told]]:
    """Percentages of the budget, and months and running totals of sales; some corrected, some taken back."""
    budget: list[Told] = []
    sales: list[Told] = []
    for _ in range(random.randint(4, 14)):
        notebook, (indicator, input) = random.choice(((budget, BUDGET), (sales, OTOP)))
        day = START + timedelta(days=random.randint(0, (TODAY - START).days))
        slot, kind = "", "value"
        if notebook is sales:
            kind = random.choice(("month", "month", "total"))
            slot = "total" if kind == "total" else f"{day:%Y-%m}"
        holding = [t for t in notebook if t.holds]
        deed = random.choice(("report", "report", "correct", "take back")) if holding else "report"
        old = random.choice(holding) if deed != "report" else None
        if old is not None:
            old.holds = False
            day, slot, kind = old.day, old.slot, "total" if old.slot == "total" else "month" if old.slot else "value"
        most = 10**6 if notebook is sales else 99
        value = None if deed == "take back" else str(random.randint(1, most))
        id = _record(office, indicator, input, value, day, slot, kind, old)
        if value is not None:
            notebook.append(Told(id, slot, value, day))
    return budget, sales


def _record(
    office: Office, indicator: str, input: str, value: str | None, day: date, slot: str, kind: str, old: Told | None
) -> str:
    office.recorded += 1
    fact = Fact(
        id=f"f{office.recorded}", kind=kind, agreement=A, district=D, indicator=indicator, input=input, value=value,
        as_of=day, happened=office.recorded, slot=slot, event_id=f"e{office.recorded}",
        replaces=old.id if old else None,
    )  # fmt: skip
    with office.store.db.transaction():
        office.store.ledger.record(fact=fact, now=office.recorded)
    return fact.id


def newest(told: list[Told], day: date) -> Told | None:
    """The last one of the latest day, of those that hold."""
    found = None
    for one in told:
        if one.holds and one.day <= day and (found is None or one.day >= found.day):
            found = one
    return found


def sold(told: list[Told], day: date) -> Fraction | None:
    """The running total that is newest, and every later month by what was told of it last."""
    total = newest([t for t in told if t.slot == "total"], day)
    months = sorted({t.slot for t in told if t.slot != "total"})
    parts = [total] if total is not None else []
    after = f"{total.day:%Y-%m}" if total is not None else ""
    parts += [m for slot in months if slot > after if (m := newest([t for t in told if t.slot == slot], day))]
    return sum((Fraction(p.value) for p in parts), Fraction(0)) if parts else None


def compared(folder: Path, seed: int) -> None:
    office = Office(folder, TODAY.isoformat(), A)
    agreement = office.book.get(A)
    assert agreement is not None
    random = Random(seed)
    budget, sales = history(office, random)
    days = [START + timedelta(days=random.randint(0, (TODAY - START).days)) for _ in range(6)]
    for day, past in [*((d, True) for d in days), (TODAY, True), (TODAY, False)]:
        found = results(office.store, agreement, D, day, {}, past=past).inputs
        spent, expected = found.get(BUDGET[0], {}).get(BUDGET[1]), newest(budget, day)
        assert spent == (expected.value if expected else None), (seed, day, past)
        amount = found.get(OTOP[0], {}).get(OTOP[1])
        told = amount["now"] if isinstance(amount, dict) else amount
        assert (None if told is None else Fraction(str(told))) == sold(sales, day), (seed, day, past)
    office.store.close()


@pytest.mark.parametrize("seed", range(12))
def test_what_stood_on_any_day_is_what_the_notebook_says(seed: int, tmp_path: Path) -> None:
    compared(tmp_path, seed)


@pytest.mark.fault
@pytest.mark.parametrize("seed", range(1000, 1300))
def test_what_stood_on_any_day_is_what_many_notebooks_say(seed: int, tmp_path: Path) -> None:
    compared(tmp_path, seed)
