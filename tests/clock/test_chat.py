"""Deadlines, alarms and the office's own days, said in chat."""

from datetime import date
from pathlib import Path

import pytest

from handlers.deadlines import alarms, due_list, muting
from handlers.deadlines.digest import example
from handlers.desk.desk import Example, Route
from handlers.office import broadcasts, office_days
from handlers.reading import read
from scoring.agreement import Agreement
from scoring.deadlines.obligations import calendar, satisfied
from scoring.document.loading import shipped
from tests.clock.office import Office

ROUTES = (due_list.ROUTE, muting.ROUTE, alarms.ROUTE, broadcasts.ROUTE, office_days.ROUTE)


@pytest.mark.parametrize(("route", "example"), [(r, e) for r in ROUTES for e in r.examples], ids=lambda x: str(x)[:40])
def test_every_example_is_taken_by_its_own_route(route: Route, example: Example, nongkhai: Office) -> None:
    from handlers.desk.desk import Desk
    from handlers.desk.nouns import Message
    from handlers.routes import table

    names = {"supervisor": "ผู้กำกับ", "admin": "ผู้ดูแล", "": "สมชาย"}
    message = Message("e1", "text", nongkhai.today.now(), "U", "U", text=example.says)
    person = next(p for p in nongkhai.store.people.of_province("หนองคาย") if p.name == names[example.role])
    desk = Desk(nongkhai.store, nongkhai.book, nongkhai.today.now(), nongkhai.today.day(), person)
    first = next(r.name for r in table.ROUTES if r.answer(message, desk) is not None)
    assert first == route.name


def test_the_list_shows_the_next_ones_with_days_left(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 22), 9)
    nongkhai.says("สมชาย", "กำหนดส่ง")
    assert nongkhai.heard("สมชาย")[-1] == (
        "กำหนดส่งของเจ้าหน้าที่อำเภอ อ.ท่าบ่อ จ.หนองคาย\n"
        "1. บันทึกข้อตกลงในระบบ Online Real Time และพิมพ์สำเนารายงานผลการประเมินให้จังหวัด ภายใน 4 มี.ค. 2565 (อีก 10 วัน)\n"
        "2. ส่งหลักฐานการดำเนินงานความโปร่งใสให้สำนักงานพัฒนาชุมชนจังหวัด ภายใน 4 มี.ค. 2565 (อีก 10 วัน)\n"
        "3. สิ้นรอบการประเมินที่ 1 ภายใน 31 มี.ค. 2565 (อีก 37 วัน) – ยังไม่รายงาน 11 ตัวชี้วัด\n"
        "ทำแล้วพิมพ์ “ทำแล้ว 1” ส่วนที่ต้องรายงานตัวเลข รายงานแล้วจะหายไปเอง"
    )


def test_the_supervisor_sees_in_how_many_districts_each_is_open(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 22), 9)
    nongkhai.says("สมศรี", "ทำแล้ว 1")
    nongkhai.says("ผู้กำกับ", "กำหนดส่ง")
    assert "1. บันทึกข้อตกลงในระบบ" in nongkhai.heard("ผู้กำกับ")[-1]
    assert "ภายใน 4 มี.ค. 2565 (อีก 10 วัน) – ยังไม่ครบ 8/9 อำเภอ" in nongkhai.heard("ผู้กำกับ")[-1]


def test_numbers_keep_the_meaning_of_the_list_that_was_shown(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 22), 9)
    nongkhai.says("สมชาย", "กำหนดส่ง")
    nongkhai.says("สมหญิง", "ทำแล้ว 1")  # the list is now shorter by one
    nongkhai.says("สมชาย", "ทำแล้ว 2")
    assert nongkhai.heard("สมชาย")[-1] == (
        "“ส่งหลักฐานการดำเนินงานความโปร่งใสให้สำนักงานพัฒนาชุมชนจังหวัด” ต้องรายงานผลค่ะ จึงจะปิดเรื่องได้ พิมพ์เช่น\nITA ขั้น 5 เสร็จแล้ว"
    )
    nongkhai.says("สมชาย", "ทำแล้ว ๑")
    assert nongkhai.heard("สมชาย")[-1].startswith("บันทึกว่าทำแล้วค่ะ: บันทึกข้อตกลง")
    nongkhai.says("สมชาย", "ทำแล้ว 9")
    assert nongkhai.heard("สมชาย")[-1] == "ไม่พบข้อนี้ใน “กำหนดส่ง” ค่ะ พิมพ์ “กำหนดส่ง” เพื่อดูหมายเลขปัจจุบัน"


