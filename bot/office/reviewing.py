"""A kept draft as persons have it now: read again with the head they gave, their answers, and what is still open."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from bot.intake.taking import Taken
from bot.office import drafts
from bot.office.drafts import ANSWER, REPAIRS, Question
from bot.store import Store
from bot.store.engine import Row
from bot.store.results.drafts import READING, REFUSED
from handlers.reading.words.lexicon import names
from handlers.reading.words.proposing import proposed
from scoring import periods
from scoring.agreement import Agreement, Document
from scoring.amounts import or_text
from scoring.document.loading import assemble
from scoring.document.writing import write
from scoring.drafting.agreeing import ADD, Unanswered, data, entered, kept, with_added
from scoring.drafting.draft import Ask, Draft, Indicator
from scoring.drafting.drafting import draft
from scoring.drafting.text import from_plain
from templates.words.drafting import page
from templates.words.drafting.answers import BY_MEND, DEFAULT_WHY
from templates.words.drafting.form import as_json
from templates.words.drafting.questions import question

HEAD, CONFIRM, TRIED = "head", "confirm", "tried"  # kinds of steps beside an answer
LOOK = "look"  # what no line of the text can show
WHOLE_YEAR = "year"
Given = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Asked:
    """All that is asked for one reason about one thing; one answer closes it."""

    of: str  # an indicator's id; "" the paper
    why: str
    asks: tuple[Ask, ...]
    answer: Mapping[str, Any] | None
    told: str = ""  # the sentence, where it is none of the drafter's

    @property
    def key(self) -> str:
        return f"{self.of}|{self.why}"

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(sorted({n for ask in self.asks for n in ask.levels}))

    @property
    def blocks(self) -> bool:
        return not self.asks or any(ask.blocks for ask in self.asks)

    @property
    def open(self) -> bool:
        return self.answer is None and self.blocks


@dataclass(frozen=True)
class Review:
    row: Row
    steps: Sequence[Row]  # those that stand

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(line[0] for line in json.loads(self.row["text"]))

    @cached_property
    def given(self) -> Mapping[str, str]:
        """What persons said of the head."""
        return {step["about"]: step["value"] for step in self.steps if step["kind"] == HEAD}

    @cached_property
    def first(self) -> Draft:
        """With only what persons gave: it asks what the paper leaves open of its head."""
        year, round_ = self.given.get("year"), self.given.get("round")
        return _draft(
            self.lines, self.given.get("province"), int(year) if year else None,
            int(round_) if round_ and round_ != WHOLE_YEAR else None,
        )  # fmt: skip

    @cached_property
    def draft(self) -> Draft:
        """As it will be read again whenever the agreement is loaded."""
        head = self.first.head
        if head.province is None or head.year is None:
            return with_added(self.first, self._added)
        return with_added(_draft(self.lines, head.province, head.year, head.round), self._added)

    @property
    def _added(self) -> list[dict[str, Any]]:
        """Indicators that persons found on the paper themselves."""
        steps = [s for s in self.steps if s["kind"] == ANSWER and s["about"].startswith(f"|{ADD}:")]
        return [_answer("", ADD, json.loads(s["value"]), s) for s in steps]

    @cached_property
    def answers(self) -> list[dict[str, Any]]:
        """Each as an agreement keeps it, the last one of each question; levels that were entered answer theirs."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for step in self.steps:
            if step["kind"] == HEAD and step["about"] == "round" and step["value"] == WHOLE_YEAR:
                for asked in ("round_not_printed", "two_rounds"):
                    found["", asked] = _answer("", asked, WHOLE_YEAR, step)
            if step["kind"] != ANSWER or "|" not in step["about"]:
                continue
            of, _, asked = step["about"].partition("|")
            value = json.loads(step["value"])
            asked = ADD if asked.startswith(f"{ADD}:") else asked
            key = (of, asked, step["version"]) if isinstance(value, dict) else (of, asked)
            found.pop(key, None)
            found[key] = _answer(of, asked, value, step)
        made = list(found.values())
        return made + self._by_entry(made)

    def _by_entry(self, made: Given) -> list[dict[str, Any]]:
        given = {(a["of"], a["asked"]) for a in made}
        more = []
        for one in self.draft.indicators:
            typed = entered([a for a in made if a["of"] == one.id])
            chosen = next((a for a in made if (a["of"], a["asked"]) == (one.id, "districts")), None)
            more += [{**chosen, "asked": a.why, "value": "entered"} for a in one.asks if chosen and a.why in BY_MEND]
            for ask in one.asks:
                levels = [str(n) for n in ask.levels] or list(typed)
                if levels and set(levels) <= set(typed) and (one.id, ask.why) not in given:
                    given.add((one.id, ask.why))
                    more.append({**typed[levels[0]], "asked": ask.why, "value": "entered"})
        return more

    def answer(self, of: str, *asked: str) -> Mapping[str, Any] | None:
        return next((a for a in self.answers if a["of"] == of and a["asked"] in asked), None)

    @cached_property
    def indicators(self) -> list[Indicator]:
        return kept(self.draft, self.answers)

    @cached_property
    def struck(self) -> list[Indicator]:
        return [one for one in self.draft.indicators if self.answer(one.id, "drop")]

    @cached_property
    def questions(self) -> list[Asked]:
        """Everything that is asked, the paper's first."""
        told: dict[tuple[str, str], list[Ask]] = {}
        for ask in (*self.first.head.asks, *self.draft.head.asks, *self.draft.asks):
            asks = told.setdefault(("", ask.why), [])
            if ask not in asks:
                asks.append(ask)
        for one in self.indicators:
            for ask in one.asks:
                told.setdefault((one.id, ask.why), []).append(ask)
        found = [Asked(of, why, tuple(asks), self.answer(of, why)) for (of, why), asks in told.items()]
        looks = [(f"{LOOK}{n}", words) for n, words in enumerate(json.loads(self.row["asks"]), 1)]
        if json.loads(self.row["repairs"]):
            looks.insert(0, (REPAIRS, ""))
        return [Asked("", why, (), self._looked(why), words) for why, words in looks] + found

    def _looked(self, why: str) -> Mapping[str, Any] | None:
        return next(
            (_answer("", why, s["value"], s) for s in reversed(self.steps) if s["about"] in (why, f"|{why}")), None
        )

    def of(self, id: str) -> list[Asked]:
        return [asked for asked in self.questions if asked.of == id]

    @cached_property
    def open(self) -> list[Asked]:
        return [asked for asked in self.questions if asked.open]

    def tried(self, id: str) -> Row | None:
        """The last value that was tried since the indicator was changed."""
        return self._since(id, TRIED)

    def confirmed(self, id: str) -> bool:
        return self._since(id, CONFIRM) is not None

    def _since(self, id: str, kind: str) -> Row | None:
        changes = [
            s["version"] for s in self.steps
            if s["kind"] == HEAD or (s["kind"] == ANSWER and s["about"].startswith(f"{id}|"))
        ]  # fmt: skip
        after = max(changes, default=0)
        rows = [s for s in self.steps if s["kind"] == kind and s["about"] == id and s["version"] > after]
        return rows[-1] if rows else None

    def state(self, id: str) -> str:
        """open (a question waits), untried, tried, done."""
        if any(asked.open for asked in self.of(id)) or self.alone(id) is None:
            return "open"
        return "done" if self.confirmed(id) else "tried" if self.tried(id) else "untried"

    # the agreement

    @property
    def id(self) -> str:
        head = self.draft.head
        name = provinces().get(head.province or "", "")
        return f"{name}-{head.year}" + (f"-{head.round}" if head.round else "") if name and head.year else ""

    @property
    def source(self) -> str:
        return f"{self.id or 'draft'}.txt"

    @cached_property
    def paper(self) -> Document:
        text = "\n".join(self.lines)
        return Document(self.source, hashlib.sha256(text.encode()).hexdigest(), tuple(text.split("\n")))

    def alone(self, id: str, more: Given = ()) -> Agreement | None:
        """An agreement of this indicator only, to try it; None where a level has no criteria yet."""
        one = next((i for i in self.draft.indicators if i.id == id), None)
        if one is None:
            return None
        head = replace(
            self.draft.head, asks=(), province=self.draft.head.province or "-", year=self.draft.head.year or 2570,
            districts=self.draft.head.districts or ("-",), signed_for=self.draft.head.signed_for or (1, self.lines[0]),
        )  # fmt: skip
        small = Draft(head, (replace(one, asks=(), round=head.round),), self.draft.tables)
        replaced = {(a["of"], a["asked"]) for a in more}
        said = [a for a in self.answers if a["of"] == id and (a["of"], a["asked"]) not in replaced]
        try:
            raw = data(small, [*said, *more], self.id or "draft-2570", self.source, self.paper.sha256, call=called)
            return _assembled(write(raw), self.paper)[0]
        except (Unanswered, ValueError, KeyError):
            return None

    def text(self) -> str:
        """The agreement as it is kept; Unanswered while something waits."""
        waiting = [a.key for a in self.open] + ([] if self.id else ["|province_not_named"])
        if waiting:
            raise Unanswered(waiting)
        return write(data(self.draft, self.answers, self.id, self.source, self.paper.sha256, question, called))

    def agreed(self) -> tuple[Agreement | None, list[str]]:
        """The whole agreement with its faults; the same reading that every start of the program does."""
        found, faults = _assembled(self.text(), self.paper)
        return found, list(dict.fromkeys(page.fault(fault.place) for fault in faults))


