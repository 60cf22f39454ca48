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
