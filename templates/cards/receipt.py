"""The receipt: what was stored, the level it brings, what is missing for the next one; one bubble for each value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scoring.agreement import Indicator, Level
from scoring.levels.evidenced import apart, to_show
from scoring.levels.score import Result
from scoring.results.facts import Fact
from scoring.results.results import Results
from scoring.results.stored import Stored
from templates.cards.evidence import cameras
from templates.cards.parts import bubble, button, flex, header, level_bar, line, note, says, typing
from templates.messages import say, tap
from templates.words import evidence, scores
from templates.words.report import correcting, months
from templates.words.report import receipts as words

Json = dict[str, Any]
MOST_BUBBLES = 10
LINES = 7  # of a receipt's body, the level's bar as one; only what has changed comes on top


def receipts(
    stored: Sequence[Stored],
    respelled: Iterable[tuple[str, str]] = (),
    *,
    short: bool = False,
    explained: Collection[str] = (),
) -> list[Json]:
    """One message: a bubble, or a carousel of them; in a group only the fact that it is stored. `explained`: which
    unclear places of the document this person knows already, as `explains` names them."""
    if short:
        return [{"type": "text", "text": "\n".join(words.stored_only(one) for one in stored)[:5000]}]
    news = explains(stored, explained)
    bubbles = [_bubble(one, tuple(respelled), told) for one, told in zip(stored, news, strict=False)]
    alt = words.alt(stored)
    message = flex(alt, bubbles)
    message["quickReply"] = {"items": _taps(stored[-1])}
    rest = stored[MOST_BUBBLES:]
    if not rest:
        return [message]
    return [message, {"type": "text", "text": "\n".join(words.short(one) for one in rest)[:5000]}]


def _taps(one: Stored) -> list[Json]:
    """Three at most; where evidence is wanted, the camera takes the place of what matters least."""
    score, step = tap(words.SCORE), one.taken.understood == "step"
    correct = {"type": "action", "action": typing(words.CORRECT, words.CORRECT_BEGINS)}
    undo = tap(words.UNDO, data=f"undo:{one.taken.facts[0].event_id}")
    if wanted_evidence(one) is None:
        return [score, undo] if step else [score, correct, undo]
    return [cameras()[0], score if step else correct, undo]


def explains(stored: Sequence[Stored], known: Collection[str] = ()) -> list[str]:
    """Which unclear place each bubble explains (buriram-2561:BRM-8, or none): one at most, and none twice."""
    told: list[str] = []
    for one in stored[:MOST_BUBBLES]:
        places = (f"{one.results.agreement.id}:{question.id}" for question in words.unclear(one.after))
        told.append(next((place for place in places if place not in known and place not in told), ""))
    return told


def _bubble(one: Stored, respelled: tuple[tuple[str, str], ...], unclear: str) -> Json:
    indicator, place = one.taken.indicator, words.place(one.results.district, one.results.agreement)
    changed = [
        *(words.respelled(*pair) for pair in respelled),
        *([words.corrected(one)] if one.old is not None else []),
        *([words.late(one)] if one.late is not None else []),
    ]
    always, foot = [*_stored(one), *_level(one)], []
    if one.taken.habit is not None:
        foot.append(button(_counted_otherwise(one)))
    room = max(LINES - sum(_is_seen(piece) for piece in always), 0)
    rest = [piece for piece in _where_room_is(one) if _is_seen(piece)][:room]
    news = [note(text, warn=True) for text in changed if text]
    body = [*always[:1], *news, *always[1:], *rest, note(words.explained(one.after, unclear.rpartition(":")[2]))]
    return bubble(header(indicator.short, place, *_marks(one)), body, foot)


def _is_seen(piece: Json) -> bool:
    return piece["type"] != "text" or bool(piece["text"])


def _marks(one: Stored) -> tuple[str, Json | None]:
    """What must stand on every receipt: that a level is for reference, or awaits somebody's word; a tap says why."""
    said = (words.reference(one), words.unconfirmed(one.taken.indicator), words.awaits(one.after))
    asks = words.why_unclear(one)
    return " · ".join(mark for mark in said if mark), says(asks, asks) if asks else None


def _stored(one: Stored) -> list[Json]:
    remarks = [remark for remark in (*one.taken.remarks, months.habit(one)) if remark]
    return [line(words.stored_as(one), big=True), note(words.understood(one)), note(" · ".join(remarks))]


