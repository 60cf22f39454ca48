"""What the bot says of a result, and what its two commands answer."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from scoring.document.loading import AGREEMENTS, shipped
from scoring.levels.gaps import gap, thresholds
from scoring.levels.score import score
from templates.words import scores

NONGKHAI, BURIRAM = shipped()["nongkhai-2565-1"], shipped()["buriram-2561"]
ASKED = {"agreement": "nongkhai-2565-1", "indicator": "individual/3", "district": None,
         "inputs": {"bpm_percent": "85", "gvh_percent": {"num": 19, "den": 20}}}  # fmt: skip


def test_why_names_figures_and_lines() -> None:
    result = score(NONGKHAI, "individual/3", None, ASKED["inputs"])  # type: ignore[arg-type]
    assert scores.why(result) == (
        "ระดับ 4: บันทึก BPM 85% (ไม่น้อยกว่า 85%) และ รายงาน GVH 95% (ไม่น้อยกว่า 95%) (บรรทัด 110) · "
        "ระดับ 5 ยังขาด บันทึก BPM 85% (มากกว่า 90%) และ รายงาน GVH 95% (ไม่น้อยกว่า 100%) (บรรทัด 111)"
    )
    assert scores.gap(gap(result)) == "อีก 5.01% และ อีก 1 หมู่บ้าน ถึงระดับ 5"


@pytest.mark.parametrize(
    ("agreement", "indicator", "district", "inputs", "said"),
    [
        ("buriram-2561", "function/3", "ลำปลายมาศ", {}, "ระดับ 5: ไม่มีกลุ่มเป้าหมาย นับตามที่เอกสารกำหนด (บรรทัด 383)"),
        ("buriram-2561", "function/3", "บ้านกรวด", {"remaining_percent": {"num": 200}},
         "ตัวเลขเป็นไปไม่ได้: คงเหลือ คงเหลือมากกว่าทั้งหมดไม่ได้"),
        ("buriram-2561", "function/1", None, {}, "เอกสารไม่มีเกณฑ์ระดับ"),
        ("nongkhai-2565-1", "individual/1", "ท่าบ่อ", {"poor_percent": {"num": 3}},
         "ยังไม่มีระดับ (ข้อมูลไม่ครบ): ขาด ครัวเรือนยากจนเป้าหมาย"),
        ("chonburi-2568-1", "individual/2A", "บ้านบึง", {}, "อำเภอนี้ไม่มีตัวชี้วัดนี้"),
        ("chonburi-2568-1", "individual/3A", "ศรีราชา", {}, "เอกสารไม่ชัด รอผู้ดูแลระบบตอบ"),
        ("nongkhai-2565-1", "team/3", None,
         {"s1": True, "s2": True, "s3": True, "s4": True, "evidence_sent_date": "2022-03-05"},
         "ระดับ 4: สื่อสารแผน ทำแล้ว (บรรทัด 85) · ระดับ 5 ยังขาด วันส่งหลักฐาน 5 มี.ค. 2565 (ภายใน 4 มี.ค. 2565) (บรรทัด 86)"),
    ],
)  # fmt: skip
def test_every_status_is_said_in_thai(
    agreement: str, indicator: str, district: str | None, inputs: dict[str, Any], said: str
) -> None:
    assert scores.why(score(shipped()[agreement], indicator, district, inputs)) == said


@pytest.mark.parametrize(
    ("agreement", "indicator", "input", "value", "said"),
    [
        ("nongkhai-2565-1", "team/1", "budget_percent", "74.9999999", "ระดับ 2 ยังขาด เบิกจ่าย 74.99% (ไม่น้อยกว่า 75%)"),
        ("nongkhai-2565-1", "team/2", "plan_percent", "75.0000001", "ระดับ 1: แล้วเสร็จตามแผน 75.01% (มากกว่า 75%)"),
        ("nongkhai-2565-1", "team/2", "plan_percent", "75", "ระดับ 0: ระดับ 1 ยังขาด แล้วเสร็จตามแผน 75% (มากกว่า 75%)"),
        ("chonburi-2568-1", "individual/5", "overdue_percent", {"num": "99999999", "den": "1000000000"},
         "ระดับ 5: หนี้เกินกำหนด 9.99% (น้อยกว่า 10%)"),
        ("nongkhai-2565-1", "individual/6", "online_growth_percent", {"now": "1", "base": "3"},
         "ระดับ 0: ระดับ 1 ยังขาด รายได้ออนไลน์เพิ่ม -66.67% (ไม่น้อยกว่า 11%)"),
        ("buriram-2561", "function/2", "otop_growth_percent", {"now": "24861788.00", "base": "21432576"},
         "ระดับ 0: ระดับ 1 ยังขาด ยอดจำหน่ายเพิ่ม 15.99% (ไม่น้อยกว่า 16%)"),  # 16 % is 24,861,788.16
    ],
)  # fmt: skip
def test_a_figure_is_never_rounded_to_the_threshold_that_it_misses(
    agreement: str, indicator: str, input: str, value: Any, said: str
) -> None:
    assert said in scores.why(score(shipped()[agreement], indicator, None, {input: value}))


def test_the_receipt_names_the_printed_amount_where_it_differs() -> None:
    first, second = thresholds(BURIRAM, "function/2", "บ้านด่าน")[:2]
    assert scores.threshold(first) == "ระดับ 1 ที่ 17,629,053.60 บาท (ตารางพิมพ์ 17,629,054 บาท)"
    assert scores.threshold(second) == "ระดับ 2 ที่ 17,781,028.20 บาท"


def test_where_a_level_stands_is_shown_without_tags_and_with_its_page() -> None:
    level = NONGKHAI.indicators["team/1"].levels[1]
    assert scores.source(NONGKHAI, level.proof) == (
        "“ระดับ ๒ ไม่น้อยกว่าร้อยละ ๗๕” — หนองคาย 2565, ตัวชี้วัดที่ ๑ ร้อยละของการใช้จ่ายเงินงบประมาณ ๔๐ กลุ่มประสาน, บรรทัด 71"
    )


def test_the_gap_says_step_report_and_amount() -> None:
    assert scores.gap(gap(score(NONGKHAI, "individual/7", None, {"s1": True}))) == (
        "เหลือขั้นที่ 2 (บันทึกข้อมูลครบทุกฐานข้อมูล) ถึงระดับ 2"
    )
    access = gap(score(BURIRAM, "function/4", "บ้านกรวด", {"access_percent": "60"}))
    assert scores.gap(access) == "อีก 10% (ประมาณ 3 ครัวเรือน) ถึงระดับ 2"  # 70 % of 13 needs 10, 60 % is 7.8
    down = gap(score(BURIRAM, "function/3", "บ้านกรวด", {"remaining_percent": {"num": 96}, "e1": True}))
    assert scores.gap(down) == "ลดอีก 1 ครัวเรือน ถึงระดับ 1"


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: str, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode("utf-8", "surrogateescape"))))
    code = main(list(words))
    out = capsys.readouterr()
    return code, out.out, out.err


def test_a_bad_line_is_answered_in_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps(ASKED), "{", "[]", "", "\udcff", json.dumps({**ASKED, "district": "พิจิตร"}),
             json.dumps({**ASKED, "inputs": {"x": 1}}), json.dumps({**ASKED, "more": 1}),
             json.dumps({**ASKED, "inputs": None}), json.dumps({**ASKED, "office": {"bpm_percent.den": "x"}}),
             json.dumps({**ASKED, "answers": {"NKI-8": []}}), json.dumps({**ASKED, "inputs": {"bpm_percent": "x"}}),
             json.dumps(ASKED)]  # fmt: skip
    code, out, _ = run(monkeypatch, capsys, "\n".join(lines) + "\n", "score", "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(answers) == len(lines)
    assert [next(iter(a)) for a in answers] == ["level", *["error"] * 10, "level", "level"]
    assert answers[1]["error"].startswith("found no JSON object, expected one a line: ")
    assert answers[2]["error"] == "found no JSON object, expected one with agreement, indicator, district and inputs"
    assert answers[5]["error"].startswith('found district "พิจิตร", expected one of เมืองหนองคาย, ท่าบ่อ,')
    assert answers[6]["error"] == 'found input "x", expected one of bpm_percent, gvh_percent'
    assert (
        answers[7]["error"]
        == 'found "more", expected one of agreement, indicator, district, inputs, answers, office, round'
    )
    assert answers[8]["error"] == "found inputs null, expected an object of names and values"
    assert answers[9]["error"] == "bpm_percent.den: found 'x', expected a decimal string or an integer"
    assert answers[10]["error"] == 'nongkhai-2565-1: NKI-8: found "", expected one of ถือว่ายังไม่รายงาน'
    assert (answers[11]["level"], answers[11]["status"]) == (None, "invalid")


def test_check_lists_every_fault_and_show_prints_for_a_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good = AGREEMENTS / "nongkhai-2565-1.toml"
    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text().replace("poor_percent >= 25", "poor_percent >= 26").replace("[20, 81,", "[21, 81,"))
    code, out, err = run(monkeypatch, capsys, "", "agreement", "check", str(good), str(bad))
    assert code == 2
    assert out == f"{good}: proven\n"
    assert len(err.splitlines()) == 2 + 1 + 9
    code, out, err = run(monkeypatch, capsys, "", "agreement", "check", str(tmp_path / "none.toml"))
    assert (code, out) == (2, "")
    assert err.startswith(f"{tmp_path / 'none.toml'}: not readable (")
    code, out, err = run(monkeypatch, capsys, "", "agreement", "show", "buriram-2561", "--district", "บ้านกรวด")
    assert code == 0
    assert "= 18,825,241.50 บาท" in out
    assert "คำถามที่เอกสารเปิดไว้" in out
    code, out, err = run(monkeypatch, capsys, "", "agreement", "show", "buriram-2562")
    assert (code, out) == (2, "")
    assert err == 'agreement show: found "buriram-2562", expected one of ' + ", ".join(shipped()) + "\n"
