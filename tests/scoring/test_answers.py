"""What the administrator's answers to open questions change, and which answers there are."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.document.answers import Unanswerable, check_answer, decided, split
from scoring.document.loading import shipped
from scoring.levels.gaps import gap
from scoring.levels.score import Result, score
from templates.words import scores

BURIRAM, CHONBURI = shipped()["buriram-2561"], shipped()["chonburi-2568-1"]
AT_TARGET = {"BRM-T3": "ระดับ 5 เมื่อเหลือไม่เกินเป้าในตาราง"}
STEPS: dict[str, Any] = dict.fromkeys(("e1", "e2", "e3", "e4", "e5"), True)


def remaining(district: str, households: str, **answers: str) -> Result:
    return score(BURIRAM, "function/3", district, {**STEPS, "remaining_percent": {"num": households}}, answers=answers)


@pytest.mark.parametrize(
    ("district", "households", "printed", "decided"),
    [
        ("เมืองบุรีรัมย์", "18", 3, 5),  # line 394: 18 of 35 is 51.43 %, its printed target
        ("เมืองบุรีรัมย์", "19", 0, 0),  # 54.29 %
        ("เมืองบุรีรัมย์", "17", 5, 5),  # 48.57 %
        ("คูเมือง", "12", 2, 5),  # line 396: 12 of 23 is 52.17 %
        ("โนนดินแดง", "1", 0, 5),  # line 402: 1 of 1
        ("กระสัง", "39", 5, 5),  # line 395: 39 of 78 is 50 %
    ],
)
def test_who_is_at_the_printed_target_has_level_5_once_the_office_says_so(
    district: str, households: str, printed: int, decided: int
) -> None:
    assert remaining(district, households).level == printed
    assert remaining(district, households, **AT_TARGET).level == decided
    assert "BRM-T3" not in remaining(district, households, **AT_TARGET).open


def test_the_distance_and_the_reason_are_those_of_the_answer() -> None:
    near = gap(remaining("เมืองบุรีรัมย์", "19", **AT_TARGET))
    assert near is not None
    assert (near.reaches, [n.amount for n in near.needs]) == (5, [Fraction(-1)])  # 18 of 35: all five percentages hold
    assert "คงเหลือ 51.43% (ไม่เกิน 51.43%)" in scores.why(remaining("เมืองบุรีรัมย์", "18", **AT_TARGET))


def test_an_answer_is_one_that_the_question_offers() -> None:
    check_answer(CHONBURI, "CBI-2", "8")
    check_answer(CHONBURI, "CBI-SPLIT", "70/30")
    with pytest.raises(Unanswerable) as refused:
        check_answer(CHONBURI, "CBI-2", "7")
    assert str(refused.value) == 'chonburi-2568-1: CBI-2: found "7", expected one of 5, 8'
    with pytest.raises(Unanswerable) as refused:
        check_answer(CHONBURI, "CBI-99", "7")
    assert str(refused.value).startswith('chonburi-2568-1: found question "CBI-99", expected one of CBI-1, CBI-2,')
    for wrong in ("70", "70/20", "60/20/20", "เจ็ดสิบ/สามสิบ", "70 / -30"):
        with pytest.raises(Unanswerable) as refused:
            check_answer(CHONBURI, "CBI-SPLIT", wrong)
        assert str(refused.value) == (
            f'chonburi-2568-1: CBI-SPLIT: found "{wrong}", expected the shares of team and individual '
            "as numbers that add to 100, like 70/30"
        )


def test_shares_are_read_in_the_sections_order() -> None:
    assert split(CHONBURI, {}) is None
    assert split(CHONBURI, {"CBI-SPLIT": "62.5 / 37.5"}) == {"team": Decimal("62.5"), "individual": Decimal("37.5")}


def test_a_team_section_of_one_value_is_the_provinces_own_row() -> None:
    assert decided(CHONBURI, {"CBI-TEAM": "รายอำเภอ"}) is CHONBURI
    one = decided(CHONBURI, {"CBI-TEAM": "ค่าเดียวทั้งจังหวัด"})
    assert [s.id for s in one.sections if s.one_value] == ["team"]
    assert {i.id for i in one.indicators.values() if i.scored == "province"} == {"team/1", "team/2"}
    assert "team/1" not in {i.id for i in one.of("บ้านบึง")}
