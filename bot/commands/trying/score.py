"""`python -m bot score --jsonl`: one object a line in, one level a line out; a bad line is answered in its place."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from bot.refused import Refused
from scoring.amounts import MOST, written
from scoring.document.answers import Unanswerable, check_answer
from scoring.document.loading import Unproven, shipped
from scoring.levels.figures import Impossible, pair
from scoring.levels.score import Unknown, score
from templates.words import scores

KEYS = ("agreement", "indicator", "district", "inputs", "answers", "office", "round")


class Unreadable(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):  # JSON would take the last one: two readings, and nobody asked
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f'found "{twice}" twice, expected it once')
    return found


def _number(told: str) -> Decimal:
    found = written(told)
    if found is None:
        raise Unreadable(f"found {told[:40]}, expected a number of at most {MOST} decimals")
    return found


DECODE = json.JSONDecoder(parse_float=_number, object_pairs_hook=_once).decode


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jsonl", action="store_true", required=True, help="read JSON lines from standard input")


def run(args: argparse.Namespace) -> int:
    try:
        shipped()
    except Unproven as refused:
        raise Refused(str(refused)) from None
    for line in answers(sys.stdin.buffer):  # half a letter ("\ud800") goes out as JSON writes it and stops nobody
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    return 0


def answers(lines: Iterable[bytes | str]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for line in lines:
        yield encode(answer(line)) + "\n"


def answer(line: bytes | str) -> dict[str, Any]:
    try:
        asked = DECODE(line if isinstance(line, str) else line.decode("utf-8-sig"))
        agreement, indicator, district, inputs = _read(asked)
        office = _office(asked.get("office"))
        result = score(
            agreement,
            indicator,
            district,
            inputs,
            office=office,
            answers=asked.get("answers") or {},
            round=asked.get("round"),
        )
    except (Unknown, Unreadable, Unanswerable) as wrong:
        return {"error": str(wrong)}
    except ValueError as wrong:  # JSON that is none, bytes that are no UTF-8
        return {"error": f"found no JSON object, expected one a line: {wrong}"}
    except RecursionError:
        return {"error": "found JSON nested too deeply, expected one object a line"}
    return {"level": result.level, "status": result.status, "why": scores.why(result), "open": list(result.open)}


def _office(values: dict[str, Any] | None) -> dict[str, Decimal]:
    """What the office entered, for trying: {"poor_percent.den": "40"}."""
    try:
        return {key: _exact(value, key) for key, value in (values or {}).items()}
    except Impossible as wrong:
        raise Unreadable(str(wrong)) from None


def _exact(value: Any, key: str) -> Decimal:
    pair(value, key)  # refuses what is no number
    return Decimal(value)


def _read(asked: Any) -> tuple[Any, str, str | None, dict[str, Any]]:
    if not isinstance(asked, dict):
        raise Unreadable("found no JSON object, expected one with agreement, indicator, district and inputs")
    strange = [key for key in asked if key not in KEYS]
    if strange:
        raise Unreadable(f'found "{strange[0]}", expected one of {", ".join(KEYS)}')
    agreement, indicator, district = asked.get("agreement"), asked.get("indicator"), asked.get("district")
    if isinstance(district, str):
        district = district.replace("\u0e4d\u0e32", "\u0e33")  # ำ as two signs, as some phones and PDFs write it
    if not isinstance(agreement, str) or agreement not in shipped():
        raise Unreadable(f"found agreement {_shown(agreement)}, expected one of {', '.join(shipped())}")
    if not isinstance(indicator, str):
        known = ", ".join(shipped()[agreement].indicators)
        raise Unreadable(f"found indicator {_shown(indicator)}, expected one of {known}")
    if district is not None and not isinstance(district, str):
        raise Unreadable(f"found district {_shown(district)}, expected a name or null")
    inputs = asked.get("inputs")
    if not isinstance(inputs, dict):
        raise Unreadable(f"found inputs {_shown(inputs)}, expected an object of names and values")
    for key in ("answers", "office"):
        if not isinstance(asked.get(key) or {}, dict):
            raise Unreadable(f"found {key} {_shown(asked[key])}, expected an object")
    for question, value in (asked.get("answers") or {}).items():
        check_answer(shipped()[agreement], question, value if isinstance(value, str) else "")
    if asked.get("round") not in (None, 1, 2) or isinstance(asked.get("round"), bool):
        raise Unreadable(f"found round {_shown(asked['round'])}, expected 1, 2 or null")
    return shipped()[agreement], indicator, district, inputs


def _shown(value: Any) -> str:
    """As the line wrote it: null and not None."""
    return json.dumps(value, ensure_ascii=False, default=str)
