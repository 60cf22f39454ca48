"""From a paired figure to a value: its unit, its sense, what the words around it change, and why it must be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from handlers.reading.days.calendar import When
from handlers.reading.figures.quantities import Quantity
from handlers.reading.nouns import Reason
from handlers.reading.pairing.elements import About
from handlers.reading.pairing.pairing import Paired
from handlers.reading.words.characters import Clean
from handlers.reading.words.scan import Token
from handlers.reading.words.topics import Topic, topics
from scoring.results.said import Kind, Role, Sense, Value

_DONE_STEMS = ("แล้ว", "ได้รับ", "ช่วย", "พัฒนา", "พ้น", "ผ่าน", "แก้ไข", "อนุมัติ")
_LARGEST_BARE_PERCENT = 100
_SMALLEST_BARE_BAHT = 1000
_CLEARLY_BAHT = 10_000


def bare_unit(about: About | None, value: Decimal, quantity: Quantity) -> tuple[Kind | None, str | None]:
    """The unit of a figure without one, only where nothing else fits."""
    topic = topics().get(about.rule.topics[0]) if about and about.rule and len(about.rule.topics) == 1 else None
    if topic is None:
        return ("baht", "บาท") if not quantity.literal and value >= _CLEARLY_BAHT else (None, None)
    if topic.remaining and value == 0:
        return "percent", "%"  # no debt is no debt in every unit
    fraction = quantity.literal and "." in quantity.written
    if about is not None and about.rule is not None and about.rule.general:
        return ("baht", "บาท") if value >= _SMALLEST_BARE_BAHT else (None, None)
    if topic.bare == "percent":
        return _bare_share(value, fraction)
    if topic.bare == "baht":
        return ("baht", "บาท") if value >= _SMALLEST_BARE_BAHT and not _like_a_year(value, quantity) else (None, None)
    if fraction and 0 <= value <= _LARGEST_BARE_PERCENT and topic.id not in ("pracharat", "community_fund_center"):
        return "percent", "%"
    return None, None


def _bare_share(value: Decimal, fraction: bool) -> tuple[Kind | None, str | None]:
    """เบิกจ่าย 85; but 0.8: a percent, or 80 of them? 4: a percentage, or a level?"""
    if value == 0 or (1 if fraction else 6) <= value <= _LARGEST_BARE_PERCENT:
        return "percent", "%"
    return ("baht", "บาท") if value >= _CLEARLY_BAHT else (None, None)


def _like_a_year(value: Decimal, quantity: Quantity) -> bool:
    """OTOP 2568"""
    return quantity.literal and 2400 <= value <= 2699 and value == int(value) and "," not in quantity.written


@dataclass(frozen=True, slots=True)
class Stated:
    """A paired figure with the unit that it has, said or certain."""

    pair: Paired
    topic: Topic | None  # the first that the words may mean
    only: bool  # they can mean no other
    kind: Kind | None
    unit: str | None

    @property
    def value(self) -> Decimal | None:
        return self.pair.quantity.value

    @property
    def around(self) -> list[Token]:
        return [*self.pair.left, *self.pair.right]


def made(pair: Paired, clean: Clean, correcting: bool, setting: bool = False) -> tuple[Value, Reason | None]:
    """The value, and the reason to ask about it."""
    quantity, rule, when = pair.quantity, pair.about.rule if pair.about else None, pair.when
    topic = topics().get(rule.topics[0]) if rule else None
    only = rule is not None and len(rule.topics) == 1
    kind, unit = _unit(pair, topic, setting)
    stated = Stated(pair, topic, only, kind, unit)
    sense, sense_problem = _sense(pair, topic is not None and topic.remaining)
    change, change_problem = _change(stated)
    aspect = _part_named(stated)
    missing = None if correcting else _missing_unit(stated)
    doubts = (_problem(stated), missing, *(doubt(stated) for doubt in DOUBTS), sense_problem, change_problem)
    adding = quantity.counting is None and unit == "ครั้ง" and change == "up"
    result = Value(
        topic=topic.id if topic and only else None,
        kind=kind,
        value=stated.value,
        unit=unit,
        of=quantity.of,
        district=pair.place.district if pair.place else None,
        date=when.day if when else None,
        period=when.period if when else None,
        cumulative=_cumulative(pair, when),
        sense=sense,
        done=_is_done(stated.around) if kind == "step" else None,
        aspect=aspect,
        counting="add" if adding else quantity.counting,
        role=_role(stated.around) if setting else "result",
        old=quantity.old,
        change=change,
        span=clean.span(pair.token.start, pair.token.end),
    )
    return result, next((one for one in doubts if one), None) or _around(pair, kind, aspect)


_MOST_OVER = 110  # more is a slip of the pen


def _problem(stated: Stated) -> Reason | None:
    """จปฐ 101.2 %: more households than were to be asked; elsewhere nothing is more than all."""
    problem, topic = stated.pair.quantity.problem, stated.topic
    more = problem == "over_100" and topic is not None and stated.only and topic.over
    return None if more and stated.value is not None and stated.value <= _MOST_OVER else problem


def _unit(pair: Paired, topic: Topic | None, setting: bool) -> tuple[Kind | None, str | None]:
    """As said; else what the topic is always counted in."""
    quantity = pair.quantity
    kind, unit, value = quantity.kind, quantity.unit, quantity.value
    if kind == "ratio" and unit is None and topic is not None:
        return kind, topic.whole_unit
    if kind is not None or value is None:
        return kind, unit
    kind, unit = bare_unit(pair.about, value, quantity)
    if kind is not None or value != value.to_integral_value():
        return kind, unit
    if any(one.value == "downloads" for one in pair.left if one.kind == "aspect"):
        kind, unit = "count", "ครั้ง"
    if kind is None and setting and topic is not None and topic.whole_unit:
        return ("baht" if topic.whole_unit == "บาท" else "count"), topic.whole_unit
    return kind, unit


def share_of_few(stated: Stated) -> Reason | None:
    """เบิกจ่าย 1 ใน 4: a share, not baht"""
    quantity = stated.pair.quantity
    bare = stated.kind == "ratio" and quantity.unit is None and stated.unit == "บาท"
    return "no_unit" if bare and quantity.of is not None and quantity.of < _SMALLEST_BARE_BAHT else None


def ratio_of_money(stated: Stated) -> Reason | None:
    """OTOP เดือน ม.ค. 25/68 ยอด 1,420,000 บาท: sales have no whole, the slash may be a year's"""
    topic, quantity = stated.topic, stated.pair.quantity
    bare = stated.kind == "ratio" and quantity.unit is None
    return "unit_does_not_fit" if bare and topic and topic.bare == "baht" and not topic.whole_unit else None


