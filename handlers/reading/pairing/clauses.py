"""Pairs figures with what they are about, clause by clause: all of a message is paired, or it is asked about."""

import dataclasses
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handlers.reading.days.calendar import When, merged
from handlers.reading.nouns import Reason
from handlers.reading.pairing.elements import About, Element, elements, lines_of
from handlers.reading.pairing.pairing import CannotPair, Paired, is_money, pair_line, said_again
from handlers.reading.words.places import Place
from handlers.reading.words.scan import Token
from handlers.reading.words.topics import rule_of


@dataclass(slots=True)
class Clauses:
    pairs: list[Paired]
    abouts: list[About]
    problem: Reason | None = None


def pair(tokens: Sequence[Token]) -> Clauses:
    """Every figure with its topic, or the reason why that cannot be told."""
    lines = _topic_first([elements(line) for line in lines_of(tokens)])
    abouts = [one.about for line in lines for one in line if one.about is not None]
    _by_neighbours(abouts)
    try:
        pairs = _pair_lines(lines)
    except CannotPair as problem:
        pairs = _each_alone(lines)
        _contexts(tokens, pairs)
        return Clauses(pairs, abouts, problem.reason)
    _contexts(tokens, pairs)
    whole = _joined_by_words(tokens, pairs) and _all_paired(tokens, pairs)
    return Clauses(pairs, abouts, None if whole else "two_numbers")


def _by_neighbours(abouts: list[About]) -> None:
    """BPM 91 % GVH 20 จาก 20 หมู่บ้าน: beside the villages' GVH, BPM is the villages' too."""
    village = any({"GVH", "SUFFICIENCY"} & about.parts for about in abouts)
    for about in abouts:
        if village and about.parts == {"BPM"}:
            about.rule = rule_of(frozenset({"BPM", "SUFFICIENCY"}))


def _topic_first(lines: list[list[Element]]) -> list[list[Element]]:
    """82.5 %, and in the last line เบิกจ่าย: the only topic of the message, wherever it stands."""
    filled = [line for line in lines if line]
    if len(filled) < 2 or [one.kind for one in filled[-1]] != ["T"]:
        return lines
    if any(one.kind == "T" for line in filled[:-1] for one in line):
        return lines
    return [filled[-1], *filled[:-1]]


def _all_paired(tokens: Sequence[Token], pairs: list[Paired]) -> bool:
    """Every figure is in the result, or says the one before it again: none is left out in silence."""
    figures = [token for token in tokens if token.kind == "quantity"]
    kept = {id(one.token) for one in pairs}
    return all(
        id(token) in kept or (before is not None and said_again(before, token))
        for before, token in zip([None, *figures], figures, strict=False)
    )


def _joined_by_words(tokens: Sequence[Token], pairs: list[Paired]) -> bool:
    """Two figures of one topic need a word that makes them one: คิดเป็น, or brackets."""
    index = {id(token): at for at, token in enumerate(tokens)}
    for first, second in itertools.pairwise(pairs):
        same_line = not any(token.kind == "line" for token in tokens[index[id(first.token)] : index[id(second.token)]])
        if first.about is second.about and first.place is second.place and first.when is second.when and same_line:
            between = tokens[index[id(first.token)] + 1 : index[id(second.token)]]
            worth = any(token.text.startswith(_WORTH) for token in between)
            counted = first.quantity.kind == second.quantity.kind and first.quantity.kind in ("count", "step")
            worth = any(token.text.startswith(_WORTH) for token in between)
            total = first.quantity.running != second.quantity.running and is_money(first.about)
            joined = any(token.kind in ("equals", "becomes") or token.text in ("(", "/") for token in between)
            if not (counted or worth or total or joined):
                return False
    return True


# --- the whole message ---


