"""Reads so many of so many: a part and its whole, a target and what was reached."""

import dataclasses

from handlers.reading.figures.quantities import HOUSES, Quantity, checked
from handlers.reading.nouns import Reason
from handlers.reading.words.lexicon import PLACES
from handlers.reading.words.scan import Token
from handlers.reading.words.topics import weak_parts
from scoring.results.said import Kind

LIGHT = frozenset({"fill", "mark", "everything", "cumulative", "aspect", "equals", "tick"})


def next_not(tokens: list[Token], at: int, skip: frozenset[str] = LIGHT) -> int:
    """The next place from `at` on that is not skipped; len(tokens) if none on this line."""
    while at < len(tokens) and tokens[at].kind in skip:
        at += 1
    return at


def is_kind(tokens: list[Token], at: int, kind: str) -> bool:
    return at < len(tokens) and tokens[at].kind == kind


_KEPT = frozenset({"part", "aspect", "place", "when", "remaining", "cumulative", "month_only", "fill"})


def merged_into(tokens: list[Token], start: int, end: int, made: Quantity) -> list[Token]:
    """One quantity for tokens[start:end]; what else stood between them goes before it."""
    kept = [one for one in tokens[start:end] if one.kind in _KEPT]
    text = " ".join(one.text for one in tokens[start:end] if one not in kept)
    return [*kept, Token("quantity", made, tokens[start].start, tokens[end - 1].end, text, None, tokens[start].glued)]


def same_unit(first: Quantity, second: Quantity) -> tuple[Kind | None, str | None, bool]:
    """The unit of a pair: said once or twice, but not two different ones."""
    if first.kind is None:
        return second.kind, second.unit, True
    if second.kind is None or (first.kind, first.unit) == (second.kind, second.unit):
        return first.kind, first.unit, True
    return first.kind, first.unit, first.kind == second.kind == "count" and {first.unit, second.unit} <= HOUSES


def find_wholes(tokens: list[Token]) -> list[Token]:
    """1,230 จาก 1,300 / 1,230/1,300 / เป้า 1,300 เก็บได้ 1,230 / ครบทั้ง 1,300"""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        rule, made = next(((one, read) for one in _RULES if (read := one(tokens, at)) is not None), (None, None))
        if made is None or rule is None:
            found.append(tokens[at])
            at += 1
        else:
            merged, at = made
            merged[-1].rule = rule.__name__
            found += merged
    return found


