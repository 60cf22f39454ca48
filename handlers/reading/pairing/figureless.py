"""What a report without a figure says: no debt is zero, a meeting held is one more, ครบแล้ว is a question."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from handlers.reading.days.calendar import When
from handlers.reading.nouns import Reason
from handlers.reading.pairing.elements import About
from handlers.reading.words.scan import Token
from handlers.reading.words.topics import topics
from scoring.results.said import Span, Value

ALL_STEPS = "all_steps"  # the aspect of "every step is done": the agreement knows how many there are
_ALL = ("ครบ", "หมด", "เต็ม", "ทั้งหมด", "เกลี้ยง")
_EVENTS = ("meeting", "field_visit", "visit", "publicity")


def without_figure(
    tokens: Sequence[Token], abouts: Sequence[About], when: When | None, span: Span, asks: Reason | None
) -> tuple[tuple[Value, ...], Reason | None]:
    """The values (candidates, where it still asks) and why it asks."""
    if len(abouts) != 1 or abouts[0].rule is None or len(abouts[0].rule.topics) != 1:
        return (), asks
    topic = abouts[0].rule.topics[0]
    said = Value(
        topic,
        kind="percent",
        value=Decimal(0),
        unit="%",
        district=next((token.value.district for token in tokens if token.kind == "place"), None),
        date=when.day if when else None,
        period=when.period if when else None,
        span=span,
    )
    kinds = {token.kind for token in tokens}
    if "all_steps" in kinds and asks != "zero_or_nothing":
        return (dataclasses.replace(said, kind="step", value=None, unit="ขั้น", aspect=ALL_STEPS, done=True),), asks
    none = any(token.kind == "negated" and token.text in ("ไม่มี", "บ่มี") for token in tokens)
    if none and topic == "women_fund_debt" and kinds.isdisjoint({"not_yet", "unknown", "hedge"}):
        return (said,), None
    if asks == "zero_or_nothing":
        money = topics()[topic].bare == "baht"
        return (dataclasses.replace(said, kind="baht", unit="บาท") if money else said,), asks
    if asks == "no_figure_but_all":
        everything = any(token.kind == "everything" and token.text.startswith(_ALL) for token in tokens)
        return ((dataclasses.replace(said, value=Decimal(100)),) if everything else ()), asks
    return _deed(tokens, said, asks)


def _deed(tokens: Sequence[Token], said: Value, asks: Reason | None) -> tuple[tuple[Value, ...], Reason | None]:
    aspects = {str(token.value) for token in tokens if token.kind == "aspect"}
    happened = any(token.text.endswith("แล้ว") or token.text == "เสร็จ" for token in tokens) or said.date is not None
    if len(aspects) != 1 or not happened:
        return (), asks
    aspect = aspects.pop()
    if aspect not in _EVENTS:  # which step that is, the agreement knows: the conversation asks
        return (dataclasses.replace(said, kind="step", value=None, unit="ขั้น", aspect=aspect, done=True),), asks
    if any(token.kind == "time" for token in tokens):  # a meeting at ten is still to come
        return (), asks
    event = dataclasses.replace(
        said, kind="count", value=Decimal(1), unit="ครั้ง", aspect=aspect, counting="add", done=True
    )
    return (event,), None if asks == "no_number" else asks
