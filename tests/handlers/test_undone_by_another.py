"""Who takes another's correction back has not reported its value: it is still the other's."""

from pathlib import Path

from tests.handlers.office import Office, read_aloud

NONGKHAI = "nongkhai-2565-1"


def test_a_value_that_stands_again_is_its_reporters(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", NONGKHAI)
    office.enroll("ขวัญ", "หนองคาย", "ท่าบ่อ")
    office.enroll("ก้อย", "หนองคาย", "ท่าบ่อ")
    office.answer("ขวัญ", "แผน 20%")
    office.answer("ขวัญ", "แก้แผนเป็น 25%")
    assert "กลับไปใช้ค่าเดิม: แล้วเสร็จตามแผน 20%" in read_aloud(office.answer("ก้อย", "ยกเลิกแผน"))
    asked = read_aloud(office.answer("ก้อย", "แผน 29%"))
    assert "ขวัญ รายงานไว้ 20% แต่ท่านส่ง 29% ใช้ค่าใดคะ" in asked
    (stands,) = office.store.ledger.standing(NONGKHAI, "ท่าบ่อ")
    assert stands.value == "20"
    office.answer("ก้อย", "ใช่ค่ะ")
    (stands,) = office.store.ledger.standing(NONGKHAI, "ท่าบ่อ")
    assert stands.value == "29"


def test_what_somebody_else_brought_back_is_corrected_by_who_reported_it(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", NONGKHAI)
    office.enroll("ขวัญ", "หนองคาย", "ท่าบ่อ")
    office.enroll("ก้อย", "หนองคาย", "ท่าบ่อ")
    office.answer("ขวัญ", "แผน 82%")
    office.answer("ก้อย", "ยกเลิกแผน")
    office.answer("ก้อย", "เอากลับมา")
    assert "ขวัญ รายงานไว้ 82% แต่ท่านส่ง 93%" in read_aloud(office.answer("ก้อย", "แก้แผนเป็น 93%"))
    assert "แก้จาก 82%" in read_aloud(office.answer("ขวัญ", "แก้แผนเป็น 84%"))


def test_cancelling_after_an_expired_question_was_answered_takes_back_the_last_act(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", NONGKHAI)
    office.enroll("ขวัญ", "หนองคาย", "ท่าบ่อ")
    office.answer("ขวัญ", "แผน 82%")
    for takes in ("", "แผน 82%"):  # at first it means the question, which was shown last; then the report
        office.answer("ขวัญ", "แผน 61%")
        with office.store.db.transaction():
            office.store.db.execute(
                "UPDATE questions SET expires = ? WHERE state = 'open'", ["2022-03-14T00:00:00+07:00"]
            )
        if takes:
            office.answer("ขวัญ", "1")
        said = read_aloud(office.answer("ขวัญ", "ยกเลิก"))
        assert ("ถอนรายงานแล้ว: แล้วเสร็จตามแผน 82%" in said) == bool(takes), said
