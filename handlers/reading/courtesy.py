"""Lets courtesy, kinship and mood pass beside a report; a word that stands on no list is left, and asks."""

import re
from collections.abc import Callable
from functools import cache

from handlers.reading.figures.numbers import NUMERIC
from handlers.reading.words.lexicon import load, spaced
from handlers.reading.words.scan import Token

_PARTED = NUMERIC | {"percent_before", "step", "label"}
_MEASURES = NUMERIC | {"percent", "baht", "unit", "satang", "times"}
_CLAUSE_ENDS = NUMERIC | {"part", "aspect", "place", "line", "comma", "step", "percent_before", "district_before"}
_POLITE = frozenset({"fill", "courtesy", "mark", "more", "chat"})
_GREETINGS = ("สวัสดี", "หวัดดี", "สุขสันต์", "อรุณสวัสดิ์", "มอร์นิ่ง", "กู๊ดมอร์นิ่ง", "ดีจ้า", "ดีครับ", "ดีค่ะ")
_COLOURS = frozenset(spaced("สี แดง เหลือง ชมพู เขียว ส้ม ฟ้า ม่วง ขาว ดำ ทอง"))
_OWNED = frozenset(spaced("ของ แทน เป็นของ ให้กับ ของทาง ส่วนของ"))
_OFFICES = frozenset(spaced("อำเภอ ทีม กลุ่ม ฝั่ง ทาง ฝ่าย เขต พื้นที่ ตำบล"))
_FRIENDS = frozenset(spaced("เพื่อน เพื่อนๆ เขา เค้า เพิ่น"))
_OTHERS = frozenset(spaced("พี่ พี่ๆ น้อง น้องๆ หัวหน้า เพื่อน เพื่อนๆ เพื่อนบ้าน เขา เค้า เพิ่น เธอ แก"))
_SELF = frozenset(spaced("ผม หนู ดิฉัน กระผม ข้าพเจ้า เรา เฮา ข่อย ฉัน"))
_PERSONS = _OTHERS | _SELF | {"ท่าน"}
_PARTICLES = frozenset(load("words.toml")["fill"]["particles"].split())
_SAYING = frozenset(spaced("ว่า แจ้งว่า เล่าว่า เล่า รายงานว่า พูด เคยพูด ส่งมาว่า เคยว่า ว่ามา แจ้งมา"))
_WISHES = ("ขอให้", "ขอจง", "ขออวยพร", "ขออำนวยพร")
_PLANS = frozenset({"future", "order", "fill", "courtesy", "wish"})
_TOUCHED = frozenset({"question", "bound", "weekday", "courtesy", "more", "wish", "joke"})
_JOKED = ("ไม่ได้", "ไม่", "ไม่ใช่", "บ่ได้", "บ่", "มิได้", "ไม่ใช่ว่า", "ไม่ใช่เรื่อง")


@cache
def lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(spaced(words)) for name, words in load("courtesy.toml")["courtesy"].items()}


