"""The coverage gate: stored is only what is explained to the last word, with no word that spoils a figure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from handlers.reading.nouns import Intent, Reason
from handlers.reading.pairing.pairing import Paired
from handlers.reading.pairing.values import plainly_not_done
from handlers.reading.words.lexicon import load, spaced
from handlers.reading.words.scan import Token
from scoring.results.said import Value

# What may stand in a message that is stored (values.py tells what it changes). Every other kind is a question.
_EXPLAINED = frozenset(
    """
    fill comma separator line tab part aspect place province_named province_before when time
    quantity unit heading equals becomes tick cumulative compared chat indicator remaining fall_to
    change_up change_down everything correction mistyped not_that set_value whole base register about_target
    label province_wide
    """.split()  # noqa: SIM905
)
_SIGNS = frozenset("().:*!\"'[]{}•=-_#&/ๆฯ^→…")
_SPOILS: tuple[tuple[str, Reason], ...] = (
    ("odd", "odd_characters"),
    ("hedge", "hedge"),
    ("bound", "bound"),
    ("question", "question"),
    ("for_another", "for_another"),
    ("measure", "two_measures"),
    ("what_if", "not_a_report"),
    ("future", "not_a_report"),
    ("joke", "not_a_report"),
    ("hearsay", "not_a_report"),
    ("order", "not_a_report"),
    ("test", "not_a_report"),
    ("undo", "undo_unclear"),
)
_DONE = ("ได้รับ", "ช่วย", "พัฒนา", "ฝึก", "อบรม")
_FINISHED = ("หมด", "เต็ม", "ครบแล้ว", "ครบหมด", "ครบร้อย", "ครบเป้า", "ครบตามเป้า", "เกลี้ยง", "ครบจบ")
_TARGETS = ("เป้า", "ตั้งเป้า", "ค่าเป้า")
_HALF = ("ครึ่ง", "ค่อน")


def spoiled(tokens: Sequence[Token], pairs: Sequence[Paired], intent: Intent) -> Iterator[Reason]:
    """Every reason in the words why nothing may be stored."""
    kinds = {token.kind for token in tokens}
    for kind, reason in _SPOILS:
        if kind in kinds:
            yield reason
    if "yet" in kinds and _ends_with_yet(tokens) and not plainly_not_done(pairs):
        yield "question"
    for at, token in enumerate(tokens):
        asks_a_favour = token.kind == "fill" and token.text.startswith("ฝาก")
        if asks_a_favour and any(one.kind == "place" for one in tokens[at + 1 : at + 3]):
            yield "for_another"
    if any(unexplained(token, tokens, pairs, intent) for token in tokens):
        yield "unknown_word"
    if intent == "report" and any(_target_leads(one) for one in pairs):
        yield "target_or_result"
    if any(_finished_but_not_all(one) for one in pairs):
        yield "disagreeing_percent"
    if intent == "report":
        yield from _dangling(tokens, pairs)


_DANGLING: dict[str, Reason] = {
    "change_up": "change_only",
    "change_down": "change_only",
    "remaining": "remaining",
    "base": "target_or_result",
    "whole": "target_or_result",
    "about_target": "target_or_result",
}


def _dangling(tokens: Sequence[Token], pairs: Sequence[Paired]) -> Iterator[Reason]:
    """A word that changes what a figure is, but stands beside none: of which one does it speak?"""
    beside = {id(token) for one in pairs for token in (*one.left, *one.right)}
    for token in tokens:
        if token.kind not in _DANGLING or id(token) in beside or not pairs:
            continue
        if token.kind != "about_target" or token.text.startswith(_TARGETS):
            yield _DANGLING[token.kind]
    for one in pairs:
        if any(token.kind == "about_target" and token.text.startswith(_TARGETS) for token in one.right):
            yield "target_or_result"  # OTOP 5 แสน เป้าหมาย
        if any(token.kind == "everything" and token.text.startswith(_HALF) for token in (*one.left, *one.right)):
            yield "hedge"


@dataclass(frozen=True, slots=True)
class Around:
    """What a word stands in: the message, its paired figures, and what it wants."""

    tokens: Sequence[Token]
    pairs: Sequence[Paired]
    intent: Intent


def unexplained(token: Token, tokens: Sequence[Token], pairs: Sequence[Paired], intent: Intent) -> bool:
    if token.kind in _EXPLAINED:
        return token.text == "สัญญา"  # a promise, unless it is counted
    explained = EXPLAINED_WHERE.get(token.kind)
    return explained is None or not explained(token, Around(tokens, pairs, intent))


def _sign(token: Token, around: Around) -> bool:
    """- เบิกจ่าย (80%)"""
    return all(char in _SIGNS for char in token.text)


def _joining_sign(token: Token, around: Around) -> bool:
    """- เบิกจ่าย 80%; not 80-, half a range"""
    half = token.text == "-" and token.glued and _behind_figure(token, around.tokens)
    return token.text in ("-", "ถึง") and not half


def _heading_percent(token: Token, around: Around) -> bool:
    """ร้อยละของ… at the head, the figure with its own unit behind"""
    heads = any(one.text == "ของ" and one.start == token.end for one in around.tokens) or token.text != "ร้อยละ"
    kinds = {one.quantity.kind for one in around.pairs}
    return "percent" in kinds or ("step" in kinds and heads)


def _summary(token: Token, around: Around) -> bool:
    """สรุปผลงานอำเภอท่าบ่อ เบิกจ่าย 87%"""
    return token.text in ("ภาพรวม", "สถานะ", "สรุปผลงาน", "สรุปภาพรวม", "ขอสรุป", "ขอสรุปผล")


def _month_alone(token: Token, around: Around) -> bool:
    """เฉพาะเดือน ก.พ., but not เฉพาะโครงการ"""
    return token.text != "เฉพาะ" or _next_kind(token, around.tokens) == "when"


def _every_step(token: Token, around: Around) -> bool:
    """ครบทุกขั้นแล้ว, but not beside a figure"""
    return not around.pairs


def _step_in_general(token: Token, around: Around) -> bool:
    """ขั้นตอน as a word of the office"""
    return token.text == "ขั้นตอน"


def _calendar_word(token: Token, around: Around) -> bool:
    """ประจำปี, วันที่"""
    return token.value in ("year", "when", "passed", "on")


def _from_somewhere(token: Token, around: Around) -> bool:
    """รายได้จากการขาย, but not จาก 80"""
    return token.text == "จาก" and _next_kind(token, around.tokens) not in ("quantity", "unit")


def _office_of_a_district(token: Token, around: Around) -> bool:
    """สพอ. as such, but not a lone อ."""
    return token.text not in ("อ.", "อ")


def _nothing_or_a_step_not_done(token: Token, around: Around) -> bool:
    """ยังไม่ได้เบิก; ขั้น 2 เสร็จ ขั้น 3 ยังไม่เสร็จ"""
    return around.intent == "report" and (not around.pairs or _of_a_step(token, around.pairs))


def _still_or_a_step_not_done(token: Token, around: Around) -> bool:
    """ยังอยู่ที่ 82 %; ขั้น 3 ยัง"""
    return _still(token, around.tokens) or _of_a_step(token, around.pairs)


def _asked_of_a_step(token: Token, around: Around) -> bool:
    """ขั้น 1 ศึกษาแนวทางเสร็จแล้ว: the document's own words for the step; not without a word that it is done"""
    steps = [one for one in around.pairs if any(word is token for word in one.right)]
    return (
        token.text in _asked_of_steps()
        and bool(steps)
        and all(one.quantity.kind == "step" for one in around.pairs)
        and all(_said_done(one) for one in steps)
    )


