"""Lists what was not understood, and turns one message with its right answer into a line of the corpus."""

import json
import re
import tomllib
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from bot.refused import Refused
from bot.store import Store
from bot.store.engine import Row
from handlers.reading import Intent, Kind, read
from handlers.reading.words.lexicon import names
from handlers.reading.words.topics import topics
from scoring.amounts import written
from scoring.periods import BANGKOK

_IDENTITY = re.compile(r"(?<![0-9๐-๙])[0-9๐-๙](?:[- ]?[0-9๐-๙]){12}(?![0-9๐-๙])")
_MASK = "x-xxxx-xxxxx-xx-x"
_HEAD = (
    "# Messages that were asked back, corrected or not stored, with what they mean; the format is that of the corpus.\n"
)
_EXPECTED = (
    'expected {"intent":…, "district":…, "date":…, "values":[{"topic":…, "kind":…, "value":…}]}, '
    '{"intent":"chitchat"}, or {"ask":true, "why":…}'
)
_OF_A_VALUE = ("topic", "kind", "value", "of", "unit", "district")


def listing(store: Store, limit: int) -> str:
    """How often each reason, then the newest messages with how they are read now."""
    counts = store.unread.counts()
    lines = [f"{reason:22} {count}" for reason, count in counts.items()] or ["nothing was asked back yet"]
    for row in store.unread.open(limit):
        lines.append(_listed(row))
    return "\n".join(lines)


def settle(store: Store, seq: int, answer: str | None, to: Path) -> str:
    """Writes the message with its answer to the file and marks it settled: both or neither."""
    row = next((one for one in store.unread.open(1_000_000) if one["seq"] == seq), None)
    if row is None:
        raise Refused(f"--settle: found no open message {seq}, expected a number that --unread lists")
    if not row["text"]:
        with store.db.transaction():
            store.unread.settle(seq=seq)
        return f"{seq}: settled; its words are gone, nothing was written"
    if answer is None:
        raise Refused(f"--settle: found no --answer, {_EXPECTED}")
    after = with_line(row, answered(answer), to)
    with store.db.transaction():
        store.unread.settle(seq=seq)
        keep(after, to)
    return f"{seq}: settled, written to {to}"


def with_line(row: Row, answer: dict[str, Any], to: Path) -> str:
    """The file as it is with one more line; a file that is none is refused."""
    entry = corpus_entry(masked(row["text"]), _day(row), row["province"], answer)
    before = to.read_text(encoding="utf-8") if to.exists() else _HEAD
    after = f"{before.rstrip(chr(10))}\n\n{entry}"
    try:
        tomllib.loads(after)
    except tomllib.TOMLDecodeError as problem:
        raise Refused(
            f"--to: {to} is no corpus file ({problem}), expected TOML as tests/corpus/README.md has it"
        ) from None
    return after


def keep(text: str, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text, encoding="utf-8")


def said_in(file: Path) -> list[str]:
    """What was said in an office's own lines."""
    if not file.exists():
        return []
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    return [text for kind in ("means", "nothing", "ask") for group in groups.get(kind, ()) for text in group["say"]]


def masked(text: str) -> str:
    """A 13-digit identity number is nobody's business."""
    return _IDENTITY.sub(_MASK, text)


def _day(row: Row) -> date:
    return datetime.fromtimestamp(row["at"] / 1000, BANGKOK).date()


def _listed(row: Row) -> str:
    head = f"#{row['seq']} {_day(row).isoformat()} {row['province'] or '-'} {row['reason']}:"
    if not row["text"]:
        return f"{head} (the words are gone)"
    reading = read(row["text"], today=_day(row), province=row["province"] or None)
    now = f"asks {reading.reason}" if reading.ask else f"reads {reading.intent}"
    unknown = ", ".join(reading.text[start:end] for start, end in reading.unread)
    return (
        f"{head} {json.dumps(masked(row['text']), ensure_ascii=False)}; now {now}{f' ({unknown})' if unknown else ''}"
    )


# --- the right answer ---


