"""What a message wants, from the marks that its words leave: an ordered list of rules, the first that holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.reading.figures.quantities import Quantity
from handlers.reading.nouns import Intent, Reason
from handlers.reading.words.scan import Token
from handlers.reading.words.topics import weak_parts


@dataclass(frozen=True, slots=True)
class Wanted:
    intent: Intent
    rule: str
    ask: Reason | None = None  # why it is asked, whatever the figures say
    also: tuple[Intent, ...] = ()
    values: bool = True  # whether its figures belong to it


class Marks:
    """The kinds of words that stand in a message."""

    def __init__(self, tokens: Sequence[Token], mood: bool = False) -> None:
        self.tokens = tokens
        self.mood = mood  # words of mood stood beside
        self.kinds = {token.kind for token in tokens}
        self.figures = [token for token in tokens if token.kind == "quantity"]
        self.parts = {str(token.value) for token in tokens if token.kind == "part"}
        self.asks = "question" in self.kinds or self._trailing_yet() or self._asking_score()

    def _trailing_yet(self) -> bool:
        """เบิกยัง: ยัง at the end asks."""
        words = [token for token in self.tokens if token.kind not in ("mark", "line")]
        while words and words[-1].kind == "fill" and len(words) > 1:
            words.pop()
        return bool(words) and words[-1].kind == "yet" and not self._step_before(words)

    def _step_before(self, words: list[Token]) -> bool:
        """ขั้น 2 เสร็จ ขั้น 3 ยัง: ยัง right behind the last of several steps says that it is not done."""
        steps = [token for token in self.figures if token.value.kind == "step"]
        return len(steps) > 1 and len(words) > 1 and words[-2] is steps[-1]

    def _asking_score(self) -> bool:
        """กี่คะแนน, ระดับไหน, ต้องได้เท่าไหร่"""
        asking = [token.text for token in self.tokens if token.kind in ("score", "deadline", "missing")]
        return any(word in text for text in asking for word in ("กี่", "ไหน", "เท่าไหร่", "อะไร", "ใด"))

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def text(self, kind: str) -> str:
        return " ".join(token.text for token in self.tokens if token.kind == kind)


_SUMMARIES = ("สรุป", "สรุปผล", "สรุปยอด", "ผลงาน", "ความคืบหน้า", "ความก้าวหน้า")
_NAMED = ("place", "when", "percent", "baht", "unit")
_POLITE = frozenset(["ขอโทษ", "ขอโทษที", "โทษที", "โทษที่", "โทษๆ", "เอ๊ะ", "เอ้ย", "เอ๊ย", "ที่จริง"])
Rule = Callable[[Marks], Wanted | None]


def intent_of(tokens: Sequence[Token], mood: bool = False) -> Wanted:
    marks = Marks(tokens, mood)
    for rule in RULES:
        wanted = rule(marks)
        if wanted is not None:
            return wanted
    return Wanted("chitchat", "nothing to report or ask", values=False)


def _setting(marks: Marks) -> Wanted | None:
    if marks.has("set_value") and marks.figures:
        return Wanted("set_value", "ตั้งค่า")
    if marks.has("set_value") and not marks.asks and not marks.has("how"):
        return Wanted("set_value", "ตั้งค่า", ask="no_number")
    return None


_NOT_TO_BE_KEPT = ("อย่าบันทึก", "ไม่ต้องบันทึก", "ห้ามบันทึก", "อย่าเพิ่งบันทึก", "ยังไม่ต้องบันทึก", "ไม่ให้บันทึก")


def _not_to_be_kept(marks: Marks) -> Wanted | None:
    """เบิกจ่าย 80% โปรดอย่าบันทึก: who forbids it is not asked whether it may be stored."""
    said = "".join(token.text for token in marks.tokens)
    if any(word in said for word in _NOT_TO_BE_KEPT):
        return Wanted("report", "not to be stored", ask="not_a_report", values=False, also=("chitchat",))
    return None


def _nothing_to_mend(marks: Marks) -> Wanted | None:
    """อันก่อนหน้าถูกแล้ว ไม่ต้องแก้: neither an undo nor a correction."""
    said = "".join(token.text for token in marks.tokens)
    if not marks.figures and any(word in said for word in ("ไม่ต้องแก้", "ไม่ต้องลบ", "ไม่ต้องยกเลิก", "ไม่ได้ผิด")):
        return Wanted("chitchat", "nothing to mend", values=False)
    return None


def _ranking(marks: Marks) -> Wanted | None:
    """ท็อป 3 เบิกจ่าย: who is first."""
    first = marks.tokens[0].text if marks.tokens else ""
    if first in ("ท็อป", "ท๊อป", "top", "อันดับ", "จัดอันดับ", "ลำดับ") and marks.has("part"):
        return Wanted("query_score", "ท็อป 3", values=False)
    return None


def _helping(marks: Marks) -> Wanted | None:
    if marks.has("how") and not (marks.has("what_if") and marks.figures):
        return Wanted("help", "ยังไง", values=False)
    if marks.has("help") and not marks.figures:
        return Wanted("help", "help", values=False)
    if marks.has("correction", "undo", "register") and marks.asks and not marks.figures:
        return Wanted("help", "asks how", values=False, also=("query_score",))
    return None


def _registering(marks: Marks) -> Wanted | None:
    if marks.has("register") and not marks.has("part"):
        return Wanted("register", "ลงทะเบียน", values=False)
    return None


def _supposing(marks: Marks) -> Wanted | None:
    if marks.has("what_if") and marks.figures and not marks.has("wish"):
        return Wanted("what_if", "ถ้า")
    clear = bool(marks.figures) and all(token.value.problem is None for token in marks.figures)
    if "ทำไม" in marks.text("question") and marks.has("score"):
        return Wanted("query_score", "ทำไม", values=False)
    if marks.has("score") and clear and marks.asks and not marks.has("correction"):
        return Wanted("what_if", "figure and score asked", also=("query_score", "report"))
    return None


def _undoing(marks: Marks) -> Wanted | None:
    if marks.has("undo") and marks.has("aspect") and not marks.asks:
        return Wanted("undo", "ยกเลิกประชุม", ask="undo_unclear", also=("chitchat",), values=False)
    if marks.has("undo") and not marks.asks:
        amount = any(token.value.unit != "ครั้ง" for token in marks.figures)
        if amount and "ลบ" in marks.text("undo"):
            return Wanted("undo", "ลบ", ask="undo_unclear", values=False)
        if marks.has("correction", "becomes") and marks.figures:
            return Wanted("correct", "ยกเลิก … แก้เป็น")
        if marks.figures and not marks.has("part"):
            return Wanted("undo", "ยกเลิก", ask="undo_unclear", values=False)
        return Wanted("undo", "ยกเลิก", values=False)
    if marks.has("undo_perhaps") and not marks.figures and not marks.has("part"):
        return Wanted("undo", "ไม่เอาแล้ว", ask="undo_unclear", also=("chitchat",), values=False)
    return None


def _correcting(marks: Marks) -> Wanted | None:
    star = len(marks.tokens) > 1 and marks.tokens[0].text == "*" and marks.tokens[1].kind == "quantity"
    fixing = marks.has("correction", "mistyped", "not_that") or star
    changed = any(token.value.old is not None for token in marks.figures)
    if not fixing:
        bare = changed and not marks.has("part") and len(marks.figures) == 1 and not marks.asks
        return Wanted("correct", "A เป็น B", ask="correction_unclear") if bare else None
    if not marks.figures:
        return _corrected_without_a_figure(marks)
    unclear = any(doubt(marks, changed) for doubt in CORRECTION_DOUBTS)
    asks: Reason | None = "correction_unclear" if unclear else "question" if marks.asks else None
    return Wanted("correct", "แก้", ask=asks)


def _corrected_without_a_figure(marks: Marks) -> Wanted | None:
    """ไม่ใช่ ก.พ. เป็น ม.ค., แก้เป็นอำเภอสตึก, พิมพ์ผิด"""
    if marks.asks:
        return Wanted("help", "asks how to correct", values=False)
    if marks.has("not_that", "mistyped") and marks.has("becomes") and marks.has(*_NAMED):
        return Wanted("correct", "ไม่ใช่ A เป็น B", values=False)
    polite = set(marks.text("correction").split()) <= _POLITE and not marks.has("mistyped", "not_that")
    if polite or not marks.has("correction", "mistyped"):
        return None
    if marks.has("when", "place") and marks.has("correction"):
        return Wanted("correct", "corrects the day or the district", values=False)
    if not marks.has("part", "unknown"):
        return Wanted("correct", "แก้", ask="correction_unclear", also=("undo",), values=False)
    return Wanted("correct", "แก้", ask="no_number", values=False)


def _changed_and_mistyped(marks: Marks, changed: bool) -> bool:
    """พิมพ์ผิด จาก 80 เป็น 85"""
    return changed and marks.has("mistyped")


def _wrongly_done(marks: Marks, changed: bool) -> bool:
    """เก็บผิด 5 ครัวเรือน: a correction, or five collected wrongly?"""
    wrong = any(token.kind == "mistyped" and token.text == "ผิด" and token.glued for token in marks.tokens)
    told = any(word.startswith(("ที่ถูก", "ต้องเป็น", "แก้")) for word in marks.text("correction").split())
    return wrong and not told


def _two_with_an_oops(marks: Marks, changed: bool) -> bool:
    """82 เอ้ย 85: which stands?"""
    oops = any(word in marks.text("correction") for word in ("เอ้ย", "เอ๊ย"))
    return len(marks.figures) == 2 and not marks.has("not_that") and oops


def _only_denied(marks: Marks, changed: bool) -> bool:
    """ไม่ใช่ 82: what then?"""
    one = len(marks.figures) == 1 and not changed
    return one and marks.has("not_that") and not marks.has("correction", "mistyped")


def _unreadable(marks: Marks, changed: bool) -> bool:
    """แก้เป็น 8x: nothing can be offered"""
    return any(token.value.problem == "number_spelling" and not token.value.candidates for token in marks.figures)


CORRECTION_DOUBTS: tuple[Callable[[Marks, bool], bool], ...] = (
    _changed_and_mistyped,
    _wrongly_done,
    _two_with_an_oops,
    _only_denied,
    _unreadable,
)


def _missing(marks: Marks) -> Wanted | None:
    if marks.has("missing") and not marks.figures:
        return Wanted("query_missing", "ใครยังไม่ส่ง", values=False, also=("query_score",))
    who = any(word in marks.text("question") for word in ("ใคร", "ไผ", "อำเภอไหน"))
    waiting = marks.has("not_yet", "lack") or (marks.has("remaining") and (who or not marks.has("part")))
    if marks.asks and waiting and not marks.figures:
        return Wanted("query_missing", "asks what is not there yet", values=False, also=("query_score",))
    return None


def _target(marks: Marks) -> Wanted | None:
    if marks.asks and marks.has("deadline", "order", "about_target"):
        return Wanted("query_target", "asks for the target", values=False, also=("query_score",))
    if marks.figures:
        return None
    if marks.has("deadline"):
        return Wanted("query_target", "กำหนดส่ง", values=False, also=("help",))
    if marks.has("about_target") and not marks.has("everything"):
        return Wanted("query_target", "เป้า", values=False, also=("query_score",))
    if marks.asks and marks.has("order", "about_target"):
        return Wanted("query_target", "ต้องได้เท่าไหร่", values=False, also=("query_score",))
    return None


def _scoring(marks: Marks) -> Wanted | None:
    if marks.has("score") and not marks.figures and not marks.has("future", "wish", "order"):
        return Wanted("query_score", "คะแนน", values=False)
    if marks.asks and not marks.has("wish"):
        problem = next((token.value.problem for token in marks.figures if token.value.problem), None)
        if marks.figures:
            return Wanted(
                "query_score",
                "a question with a figure",
                ask=problem,
                also=("report", "correct", "what_if"),
                values=False,
            )
        strong = bool(marks.parts - weak_parts())
        topical = strong or marks.has("when", "place", "unit") or _about_work(marks)
        if topical and marks.has("unknown") and any(word in marks.text("question") for word in ("ใคร", "ทำไม", "ที่ไหน")):
            topical = False
        if topical:
            return Wanted("query_score", "a question", values=False, also=("chitchat", "help", "query_missing"))
    if not marks.figures and not marks.has("not_yet", "negated", "future", "everything"):
        words = marks.text("fill").split()
        if words and words[0] in _SUMMARIES and not marks.has("unknown"):
            return Wanted("query_score", "สรุปผล", values=False)
    return None


def _about_work(marks: Marks) -> bool:
    return any(
        word in ("ผลงาน", "รายงาน", "ยอด", "ผล", "เบิก", "ส่ง", "ข้อมูล", "งาน") or word.startswith(("ได้", "รายงาน", "ยอด"))
        for word in marks.text("fill").split()
    )


def _not_reporting(marks: Marks) -> Wanted | None:
    if marks.has("wish"):
        last = marks.tokens[-1].start if not marks.figures else marks.figures[-1].start
        if any(token.text == "ขอให้" and token.start > last and not token.glued for token in marks.tokens):
            return Wanted("report", "a report with a wish behind it", ask="not_a_report", also=("chitchat",))
        if marks.figures and marks.has("part") and any(token.text.endswith("แล้ว") for token in marks.tokens):
            # สาธุ กองทุนสตรีเบิกจ่ายแล้วร้อยละ 57
            return Wanted("report", "done, beside a wish", ask="not_a_report", also=("chitchat",))
        return Wanted("chitchat", "a wish", values=False, also=("what_if",))
    if marks.has("test") and not marks.has("part"):
        return Wanted("chitchat", "a test", values=False)
    if marks.has("order", "hearsay", "joke", "future"):
        if marks.figures:
            return Wanted("report", "not a report", ask="not_a_report", also=("chitchat",))
        if not marks.has("not_yet"):
            return Wanted("chitchat", "not a report", values=False, also=("report",))
    return None


def _figures(marks: Marks) -> Wanted | None:
    """เบิกจ่าย 80%, or a figure alone: 80%"""
    if not marks.figures:
        return None
    if marks.has("part", "indicator"):
        return Wanted("report", "figures with a topic")
    clear = all(_of_ours(token.value) for token in marks.figures)
    if clear and (marks.has("place") or not marks.has("unknown", "chat")):
        return Wanted("report", "figures without a topic", ask="no_topic")
    money = all(token.value.kind in ("baht", "count") for token in marks.figures)
    spent = money and not any(word.startswith("ได้") for word in marks.text("fill").split())
    if not spent and any(token.value.kind in ("percent", "baht", "ratio", "step") for token in marks.figures):
        return Wanted("report", "figures without a topic", ask="no_topic", also=("chitchat",))
    return Wanted("chitchat", "figures that are no results", values=False, also=("report",))


def _topic_alone(marks: Marks) -> Wanted | None:
    """เบิกจ่ายครบแล้ว, สัมมาชีพ ขั้นไหน, เบิกจ่าย"""
    if not marks.has("part"):
        return None
    if marks.has("hedge") and not marks.has("unknown", "future"):
        return Wanted("report", "how much is not said", ask="hedge")
    if marks.has("all_steps") and not marks.has("unknown", "chat", "not_yet", "negated"):
        done = any(word in token.text for token in marks.tokens for word in ("ครบ", "แล้ว", "เสร็จ", "เรียบร้อย"))
        return Wanted("report", "every step", ask=None if done else "no_figure_but_all")
    if marks.has("everything"):
        return Wanted("report", "all, but how much", ask="no_figure_but_all")
    if marks.has("not_yet", "negated") and not marks.has("unknown", "chat"):
        return Wanted("report", "nothing yet", ask="zero_or_nothing")
    if marks.has("step"):
        return Wanted("report", "a step without its number", ask="no_number")
    talk = marks.has("unknown", "chat") or (marks.mood and not marks.has("aspect"))
    if talk or marks.tokens[0].text in ("ไป", "อยู่", "เจอ"):
        return Wanted("chitchat", "speaks of a topic without a figure", values=False, also=("report",))
    return Wanted("report", "a topic without a figure", ask="no_number", also=("query_score",))


def _of_ours(quantity: Quantity) -> bool:
    """A figure that may be a result: not ไปกัน 5 คน, แสนดี, อีก 3 วัน."""
    if quantity.kind == "count":
        return quantity.unit not in ("คน", "วัน", "เดือน", "ท่าน", "อำเภอ", "ชุด")
    bare_word = (
        quantity.kind is None and not quantity.literal and quantity.written.startswith(("แสน", "ร้อย", "พัน", "ล้าน"))
    )
    return not bare_word or quantity.problem == "elision"


# The first that holds decides.
RULES: tuple[Rule, ...] = (
    _not_to_be_kept,
    _nothing_to_mend,
    _ranking,
    _setting,
    _helping,
    _registering,
    _supposing,
    _undoing,
    _correcting,
    _missing,
    _target,
    _scoring,
    _not_reporting,
    _figures,
    _topic_alone,
)