@dataclass(slots=True)
class _Sheet:
    """What the lines above say of the figures below: a heading, a table's columns, a district, a day."""

    places: list[Token]
    days: list[Token]
    one_place: Place | None
    one_day: When | None
    header: About | None = None
    header_open: bool = False  # nothing stands below it yet
    columns: list[About] = field(default_factory=list)
    section: Place | None = None
    section_day: When | None = None

    def head(self, line: list[Element]) -> None:
        """A line without a figure: a heading, or a district or day for what follows."""
        kinds = [one.kind for one in line]
        abouts = [one.about for one in line if one.about is not None]
        if abouts and self.header_open:
            raise CannotPair("no_number")
        if len(abouts) > 1:
            self.columns, self.header_open, self.header = abouts, True, None
        elif abouts:
            self.header, self.header_open, self.columns = abouts[0], True, []
        if kinds.count("D") == 1 and len(self.places) > 1:
            self.section = next(one.token.value for one in line if one.kind == "D")
        if kinds.count("W") == 1 and len(self.days) > 1:
            self.section_day = next(one.token.value for one in line if one.kind == "W")

    def row(self, line: list[Element]) -> list[Paired]:
        """ภูเขียว 82 85 below เบิกจ่าย แผนงาน"""
        made = _pair_row(line, self.columns)
        for one in made:
            one.place, one.when = self.one_place or one.place or self.section, self.one_day
            if (len(self.places) > 1 and one.place is None) or (len(self.days) > 1):
                raise CannotPair("place_unclear")
        return made

    def figures(self, line: list[Element]) -> list[Paired]:
        """A line with figures, its own topics or the heading's."""
        kinds = [one.kind for one in line]
        self.columns = []
        if "T" in kinds and self.header_open and not _titled(self.header, line):
            raise CannotPair("no_number")
        if "T" in kinds:
            self.header = None
        several, months = len(self.places) > 1, len(self.days) > 1
        _refuse_mixed(line, several, months, self.section is not None)
        if several and kinds[0] == "D" and kinds.count("D") == 1:
            self.section = line[0].token.value
        made = pair_line(line, self.header, several, months)
        for one in made:
            one.place = self.one_place or one.place or self.section
            one.when = self.one_day or one.when or self.section_day
            if several and one.place is None:
                raise CannotPair("place_unclear")
            if months and one.when is None:
                raise CannotPair("date_unclear")
        return made


def _pair_lines(lines: list[list[Element]]) -> list[Paired]:
    places = _distinct(lines, "D")
    days = _distinct(lines, "W")
    one_day = _one_day(lines, days)
    if one_day is not None:
        days = days[:1]
    sheet = _Sheet(places, days, places[0].value if len(places) == 1 else None, one_day)
    pairs: list[Paired] = []
    for line in lines:
        kinds = [one.kind for one in line]
        if "V" not in kinds:
            sheet.head(line)
            continue
        pairs += sheet.row(line) if sheet.columns and "T" not in kinds else sheet.figures(line)
        sheet.header_open = False
    if sheet.header_open:
        raise CannotPair("no_number")
    _share_units(pairs)
    if len(places) > 1 and {_key(token) for token in places} != {_name(one.place) for one in pairs}:
        raise CannotPair("place_unclear")  # a district without a figure: all or ask
    return pairs


def _share_units(pairs: list[Paired]) -> None:
    """A table's column: a bare 85 among percentages of its topic is one too."""
    for one in pairs:
        if one.quantity.kind is not None or one.about is None or one.place is None:
            continue
        others = {(two.quantity.kind, two.quantity.unit) for two in pairs if two.about is one.about and two is not one}
        value = one.quantity.value
        if others == {("percent", "%")} and value is not None and 1 <= value <= 100:
            one.quantity = dataclasses.replace(one.quantity, kind="percent", unit="%")


def _refuse_mixed(line: list[Element], places: bool, days: bool, section: bool) -> None:
    """A district or a day in the middle or at the end of a line: of which of its figures, or of those below?"""
    mixed: tuple[tuple[str, bool, Reason], ...] = (("D", places, "place_unclear"), ("W", days, "date_unclear"))
    for kind, several, reason in mixed:
        order = "".join(one.kind for one in line if one.kind in "VS" + kind)
        figures = order.replace("S", "")
        if not several or order.count(kind) != 1 or figures.startswith(kind):
            continue
        trailing = order.endswith("S" + kind) or (kind == "D" and section)
        if trailing or figures.count("V") > 1:
            raise CannotPair(reason)


def _one_day(lines: list[list[Element]], days: list[Token]) -> When | None:
    """The message's one day; a day and its month are one only where no figure stands between them."""
    if len(days) < 2:
        return days[0].value if days else None
    order = "".join(one.kind for line in lines for one in line if one.kind in "VW")
    if order.count("V") > 1 and not re.fullmatch("W+V+|V+W+", order):
        return None
    together = merged([token.value for token in days])
    return together[0] if len(together) == 1 else None


def _titled(header: About | None, line: list[Element]) -> bool:
    """เรื่อง รายงานผลการเบิกจ่าย … เบิกจ่ายแล้ว 82 %: a title says nothing that the line below does not say again."""
    if header is None or header.rule is None:
        return False
    named = [one.about.rule for one in line if one.about is not None]
    return all(rule is not None and set(rule.topics) <= set(header.rule.topics) for rule in named)


def _name(place: Place | None) -> object:
    return (place.district or place.written) if place is not None else None


