"""Drafts of new agreements in the office's hands: kept with their files, read again, and what of them is still open."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.intake.taking import Taken
from bot.store import Store
from bot.store.engine import Row
from bot.store.results.drafts import Source
from scoring.drafting.text import Line, Text

ANSWER = "answer"  # the kind of a step that answers a question
REPAIRS = "repairs"  # the question whether the mended letters are right


@dataclass(frozen=True)
class Question:
    """One open question: `key` is what a step that answers it is about."""

    key: str
    where: str  # an indicator's id; "head" and "paper" for what belongs to none
    words: str
    options: tuple[str, ...] = ()
    blocks: bool = True


def keep(store: Store, taken: Taken, said: dict[str, Any], by: str, at: int) -> int:
    """A draft as it was read, with the bytes of its files: all of it or nothing; its number."""
    with store.db.transaction():
        return put(store, taken, said, by, at)


def put(store: Store, taken: Taken, said: dict[str, Any], by: str, at: int) -> int:
    """The same inside a transaction."""
    for source in taken.sources:
        store.blobs.put(source.sha256, source.content)
    sources = [Source(source.name, source.sha256, len(source.content)) for source in taken.sources]
    return store.drafts.keep(**fields(taken, said), sources=sources, by=by, at=at)


def fields(taken: Taken, said: dict[str, Any]) -> dict[str, str]:
    """What was read, as its row holds it."""
    lines = [[line.text, line.file, line.page, line.table, line.row, list(line.cells)] for line in taken.text.lines]
    repairs = [[repair.line, repair.found, repair.becomes] for repair in taken.repairs]
    return {
        "province": said["head"]["province"] or "", "text": json.dumps(lines, ensure_ascii=False),
        "repairs": json.dumps(repairs, ensure_ascii=False), "asks": json.dumps(taken.asks, ensure_ascii=False),
        "body": json.dumps(said, ensure_ascii=False),
    }  # fmt: skip


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def text_of(draft: Row) -> Text:
    """The canonical text of a kept draft, each line with its place on the paper."""
    return Text(
        tuple(
            Line(text, file, page, table, row, tuple(cells))
            for text, file, page, table, row, cells in json.loads(draft["text"])
        )
    )


def body_of(draft: Row) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(draft["body"])
    return found


def questions(draft: Row) -> list[Question]:
    """Everything that the paper leaves open, in the order of the paper."""
    body, seen = body_of(draft), Counter[str]()
    found = []

    def add(key: str, where: str, words: str, options: Iterable[str] = (), blocks: bool = True) -> None:
        seen[key] += 1
        named = key if seen[key] == 1 else f"{key}#{seen[key]}"
        found.append(Question(named, where, words, tuple(options), blocks))

    if json.loads(draft["repairs"]):
        add(REPAIRS, "paper", REPAIRS)
    for where, asks in (("head", body["head"]["asks"]), ("paper", body["asks"])):
        for ask in asks:
            about = ask.partition(":")[0]
            add(f"{where}:{about if about.isascii() else 'look'}", where, ask)
    for indicator in body["indicators"]:
        for ask in indicator["asks"]:
            levels = ",".join(map(str, ask["levels"]))
            key = f"{indicator['id']}:{ask['about']}:{levels}"
            add(key, indicator["id"], ask["question"], ask["options"], ask.get("blocks", True))
    return found


def still_open(draft: Row, standing: Iterable[Row]) -> list[Question]:
    """The questions that no standing step has answered."""
    answered = {step["about"] for step in standing if step["kind"] == ANSWER}
    return [question for question in questions(draft) if question.key not in answered]
