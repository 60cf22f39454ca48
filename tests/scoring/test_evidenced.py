"""Claims about levels that count only with their evidence: Buriram's function/3, printed on lines 340 to 344."""

import pytest

from scoring.document.loading import shipped
from scoring.levels.evidenced import Apart, apart, to_show
from scoring.levels.score import Result, score

BURIRAM = shipped()["buriram-2561"]


def poor(percent: str, *steps: int) -> Result:
    """What is left of the poor households, and the levels whose evidence is there."""
    inputs = {"remaining_percent": percent, **{f"e{n}": True for n in steps}}
    return score(BURIRAM, "function/3", "บ้านกรวด", inputs)


@pytest.mark.parametrize(
    ("percent", "steps", "level", "found"),
    [
        # 50 % reaches level 5 by the figures (line 344)
        ("50", (), 0, Apart(5, (1, 2, 3, 4, 5))),
        ("50", (1,), 1, Apart(5, (2, 3, 4, 5))),
        ("50", (1, 2, 3, 4), 4, Apart(5, (5,))),
        ("50", (2, 3, 4, 5), 0, Apart(5, (1,))),
        ("50", (1, 2, 3, 4, 5), 5, None),
        # 53 % reaches level 2 (line 341): the evidence of 3 to 5 holds nothing back
        ("53", (1,), 1, Apart(2, (2,))),
        ("53", (1, 2), 2, None),
        # 60 % reaches none
        ("60", (), 0, None),
    ],
)
def test_how_far_the_figures_alone_would_reach(
    percent: str, steps: tuple[int, ...], level: int, found: Apart | None
) -> None:
    result = poor(percent, *steps)
    assert result.level == level
    assert apart(result) == found


def test_without_a_figure_there_is_nothing_to_hold_back() -> None:
    result = score(BURIRAM, "function/3", "บ้านกรวด", {"e1": True})
    assert result.status == "incomplete"
    assert apart(result) is None


def test_steps_alone_are_no_figures() -> None:
    """agenda/5: level 1 is a plan that counts by its evidence (line 525), and nothing else."""
    result = score(BURIRAM, "agenda/5", "บ้านกรวด", {"s3": True})
    assert result.level == 0
    assert apart(result) is None


def test_a_district_without_poor_households_needs_no_evidence() -> None:
    """ลำปลายมาศ has a base of 0 (line 412) and passes with level 5 (line 383)."""
    result = score(BURIRAM, "function/3", "ลำปลายมาศ", {})
    assert result.level == 5
    assert apart(result) is None
    assert to_show(result) is None


@pytest.mark.parametrize(
    ("steps", "level"), [((), 1), ((1,), 2), ((1, 2), 3), ((2,), 1), ((1, 2, 3, 4), 5), ((1, 2, 3, 4, 5), 5)]
)
def test_the_evidence_to_think_of_is_that_of_the_first_level_without_it(steps: tuple[int, ...], level: int) -> None:
    shown = to_show(poor("50", *steps))
    assert shown is not None
    assert shown.number == level


def test_where_the_document_lists_no_evidence_none_is_asked_for() -> None:
    assert to_show(score(BURIRAM, "function/4", "บ้านกรวด", {"access_percent": "80"})) is None
    assert to_show(score(shipped()["nongkhai-2565-1"], "team/1", "ท่าบ่อ", {"budget_percent": "80"})) is None
