"""Cards about evidence: what was just attached, what an indicator has and lacks, and the list of all indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.agreement import Indicator
from scoring.document.quotes import plain
from scoring.levels.evidenced import apart
from scoring.levels.score import Result
from templates.cards.parts import bubble, buttons, dots, flex, header, heading, level_bar, line, note, row, says
from templates.messages import say, tap
from templates.words import evidence as words
from templates.words import scores
from templates.words.report import receipts

Json = dict[str, Any]
MOST_ROWS, MOST_PIECES, MOST_BUTTONS = 15, 3, 4


def cameras() -> list[Json]:
    """LINE's own actions, which only quick replies may carry."""
    kinds = (("camera", words.CAMERA), ("cameraRoll", words.ALBUM), ("location", words.LOCATION))
    return [{"type": "action", "action": {"type": kind, "label": label}} for kind, label in kinds]


def send_now(text: str) -> Json:
    return say(text, cameras())


@dataclass(frozen=True)
class Attached:
    """What was attached, and what it changed."""

    indicator: Indicator
    level: int | None
    place: str
    kinds: tuple[str, ...]
    announced: int | None  # how many LINE says the set has
    marked: tuple[str, ...]  # inputs that it marked
    before: Result
    after: Result
    bundle: str
    mark: str  # of where it lies now: its buttons move and drop it from there alone


def attached_card(one: Attached) -> Json:
    done = words.attached(one.kinds, one.announced, one.level)
    held_back = words.held_back(apart(one.after))
    level = next((lv for lv in one.indicator.levels if lv.number == one.level), None)
    body = [
        line(done, big=True),
        *([note(words.counts_as(one.indicator, one.marked, one.level))] if one.marked else []),
        note(words.document_asks(e.quote for e in level.evidence) if level else ""),
    ]
    change = ""
    if one.marked or one.after.level is not None:
        change = receipts.level_change(one.before, one.after)
        body += [*level_bar(one.before.level, one.after.level), line(change, strong=True)]
        body += [note(held_back, warn=True)] if held_back else [note(receipts.next_level(one.after))]
    body.append(note(words.SAME_PLACE))
    alt = " · ".join(p for p in (f"{one.indicator.short} {done}", change, held_back) if p)
    quick = [
        cameras()[0],
        tap(words.MOVE, data=f"ev:move:{one.bundle}|{one.mark}"),
        tap(words.DROP, data=f"ev:drop:{one.bundle}|{one.mark}"),
    ]
    return flex(alt, [bubble(header(one.indicator.short, one.place), body)], quick)


# what an indicator has


@dataclass(frozen=True)
class Shown:
    """One piece as it is shown."""

    level: int | None
    text: str
    verified: bool


@dataclass(frozen=True)
class Dossier:
    """All evidence of one indicator."""

    indicator: Indicator
    result: Result
    asks: tuple[int, ...]  # levels that evidence can belong to
    lacks: tuple[int, ...]
    pieces: tuple[Shown, ...]
    taken_back: int = 0
    not_kept: int = 0

    def of(self, level: int | None) -> list[Shown]:
        return [p for p in self.pieces if p.level == level]

    @property
    def steps(self) -> tuple[int | None, ...]:
        """The levels that are shown: those that ask for evidence, and those that have some."""
        extra = {p.level for p in self.pieces if p.level is not None} - set(self.asks)
        return tuple(sorted({*self.asks, *extra}))