def test_a_slip_is_taken_back(nongkhai: Office) -> None:
    key = "nongkhai-2565-1:record::2022-03-04:ท่าบ่อ"
    nongkhai.today.set(date(2022, 2, 22), 9)
    nongkhai.says("สมชาย", data=f"done:{key}")
    assert nongkhai.store.duties.done(["nongkhai-2565-1"]) == {key}
    first = nongkhai.store.duties.done_at(key)
    nongkhai.says("สมชาย", data=f"undone:{key}@{first}")
    assert nongkhai.store.duties.done(["nongkhai-2565-1"]) == frozenset()
    nongkhai.says("สมหญิง", data=f"done:{key}")  # now it is done indeed: the first button takes back its own slip only
    for old in (f"undone:{key}@{first}", f"undone:{key}", f"undone:{key}@0"):
        nongkhai.says("สมชาย", data=old)
        assert nongkhai.heard("สมชาย")[-1].startswith("ปุ่มนี้เป็นของการบันทึกครั้งก่อนค่ะ")
    assert nongkhai.store.duties.done(["nongkhai-2565-1"]) == {key}


@pytest.mark.parametrize(
    "data", ["done:", "done:x", "done:nongkhai-2565-1:record::2022-03-04:ไม่มี", "undone:" + "ก" * 280]
)
def test_forged_buttons_do_nothing(nongkhai: Office, data: str) -> None:
    nongkhai.says("สมชาย", data=data)
    assert nongkhai.store.duties.done(["nongkhai-2565-1"]) == frozenset()
    assert "ขออภัยค่ะ ระบบอ่านข้อความนี้ไม่สำเร็จ" not in nongkhai.heard("สมชาย")[-1]


def test_nobody_closes_what_is_another_districts(nongkhai: Office) -> None:
    nongkhai.says("สมศรี", data="done:nongkhai-2565-1:record::2022-03-04:ท่าบ่อ")
    assert nongkhai.heard("สมศรี")[-1] == "ข้อนี้เป็นงานของผู้อื่นค่ะ จึงยังไม่ได้บันทึกอะไร"
    assert nongkhai.store.duties.done(["nongkhai-2565-1"]) == frozenset()


# alarms


def test_an_alarm_rings_once_at_its_time(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 15)
    nongkhai.says("สมชาย", "เตือนพรุ่งนี้ 8 โมง ส่งรายงาน OTOP")
    assert nongkhai.heard("สมชาย")[-1] == "ตั้งเตือน 11 ก.พ. 2565 เวลา 08:00 น. แล้วค่ะ: ส่งรายงาน OTOP"
    nongkhai.today.set(date(2022, 2, 11), 7, 59)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    for minute in (0, 1, 30):
        nongkhai.today.set(date(2022, 2, 11), 8, minute)
        nongkhai.restart()
        nongkhai.tick()
        nongkhai.new_clock().tick()
    assert nongkhai.pushed_to("สมชาย") == ["⏰ เตือนตามที่ขอไว้ค่ะ: ส่งรายงาน OTOP"]