def _level(one: Stored) -> list[Json]:
    """The level and what is missing for the next; of what adds up by months the amount first."""
    bar, change = level_bar(one.before.level, one.after.level), words.level_change(one.before, one.after)
    amount = months.amount_line(one) if months.by_months(one) else ""
    if amount:
        lead = [line(amount, strong=True), line(months.pace(one)), *bar, note(change)]
    else:
        lead = [*bar, line(change, strong=True), line(words.next_with_printed(one.after))]
    held = [said for said in (words.blocked(one), evidence.held_back(apart(one.after))) if said]
    return [*lead, note(" · ".join(held), warn=True)]


def _where_room_is(one: Stored) -> Iterable[Json]:
    """What comes last, the most useful first; the score card says all of it."""
    effect = words.effect(one) if one.effect is not None else ""
    if one.effect:
        yield note(effect)
    yield note(_evidence(one))
    yield note(one.deadline)
    if not one.effect:
        yield note(effect)


def _counted_otherwise(one: Stored) -> Json:
    """One tap: this figure, and every bare one from now on, is counted the other way."""
    assert one.taken.habit is not None
    other, label = ("month" if one.taken.habit[1] == "total" else "total"), months.other_habit(one)
    return {"type": "postback", "label": label, "data": f"count:{other}:{one.taken.facts[0].id}", "displayText": label}


def _evidence(one: Stored) -> str:
    """What may be sent next: of a meeting it is asked which step it shows, so no step is named."""
    level = wanted_evidence(one)
    if level is None:
        return ""
    return words.EVIDENCE_ASKED if one.taken.input.counts == "events" else words.evidence_left(level)


def wanted_evidence(one: Stored) -> Level | None:
    """Of a step that was called done: its own; else the level that the document asks evidence for next."""
    levels = one.taken.indicator.levels
    if one.taken.understood != "step":
        return to_show(one.after)
    step = one.taken.indicator.inputs[one.taken.facts[-1].input].level
    return levels[step - 1] if step and one.taken.facts[-1].value is True else None


def whole_card(indicator: Indicator, key: str, before: Results, after: Results, today: date) -> Json:
    """The level that follows when the missing whole has come."""
    was, now = before.result(indicator.id), after.result(indicator.id)
    amount = after.office[indicator.id][key]
    text = words.whole_stored(indicator, key, amount)
    body = [
        line(text, big=True),
        *level_bar(was.level, now.level),
        line(words.level_change(was, now), strong=True),
        line(words.next_level(now)),
    ]
    alt = f"{indicator.short}: {text} · {scores.level(now)}"
    return flex(alt, [bubble(header(indicator.short, words.place(after.district, after.agreement)), body)])


@dataclass(frozen=True)
class Withdrawn:
    """What was taken back (or brought back) of one indicator, and its level before and after."""

    old: tuple[Fact, ...]
    was: Result
    now: Result
    after: Results
    stands: tuple[Fact, ...] = ()  # of a correction that was taken back: the values that stand again


def withdrawn_card(withdrawn: Sequence[Withdrawn], again: bool = False, undo: str = "", *, short: bool = False) -> Json:
    said = [_taken_back(one, again) for one in withdrawn]
    quick = [tap(correcting.BRING_BACK, data=undo)] if undo else []
    if short:
        return say(
            "\n".join(f"{_indicator(one).short} {text}" for one, text in zip(withdrawn, said, strict=True)), quick
        )
    bubbles = []
    for one, text in zip(withdrawn[:MOST_BUBBLES], said, strict=False):
        body = [
            line(text, big=True),
            *level_bar(one.was.level, one.now.level),
            line(words.level_change(one.was, one.now), strong=True),
            line(words.next_level(one.now)),
        ]
        place = words.place(one.old[0].district, one.after.agreement)
        bubbles.append(bubble(header(_indicator(one).short, place), body))
    first = withdrawn[0]
    message = flex(f"{_indicator(first).short} {said[0]} · {words.level_change(first.was, first.now)}", bubbles)
    return {**message, "quickReply": {"items": quick}} if quick else message


def _taken_back(one: Withdrawn, again: bool) -> str:
    agreement = one.after.agreement
    if again:
        return correcting.brought_back(agreement, one.old)
    return correcting.withdrawn(agreement, one.old, one.stands)


def _indicator(one: Withdrawn) -> Indicator:
    return one.after.agreement.indicators[one.old[0].indicator]
