"""Remarks that stand apart beside a report: a target passed or missed, a treat after it, how one got there."""

import re

from handlers.reading.figures.numbers import NUMERIC
from handlers.reading.words.lexicon import spaced
from handlers.reading.words.scan import Token

POLITE = frozenset({"fill", "courtesy", "mark", "more", "chat"})
_PLANS = frozenset({"future", "order", "fill", "courtesy", "wish"})


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
        rest = next((one for one in tokens[at + 1 :] if one.kind not in (*POLITE, "tick")), None)
        much = said.kind == "number" and said.value >= _PLAINLY_A_SHARE
        if much and (rest is None or rest.kind in ("line", "comma")):
            token.kind, token.value = "courtesy", "remark"
    return tokens


_OVER_TARGET = frozenset(spaced("เกินเป้า เกินเป้าหมาย ทะลุเป้า ทะลุเป้าหมาย"))
_PLAINLY_A_SHARE = 50  # 5% เกินเป้า may be how much over


def feast(tokens: list[Token]) -> list[Token]:
    """… 22 จาก 25 ครัวเรือน เตรียมฉลองโต๊ะจีน: plans for the evening, a remark of its own that no figure follows."""
    eaten = {at for at, token in enumerate(tokens) if token.kind == "courtesy" and token.value == "feast"}
    for at in sorted(eaten):
        start, end = at, at + 1
        if _is_treat(tokens, at):
            for token in tokens[at + 1 : at + 3]:
                token.kind, token.value = "courtesy", "feast"
        while end < len(tokens) and (tokens[end].kind in POLITE or end in eaten):
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
    before = [one for one in tokens[:at] if one.kind not in POLITE and one.kind not in ("wish", "order", "future")]
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
    before = [one for one in tokens[:start] if one.kind not in POLITE]
    if before and before[-1].kind in _WHOLE:
        return True
    leads = not any(one.kind == "part" for one in before) and (not before or before[-1].kind == "line")
    return leads and not any(one.value == "behind" for one in tokens[start:end])


_LINKS = frozenset(spaced("จน แต่ เพราะ กับ และ"))
_REMARKING = POLITE | {"separator"}
_WHOLE = frozenset({"percent", "baht", "unit", "step", "aspect", "line", "digit"})


def _is_scene(token: Token) -> bool:
    return token.kind == "courtesy" and token.value in ("scene", "behind")