def answered(said: str) -> dict[str, Any]:
    """The answer, looked at to the last name in it."""
    try:
        found = json.loads(said, parse_float=str, parse_int=str)
    except ValueError:
        raise Refused(f"--answer: found {said!r}, {_EXPECTED}") from None
    if not isinstance(found, dict) or not ("intent" in found or found.get("ask") is True):
        raise Refused(f"--answer: found {said!r}, {_EXPECTED}")
    if found.get("ask") is True:
        return {"ask": True, "why": str(found.get("why") or "two readings")}
    if found["intent"] not in get_args(Intent):
        raise Refused(f"--answer: intent is {found['intent']!r}, expected one of {', '.join(get_args(Intent))}")
    answer: dict[str, Any] = {"intent": found["intent"]}
    if found.get("district") is not None:
        answer["district"] = _district(found["district"])
    if found.get("date") is not None:
        answer["date"] = _date(found["date"])
    answer["values"] = [_value(value) for value in found.get("values") or ()]
    return answer


def _value(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Refused(f"--answer: a value is {value!r}, expected an object with topic, kind and value")
    unknown = sorted(set(value) - set(_OF_A_VALUE))
    if unknown:
        raise Refused(f"--answer: a value has {unknown[0]!r}, expected only {', '.join(_OF_A_VALUE)}")
    found = {name: str(value[name]) for name in _OF_A_VALUE if value.get(name) is not None}
    if "topic" in found and found["topic"] not in topics():
        raise Refused(f"--answer: topic is {found['topic']!r}, expected one of {', '.join(topics())}")
    if "kind" in found and found["kind"] not in get_args(Kind):
        raise Refused(f"--answer: kind is {found['kind']!r}, expected one of {', '.join(get_args(Kind))}")
    if "value" not in found:
        raise Refused(f"--answer: the value of {found.get('topic', 'a value')} is missing, expected a decimal number")
    for name in ("value", "of"):
        if name in found:
            _decimal(found[name])
    if "district" in found:
        _district(found["district"])
    return found


def _decimal(said: str) -> None:
    if written(said) is None:
        raise Refused(f"--answer: a number is {said!r}, expected a decimal number like 82.5")


def _district(said: Any) -> str:
    if said not in {district for district, _ in names()}:
        raise Refused(f"--answer: district is {said!r}, expected the name of a district of Thailand")
    return str(said)


def _date(said: Any) -> str:
    try:
        return date.fromisoformat(str(said)).isoformat()
    except ValueError:
        raise Refused(f"--answer: date is {said!r}, expected a day like 2025-03-15") from None


# --- the line of the corpus ---


def corpus_entry(text: str, today: date, province: str, answer: dict[str, Any]) -> str:
    """One group of the corpus: [[means]], [[nothing]] or [[ask]]."""
    kind = "ask" if answer.get("ask") else "means" if answer["values"] or _changes(answer) else "nothing"
    lines = [f"[[{kind}]]", f'today = "{today.isoformat()}"']
    if province:
        lines.append(f"province = {_quoted(province)}")
    if kind == "ask":
        lines.append(f"why = {_quoted(answer['why'])}")
    elif kind == "nothing":
        lines.append(f"intent = {_quoted(answer['intent'])}")
    else:
        lines.append(f"expect = {_table(answer)}")
    return "\n".join([*lines, f"say = [{_quoted(text)}]", ""])


def _changes(answer: dict[str, Any]) -> bool:
    """แก้วันที่, แก้อำเภอ: a correction without a figure still means something."""
    return answer["intent"] == "correct" and ("date" in answer or "district" in answer)


def _table(answer: dict[str, Any]) -> str:
    said = [f"{name} = {_quoted(answer[name])}" for name in ("intent", "district", "date") if name in answer]
    if answer["values"]:
        values = ", ".join(
            "{ " + ", ".join(f"{name} = {_quoted(value)}" for name, value in one.items()) + " }"
            for one in answer["values"]
        )
        said.append(f"values = [{values}]")
    return "{ " + ", ".join(said) + " }"


def _quoted(text: str) -> str:
    """A TOML string in which what cannot be seen is written as an escape."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(char if not _unseen(char) else f"\\U{ord(char):08x}" for char in plain)


def _unseen(char: str) -> bool:
    return char != " " and unicodedata.category(char) in ("Cf", "Cc", "Zs", "Zl", "Zp", "Co", "Cn")
