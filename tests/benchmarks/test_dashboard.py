"""The province page and คะแนนจังหวัด: 25 districts and 11 indicators over a million reports, under 100 ms."""

import statistics
import time
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.province.questions import answer
from scoring.document.loading import AGREEMENTS, load
from scoring.document.writing import write
from tests.dashboard.conftest import Office

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
ID, DISTRICTS, LIMIT = "nongkhai-2565-1", 25, 0.100
VALUES = {"ratio": '{"den":"9","num":"7"}', "growth": '{"base":"100","now":"112"}',
          "reduction": '{"base":"100","now":"93"}', "flag": "true", "value": '"3"', "date": '"2022-03-01"',
          "dates": '["2022-03-01"]'}  # fmt: skip


def province(folder: Path, reports: int) -> Office:
    """Nong Khai's agreement, stretched to 25 districts, with every input of every indicator reported over and over."""
    office = Office(folder, TODAY="2022-03-20")
    raw = tomllib.loads((AGREEMENTS / f"{ID}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    raw["districts"] += [f"อำเภอที่ {n}" for n in range(DISTRICTS - len(raw["districts"]))]
    agreement = load(write(raw), ID)
    assert (len(agreement.districts), len(agreement.indicators)) == (25, 11)
    places = [
        (d, i.id, u.name, "total" if u.counts == "months" else "count" if u.counts == "events" else "",
         '"3"' if u.counts in ("months", "events") else VALUES[u.derive])
        for d in agreement.districts for i in agreement.indicators.values() for u in i.inputs.values()
        if u.counts != "office_value"
    ]  # fmt: skip
    with office.store.db.transaction():
        office.store.rounds.keep_agreement(id=ID, toml=write(raw), by="bench", training=False, at=1)
        office.store.rounds.activate(agreement=ID, province="หนองคาย", at=1)
        office.store.db.many(
            """INSERT INTO facts (id, kind, agreement, district, indicator, input, slot, value, as_of, happened,
                                  recorded, person, event_id, note)
               VALUES (?, 'value', ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, '')""",
            [
                (f"f{n}", ID, *places[n % len(places)], f"2022-{n % 3 + 1:02d}-{n % 28 + 1:02d}", n, n, f"e{n}")
                for n in range(reports)
            ],
        )
        office.store.db.many(
            """INSERT INTO current_values (agreement, district, indicator, input, slot, kind, value, as_of, happened,
                                           fact, person) VALUES (?, ?, ?, ?, ?, 'value', ?, '2022-03-01', 1, ?, 1)""",
            [(ID, *place, f"f{n}") for n, place in enumerate(places)],
        )
    office.enroll("ผู้กำกับ", "supervisor", province="หนองคาย")
    return office


def median(what: Callable[[], object], times: int = 30) -> float:
    what()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def measured(office: Office) -> tuple[float, float, float]:
    """Page, chat and one indicator over all districts, in seconds."""
    visitor = office.visitor("ผู้กำกับ")
    person = office.store.people.by_id(office.people["ผู้กำกับ"])
    office.book.refresh()

    def page(path: str) -> Callable[[], object]:
        def get() -> None:
            assert visitor.get(path).status_code == 200

        return get

    def chat() -> None:
        now = office.service.today.now()
        desk = Desk(office.store, office.book, now, date(2022, 3, 20), person)
        turn = answer(Message("e", "text", now, "U1", "U1", text="คะแนนจังหวัด"), desk)
        assert turn is not None
        assert len(turn.replies) == 2

    return median(page(f"/p/{ID}")), median(chat), median(page(f"/p/{ID}/i/individual/8"))


def test_the_province_is_drawn_in_a_tenth_of_a_second_whatever_the_history(tmp_path: Path) -> None:
    few = province(tmp_path / "few", 10_000)
    page_few, chat_few, _ = measured(few)
    few.service.stop()
    many = province(tmp_path / "many", 1_000_000)
    assert many.store.db.query("SELECT COUNT(*) AS n FROM facts")[0]["n"] == 1_000_000
    page, chat, one = measured(many)
    many.service.stop()
    print(
        f"\nprovince page: {page * 1000:.1f} ms (10,000 reports: {page_few * 1000:.1f} ms), "
        f"คะแนนจังหวัด: {chat * 1000:.1f} ms (10,000: {chat_few * 1000:.1f} ms), one indicator: {one * 1000:.1f} ms"
    )
    assert page < LIMIT
    assert chat < LIMIT
    assert one < LIMIT
    assert page < 2 * page_few + 0.01  # a hundred times the history is not even twice the time
    assert chat < 2 * chat_few + 0.01
