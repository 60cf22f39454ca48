"""On which day a step is sent: worked out by hand from the documents and the calendar of each year."""

from datetime import date

import pytest

from bot.clock.holidays import ThaiHolidays
from scoring.deadlines.obligations import Changed, Deadline, Results, calendar, satisfied
from scoring.deadlines.steps import STEPS, WINDOW, Settings, from_json, pending, read_steps, sending_day, to_json
from scoring.deadlines.workdays import Workdays
from scoring.document.loading import shipped

WORKDAYS = Workdays(ThaiHolidays())


@pytest.mark.parametrize(
    ("due", "days"),
    [
        # Nong Khai, line 38: Friday 4 March 2565; three days before is Tuesday, three days after is Monday
        ("2022-03-04", "2022-02-25 2022-03-01 2022-03-03 2022-03-04 2022-03-07 2022-03-07"),
        # Chaiyaphum, line 58: Sunday 31 March 2562: the day itself and the day before go on Friday
        ("2019-03-31", "2019-03-22 2019-03-28 2019-03-29 2019-03-29 2019-04-01 2019-04-03"),
        # Buriram, February's month end, line 265: 1 March 2561 is Makha Bucha, 3 March a Saturday
        ("2018-02-28", "2018-02-21 2018-02-23 2018-02-27 2018-02-28 2018-03-02 2018-03-05"),
        # Sa Kaeo, line 56: Friday 5 April 2567; the day after is Saturday, and Monday is Chakri Day's substitute
        ("2024-04-05", "2024-03-29 2024-04-02 2024-04-04 2024-04-05 2024-04-09 2024-04-09"),
        # Sa Kaeo, December's month end, line 103: 29 December was a day off, 1 January too
        ("2023-12-31", "2023-12-22 2023-12-28 2023-12-28 2023-12-28 2024-01-02 2024-01-03"),
        # Chonburi, line 7: Monday 31 March 2568
        ("2025-03-31", "2025-03-24 2025-03-28 2025-03-28 2025-03-31 2025-04-01 2025-04-03"),
    ],
)
def test_steps_before_go_on_the_working_day_before_and_steps_after_on_the_one_after(due: str, days: str) -> None:
    found = [sending_day(date.fromisoformat(due), step, WORKDAYS).isoformat() for step in STEPS]
    assert found == days.split()


def test_the_government_stays_closed_on_the_ploughing_day_and_on_days_that_the_office_adds() -> None:
    assert not WORKDAYS.working(date(2018, 5, 14))
    added = Workdays(ThaiHolidays(), {date(2018, 5, 15): "วันหยุดของจังหวัด"})
    assert added.not_before(date(2018, 5, 14)) == date(2018, 5, 16)
    assert added.not_after(date(2018, 5, 15)) == date(2018, 5, 11)


def test_offices_work_on_labour_day_and_its_substitute() -> None:
    """The government's list (วันหยุดราชการ) has no labour day: 1 May 2568 was a Thursday, 3 May 2570 is a Monday."""
    assert WORKDAYS.working(date(2025, 5, 1))
    assert WORKDAYS.working(date(2027, 5, 3))
    assert not WORKDAYS.working(date(2025, 5, 9))  # the ploughing day


def test_a_year_that_the_cabinet_has_not_set_is_known_to_be_open() -> None:
    holidays = ThaiHolidays()
    assert holidays.is_set(2026)
    assert not holidays.is_set(2027)
    assert holidays.name_of(date(2027, 4, 6)) is not None  # what is fixed is known all the same


def test_a_missed_step_is_still_sent_within_three_working_days_and_then_no_more() -> None:
    """The step of Friday 25 February 2565 is pending until Wednesday 2 March, not on Thursday."""
    deadlines = [d for d in calendar(shipped()["nongkhai-2565-1"], {}) if d.duty == "record"]
    assert WINDOW == 3

    def names(day: date) -> list[str]:
        return [s.name for _, steps in pending(deadlines, day, Settings(), WORKDAYS) for s in steps]

    assert names(date(2022, 2, 24)) == []
    assert names(date(2022, 2, 25)) == ["-7"]
    assert names(date(2022, 3, 2)) == ["-7", "-3"]
    assert names(date(2022, 3, 3)) == ["-3", "-1"]


def test_settings_survive_being_kept() -> None:
    settings = Settings(steps=read_steps("10 2 +1 +5") or ())
    assert from_json(to_json(settings)) == settings
    assert [(s.days, s.supervisor, s.important) for s in settings.steps] == [
        (-10, False, False), (-2, False, True), (1, False, True), (5, True, True),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["", "เจ็ด", "7 x", "99", "7.5"])
def test_steps_that_make_no_sense_are_refused(said: str) -> None:
    assert read_steps(said) is None


# what is asked of whom


def of(agreement: str, duty: str, indicator: str | None = None, role: str = "officer") -> list[Deadline]:
    found = calendar(shipped()[agreement], {})
    return [d for d in found if d.duty == duty and d.role == role and indicator in (None, d.indicator)]


