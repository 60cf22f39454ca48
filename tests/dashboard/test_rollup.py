"""The province's sums, worked out by hand from the tables in Buriram's document, on pages, in chat and in files."""

from datetime import date
from fractions import Fraction

import pytest

from scoring.results.overview import Overview, near, overview, ranked, silent
from tests.dashboard.conftest import AGREEMENT, TODAY, Office


@pytest.fixture
def bare(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Nobody has reported anything."""
    office = Office(tmp_path_factory.mktemp("bare"))
    office.open(AGREEMENT)
    office.enroll("นภา ผู้กำกับ", "supervisor")
    return office


def seen(office: Office, day: date = TODAY) -> Overview:
    agreement = office.book.get(AGREEMENT)
    assert agreement is not None
    return overview(office.store, agreement, day, office.book.answers(AGREEMENT))


def rolled(office: Office, indicator: str) -> object:
    found = seen(office)
    return found.rollup(found.agreement.indicators[indicator])


def total(office: Office, district: str, baht: str) -> None:
    office.report(district, "function/2", "otop_growth_percent", baht, slot="total", kind="total")


def test_sales_are_added_and_held_against_the_added_bases(bare: Office) -> None:
    # line 290 บ้านกรวด 16,089,950 · line 282 คูเมือง 59,592,400 · line 283 แคนดง 21,432,576: together 97,114,926
    # 18,664,342 (+16 %) + 71,510,880 (+20 %) + 25,000,000 = 115,175,222; 115,175,222 / 97,114,926 = 1.18596...
    for district, baht in (("บ้านกรวด", "18664342"), ("คูเมือง", "71510880"), ("แคนดง", "25000000")):
        total(bare, district, baht)
    row = rolled(bare, "function/2")
    assert row.sums == {"otop_growth_percent": {"now": Fraction(115_175_222), "base": Fraction(97_114_926)}}
    assert row.so_far.level == 3  # 18 % is reached, 19 % is not; the levels 1, 5 and 1 averaged would be 2.33
    assert row.level is None  # of three districts of 23: no level of the province
    assert row.levels["บ้านกรวด"] == 1
    assert row.levels["คูเมือง"] == 5
    # แคนดง: 25,000,000 / 21,432,576 = 1.16645: 16 % is 24,861,788.16 and reached, 17 % is 25,076,113.92 and not
    assert row.levels["แคนดง"] == 1
    assert dict(row.counts) == {1: 2, 5: 1}
    assert len(row.unreported) == 20


def test_all_23_districts_at_their_printed_level_5_make_the_printed_province(bare: Office) -> None:
    # the column of 20 % as printed, line 280 to 308; the document's own sum of the bases is 1,531,349,984 (line 279)
    from scoring.document.loading import shipped

    cells = shipped()[AGREEMENT].indicators["function/2"].tables["@20"]
    for district, cell in cells.items():
        if district is not None:
            total(bare, district, str(cell.amount))
    row = rolled(bare, "function/2")
    assert row.sums["otop_growth_percent"]["base"] == 1_531_349_984
    # the rows of line 280 to 308 add up to 1,837,619,982 as printed; ชำนิ (line 285) is printed 1.00 too high, corrected
    assert row.sums["otop_growth_percent"]["now"] == 1_837_619_981
    # 20 % of the bases would be 1,837,619,980.80: the sum of what was rounded up is above it
    assert row.level == 5
    assert row.unreported == ()


def test_households_of_the_fund_are_added(bare: Office) -> None:
    # targets: เมืองบุรีรัมย์ 28 (line 449), คูเมือง 14 (451), โนนดินแดง 13 (455): 55 together
    # 28 + 7 + 10 = 45 of 55 = 81.8 %: level 3; the single levels are 5, 0 and 2
    for district, households in (("เมืองบุรีรัมย์", "28"), ("คูเมือง", "7"), ("โนนดินแดง", "10")):
        bare.report(district, "function/4", "access_percent", {"num": households})
    row = rolled(bare, "function/4")
    assert row.sums == {"access_percent": {"num": Fraction(45), "den": Fraction(55)}}
    assert row.so_far.level == 3
    assert row.level is None
    assert [row.levels[d] for d in ("เมืองบุรีรัมย์", "คูเมือง", "โนนดินแดง")] == [5, 0, 2]


def test_a_bare_percentage_enters_with_the_districts_own_whole(bare: Office) -> None:
    # 50 % of ปะคำ's 74 poor households (line 408) are 37, of สตึก's 135 (line 413) 67.5: 104.5 of 209
    for district in ("ปะคำ", "สตึก"):
        bare.report(district, "function/3", "remaining_percent", "50")
    row = rolled(bare, "function/3")
    assert row.sums == {"remaining_percent": {"num": Fraction(209, 2), "den": Fraction(209)}}
    assert row.so_far is None  # the province's own evidence is not there
    assert row.level is None
    assert row.empty == ("ลำปลายมาศ",)


def test_who_is_silent_and_since_when(office: Office) -> None:
    found = silent(seen(office))
    assert found[0].last is None
    by_name = {s.district: s for s in found}
    assert by_name["นางรอง"].last is None
    assert len(by_name["นางรอง"].missing) == 4
    assert by_name["คูเมือง"].last == TODAY
    assert [i.id for i in by_name["คูเมือง"].missing] == ["function/2", "function/3", "agenda/5"]
    assert len(by_name["ลำปลายมาศ"].missing) == 3  # it has no poor households: level 5 without a report (line 383)


def test_the_nearest_to_the_next_level_stand_first(office: Office) -> None:
    # บ้านกรวด lacks 160,899.50 of 18,986,141 baht (0.8 %); คูเมือง one of 13 households (7.7 %)
    found = near(seen(office))
    assert [(n.district, n.indicator.id, n.level, n.gap.reaches) for n in found] == [
        ("บ้านกรวด", "function/2", 2, 3),
        ("คูเมือง", "function/4", 3, 4),
    ]


def test_one_indicator_is_ordered_by_level_then_by_the_way_to_the_next(office: Office) -> None:
    found = seen(office)
    order = [r.district for r in ranked(found, found.agreement.indicators["function/4"])]
    assert order[:2] == ["กระสัง", "คูเมือง"]
    assert len(order) == 23


def test_the_page_says_what_the_figure_leaves_out(office: Office) -> None:
    page = office.visitor("นภา ผู้กำกับ").see("/p/buriram-2561/i/function/4")
    assert (
        "ถึงตอนนี้ 92.86% จาก 2 ใน 23 อำเภอ · ยังไม่มีระดับจังหวัดจนกว่าจะครบทุกอำเภอ · ระดับ 5: 1 · 3: 1 อำเภอ · "
        "รายงานแล้ว 2 จาก 23 อำเภอ"
    ) in page
    assert "เข้าถึงแหล่งทุน 26 จาก 28 ครัวเรือน (รวม 2 อำเภอ)" in page
    assert "ยังไม่รายงาน: เมืองบุรีรัมย์, นางรอง" in page