def test_an_alarm_that_was_missed_for_an_hour_says_so_and_one_of_last_week_stays_silent(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 15)
    nongkhai.says("สมชาย", "เตือนอีก 1 ชั่วโมง โทรหาจังหวัด")
    nongkhai.says("สมศรี", "เตือนอีก 1 ชั่วโมง โทรหาจังหวัด")
    nongkhai.says("สมศรี", "ยกเลิกการเตือน")
    nongkhai.today.set(date(2022, 2, 10), 17)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == ["⏰ (เลยเวลาที่ตั้งไว้) เตือนตามที่ขอไว้ค่ะ: โทรหาจังหวัด"]
    assert nongkhai.pushed_to("สมศรี") == []
    nongkhai.says("สมชาย", "เตือนพรุ่งนี้ 8 โมง")
    nongkhai.today.set(date(2022, 2, 20), 9)
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("เตือนด้วย", "บอกเวลาที่อยากให้เตือนด้วยค่ะ เช่น “เตือนพรุ่งนี้ 8 โมง ส่งรายงาน OTOP” หรือ “เตือนอีก 2 ชั่วโมง”"),
        ("เตือนวันนี้ 7 โมง", "เวลานั้นผ่านไปแล้วค่ะ ลองบอกเวลาใหม่ เช่น “เตือนพรุ่งนี้ 8 โมง”"),
        ("เตือน 1 ม.ค. 2570", "ตั้งล่วงหน้าได้ไม่เกิน 1 ปีค่ะ"),
        ("การเตือนของฉัน", "ยังไม่ได้ตั้งการเตือนส่วนตัวค่ะ"),
        ("เตือนต่อ", "ไม่ได้หยุดเตือนเรื่องใดอยู่ค่ะ"),
        ("หยุดเตือน เรื่องพายุ", "ไม่แน่ใจว่า “เรื่องพายุ” คือเรื่องใดค่ะ"),
    ],
)
def test_what_is_unclear_is_said_with_an_example(nongkhai: Office, said: str, answer: str) -> None:
    nongkhai.today.set(date(2022, 2, 10), 15)
    nongkhai.says("สมชาย", said)
    assert nongkhai.heard("สมชาย")[-1].startswith(answer)


# the office's own days


def test_an_administrator_adds_a_deadline_with_a_reason(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 9)
    nongkhai.says("ผู้ดูแล", "เพิ่มกำหนด 15 มี.ค. ส่งแบบสรุป ถึง ท่าบ่อ สังคม เพราะ หนังสือที่ 123")
    assert nongkhai.heard("ผู้ดูแล")[-1].startswith(
        "เพิ่มกำหนดส่ง “ส่งแบบสรุป” ภายใน 15 มี.ค. 2565\nถึง อ.ท่าบ่อ อ.สังคม\nเหตุผล: หนังสือที่ 123\nยืนยันไหมคะ"
    )
    nongkhai.says("ผู้ดูแล", "1")
    nongkhai.reports("nongkhai-2565-1", "ท่าบ่อ", "team/3", "evidence_sent_date", date(2022, 2, 25))
    nongkhai.says("สมชาย", data="done:nongkhai-2565-1:record::2022-03-04:ท่าบ่อ")
    nongkhai.today.set(date(2022, 3, 8))  # seven days before
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == ["เตือนกำหนดส่ง: ส่งแบบสรุป ภายใน 15 มี.ค. 2565 (อีก 7 วัน)"]
    nongkhai.says("สมชาย", "กำหนดส่ง")
    assert "ส่งแบบสรุป ภายใน 15 มี.ค. 2565 (อีก 7 วัน) [หนังสือที่ 123]" in nongkhai.heard("สมชาย")[-1]


