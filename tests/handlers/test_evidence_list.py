"""Claims about "หลักฐาน": what is there and what is missing, for whom, and how more is attached or verified."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scoring.results.pieces import Piece, Place
from tests.handlers.office import Json, Office, read_aloud
from tests.handlers.test_evidence import POOR, Camera

BURIRAM, DISTRICT = "buriram-2561", "บ้านกรวด"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2018-03-15", BURIRAM)
    made.enroll("สมชาย", "บุรีรัมย์", DISTRICT)
    made.enroll("มาลี", "บุรีรัมย์", "ปะคำ")
    made.enroll("นภา", "บุรีรัมย์", role="supervisor")
    made.enroll("กลุ่มงาน", "บุรีรัมย์", role="owner", group="กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน")
    made.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    return made


@pytest.fixture
def camera(office: Office) -> Camera:
    return Camera(office)


def buttons(card: Json) -> dict[str, str]:
    """Label and data of the buttons below a card."""
    pairs = card["contents"].get("footer", {}).get("contents", [])
    return {b["action"]["label"]: b["action"]["data"] for pair in pairs for b in pair["contents"]}


def keep(office: Office, level: int, n: int = 1, first: int = 0, **more: Any) -> None:
    for i in range(first, first + n):
        id = f"kept-{level}-{i}"
        given = {"name": "", "verified_by": None, **more}
        piece = Piece(
            id, "image", "kept", f"m-{id}", id, office.numbers["สมชาย"], 1_521_082_800_000 + i, id,
            Place(BURIRAM, DISTRICT, "function/3", level), hash=f"{level:032d}{i:032d}", size=9,
            media="image/png", **given,
        )  # fmt: skip
        with office.store.db.transaction():
            office.store.evidence.add(piece=piece)


def test_one_indicator_shows_each_step_with_its_list_and_its_pieces(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    keep(office, 1, name="ทะเบียน.pdf")
    (card,) = office.answer("สมชาย", "หลักฐาน ครัวเรือนยากจน")
    said = read_aloud([card])
    assert "ตัวเลขถึงระดับ 5 แล้ว ยังขาดหลักฐานขั้น 1–5" in said  # kept, but no fact marks e1 here
    assert "ขั้น 1\n● 1 ชิ้น\n• มีทะเบียนข้อมูลจำแนกสถานะครัวเรือนยากจนเป้าหมาย" in said
    assert "รูป ทะเบียน.pdf · 15 มี.ค. 2561 10:00 น. · สมชาย" in said
    assert "ขั้น 2\n○ ยังขาด\n• มีแผนปฏิบัติการ/แผนการส่งเสริม สนับสนุนครัวเรือนยากจนเป้าหมาย" in said
    assert list(buttons(card)) == ["แนบขั้น 1", "แนบขั้น 2", "แนบขั้น 3", "แนบขั้น 4"]


def test_all_indicators_of_the_district_on_one_card(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    (card,) = office.answer("สมชาย", "หลักฐาน")
    assert card["altText"] == "หลักฐาน อ.บ้านกรวด · ปี 2561 1 ชิ้น · ยังขาด: ครัวเรือนยากจน, เศรษฐกิจฐานราก"
    said = read_aloud([card])
    assert "ครัวเรือนยากจน\n●○○○○  1 ชิ้น\nยังขาดหลักฐานขั้น 2–5" in said
    assert "เข้าถึงแหล่งทุน\n–  ยังไม่มี\nเอกสารกำหนด 10 รายการ" in said  # lines 480 (3), 481, 489, 490 (5)
    assert "รายได้ OTOP\n–  ยังไม่มี\nเอกสารไม่ได้กำหนดหลักฐาน แนบเพิ่มได้" in said
    rows = card["contents"]["body"]["contents"]
    assert rows[1]["action"] == {"type": "message", "label": "ครัวเรือนยากจน", "text": "หลักฐาน ครัวเรือนยากจน"}


def test_the_button_of_a_step_waits_for_its_photo(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    (card,) = office.answer("สมชาย", "หลักฐาน ครัวเรือนยากจน")
    (asked,) = office.tap("สมชาย", buttons(card)["แนบขั้น 3"])
    assert asked["text"] == ("ส่งรูป ไฟล์ หรือตำแหน่งได้เลยค่ะ จะแนบเป็นหลักฐาน ครัวเรือนยากจน (ขั้น 3) อ.บ้านกรวด · ปี 2561")
    kinds = [i["action"]["type"] for i in asked["quickReply"]["items"]]
    assert kinds == ["camera", "cameraRoll", "location"]
    (card,) = camera.send("สมชาย")
    assert "แนบหลักฐานแล้ว: รูป 1 (ขั้น 3)" in card["altText"]
    assert camera.marked() == ["e3"]  # done, and blocked by the steps before it
    assert "ระดับ 0" in card["altText"]


def test_the_step_may_be_named_in_words(office: Office, camera: Camera) -> None:
    (asked,) = office.answer("สมชาย", "แนบหลักฐาน ครัวเรือนยากจน ขั้น 2")
    assert "ครัวเรือนยากจน (ขั้น 2)" in asked["text"]
    camera.send("สมชาย")
    assert camera.pieces("function/3") == [(2, "waiting")]
    office.sent += 60
    (asked,) = office.answer("สมชาย", "แนบหลักฐาน OTOP")
    assert "รายได้ OTOP (ทั้งตัวชี้วัด)" in asked["text"]


@pytest.mark.parametrize("words", ["หลักฐาน", "ขอดูหลักฐาน", "ดูหลักฐาน", "รายการหลักฐาน", "หลักฐานค่ะ"])
def test_ways_of_asking_for_the_list(office: Office, words: str) -> None:
    (card,) = office.answer("สมชาย", words)
    assert card["altText"].startswith("หลักฐาน อ.บ้านกรวด")


def test_a_report_that_speaks_of_evidence_is_no_request_for_the_list(office: Office) -> None:
    assert "หลักฐาน อ." not in read_aloud(office.answer("สมชาย", "ส่งหลักฐานความโปร่งใสแล้ว"))


def test_only_those_with_the_right_see_it(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    assert "1 ชิ้น" in read_aloud(office.answer("นภา", "หลักฐาน ครัวเรือนยากจน บ้านกรวด"))
    assert "1 ชิ้น" in read_aloud(office.answer("กลุ่มงาน", "หลักฐาน ครัวเรือนยากจน บ้านกรวด"))
    said = read_aloud(office.answer("มาลี", "หลักฐาน ครัวเรือนยากจน บ้านกรวด"))
    assert said.startswith("ท่านดูได้เฉพาะ อ.ปะคำ ค่ะ")
    assert "ชิ้น" not in read_aloud(office.answer("นคร", "หลักฐาน ครัวเรือนยากจน อ.บ้านกรวด จ.บุรีรัมย์"))


def test_an_owner_may_look_and_verify_but_not_attach_for_a_district(office: Office, camera: Camera) -> None:
    keep(office, 1)
    (card,) = office.answer("กลุ่มงาน", "หลักฐาน ครัวเรือนยากจน บ้านกรวด")
    assert list(buttons(card)) == ["ตรวจแล้ว ขั้น 1"]
    (said,) = office.tap("กลุ่มงาน", "ev:to:buriram-2561|บ้านกรวด|function/3|1")
    assert said["text"] == "ท่านแนบหรือแก้หลักฐานนี้ไม่ได้ค่ะ เจ้าหน้าที่แนบได้เฉพาะอำเภอของตน"


def test_a_supervisor_attaches_for_a_district_by_the_button(office: Office, camera: Camera) -> None:
    (card,) = office.answer("นภา", "หลักฐาน ครัวเรือนยากจน บ้านกรวด")
    office.tap("นภา", buttons(card)["แนบขั้น 1"])
    (done,) = camera.send("นภา")
    assert "อ.บ้านกรวด" in read_aloud([done])
    assert camera.marked() == ["e1"]


def test_the_province_verifies_what_it_has_seen(office: Office, camera: Camera) -> None:
    keep(office, 1, n=2)
    (card,) = office.answer("นภา", "หลักฐาน ครัวเรือนยากจน บ้านกรวด")
    (said,) = office.tap("นภา", buttons(card)["ตรวจแล้ว ขั้น 1"])
    assert said["text"] == ("บันทึกว่าตรวจหลักฐาน ครัวเรือนยากจน (ขั้น 1) อ.บ้านกรวด · ปี 2561 แล้ว 2 ชิ้นค่ะ")
    (card,) = office.answer("นภา", "หลักฐาน ครัวเรือนยากจน บ้านกรวด")
    assert "● 2 ชิ้น (ตรวจแล้ว 2)" in read_aloud([card])
    assert "ตรวจแล้ว ขั้น 1" not in buttons(card)


def test_what_came_after_the_card_is_not_verified_by_it(office: Office, camera: Camera) -> None:
    keep(office, 1, n=2)
    (card,) = office.answer("นภา", "หลักฐาน ครัวเรือนยากจน บ้านกรวด")
    keep(office, 1, first=2)
    said, fresh = office.tap("นภา", buttons(card)["ตรวจแล้ว ขั้น 1"])
    assert said["text"].startswith("มีหลักฐานเข้ามาใหม่หรือถูกย้ายหลังจากการ์ดเดิมค่ะ ยังไม่ได้บันทึกว่าตรวจ")
    assert {p.verified_by for p in office.store.evidence.of(BURIRAM, DISTRICT)} == {None}
    (said,) = office.tap("นภา", buttons(fresh)["ตรวจแล้ว ขั้น 1"])
    assert "แล้ว 3 ชิ้นค่ะ" in said["text"]


def test_where_only_verified_evidence_counts_the_card_says_so(office: Office) -> None:
    with office.store.db.transaction():
        office.store.wishes.set(province="บุรีรัมย์", name="verified_only", value="on", by=office.numbers["นภา"], at=1)
    card = read_aloud(office.answer("สมชาย", "หลักฐาน ครัวเรือนยากจน"))
    assert "แบบประเมินฉบับส่งนับเฉพาะหลักฐานที่จังหวัดตรวจแล้ว" in card


def test_the_day_is_the_offices_and_the_hour_the_clocks(office: Office, camera: Camera) -> None:
    camera.send("สมชาย")
    assert camera.newest("สมชาย").day == date(2018, 3, 15)


def test_an_officer_verifies_nothing(office: Office) -> None:
    keep(office, 1)
    (said,) = office.tap("สมชาย", "ev:ok:buriram-2561|บ้านกรวด|function/3|1")
    assert said["text"] == "การตรวจหลักฐานเป็นหน้าที่ของจังหวัดค่ะ"
    assert {p.verified_by for p in office.store.evidence.of(BURIRAM, DISTRICT)} == {None}


def test_the_fullest_card_is_one_that_line_takes(office: Office) -> None:
    """Office checks every message as LINE would: 30 KB for a bubble."""
    office.answer("สมชาย", POOR)
    for level in range(1, 6):
        keep(office, level, n=20, name="ก" * 76 + ".pdf")
    (card,) = office.answer("นภา", "หลักฐาน ครัวเรือนยากจน บ้านกรวด")
    assert "และอีก 17 ชิ้น" in read_aloud([card])


@pytest.mark.parametrize(
    ("agreement", "province", "district", "day"),
    [
        ("chaiyaphum-2562-1", "ชัยภูมิ", "จัตุรัส", "2019-02-01"),
        ("chonburi-2568-1", "ชลบุรี", "บ้านบึง", "2025-02-01"),
        ("nongkhai-2565-1", "หนองคาย", "ท่าบ่อ", "2022-02-01"),
        ("sakaeo-2567-1", "สระแก้ว", "วัฒนานคร", "2024-02-01"),
    ],
)
def test_every_province_has_its_list(tmp_path: Path, agreement: str, province: str, district: str, day: str) -> None:
    office = Office(tmp_path, day, agreement)
    office.enroll("ก", province, district)
    (card,) = office.answer("ก", "หลักฐาน")
    found = office.book.get(agreement)
    assert found is not None
    for indicator in found.of(district):
        assert indicator.short in read_aloud([card])
    (question,) = Camera(office).send("ก")
    assert question["text"].startswith("ได้รับรูป 1 รายการแล้วค่ะ")
