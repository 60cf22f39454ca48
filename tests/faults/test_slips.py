"""Fifty thousand messages with one slip of the finger: no figure, topic or district is stored that was not said."""

import random
from collections.abc import Iterator

import pytest

from handlers.reading import Reading, read
from tests.reading.corpus import HELD_OUT
from tests.reading.made_up import by_district, message, several
from tests.reading.measure import STORES, TODAY, lines

LETTERS = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F))] + list(" .,-/()\n")

pytestmark = pytest.mark.fault


def say(text: str) -> Reading:
    return read(text, today=TODAY, province="บุรีรัมย์")


def slips(chance: random.Random, text: str, reading: Reading) -> Iterator[str]:
    """One letter left out, put in, changed, or exchanged with its neighbour, outside the figures."""
    for _ in range(4):
        at = chance.randrange(len(text))
        if any(start - 1 <= at <= end for start, end in (value.span for value in reading.values)):
            continue
        before, here, behind, letter = text[:at], text[at], text[at + 1 :], chance.choice(LETTERS)
        changed = (behind, letter + here + behind, letter + behind, behind[:1] + here + behind[1:])
        yield before + chance.choice(changed)


@pytest.mark.parametrize("seed", range(10))
def test_a_slip_stores_nothing_that_was_not_said(seed: int) -> None:
    chance = random.Random(seed)
    clear = [one["text"] for one in lines(str(HELD_OUT / "fourth" / "messages.jsonl")) if one["clear"]]
    read_again = 0
    while read_again < 5000:
        text = (
            chance.choice(clear) if chance.random() < 0.5 else chance.choice((message, several, by_district))(chance)[1]
        )
        reading = say(text)
        if reading.ask or reading.intent != "report":
            continue
        for changed in slips(chance, text, reading):
            read_again += 1
            now = say(changed)
            if now.ask or now.intent not in STORES:
                continue
            said = {(value.topic, value.value, value.of) for value in reading.values}
            assert {(value.topic, value.value, value.of) for value in now.values} <= said, (text, changed)
            districts = {value.district for value in reading.values} | {reading.district, None}
            assert {value.district for value in now.values} <= districts, (text, changed)
