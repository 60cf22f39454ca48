"""Fiscal years, rounds, deadlines, office values and topics."""

from datetime import date
from decimal import Decimal

from scoring import periods
from scoring.deadlines.duties import due, without_day
from scoring.document.loading import shipped
from scoring.levels.office_values import OFFICE, OFFICER, OfficeValue, differs, in_force, wanted
from scoring.levels.takers import inputs_for_topic, takers

NONGKHAI, BURIRAM = shipped()["nongkhai-2565-1"], shipped()["buriram-2561"]
CHONBURI, SAKAEO = shipped()["chonburi-2568-1"], shipped()["sakaeo-2567-1"]


def test_the_fiscal_year_begins_in_october() -> None:
    assert (periods.fiscal_year(date(2024, 9, 30)), periods.fiscal_year(date(2024, 10, 1))) == (2567, 2568)
    first, second = (date(2024, 10, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 9, 30))
    assert [periods.round_of(d) for d in (*first, *second)] == [1, 1, 2, 2]
    assert periods.period(2568) == (date(2024, 10, 1), date(2025, 9, 30))
    assert periods.period(2568, 2) == (date(2025, 4, 1), date(2025, 9, 30))
    assert [periods.quarter_of(date(2025, m, 1)) for m in (10, 12, 1, 4, 7, 9)] == [1, 1, 2, 3, 4, 4]
    assert periods.months(date(2024, 11, 5), date(2025, 1, 1)) == ((2024, 11), (2024, 12), (2025, 1))
    assert periods.months_ended(date(2024, 11, 1), date(2025, 1, 31), date(2025, 1, 30)) == ((2024, 11), (2024, 12))
    assert periods.quarters(date(2024, 10, 1), date(2025, 3, 31)) == (
        (date(2024, 10, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 3, 31)),
    )  # fmt: skip


def test_deadlines_fall_due_on_their_printed_days() -> None:
    found = due(SAKAEO, date(2024, 3, 1), date(2024, 4, 30))
    assert [(d.day.isoformat(), d.duty.id) for d in found] == [
        ("2024-03-11", "record-start"), ("2024-03-29", "score-end"), ("2024-03-31", "1.3"), ("2024-03-31", "1.4"),
        ("2024-03-31", "2.1"), ("2024-03-31", "click-activity"), ("2024-03-31", "click-publicity"),
        ("2024-04-03", "send-summary"), ("2024-04-05", "2.2"), ("2024-04-05", "2.3"), ("2024-04-05", "2.4"),
        ("2024-04-05", "2.6"), ("2024-04-05", "2.7"),
    ]  # fmt: skip


def test_a_deadline_after_a_notice_waits_for_the_notice() -> None:
    assert {d.id for d in without_day(SAKAEO)} == {"1.1", "1.2", "2.8", "inform", "women-fund-report"}
    entered = {"1.2": [date(2024, 2, 20)], "women-fund-report": [date(2024, 2, 28)]}
    found = due(SAKAEO, date(2024, 2, 1), date(2024, 3, 12), entered)
    assert [(d.day.isoformat(), d.duty.id) for d in found] == [
        ("2024-02-28", "women-fund-report"), ("2024-02-29", "click-activity"), ("2024-02-29", "click-publicity"),
        ("2024-03-11", "record-start"), ("2024-03-12", "1.2"),
    ]  # fmt: skip


def test_month_ends_begin_with_the_letter() -> None:
    doc = [d for d in due(BURIRAM, date(2017, 10, 1), date(2018, 9, 30)) if d.duty.id == "otop-doc"]
    assert [d.day.isoformat() for d in doc][:2] == ["2018-02-28", "2018-03-31"]
    assert len(doc) == 8
    assert doc[0].key == "otop-doc@2018-02-28"
    weekly = [d for d in due(BURIRAM, date(2018, 2, 1), date(2018, 2, 28)) if d.duty.when == "weekly"]
    assert [d.day.isoformat() for d in weekly] == ["2018-02-02", "2018-02-09", "2018-02-16", "2018-02-23"]
    assert not any(d.duty.sends for d in weekly)


def test_a_report_within_three_months_is_not_made_before_them() -> None:
    (report,) = [d for d in due(CHONBURI, date(2025, 3, 1), date(2025, 3, 31)) if d.duty.id == "subdistrict-report"]
    assert (report.start, report.day) == (date(2025, 1, 1), date(2025, 3, 31))  # line 54: ระหว่างเดือนมกราคม - มีนาคม


