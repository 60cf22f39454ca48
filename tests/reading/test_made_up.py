"""Thousands of messages whose truth is known by how they were made: each is read as that truth, or asked about."""

import random
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from handlers.reading import Reading, read
from handlers.reading.words.lexicon import load
from tests.reading.made_up import PROVINCE, TODAY, Truth, by_district, message, several

Maker = Callable[[random.Random], tuple[list[Truth], str]]
# Words that make every report a question, wherever they stand.
SPOILING = (
    "hedge",
    "bound",
    "not_yet",
    "negated",
    "future",
    "hearsay",
    "joke",
    "order",
    "question",
    "wish",
    "measure",
    "lack",
    "test",
)


def say(text: str) -> Reading:
    return read(text, today=TODAY, province=PROVINCE)


def stored(reading: Reading) -> Counter[Truth] | None:
    """What would be written down; None if nothing."""
    if reading.ask or reading.intent not in ("report", "correct", "set_value"):
        return None
    return Counter(
        Truth(
            one.topic or "", one.value or Decimal(0), one.of, one.district or reading.district, one.date or reading.date
        )
        for one in reading.values
    )


@pytest.mark.parametrize(("make", "asked"), [(message, 0.03), (several, 0.10), (by_district, 0.03)])
def test_a_made_up_report_is_read_as_it_was_made(make: Maker, asked: float) -> None:
    chance = random.Random(2568)
    questions = 0
    for _ in range(1200):
        truth, text = make(chance)
        read_as = stored(say(text))
        questions += read_as is None
        assert read_as in (None, Counter(truth)), text
    assert questions <= 1200 * asked


def test_two_messages_in_one_keep_each_its_own_district_and_day() -> None:
    chance = random.Random(2569)
    for _ in range(1200):
        [first], one = message(chance)
        [second], other = message(chance)
        text = one + chance.choice(["\n", " ", ", ", " และ ", "\n\n", "", " แล้วก็ "]) + other
        read_as = stored(say(text))
        if read_as is None or first.topic == second.topic:
            continue
        assert len(read_as) == 2, text
        for truth, beside in ((first, second), (second, first)):
            [mine] = [value for value in read_as if value.topic == truth.topic]
            assert (mine.value, mine.of) == (truth.value, truth.of), text
            assert mine.district in ([truth.district] if truth.district else [None, beside.district]), text
            assert mine.date in ([truth.date] if truth.date else [None, beside.date]), text


@pytest.mark.parametrize("kind", SPOILING)
def test_a_word_of_doubt_anywhere_keeps_a_report_from_being_stored(kind: str) -> None:
    chance = random.Random(kind)
    doubts = load("words.toml")["marks"][kind].split()
    for _ in range(150):
        _, text = chance.choice([message, several])(chance)
        places = [0, len(text), *(blank.start() for blank in re.finditer("[ \n]", text))]
        at = chance.choice(places)
        spoilt = f"{text[:at]} {chance.choice(doubts).replace('_', ' ')} {text[at:]}"
        assert not stored(say(spoilt)), spoilt
