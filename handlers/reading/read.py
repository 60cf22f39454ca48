"""From a message to its reading: cleaned, cut into words, put together, paired, and let through by the gate."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from handlers.reading.courtesy import find_courtesy, moody
from handlers.reading.days.calendar import When, merged
from handlers.reading.days.dates import find_dates
from handlers.reading.explain import explained
from handlers.reading.figures.joins import join_quantities
from handlers.reading.figures.labels import find_labels
from handlers.reading.figures.letters import find_letters
from handlers.reading.figures.numbers import NUMERIC
from handlers.reading.figures.quantities import find_quantities
from handlers.reading.gate import contradicts, guessed, spoiled, unexplained
from handlers.reading.intents import Wanted, intent_of
from handlers.reading.nouns import Intent, Reading, Reason
from handlers.reading.own_topic import in_each_unit, in_own_unit, on_its_day
from handlers.reading.pairing.clauses import pair
from handlers.reading.pairing.figureless import without_figure
from handlers.reading.pairing.pairing import Paired
from handlers.reading.pairing.values import made, plainly_not_done
from handlers.reading.words.characters import Clean, clean, too_long
from handlers.reading.words.gaps import close_gaps
from handlers.reading.words.lexicon import meant_by
from handlers.reading.words.places import Place, find_places, own_row_unclear, whole_province_unclear
from handlers.reading.words.respelling import respell
from handlers.reading.words.scan import MOST_FIGURES, Token, scan
from handlers.reading.words.topics import speaking_of
from handlers.reading.words.vocabulary import vocabulary
from scoring.agreement import Agreement
from scoring.results.said import Span, Value

_STORES: frozenset[Intent] = frozenset({"report", "correct", "set_value"})
_LEAST_TELLING: tuple[Reason, ...] = ("unknown_word", "no_topic", "no_unit")


def read(
    text: str,
    *,
    today: datetime.date,
    province: str | None,
    own_districts: tuple[str, ...] = (),
    emojis: Sequence[Span] = (),
    mentions: Sequence[Span] = (),
    aliases: Mapping[str, str] | None = None,
    agreements: Sequence[Agreement] = (),
) -> Reading:
    """Read one message.

    `today` is the day that relative days and two-digit years count from; `province` is the sender's (None: unknown).
    `own_districts` are the sender's: อำเภอเมือง is looked for among them first.
    `emojis` and `mentions` are LINE's (index, length) pairs, counted in UTF-16 units; they are cut before reading.
    `aliases` are further names of topics (name -> topic id) and districts (name -> district), from the office's table.
    `agreements` are the open ones of the sender's province: what their own indicators are called and counted in.
    Never raises for any text; `ask` is true whenever a careful colleague would ask back.
    """
    if too_long(text):
        return Reading(text, "chitchat", True, reason="too_long")
    cleaned = close_gaps(clean(text, emojis, mentions))
    known = vocabulary(tuple(agreements), tuple(sorted((aliases or {}).items())))
    words = scan(cleaned.text, known.words or None, known.reach)
    if sum(token.kind in NUMERIC for token in words) > MOST_FIGURES:
        return Reading(text, "chitchat", True, reason="too_long")
    words = find_letters(find_labels(words))
    if any(token.kind == "identity" for token in words):
        return Reading(text="", intent="chitchat", ask=True, reason="personal_data")
    words, mended = respell(words, cleaned.text, known.words)
    words, passed = find_courtesy(words)
    with speaking_of(known.topics):
        tokens = join_quantities(find_quantities(find_dates(find_places(words, province, own_districts), today)))
        wanted = intent_of(tokens, moody(passed))
        return _Reader(text, cleaned, tokens, wanted, province, passed, mended, own_districts).reading()


class _Reader:
    """One message on its way; `reasons` grow as it goes, the first is the one that is asked."""

    def __init__(
        self,
        text: str,
        cleaned: Clean,
        tokens: list[Token],
        wanted: Wanted,
        province: str | None,
        passed: list[Token],
        mended: list[tuple[str, str]],
        own: tuple[str, ...],
    ) -> None:
        self.own = own
        self.mended = mended
        self.text = text
        self.passed = passed
        self.clean = cleaned
        self.tokens = tokens
        self.wanted = wanted
        self.province = province
        self.clauses = pair(tokens)
        self.places: list[Place] = [token.value for token in tokens if token.kind == "place"]
        self.days: list[When] = [token.value for token in tokens if token.kind == "when" and token.value is not None]
        self.reasons: list[Reason] = [wanted.ask] if wanted.ask else []

    def reading(self) -> Reading:
        intent, values = self._meant()
        self._doubt(intent)
        reason = self.reasons[0] if self.reasons else None
        named = [topic for about in self.clauses.abouts if about.rule for topic in about.rule.topics]
        districts = tuple(dict.fromkeys(place.district for place in self.places if place.district))
        first = values[0] if values else None
        day = self._day(first)
        not_read = [one for one in self.tokens if unexplained(one, self.tokens, self.clauses.pairs, intent)]
        return Reading(
            text=self.text,
            intent=intent,
            ask=reason is not None,
            values=values,
            reason=reason,
            options=self._options(values) if reason else (),
            topic=first.topic if first and first.topic else next(iter(named), None),
            topics=tuple(dict.fromkeys(named)),
            province=self._province(),
            district=districts[0] if districts else None,
            districts=districts,
            date=day.day,
            period=day.period,
            cumulative=first.cumulative if first else None,
            respelled=self._respelled(),
            suggestions=tuple(name for place in self.places for name in place.suggestions),
            also=self.wanted.also,
            indicator_number=next((int(token.value) for token in self.tokens if token.kind == "indicator"), None),
            unread=tuple(self.clean.span(token.start, token.end) for token in not_read),
            explanation=explained(self.text, self.clean, self._all(), self.clauses.abouts, self.wanted, self.reasons),
        )

    def _meant(self) -> tuple[Intent, tuple[Value, ...]]:
        intent = self.wanted.intent
        values = self._values() if self.wanted.values else ()
        if intent == "query_score" and any(token.kind == "what_if" for token in self.tokens):  # ถ้าส่งแผน 10 ก.พ.
            values, _ = on_its_day((), self.clauses.abouts, only(merged(self.days)), (0, 0), "no_number")
            intent = "what_if" if values else intent
        return intent, values

    def _doubt(self, intent: Intent) -> None:
        """Every reason to ask, the most telling first; a question about what would be asks of places and days alone."""
        if intent in _STORES:
            self.reasons += spoiled(self.tokens, self.clauses.pairs, intent)
            self.reasons.sort(key=lambda reason: reason in _LEAST_TELLING)
        if intent in _STORES or intent == "what_if":
            self._places_and_days()
        if intent == "what_if":
            self.reasons = [one for one in self.reasons if one not in ("unknown_word", "question", "not_a_report")]

    def _all(self) -> list[Token]:
        return sorted([*self.tokens, *self.passed], key=lambda token: token.start)

    def _respelled(self) -> tuple[tuple[str, str], ...]:
        districts = [(one.written, one.district) for one in self.places if one.written and one.district]
        listed = [(token.text, meant) for token in self._all() if (meant := meant_by(token.text))]
        return (*districts, *self.mended, *listed)

    def _day(self, first: Value | None) -> When:
        """The day that all of the message is of."""
        if len({one.when for one in self.clauses.pairs}) > 1:
            return When()
        return only(merged(self.days)) or (When(first.date, first.period) if first and not self.days else When())

    def _values(self) -> tuple[Value, ...]:
        intent = self.wanted.intent
        found: list[Value] = []
        undone = plainly_not_done(self.clauses.pairs)
        for one in self._changed(self.clauses.pairs):
            value, problem = made(one, self.clean, intent in ("correct", "set_value", "what_if"), intent == "set_value")
            value, problem = in_own_unit(value, one.quantity.kind is not None, problem)
            found.append(value)
            if problem in ("negated", "remaining") and any(one is other for other in undone):
                problem = None  # what is done counts, what is not does not
            self.reasons += [reason for reason in (problem, self._about(one)) if reason is not None]
        if contradicts(found) or (intent != "what_if" and guessed(self.clauses.pairs)):
            self.reasons.append("two_numbers")
        if found and self.clauses.problem and intent in (*_STORES, "what_if"):
            self.reasons.append(self.clauses.problem)
        if found or intent != "report":
            return tuple(found)
        abouts = self.clauses.abouts
        span = self.clean.span(abouts[0].start, abouts[0].end) if abouts else (0, 0)
        values, asks = without_figure(self.tokens, abouts, only(merged(self.days)), span, self.wanted.ask)
        values, asks = on_its_day(values, abouts, only(merged(self.days)), span, asks)
        self.reasons = [asks] if asks else []
        return values

    def _changed(self, pairs: list[Paired]) -> list[Paired]:
        """ไม่ใช่ 82 85: the first is what it was."""
        denied = [token for token in self.tokens if token.kind == "not_that"]
        if self.wanted.intent != "correct" or len(pairs) != 2 or not denied:
            return pairs
        old, new = pairs if denied[0].start < pairs[0].token.start else (pairs[1], pairs[0])
        if old.quantity.problem or new.quantity.problem or old.about is not new.about:
            return pairs
        self.clauses.problem = None
        unit = new.quantity if new.quantity.kind else old.quantity
        new.quantity = dataclasses.replace(new.quantity, old=old.quantity.value, kind=unit.kind, unit=unit.unit)
        new.left = [token for token in new.left if token.kind != "not_that"]
        self.clauses.pairs = [new]
        return [new]

    def _about(self, one: Paired) -> Reason | None:
        """Why what the figure is about must be asked."""
        about, reporting = one.about, self.wanted.intent == "report"
        if about is None:
            numbered = any(token.kind == "indicator" for token in self.tokens)
            return ("topic_by_number" if numbered else "no_topic") if reporting else None
        if about.rule is None or len(about.rule.topics) > 1:
            return "topic_too_general"
        if about.rule.general and reporting:
            return "target_or_result" if "ALLOCATION" in about.parts else "topic_too_general"
        return None

    def _options(self, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], ...]:
        """Each candidate of an unclear figure as a full set of values."""
        options: list[tuple[Value, ...]] = []
        for at, (one, value) in enumerate(zip(self.clauses.pairs, values, strict=False)):
            if len(one.quantity.candidates) > 1:
                each = (dataclasses.replace(value, value=candidate) for candidate in one.quantity.candidates)
                options += [(*values[:at], candidate, *values[at + 1 :]) for candidate in each]
        if not options:
            options = list(in_each_unit(values))
        if not options and values and all(value.value is not None for value in values):
            options = [values]
        return tuple(options)

    def _province(self) -> str | None:
        """The province that the words name, or speak of as a whole (ทั้งจังหวัด)."""
        if any(token.kind == "province_wide" for token in self.tokens):
            return self.province
        return next((str(token.value) for token in self.tokens if token.kind == "province_named"), None)

    def _places_and_days(self) -> None:
        self.reasons += [place.problem for place in self.places if place.problem]
        self.reasons += [day.problem for day in self.days if day.problem]
        if own_row_unclear(self.tokens) and not self.places and self.own:
            self.reasons.append("place_unclear")
        if whole_province_unclear(self.tokens, self.own):
            self.reasons.append("place_unclear")
        named = self._province()
        if named is not None and self.province is not None and named != self.province:
            self.reasons.append("other_province")


def only(days: list[When]) -> When | None:
    keys = {(day.day, day.period, day.cumulative) for day in days}
    return days[0] if len(keys) == 1 else None
