"""Broadcasts: previewed with their cost, confirmed, sent once in batches, and their result told."""

from datetime import date
from pathlib import Path

import pytest

from bot.simulator.api.faults import Fault
from tests.clock.office import Office, line_user


def test_a_broadcast_to_districts_is_previewed_sent_once_and_its_result_told(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 10, 0)
    nongkhai.says("ผู้กำกับ", "ประกาศถึง ท่าบ่อ และ สังคม: ขอให้ส่งรายงานภายในพรุ่งนี้")
    assert nongkhai.heard("ผู้กำกับ")[-1] == (
        "ตัวอย่างประกาศ\n———\nขอให้ส่งรายงานภายในพรุ่งนี้\n———\nถึง อ.ท่าบ่อ อ.สังคม 3 คน\nใช้โควตาข้อความ 3 ข้อความ\n"
        "ส่ง: ทันทีที่ยืนยัน\n1. ส่งเลย\n2. ส่งเช้าวันทำการ\n3. ไม่ส่ง\nตอบด้วยปุ่มหรือพิมพ์หมายเลขข้อ"
    )
    nongkhai.says("ผู้กำกับ", "1")
    nongkhai.says("ผู้กำกับ", "ผลประกาศ")
    assert "ประกาศที่ 1 (10 ก.พ. 2565 เวลา 10:00 น.): รอส่ง\n• ส่งแล้ว 0\n• รอส่ง 3" in nongkhai.heard("ผู้กำกับ")[-1]
    for _ in range(2):
        nongkhai.clock.tick()
        nongkhai.new_clock().tick()
    nongkhai.tick()
    nongkhai.restart()
    nongkhai.tick()
    (sent,) = nongkhai.pushes()
    assert set(sent.to) == {line_user(n) for n in ("สมชาย", "สมหญิง", "สมศรี")}
    assert nongkhai.heard("สมชาย")[-1] == "📢 ประกาศจากคุณผู้กำกับ\nขอให้ส่งรายงานภายในพรุ่งนี้"
    nongkhai.says("ผู้กำกับ", "ผลประกาศ 1")
    assert "ส่งเสร็จแล้ว\n• ส่งแล้ว 3\n• รอส่ง 0\n• บล็อกบัญชีนี้หรือออกแล้ว 0\n• ส่งไม่สำเร็จ 0" in nongkhai.heard("ผู้กำกับ")[-1]


def test_who_blocked_the_account_is_counted_and_not_sent_to(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 10, 0)
    nongkhai.says("สมศรี", data="unfollow")
    nongkhai.says("ผู้ดูแล", "ประกาศ ประชุมวันศุกร์ 9.00 น.: ห้องใหญ่")  # this colon belongs to the words
    assert "ประชุมวันศุกร์ 9.00 น.: ห้องใหญ่\n———\nถึง ทุกคนในจังหวัด 4 คน" in nongkhai.heard("ผู้ดูแล")[-1]
    nongkhai.says("ผู้ดูแล", "ส่งเลย")
    nongkhai.tick()
    nongkhai.tick()
    nongkhai.says("ผู้ดูแล", "ผลประกาศ")
    assert "• ส่งแล้ว 3\n• รอส่ง 0\n• บล็อกบัญชีนี้หรือออกแล้ว 1" in nongkhai.heard("ผู้ดูแล")[-1]


@pytest.mark.parametrize(
    ("head", "people"),
    [("ถึงพัฒนาการอำเภอ", ["สมหญิง"]), ("ถึงเจ้าหน้าที่", ["สมชาย", "สมหญิง", "สมศรี"]), ("ถึงเจ้าหน้าที่ ท่าบ่อ", ["สมชาย", "สมหญิง"])],
)
def test_a_role_may_be_addressed(nongkhai: Office, head: str, people: list[str]) -> None:
    nongkhai.today.set(date(2022, 2, 10), 10, 0)
    nongkhai.says("ผู้ดูแล", f"ประกาศ{head}: ทดสอบ")
    nongkhai.says("ผู้ดูแล", "ส่งเลย")
    nongkhai.tick()
    assert {u for s in nongkhai.pushes() for u in s.to} == {line_user(p) for p in people}


