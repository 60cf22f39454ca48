"""Tries names before they count: why one is refused, whose it is too, what it would change in all that was said."""

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from handlers.reading.nouns import Reading
from handlers.reading.read import read
from handlers.reading.words.characters import clean
from handlers.reading.words.lexicon import HERE
from handlers.reading.words.naming import Refused, refused
from handlers.reading.words.vocabulary import topics_named, vocabulary
from scoring.agreement import Agreement


@dataclass(frozen=True)
class Known:
    """What reading knows of one province."""

    agreements: tuple[Agreement, ...]
    aliases: Mapping[str, str]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.aliases.items()))


@dataclass(frozen=True)
class Changed:
    """One sentence of the corpus that would be read otherwise."""

    text: str
    before: Reading
    after: Reading


@dataclass(frozen=True)
class Trial:
    refused: Refused | None
    clashes: tuple[str, ...] = ()  # the other open topics of this name: the bot will ask which
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Sentence:
    text: str
    plain: str  # as it is cleaned for reading
    today: datetime.date
    province: str | None


@cache
def corpus() -> tuple[Sentence, ...]:
    """What officers said, or might say: the program's own corpus (corpus.tsv, made from tests/corpus)."""
    rows = (HERE / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for row in rows:
        day, province, said = row.split("\t")
        text = json.loads(said)
        found.append(Sentence(text, clean(text).text, datetime.date.fromisoformat(day), province or None))
    return tuple(found)


def try_name(name: str, means: str, known: Known, from_use: Sequence[str] = ()) -> Trial:
    """A name for a topic, as if the office had given it; `from_use`: what was said here, read again as well."""
    why = refused(name)
    if why is not None:
        return Trial(why)
    after = Known(known.agreements, {**known.aliases, name: means})
    named = topics_named(after.agreements, after.pairs).get(clean(name).text, ())
    return Trial(None, tuple(topic for topic in named if topic != means), changes(known, after, from_use=from_use))


def clashes(known: Known) -> dict[str, tuple[str, ...]]:
    """Every name that several open topics have: the bot asks which."""
    named = topics_named(known.agreements, known.pairs)
    return {name: topics for name, topics in named.items() if len(topics) > 1}


def changes(before: Known, after: Known, most: int = 50, from_use: Sequence[str] = ()) -> tuple[Changed, ...]:
    """The sentences of the corpus that are read otherwise once reading knows the second in the place of the first."""
    old, new = vocabulary(before.agreements, before.pairs), vocabulary(after.agreements, after.pairs)
    spellings = [one for one in {*old.words, *new.words} if _word(old.words, one) != _word(new.words, one)]
    found: list[Changed] = []
    for sentence in _holding(spellings, [*corpus(), *(_said(text, before) for text in from_use)]):
        was, now = _read(sentence, before), _read(sentence, after)
        if _meaning(was) != _meaning(now):
            found.append(Changed(sentence.text, was, now))
        if len(found) == most:
            break
    return tuple(found)


def _word(words: Mapping[str, object], spelling: str) -> object:
    return words.get(spelling, "")


def _said(text: str, known: Known) -> Sentence:
    """A sentence of this office, as if it were said on the last day of its round."""
    signed = known.agreements[0] if known.agreements else None
    day = signed.end if signed is not None else datetime.date(2025, 3, 15)
    return Sentence(text, clean(text).text, day, signed.province if signed is not None else None)


def _holding(spellings: Iterable[str], every: Sequence[Sentence]) -> Iterable[Sentence]:
    """Only a sentence that holds a word can be read otherwise because of it."""
    words = sorted(spellings, key=len, reverse=True)
    if not words:
        return ()
    any_of = re.compile("|".join(map(re.escape, words)))
    return (sentence for sentence in every if any_of.search(sentence.plain))


def _read(sentence: Sentence, known: Known) -> Reading:
    return read(
        sentence.text,
        today=sentence.today,
        province=sentence.province,
        aliases=known.aliases,
        agreements=known.agreements,
    )


def _meaning(reading: Reading) -> object:
    values = tuple(
        (v.topic, v.kind, v.value, v.of, v.unit, v.district, v.date, v.sense, v.aspect) for v in reading.values
    )
    return reading.intent, reading.ask, values
