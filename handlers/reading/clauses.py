"""Pairs figures with what they are about, clause by clause: all of a message is paired, or it is asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handlers.reading.calendar import When, merged
from handlers.reading.nouns import Reason
from handlers.reading.places import Place
from handlers.reading.quantities import Quantity
from handlers.reading.scan import Token
from handlers.reading.topics import Rule, rule_of, topics, weak_parts


@dataclass(slots=True)
class About:
    """A topic as named once: its parts and where they stand."""

    parts: frozenset[str]
    rule: Rule | None
    start: int
    end: int

    @property
    def weak(self) -> bool:
        return self.parts <= weak_parts()


@dataclass(slots=True)
class Paired:
    """One figure with its topic, district and day, and the tokens of its clause."""

    quantity: Quantity
    about: About | None
    place: Place | None
    when: When | None
    token: Token
    left: list[Token] = field(default_factory=list)
    right: list[Token] = field(default_factory=list)
    before: list[Token] = field(default_factory=list)  # all words since the figure or line before
    last: bool = True  # no other figure follows on its line


@dataclass(slots=True)
class Clauses:
    pairs: list[Paired]
    abouts: list[About]
    problem: Reason | None = None


@dataclass(slots=True)
class _Element:
    kind: str  # T V D W S
    token: Token
    about: About | None = None


class _CannotPair(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def pair(tokens: Sequence[Token]) -> Clauses:
    """Every figure with its topic, or the reason why that cannot be told."""
    lines = [_elements(line) for line in _lines(tokens)]
    abouts = [one.about for line in lines for one in line if one.about is not None]
    try:
        pairs = _pair_lines(lines)
    except _CannotPair as problem:
        pairs = _each_alone(lines)
        _contexts(tokens, pairs)
        return Clauses(pairs, abouts, problem.reason)
    _contexts(tokens, pairs)
    return Clauses(pairs, abouts, None if _joined_by_words(tokens, pairs) else "two_numbers")


def _joined_by_words(tokens: Sequence[Token], pairs: list[Paired]) -> bool:
    """Two figures of one topic need a word that makes them one: คิดเป็น, or brackets."""
    index = {id(token): at for at, token in enumerate(tokens)}
    for first, second in zip(pairs, pairs[1:], strict=False):
        same_line = not any(token.kind == "line" for token in tokens[index[id(first.token)] : index[id(second.token)]])
        if first.about is second.about and first.place is second.place and first.when is second.when and same_line:
            between = tokens[index[id(first.token)] + 1 : index[id(second.token)]]
            worth = any(token.text.startswith(_WORTH) for token in between)
            counted = first.quantity.kind == second.quantity.kind and first.quantity.kind in ("count", "step")
            worth = any(token.text.startswith(_WORTH) for token in between)
            total = first.quantity.running != second.quantity.running and _is_money(first.about)
            joined = any(token.kind in ("equals", "becomes") or token.text in ("(", "/") for token in between)
            if not (counted or worth or total or joined):
                return False
    return True


def _lines(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if token.kind == "line":
            yield line
            line = []
        else:
            line.append(token)
    yield line


def _elements(line: list[Token]) -> list[_Element]:
    """Topics (parts that belong together), figures, districts, days and separators of one line."""
    found: list[_Element] = []
    group: list[Token] = []

    def close() -> None:
        if group:
            found[:] = _grouped(found, group)
            group.clear()

    for token in line:
        if token.kind == "part":
            if not group:
                found.append(_Element("T", token))
            group.append(token)
        elif token.kind == "quantity":
            close()
            found.append(_Element("V", token))
        elif token.kind == "place":
            found.append(_Element("D", token))
        elif token.kind == "when":
            if token.value is not None:
                found.append(_Element("W", token))
        elif token.kind in ("comma", "separator"):
            close()
            if found and found[-1].kind != "S":
                found.append(_Element("S", token))
    close()
    return found


def _grouped(found: list[_Element], group: list[Token]) -> list[_Element]:
    """Puts the group's topic (or, if no rule explains all its parts, its topics one by one) at its place."""
    at = next(index for index, one in enumerate(found) if one.token is group[0] and one.about is None)
    parts = frozenset(str(token.value) for token in group)
    rule = rule_of(parts)
    if rule is not None or len(parts) == 1:
        about = About(parts, rule, group[0].start, group[-1].end)
        return [*found[:at], _Element("T", group[0], about), *found[at + 1 :]]
    several: list[_Element] = []
    for token in group:
        alone = frozenset({str(token.value)})
        if several and several[-1].about is not None:
            both = several[-1].about.parts | alone
            joined = rule_of(both)
            if joined is not None:
                several[-1] = _Element("T", several[-1].token, About(both, joined, several[-1].token.start, token.end))
                continue
        several.append(_Element("T", token, About(alone, rule_of(alone), token.start, token.end)))
    return [*found[:at], *several, *found[at + 1 :]]


