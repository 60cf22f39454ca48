"""Two sets by hands that had not seen the grammar: nothing wrong, unasked or lost, and seldom asked back."""

import datetime
from collections import Counter, defaultdict

import pytest

from handlers.reading import Reading, read
from tests.reading.corpus import HELD_OUT
from tests.reading.measure import STORES, TODAY, lines, placed, verdict

FOURTH = HELD_OUT / "fourth"
MESSAGES = lines(str(FOURTH / "messages.jsonl")) + lines(str(HELD_OUT / "fifth" / "messages.jsonl"))
HARDEST = ("formal", "hardslang", "isan", "oldphone", "clerk", "joker")


def say(text: str, province: str = "บุรีรัมย์", own: tuple[str, ...] = (), today: datetime.date = TODAY) -> Reading:
    return read(text, today=today, province=province, own_districts=own)


def _verdicts() -> list[tuple[str, str, str, bool]]:
    found = []
    for one in MESSAGES:
        own = (one["sender_district"],) if one["sender_district"] else ()
        reading = say(one["text"], one["province"], own, datetime.date.fromisoformat(one["today"]))
        found.append((one["id"], one["voice"], verdict(one, reading), one["clear"]))
    return found


@pytest.mark.parametrize("fault", ["wrong", "unasked", "lost"])
def test_nothing_of_the_sets_is_stored_wrong_or_unasked_or_lost(fault: str) -> None:
    assert [id for id, _, how, _ in _verdicts() if how == fault] == []


def test_clear_reports_of_the_sets_are_seldom_asked_back() -> None:
    asked: Counter[bool] = Counter()
    clear: Counter[bool] = Counter()
    for _, voice, how, is_clear in _verdicts():
        clear[voice in HARDEST] += is_clear
        asked[voice in HARDEST] += is_clear and how == "asked"
    assert asked[False] <= clear[False] * 5 / 100, asked
    assert asked[True] <= clear[True] * 15 / 100, asked


def test_no_spoiler_at_any_of_its_places_is_stored() -> None:
    stored = defaultdict(list)
    for one in lines(str(FOURTH / "spoilers.jsonl")):
        for text in (*placed(one["spoiler"], one["positions"]), one["example"]):
            reading = say(text)
            remainder = any(value.topic in one.get("not_with", ()) for value in reading.values)
            if reading.intent in STORES and not reading.ask and not remainder:
                stored[one["id"]].append(text)
    assert stored == {}


def test_courtesy_of_the_fourth_set_never_stops_a_report() -> None:
    stopped = {
        text: reading.reason
        for one in lines(str(FOURTH / "courtesy.jsonl"))
        for text in (*placed(one["phrase"], one["positions"], one["class"] == "particle"), one["example"])
        if (reading := say(text)).intent != "report" or reading.ask
    }
    assert stopped == {}
