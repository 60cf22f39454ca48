"""Claims about ทำอะไรก่อนดี: the ranking and the straight line to the round's end, computed by hand."""

from fractions import Fraction
from pathlib import Path

from handlers.score.priority import steps
from scoring.results.pace import forecast
from scoring.results.results import results
from tests.handlers.office import Office, read_aloud
from tests.handlers.test_scorecard import chaiyaphum


def test_most_weighted_gain_for_least_of_the_way_comes_first(tmp_path: Path) -> None:
    office = chaiyaphum(tmp_path)
    (card,) = office.answer("ชัย", "ทำอะไรก่อนดี")
    said = read_aloud([card])
    # gain / missing part of the way: 0.4 / (30,000 / 480,000) = 6.4; 0.15 / (3 / 95) = 4.75; 0.15 / (63 / 1,293) = 3.08
    assert "1. เบิกจ่ายงบ\n+0.4 คะแนน\nระดับ 2 · อีก 30,000 บาท ถึงระดับ 3" in said
    assert "2. สัมมาชีพชุมชน\n+0.15 คะแนน\nระดับ 3 · อีก 3% ถึงระดับ 4" in said
    assert "3. จัดเก็บ จปฐ.\n+0.15 คะแนน\nระดับ 1 · อีก 63 ครัวเรือน ถึงระดับ 2" in said
    assert said.index("สำเร็จตามแผน\nน้ำหนัก 40") < said.index("ข้อมูลบุคลากร DPIS\nน้ำหนัก 20") < said.index("1. เบิก")
    assert card["altText"] == "ทำอะไรก่อนดี อ.ภูเขียว: สำเร็จตามแผน > ข้อมูลบุคลากร DPIS > หมู่บ้านพอเพียง"


def test_the_pace_is_a_straight_line_to_the_rounds_end(tmp_path: Path) -> None:
    office = chaiyaphum(tmp_path)
    said = read_aloud(office.answer("ชัย", "ทำอะไรก่อน"))
    # 161 of 182 days had passed on 10 March: 450,000 x 182 / 161 = 508,695.65, which is 84.78 % of 600,000
    assert "ถ้าทำได้ในอัตรานี้ เมื่อสิ้นรอบ (31 มี.ค. 2562)" in said
    assert "เบิกจ่ายงบ\nระดับ 3\nณ 10 มี.ค. 2562 450,000 บาท → ประมาณ 508,695 บาท" in said
    assert "จัดเก็บ จปฐ.\nระดับ 5\nณ 10 มี.ค. 2562 1,230 ครัวเรือน → ประมาณ 1,300 ครัวเรือน" in said  # never more than all


def test_growth_grows_over_its_base_and_early_days_say_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path, "2018-03-31", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    about = {"agreement": "buriram-2561", "district": "บ้านกรวด", "slot": "total", "kind": "total"}
    agreement = office.book.get("buriram-2561")
    assert agreement is not None
    indicator = agreement.indicators["function/2"]
    office.report("function/2", "otop_growth_percent", "2000000", day="2017-10-20", **about)
    now = results(office.store, agreement, "บ้านกรวด", office.today.day(), {})
    assert forecast(now, indicator) is None  # 20 of 365 days
    office.report("function/2", "otop_growth_percent", "9400000", day="2018-03-31", **about)
    now = results(office.store, agreement, "บ้านกรวด", office.today.day(), {})
    found = forecast(now, indicator)
    assert found is not None
    assert found.end == Fraction("18851648.35")  # 9,400,000 x 365 / 182, in whole satang
    assert found.level == 2  # 17 % is 18,825,241.50, 18 % is 18,986,141


def test_where_no_weights_are_printed_the_way_alone_counts(tmp_path: Path) -> None:
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    about = {"agreement": "buriram-2561", "district": "บ้านกรวด", "by": "สมชาย", "day": "2018-03-10"}
    office.report("function/2", "otop_growth_percent", "18900000", slot="total", kind="total", **about)
    office.report("function/4", "access_percent", {"num": "9"}, **about)  # of 13 (line 457): 69.2 %, level 1
    agreement = office.book.get("buriram-2561")
    assert agreement is not None
    card = results(office.store, agreement, "บ้านกรวด", office.today.day(), {}).card()
    assert [(s.row.indicator.id, s.points) for s in steps(card)] == [("function/2", None), ("function/4", None)]
    assert "เอกสารไม่พิมพ์น้ำหนัก" in read_aloud(office.answer("สมชาย", "ควรทำอะไรก่อนดีคะ"))