def find_courtesy(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens that remain, and those that passed."""
    if any(token.kind in _TOUCHED or token.text in _PERSONS or token.text in _KEPT_BY for token in tokens):
        for rule in RULES:
            tokens = rule(tokens)
    kept: list[Token] = []
    passed: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind == "more":
            token.kind, token.value = "unknown", None
        if token.kind != "courtesy":
            kept.append(token)
        elif _parts_a_figure(tokens, at, kept) or _is_counted(tokens, at) or _is_condition(tokens, at):
            token.kind, token.value = "negated" if token.text.startswith("ไม่") else "unknown", None
            kept.append(token)
        else:
            passed.append(token)
    return kept, passed


def moody(passed: list[Token]) -> bool:
    """Whether what passed is more than politeness: เบิกจ่ายปังมาก is talk, not a report without its figure."""
    return any(token.value in ("mood", "feast", "kinship") for token in passed)


def _parts_a_figure(tokens: list[Token], at: int, kept: list[Token]) -> bool:
    """สอง ปัง แสน: nothing passes inside a figure, or between it and its unit."""
    if not kept or kept[-1].kind not in _PARTED:
        return False
    after = next((token for token in tokens[at + 1 :] if token.kind not in ("courtesy", "fill", "mark")), None)
    return after is not None and after.kind in _MEASURES and kept[-1].kind != "label"


def _is_counted(tokens: list[Token], at: int) -> bool:
    """ครู 20 คน: persons who are counted are no persons who are addressed."""
    if tokens[at].value != "kinship":
        return False
    following = tokens[at + 1 : at + 3]
    return len(following) == 2 and following[0].kind in NUMERIC and following[1].text in ("คน", "ราย", "ท่าน")


def _is_condition(tokens: list[Token], at: int) -> bool:
    """ถ้าไม่ติดอะไร is a condition, however it goes on."""
    return at > 0 and tokens[at].glued and tokens[at - 1].kind == "what_if"


def _joined(tokens: list[Token], start: int, end: int, kind: str, value: object) -> Token:
    text = "".join(token.text for token in tokens[start:end])
    return Token(kind, value, tokens[start].start, tokens[end - 1].end, text, None, tokens[start].glued)


def _by_place(tokens: list[Token], rule: Callable[[list[Token], int], tuple[Token, int] | None]) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        made = rule(tokens, at)
        if made is None:
            found.append(tokens[at])
            at += 1
        else:
            found.append(made[0])
            at = made[1]
    return found


def _is_person(token: Token) -> bool:
    return token.text in _OTHERS or (token.kind == "courtesy" and token.value == "kinship")


def called_by_name(tokens: list[Token]) -> list[Token]:
    """เรียนพี่หนึ่งที่เคารพ, ขอบคุณลุงแปด: a number or a nickname behind a kinship word is a name, where no unit follows it."""
    nicknames = frozenset(spaced(load("remarks.toml")["nicknames"]["names"]))

    def rule(tokens: list[Token], at: int) -> tuple[Token, int] | None:
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind is None or not behind.glued or not (_is_person(tokens[at]) or tokens[at].text in ("คุณ", "ท่าน")):
            return None
        named = behind.kind in ("digit", "ten") or behind.text in nicknames
        beyond = tokens[at + 2] if at + 2 < len(tokens) else None
        counts = beyond is not None and (beyond.kind in _MEASURES or (beyond.kind == "part" and beyond.glued))
        return (_joined(tokens, at, at + 2, "courtesy", "kinship"), at + 2) if named and not counts else None

    return _by_place(tokens, rule)


def anothers(tokens: list[Token]) -> list[Token]:
    """ของเพื่อน เบิกจ่าย 80%: another person's, however he is called."""

    def rule(tokens: list[Token], at: int) -> tuple[Token, int] | None:
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind is None:
            return None
        owned = tokens[at].text in _OWNED and (_is_person(behind) or behind.text == "ท่าน")
        office = tokens[at].text in _OFFICES and behind.glued and _is_person(behind)
        friend = (
            tokens[at].text in _FRIENDS and behind.glued and behind.kind == "fill" and behind.text not in _PARTICLES
        )
        if not (owned or office or friend):
            return None
        return _joined(tokens, at, at + 2, "for_another", None), at + 2

    return _by_place(tokens, rule)


def said_by(tokens: list[Token]) -> list[Token]:
    """พี่ว่า, หัวหน้าแจ้งว่า: hearsay; ผมว่า: a guess."""

    def rule(tokens: list[Token], at: int) -> tuple[Token, int] | None:
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind is None or not behind.glued:
            return None
        if tokens[at].text in _SELF and behind.text == "ว่า":
            return _joined(tokens, at, at + 2, "hedge", None), at + 2
        if _is_person(tokens[at]) and behind.text in _SAYING:
            return _joined(tokens, at, at + 2, "hearsay", None), at + 2
        return None

    return _by_place(tokens, rule)


def greeting_of_the_day(tokens: list[Token]) -> list[Token]:
    """สวัสดีวันเสาร์สีม่วง: the day is greeted, nothing is said to be of it."""

    def rule(tokens: list[Token], at: int) -> tuple[Token, int] | None:
        if not tokens[at].text.startswith(_GREETINGS):
            return None
        end = at + 1
        if end >= len(tokens) or tokens[end].kind != "weekday" or not tokens[end].glued:
            return None
        end += 1
        while end < len(tokens) and tokens[end].text.removeprefix("สี") in _COLOURS | {""}:
            end += 1
        return _joined(tokens, at, end, "courtesy", "greetings"), end

    return _by_place(tokens, rule)


def blessing(tokens: list[Token]) -> list[Token]:
    """ขอให้ทุกท่านมีความสุข: what is wished is no figure."""
    good = lists()["blessing"]

    def rule(tokens: list[Token], at: int) -> tuple[Token, int] | None:
        if not tokens[at].text.startswith(_WISHES) or tokens[at].kind == "courtesy":
            return None
        end = at + 1
        blessed = False
        while end < len(tokens) and _belongs(tokens[end], good):
            blessed = blessed or tokens[end].text in good
            end += 1
        closed = end >= len(tokens) or tokens[end].kind == "line" or not tokens[end].glued
        return (_joined(tokens, at, end, "courtesy", "blessing"), end) if blessed and closed else None

    return _by_place(tokens, rule)


def _belongs(token: Token, good: frozenset[str]) -> bool:
    if token.kind == "weekday":
        return token.glued
    return token.text in good or token.kind in _POLITE or token.kind == "separator"


def no_joke(tokens: list[Token]) -> list[Token]:
    """ไม่ได้ล้อเล่น: the figure is meant."""

    def rule(tokens: list[Token], at: int) -> tuple[Token, int] | None:
        end = at + 1
        while (
            end < len(tokens)
            and tokens[end].kind == "fill"
            and tokens[end].glued
            and tokens[end].text in ("มา", "พูด", "เรื่อง")
        ):
            end += 1
        if tokens[at].text not in _JOKED or end >= len(tokens) or tokens[end].kind != "joke" or not tokens[end].glued:
            return None
        return _joined(tokens, at, end + 1, "courtesy", "mood"), end + 1

    return _by_place(tokens, rule)


def feast(tokens: list[Token]) -> list[Token]:
    """… 22 จาก 25 ครัวเรือน เตรียมฉลองโต๊ะจีน: plans for the evening, a remark of its own that no figure follows."""
    eaten = {at for at, token in enumerate(tokens) if token.kind == "courtesy" and token.value == "feast"}
    for at in sorted(eaten):
        start, end = at, at + 1
        if _is_treat(tokens, at):
            for token in tokens[at + 1 : at + 3]:
                token.kind, token.value = "courtesy", "feast"
        while end < len(tokens) and (tokens[end].kind in _POLITE or end in eaten):
            end += 1
        while start > 0 and tokens[start - 1].kind in _PLANS and tokens[start].glued:
            start -= 1
        alone = end >= len(tokens) or tokens[end].kind in ("line", "comma") or not _opens_figure(tokens, end)
        apart = start == 0 or not tokens[start].glued or tokens[start - 1].kind in ("line", "comma", "mark")
        if not (alone and apart):
            for token in tokens[at:end]:
                if token.value == "feast":
                    token.kind, token.value = "unknown", None
            continue
        for token in tokens[start:at]:
            if token.kind in ("future", "order"):
                token.kind, token.value = "courtesy", "feast"
    return tokens


def _is_treat(tokens: list[Token], at: int) -> bool:
    """… 91% แล้วจ้า ขอกาแฟ 1 แก้ว: behind a whole figure and before none, what is eaten is no result."""
    vessel = tokens[at + 2] if at + 2 < len(tokens) else None
    if vessel is None or vessel.text not in _VESSELS or not re.fullmatch(r"\d{1,2}", tokens[at + 1].text):
        return False
    before = [one for one in tokens[:at] if one.kind not in _POLITE and one.kind not in ("wish", "order", "future")]
    whole = bool(before) and before[-1].kind in ("percent", "baht", "unit")
    return whole and not any(one.kind in NUMERIC or one.kind == "part" for one in tokens[at + 3 :])


_VESSELS = frozenset(spaced("แก้ว ถ้วย จาน ชาม ขวด กระป๋อง ห่อ ถุง ซอง มื้อ โต๊ะ"))


def _opens_figure(tokens: list[Token], at: int) -> bool:
    return tokens[at].kind in NUMERIC or tokens[at].kind in ("percent_before", "step") or tokens[at].glued


def scene(tokens: list[Token]) -> list[Token]:
    """จปฐ 98% ขาเดินจนน่องโป่ง: a remark of its own before all topics or behind a figure; what it may limit, it asks."""
    at = 0
    while at < len(tokens):
        if not _is_scene(tokens[at]):
            at += 1
            continue
        start, end = _remark_around(tokens, at)
        passes = _apart(tokens, start, end) and _stands_well(tokens, start, end)
        for token in tokens[start:end]:
            if passes and (_is_scene(token) or token.text in _LINKS):
                token.kind, token.value = "courtesy", "mood"
            elif _is_scene(token):
                token.kind, token.value = "unknown", None
        at = end
    return tokens


def _remark_around(tokens: list[Token], at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and tokens[start].glued and tokens[start - 1].kind in _REMARKING:
        start -= 1
    while end < len(tokens) and (
        tokens[end].kind in _REMARKING or _is_scene(tokens[end]) or tokens[end].text in _LINKS
    ):
        end += 1
    return start, end


def _apart(tokens: list[Token], start: int, end: int) -> bool:
    """Parted by a blank or a sign on both sides, and before no figure."""
    opens = start == 0 or not tokens[start].glued or tokens[start - 1].kind in ("line", "comma", "mark")
    if end >= len(tokens) or tokens[end].kind in ("line", "comma"):
        return opens
    return opens and not tokens[end].glued and tokens[end].kind not in NUMERIC and tokens[end].kind != "percent_before"


def _stands_well(tokens: list[Token], start: int, end: int) -> bool:
    before = [one for one in tokens[:start] if one.kind not in _POLITE]
    if before and before[-1].kind in _WHOLE:
        return True
    leads = not any(one.kind == "part" for one in before) and (not before or before[-1].kind == "line")
    return leads and not any(one.value == "behind" for one in tokens[start:end])


_LINKS = frozenset(spaced("จน แต่ เพราะ กับ และ"))
_REMARKING = _POLITE | {"separator"}
_WHOLE = frozenset({"percent", "baht", "unit", "step", "aspect", "line", "digit"})


def _is_scene(token: Token) -> bool:
    return token.kind == "courtesy" and token.value in ("scene", "behind")


def remark_on_target(tokens: list[Token]) -> list[Token]:
    """ไม่ถึงเป้า ได้แค่ 61.5%: the figure is said of itself, the target is not its bound."""
    for at, token in enumerate(tokens):
        if token.text not in ("ไม่ถึงเป้า", "ยังไม่ถึงเป้า", "ต่ำกว่าเป้า", "เกินเป้า", "ทะลุเป้า", "พลาดเป้า", "หลุดเป้า"):
            continue
        behind = tokens[at + 1 : at + 3]
        got = len(behind) == 2 and not behind[0].glued and behind[0].text in ("ได้แค่", "ได้เพียง", "ทำได้แค่", "ทำได้", "ได้")
        if got and (behind[1].kind in NUMERIC or behind[1].kind == "percent_before"):
            token.kind, token.value = "courtesy", "remark"
    return tokens


def joy_over_target(tokens: list[Token]) -> list[Token]:
    """เบิกจ่าย 88% เกินเป้า: behind a whole percentage it is joy; before a figure, or of a small one, it asks."""
    for at, token in enumerate(tokens):
        if token.text not in _OVER_TARGET or at < 2 or tokens[at - 1].kind != "percent":
            continue
        said = tokens[at - 2]
        rest = next((one for one in tokens[at + 1 :] if one.kind not in (*_POLITE, "tick")), None)
        much = said.kind == "number" and said.value >= _PLAINLY_A_SHARE
        if much and (rest is None or rest.kind in ("line", "comma")):
            token.kind, token.value = "courtesy", "remark"
    return tokens


_OVER_TARGET = frozenset(spaced("เกินเป้า เกินเป้าหมาย ทะลุเป้า ทะลุเป้าหมาย"))
_PLAINLY_A_SHARE = 50  # 5% เกินเป้า may be how much over


def excuse(tokens: list[Token]) -> list[Token]:
    """มัวแต่ลงพื้นที่ ยอดขาย OTOP …: what kept the sender from reporting is no event."""
    at = 0
    while at < len(tokens):
        end = at + 1
        if tokens[at].text in _KEPT_BY:
            while end < len(tokens) and tokens[end].glued and tokens[end].kind in _EXCUSES:
                end += 1
            closed = end >= len(tokens) or not tokens[end].glued or tokens[end].kind == "line"
            leads = not any(one.kind in ("part", *NUMERIC) for one in tokens[:at])
            if end > at + 1 and closed and leads:
                tokens = [*tokens[:at], _joined(tokens, at, end, "courtesy", "mood"), *tokens[end:]]
        at += 1
    return tokens


_KEPT_BY = frozenset(spaced("มัวแต่ มัว เพราะมัวแต่ มัวแต่ไป เพิ่งกลับจาก กลับจาก"))
_EXCUSES = _POLITE | {"aspect"}


def asked_to_record(tokens: list[Token]) -> list[Token]:
    """รบกวนช่วยลงเบิกจ่าย 85% ให้หน่อยได้ไหมคะ: what is asked is a favour, not the figure."""
    at = next((at for at, token in enumerate(tokens) if token.kind == "question"), None)
    if at is None or tokens[at].text not in _MAY_YOU or sum(token.kind == "question" for token in tokens) > 1:
        return tokens
    favour = next((n for n, token in enumerate(tokens[:at]) if token.text.startswith(_RECORD)), at)
    figures = [n for n, token in enumerate(tokens[:at]) if token.kind in NUMERIC]
    ends = all(token.kind in _POLITE for token in tokens[at + 1 :])
    if figures and favour < figures[0] and ends and tokens[at].glued and tokens[at - 1].text in _KINDLY:
        tokens[at].kind, tokens[at].value = "courtesy", "letters"
    return tokens


_MAY_YOU = frozenset(spaced("ได้ไหม ได้มั้ย ได้มั๊ย ได้ใหม ได้บ่ ได้หรือไม่"))
_RECORD = ("ช่วยลง", "ช่วยบันทึก", "ช่วยคีย์", "รบกวนลง", "รบกวนบันทึก", "ฝากลง", "ฝากบันทึก", "ลงให้", "บันทึกให้")
_KINDLY = frozenset(spaced("ให้หน่อย หน่อย ให้ที ที ให้ ให้ด้วย ด้วย"))


def how_much(tokens: list[Token]) -> list[Token]:
    """ปังมาก, ขอบพระคุณท่านมาก: มาก speaks of the mood; behind a figure it asks."""
    more = lists()["more"]
    for at, token in enumerate(tokens):
        if at == 0 or token.text not in more or token.kind == "courtesy":
            continue
        before = at - 1
        while (
            before > 0 and (tokens[before].kind == "fill" or tokens[before].text == "ๆ") and not _thanks(tokens[before])
        ):
            before -= 1
        if tokens[before].kind == "courtesy" or _thanks(tokens[before]):
            token.kind, token.value = "courtesy", "more"
    return tokens


def _thanks(token: Token) -> bool:
    return token.text.startswith(("ขอบคุณ", "ขอบพระคุณ", "ขอบใจ"))


def only_in_blessings(tokens: list[Token]) -> list[Token]:
    """เบิกจ่าย 80% มีความสุข: a blessing's words pass only behind ขอให้"""
    for token in tokens:
        if token.kind == "courtesy" and token.value == "blessing" and token.text in lists()["blessing"]:
            token.kind, token.value = "unknown", None
    return tokens


RULES: tuple[Callable[[list[Token]], list[Token]], ...] = (
    called_by_name,
    anothers,
    said_by,
    greeting_of_the_day,
    blessing,
    no_joke,
    remark_on_target,
    joy_over_target,
    excuse,
    asked_to_record,
    how_much,
    feast,
    scene,
    only_in_blessings,
)
