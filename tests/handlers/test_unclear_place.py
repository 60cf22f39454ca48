"""A figure whose place is unclear is offered with the district that it would be stored for, never silently."""

from pathlib import Path

import pytest

from tests.handlers.office import Office, read_aloud


@pytest.mark.parametrize("said", ["ชัยภูมิ เบิกจ่าย 80%", "ของทั้งจังหวัด เบิกจ่าย 80%", "เฉลี่ยทุกอำเภอ เบิกจ่าย 80%"])
def test_an_option_names_the_district(tmp_path: Path, said: str) -> None:
    office = Office(tmp_path, "2019-03-15", "chaiyaphum-2562-1")
    office.enroll("สมชาย", "ชัยภูมิ", "แก้งคร้อ")
    asked = read_aloud(office.answer("สมชาย", said))
    assert "อ.แก้งคร้อ" in asked or "เป็นผลของอำเภอแก้งคร้อ" in asked, asked
    assert "บันทึกแล้ว" not in asked
