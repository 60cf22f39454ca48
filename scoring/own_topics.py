"""Own topics over several rounds: what two open rounds of a province print by the same name is one topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scoring.agreement import Agreement

Shared = Mapping[tuple[str, str], str]  # (agreement, indicator) -> the topic that it shares


def shared(agreements: Iterable[Agreement]) -> Shared:
    """The first round's topic holds for the later ones, so that a name is no clash with itself."""
    first: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], str] = {}
    for agreement in sorted(agreements, key=lambda a: (a.start, a.id)):
        for indicator in agreement.indicators.values():
            if indicator.own_topic:
                topic = first.setdefault((agreement.province, _plain(indicator.name)), indicator.topic)
                if topic != indicator.topic:
                    found[agreement.id, indicator.id] = topic
    return found


def with_shared(agreement: Agreement, topics: Shared) -> Agreement:
    if not any(id == agreement.id for id, _ in topics):
        return agreement
    rows = {id: replace(i, topic=topics.get((agreement.id, id), i.topic)) for id, i in agreement.indicators.items()}
    return replace(agreement, indicators=rows)


def today(topic: str, old: Agreement | None, agreements: Iterable[Agreement]) -> str:
    """What a topic of an older round is called now; "" where no open round prints it."""
    indicator = old.indicators.get(topic.partition(":")[2]) if old is not None else None
    rows = [i for a in agreements for i in a.indicators.values() if i.own_topic]
    if any(i.topic == topic for i in rows):
        return topic
    if indicator is None:
        return ""
    return next((i.topic for i in rows if _plain(i.name) == _plain(indicator.name)), "")


def _plain(name: str) -> str:
    return "".join(name.split())