def test_an_administrator_moves_a_deadline_and_everybody_is_reminded_of_the_new_day(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 25))
    nongkhai.tick()
    nongkhai.today.set(date(2022, 2, 25), 10)
    nongkhai.says("ผู้ดูแล", "กำหนดส่ง")
    nongkhai.says("ผู้ดูแล", "เลื่อนกำหนด 1 เป็น 18 มี.ค. เพราะ กรมขยายเวลา")
    assert "จาก 4 มี.ค. 2565 เป็น 18 มี.ค. 2565\nเหตุผล: กรมขยายเวลา" in nongkhai.heard("ผู้ดูแล")[-1]
    nongkhai.says("ผู้ดูแล", "ยืนยัน")
    nongkhai.reports("nongkhai-2565-1", "สังคม", "team/3", "evidence_sent_date", date(2022, 2, 25))
    for day in (date(2022, 3, 1), date(2022, 3, 4), date(2022, 3, 7), date(2022, 3, 11)):
        nongkhai.today.set(day)
        nongkhai.tick()
    assert [p[-38:] for p in nongkhai.pushed_to("สมศรี")][1:] == ["การประเมินให้จังหวัด ภายใน 18 มี.ค. 2565 (อีก 7 วัน)"[-38:]]


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("สมชาย", "เพิ่มกำหนด 15 มี.ค. ส่งแบบ เพราะ x", "การเพิ่มหรือเลื่อนกำหนดเป็นของผู้ดูแลระบบของจังหวัดค่ะ"),
        ("ผู้กำกับ", "เลื่อนกำหนด 1 เป็น 18 มี.ค. เพราะ x", "การเพิ่มหรือเลื่อนกำหนดเป็นของผู้ดูแลระบบของจังหวัดค่ะ"),
        ("ผู้ดูแล", "เพิ่มกำหนด 15 มี.ค. ส่งแบบ", "ขอเหตุผลด้วยค่ะ โดยเติมคำว่า “เพราะ” เช่น เพราะ หนังสือที่ 123"),
        ("ผู้ดูแล", "เพิ่มกำหนด ส่งแบบ เพราะ x", "พิมพ์เช่น “เพิ่มกำหนด 15 มี.ค. ส่งแบบสรุป เพราะ หนังสือที่ 123” ค่ะ"),
        ("ผู้ดูแล", "เลื่อนกำหนด 44 เป็น 18 มี.ค. เพราะ x", "ไม่พบข้อนี้ใน “กำหนดส่ง” ค่ะ พิมพ์ “กำหนดส่ง” เพื่อดูหมายเลขปัจจุบัน"),
        ("ผู้ดูแล", "ตั้งวันเตือน เจ็ด", "พิมพ์เช่น “ตั้งวันเตือน 7 3 1 0 +1 +3” ค่ะ"),
        ("ผู้ดูแล", "ตั้งเวลาเตือน 3 ทุ่ม", "พิมพ์เช่น “ตั้งเวลาเตือน 08:30” ค่ะ (ระหว่าง 06:00 ถึง 16:00)"),
    ],
)
def test_who_may_not_or_said_too_little_hears_it(nongkhai: Office, who: str, said: str, answer: str) -> None:
    nongkhai.says(who, said)
    assert nongkhai.heard(who)[-1].startswith(answer)


def test_a_duty_without_a_printed_day_is_dated_by_the_administrator(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 9)
    nongkhai.says("ผู้ดูแล", "งานไม่มีวัน")
    assert nongkhai.heard("ผู้ดูแล")[-1].startswith("งานที่เอกสารไม่ได้ระบุวัน\n1. ")
    nongkhai.says("ผู้ดูแล", "ตั้งวัน 1 เป็น 28 ก.พ. เพราะ ประชุมประจำเดือน")
    nongkhai.says("ผู้ดูแล", "1")
    assert "กำหนดส่งภายใน 28 ก.พ. 2565" in nongkhai.heard("ผู้ดูแล")[-1]
    nongkhai.today.set(date(2022, 2, 21))
    nongkhai.tick()
    assert "ภายใน 28 ก.พ. 2565 (อีก 7 วัน)" in nongkhai.pushed_to("สมชาย")[0]


def test_a_province_sets_its_own_steps_and_hour(nongkhai: Office) -> None:
    nongkhai.says("ผู้ดูแล", "ตั้งวันเตือน 2 +1")
    assert nongkhai.heard("ผู้ดูแล")[-1] == "ตั้งวันเตือนแล้วค่ะ: ก่อนครบกำหนด 2 วัน; หลังครบกำหนด 1 วัน"
    nongkhai.says("ผู้ดูแล", "ตั้งเวลาเตือน 09:15")
    for day, minute, pushed in (
        (date(2022, 2, 25), 20, 0), (date(2022, 3, 1), 20, 0), (date(2022, 3, 2), 14, 0), (date(2022, 3, 2), 15, 1),
        (date(2022, 3, 3), 20, 1), (date(2022, 3, 4), 20, 1), (date(2022, 3, 7), 20, 2),
    ):  # fmt: skip
        nongkhai.today.set(day, 9, minute)
        nongkhai.tick()
        assert len(nongkhai.pushed_to("สมชาย")) == pushed, day


