"""From the words of a clause to what it is about: the rule that explains all of them, the most special first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from handlers.reading.words.lexicon import load
from scoring.results.said import Kind

OWN_NAME = "="  # a part that names its topics itself: "=budget_spent", "=surin-2570-1:team/1|surin-2570-1:team/4"
OR = "|"


@dataclass(frozen=True, slots=True)
class Topic:
    """What an indicator is about, and which unit a bare figure about it has."""

    id: str
    bare: str | None  # "percent": a bare figure up to 100 is a percentage; "baht": a bare thousand or more is money
    whole_unit: str | None  # what its ratio counts when the words do not say
    remaining: bool  # its figure is by nature what remains
    never: frozenset[str] = frozenset()  # units that nothing about it is counted in
    short: str = ""  # what it is called, where it is an indicator's own
    kinds: frozenset[str] = frozenset()  # of an indicator's own topic: what its figures are (percent, count, date …)
    units: tuple[tuple[Kind, str], ...] = ()  # of an own topic: each kind of figure that it takes, with its unit
    measures: Mapping[str, str] = field(default_factory=dict)  # units that are not counted: "ไร่" -> number
    over: bool = False  # more than all may be
    deeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # aspect -> how its words begin: ช่วยเหลือ


@dataclass(frozen=True, slots=True)
class Rule:
    all: frozenset[str]
    may: frozenset[str]
    topics: tuple[str, ...]
    aspect: str | None
    general: bool = False  # says enough for a question or a setting, not for a report


@cache
def shipped_topics() -> Mapping[str, Topic]:
    return {
        name: Topic(
            name,
            about.get("bare"),
            about.get("whole_unit"),
            about.get("remaining", False),
            frozenset(about.get("never", "").split()),
            over=about.get("over", False),
            deeds={aspect: tuple(words.split()) for aspect, words in about.get("deeds", {}).items()},
        )
        for name, about in load("topics.toml")["topic"].items()
    }


_known: ContextVar[Mapping[str, Topic] | None] = ContextVar("topics of the message that is read", default=None)


def topics() -> Mapping[str, Topic]:
    """The topics that the message being read may speak of: those shipped, and the own ones of its province."""
    return _known.get() or shipped_topics()


@contextmanager
def speaking_of(known: Mapping[str, Topic]) -> Iterator[None]:
    """While one message is read, here and in no other thread."""
    before = _known.set(known)
    try:
        yield
    finally:
        _known.reset(before)


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            frozenset(rule["all"]),
            frozenset(rule.get("may", ())),
            tuple(rule["topics"]),
            rule.get("aspect"),
            rule.get("general", False),
        )
        for rule in load("topics.toml")["rules"]
    )


@cache
def weak_parts() -> frozenset[str]:
    """Words that only help others: ขาย alone says neither OTOP nor silk."""
    return frozenset(load("topics.toml")["weak"]["parts"])


def named_by(part: str) -> tuple[str, ...]:
    """The topics that a part names itself; () for a part of topics.toml."""
    return tuple(part.removeprefix(OWN_NAME).split(OR)) if part.startswith(OWN_NAME) else ()


def rule_of(parts: frozenset[str]) -> Rule | None:
    own = [named_by(part) for part in parts if part.startswith(OWN_NAME)]
    if not own:
        return _shipped_rule(parts)
    common = tuple(topic for topic in own[0] if all(topic in other for other in own))
    others = frozenset(part for part in parts if not part.startswith(OWN_NAME))
    return Rule(parts, frozenset(), common, None) if common and others <= weak_parts() else None


@cache
def _shipped_rule(parts: frozenset[str]) -> Rule | None:
    for rule in rules():
        if rule.all <= parts <= rule.all | rule.may:
            return rule
    if "PLAN" in parts and len(parts) > 1:  # สัมมาชีพ มีแผนแล้ว: the plan is a part of the other topic
        other = _shipped_rule(parts - {"PLAN"})
        if (
            other is not None
            and len(other.topics) == 1
            and other.topics[0] not in ("budget_spent", "women_fund_spending")
        ):
            return Rule(parts, frozenset(), other.topics, other.aspect or "plan")
    return None
