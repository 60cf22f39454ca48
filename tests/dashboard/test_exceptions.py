"""What a supervisor should look at: levels that changed, falls, amounts far off, contradictions; and what is none."""

import json
import time
from datetime import date, datetime, timedelta

import pytest

from handlers.province.oddities import odd
from handlers.province.trends import trend
from scoring.periods import BANGKOK
from scoring.results.changes import changed
from scoring.results.overview import overview
from templates.words.province.province import change
from tests.dashboard.conftest import AGREEMENT, TODAY, Office

OTOP, FUND, POOR = (
    ("function/2", "otop_growth_percent"),
    ("function/4", "access_percent"),
    ("function/3", "remaining_percent"),
)
D = "กระสัง"


@pytest.fixture
def bare(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("bare"))
    office.open(AGREEMENT)
    return office


def since(days: int) -> int:
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=BANGKOK) - timedelta(days=days)
    return int(moment.timestamp() * 1000)


def seen(office: Office):  # type: ignore[no-untyped-def]
    agreement = office.book.get(AGREEMENT)
    assert agreement is not None
    return overview(office.store, agreement, TODAY, {})


def oddities(office: Office, days: int = 30) -> list[tuple[str | None, str, str]]:
    return [(o.district, o.kind, o.says) for o in odd(office.store, seen(office), since(days))]


def moves(office: Office, days: int = 7) -> list[tuple[str | None, str, int | None, int | None]]:
    return [(c.district, c.indicator.id, c.before, c.after) for c in changed(office.store, seen(office), since(days))]


def test_a_level_that_was_another_a_week_ago(bare: Office) -> None:
    bare.report(D, *FUND, "70", days_ago=20, as_of=date(2018, 2, 28))  # 70 %: level 2
    bare.report(D, *FUND, "90", days_ago=2, as_of=date(2018, 3, 18))  # 90 %: level 4
    bare.report("สตึก", *FUND, "80", days_ago=20)  # reported before the week: no change
    bare.report("ปะคำ", *FUND, "95", days_ago=20, as_of=date(2018, 2, 28))
    bare.report("ปะคำ", *FUND, "92", days_ago=1)  # another figure, the same level
    assert moves(bare) == [(D, "function/4", 2, 4)]


def test_a_first_report_at_level_nought_is_no_improvement(bare: Office) -> None:
    bare.report(D, *FUND, "10", days_ago=2)  # 10 % of ปี 2561: below level 1
    found = changed(bare.store, seen(bare), since(7))
    assert [(c.before, c.after, c.up, c.down) for c in found] == [(None, 0, False, False)]
    assert change(None, 0) == "ไม่มีระดับ → ระดับ 0"
    assert (change(0, 1), change(3, None)) == ("▲ ระดับ 0 → ระดับ 1", "▼ ระดับ 3 → ไม่มีระดับ")


def test_falls_stand_before_rises(bare: Office) -> None:
    bare.report("ปะคำ", *FUND, "60", days_ago=20, as_of=date(2018, 2, 28))
    bare.report("ปะคำ", *FUND, "100", days_ago=2)
    bare.report(D, *FUND, "100", days_ago=20, as_of=date(2018, 2, 28))
    bare.report(D, *FUND, "60", days_ago=2)
    assert moves(bare) == [(D, "function/4", 5, 1), ("ปะคำ", "function/4", 1, 5)]


def test_a_withdrawn_report_takes_its_level_with_it(bare: Office) -> None:
    first = bare.report(D, *FUND, "90", days_ago=20)
    bare.report(D, *FUND, None, days_ago=1, replaces=first)
    assert moves(bare) == [(D, "function/4", 4, None)]


def test_a_share_that_falls(bare: Office) -> None:
    bare.report(D, *FUND, "80", days_ago=20, as_of=date(2018, 2, 28))
    bare.report(D, *FUND, "70", days_ago=2)
    assert oddities(bare) == [(D, "fall", "เข้าถึงแหล่งทุน ลดลงจาก 80% เป็น 70% (20 มี.ค. 2561)")]


def test_less_is_good_news_where_less_is_better(bare: Office) -> None:
    bare.report(D, *POOR, {"num": "50"}, days_ago=20, as_of=date(2018, 2, 28))
    bare.report(D, *POOR, {"num": "30"}, days_ago=2)
    assert oddities(bare) == []


def test_a_corrected_report_is_no_fall(bare: Office) -> None:
    wrong = bare.report(D, *FUND, "800", days_ago=3, as_of=date(2018, 3, 17))
    bare.report(D, *FUND, "80", days_ago=2, as_of=date(2018, 3, 17), replaces=wrong)
    assert oddities(bare) == []


