"""What a district comes to, and what the districts come to together."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.document.loading import shipped
from scoring.levels.gaps import gap, thresholds
from scoring.levels.rollup import province
from scoring.levels.score import score
from scoring.levels.totals import effect, scorecard

NONGKHAI, BURIRAM = shipped()["nongkhai-2565-1"], shipped()["buriram-2561"]
CHONBURI, SAKAEO = shipped()["chonburi-2568-1"], shipped()["sakaeo-2567-1"]


def test_a_section_total_counts_what_has_no_level_as_nought_and_names_it() -> None:
    card = scorecard(NONGKHAI, "ท่าบ่อ", {"team/1": {"budget_percent": "85"}, "team/2": {"plan_percent": "95"}})
    team = card.sections[0]
    assert (card.row("team/1").result.level, card.row("team/2").result.level) == (4, 4)
    assert team.on_five == Fraction(4 * 40 + 4 * 40, 100)  # 3.2: weights 40, 40 and 20 (lines 69, 75, 81)
    assert team.percent == 64
    assert team.of_scored == 4
    assert team.missing == ("team/3",)
    assert not team.complete


def test_a_section_without_every_weight_has_levels_only() -> None:
    card = scorecard(BURIRAM, "บ้านกรวด", {"function/2": {"otop_growth_percent": "20"}})
    function = card.sections[0]
    assert [r.indicator.id for r in card.rows] == ["function/2", "function/3", "function/4", "agenda/5"]
    assert card.row("function/2").result.level == 5
    assert (function.on_five, function.weight) == (None, None)
    assert effect(card, "function/2", 4, 5) is None


def test_undecided_applies_and_counts_nought_and_not_applicable_does_not() -> None:
    card = scorecard(CHONBURI, "พานทอง", {})
    assert card.row("individual/3A").result.status == "undecided"
    assert card.sections[1].weight == 100
    answered = scorecard(CHONBURI, "พานทอง", {}, answers={"CBI-1": "ศรีราชา"})
    assert answered.sections[1].weight == 85


def test_a_step_up_adds_its_share_of_the_section() -> None:
    card = scorecard(CHONBURI, "บ้านบึง", {})
    assert effect(card, "individual/4", 2, 3) == Fraction(20, 100)
    answered = scorecard(CHONBURI, "ศรีราชา", {}, answers={"CBI-1": "พานทอง"})
    assert effect(answered, "individual/4", None, 3) == Fraction(60, 85)


def test_one_score_over_the_sections_only_with_the_entered_split() -> None:
    told = {"team/1": {"budget_percent": "90"}}  # level 5 with 40 of the team's 100: 2 of 5
    assert scorecard(NONGKHAI, "ท่าบ่อ", told).overall is None
    assert scorecard(NONGKHAI, "ท่าบ่อ", told, answers={"NKI-SPLIT": "70/30"}).overall == Fraction(14, 10)
    assert scorecard(NONGKHAI, "ท่าบ่อ", told, answers={"NKI-SPLIT": "62.5/37.5"}).overall == Fraction(125, 100)
    assert scorecard(BURIRAM, "บ้านกรวด", {}).overall is None


def test_the_gap_is_said_in_the_officers_own_unit() -> None:
    near = gap(score(NONGKHAI, "individual/1", "ท่าบ่อ", {"poor_percent": {"num": 24, "den": 40}}))
    assert near is not None
    assert near.reaches == 4
    assert [(n.amount, n.unit) for n in near.needs] == [(4, "ครัวเรือน")]  # 70 % of 40 is 28
    baht = gap(score(BURIRAM, "function/2", "บ้านกรวด", {"otop_growth_percent": {"now": "18500241.50"}}))
    assert baht is not None
    assert [(n.amount, n.unit, baht.reaches) for n in baht.needs] == [(Fraction("164100.50"), "บาท", 1)]  # line 290
    down = gap(score(BURIRAM, "function/3", "บ้านกรวด", {"remaining_percent": {"num": 96}, "e1": True}))
    assert down is not None
    assert [(n.amount, n.to) for n in down.needs] == [(-1, 95)]  # 54 % of 176 is 95.04


def test_the_gap_names_a_step_or_a_figure_that_is_left() -> None:
    step = gap(score(NONGKHAI, "individual/7", None, {"s1": True, "s2": True, "channels": 2}))
    assert step is not None
    assert [(n.kind, n.level) for n in step.needs] == [("step", 3)]
    report = gap(score(NONGKHAI, "individual/7", None, {"s1": True, "s2": True, "s3": True}))
    assert report is not None
    assert [(n.kind, n.input.name) for n in report.needs] == [("report", "channels")]
    late = gap(score(NONGKHAI, "team/3", None, {"s1": True, "s2": True, "s3": True, "s4": True,
                                                "evidence_sent_date": "2022-03-05"}))  # fmt: skip
    assert late is not None
    assert [n.kind for n in late.needs] == ["too_late"]


def test_a_higher_level_that_asks_for_less_is_the_next_one() -> None:
    strange = gap(score(CHONBURI, "individual/2B", "บ้านบึง", {"media": 3, "channels": 3, "pr": 4}))
    assert strange is not None
    assert [(n.input.name, n.amount) for n in strange.needs] == [("pr", 1)]  # line 33: 5, while level 4 asks for 6
    assert strange.reaches == 5
    both = gap(score(CHONBURI, "individual/7", "เกาะจันทร์", {"s1": True, "s2": True, "projects": 0}))
    assert both is not None
    assert (both.level, both.reaches) == (3, 4)  # line 55: levels 3 and 4 both ask for one


def test_thresholds_are_amounts_for_this_district() -> None:
    otop = thresholds(BURIRAM, "function/2", "บ้านด่าน")
    assert [t.amount for t in otop] == [
        Fraction("17629053.60"), Fraction("17781028.20"), Fraction("17933002.80"), Fraction("18084977.40"), 18236952,
    ]  # fmt: skip
    assert [t.printed for t in otop][:2] == [Decimal("17629054.00"), Decimal("17781028.20")]  # line 291
    funds = thresholds(BURIRAM, "function/4", "บ้านกรวด")
    assert [t.amount for t in funds] == [8, 10, 11, 12, 13]  # of 13 households, line 457
    assert thresholds(NONGKHAI, "individual/1", "ท่าบ่อ")[0].amount is None
    office = {"poor_percent.den": Decimal(41)}
    assert thresholds(NONGKHAI, "individual/1", "ท่าบ่อ", office)[0].amount == 11  # 25 % of 41 is 10.25


def test_the_province_adds_raw_amounts_and_never_averages() -> None:
    reports = {
        "เมืองหนองคาย": {"poor_percent": {"num": 90, "den": 100}},  # level 5
        "ท่าบ่อ": {"poor_percent": {"num": 1, "den": 100}},  # level 0
        "สังคม": {"poor_percent": "50"},  # its whole is known to the office: 10 of 20
        "สระใคร": {"poor_percent": "99"},  # its whole is not
    }
    row = province(NONGKHAI, "individual/1", reports, office={"สังคม": {"poor_percent.den": Decimal(20)}})
    assert row.sums == {"poor_percent": {"num": 101, "den": 220}}
    assert row.so_far is not None
    assert row.so_far.level == 2  # 45.9 %
    assert row.level is None  # five are silent and one has no whole: no level of the province
    assert row.added == ("เมืองหนองคาย", "ท่าบ่อ", "สังคม")
    assert row.percent_only == ("สระใคร",)
    assert len(row.unreported) == 5
    assert row.counts == {5: 2, 0: 1, 2: 1}


def test_every_district_at_its_printed_target_leaves_the_province_at_level_four() -> None:
    left = {d: c.amount for d, c in BURIRAM.indicators["function/3"].tables["remaining_percent.target"].items() if d}
    assert sum(left.values()) == 605
    reports = {d: {"remaining_percent": {"num": n}} for d, n in left.items()}
    steps = {f"e{n}": True for n in range(1, 6)}
    row = province(BURIRAM, "function/3", reports, own=steps)
    assert row.level == 4  # 605 of 1,202 is 50.33 %
    assert row.own is None  # steps alone are no figure of the province


def test_steps_have_no_provincial_figure_but_a_count_of_districts() -> None:
    reports = {"คลองหาด": {"s1": True}, "ตาพระยา": {"s1": True, "s2": True}, "วังน้ำเย็น": {"s1": False}}
    row = province(SAKAEO, "individual/3", reports)
    assert row.so_far is None
    assert row.level is None
    assert row.counts == {1: 1, 2: 1, 0: 1}
    assert row.spread == (("วังน้ำเย็น", 0), ("คลองหาด", 1), ("ตาพระยา", 2))


@pytest.mark.parametrize("district", NONGKHAI.districts)
def test_every_district_of_nongkhai_has_the_same_eleven(district: str) -> None:
    assert len(NONGKHAI.of(district)) == 11


def test_chonburi_districts_have_eight_indicators() -> None:
    assert {d: len(CHONBURI.of(d)) for d in CHONBURI.districts} == dict.fromkeys(CHONBURI.districts, 8)
