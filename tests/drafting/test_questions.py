"""Every question that the drafter can ask has its sentence, and no sentence is left over."""

import ast
from pathlib import Path

from scoring.drafting.draft import Ask
from templates.words.drafting.questions import QUESTIONS, options, question

SOURCE = Path(__file__).parents[2] / "scoring" / "drafting"


def asked() -> set[str]:
    """The reasons that stand in the drafter's code: Ask(about, why …), and what is gathered as (why, words)."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            parts = node.args if name == "Ask" else getattr(node.args[0], "elts", []) if name == "append" else []
            place = 1 if name == "Ask" or len(parts) == 3 else 0
            if len(parts) > place and isinstance(parts[place], ast.Constant):
                found.add(str(parts[place].value))
    return found


def test_every_question_has_its_sentence() -> None:
    assert asked() - set(QUESTIONS) == set()


def test_no_sentence_is_left_over() -> None:
    text = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert [name for name in QUESTIONS if f'"{name}"' not in text] == []


def test_sentences_say_the_papers_own_words() -> None:
    fall = Ask("direction", "direction", (1, 2, 3, 4, 5), ("111.00", "77.00"), ("less", "more"))
    assert question(fall) == "ตัวเลขลดลง 111.00 → 77.00 น้อยกว่าดีกว่า ใช่ไหม"
    assert options(fall) == ["ใช่ น้อยกว่าดีกว่า", "ไม่ใช่ มากกว่าดีกว่า"]
    assert question(Ask("missing", "level_missing", (2, 4))) == "ไม่ได้พิมพ์ระดับ 2 และ 4 เกณฑ์คืออะไร"
    assert question(Ask("weight", "weights_sum", (), ("team", "90", "", "100"))) == (
        "น้ำหนักของหมวด รายทีม รวมได้ 90 ไม่ใช่ 100 ถูกต้องไหม"
    )
    assert (
        question(Ask("contradiction", "equal", (3, 4), ("60", "60"))) == "ระดับ 3 และ 4 พิมพ์เกณฑ์เท่ากัน (60, 60) ถูกต้องไหม"
    )