def test_a_month_ten_times_the_others(bare: Office) -> None:
    for month, baht in (
        ("2017-11", "1000000"),
        ("2017-12", "1200000"),
        ("2018-01", "1100000"),
        ("2018-02", "11000000"),
    ):
        bare.report(
            D, *OTOP, baht, slot=month, kind="month", as_of=date(int(month[:4]), int(month[5:]), 28), days_ago=3
        )
    assert oddities(bare) == [
        (D, "far", "ยอดจำหน่ายเพิ่ม 11,000,000 บาท ต่างจากค่ากลางของอำเภอ 1,100,000 บาท เกินสิบเท่า (28 ก.พ. 2561)")
    ]


def test_a_percentage_and_its_own_parts_disagree(bare: Office) -> None:
    bare.report(D, *FUND, "70", days_ago=3)
    bare.report(D, *FUND, {"num": "14", "den": "14"}, days_ago=2)
    kinds = [kind for _, kind, _ in oddities(bare)]
    assert kinds == ["disagree"]
    assert "รายงานทั้ง 70% และ 14 จาก 14 ครัวเรือน ซึ่งเท่ากับ 100%" in oddities(bare)[0][2]


def test_rounding_is_no_contradiction(bare: Office) -> None:
    bare.report(D, *FUND, "85.71", days_ago=3)
    bare.report(D, *FUND, {"num": "12", "den": "14"}, days_ago=2)  # 85.714...
    assert oddities(bare) == []


def test_another_whole_than_the_documents(bare: Office) -> None:
    bare.report(D, *FUND, {"num": "10", "den": "20"}, days_ago=2)  # the document says 14 (line 450)
    assert [(d, kind) for d, kind, _ in oddities(bare)] == [(D, "whole")]
    assert "ใช้ยอดเต็ม 20 ครัวเรือน แต่ยอดของสำนักงานคือ 14 ครัวเรือน" in oddities(bare)[0][2]


def test_what_is_older_than_asked_for_is_not_told_again(bare: Office) -> None:
    bare.report(D, *FUND, "80", days_ago=60, as_of=date(2018, 1, 10))
    bare.report(D, *FUND, "70", days_ago=50, as_of=date(2018, 1, 20))
    assert oddities(bare, days=30) == []


def test_the_trend_has_a_point_for_every_day_and_a_line_for_every_level(office: Office) -> None:
    found = seen(office).results["บ้านกรวด"]
    indicator = found.agreement.indicators["function/2"]
    drawn = trend(found, indicator, office.store.ledger.history(AGREEMENT, "บ้านกรวด", "function/2"))
    assert [(p.day, p.level) for p in drawn.points] == [(date(2018, 1, 31), 0), (date(2018, 3, 15), 2)]
    assert drawn.points[1].figure == 17
    assert [(level, int(at)) for level, at in drawn.lines] == [(1, 16), (2, 17), (3, 18), (4, 19), (5, 20)]


def test_each_report_of_a_day_is_held_against_the_last_of_the_other_kind(bare: Office) -> None:
    for value in ("50", {"num": "7", "den": "14"}, {"num": "8", "den": "14"}, "57.1", "90"):
        bare.report(D, *FUND, value, days_ago=2, as_of=date(2018, 3, 18))
    found = [(kind, says) for _, kind, says in oddities(bare) if kind == "disagree"]
    assert len(found) == 2  # 8 of 14 against 50 %, and 90 % against 8 of 14; 57.1 % is 8 of 14, rounded
    assert "90" in found[1][1]


MANY = 10_000


def test_ten_thousand_reports_of_one_place_are_looked_at_and_shown_page_by_page(office: Office) -> None:
    at = since(10)
    with office.store.db.transaction():
        office.store.db.many(
            """INSERT INTO facts (id, kind, agreement, district, indicator, input, slot, value, as_of, happened,
               recorded, note) VALUES (?, 'value', ?, ?, ?, ?, '', ?, '2018-03-10', ?, ?, '')""",
            [
                [f"x{n}", AGREEMENT, D, *FUND, json.dumps({"num": str(n % 14), "den": "14"} if n % 2 else str(n % 100)),
                 at + n, at + n]
                for n in range(MANY)
            ],
        )  # fmt: skip
    boss = office.visitor("นภา ผู้กำกับ")
    spent = []
    for _ in range(5):
        began = time.process_time()
        shown = boss.get(f"/p/{AGREEMENT}/odd")
        spent.append(time.process_time() - began)
    assert min(spent) < 0.2  # 13 s when each report was held against all others
    assert shown.text.count("<li>") == 50
    assert f"/p/{AGREEMENT}/odd?page=2" in shown.text
    first = boss.get(f"/d/{AGREEMENT}/{D}/function/4").text
    second = boss.get(f"/d/{AGREEMENT}/{D}/function/4?page=2").text
    assert f'href="/r/x{MANY - 1}"' in first
    assert f'href="/r/x{MANY - 51}"' not in first
    assert f'href="/r/x{MANY - 51}"' in second
    for told in ("0", "202", "-1", "1e3", "²", "9" * 30):
        assert boss.client.get(f"/d/{AGREEMENT}/{D}/function/4", query_string={"page": told}).text == first
