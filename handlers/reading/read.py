"""From a message to its reading: clean, cut into words, put together, paired, and let through only when all is explained."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from handlers.reading.calendar import When, merged
from handlers.reading.characters import Clean, clean, too_long
from handlers.reading.clauses import Clauses, Paired, pair
from handlers.reading.dates import find_dates
from handlers.reading.intents import Wanted, intent_of
from handlers.reading.labels import find_labels
from handlers.reading.lexicon import Word
from handlers.reading.nouns import Explained, Intent, Reading, Reason, Span, Value
from handlers.reading.numbers import NUMERIC
from handlers.reading.places import Place, find_places
from handlers.reading.quantities import find_quantities
from handlers.reading.scan import MOST_FIGURES, Token, scan
from handlers.reading.topics import topics
from handlers.reading.values import made

# The coverage gate: what may stand in a message that is stored. Every other kind of word is a question.
_EXPLAINED = frozenset(
    [
        "fill",
        "comma",
        "separator",
        "line",
        "part",
        "aspect",
        "place",
        "province_named",
        "when",
        "quantity",
        "unit",
        "equals",
        "becomes",
        "tick",
        "cumulative",
        "month_only",
        "chat",
        "indicator",
        "compared",
        "tab",
        "heading",
        "province_before",
        "time",
        "district_before",
        "remaining",
        "fall_to",
        "change_up",
        "change_down",
        "everything",
        "correction",
        "mistyped",
        "not_that",
        "set_value",
        "whole",
        "base",
        "what_if",
        "test",
        "register",
        "missing",
    ]
)
_SIGNS = frozenset("().:*!\"'[]{}•=-_#&/ๆฯ^→…")
_ALL = ("ครบ", "หมด", "เต็ม", "ทั้งหมด", "เกลี้ยง")
_DONE = ("ได้รับ", "ช่วย", "พัฒนา", "ฝึก", "อบรม")
_STORES: frozenset[Intent] = frozenset({"report", "correct", "set_value"})


def read(
    text: str,
    *,
    today: datetime.date,
    province: str | None,
    own_districts: tuple[str, ...] = (),
    emojis: Sequence[Span] = (),
    mentions: Sequence[Span] = (),
    aliases: Mapping[str, str] | None = None,
) -> Reading:
    """Read one message.

    `today` is the day that relative days and two-digit years count from; `province` is the sender's (None: unknown).
    `own_districts` are the sender's: อำเภอเมือง is looked for among them first.
    `emojis` and `mentions` are LINE's (index, length) pairs, counted in UTF-16 units; they are cut before reading.
    `aliases` are further names of topics (name -> topic id), from the office's own table.
    Never raises for any text; `ask` is true whenever a careful colleague would ask back.
    """
    if too_long(text):
        return Reading(text, "chitchat", True, reason="too_long")
    cleaned = clean(text, emojis, mentions)
    extra: dict[str, Word | None] = {name.lower(): Word("part", f"={topic}") for name, topic in (aliases or {}).items()}
    words = scan(cleaned.text, extra or None)
    if sum(token.kind in NUMERIC for token in words) > MOST_FIGURES:
        return Reading(text, "chitchat", True, reason="too_long")
    words = find_labels(words)
    if any(token.kind == "identity" for token in words):
        return Reading(text="", intent="chitchat", ask=True, reason="personal_data")
    tokens = find_quantities(find_dates(find_places(words, province, own_districts), today))
    wanted = intent_of(tokens)
    return _Reader(text, cleaned, tokens, wanted, province).reading()


class _Reader:
    def __init__(self, text: str, cleaned: Clean, tokens: list[Token], wanted: Wanted, province: str | None) -> None:
        self.text = text
        self.clean = cleaned
        self.tokens = tokens
        self.wanted = wanted
        self.province = province
        self.clauses = pair(tokens)
        self.reasons: list[Reason] = [wanted.ask] if wanted.ask else []

    def reading(self) -> Reading:
        values: tuple[Value, ...] = ()
        if self.wanted.values:
            values = self._values()
        stores = self.wanted.intent in _STORES
        if stores:
            self._gate()
        places = [token.value for token in self.tokens if token.kind == "place"]
        days = [token.value for token in self.tokens if token.kind == "when" and token.value is not None]
        if stores or self.wanted.intent == "what_if":
            self._places_and_days(places, days)
        if self.wanted.intent == "what_if":
            self.reasons = [one for one in self.reasons if one not in ("unknown_word", "question", "not_a_report")]
        topics_named = self._topics()
        reason = self.reasons[0] if self.reasons else None
        districts = tuple(dict.fromkeys(place.district for place in places if place.district))
        day = _only(merged(days))
        first = values[0] if values else None
        respelled = tuple((place.written, place.district) for place in places if place.written and place.district)
        return Reading(
            text=self.text,
            intent=self.wanted.intent,
            ask=reason is not None,
            values=values,
            reason=reason,
            options=self._options(values) if reason else (),
            topic=first.topic if first and first.topic else next(iter(topics_named), None),
            topics=topics_named,
            province=next((str(token.value) for token in self.tokens if token.kind == "province_named"), None),
            district=districts[0] if districts else None,
            districts=districts,
            date=day.day if day else (first.date if first and not days else None),
            period=day.period if day else (first.period if first and not days else None),
            cumulative=first.cumulative if first else None,
            respelled=respelled,
            suggestions=tuple(name for place in places for name in place.suggestions),
            also=self.wanted.also,
            indicator_number=next((int(token.value) for token in self.tokens if token.kind == "indicator"), None),
            unread=tuple(self._span(token) for token in self.tokens if self._unexplained(token)),
            explanation=self._explanation(),
        )

    # --- values ---

    def _values(self) -> tuple[Value, ...]:
        correcting = self.wanted.intent in ("correct", "set_value", "what_if")
        found: list[Value] = []
        for one in self._for_not_that(self.clauses.pairs):
            value, problem = made(one, self.clean, correcting, self.wanted.intent == "set_value")
            found.append(value)
            if problem:
                self.reasons.append(problem)
            self._about(one)
        if _contradicts(found):
            self.reasons.append("two_numbers")
        if found and self.clauses.problem and self.wanted.intent in (*_STORES, "what_if"):
            self.reasons.append(self.clauses.problem)
        if not found and self.wanted.intent == "report":
            found = self._without_figure()
        return tuple(found)

    def _for_not_that(self, pairs: list[Paired]) -> list[Paired]:
        """ไม่ใช่ 82 85: the first is what it was."""
        if self.wanted.intent != "correct" or len(pairs) != 2 or not any(t.kind == "not_that" for t in self.tokens):
            return pairs
        first, second = pairs
        if first.quantity.problem or second.quantity.problem or first.about is not second.about:
            return pairs
        self.clauses.problem = None
        if self._stands_before("not_that", first):
            old, new = first, second
        else:
            old, new = second, first
        kind, unit = (
            (new.quantity.kind, new.quantity.unit) if new.quantity.kind else (old.quantity.kind, old.quantity.unit)
        )
        new.quantity = dataclasses.replace(new.quantity, old=old.quantity.value, kind=kind, unit=unit)
        new.left = [token for token in new.left if token.kind != "not_that"]
        return [new]

    def _stands_before(self, kind: str, one: Paired) -> bool:
        return any(token.kind == kind and token.start < one.token.start for token in self.tokens)

    def _about(self, one: Paired) -> None:
        about = one.about
        if about is None:
            if self.wanted.intent == "report":
                numbered = any(token.kind == "indicator" for token in self.tokens)
                self.reasons.append("topic_by_number" if numbered else "no_topic")
            return
        if about.rule is None:
            self.reasons.append("topic_too_general")
        elif about.rule.general and self.wanted.intent == "report":
            self.reasons.append("target_or_result" if "ALLOCATION" in about.parts else "topic_too_general")
        elif len(about.rule.topics) > 1:
            self.reasons.append("topic_too_general")

    def _without_figure(self) -> list[Value]:
        """ไม่มีหนี้เกินกำหนด is zero; ยังไม่ได้เบิก and ครบแล้ว are candidates; ประชุมแล้ว is one more event."""
        abouts = self.clauses.abouts
        if len(abouts) != 1 or abouts[0].rule is None or len(abouts[0].rule.topics) != 1:
            return []
        topic = abouts[0].rule.topics[0]
        kinds = {token.kind for token in self.tokens}
        place = next((token.value.district for token in self.tokens if token.kind == "place"), None)
        day = _only([token.value for token in self.tokens if token.kind == "when" and token.value is not None])
        span = self.clean.span(abouts[0].start, abouts[0].end)
        zero = Value(
            topic,
            "percent",
            Decimal(0),
            "%",
            district=place,
            date=day.day if day else None,
            period=day.period if day else None,
            span=span,
        )
        none = any(token.kind == "negated" and token.text in ("ไม่มี", "บ่มี") for token in self.tokens)
        if none and topic == "women_fund_debt" and "not_yet" not in kinds:
            self.reasons = [reason for reason in self.reasons if reason != "zero_or_nothing"]
            return [zero]
        if self.reasons[:1] == ["zero_or_nothing"]:
            if topics()[topic].bare == "baht":
                return [dataclasses.replace(zero, kind="baht", unit="บาท")]
            return [zero]
        everything = any(token.kind == "everything" and token.text.startswith(_ALL) for token in self.tokens)
        if self.reasons[:1] == ["no_figure_but_all"] and not everything:
            return []
        if self.reasons[:1] == ["no_figure_but_all"]:
            return [dataclasses.replace(zero, value=Decimal(100))]
        return self._event(topic, place, day, span)

    def _event(self, topic: str, place: str | None, day: When | None, span: Span) -> list[Value]:
        aspects = [str(token.value) for token in self.tokens if token.kind == "aspect"]
        happened = any(token.text.endswith("แล้ว") or token.text == "เสร็จ" for token in self.tokens) or (day and day.day)
        announced = any(token.kind == "time" for token in self.tokens)  # a meeting at ten is still to come
        events = ("meeting", "field_visit", "visit", "publicity")
        if happened and len(set(aspects)) == 1 and aspects[0] not in events:
            return [
                Value(topic, "step", None, "ขั้น", district=place, date=day.day if day else None, aspect=aspects[0], done=True, span=span)
            ]
        if len(set(aspects)) == 1 and aspects[0] in events and happened and not announced:
            self.reasons = [reason for reason in self.reasons if reason != "no_number"]
            return [
                Value(
                    topic,
                    "count",
                    Decimal(1),
                    "ครั้ง",
                    district=place,
                    date=day.day if day else None,
                    period=day.period if day else None,
                    aspect=aspects[0],
                    counting="add",
                    done=True,
                    span=span,
                )
            ]
        return []

    def _options(self, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], ...]:
        """Each candidate of an unclear figure as a full set of values."""
        options: list[tuple[Value, ...]] = []
        for at, one in enumerate(self.clauses.pairs):
            candidates = one.quantity.candidates
            if len(candidates) > 1 and at < len(values):
                options += [
                    (*values[:at], dataclasses.replace(values[at], value=each), *values[at + 1 :])
                    for each in candidates
                ]
        if not options and values and all(value.value is not None for value in values):
            options = [values]
        return tuple(options)

    # --- the gate ---

    def _gate(self) -> None:
        for kind, reason in (
            ("odd", "odd_characters"),
            ("hedge", "hedge"),
            ("bound", "bound"),
            ("question", "question"),
            ("yet", "question"),
            ("for_another", "for_another"),
            ("measure", "two_measures"),
            ("what_if", "not_a_report"),
            ("future", "not_a_report"),
            ("joke", "not_a_report"),
            ("hearsay", "not_a_report"),
            ("order", "not_a_report"),
            ("test", "not_a_report"),
            ("undo", "undo_unclear"),
        ):
            if any(token.kind == kind for token in self.tokens) and not (kind == "yet" and not self._yet_asks()):
                self.reasons.append(reason)  # type: ignore[arg-type]
        for at, token in enumerate(self.tokens):
            near = self.tokens[at + 1 : at + 3]
            if token.kind == "fill" and token.text.startswith("ฝาก") and any(one.kind == "place" for one in near):
                self.reasons.append("for_another")
        if any(self._unexplained(token) for token in self.tokens):
            self.reasons.append("unknown_word")
        if self.wanted.intent == "report" and self._target_leads():
            self.reasons.append("target_or_result")
        # the figure's own trouble says more than a word that stands beside it
        self.reasons.sort(key=lambda reason: reason in ("unknown_word", "no_topic", "no_unit"))

    def _yet_asks(self) -> bool:
        words = [token for token in self.tokens if token.kind not in ("mark", "line", "fill")]
        return bool(words) and words[-1].kind == "yet"

    def _target_leads(self) -> bool:
        """เป้า จปฐ 95 %: a target that no result follows."""
        for one in self.clauses.pairs:
            if any(self._leads(token, one) for token in one.left):
                return True
            if one.quantity.kind != "ratio" and any(token.kind in ("whole", "base") for token in one.right):
                return True
        return False

    def _leads(self, token: Token, one: Paired) -> bool:
        if token.kind in ("whole", "base"):
            return True
        if token.kind != "about_target" or token.text.startswith(("ของ", "ตาม")):
            return False
        if not token.text.endswith("เป้าหมาย") or token.text == "เป้าหมาย" or token.text.startswith(("จาก", "ค่า", "จำนวน")):
            return True
        # ครัวเรือนเป้าหมาย is who was helped, once the words say that something was done
        done = any(word.kind == "fill" and (word.text.endswith("แล้ว") or word.text.startswith(_DONE)) for word in one.left)
        return not done and one.quantity.kind not in ("ratio", "percent")

    def _unexplained(self, token: Token) -> bool:
        if token.kind in _EXPLAINED:
            return False
        if token.kind == "mark":
            return any(char not in _SIGNS for char in token.text)
        if token.kind == "range":
            return token.text not in ("-", "ถึง")
        if token.kind == "percent_before":  # ร้อยละของ… at the head, the figure with its own unit behind
            return not any(one.quantity.kind == "percent" for one in self.clauses.pairs)
        if token.kind == "step":
            return token.text != "ขั้นตอน"
        if token.kind == "date_word":
            return token.value not in ("year", "when", "passed", "month_of", "on")
        if token.kind == "out_of":
            return token.text != "จาก" or self._before_figure(token)
        if token.kind in ("negated", "not_yet"):
            return not (self.wanted.intent == "report" and not self.clauses.pairs)
        return token.kind not in ("about_target", "yet", "unit", "label")

    def _before_figure(self, token: Token) -> bool:
        at = next(index for index, one in enumerate(self.tokens) if one is token)
        return at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "quantity"

    def _places_and_days(self, places: list[Place], days: list[When]) -> None:
        for place in places:
            if place.problem:
                self.reasons.append(place.problem)
        for day in days:
            if day.problem:
                self.reasons.append(day.problem)
        named = next((str(token.value) for token in self.tokens if token.kind == "province_named"), None)
        if named is not None and self.province is not None and named != self.province:
            self.reasons.append("other_province")

    def _topics(self) -> tuple[str, ...]:
        found: list[str] = []
        for about in self.clauses.abouts:
            if about.rule is not None:
                found += about.rule.topics
        return tuple(dict.fromkeys(found))

    # --- explanation ---

    def _span(self, token: Token) -> Span:
        return self.clean.span(token.start, token.end)

    def _explanation(self) -> tuple[Explained, ...]:
        steps = [
            Explained(self._rule(token), self._span(token), token.text) for token in self.tokens if token.kind != "line"
        ]
        for about in self.clauses.abouts:
            names = ", ".join(about.rule.topics) if about.rule else "?"
            span = self.clean.span(about.start, about.end)
            steps.append(
                Explained(f"topic {names} from {' + '.join(sorted(about.parts))}", span, self.text[span[0] : span[1]])
            )
        steps.append(Explained(f"intent {self.wanted.intent}: {self.wanted.rule}", (0, len(self.text)), ""))
        steps += [Explained(f"asks: {reason}", (0, len(self.text)), "") for reason in dict.fromkeys(self.reasons)]
        return tuple(steps)

    def _rule(self, token: Token) -> str:
        value = token.value
        if token.kind == "quantity":
            figure = "/".join(f"{one:f}" for one in value.candidates) or "?"
            whole = f" of {value.of:f}" if value.of is not None else ""
            return f"quantity {value.kind} {figure}{whole} {value.unit or 'without a unit'}"
        if isinstance(value, When):
            return f"when {value.day or value.period or value.problem}"
        if isinstance(value, Place):
            return f"place {value.district or value.problem}"
        return f"{token.kind} {value}" if isinstance(value, str) and value != token.text else token.kind


def _contradicts(values: list[Value]) -> bool:
    """Two different figures for one and the same thing."""
    seen: dict[tuple[object, ...], Value] = {}
    for value in values:
        if value.kind == "step":
            continue
        key = (value.topic, value.kind, value.unit, value.district, value.date, value.period, value.aspect, value.cumulative)
        first = seen.setdefault(key, value)
        if (first.value, first.of) != (value.value, value.of):
            return True
    return False


def _only(days: list[When]) -> When | None:
    keys = {(day.day, day.period, day.cumulative) for day in days}
    return days[0] if len(keys) == 1 else None


__all__ = ["Clauses", "read"]