# --- the whole message ---


def _pair_lines(lines: list[list[_Element]]) -> list[Paired]:
    places = _distinct(lines, "D")
    days = _distinct(lines, "W")
    one_place = places[0].value if len(places) == 1 else None
    together = merged([token.value for token in days])
    one_day = together[0] if len(together) == 1 else None
    if one_day is not None:
        days = days[:1]
    header: About | None = None
    header_open = False
    columns: list[About] = []
    section: Place | None = None
    section_day: When | None = None
    pairs: list[Paired] = []
    for line in lines:
        kinds = [one.kind for one in line]
        if "V" not in kinds:
            abouts = [one.about for one in line if one.about is not None]
            if len(abouts) > 1:
                if header_open:
                    raise _CannotPair("no_number")
                columns, header_open, header = abouts, True, None
            elif abouts:
                if header_open:
                    raise _CannotPair("no_number")
                header, header_open, columns = abouts[0], True, []
            if kinds.count("D") == 1 and len(places) > 1:
                section = next(one.token.value for one in line if one.kind == "D")
            if kinds.count("W") == 1 and len(days) > 1:
                section_day = next(one.token.value for one in line if one.kind == "W")
            continue
        if columns and "T" not in kinds:
            made = _pair_row(line, columns)
            for one in made:
                one.place, one.when = one_place or one.place or section, one_day
                if (len(places) > 1 and one.place is None) or (len(days) > 1):
                    raise _CannotPair("place_unclear")
            pairs += made
            header_open = False
            continue
        columns = []
        if "T" in kinds and header_open:
            raise _CannotPair("no_number")
        if "T" in kinds:
            header = None
        if len(places) > 1 and kinds[0] == "D" and kinds.count("D") == 1:
            section = line[0].token.value
        made = _pair_line(line, header, len(places) > 1, len(days) > 1)
        for one in made:
            one.place = one_place or one.place or section
            one.when = one_day or one.when or section_day
            if len(places) > 1 and one.place is None:
                raise _CannotPair("place_unclear")
            if len(days) > 1 and one.when is None:
                raise _CannotPair("date_unclear")
        pairs += made
        header_open = False
    if header_open:
        raise _CannotPair("no_number")
    if len(places) > 1 and {_key(token) for token in places} != {_name(one.place) for one in pairs}:
        raise _CannotPair("place_unclear")  # a district without a figure: all or ask
    return pairs


def _name(place: Place | None) -> object:
    return (place.district or place.written) if place is not None else None


def _pair_row(line: list[_Element], columns: list[About]) -> list[Paired]:
    """One row of a table: as many figures as the heading has topics, in its order."""
    figures = [one.token for one in line if one.kind == "V"]
    places = [one.token.value for one in line if one.kind == "D"]
    if len(figures) != len(columns) or len(places) > 1:
        raise _CannotPair("two_topics")
    place = places[0] if places else None
    return [Paired(token.value, about, place, None, token) for token, about in zip(figures, columns, strict=True)]


def _distinct(lines: list[list[_Element]], kind: str) -> list[Token]:
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


