"""`read`: Thai messages as JSON lines, one message explained word by word, or what was not understood."""

import argparse
import datetime
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.config import load_settings
from bot.keeping.opening import absent_file, ready
from bot.office import corpus
from bot.office.book import Book
from bot.refused import Refused
from handlers.reading import Reading, Value, read
from handlers.reading.words.lexicon import names
from scoring.agreement import Agreement

Agreements = Callable[[str], tuple[Agreement, ...]]


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--jsonl", action="store_true", help="one JSON object a line on standard input, one a line on output"
    )
    what.add_argument(
        "--explain", metavar="TEXT", help="which rule read which words of TEXT, and why it would be asked back"
    )
    what.add_argument(
        "--unread",
        action="store_true",
        help="count and list what was asked back, corrected or not stored, newest first",
    )
    parser.add_argument("--settle", metavar="SEQ", type=int, help="turn message SEQ into a corpus line (with --unread)")
    parser.add_argument("--answer", metavar="JSON", help="what message SEQ means, as --jsonl writes it (with --settle)")
    parser.add_argument(
        "--to", metavar="FILE", type=Path, help="the corpus file (default: corpus_from_use.toml in DATA_DIR)"
    )
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="how many messages are listed (default: 50)")
    parser.add_argument("--province", help="the sender's province (with --explain)")
    parser.add_argument("--today", help="the day on which it is said, YYYY-MM-DD (with --explain; default: today)")


def run(args: argparse.Namespace) -> int:
    if args.jsonl:
        known = _agreements()
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(_line(line, known), ensure_ascii=False), flush=False)
        return 0
    if args.unread:
        return _unread(args)
    if args.settle is not None or args.answer is not None or args.to is not None:
        raise Refused("--settle, --answer and --to belong to --unread")
    try:
        today = datetime.date.fromisoformat(args.today) if args.today else datetime.date.today()
    except ValueError:
        raise Refused(f"--today is {args.today!r}; a day like 2025-03-15 was expected") from None
    if args.province is not None and args.province not in _provinces():
        raise Refused(f"--province is {args.province!r}; the name of a Thai province was expected")
    own = _agreements()(args.province) if args.province else ()
    _explain(read(args.explain, today=today, province=args.province, agreements=own))
    return 0


def _unread(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = ready("read", settings)
    try:
        if args.settle is None:
            print(corpus.listing(store, args.limit))
        else:
            to = args.to or settings.data_dir / "corpus_from_use.toml"
            print(corpus.settle(store, args.settle, args.answer, to))
    finally:
        store.close()
    return 0


def _agreements() -> Agreements:
    """The open agreements of a province, where there is an office: their own indicators are read as the bot does."""
    settings = load_settings(line_needed=False)
    if absent_file(settings.database_url):
        return lambda province: ()
    store = ready("read", settings)
    book = Book(store.rounds)
    book.refresh()
    store.close()
    return book.open


def _provinces() -> frozenset[str]:
    return frozenset(province for _, province in names())


def _line(line: str, agreements: Agreements) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as problem:
        return {"error": f"not a JSON object: {problem}"}
    if not isinstance(asked, dict):
        return {"error": f"a JSON object was expected, found {type(asked).__name__}"}
    text, today, province = asked.get("text"), str(asked.get("today")), asked.get("province")
    if not isinstance(text, str):
        return {"error": f'"text" is {json.dumps(text, ensure_ascii=False)}; a message was expected'}
    try:
        day = datetime.date.fromisoformat(today)
    except ValueError:
        return {"error": f'"today" is {json.dumps(asked.get("today"))}; a day like "2025-03-15" was expected'}
    if province is not None and province not in _provinces():
        return {
            "error": f'"province" is {json.dumps(province, ensure_ascii=False)}; a Thai province or null was expected'
        }
    own = agreements(province) if province else ()
    return as_json(read(text, today=day, province=province, agreements=own))


def as_json(reading: Reading) -> dict[str, Any]:
    """The contract's form; what it does not ask for stands behind it."""
    found: dict[str, Any] = {
        "intent": reading.intent,
        "ask": reading.ask,
        "district": reading.district,
        "date": reading.date.isoformat() if reading.date else None,
        "values": [_value(value) for value in reading.values],
        "topic": reading.topic,
        "period": reading.period,
    }
    if reading.ask:
        found["reason"] = reading.reason
        found["options"] = [[_value(value) for value in option] for option in reading.options]
    return found


def _value(value: Value) -> dict[str, Any]:
    return {
        "topic": value.topic,
        "kind": value.kind,
        "value": value.date.isoformat() if value.kind == "date" and value.date else plain(value.value),
        "of": plain(value.of),
        "unit": value.unit,
        "district": value.district,
        **({"sense": value.sense} if value.sense else {}),
        **({"period": value.period} if value.period else {}),
    }


def plain(number: Decimal | None) -> str | None:
    """82.50 as 82.5, 1.2E+6 as 1200000."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _explain(reading: Reading) -> None:
    for step in reading.explanation:
        start, end = step.span
        print(f"{start:4}-{end:<4} {step.rule:45} {step.text}")
    print(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
    for start, end in reading.unread:
        print(f"not understood: {reading.text[start:end]!r} at {start}-{end}")
