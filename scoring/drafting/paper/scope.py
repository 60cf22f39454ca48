"""Which districts have an indicator, as its own words say: เฉพาะอำเภอ…, ยกเว้นอำเภอ…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SCOPE = re.compile(r"(?:ทุก\s*อำเภอ\s*)?(เฉพาะ|ยกเว้น)\s*(?=อำเภอ|อ\.|พื้นที่อำเภอ|จังหวัด|ตำบล|เขต|\d+\s*อำเภอ)")
_NAME = re.compile(r"(?:อำเภอ|อ\.|,|และ|\s)\s*(?:กิ่ง)?(?:อำเภอ|อ\.)?\s*([ก-๎]+)")
_END = re.compile(r"[)\t\n]|\s{2,}|\s(?=ระดับ|ตัวชี้วัด|น้ำหนัก)")


@dataclass(frozen=True)
class Scope:
    words: str | None = None  # verbatim
    districts: tuple[str, ...] | None = None
    unresolved: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()  # districts of the province that no list names


def scope(text: str, districts: Sequence[str], province: str | None) -> Scope:
    found = _SCOPE.search(text)
    if not found:
        return Scope()
    end = _END.search(text, found.end())
    said = text[found.start() : end.start() if end else len(text)][:400].strip()
    listed = text[found.end() : end.start() if end else len(text)]
    if not re.match(r"(?:พื้นที่)?(?:อำเภอ|อ\.)", listed):
        return Scope(said, None, (), ())
    names, unresolved = [], []
    for token in _tokens(listed):
        known = [_resolve(part, districts, province) for part in (token, *token.split("และ"))]
        if known[0]:
            names.append(known[0])
        elif len(known) > 2 and all(known[1:]):
            names += [name for name in known[1:] if name]
        else:
            unresolved.append(token)
    named = tuple(d for d in districts if d in names)
    if found[1] == "ยกเว้น":
        chosen = tuple(d for d in districts if d not in names)
        return Scope(said, chosen if districts and not unresolved else None, tuple(unresolved))
    candidates = tuple(d for d in districts if d not in names) if unresolved else ()
    return Scope(said, named if districts else None, tuple(unresolved), candidates)


def _tokens(listed: str) -> list[str]:
    """The names of a list: each behind อำเภอ or อ., or between commas, spaces and และ."""
    marked = re.split(r"\s*(?:,|และ(?=\s*(?:อำเภอ|อ\.))|อำเภอ|อ\.)\s*", listed)
    names = []
    for part in marked:
        for piece in re.split(r"\s+(?:และ)?\s*|(?<=\S)\s+และ", part):
            word = piece.strip(" .:และ" if piece in ("และ", " และ") else " .:")
            if word and word not in ("พื้นที่", "และ", "กับ"):
                names.append(word)
    return names


def _resolve(token: str, districts: Sequence[str], province: str | None) -> str | None:
    if token in districts:
        return token
    if token == "เมือง" and province and f"เมือง{province}" in districts:
        return f"เมือง{province}"
    return None
