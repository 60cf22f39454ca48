"""An agreement carried over to another round, confirmed part by part, and amended: each version stands from its day."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from scoring.agreement import Entry
from scoring.document.carrying import Uncarriable, Unconfirmable, carry, check_confirmable
from scoring.document.loading import AGREEMENTS, Unproven, load, shipped
from scoring.document.versions import amended, amended_text, in_force
from scoring.levels.score import score

NONGKHAI, BURIRAM = shipped()["nongkhai-2565-1"], shipped()["buriram-2561"]


def text(name: str) -> str:
    return (AGREEMENTS / f"{name}.toml").read_text()


def test_an_agreement_is_carried_over_with_every_number_marked() -> None:
    new = load(carry(text("buriram-2561"), 2569, 1, "ผู้ดูแล", date(2025, 10, 1), "เริ่มรอบ"), "new.toml")
    assert (new.id, new.start, new.end) == ("buriram-2569-1", date(2025, 10, 1), date(2026, 3, 31))
    level = new.indicators["function/2"].levels[0]
    assert (level.proof.carried_from, level.proof.line, level.conditions[0].amount) == ("buriram-2561", 253, 16)
    inputs = {"otop_growth_percent": {"now": "18825241.50"}}
    assert score(new, "function/2", "บ้านกรวด", inputs).level == 2
    days = {d.id: d.on for d in new.duties if d.when == "on"}
    assert days["round-1-end"] == date(2026, 3, 31)
    assert days["round-2-groups"] is None


def test_dates_keep_day_and_month_in_the_new_year_and_are_open_in_another_round() -> None:
    same = load(carry(text("nongkhai-2565-1"), 2569, 1, "ผู้ดูแล", date(2025, 10, 1), "เริ่มรอบ"), "new.toml")
    assert {d.id: d.on for d in same.duties if d.when == "on"} == {
        "record": date(2026, 3, 4), "transparency-evidence": date(2026, 3, 4), "round-end": date(2026, 3, 31),
    }  # fmt: skip
    steps = {"s1": True, "s2": True, "s3": True, "s4": True, "evidence_sent_date": "2026-03-04"}
    assert score(same, "team/3", None, steps).level == 5
    other = load(carry(text("nongkhai-2565-1"), 2569, 2, "ผู้ดูแล", date(2026, 4, 1), "เริ่มรอบ"), "new.toml")
    assert [d.on for d in other.duties if d.when == "on"] == [None, None, None]
    assert score(other, "team/3", None, steps).level == 4
    february = load(carry(text("buriram-2561"), 2567, None, "ผู้ดูแล", date(2023, 10, 1), "ปีใหม่"), "new.toml")
    assert next(d.on for d in february.duties if d.id == "round-1-groups") == date(2024, 2, 29)


def test_every_shipped_agreement_can_be_carried_to_either_round_and_carried_again() -> None:
    for name in shipped():
        for round_ in (1, 2):
            once = carry(text(name), 2569, round_, "ผู้ดูแล", date(2025, 10, 1), "เริ่มรอบ")
            assert load(once, name).round == round_
            assert load(carry(once, 2570, 1, "ผู้ดูแล", date(2026, 10, 1), "เริ่มรอบ"), name).fiscal_year == 2570
    with pytest.raises(Uncarriable) as refused:
        carry(text("nongkhai-2565-1"), 2565, 1, "ผู้ดูแล", date(2025, 10, 1), "ซ้ำ")
    assert str(refused.value) == (
        "nongkhai-2565-1: found year 2565 and round 1, expected others than those of nongkhai-2565-1"
    )


HEAD_OF_CHECKER = Entry("ทดสอบ", date(2025, 10, 9), "เทียบกับคำรับรองฉบับจริงแล้ว")


def test_a_confirmed_part_says_who_confirmed_it_and_the_others_stay_marked() -> None:
    carried = carry(text("buriram-2561"), 2569, 1, "ผู้ดูแล", date(2025, 10, 1), "เริ่มรอบ")
    marked = load(carried, "new.toml")
    assert marked.unconfirmed == ("head", "calendar", *BURIRAM.indicators)
    new = load(carried, "new.toml", confirmed={"function/2": HEAD_OF_CHECKER})
    assert new.unconfirmed == ("head", "calendar", *(i for i in BURIRAM.indicators if i != "function/2"))
    two, three = new.indicators["function/2"], new.indicators["function/3"]
    cell = two.tables["otop_growth_percent.base"]["บ้านกรวด"]  # line 293
    assert {p.confirmed for p in (two.levels[0].proof, two.weight_proof, cell.proof) if p} == {HEAD_OF_CHECKER}
    assert (two.levels[0].proof.unconfirmed, two.levels[0].proof.carried_from) == (False, "buriram-2561")
    assert all(lv.proof.unconfirmed for lv in three.levels)
    every = dict.fromkeys(("head", "calendar", *BURIRAM.indicators), HEAD_OF_CHECKER)
    assert load(carried, "new.toml", confirmed=every).unconfirmed == ()


def test_an_agreement_that_was_signed_itself_has_nothing_to_confirm() -> None:
    signed = load(text("buriram-2561"), "b.toml", confirmed={"function/2": HEAD_OF_CHECKER})
    assert (signed.unconfirmed, signed.indicators["function/2"].levels[0].proof.confirmed) == ((), None)
    with pytest.raises(Unconfirmable) as refused:
        check_confirmable(signed, "function/2")
    assert str(refused.value) == "buriram-2561: found a signed agreement, expected one that was carried over"


def test_what_still_waits_for_a_day_cannot_be_confirmed() -> None:
    other = load(carry(text("nongkhai-2565-1"), 2569, 2, "ผู้ดูแล", date(2026, 4, 1), "เริ่มรอบ"), "new.toml")
    with pytest.raises(Unconfirmable) as refused:
        check_confirmable(other, "team/3")  # line 86: ภายใน วันที่ ๔ มีนาคม ๒๕๖๕, of another round
    assert str(refused.value) == (
        "nongkhai-2569-2: team/3, level 5: found a day that was left open, expected an amendment that names it"
    )
    check_confirmable(other, "team/1")
    with pytest.raises(Unconfirmable) as unknown:
        check_confirmable(other, "team/9")
    assert str(unknown.value) == (
        'nongkhai-2569-2: found part "team/9", expected all or one of head, calendar, ' + ", ".join(NONGKHAI.indicators)
    )


AMENDMENT = """
amends = "nongkhai-2565-1"
version = 2
in_force = 2022-02-01
by = "ผู้ดูแล"
on = 2022-01-25
why = "หนังสือแจ้งแก้ไข"
[[indicator]]
id = "individual/7"
levels = [
  [1, "amendment", "ระดับ 1", "s1"],
  [2, "amendment", "ระดับ 2", "s2"],
  [3, "amendment", "ระดับ 3", "s3"],
  [4, "amendment", "ระดับ 4 อย่างน้อย 3 ช่องทาง", "channels >= 3"],
  [5, "amendment", "ระดับ 5", "s5"],
]
"""
LATER = """
amends = "nongkhai-2565-1"
version = 3
in_force = 2022-03-01
by = "ผู้ดูแล"
on = 2022-02-28
why = "หนังสือขยายเวลา"
[[duty]]
id = "record"
on = 2022-03-11
proof = ["amendment", "ภายในวันที่ ๑๑ มีนาคม ๒๕๖๕"]
"""


def test_an_amendment_stands_from_its_day_and_a_score_remembers_its_version() -> None:
    second = amended(text("nongkhai-2565-1"), AMENDMENT, "amendment.toml")
    assert (second.version, second.in_force, second.changes) == (2, date(2022, 2, 1), ("individual/7: levels",))
    versions = [NONGKHAI, second]
    assert in_force(versions, date(2022, 1, 31)) is NONGKHAI
    assert in_force(versions, date(2022, 2, 1)) is second
    inputs = {"s1": True, "s2": True, "s3": True, "channels": 2}
    before = score(NONGKHAI, "individual/7", "ท่าบ่อ", inputs)
    after = score(second, "individual/7", "ท่าบ่อ", before.case.inputs)
    assert [(r.level, r.version) for r in (before, after)] == [(4, 1), (3, 2)]
    entered = second.indicators["individual/7"].levels[3].proof.entry
    assert entered is not None
    assert dataclasses.astuple(entered) == ("ผู้ดูแล", date(2022, 1, 25), "หนังสือแจ้งแก้ไข")


def test_a_later_amendment_stands_on_the_earlier_one() -> None:
    second = amended_text(text("nongkhai-2565-1"), AMENDMENT, "2.toml")
    third = amended(second, LATER, "3.toml")
    assert (third.version, third.changes) == (3, ("record: on", "record: proof"))
    assert third.indicators["individual/7"].levels[3].conditions[0].amount == 3
    record = next(d for d in third.duties if d.id == "record")
    assert (record.on, record.proof.entry) == (
        date(2022, 3, 11), Entry("ผู้ดูแล", date(2022, 2, 28), "หนังสือขยายเวลา"),
    )  # fmt: skip
    assert third.indicators["team/1"].levels[0].proof == NONGKHAI.indicators["team/1"].levels[0].proof


def of_buriram(*cells: str) -> str:
    return f"""
