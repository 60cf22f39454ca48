"""All words that the reader knows, in one table: our own with what they do, Thai's with their letters only."""

import itertools
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

# The library looks for a data directory and for the network unless told not to, and reads both at import.
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

HERE = Path(__file__).parent
TONES = "\u0e48\u0e49\u0e4a\u0e4b"
# A tone may stand after a consonant with its vowel above or below.
_BEARS_TONE = frozenset("กขคฆงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหอฮิีึืุูั")
DIGITS = {"หนึ่ง": 1, "นึง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}


@dataclass(frozen=True, slots=True)
class Word:
    kind: str  # what the grammar calls it: "fill", "hedge", "part", "place", "unit", "month", …
    value: Any = None
    other: "Word | None" = None  # what else it can be (แผน: a plan; after a figure what is counted)
    slip: bool = False  # a misspelling of it: gives way to every word that is spelt right


Table = dict[str, "Word | None"]  # None: a Thai word that means nothing to us


def spaced(text: str) -> list[str]:
    """A list of words in one string: blanks part them, an underscore stands for a blank inside one."""
    return [word.replace("_", " ") for word in text.split()]


def load(name: str) -> dict[str, Any]:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


@cache
def _slips() -> dict[str, str]:
    return {str(written): str(meant) for written, meant in load("slips.toml")["meant"].items()}


def meant_by(written: str) -> str:
    """What a listed slip stands for; "" for every other word."""
    return _slips().get(written, "")


@cache
def thai_words() -> frozenset[str]:
    from pythainlp.corpus import thai_words as words

    return frozenset(words())


@cache
def given_names() -> frozenset[str]:
    """First names of persons: a sender who says his own (ผมวิชัย) says nothing of a figure."""
    from pythainlp.corpus import thai_female_names, thai_male_names

    return frozenset(name for name in thai_male_names() | thai_female_names() if len(name) > 2 and not is_number(name))


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every district of Thailand: (district, province)."""
    rows = (HERE / "districts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple((district, province) for province, district in (row.split("\t") for row in rows))


@cache
def table() -> Table:
    """The one table. Our words shadow Thai's; of two things that one spelling does, the first keeps the second."""
    own: dict[str, Word] = {}
    misspelt: dict[str, Word] = {}
    for spelling, word in _own():
        first = own.setdefault(spelling, word)
        if (first.kind, first.value) != (word.kind, word.value) and first.other is None:
            own[spelling] = Word(first.kind, first.value, word)
        for slip in slips(spelling, word):
            misspelt.setdefault(slip, Word(word.kind, word.value, word.other, slip=True))
    dictionary = thai_words()
    result: Table = {}
    for plain in dictionary:
        if 1 < len(plain) <= 30 and plain not in own and plain != "เป็นหนึ่ง" and not is_number(plain):
            result[plain] = None
    for slip, word in misspelt.items():
        if slip not in own and slip not in dictionary:
            result[slip] = word
    result.update(own)
    return result


@cache
def longest() -> dict[str, int]:
    """By first two characters: how long the longest word is that begins so."""
    found: dict[str, int] = {}
    for word in table():
        for key in (word[:1], word[:2]):
            if found.get(key, 0) < len(word):
                found[key] = len(word)
    return found


def is_number(word: str) -> bool:
    """ยี่สิบ, สิบเอ็ด, หนึ่งร้อย: whole numerals of the dictionary are left to the number grammar."""
    rest = word
    while rest:
        for numeral in (*DIGITS, *PLACES, "เอ็ด", "ยี่", "จุด", "ครึ่ง", "ศูนย์"):
            if rest.startswith(numeral):
                rest = rest[len(numeral) :]
                break
        else:
            return False
    return True


def _own() -> Iterator[tuple[str, Word]]:
    yield from _numbers()
    yield from _labels()
    yield from _marks_of_units()
    yield from _dates()
    yield from _topics()
    yield from _words()
    yield from _units()
    yield from _places()
    yield from _courtesy()


def _numbers() -> Iterator[tuple[str, Word]]:
    for spelling, digit in DIGITS.items():
        yield spelling, Word("digit", digit)
    for spelling, place in PLACES.items():
        yield spelling, Word("ten", place)
    yield "เอ็ด", Word("et")
    yield "ยี่", Word("yi")
    yield "ซาว", Word("sao")
    yield "ครึ่ง", Word("half")
    yield "จุด", Word("point")
    yield "ศูนย์", Word("zero")
    yield "โหล", Word("dozen")


def _labels() -> Iterator[tuple[str, Word]]:
    for what, spellings in load("calendar.toml")["labels"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("label", what)


def _units() -> Iterator[tuple[str, Word]]:
    for unit, spellings in load("units.toml")["count"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("unit", unit)


def _marks_of_units() -> Iterator[tuple[str, Word]]:
    units = load("units.toml")
    for spelling in spaced(units["percent"]["before"]):
        yield spelling, Word("percent_before")
    for spelling in spaced(units["percent"]["after"]):
        yield spelling, Word("percent")
    for factor, spellings in units["times"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("times", Decimal(factor))
    for spelling in spaced(units["baht"]["after"]):
        yield spelling, Word("baht")
    yield "สตางค์", Word("satang")
    for spelling in spaced(units["step"]["before"]):
        yield spelling, Word("step")


def _dates() -> Iterator[tuple[str, Word]]:
    words = load("calendar.toml")
    for kind, table_name in (
        ("month", "months"),
        ("weekday", "weekdays"),
        ("date_word", "date_words"),
        ("day", "days"),
    ):
        for what, spellings in words[table_name].items():
            for spelling in spaced(spellings):
                yield spelling, Word(kind, int(what) if what.isdigit() else what)


def _topics() -> Iterator[tuple[str, Word]]:
    topics = load("topics.toml")
    for part, spellings in topics["parts"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("part", part)
            if " " in spelling:
                yield spelling.replace(" ", ""), Word("part", part)
    for aspect, spellings in topics["aspects"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("aspect", aspect)


def _places() -> Iterator[tuple[str, Word]]:
    places = load("places.toml")
    for spelling in spaced(places["prefix"]["district"]):
        yield spelling, Word("district_before")
    for spelling in spaced(places["prefix"]["province"]):
        yield spelling, Word("province_before")
    yield "เมือง", Word("town")
    yield "เมืองฯ", Word("town")
    for district, _ in names():
        yield district.removeprefix("เขต"), Word("place", district)
        if district.startswith("เมือง"):
            yield f"เมือง {district[5:]}", Word("place", district)
    for district, spellings in places["same"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("place", district)
    for province in sorted({province for _, province in names()} - {"ร้อยเอ็ด"}):  # ร้อยเอ็ด is 101 as well: places.py
        yield province, Word("province", province)


def _words() -> Iterator[tuple[str, Word]]:
    words = load("words.toml")
    for mark, spellings in words["marks"].items():
        for spelling in spaced(spellings):
            yield spelling, Word(mark)
    for spellings in words["fill"].values():
        for spelling in spaced(spellings):
            yield spelling, Word("fill")
    for spelling in spaced(words["chat"]["words"]):
        yield spelling, Word("chat")


def _courtesy() -> Iterator[tuple[str, Word]]:
    lists = load("courtesy.toml")
    for what, spellings in lists["courtesy"].items():
        for spelling in spaced(spellings):
            yield spelling, Word("more" if what == "more" else "courtesy", what)
    for what, turns in lists["turns"].items():
        for turn in turns:
            for spelling in _put_together(turn):
                yield spelling, Word("courtesy", what)
    for what, lists in load("remarks.toml").items():
        for spellings in lists.values() if what != "nicknames" else ():
            for spelling in spaced(spellings):
                yield spelling, Word("courtesy", what)


def _put_together(turn: str) -> Iterator[str]:
    """ผิดพลาด|บกพร่อง ประการใด -|_ ขออภัย: each way to say a turn of speech."""
    slots = [["" if way == "-" else way.replace("_", " ") for way in slot.split("|")] for slot in turn.split()]
    return ("".join(ways) for ways in itertools.product(*slots))


_SLIPPING = frozenset({"part", "unit", "fill", "percent", "aspect", "month"})
# a word that spoils a figure spoils it misspelt as well: ปีทีแล้ว is last year
_SPOILING = frozenset(
    ["hedge", "bound", "negated", "not_yet", "future", "hearsay", "joke", "wish", "order", "for_another", "former"]
)


def slips(spelling: str, word: Word) -> Iterator[str]:
    """Slips of one tone mark (left out, put in, another one), of เเ, and one letter left out of a long name.

    Never of number words: หา is not ห้า.
    """
    if spelling.startswith("เ") and len(spelling) > 3 and word.kind not in ("digit", "ten"):
        yield "แ" + spelling[1:]
    spoils = word.kind in _SPOILING or (word.kind == "day" and word.value in ("last_year", "vague"))
    shortest = 4 if word.kind == "fill" else 5
    if not (word.kind in _SLIPPING or spoils) or len(spelling) < shortest or not "ก" <= spelling[0] <= "ไ":
        return
    for at, char in enumerate(spelling):
        if char in TONES:
            yield spelling[:at] + spelling[at + 1 :]
            for tone in TONES:
                if tone != char:
                    yield spelling[:at] + tone + spelling[at + 1 :]
        elif char == "์":
            yield spelling[:at] + spelling[at + 1 :]
        elif word.kind in ("part", "unit") and char in _BEARS_TONE and spelling[at + 1 : at + 2] not in (*TONES, "์"):
            if spelling[at + 1 : at + 2] not in tuple("ิีึืุูั็"):
                yield spelling[: at + 1] + "่" + spelling[at + 1 :]
                yield spelling[: at + 1] + "้" + spelling[at + 1 :]
            if word.kind == "part" and len(spelling) >= 8 and 1 < at < len(spelling) - 2:
                yield spelling[:at] + spelling[at + 1 :]


def warm() -> None:
    """Loads all tables; half a second."""
    longest()
    given_names()
    names()