def _pair_line(line: list[_Element], header: About | None, places: bool, days: bool) -> list[Paired]:
    """The figures of one line. `places` and `days`: the message has several, so each figure needs its own."""
    kinds = "".join(one.kind for one in line)
    many = ("D" if places and kinds.count("D") > 1 else "") + ("W" if days and kinds.count("W") > 1 else "")
    if len(many) == 2:
        raise _CannotPair("two_topics")
    if many:
        return _pair_sections(line, header, many)
    made = _pair_topics([one for one in line if one.kind in "TVS"], header)
    place = next((one.token.value for one in line if one.kind == "D"), None) if places else None
    when = next((one.token.value for one in line if one.kind == "W"), None) if days else None
    for one in made:
        one.place, one.when = place, when
    return made


def _pair_sections(line: list[_Element], header: About | None, by: str) -> list[Paired]:
    """Several districts (or months) in one line: T (D V)+, or (D (T V)+)+."""
    unclear: Reason = "place_unclear" if by == "D" else "date_unclear"
    wanted = [one for one in line if one.kind in "TV" + by]
    kinds = "".join(one.kind for one in wanted)
    inherited = header
    if kinds.startswith("T") and kinds.count("T") == 1:
        inherited, wanted, kinds = wanted[0].about, wanted[1:], kinds[1:]
    if kinds.startswith("V") or not kinds.startswith(by):
        pieces = _split(line)
        if len(pieces) > 1 and all(sum(one.kind == by for one in piece) == 1 for piece in pieces):
            return _pair_pieces(pieces, header, by)
        raise _CannotPair(unclear)
    sections: list[list[_Element]] = []
    for one in wanted:
        if one.kind == by:
            sections.append([one])
        else:
            sections[-1].append(one)
    made: list[Paired] = []
    for section in sections:
        inner = "".join(one.kind for one in section[1:])
        if inner == "V":
            if inherited is None:
                raise _CannotPair("no_topic" if len(sections) == 1 else "two_topics")
            part = _pair_topics(section[1:], inherited)
        elif inner and inner == "TV" * (len(inner) // 2):
            part = _pair_topics(section[1:], None)
        else:
            raise _CannotPair(unclear if not inner else "two_topics")
        for one_pair in part:
            if by == "D":
                one_pair.place = section[0].token.value
            else:
                one_pair.when = section[0].token.value
        made += part
    return made


def _pair_pieces(pieces: list[list[_Element]], header: About | None, by: str) -> list[Paired]:
    made: list[Paired] = []
    for piece in pieces:
        part = _pair_topics([one for one in piece if one.kind in "TV"], header)
        for one in part:
            value = next(element.token.value for element in piece if element.kind == by)
            if by == "D":
                one.place = value
            else:
                one.when = value
        made += part
    return made


def _split(line: list[_Element]) -> list[list[_Element]]:
    pieces: list[list[_Element]] = [[]]
    for one in line:
        if one.kind == "S":
            pieces.append([])
        else:
            pieces[-1].append(one)
    return [piece for piece in pieces if piece]


def _pair_topics(elements: list[_Element], header: About | None) -> list[Paired]:
    """Topics and figures of one line or section."""
    pieces = _split(elements)
    kinds = ["".join(one.kind for one in piece) for piece in pieces]
    if len(pieces) > 1 and all("T" in kind and "V" in kind for kind in kinds):
        return [one for piece in pieces for one in _pair_topics(piece, None)]
    flat = [one for one in elements if one.kind != "S"]
    order = "".join(one.kind for one in flat)
    topics = [one.about for one in flat if one.about is not None]
    figures = [one.token for one in flat if one.kind == "V"]
    if not topics:
        return _one_topic(header, figures)
    if len(topics) == 1 and (order[0] == "T" or len(figures) == 1 or order[-1] == "T"):
        return _one_topic(topics[0], figures)
    if len(figures) == 1 and order == "TVT":
        joined = _joined(topics[0], topics[1])
        if joined is None and topics[1].parts == {"SALE"}:
            joined = _joined(topics[1], topics[0])  # OTOP 2 แสน ขายดี
        if joined is not None:
            return _one_topic(joined, figures)
    if order.startswith("T") and "TT" not in order and order.endswith("V"):
        made: list[Paired] = []
        current: About | None = None
        waiting: list[Token] = []
        for one in flat:
            if one.kind == "T" and one.about is not None:
                made += _one_topic(current, waiting) if waiting else []
                both = _joined(one.about, current) if current is not None and one.about.weak else None
                current, waiting = both or one.about, []
            else:
                waiting.append(one.token)
        return made + _one_topic(current, waiting)
    raise _CannotPair("two_topics")


def _joined(first: About, second: About) -> About | None:
    """ขายได้ 1.2 ล้าน OTOP: the first says too little alone."""
    if not first.weak:
        return first if first.parts == second.parts else None
    parts = first.parts | second.parts
    rule = rule_of(parts)
    return About(parts, rule, first.start, second.end) if rule is not None else None


def _one_topic(about: About | None, figures: list[Token]) -> list[Paired]:
    """One figure, or one amount with the percentage that it comes to, or one amount repeated in words."""
    values: list[Token] = []
    for token in figures:
        same = [one for one in values if _repeats(one.value, token.value)]
        if not same:
            values.append(token)
    if len(values) == 2:
        first, second = (token.value for token in values)
        kinds = {first.kind, second.kind}
        month_and_total = first.running != second.running and _is_money(about)
        if (
            not (len(kinds) == 2 and kinds <= {"percent", "baht", "count"})
            and not month_and_total
            and not _different_counts(values)
        ):
            raise _CannotPair("two_numbers")
    if len(values) > 2 and not _different_counts(values):
        raise _CannotPair("two_numbers")
    return [Paired(token.value, about, None, None, token) for token in values]


def _is_money(about: About | None) -> bool:
    """OTOP เดือนนี้ 4 แสน สะสม 2.4 ล้าน: a month and its running total are two facts."""
    return about is not None and about.rule is not None and topics()[about.rule.topics[0]].bare == "baht"


def _different_counts(values: list[Token]) -> bool:
    """5 ชิ้น 3 ช่องทาง 4 ครั้ง: one topic, several things counted."""
    units = [token.value.unit for token in values]
    house = {"ครัวเรือน", "หลัง", "หลังคาเรือน"}
    if all(token.value.kind == "step" and not token.value.problem for token in values):
        return len({token.value.value for token in values}) == len(values)  # ข้อ 2 ทำแล้ว ข้อ 3 ทำแล้ว
    return (
        all(token.value.kind == "count" for token in values)
        and len(set(units)) == len(units)
        and len(house & set(units)) < 2
    )


def _repeats(first: Quantity, second: Quantity) -> bool:
    return (
        first.problem is None
        and second.problem is None
        and first.value == second.value
        and first.of == second.of
        and (first.kind == second.kind)
    )


def _each_alone(lines: list[list[_Element]]) -> list[Paired]:
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


_BOUNDARY = frozenset({"line", "quantity"})


def _contexts(tokens: Sequence[Token], pairs: list[Paired]) -> None:
    index = {id(token): at for at, token in enumerate(tokens)}
    for one in pairs:
        at = index[id(one.token)]
        start = at
        while start > 0 and tokens[start - 1].kind not in _BOUNDARY:
            start -= 1
        one.before = list(tokens[start:at])
        # words behind an earlier figure belong to it up to the next topic or sign
        if start > 0 and tokens[start - 1].kind == "quantity":
            while start < at and tokens[start].kind not in ("part", "comma", "separator", "place", "when"):
                start += 1
        end = at + 1
        while end < len(tokens) and tokens[end].kind not in _BOUNDARY | {"part"}:
            end += 1
        one.last = not any(token.kind == "quantity" for token in _rest_of_line(tokens, at + 1))
        one.left = list(tokens[start:at])
        one.right = list(tokens[at + 1 : end])
