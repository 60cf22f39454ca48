"""Tables of districts reach the agreement: wholes, bases, printed targets, from a second file too, and are scored."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.intake.taking import Given, take_in
from bot.office.drafts import fields
from bot.office.reviewing import Review, drafted
from scoring.agreement import Agreement
from scoring.document.loading import SOURCES
from scoring.drafting.drafting import draft
from scoring.drafting.text import begins, from_plain
from scoring.levels.gaps import thresholds
from scoring.levels.score import score
from tests.dashboard.test_every_paper import Clerk
from tests.drafting.places import places

PAPERS = Path(__file__).parent / "documents"


def agreed(folder: str, *files: str) -> Agreement:
    """By the answers of a clerk who taps the first of each."""
    taken = take_in([Given(name, (PAPERS / folder / name).read_bytes()) for name in files])
    clerk = Clerk(PAPERS / folder / "paper.txt")
    clerk.row |= fields(taken, drafted(taken, {}))
    agreement, faults = clerk.work().agreed()
    assert faults == []
    assert agreement is not None
    return agreement


def test_a_base_and_its_printed_targets_come_from_a_second_excel_file() -> None:
    trang = agreed("002-trang-2570-2", "paper.xlsx", "targets.xlsx")
    one = trang.indicators["individual/1"]
    assert sorted(one.tables) == ["@10", "@2", "@4", "@6", "@8", "m1.base"]
    assert one.tables["m1.base"]["สิเกา"].amount == 415000
    # 415,000 and 6 percent: 439,900, as the table prints it too
    (at_six,) = [t for t in thresholds(trang, one, "สิเกา") if t.condition.amount == 6]
    assert (at_six.amount, at_six.printed) == (439900, 439900)
    assert level(trang, "สิเกา", {"m1": {"now": "439900"}}) == at_six.level.number
    assert level(trang, "สิเกา", {"m1": {"now": "439899.99"}}) == at_six.level.number - 1


def test_a_whole_comes_from_the_column_whose_words_are_its_own() -> None:
    mukdahan = agreed("016-mukdahan-targets", "paper.txt", "targets.xlsx")
    assert mukdahan.indicators["individual/1"].tables["m1.den"]["ดอนตาล"].amount == 480
    levels = [c.amount for lv in mukdahan.indicators["individual/1"].levels for c in lv.conditions]
    third = Decimal(480) * (levels[2] or 0) / 100
    assert level(mukdahan, "ดอนตาล", {"m1": {"num": str(third)}}) == 3


def level(agreement: Agreement, district: str, given: dict[str, object]) -> int | None:
    return score(agreement, "individual/1", district, given).level


def test_where_no_column_is_the_whole_by_its_name_a_person_says_which() -> None:
    found = draft(from_plain((SOURCES / "buriram-2561.txt").read_text("utf-8")), places())
    asked = {one.id: a.words for one in found.indicators for a in one.asks if a.why == "which_column"}
    assert sorted(asked) == ["function/3", "function/4"]
    assert asked["function/3"][4] == "393.2=ครัวเรือนยากจนที่พัฒนาได้"  # 1,202 of the province, as the paper counts
    clerk = Clerk(SOURCES / "buriram-2561.txt")
    clerk.step("answer", "function/3|which_column", '"393.2"')
    clerk.work()
    review = Review(clerk.row, list(clerk.steps))
    alone = review.alone("function/3")
    assert alone is not None
    assert alone.indicators["function/3"].tables["m1.den"]["กระสัง"].amount == 78


def test_a_table_of_a_second_file_without_a_name_is_nobodys_also_when_read_again() -> None:
    paper = (PAPERS / "004-kalasin-livestock/paper.txt").read_text("utf-8")
    table = "\n".join(f"{n}\t{district}\t{n}00" for n, district in enumerate(("กมลาไสย", "กุฉินารายณ์", "เขาวง"), 1))
    found = draft(from_plain(f"{paper}\n{begins('เป้า.xlsx')}\nที่\tอำเภอ\tเป้าหมาย\n{table}"), places())
    assert [t.indicator for t in found.tables] == [""]
    assert "table_of_whom" in [ask.why for ask in found.asks]


@pytest.mark.parametrize("said", ["none", None])
def test_a_person_may_say_that_a_table_is_not_used(said: str | None) -> None:
    clerk = Clerk(SOURCES / "buriram-2561.txt")
    if said:
        clerk.step("answer", "function/2|which_column", f'"{said}"')
    alone = Review(clerk.row, list(clerk.steps)).alone("function/2")
    assert alone is not None
    assert ("m1.base" in alone.indicators["function/2"].tables) == (said is None)