def _said_done(one: Paired) -> bool:
    return any(word.kind == "fill" and any(done in word.text for done in _DONE_STEP) for word in one.right)


_DONE_STEP = ("เสร็จ", "แล้ว", "เรียบร้อย")


@cache
def _asked_of_steps() -> frozenset[str]:
    return frozenset(spaced(load("words.toml")["steps"]["asked"]))


# Kinds that are explained only where they stand right; every kind that is neither here nor in _EXPLAINED is a question.
EXPLAINED_WHERE: dict[str, Callable[[Token, Around], bool]] = {
    "unknown": _asked_of_a_step,
    "mark": _sign,
    "range": _joining_sign,
    "percent_before": _heading_percent,
    "score": _summary,
    "month_only": _month_alone,
    "all_steps": _every_step,
    "step": _step_in_general,
    "date_word": _calendar_word,
    "out_of": _from_somewhere,
    "district_before": _office_of_a_district,
    "negated": _nothing_or_a_step_not_done,
    "not_yet": _nothing_or_a_step_not_done,
    "yet": _still_or_a_step_not_done,
}


def _of_a_step(token: Token, pairs: Sequence[Paired]) -> bool:
    """ขั้น 2 เสร็จ ขั้น 3 ยัง: it says that this step is not done."""
    return any(one is token for pair in plainly_not_done(pairs) for one in (*pair.left, *pair.right))


