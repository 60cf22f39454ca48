"""Claims about evidence in chat: what a photo is offered to, the one question about a bundle, and how it is undone."""

from pathlib import Path
from typing import Any

import pytest

from handlers.evidence.incoming import clean_name
from scoring.results.pieces import Piece
from tests.handlers.office import Json, Office, quick, read_aloud

BURIRAM, NONGKHAI = "buriram-2561", "nongkhai-2565-1"
DISTRICT = "บ้านกรวด"
POOR = "ครัวเรือนยากจนคงเหลือ 80 จาก 176 ครัวเรือน"  # 45.45 %: level 5 by the figures (line 344)


class Camera:
    """Photos, files and places that somebody in the office sends."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def send(self, name: str, kind: str = "image", *, group: bool = False, **message: Any) -> list[Json]:
        provider = {"contentProvider": {"type": "line"}} if kind in ("image", "video", "audio") else {}
        event = {"type": "message", "message": {"type": kind, **provider, **message}}
        return self.office._deed(name, event, group)

    def set(self, name: str, id: str, n: int, total: int | None = None) -> list[Json]:
        numbers = {"index": n, "total": total} if total else {}
        return self.send(name, imageSet={"id": id, **numbers})

    def unsend(self, name: str, back: int = 0) -> list[Json]:
        """The message that was sent so many deeds ago."""
        id = f"m{self.office.sent - back}"
        return self.office._deed(name, {"type": "unsend", "unsend": {"messageId": id}}, False)

    def newest(self, name: str) -> Piece:
        piece = self.office.store.evidence.newest(self.office.numbers[name])
        assert piece is not None
        return piece

    def pieces(
        self, indicator: str, district: str | None = DISTRICT, agreement: str = BURIRAM
    ) -> list[tuple[Any, str]]:
        found = self.office.store.evidence.of(agreement, district, indicator)
        return [(p.place and p.place.level, p.state) for p in found]

    def marked(self, indicator: str = "function/3") -> list[str]:
        standing = self.office.store.ledger.standing(BURIRAM, DISTRICT)
        return sorted(s.input for s in standing if s.indicator == indicator and s.kind == "flag")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2018-03-15", BURIRAM)
    made.enroll("สมชาย", "บุรีรัมย์", DISTRICT)
    made.enroll("มาลี", "บุรีรัมย์", "ปะคำ", "นางรอง")
    made.enroll("นภา", "บุรีรัมย์", role="supervisor")
    made.enroll("กลุ่มงาน", "บุรีรัมย์", role="owner", group="กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน")
    return made


@pytest.fixture
def camera(office: Office) -> Camera:
    return Camera(office)


# offered to what was reported last


def test_a_photo_after_a_step_is_evidence_of_that_step(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-02-01", NONGKHAI)
    office.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    receipt = office.answer("นคร", "ศูนย์จัดการกองทุนชุมชน ขั้น 1 เสร็จแล้ว")
    assert "หลักฐานขั้น 1 · ส่งรูปหรือไฟล์ต่อได้เลย" in read_aloud(receipt)
    assert receipt[-1]["quickReply"]["items"][0]["action"] == {"type": "camera", "label": "ถ่ายรูป"}
    (card,) = Camera(office).send("นคร")
    assert card["altText"].startswith("ศูนย์จัดการกองทุน แนบหลักฐานแล้ว: รูป 1 (ขั้น 1)")
    assert Camera(office).pieces("individual/2", "ท่าบ่อ", NONGKHAI) == [(1, "waiting")]
    assert [f.input for f in office.store.ledger.history(NONGKHAI, "ท่าบ่อ")] == ["s1"]  # said, not marked by the photo


def test_a_photo_after_a_figure_goes_where_the_receipt_asked_for_it(office: Office, camera: Camera) -> None:
    receipt = read_aloud(office.answer("สมชาย", POOR))
    assert "ตัวเลขถึงระดับ 5 แล้ว ยังขาดหลักฐานขั้น 1–5" in receipt
    assert "หลักฐานขั้น 1: มีทะเบียนข้อมูลจำแนกสถานะครัวเรือนยากจนเป้าหมาย" in receipt
    (card,) = camera.send("สมชาย")
    assert card["altText"] == (
        "ครัวเรือนยากจน แนบหลักฐานแล้ว: รูป 1 (ขั้น 1) · ระดับ 0 → 1 ▲ · ตัวเลขถึงระดับ 5 แล้ว ยังขาดหลักฐานขั้น 2–5"
    )
    assert "นับเป็นหลักฐานขั้น 1: ทะเบียนจำแนกสถานะ + ฐานข้อมูล" in read_aloud([card])
    assert camera.marked() == ["e1"]
    assert quick(card) == ["ถ่ายรูป", "เปลี่ยนที่แนบ", "ไม่ใช่หลักฐาน"]


def test_the_next_photo_goes_to_the_same_place_without_a_second_fact(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    (card,) = camera.send("สมชาย", "file", fileName="ทะเบียน.pdf", fileSize=100)
    assert "แนบหลักฐานแล้ว: ไฟล์ 1 (ขั้น 1)" in card["altText"]
    assert camera.pieces("function/3") == [(1, "waiting"), (1, "waiting")]
    assert [f.input for f in office.store.ledger.history(BURIRAM, DISTRICT)] == ["remaining_percent", "e1"]


def test_a_place_is_kept_at_once_and_has_nothing_to_fetch(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย", "location", latitude=14.4181, longitude=103.1024, title="ที่ว่าการอำเภอ", address="บ้านกรวด")
    piece = camera.newest("สมชาย")
    assert (piece.kind, piece.state, piece.name, piece.detail) == (
        "location",
        "kept",
        "ที่ว่าการอำเภอ",
        "14.4181,103.1024",
    )
    assert office.store.db.query("SELECT id FROM outbox WHERE kind = 'fetch'") == []


def test_a_report_of_an_hour_ago_is_not_what_a_photo_is_about(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    office.sent += 31  # minutes
    (question,) = camera.send("สมชาย")
    assert question["text"].startswith("ได้รับรูป 1 รายการแล้วค่ะ เป็นหลักฐานของตัวชี้วัดใดคะ")


# asked about once


def test_without_a_report_one_question_names_every_indicator_with_its_step(office: Office, camera: Camera) -> None:
    (question,) = camera.send("สมชาย")
    assert question["text"] == (
        "ได้รับรูป 1 รายการแล้วค่ะ เป็นหลักฐานของตัวชี้วัดใดคะ\n1. รายได้ OTOP\n2. ครัวเรือนยากจน ขั้น 1\n3. เข้าถึงแหล่งทุน\n"
        "4. เศรษฐกิจฐานราก ขั้น 1\n5. ไม่ใช่หลักฐาน ลบทิ้ง\nตอบด้วยปุ่มหรือพิมพ์หมายเลขข้อ"
    )
    rows = office.store.db.query("SELECT target FROM outbox WHERE kind = 'fetch'")
    assert rows == [{"target": "m1"}]  # fetched before the answer: LINE may not keep it
    (card,) = office.answer("สมชาย", "๒")
    assert "แนบหลักฐานแล้ว: รูป 1 (ขั้น 1)" in card["altText"]
    assert camera.pieces("function/3") == [(1, "waiting")]
    assert camera.marked() == ["e1"]


def test_a_set_of_photos_is_one_question_and_one_answer(office: Office, camera: Camera) -> None:
    (question,) = camera.set("สมชาย", "s1", 2, 3)
    assert question["text"].startswith("ได้รับรูป 3 รายการแล้วค่ะ")
    assert camera.set("สมชาย", "s1", 1, 3) == []
    (card,) = office.answer("สมชาย", "4")
    assert "เศรษฐกิจฐานราก แนบหลักฐานแล้ว: รูป 3 (ขั้น 1)" in card["altText"]
    assert camera.set("สมชาย", "s1", 3, 3) == []  # LINE's third, late
    assert camera.pieces("agenda/5") == [(1, "waiting")] * 3
    assert len(office.store.db.query("SELECT id FROM questions")) == 1


def test_a_set_without_numbers_is_a_set(office: Office, camera: Camera) -> None:
    assert len(camera.set("สมชาย", "s1", 1)) == 1
    assert camera.set("สมชาย", "s1", 2) == []
    (card,) = office.answer("สมชาย", "1")
    assert "รายได้ OTOP แนบหลักฐานแล้ว: รูป 2 (ทั้งตัวชี้วัด)" in card["altText"]


def test_two_people_with_the_same_set_id_have_two_bundles(office: Office, camera: Camera) -> None:
    assert len(camera.set("สมชาย", "s1", 1)) == 1
    assert len(camera.set("มาลี", "s1", 1)) == 1


def test_the_question_is_answered_by_the_indicators_name(office: Office, camera: Camera) -> None:
    camera.send("สมชาย")
    (card,) = office.answer("สมชาย", "ครัวเรือนยากจน")
    assert "ครัวเรือนยากจน แนบหลักฐานแล้ว: รูป 1 (ขั้น 1)" in card["altText"]


def test_a_report_while_the_question_waits_is_a_report(office: Office, camera: Camera) -> None:
    camera.send("สมชาย")
    (card,) = office.answer("สมชาย", POOR)
    assert "80 จาก 176 ครัวเรือน" in card["altText"]
    (card,) = office.answer("สมชาย", "2")
    assert "แนบหลักฐานแล้ว" in card["altText"]


def test_what_is_no_evidence_is_dropped_with_its_bytes(office: Office, camera: Camera) -> None:
    camera.send("สมชาย")
    (said,) = office.answer("สมชาย", "5")
    assert said["text"] == "ลบออกจากหลักฐานแล้วค่ะ ไม่ได้เก็บรูปหรือไฟล์นั้นไว้"
    assert camera.newest("สมชาย").state == "withdrawn"
    assert camera.send("สมชาย")[0]["text"].startswith("ได้รับรูป")


def test_an_officer_of_two_districts_names_the_district_first(office: Office, camera: Camera) -> None:
    (question,) = camera.send("มาลี")
    assert question["text"].startswith("ได้รับหลักฐานแล้วค่ะ เป็นของอำเภอใดคะ\n1. อ.นางรอง\n2. อ.ปะคำ\n")
    (question,) = office.answer("มาลี", "2")
    assert "2. ครัวเรือนยากจน ขั้น 1" in question["text"]
    office.answer("มาลี", "2")
    assert camera.pieces("function/3", "ปะคำ") == [(1, "waiting")]
    assert camera.pieces("function/3", "นางรอง") == []


def test_the_steps_of_pracharat_count_with_their_evidence_too(office: Office, camera: Camera) -> None:
    (said,) = office.answer("สมชาย", "เศรษฐกิจฐานราก ขั้น 3 เสร็จแล้ว")
    assert said["text"].startswith("เศรษฐกิจฐานราก ขั้น 3 นับเมื่อมีหลักฐานค่ะ จึงยังไม่บันทึก")
    office.answer("สมชาย", "แนบหลักฐาน เศรษฐกิจฐานราก ขั้น 3")
    (card,) = camera.send("สมชาย")
    assert "เศรษฐกิจฐานราก แนบหลักฐานแล้ว: รูป 1 (ขั้น 3)" in card["altText"]
    assert camera.marked("agenda/5") == ["s3"]


def test_another_open_question_is_not_pushed_aside(office: Office, camera: Camera) -> None:
    asked = office.answer("สมชาย", "เศรษฐกิจฐานราก 4 กลุ่ม")
    assert "เป็นตัวเลขของข้อใดคะ" in read_aloud(asked)
    (said,) = camera.send("สมชาย")
    assert said["text"].startswith("เก็บไว้ให้แล้วค่ะ ยังไม่ได้ระบุว่าเป็นหลักฐานของตัวชี้วัดใด")
    (card,) = office.answer("สมชาย", "2")
    assert "4 กลุ่ม" in card["altText"]
    (card,) = office.answer("สมชาย", "หลักฐาน")
    assert "ยังไม่ได้ระบุตัวชี้วัด 1 ชิ้น" in read_aloud([card])
    (question,) = office.tap("สมชาย", card["quickReply"]["items"][0]["action"]["data"])
    office.answer("สมชาย", "4")
    assert "4. เศรษฐกิจฐานราก" in question["text"]
    assert [state for _, state in camera.pieces("agenda/5")] == ["waiting"]


# moved, dropped, unsent


def data(card: Json, label: str) -> str:
    return str(next(i["action"]["data"] for i in card["quickReply"]["items"] if i["action"]["label"] == label))


def test_moved_evidence_takes_its_step_with_it(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    (card,) = camera.send("สมชาย")
    (question,) = office.tap("สมชาย", data(card, "เปลี่ยนที่แนบ"))
    assert question["text"].startswith(
        "ย้ายรูป 1 รายการ ไปเป็นหลักฐานของตัวชี้วัดใดคะ\n1. ครัวเรือนยากจน ขั้น 2\n2. ครัวเรือนยากจน ขั้น 3\n"
    )
    (card,) = office.answer("สมชาย", "1")
    assert "แนบหลักฐานแล้ว: รูป 1 (ขั้น 2) · ระดับ 1 → 0 ▼" in card["altText"]
    assert camera.marked() == ["e2"]
    assert camera.pieces("function/3") == [(2, "waiting")]


def test_dropped_by_its_button(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    (card,) = camera.send("สมชาย")
    office.tap("สมชาย", data(card, "ไม่ใช่หลักฐาน"))
    assert camera.marked() == []
    assert camera.pieces("function/3") == [(1, "withdrawn")]
    (said,) = office.tap("สมชาย", data(card, "ไม่ใช่หลักฐาน"))
    assert said["text"] == "ไม่พบรูปหรือไฟล์ชุดนี้แล้วค่ะ ไม่มีอะไรเปลี่ยนแปลง"


def test_undo_means_what_came_last(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    assert office.answer("สมชาย", "ยกเลิก")[0]["text"].startswith("ลบออกจากหลักฐานแล้ว")
    assert camera.marked() == []
    assert "ถอนรายงานแล้ว" in read_aloud(office.answer("สมชาย", "ยกเลิก"))  # now the report
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    office.answer("สมชาย", "OTOP 12%")
    assert "ถอนรายงานแล้ว: " in read_aloud(office.answer("สมชาย", "ยกเลิก"))
    assert camera.marked() == ["e1"]


def test_an_unsend_takes_the_step_away_and_says_so(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    (said,) = camera.unsend("สมชาย")
    assert said["text"] == "ท่านยกเลิกรูปหรือไฟล์แล้ว หลักฐาน ครัวเรือนยากจน (ขั้น 1) ถูกถอนด้วยค่ะ ระดับ 1 → ระดับ 0"
    assert camera.marked() == []
    card = read_aloud(office.answer("สมชาย", "หลักฐาน ครัวเรือนยากจน"))
    assert "ถูกยกเลิก 1 ชิ้น" in card
    assert "รูป ·" not in card


def test_an_unsend_of_one_of_two_leaves_the_step(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.send("สมชาย")
    camera.send("สมชาย")
    assert camera.unsend("สมชาย", back=1) == []  # the first, which had marked the step
    assert camera.marked() == ["e1"]
    assert camera.pieces("function/3") == [(1, "withdrawn"), (1, "waiting")]


def test_an_unsend_before_the_answer_leaves_nothing_to_place(office: Office, camera: Camera) -> None:
    camera.send("สมชาย")
    assert camera.unsend("สมชาย") == []
    (said,) = office.answer("สมชาย", "2")
    assert said["text"] == "ไม่พบรูปหรือไฟล์ชุดนี้แล้วค่ะ ไม่มีอะไรเปลี่ยนแปลง"
    assert camera.marked() == []


def test_an_unsent_report_is_still_withdrawn(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    camera.unsend("สมชาย")
    assert office.store.ledger.standing(BURIRAM, DISTRICT) == []


# whose


def test_nobody_touches_anothers_evidence(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    (card,) = camera.send("สมชาย")
    for label in ("เปลี่ยนที่แนบ", "ไม่ใช่หลักฐาน"):
        (said,) = office.tap("มาลี", data(card, label))
        assert said["text"] == "ท่านแนบหรือแก้หลักฐานนี้ไม่ได้ค่ะ เจ้าหน้าที่แนบได้เฉพาะอำเภอของตน"
    assert camera.pieces("function/3") == [(1, "waiting")]
    office.tap("นภา", data(card, "ไม่ใช่หลักฐาน"))  # the supervisor may
    assert camera.pieces("function/3") == [(1, "withdrawn")]


def test_the_card_of_one_place_drops_nothing_from_another(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    (old,) = camera.send("สมชาย")
    office.tap("สมชาย", data(old, "เปลี่ยนที่แนบ"))
    (card,) = office.answer("สมชาย", "1")
    for label in ("เปลี่ยนที่แนบ", "ไม่ใช่หลักฐาน"):
        (said,) = office.tap("สมชาย", data(old, label))
        assert said["text"].startswith("หลักฐานชุดนี้ถูกย้ายไปที่อื่นหลังจากการ์ดนี้แล้วค่ะ ไม่มีอะไรเปลี่ยนแปลง")
    assert camera.pieces("function/3") == [(2, "waiting")]
    office.tap("สมชาย", data(card, "ไม่ใช่หลักฐาน"))
    assert camera.pieces("function/3") == [(2, "withdrawn")]


@pytest.mark.parametrize(
    "data",
    [
        "ev:", "ev:drop:", "ev:move:nothing", "ev:drop:w1|x", "ev:to:", "ev:ok:a|b|c|d", "ev:x:y",
        "ev:to:buriram-2561||function/3|9", "ev:to:buriram-2561|ปะคำ|function/3|1",
    ],
)  # fmt: skip
def test_made_up_buttons_change_nothing(office: Office, camera: Camera, data: str) -> None:
    office.tap("สมชาย", data)
    assert office.store.db.query("SELECT id FROM evidence") == []
    assert office.store.ledger.standing(BURIRAM, everywhere=True) == []


def test_in_a_closed_round_only_a_supervisor_attaches(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", POOR)
    with office.store.db.transaction():
        office.store.rounds.close(agreement=BURIRAM, by=None, snapshot="{}", at=1)
    said = read_aloud(camera.send("สมชาย"))
    assert "แนบหลักฐานแล้ว" not in said
    assert camera.pieces("function/3") == []


def test_in_a_group_nothing_is_taken(office: Office, camera: Camera) -> None:
    assert camera.send("สมชาย", group=True) == []
    (said,) = office.answer("สมชาย", "ระดับ หลักฐาน", group=True)
    assert said["text"] == "หลักฐานส่งได้ในห้องส่วนตัวกับระดับเท่านั้นค่ะ รูปหรือไฟล์ในกลุ่มไม่ถูกเก็บ"
    assert office.store.db.query("SELECT id FROM evidence") == []


def test_a_strangers_photo_is_not_kept(office: Office, camera: Camera) -> None:
    camera.send("คนแปลกหน้า")
    assert office.store.db.query("SELECT id FROM evidence") == []
    assert office.store.db.query("SELECT id FROM outbox WHERE kind = 'fetch'") == []


def test_outside_every_round_nothing_is_kept(office: Office, camera: Camera) -> None:
    office.move("2016-03-15")
    (said,) = camera.send("สมชาย")
    assert said["text"].startswith("วันที่ 15 มี.ค. 2559 ไม่อยู่ในรอบประเมินที่เปิดอยู่ของจังหวัดบุรีรัมย์ค่ะ")
    assert office.store.db.query("SELECT id FROM evidence") == []


# what is not taken


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            {"kind": "image", "contentProvider": {"type": "external", "originalContentUrl": "http://169.254.169.254/"}},
            "รูปนี้ไม่ได้เก็บอยู่ใน LINE (ส่งมาจากแอปอื่น) จึงเก็บเป็นหลักฐานไม่ได้ค่ะ โปรดส่งรูปจากเครื่องโดยตรง",
        ),
        (
            {"kind": "file", "fileName": "แผน.pdf", "fileSize": 20 * 1024 * 1024 + 1},
            "ไฟล์นี้ใหญ่เกิน 20 MB จึงไม่ได้เก็บค่ะ โปรดย่อหรือแบ่งไฟล์แล้วส่งใหม่",
        ),
        (
            {"kind": "file", "fileName": "รูปทั้งหมด.ZIP", "fileSize": 10},
            "ไฟล์ชนิด .zip เก็บเป็นหลักฐานไม่ได้ค่ะ โปรดแตกไฟล์แล้วส่งทีละไฟล์",
        ),
        (
            {"kind": "file", "fileName": "แผน.doc", "fileSize": 10},
            "ไฟล์ชนิด .doc เก็บเป็นหลักฐานไม่ได้ค่ะ โปรดบันทึกเป็น PDF หรือ .docx .xlsx .pptx แล้วส่งใหม่",
        ),
        (
            {"kind": "file", "fileName": "แผน.pdf.exe", "fileSize": 10},
            "ไฟล์ชนิด .exe เก็บเป็นหลักฐานไม่ได้ค่ะ รับรูป (JPEG, PNG) PDF Word Excel PowerPoint (.docx .xlsx .pptx) "
            "วิดีโอ MP4 เสียง M4A และตำแหน่ง ไม่เกิน 20 MB",
        ),
    ],
)  # fmt: skip
def test_what_is_refused_before_anything_is_fetched(
    office: Office, camera: Camera, message: dict[str, Any], said: str
) -> None:
    office.answer("สมชาย", POOR)
    (answer,) = camera.send("สมชาย", **message)
    assert answer["text"] == said
    assert office.store.db.query("SELECT id FROM evidence") == []
    assert office.store.db.query("SELECT id FROM outbox WHERE kind = 'fetch'") == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("แผนปฏิบัติการ ปี 61.pdf", "แผนปฏิบัติการ ปี 61.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\somchai\\แผน.docx", "แผน.docx"),
        ("..", ""),
        (".htaccess", "htaccess"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("แผน\u202efdp.exe", "แผนfdp.exe"),  # a mark that shows the name backwards
        ('a"b<c>:d|?*.png', "a_b_c__d___.png"),
        ("1101700207367 สำเนาบัตร.jpg", "1101700207367 สำเนาบัตร.jpg"),  # thirteen digits that are no ID number
        ("1101700207030 สำเนาบัตร.jpg", "××××××××××××× สำเนาบัตร.jpg"),
        ("ก" * 300 + ".pdf", "ก" * 76 + ".pdf"),
        (None, ""),
        (7, ""),
    ],
)
def test_names_are_cleaned(sent: object, kept: str) -> None:
    assert clean_name(sent) == kept


# a photo of an act


def test_a_photo_of_a_meeting_is_asked_about_and_marks_no_step_by_itself(office: Office, camera: Camera) -> None:
    receipt = read_aloud(office.answer("สมชาย", "ประชุม คสป. วันนี้"))
    assert "ส่งรูปหรือไฟล์ต่อได้เลย แล้วจะถามว่าเป็นหลักฐานของขั้นใด" in receipt
    (question,) = camera.send("สมชาย")
    assert question["text"].startswith(
        "ได้รับรูป 1 รายการแล้วค่ะ เป็นหลักฐานของตัวชี้วัดใดคะ\n1. เศรษฐกิจฐานราก ขั้น 1\n2. เศรษฐกิจฐานราก ขั้น 2\n"
    )
    assert camera.pieces("agenda/5") == []
    assert [f.input for f in office.store.ledger.history(BURIRAM, DISTRICT)] == ["monthly_meeting_percent"]
    (card,) = office.answer("สมชาย", "ขั้น 2")
    assert "แนบหลักฐานแล้ว: รูป 1 (ขั้น 2)" in card["altText"]
    assert camera.pieces("agenda/5") == [(2, "waiting")]
    (card,) = camera.send("สมชาย")  # the next one goes to the same place
    assert "แนบหลักฐานแล้ว: รูป 1 (ขั้น 2)" in card["altText"]


def test_the_whole_indicator_may_be_meant(office: Office, camera: Camera) -> None:
    office.answer("สมชาย", "ประชุม คสป. วันนี้")
    camera.send("สมชาย")
    (card,) = office.answer("สมชาย", "เศรษฐกิจฐานราก")
    assert "แนบหลักฐานแล้ว: รูป 1 (ทั้งตัวชี้วัด)" in card["altText"]
    assert camera.marked() == []