def test_buriram_reports_otop_at_every_month_end_from_february_on() -> None:
    found = of("buriram-2561", "otop-doc")
    assert [d.day.isoformat() for d in found] == [
        "2018-02-28", "2018-03-31", "2018-04-30", "2018-05-31", "2018-06-30", "2018-07-31", "2018-08-31", "2018-09-30",
    ]  # fmt: skip
    assert {len(d.districts) for d in found} == {23}


def test_chonburis_undecided_districts_are_not_asked_for_the_indicator_that_they_may_not_have() -> None:
    assert set(of("chonburi-2568-1", "round-end", "individual/3A")[0].districts) == {
        "เมืองชลบุรี", "พนัสนิคม", "บางละมุง", "สัตหีบ",
    }  # fmt: skip
    answered = calendar(shipped()["chonburi-2568-1"], {"CBI-1": "พานทอง"})
    three = next(d for d in answered if d.indicator == "individual/3A")
    assert "พานทอง" in three.districts
    assert "ศรีราชา" not in three.districts


def test_a_district_without_target_households_is_not_asked_for_them() -> None:
    assert "ลำปลายมาศ" not in of("buriram-2561", "round-1-end", "function/3")[0].districts
    assert len(of("buriram-2561", "round-1-end", "function/3")[0].districts) == 22


def test_three_weeks_after_the_notice_that_the_administrator_entered() -> None:
    found = calendar(shipped()["sakaeo-2567-1"], {"SKW-18": "2024-02-20"})
    assert {d.day.isoformat() for d in found if d.duty in ("1.1", "1.2")} == {"2024-03-12"}
    assert not [d for d in calendar(shipped()["sakaeo-2567-1"], {}) if d.duty == "1.1"]


def test_a_body_without_a_role_here_stands_in_the_calendar_and_is_not_sent() -> None:
    (review,) = of("sakaeo-2567-1", "2.9", role="")
    assert review.day == date(2024, 5, 31)
    assert not review.sends
    weekly = of("buriram-2561", "weekly-report", role="owner")
    assert weekly
    assert not any(d.sends for d in weekly)
    assert pending(weekly, date(2018, 2, 23), Settings(), WORKDAYS) == []
    assert pending(weekly, date(2018, 2, 23), Settings(weekly=("weekly-report",)), WORKDAYS)


# what satisfies


def results(day: str, input: str, *, agreement: str = "buriram-2561", indicator: str = "function/2") -> Results:
    return Results({(agreement, "สตึก", indicator): [(input, date.fromisoformat(day))]})


def test_a_february_figure_satisfies_february_whenever_it_is_sent() -> None:
    february, march = of("buriram-2561", "otop-doc")[:2]
    sent = results("2018-02-28", "otop_growth_percent")
    assert satisfied(february, "สตึก", sent)
    assert not satisfied(march, "สตึก", sent)
    assert not satisfied(february, "นางรอง", sent)


def test_a_newer_figure_does_not_hide_the_older_one() -> None:
    february = of("buriram-2561", "otop-doc")[0]
    newer = results("2018-03-31", "otop_growth_percent")
    assert not satisfied(february, "สตึก", newer)
    kept = Results(
        newer.days, earlier=lambda place, input, start, end: (start, end) == (date(2018, 2, 1), date(2018, 2, 28))
    )
    assert satisfied(february, "สตึก", kept)


def test_the_groups_of_july_are_not_satisfied_by_the_figure_of_february() -> None:
    february = results("2018-02-20", "groups_developed", indicator="agenda/5")
    assert satisfied(of("buriram-2561", "round-1-groups")[0], "สตึก", february)
    assert not satisfied(of("buriram-2561", "round-2-groups")[0], "สตึก", february)


def test_evidence_or_the_late_day_itself_satisfies_the_evidence_of_nong_khai() -> None:
    (sent,) = of("nongkhai-2565-1", "transparency-evidence")
    place = ("nongkhai-2565-1", "สังคม", "team/3")
    assert satisfied(sent, "สังคม", Results(evidence={place: [date(2022, 3, 2)]}))
    assert satisfied(sent, "สังคม", Results({place: [("evidence_sent_date", date(2022, 3, 9))]}))
    assert not satisfied(sent, "สังคม", Results({place: [("s1", date(2022, 3, 2))]}))


def test_a_certified_round_asks_for_no_more_reports() -> None:
    end = of("nongkhai-2565-1", "round-end", "team/1")[0]
    assert satisfied(end, "สังคม", Results(signed=frozenset({("nongkhai-2565-1", "สังคม")})))


def test_a_moved_deadline_keeps_its_name_and_is_reminded_of_anew() -> None:
    agreement = shipped()["nongkhai-2565-1"]
    before = next(d for d in calendar(agreement, {}) if d.duty == "record")
    moved = Changed(1, "หนองคาย", agreement.id, date(2022, 3, 18), "หนังสือใหม่", duty="record", printed=date(2022, 3, 4))
    after = next(d for d in calendar(agreement, {}, [moved]) if d.duty == "record")
    assert after.day == date(2022, 3, 18)
    assert after.key("สังคม") == before.key("สังคม")
    assert after.claim("สังคม") != before.claim("สังคม")
