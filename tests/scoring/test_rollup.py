"""A province has a level only when every district that applies is in; until then a figure so far, of so many."""

from decimal import Decimal

from scoring.document.loading import shipped
from scoring.levels.rollup import ProvinceRow, province
from templates.words.province.province import rolled_up

NONGKHAI, BURIRAM, CHONBURI = (shipped()[a] for a in ("nongkhai-2565-1", "buriram-2561", "chonburi-2568-1"))
EACH = {d: {"poor_percent": {"num": 18, "den": 20}} for d in NONGKHAI.districts}  # 90 % of 20: level 5 each


def households(**changed: object) -> ProvinceRow:
    reports = {d: {"poor_percent": changed[d]} if d in changed else told for d, told in EACH.items()}
    return province(NONGKHAI, "individual/1", {d: r for d, r in reports.items() if r != {"poor_percent": None}})


def test_all_nine_are_in() -> None:
    row = households()
    assert (row.level, row.awaited, row.reported, row.expected) == (5, (), 9, 9)
    said = rolled_up(row)
    assert said == "รวมทั้งจังหวัด 90% = ระดับ 5 · ระดับ 5: 9 อำเภอ · รายงานแล้ว 9 จาก 9 อำเภอ"


def test_one_silent_district_leaves_the_figure_so_far_and_no_level() -> None:
    row = households(ท่าบ่อ=None)
    assert (row.level, row.awaited, row.reported) == (None, ("ท่าบ่อ",), 8)
    assert rolled_up(row) == (
        "ถึงตอนนี้ 90% จาก 8 ใน 9 อำเภอ · ยังไม่มีระดับจังหวัดจนกว่าจะครบทุกอำเภอ · ระดับ 5: 8 อำเภอ · "
        "รายงานแล้ว 8 จาก 9 อำเภอ · ยังไม่รวม ท่าบ่อ"
    )


def test_one_base_of_nine_makes_no_province() -> None:
    """Nine bare percentages and one whole once were "90 % = ระดับ 5, 9/9" while three stood at 0, 1 and 2."""
    reports = {d: {"poor_percent": "90"} for d in NONGKHAI.districts}
    reports |= {"สังคม": {"poor_percent": "10"}, "สระใคร": {"poor_percent": "30"}, "เฝ้าไร่": {"poor_percent": "45"}}
    row = province(NONGKHAI, "individual/1", reports, office={"ท่าบ่อ": {"poor_percent.den": Decimal(20)}})
    assert row.level is None
    assert row.added == ("ท่าบ่อ",)
    assert len(row.percent_only) == 8
    assert "สังคม" in rolled_up(row)
    assert "รายงานเป็นร้อยละ ยังไม่มียอดเต็ม: " in rolled_up(row)
    assert "= ระดับ" not in rolled_up(row)


def test_a_lone_numerator_is_waited_for_and_named() -> None:
    row = households(ท่าบ่อ={"num": 7})
    assert (row.level, row.lacking, row.reported) == (None, ("ท่าบ่อ",), 9)
    assert "ข้อมูลไม่ครบ: ท่าบ่อ" in rolled_up(row)


def test_an_impossible_report_is_waited_for() -> None:
    row = households(ท่าบ่อ={"num": "7.5", "den": 20})  # half a household
    assert (row.level, row.lacking) == (None, ("ท่าบ่อ",))


def test_a_district_without_a_target_group_holds_nothing_up() -> None:
    office = {"ท่าบ่อ": {"poor_percent.den": Decimal(0)}}
    reports = {d: r for d, r in EACH.items() if d != "ท่าบ่อ"}
    row = province(NONGKHAI, "individual/1", reports, office=office)
    assert (row.level, row.empty, row.reported, row.expected) == (5, ("ท่าบ่อ",), 8, 8)
    assert rolled_up(row).endswith("รายงานแล้ว 8 จาก 8 อำเภอ · ไม่มีกลุ่มเป้าหมาย: ท่าบ่อ")


def test_a_district_that_has_no_such_indicator_holds_nothing_up() -> None:
    having = [d for d in CHONBURI.districts if CHONBURI.has(CHONBURI.indicators["individual/6"], d)]
    row = province(CHONBURI, "individual/6", {d: {"db_percent": {"num": 9, "den": 10}} for d in having})
    assert set(row.levels) == set(having)
    assert row.expected == len(having) < len(CHONBURI.districts)


def test_a_district_of_which_the_document_leaves_open_whether_it_has_it_is_waited_for() -> None:
    reports = {d: {"persons": 30} for d in CHONBURI.districts}
    row = province(CHONBURI, "individual/3A", reports)
    assert {"พานทอง", "ศรีราชา"} <= set(row.awaited)
    answered = province(CHONBURI, "individual/3A", reports, answers={"CBI-1": "ศรีราชา"})
    assert "พานทอง" not in answered.levels
    assert "ศรีราชา" not in answered.awaited


def test_the_provinces_own_reported_value_has_its_level() -> None:
    row = province(BURIRAM, "function/2", {}, own={"otop_growth_percent": "18"})
    assert row.level == 3
    assert row.from_districts is None
    assert rolled_up(row) == "จังหวัดรายงานเอง ระดับ 3 · รายงานแล้ว 0 จาก 23 อำเภอ"


def test_a_growth_percentage_without_its_base_is_named() -> None:
    bases = {d: {"otop_percent.base": Decimal(1000)} for d in NONGKHAI.districts if d != "โพนพิสัย"}
    reports = {d: {"otop_percent": "20"} for d in NONGKHAI.districts}
    row = province(NONGKHAI, "individual/8", reports, office=bases)
    assert (row.level, row.percent_only) == (None, ("โพนพิสัย",))
    bases["โพนพิสัย"] = {"otop_percent.base": Decimal(9000)}
    row = province(NONGKHAI, "individual/8", reports, office=bases)
    assert row.sums == {"otop_percent": {"now": 20400, "base": 17000}}
    assert row.level == 5
