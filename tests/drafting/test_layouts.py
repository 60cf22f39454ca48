"""Where levels can stand: each layout in a few lines, with the thresholds that a person reads there."""

import pytest

from scoring.drafting.drafting import draft
from scoring.drafting.text import from_plain
from tests.drafting.places import places

HEAD = "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์ ปีงบประมาณ พ.ศ. 2569 รอบที่ 1 (1 ตุลาคม 2568 - 31 มีนาคม 2569)\n\n"
LAYOUTS = {
    "a markdown table with levels as columns": (
        "| ที่ | ตัวชี้วัด | น้ำหนัก | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|---|---|\n"
        "| 1 | ร้อยละการเบิกจ่าย | 40 | 60 | 65 | 70 | 75 | 80 |",
        [">= 60", ">= 65", ">= 70", ">= 75", ">= 80"],
    ),
    "counts that happen to be 1 to 5": (
        "ที่\tตัวชี้วัด\tน้ำหนัก\t1\t2\t3\t4\t5\n1\tจำนวนกลุ่มอาชีพ (กลุ่ม)\t60\t1\t2\t3\t4\t5",
        [">= 1", ">= 2", ">= 3", ">= 4", ">= 5"],
    ),
    "from level 5 down, with days": (
        "ตัวชี้วัดที่ 4 ระดับความสำเร็จของการจัดเก็บข้อมูล\nระดับ 5 ภายในวันที่ 31 มกราคม 2569\n"
        "ระดับ 4 ภายในวันที่ 10 กุมภาพันธ์ 2569\nระดับ 3 ภายในวันที่ 20 กุมภาพันธ์ 2569\n"
        "ระดับ 2 ภายในวันที่ 28 กุมภาพันธ์ 2569\nระดับ 1 ภายในวันที่ 10 มีนาคม 2569",
        ["<= 2026-03-10", "<= 2026-02-28", "<= 2026-02-20", "<= 2026-02-10", "<= 2026-01-31"],
    ),
    "a header and a row of values": (
        "ตัวชี้วัดที่ 5 อัตราการตายของทารก\nระดับคะแนน\t1\t2\t3\t4\t5\nผลงาน\t5.0\t4.5\t4.0\t3.5\t3.0",
        ["<= 5.0", "<= 4.5", "<= 4.0", "<= 3.5", "<= 3.0"],
    ),
    "the label behind": (
        "ตัวชี้วัดที่ 7 ร้อยละของงานที่เสร็จ\nต่ำกว่าร้อยละ 60 = 1 คะแนน\nร้อยละ 60 - 69 = 2 คะแนน\n"
        "ร้อยละ 70 - 79 = 3 คะแนน\nร้อยละ 80 - 89 = 4 คะแนน\nร้อยละ 90 ขึ้นไป = 5 คะแนน",
        ["< 60", "60..69", "70..79", "80..89", ">= 90"],
    ),
    "days in falling bands": (
        "ตัวชี้วัดที่ 8 จำนวนวันเฉลี่ยในการอนุมัติ\n1 คะแนน\tมากกว่า 15 วัน\n2 คะแนน\t13 - 15 วัน\n3 คะแนน\t10 - 12 วัน\n"
        "4 คะแนน\t7 - 9 วัน\n5 คะแนน\tน้อยกว่า 7 วัน",
        ["> 15", "13..15", "10..12", "7..9", "< 7"],
    ),
    "numbered lines below a scale, prose before them": (
        "ตัวชี้วัดที่ 3 ร้อยละของครัวเรือนที่ผ่านเกณฑ์\nหน่วยวัด : ร้อยละ\nน้ำหนัก : ร้อยละ 10\n"
        "ช่วงปรับเกณฑ์การให้คะแนน +/- ร้อยละ 5 ต่อ 1 คะแนน ดังนี้\nระดับคะแนน  เกณฑ์การให้คะแนน\n"
        "1  ร้อยละ 75\n2  ร้อยละ 80\n3  ร้อยละ 85\n4  ร้อยละ 90\n5  ร้อยละ 95\nคำอธิบาย : รายได้ 38,000 บาท",
        [">= 75", ">= 80", ">= 85", ">= 90", ">= 95"],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_levels_are_read_in_every_layout(layout: str) -> None:
    paper, expected = LAYOUTS[layout]
    (found,) = draft(from_plain(HEAD + paper), places()).indicators
    said = [
        [f"{c.value}..{c.to}" if c.op == "band" else f"{c.op} {c.value}" for c in level.conditions]
        for level in found.levels
    ]
    assert said == [[one] for one in expected]


def test_an_empty_scale_is_entered_by_a_named_person() -> None:
    paper = "ที่\tตัวชี้วัด\tน้ำหนัก\t1\t2\t3\t4\t5\n1\tระดับความสำเร็จของการพัฒนาฐานข้อมูล\t60\t1\t2\t3\t4\t5"
    (found,) = draft(from_plain(HEAD + paper), places()).indicators
    assert all(level.by_hand for level in found.levels)
    assert [a.about for a in found.asks] == ["criteria_elsewhere"]


def test_a_row_that_does_not_fit_its_header_is_asked_about_and_read_nowhere() -> None:
    paper = "ที่\tตัวชี้วัด\tน้ำหนัก\t1\t2\t3\t4\t5\n1\tร้อยละการเบิกจ่าย\t60\t65\t70\t75"
    (found,) = draft(from_plain(HEAD + paper), places()).indicators
    assert all(not level.conditions for level in found.levels)
    assert "columns_do_not_fit" in [a.why for a in found.asks]
