"""The words of one province: beside what every office says, the names and units of its own indicators."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from handlers.reading.words.characters import clean
from handlers.reading.words.lexicon import Table, Word, slips, table
from handlers.reading.words.naming import refused
from handlers.reading.words.proposing import spoken
from handlers.reading.words.scan import scan
from handlers.reading.words.topics import OR, OWN_NAME, Topic, rule_of, shipped_topics
from scoring.agreement import Agreement, Indicator, Input
from scoring.results.said import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    words: Table  # beside the one table, and before it
    reach: Mapping[str, int]  # by first two characters: how long the longest of them is
    topics: Mapping[str, Topic]


@lru_cache(maxsize=256)
def vocabulary(agreements: tuple[Agreement, ...], aliases: tuple[tuple[str, str], ...] = ()) -> Vocabulary:
    """Of a province's open agreements, and of the names that its office gave: (name, topic or district)."""
    topics = {**shipped_topics(), **own_topics(agreements)}
    words: Table = {}
    for spelling, named in topics_named(agreements, aliases).items():
        words[spelling] = Word("part", OWN_NAME + OR.join(named))
    for name, means in aliases:
        if means not in topics and ":" not in means and refused(name, of_a_place=True) is None:
            words[clean(name).text] = Word("place", means)
    known = table()
    for spelling, word in tuple(words.items()):
        if word is None or word.kind != "part":
            continue
        for shorter in {spelling.replace(" ", ""), spelling.replace(".", "")} - {spelling}:
            if len(shorter) > 1 and known.get(shorter) is None:
                words.setdefault(shorter, word)
        for slip in slips(spelling, word):
            if slip not in known:
                words.setdefault(slip, Word(word.kind, word.value, slip=True))
    for plain in _said_beside(agreements):
        words.setdefault(plain, Word("fill"))
    for unit in dict.fromkeys(unit for topic in topics.values() if topic.kinds for unit in _units(agreements, topic)):
        _add_unit(unit, words)
    reach: dict[str, int] = {}
    for spelling in words:
        reach[spelling[:2]] = max(reach.get(spelling[:2], 0), len(spelling))
    return Vocabulary(words, reach, topics)


def topics_named(
    agreements: Iterable[Agreement], aliases: Iterable[tuple[str, str]] = ()
) -> Mapping[str, tuple[str, ...]]:
    """Every name of an own indicator, as it is read, with the topics that it may mean."""
    agreements = tuple(agreements)
    here = {i.topic for a in agreements for i in a.indicators.values()}
    found: dict[str, list[str]] = defaultdict(list)
    for agreement in agreements:
        for indicator in agreement.indicators.values():
            for name in spoken(indicator):
                if refused(name) is None:
                    found[clean(name).text].append(indicator.topic)
    for spelling, named in found.items():
        word = table().get(spelling)
        rule = rule_of(frozenset({str(word.value)})) if word is not None and word.kind == "part" else None
        named += [topic for topic in (rule.topics if rule else ()) if topic in here]
    for name, means in aliases:
        if (means in here or means in shipped_topics()) and refused(name) is None:
            found[clean(name).text].append(means)
    return {spelling: tuple(dict.fromkeys(named)) for spelling, named in found.items()}


def own_topics(agreements: Iterable[Agreement]) -> dict[str, Topic]:
    """What the indicators that are their own topic take."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for agreement in agreements:
        for indicator in agreement.indicators.values():
            if indicator.own_topic:
                found[indicator.topic].append(indicator)
    return {id: _topic(id, indicators) for id, indicators in found.items()}


def _topic(id: str, indicators: list[Indicator]) -> Topic:
    used = [u for i in indicators for u in i.inputs.values() if u.counts != "office_value"]
    figures = [u for u in used if u.derive not in ("flag", "date", "dates")]
    wholes = {u.unit for u in figures if u.derive == "ratio"}
    kinds = {kind for u in figures for kind in (("percent", "ratio", u.kind) if u.parts else (u.kind,))}
    kinds |= {"step" if u.derive == "flag" else "date" for u in used if u not in figures}
    return Topic(
        id,
        _bare(figures),
        wholes.pop() if len(wholes) == 1 else None,
        bool(figures) and all(u.sense == "remaining" for u in figures),
        short=indicators[0].short,
        kinds=frozenset(kinds),
        units=tuple(dict.fromkeys(one for used in figures for one in _counted_in(used))),
        measures={unit: u.kind for u in figures if u.kind in ("number", "days") for unit in _pieces(u)},
    )


def _counted_in(used: Input) -> Iterator[tuple[Kind, str]]:
    if used.parts or used.kind == "percent":
        yield "percent", "%"
    if used.kind != "percent":
        yield cast(Kind, used.kind), used.unit.split("/")[0]


def _bare(figures: list[Input]) -> str | None:
    """What a figure without a unit is, only where nothing else fits."""
    kinds = {"percent" if u.parts and u.kind == "baht" else "share" if u.parts else u.kind for u in figures}
    only = kinds.pop() if len(kinds) == 1 else None
    return only if only in ("percent", "baht", "number") else None


def _pieces(used: Input) -> tuple[str, ...]:
    """ครั้ง/เดือน is counted in ครั้ง."""
    return tuple(piece for piece in clean(used.unit).text.split("/") if piece)


def _said_beside(agreements: Iterable[Agreement]) -> Iterator[str]:
    """The words that the paper itself says of an own indicator: beside its figure they change nothing (ปลูก, เฉลี่ย)."""
    for agreement in agreements:
        for indicator in agreement.indicators.values():
            labels = (u.what for u in indicator.inputs.values() if u.derive not in ("flag", "date", "dates"))
            for said in (indicator.name, *labels) if indicator.own_topic else ():
                for token in scan(clean(said).text):
                    if token.kind == "rate" or (token.kind == "unknown" and token.text in table()):
                        yield token.text


def _units(agreements: Iterable[Agreement], topic: Topic) -> Iterable[str]:
    for agreement in agreements:
        for indicator in agreement.indicators.values():
            if indicator.topic == topic.id:
                for used in indicator.inputs.values():
                    yield from _pieces(used)


def _add_unit(unit: str, words: Table) -> None:
    """A word that nobody counted in so far; what it also is, it stays."""
    word = words.get(unit) or table().get(unit)
    if word is None:
        words[unit] = Word("unit", unit)
    elif word.kind not in ("unit", "percent", "baht", "percent_before") and word.other is None:
        words[unit] = Word(word.kind, word.value, Word("unit", unit))