def rate_of_households(stated: Stated) -> Reason | None:
    """ครัวเรือนเดือนละ 586"""
    rate = stated.kind == "count" and stated.unit is not None and "/" in stated.unit
    return "unit_does_not_fit" if rate and not str(stated.unit).startswith(("ครั้ง", "กิจกรรม")) else None


def never_counted_so(stated: Stated) -> Reason | None:
    """จปฐ 85 บาท, จปฐ 12 กลุ่ม"""
    known = stated.topic is not None and stated.only
    return "unit_does_not_fit" if known and stated.topic and stated.unit in stated.topic.never else None


def baht_like_a_percentage(stated: Stated) -> Reason | None:
    """เบิกจ่าย 80 บาท"""
    small = stated.kind == "baht" and stated.value is not None and 0 < stated.value <= _LARGEST_BARE_PERCENT
    return "odd_magnitude" if small and stated.topic is not None and stated.topic.bare == "percent" else None


def what_was_paid(stated: Stated) -> Reason | None:
    """หนี้กองทุนสตรี ชำระแล้ว 50,000: what was paid, not what is overdue"""
    debt = stated.topic is not None and stated.topic.id == "women_fund_debt" and stated.kind != "step"
    return "change_only" if debt and stated.value and _paid(stated.around) else None


# Each may have a doubt of its own; the first is the one that is asked.
DOUBTS: tuple[Callable[[Stated], Reason | None], ...] = (
    share_of_few,
    ratio_of_money,
    rate_of_households,
    never_counted_so,
    baht_like_a_percentage,
    what_was_paid,
)