def contradicts(values: Sequence[Value]) -> bool:
    """Two figures for one and the same thing, be they different or twice the same."""
    seen: dict[tuple[object, ...], Value] = {}
    for value in values:
        if value.kind == "step":
            continue
        what = (value.topic, value.kind, value.unit, value.aspect, value.cumulative)
        if seen.setdefault((*what, value.district, value.date, value.period), value) is not value:
            return True
    return False


def guessed(pairs: Sequence[Paired]) -> bool:
    """เบิก 6 งบประมาณ 42,733,144 บาท: a figure without a unit beside another one of its topic."""
    topics: dict[tuple[object, ...], list[Paired]] = {}
    for one in pairs:
        about = one.about.rule.topics if one.about and one.about.rule else None
        place = (one.place.district or one.place.written) if one.place else None
        topics.setdefault((about, place, one.when), []).append(one)
    return any(
        any(one.quantity.kind is None for one in same) and any(one.quantity.kind is not None for one in same)
        for same in topics.values()
    )


def _ends_with_yet(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.kind not in ("mark", "line", "fill")]
    return bool(words) and words[-1].kind == "yet"


def _still(token: Token, tokens: Sequence[Token]) -> bool:
    """ยังอยู่ที่ 82 %, ยังคง 82 %: still; any other ยัง may be not yet."""
    at = next(index for index, one in enumerate(tokens) if one is token)
    return at + 1 < len(tokens) and tokens[at + 1].text.startswith(("อยู่", "คง", "ได้", "เป็น", "มี", "ทำได้"))


def _next_kind(token: Token, tokens: Sequence[Token]) -> str:
    at = next(index for index, one in enumerate(tokens) if one is token)
    return tokens[at + 1].kind if at + 1 < len(tokens) else ""


def _behind_figure(token: Token, tokens: Sequence[Token]) -> bool:
    """80-: half a range?"""
    at = next(index for index, one in enumerate(tokens) if one is token)
    return at > 0 and tokens[at - 1].kind == "quantity"


def _target_leads(one: Paired) -> bool:
    """เป้า จปฐ 95 %: a target that no result follows."""
    if any(_leads(token, one) for token in one.left):
        return True
    behind = {token.kind for token in one.right}
    return "base" in behind or (one.quantity.kind != "ratio" and "whole" in behind)


def _leads(token: Token, one: Paired) -> bool:
    if token.kind in ("whole", "base"):
        return True
    if token.kind != "about_target" or token.text.startswith(("ของ", "ตาม")):
        return False
    counted = token.text.endswith("เป้าหมาย") and token.text != "เป้าหมาย"
    if not counted or token.text.startswith(("จาก", "ค่า", "จำนวน")):
        return True
    # ครัวเรือนเป้าหมาย is who was helped, once the words say that something was done
    doing = [word.text for word in one.left if word.kind == "fill"]
    done = any(text.endswith("แล้ว") or text.startswith(_DONE) for text in doing)
    return not done and one.quantity.kind not in ("ratio", "percent")


def _finished_but_not_all(one: Paired) -> bool:
    """เบิกจ่ายหมดแล้ว 80 %: all, or 80?"""
    if one.quantity.kind != "percent" or one.quantity.value == 100:
        return False
    return any(token.kind == "everything" and token.text.startswith(_FINISHED) for token in (*one.left, *one.right))