def test_weekly_duties_are_off_until_an_administrator_switches_them_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, "buriram-2561", patch=monkeypatch)
    office.person("ผู้ดูแล", "บุรีรัมย์", "admin")
    office.person("ผู้กำกับ", "บุรีรัมย์", "supervisor")
    office.today.set(date(2018, 2, 8))  # the day before Friday 9 February
    office.tick()
    assert office.pushes() == []
    office.says("ผู้กำกับ", "กำหนดส่ง")
    assert "รายงานประจำสัปดาห์" not in office.heard("ผู้กำกับ")[-1]
    office.says("ผู้ดูแล", "เปิดเตือนรายสัปดาห์")
    assert office.heard("ผู้ดูแล") == ["เปิดเตือนงานประจำสัปดาห์แล้วค่ะ: รายงานประจำสัปดาห์"]
    office.today.set(date(2018, 2, 8), 9)
    office.tick()
    (told,) = office.pushed_to("ผู้กำกับ")  # no owner of the group is in the system
    assert "รายงานประจำสัปดาห์" in told
    office.says("ผู้ดูแล", "ปิดเตือนรายสัปดาห์")
    office.today.set(date(2018, 2, 15))
    office.tick()
    assert len(office.pushes()) == 1


def test_who_leaves_takes_alarms_and_settings_along(nongkhai: Office) -> None:
    nongkhai.says("สมชาย", "เตือนพรุ่งนี้ 8 โมง ส่งรายงาน")
    nongkhai.says("สมชาย", "หยุดเตือน")
    nongkhai.says("สมชาย", "กำหนดส่ง")
    nongkhai.says("สมชาย", "ลบข้อมูลของฉัน")
    nongkhai.says("สมชาย", "1")
    for table in ("alarms", "muted", "shown_deadlines"):
        assert nongkhai.store.db.query(f"SELECT * FROM {table}") == []


def test_a_monthly_duty_that_is_called_done_counts_as_an_entry_of_its_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, "buriram-2561", patch=monkeypatch)
    office.person("สมชาย", "บุรีรัมย์", "officer", "สตึก")
    office.today.set(date(2018, 3, 5), 9)
    for _ in range(2):
        office.says("สมชาย", data="done:buriram-2561:meeting:agenda/5:2018-02-28:สตึก")
    assert office.heard("สมชาย")[0].startswith(
        "บันทึกว่าทำแล้วค่ะ: ประชุม คสป. หรือคณะทำงานที่ คสป. จัดตั้งขึ้น (อ.สตึก) นับเป็นผลของวันที่ 28 ก.พ. 2561"
    )
    (entry,) = office.store.ledger.standing("buriram-2561", "สตึก")
    assert (entry.input, entry.value, entry.as_of) == ("monthly_meeting_percent", "1", date(2018, 2, 28))
    results = office.store.duties.results(["buriram-2561"], everywhere=True)
    agreement = office.book.get("buriram-2561")
    assert agreement is not None
    february, march = [d for d in calendar(agreement, {}) if d.duty == "meeting"][:2]
    assert satisfied(february, "สตึก", results)
    assert not satisfied(march, "สตึก", results)
    office.says("สมชาย", "ยกเลิก")
    assert office.store.ledger.standing("buriram-2561", "สตึก")[0].fact != entry.fact  # the second of the two stands
    office.says("สมชาย", "ยกเลิก")
    assert office.store.ledger.standing("buriram-2561", "สตึก") == []


@pytest.mark.parametrize("agreement", list(shipped().values()), ids=lambda a: a.id)
def test_every_example_of_a_reminder_is_read_as_a_report_of_its_own_topic(agreement: Agreement) -> None:
    for deadline in calendar(agreement, {}):
        text = example(deadline, deadline.districts[0], {agreement.id: agreement}, deadline.day)
        if text:
            read_as = read(text, today=deadline.day, province=agreement.province, own_districts=agreement.districts[:1])
            assert (read_as.intent, read_as.ask, read_as.values[0].topic) == ("report", False, deadline.topic), text