def detail(
    one: Dossier, place: str, marks: Sequence[str], to: str, *, may: bool, verifies: Mapping[int | None, str]
) -> Json:
    """`to`: what a button's data begins with; `may`: the person may attach; `verifies`: of which levels the person may
    say that it was seen, each with the mark of what is shown."""
    indicator, body = one.indicator, []
    body += [*level_bar(None, one.result.level), line(f"{indicator.short} · {scores.level(one.result)}", strong=True)]
    held_back = words.held_back(apart(one.result))
    body.append(note(held_back or words.lacking(indicator, one.lacks, len(one.pieces)), warn=bool(one.lacks)))
    for level in one.steps:
        body += _level(one, level)
    if indicator.evidence or one.of(None):
        body += _general(one)
    gone = [words.taken_back(one.taken_back)] if one.taken_back else []
    gone += [words.not_kept(one.not_kept)] if one.not_kept else []
    body += [note(text) for text in gone]
    actions: list[Json] = []
    if may:
        wanted: tuple[int | None, ...] = one.lacks[:MOST_BUTTONS] or (None,)
        actions += [_to(words.attach_step(n), f"ev:to:{to}|{n or ''}") for n in wanted]
    unseen = [n for n in dict.fromkeys(p.level for p in one.pieces if not p.verified) if n in verifies]
    actions += [_to(words.verify_step(n), f"ev:ok:{to}|{n or ''}|{verifies[n]}") for n in unseen[:MOST_BUTTONS]]
    alt = words.detail_alt(indicator.short, place, len(one.pieces), one.lacks)
    head = header(f"{words.EVIDENCE} {indicator.short}", place, " · ".join(marks))
    return flex(alt, [bubble(head, body, buttons(actions))])


def _level(one: Dossier, level: int | None) -> list[Json]:
    there = one.of(level)
    right = words.here(len(there), sum(p.verified for p in there)) if there else ""
    if not there:
        right = words.MISSING if level in one.lacks else words.NONE_YET
    signed = next((lv for lv in one.indicator.levels if lv.number == level), None)
    quotes = [note(f"• {plain(e.quote)[:160]}") for e in signed.evidence] if signed else []
    if signed and not quotes:
        flags = [u.short for u in one.indicator.inputs.values() if u.derive == "flag" and u.level == level]
        quotes = [note(" / ".join(flags))]
    return [heading(words.step(level), right), *quotes, *_pieces(there)]


def _general(one: Dossier) -> list[Json]:
    there = one.of(None)
    right = words.here(len(there), sum(p.verified for p in there)) if there else words.NONE_YET
    quotes = [note(f"• {plain(e.quote)[:160]}") for e in one.indicator.evidence]
    return [heading(words.GENERAL if quotes else words.OTHERS, right), *quotes, *_pieces(there)]


def _pieces(there: Sequence[Shown]) -> list[Json]:
    rest = len(there) - MOST_PIECES
    return [*(line(p.text) for p in there[:MOST_PIECES]), *([note(words.more(rest))] if rest > 0 else [])]


def _to(label: str, data: str) -> Json:
    return {"type": "postback", "label": label[:40], "data": data, "displayText": label}


# all indicators


def overview(
    found: Sequence[Dossier], place: str, marks: Sequence[str], said: str, unplaced: tuple[str, int, str] | None
) -> Json:
    """`said`: what a tapped row says besides the indicator; `unplaced`: a bundle that waits for its place, how many
    pieces, the mark of being nowhere."""
    rows = []
    for one in found[:MOST_ROWS]:
        unverified = sum(not p.verified for p in one.pieces)
        right = f"{dots(one.result.level)}  {words.overview_row(len(one.pieces), unverified)}"
        under = words.lacking(one.indicator, one.lacks, len(one.pieces))
        action = says(one.indicator.short, f"{words.EVIDENCE} {one.indicator.short}{said}")
        rows.append(row(one.indicator.short, right, under, warn=bool(one.lacks), action=action))
    quick = []
    if unplaced:
        bundle, pieces, mark = unplaced
        rows.append(note(words.unplaced(pieces), warn=True))
        quick.append(tap(words.PLACE, data=f"ev:move:{bundle}|{mark}"))
    lacking = [one.indicator.short for one in found if one.lacks]
    quick += [tap(short, f"{words.EVIDENCE} {short}{said}") for short in dict.fromkeys(lacking)][: 3 - len(quick)]
    alt = words.overview_alt(place, sum(len(one.pieces) for one in found), lacking)
    return flex(alt, [bubble(header(words.EVIDENCE, place, " · ".join(marks)), rows)], quick)