def called(name: str) -> str:
    """The short name of an indicator, until a person gives another."""
    return proposed(name).short or name[:20].strip()


@lru_cache(maxsize=256)
def _assembled(text: str, paper: Document) -> tuple[Agreement | None, list[Any]]:
    return assemble(tomllib.loads(text, parse_float=or_text), paper.file, lambda _: paper)


@lru_cache(maxsize=64)
def _draft(lines: tuple[str, ...], province: str | None, year: int | None, round_: int | None) -> Draft:
    known = {province: places()[province]} if province else places()
    return draft(from_plain("\n".join(lines)), known, province, year, round_)


def _answer(of: str, asked: str, value: Any, step: Row) -> dict[str, Any]:
    day = datetime.fromtimestamp(step["at"] / 1000, periods.BANGKOK).date()
    return {
        "of": of,
        "asked": asked,
        "value": value,
        "by": step["made_by"],
        "on": day,
        "why": step["why"] or DEFAULT_WHY,
    }


def supposed(of: str, asked: str, value: Any, on: date) -> dict[str, Any]:
    """An answer that nobody has given, to show what it would mean."""
    return {"of": of, "asked": asked, "value": value, "by": "-", "on": on, "why": "-"}


def still_open(row: Row, standing: Sequence[Row]) -> list[Question]:
    """For the command: the kept questions that neither a step nor an answer on the page has closed."""
    review = Review(row, standing)
    waiting = {(a.of, ask.about) for a in review.questions if not a.answer for ask in a.asks}
    closed = {(a.of, ask.about) for a in review.questions if a.answer for ask in a.asks} - waiting
    closed |= {("", about) for about in review.given}
    closed |= {("", a.why) for a in review.questions if a.answer and not a.asks}

    def answered(question: Question) -> bool:
        about = question.key.partition("#")[0].split(":")
        return ("" if question.where in ("head", "paper") else question.where, about[min(1, len(about) - 1)]) in closed

    return [question for question in drafts.still_open(row, standing) if not answered(question)]


