"""What 7,000 people say in the last hour before a deadline: ten messages each, ever more of them towards the end.

Each person of a district has a topic of their own and reports it with figures that grow, so that every plain report
has one fact to leave behind, known beforehand: `Said.fact`. In between people ask, greet, correct, send a photo, or
write what no bot can read. One seed makes the same hour again; the words are in deadline_hour.toml.
"""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.nation import Person

SEED = 2568
EACH = 10  # messages of a person
# How many of the hour's messages fall into each of its minutes, against an even hour: three times as many at the peak.
MINUTES = (*[0.42] * 20, *[0.72] * 20, *[1.38] * 10, *[2.2] * 2, *[3.0] * 4, *[2.0] * 2, *[1.5] * 2)
PEAK = (52, 55)  # minutes of the busiest time that is played at its own pace
_TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
OFTEN, WORDS = _TOLD["often"], _TOLD["words"]

Fact = tuple[str, str, str]  # indicator, input, value as the ledger keeps it


@dataclass(frozen=True)
class Topic:
    """What one person reports, and in which words: a percentage, a part of a whole, or the next step."""

    indicator: str
    inputs: Sequence[str]  # one, or the steps in their order
    percent: Sequence[str] = ()
    ratio: Sequence[str] = ()
    whole: int = 0
    step: Sequence[str] = ()


@dataclass(frozen=True)
class Said:
    """One message; `fact`: what must be in the ledger because of it, where that is known beforehand."""

    person: Person
    text: str  # "": a photo
    fact: Fact | None = None


TOPICS = {
    signed: [Topic(indicator, inputs, **_TOLD["say"][name]) for name, indicator, *inputs in rows]
    for signed, rows in _TOLD["topics"].items()
}


def arrivals(many: int) -> list[float]:
    """Seconds from the hour's beginning at which so many messages come, in their order."""
    chance = random.Random(SEED)
    minutes = chance.choices(range(len(MINUTES)), MINUTES, k=many)
    return sorted(60 * (minute + chance.random()) for minute in minutes)


def hour(people: Sequence[Person]) -> list[tuple[float, Said]]:
    """Everything that is said, each with its second: people's turns are drawn, their own messages keep their order."""
    chance = random.Random(SEED)
    turns = [n for n in range(len(people)) for _ in range(EACH)]
    chance.shuffle(turns)
    scripts = [iter(script(person)) for person in people]
    return [(at, next(scripts[n])) for at, n in zip(arrivals(len(turns)), turns, strict=True)]


def peak(people: Sequence[Person]) -> list[tuple[float, Said]]:
    """The busiest minutes alone, as if the hour began with them: who has spoken before begins anew."""
    first, last = (60 * minute for minute in PEAK)
    scripts = {person.number: iter(script(person)) for person in people}
    busy = [(at - first, said.person) for at, said in hour(people) if first <= at < last]
    return [(at, next(scripts[person.number])) for at, person in busy]


def script(person: Person) -> list[Said]:
    """A person's ten messages; any beginning of them makes sense by itself."""
    chance = random.Random(f"{SEED}:{person.number}")
    if person.role == "supervisor":
        words = list(WORDS["supervisor"])
        chance.shuffle(words)
        return [Said(person, text) for text in words]
    topics = TOPICS[person.signed]
    reporter = _Reporter(person, topics[person.place] if person.place < len(topics) else None, chance)
    return [reporter.say() for _ in range(EACH)]


class _Reporter:
    """One person at the telephone; the figures reported so far only ever grow."""

    def __init__(self, person: Person, topic: Topic | None, chance: random.Random) -> None:
        self.person, self.topic, self.chance = person, topic, chance
        self.share = chance.randint(550, 700)  # tenths of a percent
        self.steps = 0
        self.last = ""  # percent, ratio, step: what was reported last, where nothing else has been said since
        self.photos = 0

    def say(self) -> Said:
        kind = self.chance.choices(list(OFTEN), list(OFTEN.values()))[0]
        last, self.last = self.last, ""
        if kind == "correct" and last == "percent":
            return self._percent(WORDS["correct"])
        if kind == "photo" and last and not self.photos:
            self.photos = 1
            return Said(self.person, "")
        if kind in ("report", "correct", "photo"):
            return self._report() or self._words("score")
        return self._words(kind)

    def _words(self, kind: str) -> Said:
        return Said(self.person, self.chance.choice(WORDS[kind]))

    def _report(self) -> Said | None:
        topic = self.topic
        if topic is None or (topic.step and self.steps == len(topic.inputs)):
            return None
        if topic.step:
            self.steps += 1
            self.last = "step"
            fact = (topic.indicator, topic.inputs[self.steps - 1], "true")
            return Said(self.person, self.chance.choice(topic.step).format(self.steps), fact)
        if topic.percent and (not topic.ratio or self.chance.random() < 0.65):
            return self._percent(topic.percent)
        return self._ratio(topic)

    def _percent(self, sayings: Sequence[str]) -> Said:
        assert self.topic is not None
        self.share += self.chance.randint(10, 30)
        self.last = "percent"
        percent = f"{self.share / 10:g}"
        fact = (self.topic.indicator, self.topic.inputs[0], f'"{percent}"')
        return Said(self.person, self.chance.choice(sayings).format(percent), fact)

    def _ratio(self, topic: Topic) -> Said:
        self.share += self.chance.randint(10, 30)
        self.last = "ratio"
        part = -(-topic.whole * self.share // 1000)  # rounded up: what was said before was not more
        fact = (topic.indicator, topic.inputs[0], f'{{"den":"{topic.whole}","num":"{part}"}}')
        return Said(self.person, self.chance.choice(topic.ratio).format(part, topic.whole), fact)
