"""`agreement draft`: a file in, one JSON object or Thai for a person out; what cannot be read, in one sentence."""

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from scoring.document.loading import SOURCES

NONGKHAI = str(SOURCES / "nongkhai-2565-1.txt")


def drafted(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["agreement", "draft", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_draft_has_the_form_of_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    found = drafted(capsys, NONGKHAI, "--text", str(out))
    assert out.read_text("utf-8").split("\n")[68].startswith("ตัวชี้วัดที่ ๑ ร้อยละของการใช้จ่ายเงินงบประมาณ")
    assert found["refused"] is None
    assert found["head"] == {
        "province": "หนองคาย", "year": 2565, "round": 1, "period": ["2021-10-01", "2022-03-31"], "asks": [],
        "districts": ["เมืองหนองคาย", "ท่าบ่อ", "โพนพิสัย", "ศรีเชียงใหม่", "สังคม", "สระใคร", "เฝ้าไร่", "รัตนวาปี", "โพธิ์ตาก"],
    }  # fmt: skip
    indicators = found["indicators"]
    assert isinstance(indicators, list)
    first = indicators[0]
    assert {k: first[k] for k in ("id", "section", "section_name", "number", "weight", "round", "group", "line")} == {
        "id": "team/1", "section": "team", "section_name": "ตัวชี้วัดรายทีม", "number": "1", "weight": "40", "round": 1,
        "group": "กลุ่มประสาน", "line": 69,
    }  # fmt: skip
    assert first["levels"][2] == {
        "level": 3, "line": 72, "cell": [6, 1], "quote": "ระดับ ๓</u> ไม่น้อยกว่าร้อยละ ๘๐", "span": [3, 35],
        "conditions": [{"input": "m1", "op": ">=", "value": "80", "to": None, "floor": False}],
        "steps": [], "needs_level": None, "entered_by_hand": False,
    }  # fmt: skip
    assert found["deadlines"][0] == {  # type: ignore[index]
        "day": "2022-03-04", "what": "พิมพ์สำเนารายงานผลการประเมิน ให้จังหวัดภายในวันที่ ๔ มีนาคม ๒๕๖๕", "line": 38,
    }  # fmt: skip
    asks = {row["id"]: [a["question"] for a in row["asks"]] for row in indicators}
    assert asks["individual/8"] == ["“รายได้จากการจำหน่ายผลิตภัณฑ์ OTOP” เป็นร้อยละของอะไร: เพิ่มขึ้นจากปีก่อน หรือเทียบกับเป้าหมาย"]


def test_a_person_reads_the_same_in_thai(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "draft", NONGKHAI]) == 0
    out = capsys.readouterr().out
    assert out.startswith("หนองคาย ปีงบประมาณ 2565 รอบที่ 1\n")
    assert "  ระดับ 1: น้อยกว่า 7 % (ค่าใดก็ได้ระดับนี้)" in out
    assert "  ระดับ 5: ไม่เกิน 2022-03-04" in out
    assert out.rstrip().endswith("ตัวชี้วัด 11 ตัว คำถาม 3 ข้อ")


def test_what_a_person_says_goes_before_the_paper(capsys: pytest.CaptureFixture[str]) -> None:
    found = drafted(capsys, NONGKHAI, "--province", "เลย", "--year", "2570", "--round", "2")
    head = found["head"]
    assert isinstance(head, dict)
    assert (head["province"], head["year"], head["round"]) == ("เลย", 2570, 2)


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "ว่าง.txt"
    empty.write_text("")
    assert main(["agreement", "draft", str(empty), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["refused"] == "ไฟล์ “ว่าง.txt” ว่างเปล่า ไม่พบข้อความ กรุณาเลือกไฟล์ที่มีเนื้อหาข้อตกลงค่ะ"
    assert found["indicators"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--province", "แดนสนธยา"], 'found --province "แดนสนธยา", expected a province such as บุรีรัมย์'),
        (["--year", "2026"], "found --year 2026, expected a fiscal year of พ.ศ. like 2570"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "draft", NONGKHAI, *arguments]) == 2
    assert capsys.readouterr().err.strip().endswith(said)
