"""Claims about ที่มา: verbatim words with their line, at most 300 characters, and never a person's name."""

from pathlib import Path

import pytest

from handlers.score.naming import names_somebody
from scoring.document.loading import shipped
from scoring.document.quotes import plain
from tests.handlers.office import Office, read_aloud


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2018-03-15", "buriram-2561")
    made.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    return made


def test_a_number_is_shown_with_its_words_heading_and_line(office: Office) -> None:
    (card,) = office.answer("สมชาย", "ที่มา OTOP")
    said = read_aloud([card])
    assert "น้ำหนัก 20\nบรรทัด 248\n“น้ำหนัก : ร้อยละ ๒๐”" in said
    assert "ตัวชี้วัดที่ ๒ : รายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP" in said
    assert "ตาราง แถวอ.บ้านกรวด\nบรรทัด 290\n“12 บ้านกรวด 16,089,950.00 18,664,342.00" in said
    assert card["altText"] == ("ที่มา รายได้ OTOP: ข้อตกลงบุรีรัมย์ 2561 บรรทัด 245, 248, 253, 254, 255, 256, 257, 290")


def test_a_part_may_be_named(office: Office) -> None:
    assert read_aloud(office.answer("สมชาย", "ที่มา ระดับ 3 OTOP")).count("บรรทัด") == 1
    assert "เอกสารไม่พิมพ์น้ำหนักของตัวชี้วัดนี้" in read_aloud(office.answer("สมชาย", "ที่มา น้ำหนัก เข้าถึงแหล่งทุน"))
    assert "“12 บ้านกรวด 218 36 176 88 6”" in read_aloud(office.answer("สมชาย", "ที่มาของเป้า ครัวเรือนยากจน"))


def test_an_open_question_is_shown_with_what_is_done_meanwhile(office: Office) -> None:
    said = read_aloud(office.answer("สมชาย", "ที่มา BRM-14"))
    assert said.startswith("BRM-14\n")
    assert "ระหว่างรอคำตอบ: ใช้ตามที่พิมพ์" in said
    assert read_aloud(office.answer("สมชาย", "ที่มา BRM-999")) == "ไม่พบคำถามหมายเลขนี้ในข้อตกลงของรอบนี้ค่ะ"


def test_a_correction_of_a_printed_form_is_told(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", "nongkhai-2565-1")
    office.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    assert "(NKI-5)" in read_aloud(office.answer("นคร", "ที่มา หนี้กองทุนสตรี"))  # line 112


@pytest.mark.parametrize("agreement", sorted(shipped()))
def test_every_indicator_of_every_agreement_within_the_limits(tmp_path: Path, agreement: str) -> None:
    signed = shipped()[agreement]
    office = Office(tmp_path, signed.start.isoformat(), agreement)
    office.enroll("กำกับ", signed.province, role="supervisor")
    for indicator in signed.indicators.values():
        district = next(d for d in signed.districts if signed.has(indicator, d))
        said = office.answer("กำกับ", f"ที่มา {indicator.id} อ.{district}")
        for text in read_aloud(said).split("\n"):
            assert not names_somebody(text)
            if text.startswith("“"):
                assert len(text) <= 300
        if indicator.levels:
            assert plain(indicator.levels[-1].proof.quote)[:60] in read_aloud(said)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(นายอนุสรณ์ แก้วกังวาล)", True),
        ("ผู้ประสานงานตัวชี้วัด : นางศิริมา จันทร์ชัย นักวิชาการพัฒนาชุมชน", True),
        ("- ๓. นางสาวประภัสสร ชัยสิทธิ์", True),
        ("(นายกรกต อารงวงศ์สวัสดิ์)", True),
        ("โทร. ๐ ๔๔๖๖ ๖๕๑๒", True),
        ("โดยมีนายอำเภอร่วมตรวจสอบและรับรองข้อมูล", False),
        ("8\tนางรอง\t154,507,850.00\t179,229,106.00", False),
        ("กิจกรรมส่งเสริมและพัฒนายกระดับผลิตภัณฑ์ชุมชน", False),
        ("๑\tไม่น้อยกว่าร้อยละ ๖๐", False),
    ],
)
def test_a_line_that_names_somebody_is_known(line: str, names: bool) -> None:
    assert names_somebody(line) is names
