"""Whatever the text is, a draft comes out of it and never a trace; each condition stands where its quote has it."""

import random
from collections.abc import Iterator

import pytest

from scoring.digits import ARABIC
from scoring.document.loading import SOURCES
from scoring.drafting.draft import Draft
from scoring.drafting.drafting import draft
from scoring.drafting.text import Text, from_plain
from tests.drafting.places import places

SEEDS = sorted(SOURCES.glob("*.txt"))


def damaged(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    way = dice.randrange(7)
    if way == 0:  # cut
        return text[: dice.randrange(len(text))]
    if way == 1:  # doubled lines
        at = dice.randrange(len(lines))
        return "\n".join(lines[:at] + [lines[at]] * dice.randrange(2, 5) + lines[at:])
    if way == 2:  # swapped cells
        return "\n".join(
            "\t".join(dice.sample(c, len(c))) if len(c := line.split("\t")) > 1 else line for line in lines
        )
    if way == 3:  # other digits
        return "".join(
            dice.choice("0123456789๐๑๒๓๔๕๖๗๘๙.,") if c.translate(ARABIC).isdigit() and dice.random() < 0.1 else c
            for c in text
        )
    if way == 4:  # shuffled lines
        return "\n".join(dice.sample(lines, len(lines)))
    if way == 5:  # random characters strewn in
        strewn = list(text)
        for _ in range(60):
            strewn.insert(dice.randrange(len(strewn)), dice.choice("\t\n()[]<>/.-–•๙9|ก่ำ\x00\ufffd"))
        return "".join(strewn)
    return "\n".join(line for line in lines if dice.random() < 0.7)


def texts(count: int) -> Iterator[str]:
    dice = random.Random(13)
    sources = [path.read_text("utf-8") for path in SEEDS]
    for n in range(count):
        source = sources[n % len(sources)]
        at = dice.randrange(max(1, len(source) - 9_000))
        yield damaged(source[at : at + 9_000], dice)


def held(found: Draft, text: Text) -> None:
    for indicator in found.indicators:
        for level in indicator.levels:
            if not level.by_hand:
                first = level.quote.split("\n")[0]
                assert first in text.quote(level.line)
            for condition in level.conditions:
                start, end = condition.at
                assert 0 <= start < end <= len(level.quote)
        numbers = [level.number for level in indicator.levels]
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("part", range(4))
def test_a_damaged_document_gives_a_draft_and_never_a_trace(part: int) -> None:
    for n, raw in enumerate(texts(80)):
        if n % 4 == part:
            text = from_plain(raw)
            held(draft(text, places()), text)


@pytest.mark.fault
@pytest.mark.timeout(900)
def test_two_thousand_damaged_documents() -> None:
    for raw in texts(2_000):
        text = from_plain(raw)
        held(draft(text, places()), text)


@pytest.mark.parametrize(
    "raw", ["", "\n", "\t\t\t", "ระดับ", "ระดับ ๑", "1\t2\t3\t4\t5", "ตัวชี้วัดที่ ๑", "|||", "<table><tr><td>", "๑" * 5000]
)
def test_next_to_nothing_gives_a_draft(raw: str) -> None:
    text = from_plain(raw)
    held(draft(text, places()), text)
