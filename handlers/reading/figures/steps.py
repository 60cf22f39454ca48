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
        return _every_one(tokens, at)
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
    if ranged and not (_said_done(tokens, end) or (at > 0 and _is_done(tokens[at - 1]))):
        return None  # ขั้น 3-4: through the third and fourth, or somewhere between?
    return Listed(tuple(steps), end)


def _every_one(tokens: list[Token], at: int) -> Listed | None:
    """ครบทั้ง 3 ขั้น: each of them."""
    if tokens[at].text not in ("ครบทั้ง", "ครบ", "เสร็จทั้ง", "เสร็จครบทั้ง", "ผ่านทั้ง") or at + 2 >= len(tokens):
        return None
    steps, word = _numbers(tokens, at + 1), tokens[at + 2]
    if len(steps) != 1 or steps[0] < 2 or word.kind != "step" or word.text not in ("ขั้น", "ขั้นตอน", "ระดับ", "ข้อ"):
        return None
    if at + 3 < len(tokens) and (tokens[at + 3].kind in NUMERIC or tokens[at + 3].text == "ที่"):
        return None  # ครบทั้ง 2 ขั้น 3
    return Listed(tuple(range(1, steps[0] + 1)), at + 3)


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
    if joint.kind == "digit" or (joint.kind == "number" and len(joint.text) == 1):
        return _following(tokens, at)
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


def _following(tokens: list[Token], at: int) -> tuple[list[int], bool, int] | None:
    """ขั้น 1 2 3: parted by blanks, each the one after the step before."""
    here, before = _numbers(tokens, at), _numbers(tokens, at - 1)
    if tokens[at].glued or len(here) != 1 or here != [step + 1 for step in before[-1:]]:
        return None
    if at + 1 < len(tokens) and tokens[at + 1].kind in _MEASURED - NUMERIC:
        return None
    return here, False, at + 1


_DONE = ("เสร็จ", "แล้ว", "เรียบร้อย", "ผ่าน", "ครบ", "สมบูรณ์", "ทำได้")


def _said_done(tokens: list[Token], at: int) -> bool:
    for token in tokens[at:]:
        if token.kind == "line":
            break
        if _is_done(token):
            return True
    return False


def _is_done(token: Token) -> bool:
    return token.kind in ("fill", "everything") and any(word in token.text for word in _DONE)
