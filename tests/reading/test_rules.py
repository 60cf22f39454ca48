"""The grammar stays readable: each rule has a name and a sentence, none has more paths than a reader can hold."""

import ast
import datetime
from pathlib import Path

import pytest

from handlers.reading import gate, read
from handlers.reading.courtesy import RULES as COURTESY
from handlers.reading.days.dates import RULES as DATES
from handlers.reading.figures.labels import RULES as LABELS
from handlers.reading.pairing.values import DOUBTS

READING = Path(gate.__file__).parent
MOST_PATHS = 25


def paths(function: ast.FunctionDef) -> int:
    """Ways through a function: one, and one more for each branch, loop, condition and joined condition."""
    count = 1
    todo = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(
            node, ast.If | ast.For | ast.While | ast.IfExp | ast.ExceptHandler | ast.comprehension | ast.Assert
        ):
            count += 1
        if isinstance(node, ast.comprehension):
            count += len(node.ifs)
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        todo += ast.iter_child_nodes(node)
    return count


def test_no_function_of_reading_has_more_than_25_paths() -> None:
    branchy = {
        f"{file.relative_to(READING).as_posix()}:{node.name}"
        for file in READING.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and paths(node) > MOST_PATHS
    }
    assert branchy == set()


@pytest.mark.parametrize("rules", [LABELS, DATES, DOUBTS, COURTESY, tuple(gate.EXPLAINED_WHERE.values())])
def test_every_rule_says_by_a_sentence_what_it_reads(rules: tuple[object, ...]) -> None:
    assert [rule for rule in rules if not (rule.__doc__ or "").strip()] == []


def test_an_explanation_names_the_rule() -> None:
    reading = read("1. เบิกจ่าย 80% โทร 081-234-5678", today=datetime.date(2025, 3, 15), province="บุรีรัมย์")
    assert {"fill by numbered_mark", "fill by labelled_number"} <= {step.rule for step in reading.explanation}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("เบิกจ่าย จาก 80 เป็น 85%", "quantity percent 85 % by changes"),
        ("จปฐ 1,230 จาก 1,300 ครัวเรือน", "quantity ratio 1230 of 1300 ครัวเรือน by part_then_whole"),
        ("มัวแต่ลงพื้นที่ เบิกจ่าย 80%", "courtesy mood by excuse"),
        ("ครบทั้ง 5 ขั้น องค์กรคุณธรรม", "all_steps by all_five_steps"),
        ("เบิกจ่าย 80% วันศุกร์ที่ผ่านมา", "when 2025-03-14 by day_of_the_week"),
    ],
)
def test_every_kind_of_rule_says_what_it_made(text: str, rule: str) -> None:
    reading = read(text, today=datetime.date(2025, 3, 15), province="บุรีรัมย์")
    assert rule in {step.rule for step in reading.explanation}