def test_a_broadcast_waits_for_its_hour_and_through_the_night(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 22)
    nongkhai.says("ผู้ดูแล", "ประกาศ: ทดสอบ")
    assert "1. ส่งเช้าวันทำการ\n2. ส่งเลย\n3. ไม่ส่ง" in nongkhai.heard("ผู้ดูแล")[-1]  # at night the morning comes first
    nongkhai.says("ผู้ดูแล", "1")
    nongkhai.says("ผู้ดูแล", "ประกาศพรุ่งนี้ 9 โมง ถึง สังคม: ทดสอบสอง")
    nongkhai.says("ผู้ดูแล", "1")
    for hour, minute, sent in ((23, 0, 0), (8, 29, 0), (8, 30, 1), (8, 59, 1), (9, 0, 2)):
        nongkhai.today.set(date(2022, 2, 10 if hour == 23 else 11), hour, minute)
        nongkhai.tick()
        assert len([s for s in nongkhai.pushes() if s.endpoint == "multicast"]) == sent


def test_only_supervisors_and_admins_announce(nongkhai: Office) -> None:
    nongkhai.says("สมชาย", "ประกาศ ทดสอบ")
    assert nongkhai.heard("สมชาย")[-1] == "การประกาศสำหรับผู้กำกับหรือผู้ดูแลของจังหวัดค่ะ"
    nongkhai.says("ผู้ดูแล", "ประกาศ")
    assert nongkhai.heard("ผู้ดูแล")[-1].startswith("พิมพ์ “ประกาศ” ตามด้วยข้อความค่ะ")
    nongkhai.says("ผู้ดูแล", "ประกาศ ทดสอบ")
    nongkhai.says("ผู้ดูแล", "ไม่ส่ง")
    nongkhai.tick()
    assert nongkhai.pushes() == []


def test_many_people_make_batches_of_five_hundred_with_faults_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, "nongkhai-2565-1", patch=monkeypatch)
    office.today.set(date(2022, 2, 10), 10, 0)
    with office.store.db.transaction():
        for n in range(1_203):
            office.person(f"คนที่ {n}", "หนองคาย", "officer", "ท่าบ่อ")
        office.person("ผู้ดูแล", "หนองคาย", "admin")
    for fault in (Fault("multicast", "500", times=2, effect=True), Fault("multicast", "429-rate", times=2)):
        office.faults.add(fault)
    office.says("ผู้ดูแล", "ประกาศ: ทดสอบ")
    assert "1,203 คน\nใช้โควตาข้อความ 1,203 ข้อความ" in office.heard("ผู้ดูแล")[-1]
    office.says("ผู้ดูแล", "1")
    office.tick()
    office.tick()
    assert [len(s.to) for s in office.pushes()] == [500, 500, 203]
    assert office.sending.usage == 1_203
    assert len({u for s in office.pushes() for u in s.to}) == 1_203
    office.says("ผู้ดูแล", "ผลประกาศ")
    assert "• ส่งแล้ว 1,203\n• รอส่ง 0" in office.heard("ผู้ดูแล")[-1]


def test_what_line_refuses_is_told_as_failed(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 10), 10, 0)
    nongkhai.faults.add(Fault("multicast", "400", times=1))
    nongkhai.says("ผู้ดูแล", "ประกาศถึง สังคม: ทดสอบ")
    nongkhai.says("ผู้ดูแล", "1")
    nongkhai.tick()
    nongkhai.tick()
    nongkhai.says("ผู้ดูแล", "ผลประกาศ")
    assert "• ส่งแล้ว 0\n• รอส่ง 0\n• บล็อกบัญชีนี้หรือออกแล้ว 0\n• ส่งไม่สำเร็จ 1" in nongkhai.heard("ผู้ดูแล")[-1]


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("ประกาศถึง บ้านกรวด: ขอให้ส่งรายงาน", "บ้านกรวด"),
        ("ประกาศถึง สังคม และ บ้านกรวด: ขอให้ส่งรายงาน", "สังคม และ บ้านกรวด"),
        ("ประกาศถึงอำเภอบ้านกรวด พรุ่งนี้ 9 โมง: ขอให้ส่งรายงาน", "อำเภอบ้านกรวด พรุ่งนี้ 9 โมง"),
    ],
)
def test_a_district_of_another_province_is_refused_and_nobody_else_hears_it(
    nongkhai: Office, said: str, whom: str
) -> None:
    nongkhai.says("ผู้ดูแล", said)
    assert nongkhai.heard("ผู้ดูแล")[-1] == (
        f"ไม่พบผู้รับ “{whom}” ในจังหวัดของท่านค่ะ ยังไม่ได้ส่งอะไร\nใช้ชื่ออำเภอในจังหวัด พัฒนาการอำเภอ หรือทุกคน"
    )
    nongkhai.says("ผู้ดูแล", "1")
    nongkhai.tick()
    assert nongkhai.store.db.query("SELECT id FROM broadcasts") == []
