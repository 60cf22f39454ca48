"""Pairs the figures of one line with its topics, and with its districts or days where it has several."""

from dataclasses import dataclass, field

from handlers.reading.days.calendar import When
from handlers.reading.figures.quantities import HOUSES, Quantity
from handlers.reading.nouns import Reason
from handlers.reading.pairing.elements import About, Element, split
from handlers.reading.words.places import Place
from handlers.reading.words.scan import Token
from handlers.reading.words.topics import rule_of, topics


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


class CannotPair(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def pair_line(line: list[Element], header: About | None, places: bool, days: bool) -> list[Paired]:
    """The figures of one line. `places` and `days`: the message has several, so each figure needs its own."""
    kinds = "".join(one.kind for one in line)
    many = ("D" if places and kinds.count("D") > 1 else "") + ("W" if days and kinds.count("W") > 1 else "")
    if len(many) == 2:
        raise CannotPair("two_topics")
    if many:
        return _pair_sections(line, header, many)
    made = _pair_topics([one for one in line if one.kind in "TVS"], header)
    place = next((one.token.value for one in line if one.kind == "D"), None) if places else None
    when = next((one.token.value for one in line if one.kind == "W"), None) if days else None
    for one in made:
        one.place, one.when = place, when
    return made


def _pair_sections(line: list[Element], header: About | None, by: str) -> list[Paired]:
    """Several districts (or months) in one line: T (D V)+, or (D (T V)+)+."""
    unclear: Reason = "place_unclear" if by == "D" else "date_unclear"
    wanted = [one for one in line if one.kind in "TV" + by]
    kinds = "".join(one.kind for one in wanted)
    inherited = header
    if kinds.startswith("T") and kinds.count("T") == 1:
        inherited, wanted, kinds = wanted[0].about, wanted[1:], kinds[1:]
    if kinds.startswith("V") or not kinds.startswith(by):
        pieces = split(line)
        if len(pieces) > 1 and all(sum(one.kind == by for one in piece) == 1 for piece in pieces):
            return _pair_pieces(pieces, header, by)
        raise CannotPair(unclear)
    sections: list[list[Element]] = []
    for one in wanted:
        if one.kind == by:
            sections.append([one])
        else:
            sections[-1].append(one)
    if inherited is None and _topic_of_first(sections):
        inherited = sections[0][1].about  # ท่าบ่อ เบิกจ่าย 88% โพนพิสัย 79%
    made: list[Paired] = []
    for section in sections:
        part = _pair_section(section[1:], inherited, unclear, len(sections) == 1)
        _put(part, by, section[0])
        made += part
    return made


def _pair_section(section: list[Element], inherited: About | None, unclear: Reason, alone: bool) -> list[Paired]:
    """What stands behind one district or month: a figure of the topic before, or topics with theirs."""
    inner = "".join(one.kind for one in section)
    if inner == "V":
        if inherited is None:
            raise CannotPair("no_topic" if alone else "two_topics")
        return _pair_topics(section, inherited)
    if inner and inner == "TV" * (len(inner) // 2):
        return _pair_topics(section, None)
    raise CannotPair(unclear if not inner else "two_topics")


def _put(pairs: list[Paired], by: str, where: Element) -> None:
    for one in pairs:
        if by == "D":
            one.place = where.token.value
        else:
            one.when = where.token.value


def _topic_of_first(sections: list[list[Element]]) -> bool:
    """Whether the first names the one topic of all, and every figure is of the same kind."""
    kinds = ["".join(one.kind for one in section[1:]) for section in sections]
    if kinds[0] != "TV" or set(kinds[1:]) != {"V"}:
        return False
    return len({(section[-1].token.value.kind, section[-1].token.value.unit) for section in sections}) == 1


def _pair_pieces(pieces: list[list[Element]], header: About | None, by: str) -> list[Paired]:
    made: list[Paired] = []
    for piece in pieces:
        part = _pair_topics([one for one in piece if one.kind in "TV"], header)
        _put(part, by, next(element for element in piece if element.kind == by))
        made += part
    return made


def _pair_topics(elements: list[Element], header: About | None) -> list[Paired]:
    """Topics and figures of one line or section."""
    pieces = split(elements)
    if len(pieces) > 1 and all(_whole_clause(piece) for piece in pieces):
        return [one for piece in pieces for one in _pair_topics(piece, None)]
    flat = [one for one in elements if one.kind != "S"]
    order = "".join(one.kind for one in flat)
    topics = [one.about for one in flat if one.about is not None]
    figures = [one.token for one in flat if one.kind == "V"]
    if not topics:
        return _one_topic(header, figures)
    if len(topics) == 1 and (order[0] == "T" or len(figures) == 1 or order[-1] == "T"):
        return _one_topic(topics[0], figures)
    around = _around_one(topics, figures[0], flat[2].token.text) if order == "TVT" else None
    if around is not None:
        return _one_topic(around, figures)
    if order.startswith("T") and "TT" not in order and order.endswith("V"):
        return _each_its_own(flat, topics, figures)
    raise CannotPair("two_topics")


def _whole_clause(piece: list[Element]) -> bool:
    return {"T", "V"} <= {one.kind for one in piece}


def _around_one(topics: list[About], figure: Token, behind: str) -> About | None:
    """OTOP 2 แสน ขายดี: two words for one thing, before and behind its figure."""
    if figure.value.kind == "step" and topics[1].parts == {"PLAN"} and _told_of(behind):
        return topics[0]  # ประชารัฐ ขั้น 1 เสร็จ มีแผนปฏิบัติการแล้ว: the plan is that step's own
    joined = _joined(topics[0], topics[1])
    return _joined(topics[1], topics[0]) if joined is None and topics[1].parts == {"SALE"} else joined


def _each_its_own(flat: list[Element], topics: list[About], figures: list[Token]) -> list[Paired]:
    """เบิกจ่าย 80% แผนงาน 85%: each topic with the figures behind it."""
    if _planned(flat) or _sum_of_several(figures, topics):
        raise CannotPair("two_topics")
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


def _told_of(text: str) -> bool:
    return text.startswith(("มีแผน", "จัดทำแผน", "ทำแผน"))


def _planned(flat: list[Element]) -> bool:
    """เบิกจ่าย 75% ตามแผน 80%: the plan's figure, or a result of the plan?"""
    return any(one.kind == "T" and one.token.text.startswith("ตามแผน") for one in flat[1:])


def _sum_of_several(figures: list[Token], topics: list[About]) -> bool:
    """OTOP 3.5 ล้าน ออนไลน์ 5 แสน รวม 4 ล้าน: a total behind several topics is none of the last one alone."""
    running = [token.value.running for token in figures]
    return len(topics) > 1 and running[-1] and sum(running) == 1 and len(figures) > len(topics)


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
    for before, token in zip([None, *figures], figures, strict=False):
        same = [one for one in values if _same(one.value, token.value)]
        if not same:
            values.append(token)
        elif before not in same or not said_again(before, token):
            raise CannotPair("two_numbers")  # อบรม 20 คน … 20 คน: the same again, or another thing?
    if len(values) == 2:
        first, second = (token.value for token in values)
        kinds = {first.kind, second.kind}
        month_and_total = first.running != second.running and is_money(about)
        if (
            not (len(kinds) == 2 and kinds <= {"percent", "baht", "count"})
            and not month_and_total
            and not _different_counts(values)
        ):
            raise CannotPair("two_numbers")
    if len(values) > 2 and not _different_counts(values):
        raise CannotPair("two_numbers")
    return [Paired(token.value, about, None, None, token) for token in values]


def is_money(about: About | None) -> bool:
    """OTOP เดือนนี้ 4 แสน สะสม 2.4 ล้าน: a month and its running total are two facts."""
    return about is not None and about.rule is not None and topics()[about.rule.topics[0]].bare == "baht"


def _different_counts(values: list[Token]) -> bool:
    """5 ชิ้น 3 ช่องทาง 4 ครั้ง, 8 กลุ่ม เกิดรายได้ 4 กลุ่ม: one topic, several things counted."""
    units = [(token.value.unit, token.value.part) for token in values]
    if all(token.value.kind == "step" and not token.value.problem for token in values):
        return len({token.value.value for token in values}) == len(values)  # ข้อ 2 ทำแล้ว ข้อ 3 ทำแล้ว
    return (
        all(token.value.kind == "count" for token in values)
        and len(set(units)) == len(units)
        and len(HOUSES & {unit for unit, _ in units}) < 2
    )


def said_again(first: Token, second: Token) -> bool:
    """500,000 (ห้าแสน), 30 ครัวเรือน 30 หลัง: right behind, in words for digits or another word for the unit."""
    units = {first.value.unit, second.value.unit}
    other_words = first.value.literal != second.value.literal or (len(units) == 2 and units <= HOUSES)
    return other_words and second.start - first.end <= _BESIDE


_BESIDE = 3  # a blank, a bracket, a stroke


def _same(first: Quantity, second: Quantity) -> bool:
    """One number of one thing, as far as its unit and the words right before it tell."""
    return (
        first.problem is None
        and second.problem is None
        and first.value == second.value
        and first.of == second.of
        and first.kind == second.kind
        and (first.literal != second.literal or (first.running, first.part) == (second.running, second.part))
        and (not first.unit or not second.unit or first.unit == second.unit or {first.unit, second.unit} <= HOUSES)
    )
