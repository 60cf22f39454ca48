"""Reads several steps that are named at once: ขั้น 1-3, ขั้น 1, 2 และ 3, ขั้นหนึ่งถึงขั้นสาม."""

from dataclasses import dataclass

from handlers.reading.figures.numbers import NUMERIC
from handlers.reading.words.scan import Token

MOST_STEPS = 5
_MEASURED = NUMERIC | {"percent", "baht", "unit", "satang"}


@dataclass(frozen=True, slots=True)
class Listed:
    steps: tuple[int, ...]
    end: int


def listed(tokens: list[Token], at: int) -> Listed | None:
    """The steps named from the step word at `at` on, if they are two or more; each once, ranges in full."""
    if tokens[at].kind != "step":
        return None
    steps = _numbers(tokens, at + 1)
    end = at + 2
    ranged = False
    while steps and end < len(tokens):
        more = _joined(tokens, end)
        if more is None:
            break
        numbers, through, end = more
        ranged = ranged or through
        steps = [*steps, *range(steps[-1] + 1, numbers[0]), *numbers] if through else [*steps, *numbers]
    if len(steps) < 2 or len(set(steps)) < len(steps) or steps != sorted(steps):
        return None
    if end < len(tokens) and tokens[end].kind in _MEASURED:
        return None  # ขั้น 1 และ 2 ครัวเรือน
    if ranged and not _said_done(tokens, end):
        return None  # ขั้น 3-4: through the third and fourth, or somewhere between?
    return Listed(tuple(steps), end)


def _numbers(tokens: list[Token], at: int) -> list[int]:
    """3, สาม, or 1,2,3 written in one piece."""
    if at >= len(tokens):
        return []
    token = tokens[at]
    if token.kind == "digit":
        return [int(token.value)] if token.value <= MOST_STEPS else []
    if token.kind not in ("number", "bad"):
        return []
    pieces = token.text.split(",")
    whole = all(piece.isdigit() and len(piece) == 1 and 1 <= int(piece) <= MOST_STEPS for piece in pieces)
    return [int(piece) for piece in pieces] if whole else []


def _joined(tokens: list[Token], at: int) -> tuple[list[int], bool, int] | None:
    """What a sign or word joins to the step before: its numbers, whether all between are meant, where it ends."""
    joint = tokens[at]
    through = joint.kind == "range" and joint.text in ("-", "ถึง")
    to_step = joint.kind == "step" and joint.text.startswith("ถึง")
    if not (through or to_step or joint.kind == "comma" or joint.text in ("และ", "กับ", "/", "+")):
        return None
    end = at + 1
    while end < len(tokens) and (tokens[end].text in ("และ", "ที่") or (tokens[end].kind == "step" and not to_step)):
        end += 1
    numbers = _numbers(tokens, end)
    if not numbers or (end + 1 < len(tokens) and tokens[end + 1].kind in _MEASURED):
        return None
    return numbers, through or to_step, end + 1


_DONE = ("เสร็จ", "แล้ว", "เรียบร้อย", "ผ่าน", "ครบ", "สมบูรณ์", "ทำได้")


def _said_done(tokens: list[Token], at: int) -> bool:
    for token in tokens[at:]:
        if token.kind == "line":
            break
        if token.kind in ("fill", "everything") and any(word in token.text for word in _DONE):
            return True
    return False