def _pair_row(line: list[Element], columns: list[About]) -> list[Paired]:
    """One row of a table: as many figures as the heading has topics, in its order."""
    figures = [one.token for one in line if one.kind == "V"]
    places = [one.token.value for one in line if one.kind == "D"]
    if len(figures) != len(columns) or len(places) > 1:
        raise CannotPair("two_topics")
    place = places[0] if places else None
    return [Paired(token.value, about, place, None, token) for token, about in zip(figures, columns, strict=True)]


def _distinct(lines: list[list[Element]], kind: str) -> list[Token]:
    found: list[Token] = []
    for line in lines:
        for one in line:
            if one.kind == kind and all(_key(one.token) != _key(other) for other in found):
                found.append(one.token)
    return found


def _key(token: Token) -> object:
    value = token.value
    if isinstance(value, Place):
        return value.district or value.written
    if isinstance(value, When):
        return (value.day, value.period, value.problem, value.cumulative)
    return value


def _each_alone(lines: list[list[Element]]) -> list[Paired]:
    """What was said, for the question: every figure with the nearest topic before it."""
    found: list[Paired] = []
    about: About | None = None
    for line in lines:
        for one in line:
            about = one.about or about
            if one.kind == "V":
                found.append(Paired(one.token.value, about, None, None, one.token))
    return found


# --- the words around a figure ---

_WORTH = ("เป็นเงิน", "เป็นจำนวนเงิน", "จำนวนเงิน", "มูลค่า", "รวมเป็นเงิน", "คิดเป็นเงิน")


def _rest_of_line(tokens: Sequence[Token], at: int) -> Iterable[Token]:
    for token in tokens[at:]:
        if token.kind == "line":
            return
        yield token


def _head(tokens: Sequence[Token], one: Paired, start: int, several: bool) -> list[Token]:
    """ครัวเรือนยากจนคงเหลือ, and the districts with their figures behind or below: what its head says holds for each."""
    if one.about is None or start >= len(tokens):
        return []
    first = next((at for at, token in enumerate(tokens) if token.start >= one.about.start), start)
    elsewhere = any(token.kind == "line" for token in tokens[first:start])
    if first >= start or not (several or elsewhere):
        return []
    while first > 0 and tokens[first - 1].kind not in _BOUNDARY:
        first -= 1
    end = first
    while end < start and tokens[end].kind not in _BOUNDARY | {"place"}:
        end += 1
    return list(tokens[first:end])


_BOUNDARY = frozenset({"line", "quantity"})


def _leading(tokens: Sequence[Token], at: int) -> int:
    """Where the words right before a figure begin that are said of it: 80,000 เหลือ 30,000."""
    before = at
    while before > 0 and tokens[before - 1].kind in ("fill", "mark"):
        before -= 1
    return before - 1 if before > 0 and tokens[before - 1].kind in ("remaining", "lack") else at


def _contexts(tokens: Sequence[Token], pairs: list[Paired]) -> None:
    index = {id(token): at for at, token in enumerate(tokens)}
    several = len({_name(one.place) for one in pairs}) > 1
    for one in pairs:
        at = index[id(one.token)]
        start = at
        while start > 0 and tokens[start - 1].kind not in _BOUNDARY:
            start -= 1
        one.before = list(tokens[start:at])
        # words behind an earlier figure belong to it up to the next topic or sign
        if start > 0 and tokens[start - 1].kind == "quantity":
            leads = _leading(tokens, at)
            while start < leads and tokens[start].kind not in ("part", "comma", "separator", "place", "when"):
                start += 1
        end = at + 1
        while end < len(tokens) and tokens[end].kind not in _BOUNDARY | {"part"}:
            end += 1
        if end < len(tokens) and tokens[end].kind == "quantity":
            end = max(at + 1, _leading(tokens, end))
        one.last = not any(token.kind == "quantity" for token in _rest_of_line(tokens, at + 1))
        one.left = [*_head(tokens, one, start, several), *tokens[start:at]]
        one.right = list(tokens[at + 1 : end])
    _share_steps(tokens, pairs, index)


def _share_steps(tokens: Sequence[Token], pairs: list[Paired], index: dict[int, int]) -> None:
    """ขั้น 2 และขั้น 3 ยัง: what is said of steps that are named together is said of each."""
    together = [
        (first, second)
        for first, second in itertools.pairwise(pairs)
        if first.quantity.kind == second.quantity.kind == "step"
        and first.about is second.about
        and all(one.kind in _JOINTS for one in tokens[index[id(first.token)] + 1 : index[id(second.token)]])
    ]
    for first, second in reversed(together):
        first.right = second.right
    for first, second in together:
        second.left = first.left


_JOINTS = frozenset({"separator", "comma", "mark"})