def test_a_quarterly_report_is_due_each_quarter_of_the_round() -> None:
    found = due(shipped()["chaiyaphum-2562-1"], date(2018, 10, 1), date(2019, 3, 31))
    assert [d.day.isoformat() for d in found if d.duty.when == "quarterly"] == ["2018-12-31", "2019-03-31"]


def entry(amount: int, day: int, strength: int) -> OfficeValue:
    return OfficeValue("nongkhai-2565-1", "ท่าบ่อ", "individual/1", "poor_percent.den", Decimal(amount),
                       date(2022, 1, day), "กลุ่มงาน", "หน้าจอ", strength)  # fmt: skip


def test_an_office_value_is_stronger_than_an_officers_and_a_newer_one_than_an_older() -> None:
    values = [entry(40, 5, OFFICE), entry(41, 3, OFFICE), entry(99, 9, OFFICER)]
    at = lambda day: in_force(values, NONGKHAI, "ท่าบ่อ", "individual/1", date(2022, 1, day))  # noqa: E731
    assert at(2) == {}
    assert at(4) == {"poor_percent.den": Decimal(41)}
    assert at(20) == {"poor_percent.den": Decimal(40)}
    assert in_force(values, NONGKHAI, "สังคม", "individual/1", date(2022, 2, 1)) == {}


def test_an_officers_whole_that_contradicts_a_stronger_one_is_asked_about() -> None:
    day, key = date(2022, 2, 1), "poor_percent.den"
    assert differs([entry(40, 5, OFFICE)], NONGKHAI, "ท่าบ่อ", "individual/1", key, Decimal(42), day) == 40
    assert differs([entry(40, 5, OFFICE)], NONGKHAI, "ท่าบ่อ", "individual/1", key, Decimal(40), day) is None
    assert differs([entry(40, 5, OFFICER)], NONGKHAI, "ท่าบ่อ", "individual/1", key, Decimal(42), day) is None
    assert differs([], BURIRAM, "บ้านกรวด", "function/4", "access_percent.den", Decimal(14), day) == 13  # line 457


def test_the_form_asks_for_every_whole_base_and_target() -> None:
    asked = {w.key: w.cell.amount if w.cell else None for w in wanted(BURIRAM, "บ้านกรวด")}
    assert asked == {
        "otop_growth_percent.base": Decimal("16089950.00"),
        "remaining_percent.den": 176,
        "access_percent.den": 13,
    }
    assert [w.key for w in wanted(SAKAEO, "คลองหาด") if w.indicator == "individual/2"] == ["min", "std", "high"]


def test_one_topic_of_several_indicators_goes_to_the_one_with_criteria() -> None:
    poor = takers(BURIRAM, "poor_households", "บ้านกรวด", "count", "ครัวเรือน", "remaining")
    assert [(t.indicator.id, t.input.name, t.part, t.turned) for t in poor] == [
        ("function/3", "remaining_percent", "num", False),
    ]  # fmt: skip
    done = takers(BURIRAM, "poor_households", "บ้านกรวด", "count", "ครัวเรือน", "done")
    assert [t.turned for t in done] == [True]
    own = takers(BURIRAM, "poor_households", None, "count", "ครัวเรือน")
    assert [t.indicator.id for t in own] == ["function/3"]
    assert takers(BURIRAM, "budget_spent", "บ้านกรวด", "percent") == ()
    assert takers(BURIRAM, "otop_income", "บ้านกรวด", "count", "ครัวเรือน") == ()


def test_a_reading_fits_by_unit_and_a_step_by_its_level() -> None:
    click = "click_chumchon"
    assert [t.input.name for t in takers(SAKAEO, click, "คลองหาด", "count", "ช่องทาง")] == ["channels"]
    assert [t.input.name for t in takers(SAKAEO, click, "คลองหาด", "count", "กิจกรรม")] == ["activities_per_month_min"]
    assert [t.input.name for t in takers(SAKAEO, click, "คลองหาด", "step", step=2)] == ["s2"]
    assert takers(SAKAEO, click, "คลองหาด", "step", step=4) == ()
    assert {t.kind for t in inputs_for_topic(NONGKHAI, "otop_income", "ท่าบ่อ")} == {"percent", "ratio", "baht"}
    assert not any(t.input.counts == "office_value" for t in inputs_for_topic(SAKAEO, "otop_income", "คลองหาด"))


def test_a_district_is_offered_its_own_variant() -> None:
    assert {t.indicator.id for t in inputs_for_topic(CHONBURI, "tourism_community", "เมืองชลบุรี")} == {"individual/2A"}
    assert {t.indicator.id for t in inputs_for_topic(CHONBURI, "tourism_community", "สัตหีบ")} == {"individual/2B"}