def _is_done(around: Sequence[Token]) -> bool:
    return not _has(around, "not_yet", "negated", "remaining", "lack", "yet")


_DONE_WORDS = ("เสร็จ", "แล้ว", "เรียบร้อย", "ผ่าน", "ครบ", "สมบูรณ์", "จบ")


def plainly_not_done(pairs: Sequence[Paired]) -> list[Paired]:
    """ขั้น 2 เสร็จ ขั้น 3 ยัง: the steps that are said not to be done, beside one of their topic that is said to be."""
    steps = [one for one in pairs if one.quantity.kind == "step"]
    found: list[Paired] = []
    for one in steps:
        others = [other for other in steps if other.about is one.about and _is_done([*other.left, *other.right])]
        done = bool(others) and all(_in_words(other) for other in others)
        if done and (_has(one.right, "not_yet", "negated", "yet") or _has(one.left[-1:], "remaining", "lack")):
            found.append(one)
    return found


def _in_words(one: Paired) -> bool:
    return any(word in token.text for token in (*one.left, *one.right) for word in _DONE_WORDS)


_ASPECT_OF_UNIT = {"ชิ้น": "media", "ช่องทาง": "channels", "โปรแกรม": "programs"}


def _aspect(pair: Paired, unit: str | None) -> str | None:
    """The part of the topic: as the unit says, else the words before the figure, else those behind the last one."""
    if unit in _ASPECT_OF_UNIT:
        return _ASPECT_OF_UNIT[unit]
    near = [*reversed(pair.before), *(pair.right if pair.last else ())]
    return next((str(token.value) for token in near if token.kind == "aspect"), None)


def _part_named(stated: Stated) -> str | None:
    """As the topic's own words say, else the unit, the words around the figure, what was done."""
    pair = stated.pair
    rule = pair.about.rule if pair.about else None
    own = rule.aspect if rule else None
    return own or _aspect(pair, stated.unit) or _deed(pair, stated.topic if stated.only else None)


def _deed(pair: Paired, topic: Topic | None) -> str | None:
    """TPMAP ช่วยเหลือแล้ว 12 ครัวเรือน: the one thing that was done names the part."""
    if topic is None or pair.quantity.kind not in ("count", "ratio"):
        return None
    doing = [token.text for token in pair.before if token.kind == "fill"]
    named = {part for text in doing for part, begins in topic.deeds.items() if text.startswith(begins)}
    return named.pop() if len(named) == 1 else None


def _missing_unit(stated: Stated) -> Reason | None:
    if stated.kind is not None or stated.value is None:
        return None
    return "no_unit" if stated.pair.about is not None else "no_topic"


def _has(tokens: Sequence[Token], *kinds: str) -> bool:
    return any(token.kind in kinds for token in tokens)


def _sense(pair: Paired, natural: bool) -> tuple[Sense | None, Reason | None]:
    """เหลือ 70 is 70 to do; for debts and poor households what remains is the figure itself."""
    near = [*pair.left, *pair.right]
    if _has(near, "lack"):
        return "remaining", "remaining"
    if _has(near, "remaining"):
        return "remaining", None if natural else "remaining"
    if _has(near, "fall_to"):
        return ("remaining" if natural else None), None
    debt = pair.about is not None and pair.about.rule is not None and "women_fund_debt" in pair.about.rule.topics
    if natural and not debt and any(token.kind in ("fill", "aspect") and _says_done(token.text) for token in near):
        return "done", None
    return None, None


_PAID = ("ชำระ", "คืน", "แก้ไข", "เก็บ", "ช่วย", "ดำเนินการแล้ว", "ดำเนินการไปแล้ว", "ทำแล้ว", "ทำไปแล้ว", "บริหารจัดการแล้ว")


def _paid(around: Sequence[Token]) -> bool:
    words = [token.text for token in around if token.kind == "fill"]
    return any(part in word for word in words for part in _PAID if not word.startswith(("ช่วยลง", "ช่วยบันทึก")))


