"""Finds the districts that a message names: after อ. or bare, shortened, misspelt, or of another province."""

from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from handlers.reading.nouns import Reason
from handlers.reading.words.lexicon import load, names, spaced
from handlers.reading.words.scan import Token

LIKE = 80  # measured: 97 % of slips of one letter are found, none wrongly
APART = 5
MOST_PREFIXES = 4  # สพอ. อำเภอ … before a name
MOST_GUESSES = 40  # words that are looked at for likeness in one message
_STOPS = frozenset(
    [
        "part",
        "smaller",
        "number",
        "laugh",
        "bad",
        "odd",
        "step",
        "percent_before",
        "district_before",
        "comma",
        "line",
        "mark",
        "label",
        "month",
        "day",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """A district as named; `problem` is why it must be asked about, `written` what stood there if it was guessed."""

    district: str | None
    written: str | None = None
    problem: Reason | None = None
    suggestions: tuple[str, ...] = ()


@cache
def districts_of(province: str | None) -> tuple[str, ...]:
    return tuple(district for district, of in names() if province is None or of == province)


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(spaced(load("places.toml")["word"]["names"]))


def find_places(tokens: list[Token], province: str | None, own: tuple[str, ...]) -> list[Token]:
    """The same tokens with every naming of a district as one "place" whose value is a Place."""
    found: list[Token] = []
    at = 0
    guesses = 0
    while at < len(tokens):
        if tokens[at].kind == "unknown":
            guesses += 1
            if guesses > MOST_GUESSES:
                return found + tokens[at:]
        place, end = _place(tokens, at, found, province, own)
        if place is None:
            token = tokens[at]
            if token.kind in ("place", "town"):  # a word like any other: สังคม, เมือง
                token.kind, token.value = "unknown", None
            found.append(token)
            at += 1
            continue
        first, last = tokens[at], tokens[end - 1]
        kind = "province_named" if isinstance(place, str) else "place"
        text = "".join(token.text for token in tokens[at:end])
        found.append(Token(kind, place, first.start, last.end, text, None, first.glued))
        at = end
    return found


def _half_a_name(token: Token, before: list[Token], province: str | None) -> Place | None:
    """สมบูรณ์ เบิก 75%: at the head of a line, the end of a district's name may be that district."""
    if token.kind != "fill" or len(token.text) < 5 or token.glued or not _at_head(before) or province is None:
        return None
    if any(one.kind == "fill" for one in before if one.end > token.start - 1):
        return None
    near = tuple(name for name in districts_of(province) if name.endswith(token.text) and name != token.text)
    return Place(None, token.text, "place_unclear", near) if near else None


def _place(
    tokens: list[Token], at: int, before: list[Token], province: str | None, own: tuple[str, ...]
) -> tuple[Place | str | None, int]:
    token = tokens[at]
    if token.kind == "province_before" and at + 1 < len(tokens):
        return _province(tokens, at + 1)
    if token.kind == "province":
        return token.value, at + 1
    if token.kind == "district_before" or (token.other is not None and token.other.kind == "district_before"):
        return _behind_a_prefix(tokens, at, province, own)
    if token.kind == "town":
        return _town(tokens, at, before, province, own)
    if token.kind == "place":
        return (None, at) if _smaller(before, token) else _bare_name(tokens, at, before, province)
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    half = _half_a_name(token, before, province)
    if half is not None and behind is not None and not behind.glued and behind.kind in ("part", "line"):
        return half, at + 1
    if token.kind == "unknown" or (token.kind == "fill" and behind is not None and behind.kind == "unknown"):
        inside = token.glued and before and before[-1].kind not in _STOPS
        return (None, at) if inside else _guess(tokens, at, province, certain=False)
    return None, at


def _behind_a_prefix(
    tokens: list[Token], at: int, province: str | None, own: tuple[str, ...]
) -> tuple[Place | None, int]:
    """อ.นางรอง, สพอ. เมือง; สพอ. as such names none."""
    after = at + 1
    while after < min(len(tokens), at + MOST_PREFIXES) and (
        tokens[after].kind == "district_before" or tokens[after].text in (".", ":")
    ):
        after += 1
    if after >= len(tokens):
        return None, at
    named, end = _named(tokens, after, province, own)
    if named is not None:
        return named, end
    if tokens[after].kind != "unknown" and not tokens[after].glued:
        return None, at
    if tokens[at].text in _ALSO_NOUNS and not _unknown_follows(tokens, after):
        return None, at
    return _guess(tokens, after, province, certain=True, stop_at_gap=True)


_ALSO_NOUNS = ("อำเภอ", "พัฒนาการอำเภอ", "พช.", "พช", "ที่ว่าการอำเภอ")


def _town(
    tokens: list[Token], at: int, before: list[Token], province: str | None, own: tuple[str, ...]
) -> tuple[Place | None, int]:
    """เมือง เบิกจ่าย 80%: at the head of a report the sender's own town."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    reports = following is not None and following.kind in ("part", "step", "number") and not following.glued
    return _named(tokens, at, province, own) if reports and _at_head(before) else (None, at)


def _bare_name(tokens: list[Token], at: int, before: list[Token], province: str | None) -> tuple[Place | None, int]:
    """นางรอง; a name that is an ordinary word too only at the head of a report in its own province."""
    token = tokens[at]
    if token.text in _ordinary():
        own = province is not None and token.value in districts_of(province)
        reports = own and _at_head(before) and _report_follows(tokens, at + 1)
        return (_checked(token.value, province), at + 1) if reports else (None, at)
    if at + 1 < len(tokens) and tokens[at + 1].glued and tokens[at + 1].kind == "unknown":
        guess, end = _guess(tokens, at, province, certain=False)
        if guess is not None and guess.problem is None:
            return guess, end
    return _checked(token.value, province), at + 1


_SMALLER = (
    "ตำบล",
    "อปท.",
    "ต.",
    "ต",
    "หมู่บ้าน",
    "บ้าน",
    "มบ.",
    "เทศบาล",
    "เทศบาลตำบล",
    "อบต.",
    "อบต",
    "ชุมชน",
    "วัด",
    "โรงเรียน",
    "ทต.",
    "รพ.สต.",
    "กศน.ตำบล",
)


_ADDRESSED = (
    "เรียน",
    "กราบเรียน",
    "ถึง",
    "พัฒนาการจังหวัด",
    "ท่านพัฒนาการจังหวัด",
    "สำนักงาน",
    "ส่วนราชการ",
    "ศาลากลาง",
    "ทีม",
    "พี่",
)


def own_row_unclear(tokens: list[Token]) -> bool:
    """ชลบุรี เบิกจ่าย 85%: a province where a district should stand, not one that is only addressed."""
    for at, token in enumerate(tokens):
        if token.kind != "province_named":
            continue
        start = at
        while start > 0 and tokens[start - 1].kind != "line":
            start -= 1
        if not any(one.text.startswith(_ADDRESSED) for one in tokens[start:at]):
            return True
    return False


def whole_province_unclear(tokens: list[Token], own: tuple[str, ...]) -> bool:
    """ของทั้งจังหวัด เบิกจ่าย 80%: whose figure? Only who has no district may say: รวมทั้งจังหวัด 41.5 ล้านบาท."""
    for token, behind in zip(tokens, [*tokens[1:], None], strict=True):
        if token.kind == "province_wide" and (own or behind is None or behind.kind != "quantity"):
            return True
    return False


def _smaller(before: list[Token], token: Token) -> bool:
    """ตำบลนางรอง is no district: half of the district names are names of subdistricts as well."""
    if not before or before[-1].text not in _SMALLER:
        return False
    counted = len(before) > 1 and before[-2].kind in ("number", "laugh", "digit", "ten", "et")
    return not counted


def _at_head(before: list[Token]) -> bool:
    """Nothing but greetings and signs stands before it on its line."""
    for token in reversed(before):
        if token.kind == "line":
            break
        if token.kind not in ("fill", "mark", "label"):
            return False
    return True


def _report_follows(tokens: list[Token], at: int) -> bool:
    """After an ordinary word that is also a district: something to report, parted by a blank or a sign."""
    if at >= len(tokens) or tokens[at].kind == "line":
        return True
    return tokens[at].kind in ("part", "step", "number", "mark") and not (
        tokens[at].glued and tokens[at].kind == "part"
    )


def _unknown_follows(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "unknown" and tokens[at].glued


def _province(tokens: list[Token], at: int) -> tuple[str | None, int]:
    token = tokens[at]
    if token.kind == "province":
        return str(token.value), at + 1
    if token.other is not None and token.other.kind == "province":
        return str(token.other.value), at + 1
    if token.text == "ร้อย" and at + 1 < len(tokens) and tokens[at + 1].kind == "et":
        return "ร้อยเอ็ด", at + 2
    return None, at


def _named(tokens: list[Token], at: int, province: str | None, own: tuple[str, ...]) -> tuple[Place | None, int]:
    """A name that the table knows, standing where a name is expected."""
    token = tokens[at]
    if token.kind == "town":
        end = at + 1
        if end < len(tokens):
            named, after = (None, end)
            if tokens[end].kind == "province":
                named, after = str(tokens[end].value), end + 1
            elif tokens[end].kind == "province_before" and end + 1 < len(tokens):
                named, after = _province(tokens, end + 1)
            if named is not None:
                return _checked(f"เมือง{named}", province), after
        for district in own:
            if district.startswith("เมือง"):
                return Place(district), end
        return Place(f"เมือง{province}" if province else "เมือง"), end
    value = token.value if token.kind == "place" else None
    if value is None and token.other is not None and token.other.kind == "place":
        value = token.other.value
    if value is None:
        return None, at
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.glued and following.kind == "unknown":
        guess, end = _guess(tokens, at, province, certain=True)
        return guess, end
    return _checked(str(value), province), at + 1


def _checked(district: str, province: str | None) -> Place:
    if province is None or district in districts_of(province):
        return Place(district)
    return Place(district, problem="other_province")


def _guess(
    tokens: list[Token], at: int, province: str | None, certain: bool, stop_at_gap: bool = True
) -> tuple[Place | None, int]:
    """A misspelt name, or one with a blank in it. `certain`: a name must stand here; none found is a question."""
    end = at
    while end < len(tokens) and tokens[end].kind not in _STOPS and (end == at or tokens[end].glued):
        end += 1
    if end == at:
        return None, at
    split = _split_name(tokens, at, end, province)
    if split is not None:
        return split
    last = end
    while last > at + 1 and tokens[last - 1].kind in ("fill", "question", "mark"):
        last -= 1
    for stop in dict.fromkeys((last, end)):
        written = "".join(token.text for token in tokens[at:stop])
        if len(written) <= 3:
            continue
        scored = sorted(
            ((fuzz.ratio(written, name.removeprefix("เขต")), name) for name in districts_of(province)), reverse=True
        )
        best, name = scored[0]
        least = LIKE if province is not None else 86
        if best >= least and best - scored[1][0] >= APART:
            return (Place(name, written) if certain else Place(name, written, "place_unclear")), stop
        if certain and best >= 60:
            near = tuple(name for score, name in scored[:3] if score >= 60)
            return Place(None, written, "place_unclear", near), stop
    if certain:
        return Place(None, "".join(token.text for token in tokens[at:last]), "place_unclear"), last
    return None, at


def _split_name(tokens: list[Token], at: int, end: int, province: str | None) -> tuple[Place, int] | None:
    """บ้าน กรวด: two words that are one name when the blank between them is dropped."""
    if end >= len(tokens) or tokens[end].glued or tokens[end].kind in _STOPS:
        return None
    after = end + 1
    while after < len(tokens) and tokens[after].kind not in _STOPS and tokens[after].glued:
        after += 1
    first = "".join(token.text for token in tokens[at:end])
    for stop in range(after, end, -1):
        joined = first + "".join(token.text for token in tokens[end:stop])
        if joined in districts_of(province) and joined not in _ordinary():
            return Place(joined), stop
    return None


def like(written: str, province: str | None) -> tuple[str, ...]:
    """The districts that a misspelt name may be, best first."""
    scored = sorted(((fuzz.ratio(written, name), name) for name in districts_of(province)), reverse=True)
    return tuple(name for score, name in scored[:3] if score >= 60)