def review_of(store: Store, id: int) -> Review | None:
    """None also while its files are still being read, or were refused."""
    row = store.drafts.get(id)
    return Review(row, store.drafts.standing(id)) if row and row["state"] not in (READING, REFUSED) else None


def drafted(taken: Taken, head: Mapping[str, str]) -> dict[str, Any]:
    """The draft of what was taken in, as it is kept."""
    year, round_ = head.get("year"), head.get("round", "")
    read = draft(
        taken.text, places(), head.get("province"), int(year) if year else None,
        int(round_) if round_.isdecimal() else None,
    )  # fmt: skip
    name = ", ".join(source.name for source in taken.sources)
    whole = hashlib.sha256("".join(source.sha256 for source in taken.sources).encode()).hexdigest()
    said = as_json(read, name, whole, len(taken.text.lines), [(r.line, r.found, r.becomes) for r in taken.repairs])
    said["asks"] += taken.asks
    return said


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[str, ...]]:
    """Every province with its districts."""
    found: dict[str, list[str]] = {}
    for district, province in names():
        found.setdefault(province, []).append(district)
    return {province: tuple(districts) for province, districts in found.items()}


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """A province -> what it is called in an agreement's id."""
    return tomllib.loads((Path(__file__).parent / "provinces.toml").read_text(encoding="utf-8"))
