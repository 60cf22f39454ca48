"""The page of one agreement: a carried-over round is confirmed part by part; an amendment stands from its day."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scoring.document.carrying import carry
from tests.dashboard.conftest import Office
from tests.scoring.test_versions import AMENDMENT, text

NEW = "nongkhai-2569-1"
PAGE = f"/admin/versions/{NEW}"
OF_NEW = AMENDMENT.replace("nongkhai-2565-1", NEW).replace("2022", "2026")


@pytest.fixture
def nongkhai(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, TODAY="2026-01-20")
    with office.store.db.transaction():
        made = carry(text("nongkhai-2565-1"), 2569, 1, "ผู้ดูแล", date(2025, 10, 1), "เริ่มรอบ")
        office.store.rounds.keep_agreement(id=NEW, toml=made, by="ผู้ดูแล", training=False, at=1)
    office.open(NEW)
    office.enroll("นภา", "supervisor", province="หนองคาย")
    office.enroll("ผู้ดูแล", "admin", province="หนองคาย")
    office.enroll("สมชาย", "officer", "ท่าบ่อ", province="หนองคาย")
    yield office
    office.service.stop()


def test_the_mark_goes_with_the_last_confirmation(nongkhai: Office) -> None:
    napa, somchai = nongkhai.visitor("นภา"), nongkhai.visitor("สมชาย")
    place = f"/d/{NEW}/ท่าบ่อ"
    assert "เกณฑ์ยกมาจากรอบ 1/2565 ยังไม่ยืนยัน" in somchai.see(place)
    assert napa.send(PAGE, PAGE, part="team/1", why="").status_code == 400
    assert napa.send(PAGE, PAGE, part="team/1", why="คำรับรอง 6 ต.ค. 2568").status_code == 303
    assert "เกณฑ์ยกมาจากรอบ 1/2565 ยังไม่ยืนยัน 10 จาก 11 ตัวชี้วัด" in somchai.see(place)
    assert "เกณฑ์เปลี่ยนไปหลังจากหน้าที่ท่านเปิดไว้" in napa.send("/files", PAGE, part="all", why="x", shown="old").text
    assert "ยืนยันโดย นภา เมื่อ 20 ม.ค. 2569: คำรับรอง 6 ต.ค. 2568" in somchai.see(f"{place}/team/1")
    assert napa.send(PAGE, PAGE, part="all", why="คำรับรอง 6 ต.ค. 2568").status_code == 303
    assert "ยังไม่ยืนยัน" not in somchai.see(place)
    assert "ยืนยันครบทุกส่วนแล้ว" in napa.see(PAGE)
    assert somchai.send("/files", PAGE, part="all", why="x").status_code == 403


def test_an_amendment_from_a_file_stands_from_its_day(nongkhai: Office) -> None:
    for name in ("s1", "s2", "s3"):
        nongkhai.report("ท่าบ่อ", "individual/7", name, True, agreement=NEW, as_of=date(2026, 1, 10))
    nongkhai.report("ท่าบ่อ", "individual/7", "channels", "2", agreement=NEW, as_of=date(2026, 1, 10))
    admin, one = nongkhai.visitor("ผู้ดูแล"), f"/d/{NEW}/ท่าบ่อ/individual/7"

    def send(words: str, by: str = "ผู้ดูแล") -> tuple[int, str]:
        visitor = nongkhai.visitor(by)
        file = (io.BytesIO(words.encode()), "2.toml")
        sent = visitor.send("/files" if by == "นภา" else PAGE, f"{PAGE}/amend", file=file)  # type: ignore[arg-type]
        return sent.status_code, sent.text

    assert send(OF_NEW, by="นภา")[0] == 403
    status, said = send(OF_NEW.replace(NEW, "nongkhai-2565-1"))
    assert (status, f"พบ amends = &#34;nongkhai-2565-1&#34; ต้องเป็น “{NEW}”" in said) == (400, True)
    assert send(OF_NEW)[0] == 303
    assert "ฉบับที่ 2 ใช้ตั้งแต่ 1 ก.พ. 2569 individual/7: levels" in admin.see(PAGE)
    assert "ระดับ 4 ยังขาด" not in admin.see(one)  # 20 January: the first version asks for 2 channels (line 129)
    with nongkhai.store.db.transaction():
        nongkhai.service.today.move(date(2026, 2, 1))
    lacks = "ระดับ 4 ยังขาด ช่องทางเผยแพร่ 2 ช่องทาง (ไม่น้อยกว่า 3 ช่องทาง) (กรอกโดย ผู้ดูแล เมื่อ 25 ม.ค. 2569)"
    assert lacks in admin.see(one)
    assert "ฉบับที่ 2 ใช้ตั้งแต่ 1 ก.พ. 2569" in admin.see(one)
