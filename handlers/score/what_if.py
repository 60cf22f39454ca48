"""ถ้าเบิก 90% จะได้กี่คะแนน: the same way as a report, up to the point where one would be stored; nothing ever is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.questions import asking
from handlers.reading import Kind, Reading, Value
from handlers.report.one_value import Doubt, Origin, Refusal, Taken, plain, take
from handlers.report.which_input import choose
from handlers.score.scope import OWN_ROW, Scope, Wanted, chosen, named, scope
from handlers.score.scorecard import head_of
from handlers.score.which_indicator import outside
from scoring.levels.takers import inputs_for_topic
from scoring.results.results import Results, office_value
from templates.cards.supposed import Supposed, supposed_card, supposed_short
from templates.messages import say
from templates.words.report import reports
from templates.words.score import asking as words

NAME = "what_if"
# What a report would be asked about does not matter where nothing is stored: the usual meaning is taken, and said.
USUAL = {"months": "total", "events": "total", "steps": "all", "of": "said", "far": "yes", "fall": "yes"}
USUAL |= {"over": "yes", "sense": "same", "change": "now", "means": "yes"}
SAID = ("months", "events", "steps")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None or desk.reading(message).intent != NAME:
        return None
    return _tell(named(message, desk), {}, message, desk)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    again = replace(message, kind="text", data="", text=question.payload["words"])
    wanted, decisions = Wanted(**question.payload["wanted"]), dict(question.payload.get("decisions", {}))
    choosing = question.payload["choosing"]
    if choosing in asdict(wanted):
        wanted = chosen(question, option)
    else:
        decisions[choosing] = option.value
    return _tell(wanted, decisions, again, desk)


def _tell(wanted: Wanted, decisions: Mapping[str, str], message: Message, desk: Desk) -> Turn:
    found = scope(message, desk, wanted, asks=NAME, payload={"decisions": dict(decisions)})
    if isinstance(found, Turn):
        return found
    reading = desk.reading(message)
    values = [v for v in reading.values if v.value is not None or v.kind == "date"]
    if not values:
        return Turn((say(words.NO_FIGURE),))
    before = after = found.results
    supposed: list[Supposed] = []
    for n, value in enumerate(values):
        mine = {key.partition(":")[2]: v for key, v in decisions.items() if key.startswith(f"{n}:")}
        full = _with_topic(value, reading, found, mine)
        if isinstance(full, Doubt):
            return _ask(full, n, wanted, decisions, found, message, desk)
        if full is None:
            lacking = choose(value, before, {}) if value.topic and len(values) > 1 else None
            if isinstance(lacking, Refusal):  # which of the several it is that the agreement lacks
                return Turn((say(lacking.text),))
            return outside(found, message, desk) or Turn((say(words.NO_FIGURE),))
        taken, notes = _taken(full, n, after, mine, message, desk)
        if isinstance(taken, Doubt):
            return _ask(taken, n, wanted, decisions, found, message, desk)
        if isinstance(taken, Refusal):
            return Turn((say(taken.text),))
        if not found.shows(taken.indicator):
            return Turn((say(words.of_another_group(taken.indicator, found.group or "")),))
        after = after.with_facts(taken.facts).with_values(office_value(v) for v in taken.office)
        shown = reports.read_as(full)
        if full.change is not None:
            itself = _is_the_result(full, taken, message)
            shown = (words.changed if itself else words.more)(shown, full.change == "down")
        supposed.append(Supposed(taken.indicator, shown, (*taken.remarks, *notes)))
    results = [(s, before.result(s.indicator.id), after.result(s.indicator.id)) for s in supposed]
    if message.group:
        return Turn((say(supposed_short(results, before.card(), after.card(), found.place)),))
    return Turn((supposed_card(results, before.card(), after.card(), head_of(found)),))


def _with_topic(value: Value, reading: Reading, found: Scope, decisions: Mapping[str, str]) -> Value | Doubt | None:
    """A topic that the words leave open is settled by what the agreement has; of several, the person chooses."""
    agreement, district = found.agreement, found.district
    topics = [value.topic] if value.topic else list(reading.topics)
    ways = {t: {w.kind for w in inputs_for_topic(agreement, t, district)} for t in topics if t}
    here = [t for t, kinds in ways.items() if kinds]
    likely: Kind = "baht" if value.value is not None and value.value > 100 else "percent"
    fitting = [t for t in here if (value.kind or likely) in ways[t]]
    here = fitting or here
    if "topic" in decisions:
        here = [decisions["topic"]]
    if len(here) > 1:
        return Doubt("topic", reports.ASK_WHICH_INDICATOR, tuple((reports.topic(t, agreement)[:20], t) for t in here))
    if not here:  # one that only the province reports is refused as a report would be
        return value if value.topic and agreement.indicators_of_topic(value.topic, None) else None
    kinds: tuple[Kind, ...] = (likely, "baht", "count", "percent", "number", "days")
    kind = value.kind or next((k for k in kinds if k in ways[here[0]]), "percent")
    return replace(value, topic=here[0], kind=kind, called=agreement.called(here[0]))


def _taken(
    value: Value, n: int, before: Results, decisions: Mapping[str, str], message: Message, desk: Desk
) -> tuple[Taken | Doubt | Refusal, tuple[str, ...]]:
    """As a report would be taken; each usual meaning that had to be chosen is said."""
    origin = Origin(f"{message.id}-if", message.ms, desk.today, desk.me.id, n)
    settled, notes = dict(decisions), list[str]()
    while True:
        taken = take(value, before, origin, settled, {})
        if isinstance(taken, Taken) and value.change is not None and not _is_the_result(value, taken, message):
            taken = _added(value, taken, before)
        if not isinstance(taken, Doubt) or taken.key not in USUAL or taken.key in settled:
            return taken, tuple(notes)
        settled[taken.key] = USUAL[taken.key]
        if taken.key in SAID:
            label = next((label for label, v in taken.options if v == USUAL[taken.key]), "")
            notes.append(words.understood_as(label))


def _is_the_result(value: Value, taken: Taken, message: Message) -> bool:
    """OTOP เพิ่มขึ้น 18%: of growth (or reduction) the percentage is the result itself; เพิ่มอีก 1% adds to it."""
    return taken.input.derive in ("growth", "reduction") and value.kind == "percent" and "อีก" not in message.text


def _added(value: Value, taken: Taken, before: Results) -> Taken:
    """เพิ่มอีก 500,000: a change of what stands, as one figure."""
    fact = taken.facts[0]
    held = before.inputs.get(taken.indicator.id, {}).get(fact.input)
    part = taken.input.parts[0] if taken.input.parts else ""
    now = held.get(part) if isinstance(held, Mapping) else held
    in_parts = isinstance(fact.value, Mapping)
    if now is None or isinstance(held, Mapping) is not (in_parts or (part != "" and fact.kind in ("month", "total"))):
        return taken  # a percentage and an amount cannot be added
    step = Decimal(str(fact.value[part] if in_parts else fact.value))
    amount = plain(Decimal(str(now)) + (step if value.change == "up" else -step))
    worth = {**held, **fact.value, part: amount} if in_parts and isinstance(held, Mapping) else amount
    return replace(taken, facts=(replace(fact, value=worth), *taken.facts[1:]))


def _ask(
    doubt: Doubt, n: int, wanted: Wanted, decisions: Mapping[str, str], found: Scope, message: Message, desk: Desk
) -> Turn:
    kept = replace(wanted, agreement=found.agreement.id, district=found.district or OWN_ROW)
    payload = {"wanted": asdict(kept), "choosing": f"{n}:{doubt.key}", "decisions": dict(decisions)}
    options = [Option(label, value) for label, value in doubt.options]
    return asking(message, desk, NAME, doubt.text, options, payload)


ROUTE = Route(
    NAME,
    answer,
    (Example("ถ้าเบิก 90% จะได้กี่คะแนน", "ลองคิดคะแนนล่วงหน้า ไม่บันทึก"),),
    answered,
)
