"""From the words of a clause to what it is about: the rule that explains all of them, the most special first."""

from dataclasses import dataclass
from functools import cache

from handlers.reading.words.lexicon import load

OWN_NAME = "="  # a part that the office's own table names: "=budget_spent"


@dataclass(frozen=True, slots=True)
class Topic:
    """What an indicator is about, and which unit a bare figure about it has."""

    id: str
    bare: str | None  # "percent": a bare figure up to 100 is a percentage; "baht": a bare thousand or more is money
    whole_unit: str | None  # what its ratio counts when the words do not say
    remaining: bool  # its figure is by nature what remains
    never: frozenset[str]  # units that nothing about it is counted in


@dataclass(frozen=True, slots=True)
class Rule:
    all: frozenset[str]
    may: frozenset[str]
    topics: tuple[str, ...]
    aspect: str | None
    general: bool = False  # says enough for a question or a setting, not for a report


@cache
def topics() -> dict[str, Topic]:
    return {
        name: Topic(
            name,
            about.get("bare"),
            about.get("whole_unit"),
            about.get("remaining", False),
            frozenset(about.get("never", "").split()),
        )
        for name, about in load("topics.toml")["topic"].items()
    }


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


@cache
def rule_of(parts: frozenset[str]) -> Rule | None:
    own = [part for part in parts if part.startswith(OWN_NAME)]
    if len(own) == 1 and parts - set(own) <= weak_parts():
        return Rule(parts, frozenset(), (own[0].removeprefix(OWN_NAME),), None)
    for rule in rules():
        if rule.all <= parts <= rule.all | rule.may:
            return rule
    if "PLAN" in parts and len(parts) > 1:  # สัมมาชีพ มีแผนแล้ว: the plan is a part of the other topic
        other = rule_of(parts - {"PLAN"})
        if (
            other is not None
            and len(other.topics) == 1
            and other.topics[0] not in ("budget_spent", "women_fund_spending")
        ):
            return Rule(parts, frozenset(), other.topics, other.aspect or "plan")
    return None