_TONES = str.maketrans("แ", "เ", "่้๊๋์")
# said of the report or of the office, not of what it counts
_OF_THE_MESSAGE = tuple(
    word.translate(_TONES)
    for word in (
        *("แล้ว", "ได้แล้ว", "มาแล้ว", "ไปแล้ว", "ดีแล้ว", "ถึงแล้ว", "ก็ได้", "ส่งแล้ว", "ลงระบบ", "ระบบแล้ว", "ในระบบ", "ผ่านระบบ"),
        *("บันทึก", "คีย์", "ช่วยลง", "ช่วยบันทึก", "พัฒนาการ", "พัฒนากร", "พัฒนาชุมชน", "สำนักงาน", "กลุ่มงาน"),
        *("กรมการ", "ท่าน", "นักวิชาการ", "เจ้าพนักงาน", "ได้รับมอบหมาย", "ตามที่ได้รับมอบหมาย", "ผ่านไปได้"),
    )
)


def _of_the_message(text: str) -> bool:
    plain = text.translate(_TONES)
    return plain.startswith(_OF_THE_MESSAGE) and not plain.startswith("แล้วเสร็จ".translate(_TONES))


def _says_done(text: str) -> bool:
    return any(stem in text for stem in _DONE_STEMS) and not _of_the_message(text)


def _change(stated: Stated) -> tuple[Literal["up", "down"] | None, Reason | None]:
    """เพิ่มขึ้น 5 % is no level; from … to … is one; of sales the growth is the figure, if the agreement measures it."""
    pair, topic = stated.pair, stated.topic
    sales = topic is not None and stated.only and topic.bare == "baht"
    if pair.quantity.old is not None or _has([*pair.left, *pair.right], "fall_to"):
        return None, None
    near = [*pair.left, *pair.right]
    grown = any(token.kind == "aspect" and token.value == "income_up" for token in near)
    if _has(near, "compared") and pair.quantity.kind == "percent" and not _has(near, "change_down"):
        return "up", None  # growth against last year, reported as such
    if _has(near, "compared"):
        return "up", "change_only"
    if _reached(pair.left):
        return None, None
    if sales and pair.quantity.kind == "percent" and _has(pair.left, "change_up") and not _has(near, "change_down"):
        return "up", None
    if _has(near, "change_up") or (grown and pair.quantity.kind in ("percent", "baht", None)):
        return "up", "change_only"
    if _has(near, "change_down"):
        return "down", "change_only"
    return None, None


def _reached(left: Sequence[Token]) -> bool:
    """ขยับขึ้นมาอยู่ที่ 82.5 %: a level, however it was reached."""
    words = [token for token in left if token.kind not in ("mark", "fill") or token.text.endswith("อยู่ที่")]
    last = [token.text for token in words[-2:]]
    changed = len(words) > 1 and words[-2].kind in ("change_up", "change_down")
    return changed and (last[-1].endswith("อยู่ที่") or words[-1].kind == "becomes")


def _cumulative(pair: Paired, when: When | None) -> bool | None:
    near = [*pair.left, *(pair.right if pair.last else ())]
    if pair.quantity.running or _has(near, "cumulative") or (when is not None and when.cumulative):
        return True
    return False if _has(near, "month_only") else None


def _role(around: Sequence[Token]) -> Role:
    if any("ฐาน" in token.text for token in around if token.kind == "set_value"):
        return "base"
    if any("เป้า" in token.text for token in around if token.kind == "set_value"):
        return "target"
    if _has(around, "whole") or any(token.value == "ALLOCATION" for token in around if token.kind == "part"):
        return "whole"
    if _has(around, "base"):
        return "base"
    return "target" if _has(around, "about_target") else "result"


def _around(pair: Paired, kind: Kind | None, aspect: str | None) -> Reason | None:
    """Words around the figure that make it something else than a result."""
    near = [*pair.left, *pair.right]
    if _has(near, "negated", "not_yet") and not _nothing_wrong(near):
        return "negated"
    if _has(near, "measure"):
        return "two_measures"
    if aspect == "plan" and kind not in ("step", None):
        return "two_topics"
    return None


def _nothing_wrong(near: Sequence[Token]) -> bool:
    return False
