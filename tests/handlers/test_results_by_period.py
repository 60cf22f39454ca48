"""What is counted by month or quarter: entries of those that have ended, beside what was told as a rate."""

from datetime import date
from typing import Any

from scoring.document.loading import shipped
from scoring.results.facts import Fact
from scoring.results.results import made_of, months_sum

SAKAEO, CHAIYAPHUM, BURIRAM = (shipped()[id] for id in ("sakaeo-2567-1", "chaiyaphum-2562-1", "buriram-2561"))


def fact(agreement: str, indicator: str, input: str, value: Any, day: str, slot: str, happened: int = 0) -> Fact:
    kind = "event" if slot.startswith("day:") else "value"
    return Fact(
        f"{slot}{day}{happened}",
        kind,
        agreement,
        "คลองหาด",
        indicator,
        input,
        value,
        date.fromisoformat(day),
        happened,
        slot,
    )


def click(day: str, *told: tuple[str, str, str]) -> Any:
    facts = [fact("sakaeo-2567-1", "individual/7", "publicity_per_month_min", v, d, s) for v, d, s in told]
    made = made_of(SAKAEO, "คลองหาด", date.fromisoformat(day), facts, (), {})
    return made.inputs["individual/7"]["publicity_per_month_min"]


MONTHS = [("1", "2023-10-20", "day:a"), ("2", "2023-11-20", "day:b"), ("1", "2023-12-20", "day:c")]


def test_the_least_of_the_months_that_have_ended() -> None:
    assert click("2023-11-30", *MONTHS) == "1"
    assert click("2024-01-31", *MONTHS) == "0"  # January had none
    assert click("2024-01-30", *MONTHS) == "1"  # and is not over


def test_before_any_month_has_ended_there_is_nothing_to_say() -> None:
    assert click("2023-10-30", MONTHS[0]) is None


def test_a_rate_that_was_told_stands_for_the_months_that_had_begun() -> None:
    rate = ("2", "2024-01-15", "")
    assert click("2024-01-31", rate) == "2"
    assert click("2024-01-31", *MONTHS, rate) == "2"
    assert click("2024-02-29", rate, ("1", "2024-02-10", "day:d")) == "1"
    assert click("2024-02-29", rate, ("3", "2024-02-10", "day:d")) == "2"
    assert click("2024-03-05", rate, ("1", "2024-03-02", "day:e")) == "0"  # February had none


def test_quarters_in_the_same_way() -> None:
    def quarter(day: str, *days: str) -> Any:
        facts = [fact("chaiyaphum-2562-1", "individual/6", "reports_per_quarter_min", "1", d, f"day:{d}") for d in days]
        made = made_of(CHAIYAPHUM, "ภูเขียว", date.fromisoformat(day), facts, (), {})
        return made.inputs["individual/6"]["reports_per_quarter_min"]

    assert quarter("2018-12-31", "2018-10-05") == "1"
    assert quarter("2019-03-30", "2018-10-05") == "1"
    assert quarter("2019-03-31", "2018-10-05") == "0"
    assert quarter("2019-03-31", "2018-10-05", "2019-02-01") == "1"


def meetings(day: str, *told: tuple[Any, str, str]) -> Any:
    facts = [fact("buriram-2561", "agenda/5", "monthly_meeting_percent", v, d, s) for v, d, s in told]
    made = made_of(BURIRAM, "บ้านกรวด", date.fromisoformat(day), facts, (), {})
    return made.inputs["agenda/5"]["monthly_meeting_percent"]


def test_months_with_a_meeting_count_from_the_letter_of_february() -> None:
    february, again, april = (("1", day, f"day:{day}") for day in ("2018-02-10", "2018-02-20", "2018-04-10"))
    assert meetings("2018-04-30", february, april) == {"num": "2", "den": "3"}
    assert meetings("2018-04-30", ("1", "2017-11-10", "day:a")) == {"num": "0", "den": "3"}
    assert meetings("2018-03-31", february, again) == {"num": "1", "den": "2"}


def test_a_share_that_was_told_goes_on_with_the_later_months() -> None:
    all_of_them = ("100", "2018-03-31", "")
    assert meetings("2018-03-31", all_of_them) == "100"
    assert meetings("2018-04-30", all_of_them, ("1", "2018-04-10", "day:a")) == {"num": "3", "den": "3"}
    assert meetings("2018-05-31", all_of_them, ("1", "2018-04-10", "day:a")) == {"num": "3", "den": "4"}


def test_a_total_with_the_months_after_it() -> None:
    told = [
        fact("sakaeo-2567-1", "individual/2", "otop_baht", v, d, s)
        for v, d, s in (
            ("100", "2023-12-31", "2023-12"), ("500.25", "2024-01-31", "total"),
            ("70", "2024-01-31", "2024-01"), ("30.5", "2024-02-29", "2024-02"),
        )
    ]  # fmt: skip
    assert str(months_sum(told)) == "530.75"