def _part_then_whole(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    if not is_kind(tokens, at, "quantity") or tokens[at].value.kind == "step":
        return None
    middle = next_not(tokens, at + 1)
    slash = is_kind(tokens, at + 1, "mark") and tokens[at + 1].text == "/"
    inside = is_kind(tokens, at + 1, "fill") and tokens[at + 1].text == "ใน"
    if slash or inside:
        last = at + 2
    elif (
        is_kind(tokens, middle, "out_of") or is_kind(tokens, middle, "about_target") or is_kind(tokens, middle, "whole")
    ):
        if (
            is_kind(tokens, middle, "about_target")
            and not _says_of(tokens[middle].text)
            and tokens[middle].kind != "whole"
        ) and not (tokens[middle - 1].text == "(" or tokens[middle].text.startswith("เป้า")):
            return None
        last = next_not(tokens, middle + 1, LIGHT | {"about_target", "whole", "part", "out_of"})
        if is_kind(tokens, last, "unit") and tokens[last].glued:  # จากครัวเรือนทั้งสิ้น 22,100
            last = next_not(tokens, last + 1)
    else:
        return None
    if not is_kind(tokens, last, "quantity"):
        return None
    target = any(token.kind == "about_target" for token in tokens[at:last])
    return _pair(tokens, at, last + 1, tokens[at].value, tokens[last].value, target, slash)


def _says_of(text: str) -> bool:
    return text.startswith(("จาก", "ของ", "ใน"))


_BETWEEN = LIGHT | {"comma", "unit", "part", "place", "becomes"}


def _whole_then_part(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """The target or the whole stands first; the result is the next figure about the same topic."""
    first = tokens[at]
    opens = _opens_a_whole(first)
    if opens is None:
        return None
    is_all, is_money, is_target = opens == "all", opens == "money", opens == "target"
    start = next_not(tokens, at + 1, LIGHT | {"when", "part"} if is_target else LIGHT | {"when"})
    if not is_kind(tokens, start, "quantity"):
        return None
    last = start + 1
    while last < len(tokens) and tokens[last].kind in _BETWEEN | {"about_target"}:
        last += 1
    if not is_kind(tokens, last, "quantity"):
        return None
    between = [one for one in tokens[start:last] if one.kind == "part"]
    named = any(one.kind == "part" for one in tokens[at:start])
    if not is_money and named and any(one.value not in weak_parts() for one in between):
        return None
    if any(one.kind == "about_target" and _says_of(one.text) for one in tokens[start:last]):
        return None  # กลุ่มเป้าหมาย … 51 ครัวเรือน จากเป้าหมาย 64: the second is the whole
    if is_all and not _done_between(tokens, start, last):
        return None
    if is_money and not (between and all(one.value in ("BUDGET", "WOMEN_FUND", "MONEY") for one in between)):
        return None
    return _pair(tokens, at, last + 1, tokens[last].value, tokens[start].value, first.kind != "out_of", False)


def _opens_a_whole(first: Token) -> str | None:
    """เป้า 1,300; ทั้งหมด 1,300; งบที่ได้รับจัดสรร 2.4 ล้าน; จาก 1,300"""
    if first.kind in ("about_target", "whole"):
        return "target"
    if first.kind == "everything" and first.text == "ทั้งหมด":
        return "all"
    if first.kind == "part" and first.value in ("MONEY", "ALLOCATION"):
        return "money"
    return "of" if first.kind == "out_of" and first.text != "ต่อ" else None


def _done_between(tokens: list[Token], start: int, end: int) -> bool:
    return any(
        one.text.endswith(("แล้ว", "ได้", "เสร็จ")) for one in tokens[start + 1 : end] if one.kind in ("fill", "part")
    )


def _counted_then_done(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """25 กิจกรรม เสร็จแล้ว 22: so many there are, so many are done."""
    if not is_kind(tokens, at, "quantity") or tokens[at].value.kind != "count" or tokens[at].value.problem:
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].kind in ("fill", "mark") and tokens[last].text not in ("(", "/"):
        last += 1
    if not is_kind(tokens, last, "quantity") or last == at + 1 or not _done_between(tokens, at, last):
        return None
    whole: Quantity = tokens[at].value
    part: Quantity = tokens[last].value
    if part.kind is not None and (part.kind, part.unit) != (whole.kind, whole.unit):
        return None
    if part.problem or part.value is None or whole.value is None or part.value > whole.value or whole.counting:
        return None
    if _done_itself(tokens, at):
        return None
    return _pair(tokens, at, last + 1, part, whole, True, False)


_DOING = ("วิเคราะห์", "อบรม", "ฝึก", "พัฒนา", "บันทึก", "สำรวจ", "เยี่ยม", "ช่วย", "ผลิต", "คัดเลือก", "ลงทะเบียน", "ประเมิน")


def _done_itself(tokens: list[Token], at: int) -> bool:
    """วิเคราะห์ 20 ครัวเรือน ช่วยแล้ว 15 ครัวเรือน: two things were done, none is the other's whole."""
    while at > 0 and tokens[at - 1].kind in ("fill", "mark", "aspect"):
        at -= 1
        if tokens[at].kind == "aspect" or tokens[at].text.startswith(_DOING):
            return True
    return False


def _all_of(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    if tokens[at].kind != "everything" or tokens[at].text not in ("ครบทั้ง", "ครบทั้งหมด", "ครบทุก"):
        return None
    last = next_not(tokens, at + 1, frozenset({"fill"}))
    if not is_kind(tokens, last, "quantity"):
        return None
    quantity: Quantity = tokens[last].value
    if quantity.kind != "count" or quantity.problem or quantity.value is None:
        return None
    made = dataclasses.replace(quantity, kind="ratio", of=quantity.value)
    return merged_into(tokens, at, last + 1, made), last + 1


_RULES = (_part_then_whole, _whole_then_part, _counted_then_done, _all_of)


def _pair(
    tokens: list[Token], start: int, end: int, part: Quantity, whole: Quantity, target: bool, slash: bool
) -> tuple[list[Token], int] | None:
    if part.kind == "step" or whole.kind == "step" or part.of is not None or whole.of is not None:
        return None
    if slash and _side_by_side(part, whole):
        return None
    kind, unit, fit = same_unit(part, whole)
    if "percent" in (part.kind, kind):
        share = _share_beside(part, whole, kind, target)
        if share is not None:
            return merged_into(tokens, start, end, share), end
    problem = part.problem or whole.problem
    if (slash and part.literal != whole.literal) or (part.literal and whole.written.split(" ")[0] in PLACES):
        problem = problem or "number_spelling"  # 2.02 /แสนบาท
    if not fit:
        problem = problem or "unit_does_not_fit"
    if kind is None and slash and problem is None and _like_a_date(part, whole):
        problem = "date_unclear"
    problem = problem or _no_part_of(part, whole, kind)
    made = Quantity(part.candidates, "ratio", unit, problem, of=whole.value, literal=part.literal, written=part.written)
    return merged_into(tokens, start, end, made), end


def _share_beside(part: Quantity, whole: Quantity, kind: Kind | None, target: bool) -> Quantity | None:
    """85% จากเป้า 90%, 80% ของ 1,300 ครัวเรือน: the share is the figure."""
    problem = part.problem or whole.problem
    if part.kind == "percent" and whole.kind in ("count", "baht", None):
        unclear = whole.kind is None and not target
        return dataclasses.replace(part, problem=problem or ("unit_does_not_fit" if unclear else None))
    if kind != "percent":
        return None
    return checked(
        dataclasses.replace(part, kind="percent", unit="%", problem=problem or (None if target else "two_numbers"))
    )


def _side_by_side(part: Quantity, whole: Quantity) -> bool:
    """80 % / 40 ครัวเรือน: two figures; 30 ครัวเรือน / 30 หลัง: one figure, said twice"""
    if whole.kind is not None and (part.kind == "percent") != (whole.kind == "percent"):
        return True
    return len({part.unit, whole.unit}) == 2 and {part.unit, whole.unit} <= HOUSES


def _no_part_of(part: Quantity, whole: Quantity, kind: Kind | None) -> Reason | None:
    """1,350 จาก 1,300; 5 จาก 0; 2.5 จาก 10 ครัวเรือน"""
    if part.value is None or whole.value is None:
        return None
    if whole.value <= 0:
        return "odd_magnitude"
    if part.value > whole.value:
        return "more_than_whole"
    return "odd_magnitude" if kind != "baht" and (part.value % 1 or whole.value % 1) else None


def _like_a_date(part: Quantity, whole: Quantity) -> bool:
    """14/3, 1/2568"""
    if part.value is None or whole.value is None:
        return False
    if whole.value > 1000 and whole.value == int(whole.value) and len(whole.written) == 4:
        return whole.written.startswith(("25", "20"))  # 1/2568
    return 1 <= part.value <= 31 and 1 <= whole.value <= 12
