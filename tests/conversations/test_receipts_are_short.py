"""Every receipt of every conversation: seven lines at most but for what changed; an unclear place is told once."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.chats.play import play
from bot.simulator.phone.taps import words_of

FILES = sorted(Path(__file__).parent.glob("report/*.txt"))
LINES = 7
CHANGED = ("แก้จาก", "เก็บเป็นประวัติ", "ส่งก่อนค่า", "“", "เอกสารไม่ชัด รอยืนยัน")
EXPLAINED = re.compile(r"เอกสารไม่ชัด รอยืนยัน \((?P<id>[A-Z]{3}-\d+)")


def receipts(message: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Header and body of each bubble that says that something is stored; the level's bar is one line."""
    contents = message.get("contents", {})
    for bubble in contents.get("contents", [contents]):
        pieces = bubble.get("body", {}).get("contents", [])
        lines = [str(piece.get("text", "▮")) for piece in pieces]
        if lines and lines[0].startswith("บันทึกแล้ว"):
            yield " ".join(words_of(bubble["header"])), lines


@pytest.mark.parametrize(
    "file", [pytest.param(f, marks=[pytest.mark.fault] if n % 4 else []) for n, f in enumerate(FILES)],
    ids=lambda file: file.stem,
)  # fmt: skip
def test_receipts_are_short_and_explain_each_unclear_place_once(file: Path) -> None:
    told: Counter[tuple[str, str]] = Counter()
    with HostedBot() as bot:
        play(file, bot)
        sent = list(bot.line.sending.sent)
    for call in sent:
        for header, lines in (one for message in call.messages for one in receipts(message)):
            assert sum(not line.startswith(CHANGED) for line in lines) <= LINES, lines
            for found in (EXPLAINED.search(line) for line in lines):
                if found is not None:
                    told[call.to[0], found["id"]] += 1
                    assert "รอยืนยัน" in header  # the mark stands where the explanation stands, and later without it
    assert all(times == 1 for times in told.values()), told
