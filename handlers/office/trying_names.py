"""A sentence tried on an agreement, with names that are not kept yet: how it is read, and what level it would bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.reading import Reading, read
from handlers.reading.words.proposing import spoken
from handlers.report.one_value import Doubt, Origin, Refusal, take
from scoring.agreement import Agreement, Indicator
from scoring.results.results import made_of
from templates.words.province import names as words
from templates.words.report import reports
from templates.words.report.examples import example


@dataclass(frozen=True)
class Tried:
    """What a sentence came to; `said` is the same in Thai for a person."""

    reading: Reading
    said: str
    topic: str | None = None
    level: int | None = None


def with_names(agreement: Agreement, names: Mapping[str, tuple[str, ...]]) -> Agreement:
    """The agreement as if its indicators (by id) had these names."""
    rows = {id: replace(i, names=names[id]) if id in names else i for id, i in agreement.indicators.items()}
    return replace(agreement, indicators=rows)


def try_sentence(
    sentence: str,
    agreement: Agreement,
    district: str | None,
    today: date,
    *,
    names: Mapping[str, tuple[str, ...]] | None = None,
    aliases: Mapping[str, str] | None = None,
    beside: tuple[Agreement, ...] = (),
) -> Tried:
    """Nothing is stored. `names`: names by indicator; `aliases`: the office's own; `beside`: other open agreements."""
    agreement = with_names(agreement, names or {})
    others = tuple(a for a in beside if a.id != agreement.id)
    reading = read(
        sentence,
        today=today,
        province=agreement.province,
        own_districts=(district,) if district else (),
        aliases=aliases,
        agreements=(agreement, *others),
    )
    if reading.intent != "report" or not reading.values:
        return Tried(reading, words.no_report(reading.intent, reading.ask, reading.reason))
    if reading.ask:
        called = [reports.topic(topic, agreement) for topic in reading.topics]
        return Tried(reading, words.asks(reading.reason, called, reports.option(reading.values)))
    value = reading.values[0]
    before = made_of(agreement, value.district or district, today, (), (), {})
    taken = take(value, before, Origin("try", 0, today, 0), {}, {})
    if isinstance(taken, Refusal):
        return Tried(reading, taken.text, value.topic)
    if isinstance(taken, Doubt):
        return Tried(reading, words.doubted(reports.option((value,)), taken.text), value.topic)
    after = before.with_facts(taken.facts).result(taken.indicator.id)
    return Tried(reading, words.brings(taken.indicator, reports.read_as(value), after.level), value.topic, after.level)


def proven_example(
    indicator: Indicator, agreements: Sequence[Agreement], district: str | None, today: date | None = None
) -> str:
    """The example of an indicator; of an own one with the first name that reads back, unasked, as its report."""
    if not indicator.own_topic:
        return example(indicator, district, today)
    day = today or agreements[0].end
    for name in spoken(indicator):
        said = example(replace(indicator, names=(name,)), district, today)
        tried = read(said, today=day, province=agreements[0].province, agreements=agreements)
        if tried.intent == "report" and not tried.ask and {v.topic for v in tried.values} == {indicator.topic}:
            return said
    return ""
