"""What a message can say, as frozen records: a value, a candidate, an explanation, a whole reading."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

from scoring.results.said import Span, Value

Intent = Literal[
    "report",
    "correct",
    "undo",
    "query_score",
    "query_missing",
    "query_target",
    "what_if",
    "register",
    "help",
    "chitchat",
    "set_value",
]
# Why a message is asked back. The list is closed: counted by these names, each has one sentence in templates/words/.
Reason = Literal[
    # what it is about
    "no_topic",  # a figure without a topic
    "topic_too_general",  # กองทุนสตรี 85%: spending or debt?
    "topic_by_number",  # ตัวชี้วัดที่ 3: its name must be confirmed
    "two_topics",  # several topics or several values that cannot be paired by clause
    "unknown_word",  # the coverage gate: a word that the grammar does not know stands in the message
    # the figure
    "no_number",  # a report without a figure
    "no_unit",  # a bare figure that two units fit
    "two_numbers",  # two figures for one topic
    "elision",  # สองแสนห้า: 250,000 or 200,005
    "number_spelling",  # 82..5, 12,5 %, 1,25,000, l00 %, แปดสิบหา
    "number_range",  # 80-85, สามสี่แสน
    "hedge",  # ประมาณ, กว่า, เกือบ
    "bound",  # ไม่ถึง, เกิน, อย่างน้อย, ขั้นต่ำ
    "change_only",  # เพิ่มขึ้น 5 %: a change, not a level
    "remaining",  # เหลือ 70 ครัวเรือน: what is left, not what is done
    "no_figure_but_all",  # ครบแล้ว, หมดแล้ว
    "zero_or_nothing",  # ยังไม่ได้เบิก: zero, or nothing to report?
    "negated",  # ไม่ได้ 80 %
    "over_100",  # a percentage above 100
    "negative",  # -5 %
    "more_than_whole",  # 1,350 จาก 1,300
    "disagreeing_percent",  # 1,230 จาก 1,300 คิดเป็น 90 %
    "odd_magnitude",  # 1,250 ล้าน, half a household
    "unit_does_not_fit",  # ร้อยละ 80 บาท
    "target_or_result",  # เป้า จปฐ 95 %: the target, or what was reached?
    "two_measures",  # เบิกจ่ายรวมก่อหนี้ผูกพัน, หักล้าง
    # the day
    "date_unclear",  # 14/3/25, 14/3, สัปดาห์ที่แล้ว
    "date_impossible",  # 31 ก.พ., a weekday that disagrees
    "date_future",
    "date_outside_year",  # not in the fiscal year of today
    # the place
    "place_unclear",  # a misspelling that fits two districts, or none
    "other_province",  # a district of another province than the sender's
    "for_another",  # ฝากส่งแทน อ.ปะคำ
    # how it is said
    "question",  # a report and a question at once
    "not_a_report",  # a wish, an order, hearsay, a forecast, a joke, with a figure in it
    "correction_unclear",  # แก้ 82 85: which is old, which is new?
    "undo_unclear",  # ไม่เอาแล้ว: undo, or leaving?
    "personal_data",  # a 13-digit identity number: refused, never logged
    "too_long",
    "odd_characters",  # keycaps, 💯, ½ where a figure belongs
    "nothing_understood",
]


@dataclass(frozen=True)
class Explained:
    """One step of the reading: which rule read which words."""

    rule: str
    span: Span
    text: str


@dataclass(frozen=True)
class Reading:
    """What a message says; when `ask` is true nothing of it may be stored before the answer."""

    text: str
    intent: Intent
    ask: bool
    values: tuple[Value, ...] = ()
    reason: Reason | None = None  # why it asks; None when it does not
    options: tuple[tuple[Value, ...], ...] = ()  # candidate readings, each a full set of values, most likely first
    topic: str | None = None  # of the message: of its first value, or of the query
    topics: tuple[str, ...] = ()  # every topic named; or, when topic_too_general, those that the words could mean
    province: str | None = None  # จ.บุรีรัมย์, where the words name it
    district: str | None = None  # of the message, or of its first value
    districts: tuple[str, ...] = ()  # every district named, in order
    date: datetime.date | None = None
    period: str | None = None
    cumulative: bool | None = None
    respelled: tuple[tuple[str, str], ...] = ()  # words read by likeness: (as written, as read); shown in the receipt
    suggestions: tuple[str, ...] = ()  # districts to offer when place_unclear or other_province
    also: tuple[Intent, ...] = ()  # intents that a careful colleague would find right as well
    indicator_number: int | None = None  # "ตัวชี้วัดที่ 3"
    unread: tuple[Span, ...] = ()  # what the grammar could not explain
    explanation: tuple[Explained, ...] = field(default=(), compare=False)