amends = "buriram-2561"
version = 2
in_force = 2018-04-01
by = "ผู้ดูแล"
on = 2018-03-20
why = "หนังสือแจ้งเป้าหมายใหม่"
[[indicator]]
id = "function/4"
cells = [{", ".join(cells)}]
"""


def test_an_amendment_changes_a_districts_target_and_the_provinces_with_it() -> None:
    # line 457: บ้านกรวด 13; line 472: the province 387
    district = '["access_percent.den", "บ้านกรวด", 15, "amendment", "บ้านกรวด 15 ครัวเรือน"]'
    province = '["access_percent.den", "บุรีรัมย์", 389, "amendment", "รวม 389 ครัวเรือน"]'
    second = amended(text("buriram-2561"), of_buriram(district, province), "a.toml")
    column = second.indicators["function/4"].tables["access_percent.den"]
    assert (column["บ้านกรวด"].amount, column[None].amount, column["สตึก"].amount) == (15, 389, 14)
    assert score(BURIRAM, "function/4", "บ้านกรวด", {"access_percent": {"num": "13"}}).level == 5
    assert (
        score(second, "function/4", "บ้านกรวด", {"access_percent": {"num": "13"}}).level == 3
    )  # 13 of 15 is 86.7 (lines 433, 434)
    with pytest.raises(Unproven) as refused:
        amended(text("buriram-2561"), of_buriram(district), "a.toml")
    assert "access_percent.den: the rows add to 389, the total prints 387" in str(refused.value)
    with pytest.raises(Unproven) as wrong:
        amended(text("buriram-2561"), of_buriram(district.replace(" 15 ", " 14 "), province), "a.toml")
    assert '15 is not in the quote "บ้านกรวด 14 ครัวเรือน"' in str(wrong.value)
    again = amended(amended_text(text("buriram-2561"), of_buriram(district, province), "a.toml"),
                    of_buriram('["access_percent.den", "สตึก", 12, "amendment", "สตึก 12"]',
                               '["access_percent.den", "รวม", 387, "amendment", "รวม 387"]')
                    .replace("version = 2", "version = 3"), "b.toml")  # fmt: skip
    column = again.indicators["function/4"].tables["access_percent.den"]
    assert (column["บ้านกรวด"].amount, column["สตึก"].amount, column[None].amount) == (15, 12, Decimal(387))


@pytest.mark.parametrize(
    ("found", "instead", "fault"),
    [
        ("nongkhai-2565-1", "nongkhai-2565-2", 'head: found amends = "nongkhai-2565-2", expected "nongkhai-2565-1"'),
        ("version = 2", "version = 1", "head: found version 1, expected 2 or later"),
        ("version = 2", 'version = "2"', "head: found version = '2', expected a whole number"),
        ("in_force = 2022-02-01", "in_force = 2022-04-01",
         "head: found in_force = 2022-04-01, expected a day in 2021-10-01..2022-03-31"),
        ('why = "หนังสือแจ้งแก้ไข"\n[', "[", "head: missing why"),
        ("[[indicator]]", "x = 1\n[[indicator]]",
         'head: found "x", expected one of amends, version, in_force, by, on, why, indicator, duty'),
        ('"individual/7"', '"individual/77"',
         'indicator: found indicator "individual/77", expected one of ' + ", ".join(NONGKHAI.indicators)),
        ("levels = [", "level = [", 'indicator individual/7: found "level"'),
        ("3 ช่องทาง", "4 ช่องทาง", 'indicator individual/7, level 4: 3 ช่องทาง is not in the quote (entered)'),
        ("อย่างน้อย 3", "มากกว่า 3", "indicator individual/7, level 4: "),
    ],
)  # fmt: skip
def test_an_amendment_that_names_no_day_version_or_number_is_refused(found: str, instead: str, fault: str) -> None:
    assert found in AMENDMENT
    with pytest.raises(Unproven) as refused:
        amended(text("nongkhai-2565-1"), AMENDMENT.replace(found, instead, 1), "a.toml")
    assert str(refused.value).startswith(f"a.toml: {fault}")
